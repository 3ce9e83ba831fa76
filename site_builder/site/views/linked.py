"""Disclosures described for machines that collect data sets: schema.org in each page, DCAT for the whole site."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from site_builder.checks.subject import Subject
from site_builder.site.views.data import YearView
from site_builder.site.views.disclosure import DisclosureView
from site_builder.site.views.frame import SiteView
from site_builder.site.views.package import notice
from site_builder.site.views.publication import publisher
from site_builder.site.views.statements import lasting_name

MEDIA: Mapping[str, str] = {
    "CSV": "text/csv",
    "HTML": "text/html",
    "JSON": "application/json",
    "PDF": "application/pdf",
    "XLSX": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
"""Kind of a file → its media type."""

_ADDRESS = re.compile(r"https?://[!-~]+")
_UNSAFE = str.maketrans({mark: f"\\u{ord(mark):04x}" for mark in "<>&"})


@dataclass(frozen=True, slots=True)
class CatalogView:
    """The list of all disclosures for other catalogues of open data."""

    site: SiteView
    """The frame."""
    years: tuple[YearView, ...]
    """Newest first."""


def markup(subject: Subject, view: DisclosureView) -> str:
    """A disclosure as a schema.org Dataset: JSON that cannot end the element of the page it stands in."""
    return json.dumps(_dataset(subject, view), ensure_ascii=False).translate(_UNSAFE)


def _dataset(subject: Subject, view: DisclosureView) -> dict[str, Any]:
    """What is known of it; what is not is left out."""
    unit, disclosure, site = subject.unit, subject.disclosure, view.site
    folder = f"{unit.slug}/{disclosure.name}"
    page = f"{folder}/index.html"
    told = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": view.title,
        "description": _description(view),
        "identifier": str(disclosure.entry.fields.get("索引号", "")) or lasting_name(site, page),
        "url": f"{site.address}{page}" if site.address else "",
        "creator": _organisation(publisher(unit, disclosure)),
        "publisher": _organisation(site.fields.get("主办单位", "")),
        "datePublished": "" if disclosure.example == "公开件" else str(disclosure.published),
        "dateModified": disclosure.corrected,
        "temporalCoverage": f"{disclosure.year}-01-01/{disclosure.year}-12-31",
        "spatialCoverage": _named("Place", site.fields.get("行政区划", "")),
        "license": _licence(site.fields.get("许可", "")),
        "isAccessibleForFree": True,
        "inLanguage": "zh-CN",
        "distribution": _distribution(f"{site.address}{folder}/" if site.address else "", view),
    }
    return {key: value for key, value in told.items() if value}


def _description(view: DisclosureView) -> str:
    said = f"{view.title}：{len(view.sheets)} 张公开表、情况说明和审核结果。每张表都可以下载，金额是准确的十进制数"
    return "。".join(filter(None, (notice(view), view.example_note.rstrip("。"), said))) + "。"


def _distribution(folder: str, view: DisclosureView) -> list[dict[str, str]]:
    return [
        {
            "@type": "DataDownload",
            "name": file.label,
            "encodingFormat": MEDIA[file.kind],
            "contentUrl": f"{folder}{file.href}",
        }
        for file in view.downloads
    ]


def _organisation(name: str) -> dict[str, str] | None:
    return _named("Organization", name)


def _named(kind: str, name: str) -> dict[str, str] | None:
    return {"@type": kind, "name": name} if name else None


def _licence(text: str) -> dict[str, str] | str:
    """The address that the words name; words without one are a work of their own."""
    address = _ADDRESS.search(text)
    return address[0] if address else {"@type": "CreativeWork", "text": text} if text else ""
