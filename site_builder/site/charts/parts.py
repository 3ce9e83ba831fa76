"""Parts of a whole as the tables state them: where the money comes from, what it is for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from site_builder.law.dimensions import TOTAL
from site_builder.sheets.address import at, find, plain
from site_builder.sheets.sheet import Cell, Part, Sheet
from site_builder.values.money import EXACT, total

_TOTALS = frozenset({TOTAL, "小计"})

Named = tuple[str, Cell]
"""A figure and its printed name, without numbering."""


@dataclass(frozen=True, slots=True)
class Split:
    """A stated whole and its stated parts."""

    sheet: Sheet
    """The table they stand in."""
    whole: Named | None
    """What they add up to; None if the table states no whole."""
    parts: tuple[Named, ...]
    """The parts that are stated, in the table's order."""


def down(sheets: tuple[Sheet, ...], address: str) -> Split | None:
    """A total at the foot or head of a column and the rows it is made of."""
    spot = find(sheets, address)
    if spot is None:
        return None
    sheet, whole = sheets[spot.sheet], at(sheets, spot)
    part, column = sheet.parts[spot.part], spot.column
    others = (row.cells for row in part.rows if row.level != TOTAL)
    rows = ((_row_name(part, cells, column), cells[column]) for cells in others)
    return split(sheet, (_row_name(part, part.rows[spot.row].cells, column), whole), rows)


def across(sheets: tuple[Sheet, ...], address: str) -> Split | None:
    """A total at the head of a row and the columns it is made of."""
    spot = find(sheets, address)
    if spot is None:
        return None
    sheet = sheets[spot.sheet]
    part = sheet.parts[spot.part]
    cells = part.rows[spot.row].cells
    titled = zip(part.columns, cells, strict=True)
    columns = ((column.path[-1], cell) for column, cell in titled if column.path[-1] not in _TOTALS)
    return split(sheet, (_row_name(part, cells, spot.column), at(sheets, spot)), columns)


def beside(sheets: tuple[Sheet, ...], addresses: tuple[str, ...]) -> Split | None:
    """Figures of one table that stand beside each other without a total; None if one of them is kept from print."""
    spots = [(address, spot) for address in addresses if (spot := find(sheets, address, words_too=True))]
    cells = [(address.rpartition(".")[2], at(sheets, spot)) for address, spot in spots]
    if not spots or any(cell.quoted or (cell.amount is None and (cell.facts or cell.text)) for _, cell in cells):
        return None
    return Split(sheets[spots[0][1].sheet], None, tuple(named for named in cells if named[1].amount is not None))


def split(sheet: Sheet, whole: Named, candidates: Iterable[Named]) -> Split | None:
    """The candidates that share out the whole's facts; None if they leave some out, or do not add up."""
    left = set(whole[1].facts)
    parts: list[Named] = []
    for name, cell in candidates:
        if cell.amount is not None and cell.facts and cell.facts <= left:
            left -= cell.facts
            parts.append((name, cell))
    exact = not left and _adds_up(whole[1], [cell for _, cell in parts])
    return Split(sheet, whole, tuple(parts)) if exact else None


def _adds_up(whole: Cell, parts: list[Cell]) -> bool:
    """Whether the parts make the whole, or differ from it only as the table itself says, by rounding."""
    if any(cell.quoted for cell in (whole, *parts)):
        return False
    gap = EXACT.subtract(total([cell.amount for cell in parts if cell.amount is not None]), whole.amount or 0)
    return gap == 0 or whole.inexact or any(cell.inexact for cell in parts)


def _row_name(part: Part, cells: tuple[Cell, ...], column: int) -> str:
    """The last name of a row on the side of a column."""
    side = part.columns[column].side
    names = [cell.text for cell, own in zip(cells, part.columns, strict=True) if cell.head and own.side == side]
    return plain(names[-1]) if names else ""
