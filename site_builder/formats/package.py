"""datapackage.json: a Frictionless Data Package (version 1) of a disclosure's CSV files."""

from __future__ import annotations

import json
import re
from typing import Any

from site_builder.site.views.package import PackageFile, PackageView
from site_builder.site.views.table import Field

VERSION = "1"
"""Raised when the same view is to give other bytes."""

_IDENTIFIER = re.compile(r"[-A-Za-z0-9._]+")
_ADDRESS = re.compile(r"https?://[!-~]+")


def render_package(view: PackageView) -> bytes:
    """The descriptor; what is not known is left out."""
    data = {
        "profile": "data-package",
        "name": view.name,
        "title": view.title,
        "description": view.note,
        "homepage": view.homepage,
        "licenses": _licences(view.licence),
        "sources": [{"title": view.note or view.title}],
        "resources": [_resource(file) for file in view.files],
    }
    known = {key: value for key, value in data.items() if value or key == "resources"}
    return (json.dumps(known, ensure_ascii=False, indent=1) + "\n").encode()


def _licences(text: str) -> list[dict[str, str]]:
    """A licence needs an identifier, such as CC-BY-4.0, or an address; words alone are none."""
    if _IDENTIFIER.fullmatch(text):
        return [{"name": text}]
    address = _ADDRESS.search(text)
    return [{"path": address[0], "title": text}] if address else []


def _resource(file: PackageFile) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": file.name,
        "path": f"tables/{file.name}.csv",
        "title": file.title,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {"fields": [_field(own) for own in file.fields]},
    }


def _field(field: Field) -> dict[str, Any]:
    """A field; a figure's unit, and how its text is read as a number."""
    about = {"name": field.name, "title": field.title, "type": field.type}
    if field.type == "string":
        return about
    reading: dict[str, Any] = {"groupChar": ","}
    if field.unit == "%":
        reading["bareNumber"] = False
    return {**about, **reading, **({"unit": field.unit} if field.unit else {})}
