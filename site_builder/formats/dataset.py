"""Open data: CSV for each table (opens in Excel and WPS), JSON for a whole disclosure."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import Any

from site_builder.sheets.sheet import Cell, Part, Row, Sheet
from site_builder.site.views.disclosure import DisclosureView

VERSION = "3"
"""Raised when the same view is to give other bytes."""

# Excel and WPS take a CSV file for GBK unless it begins with this mark.
_MARK = "\ufeff"
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_FIGURE = re.compile(r"[-+]?[\d,.]*%?")


def render_table(part: Part) -> bytes:
    """One block of a table as CSV: covered cells repeat their text, sides of a two-sided table stand apart."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerows([_safe(text) for text in row] for row in _table(part))
    return (_MARK + out.getvalue()).encode()


def render_dataset(view: DisclosureView) -> bytes:
    """A disclosure as JSON with stable keys; amounts are exact decimals written as text."""
    data = {
        "unit": {"name": view.unit.name, "code": view.unit.code},
        "title": view.title,
        "facts": dict(view.facts),
        "example": view.example or None,
        "draft": view.draft,
        "sheets": [_sheet(sheet) for sheet in view.sheets],
    }
    return (json.dumps(data, ensure_ascii=False) + "\n").encode()


def _table(part: Part) -> list[list[str]]:
    if not part.columns:
        return [[own.text for own in row.cells if own.rows] for row in part.rows]
    sides = list(dict.fromkeys(column.side for column in part.columns if column.side))
    if sides:
        return _two_sided(part, sides)
    shown = [number for number, column in enumerate(part.columns) if column.kind != "number"]
    head = ["/".join(part.columns[number].path) for number in shown]
    return [head, *([row.cells[number].text for number in shown] for row in part.rows)]


def _two_sided(part: Part, sides: list[str]) -> list[list[str]]:
    """Side, item, amounts: the two lists that print side by side, one below the other."""
    widest = max(sides, key=lambda side: sum(column.side == side for column in part.columns))
    head = ["方向", *(column.path[-1] for column in part.columns if column.side == widest)]
    rows = [head]
    for side in sides:
        own = [number for number, column in enumerate(part.columns) if column.side == side]
        for row in part.rows:
            cells = [row.cells[number].text for number in own]
            if any(cells):
                rows.append([side, *cells, *[""] * (len(head) - 1 - len(cells))])
    return rows


def _safe(text: str) -> str:
    """A text that a spreadsheet would take for a formula is marked as text; figures stay figures."""
    return f"'{text}" if text.startswith(_FORMULA) and not _FIGURE.fullmatch(text) else text


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
