"""Open data: CSV (opens in Excel and WPS), JSON for a whole disclosure, JSON for the list of a year's disclosures."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from site_builder.sheets.sheet import Cell, Part, Row, Sheet
from site_builder.site.views.corrections import CorrectionLine
from site_builder.site.views.data import Entry, FiguresView, YearView
from site_builder.site.views.disclosure import DisclosureView
from site_builder.site.views.table import Table

VERSION = "5"
"""Raised when the same view is to give other bytes."""

# Excel and WPS take a CSV file for GBK unless it begins with this mark.
_MARK = "\ufeff"
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_FIGURE = re.compile(r"[-+]?[\d,.]*%?")


def render_table(table: Table) -> bytes:
    """Plain rows as CSV."""
    head = [tuple(field.name for field in table.fields)] if table.fields else []
    return _MARK.encode() + render_rows([*head, *table.rows])


def render_figures(view: FiguresView) -> bytes:
    """A year's figures as CSV: a head and the lines of every disclosure."""
    return b"".join(figures_in_pieces(view))


def figures_in_pieces(view: FiguresView) -> Iterator[bytes]:
    """The same, disclosure by disclosure: those of ten thousand units are half a gigabyte."""
    yield _MARK.encode() + render_rows([view.columns])
    for fragment in view.fragments:
        yield fragment.read()


def render_rows(rows: Iterable[tuple[str, ...]]) -> bytes:
    """Lines of CSV, to be put together with others."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows([_safe(text) for text in row] for row in rows)
    return out.getvalue().encode()


def render_dataset(view: DisclosureView) -> bytes:
    """A disclosure as JSON with stable keys; amounts are exact decimals written as text."""
    data = {
        "unit": {"name": view.unit.name, "code": view.unit.code},
        "title": view.title,
        "facts": dict(view.facts),
        "example": view.example or None,
        "draft": view.site.draft,
        "sheets": [_sheet(sheet) for sheet in view.sheets],
        "corrections": [_correction(line) for line in view.corrections],
    }
    return (json.dumps(data, ensure_ascii=False) + "\n").encode()


def render_year(view: YearView) -> bytes:
    """The disclosures of one year as JSON, with the addresses of their files."""
    data = {"year": view.year, "disclosures": [_entry(entry) for entry in view.entries]}
    return (json.dumps(data, ensure_ascii=False) + "\n").encode()


def _entry(entry: Entry) -> dict[str, Any]:
    return {
        "unit": {"name": entry.unit, "code": entry.code},
        "title": entry.title,
        "stage": entry.stage,
        "published": entry.published or None,
        "example": entry.example or None,
        "page": f"../{entry.folder}/index.html",
        "files": [f"../{entry.folder}/{href}" for href in entry.files],
    }


def _safe(text: str) -> str:
    """A text that a spreadsheet would take for a formula is marked as text; figures stay figures."""
    return f"'{text}" if text.startswith(_FORMULA) and not _FIGURE.fullmatch(text) else text


def _correction(line: CorrectionLine) -> dict[str, Any]:
    return {
        "date": line.date or None,
        "place": line.place,
        "table": line.anchor or None,
        "before": line.before,
        "now": line.now,
        "reason": line.reason,
        "withheld": line.secret,
    }


def _sheet(sheet: Sheet) -> dict[str, Any]:
    return {
        "key": sheet.key,
        "slug": sheet.slug,
        "title": sheet.title,
        "head": list(sheet.head),
        "unit": sheet.unit,
        "empty": sheet.empty,
        "notes": list(sheet.notes),
        "parts": [_part(part) for part in sheet.parts],
    }


def _part(part: Part) -> dict[str, Any]:
    columns = [{"path": list(column.path), "kind": column.kind, "side": column.side or None} for column in part.columns]
    return {"name": part.name or None, "columns": columns, "rows": [_row(row) for row in part.rows]}


def _row(row: Row) -> dict[str, Any]:
    return {
        "keys": [key for _, key in row.keys],
        "level": row.level or None,
        "cells": [_cell(cell) for cell in row.cells],
    }


def _cell(cell: Cell) -> dict[str, str] | str:
    """A word is a text; a figure is what is printed and its exact amount."""
    return cell.text if cell.amount is None else {"text": cell.text, "amount": f"{cell.amount:f}"}
