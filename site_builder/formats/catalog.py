"""catalog.jsonld: every disclosure of the site in the vocabulary of data catalogues (DCAT), as JSON-LD."""

from __future__ import annotations

import json
from typing import Any

from site_builder.site.views.data import Entry
from site_builder.site.views.linked import MEDIA, CatalogView

VERSION = "1"
"""Raised when the same view is to give other bytes."""

_CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def render_catalog(view: CatalogView) -> bytes:
    """The catalogue; addresses are relative to its own unless the site's is known."""
    top = view.site.address or "../"
    data = {
        "@context": _CONTEXT,
        "@id": f"{top}data/catalog.jsonld",
        "@type": "dcat:Catalog",
        "dcterms:title": _words(view.site.name),
        "dcterms:publisher": _agent(view.site.fields.get("主办单位", "")),
        "dcterms:rights": _words(view.site.fields.get("许可", "")),
        "foaf:homepage": {"@id": f"{top}index.html"},
        "dcat:dataset": [_dataset(top, year.year, entry) for year in view.years for entry in year.entries],
    }
    return (json.dumps(_known(data), ensure_ascii=False, indent=1) + "\n").encode()


def _dataset(top: str, year: int, entry: Entry) -> dict[str, Any]:
    page = f"{top}{entry.folder}/index.html"
    return _known(
        {
            "@id": page,
            "@type": "dcat:Dataset",
            "dcterms:title": _words(entry.title),
            "dcterms:description": _words(entry.note),
            "dcterms:publisher": None if entry.example == "公开件" else _agent(entry.unit),
            "dcterms:issued": None if entry.example == "公开件" else _day(entry.published),
            "dcterms:modified": _day(entry.corrected),
            "dcterms:temporal": {
                "@type": "dcterms:PeriodOfTime",
                "dcat:startDate": _day(f"{year}-01-01"),
                "dcat:endDate": _day(f"{year}-12-31"),
            },
            "dcat:landingPage": {"@id": page},
            "dcat:distribution": [_distribution(f"{top}{entry.folder}/{file}") for file in entry.files],
        }
    )


def _distribution(address: str) -> dict[str, Any]:
    media = MEDIA[address.rpartition(".")[2].upper()]
    return {
        "@id": address,
        "@type": "dcat:Distribution",
        "dcat:downloadURL": {"@id": address},
        "dcat:mediaType": {"@id": f"https://www.iana.org/assignments/media-types/{media}"},
    }


def _words(text: str) -> dict[str, str] | None:
    return {"@value": text, "@language": "zh-CN"} if text else None


def _day(text: str) -> dict[str, str] | None:
    return {"@value": text, "@type": "xsd:date"} if text else None


def _agent(name: str) -> dict[str, Any] | None:
    return {"@type": "foaf:Agent", "foaf:name": name} if name else None


def _known(told: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in told.items() if value is not None}
