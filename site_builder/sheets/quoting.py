"""照录: cells of a published document printed as it printed them, against its own figures or names."""

from __future__ import annotations

from dataclasses import replace

from site_builder.book.disclosure import Quote
from site_builder.sheets.address import Spot, at, find
from site_builder.sheets.sheet import Cell, Sheet


def quote(sheets: tuple[Sheet, ...], quotes: tuple[Quote, ...]) -> tuple[Sheet, ...]:
    """The sheets with quoted texts in place; an address that names no cell changes nothing and is for the audit."""
    for own in quotes:
        spot = find(sheets, own.address, words_too=True)
        if spot:
            cell = at(sheets, spot)._replace(text=str(own.text), quoted=True, sources=(own.text.place,))
            sheets = _put(sheets, spot, cell)
    return sheets


def _put(sheets: tuple[Sheet, ...], spot: Spot, cell: Cell) -> tuple[Sheet, ...]:
    sheet = sheets[spot.sheet]
    part = sheet.parts[spot.part]
    row = part.rows[spot.row]
    cells = (*row.cells[: spot.column], cell, *row.cells[spot.column + 1 :])
    rows = (*part.rows[: spot.row], replace(row, cells=cells), *part.rows[spot.row + 1 :])
    parts = (*sheet.parts[: spot.part], replace(part, rows=rows), *sheet.parts[spot.part + 1 :])
    return (*sheets[: spot.sheet], replace(sheet, parts=parts), *sheets[spot.sheet + 1 :])
