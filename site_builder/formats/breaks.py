"""Where no page ends: rows that stand on the same page as the row before, as far as they fit on one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from site_builder.formats.widths import breadth
from site_builder.sheets.sheet import Cell, Part, Row

_DEPTH = {"类": 1, "款": 2, "项": 3}
_END = 3
"""Rows at the end of a block that are not parted; at its beginning it is two."""


@dataclass(frozen=True, slots=True)
class Room:
    """What a page has room for below the heads of a table."""

    across: int
    """Half-width characters in its whole width."""
    lines: int
    """Lines of text."""


UPRIGHT, LANDSCAPE = Room(98, 44), Room(160, 30)
"""The pages of the printed document; its style says how large they are."""


def kept(part: Part, shares: Sequence[float], room: Room) -> tuple[bool, ...]:
    """Which rows of a block stand on the same page as the row before. The shares of its columns are per cent.

    Rows that a merged cell covers do, an entry below its group, a total below what it sums, and the first and the
    last few: no page begins with a single row that ends a table. What needs more than two thirds of a page is parted:
    else pages would stay empty before it, and what fits on none would be torn anywhere.
    """
    heights = _heights(part, shares, room)
    together, height = [], 0
    for wanted, own in zip(_wanted(part, heights, shares, room), heights, strict=True):
        height = height + own if wanted else own
        together.append(wanted and height <= room.lines)
        if not together[-1]:
            height = own
    return tuple(together)


def spread(part: Part, shares: Sequence[float], room: Room) -> frozenset[tuple[int, int]]:
    """The row and column of merged cells whose text needs more than a page: it is spread over their rows."""
    return frozenset(
        (number, column)
        for number, row in enumerate(part.rows)
        for column, cell in enumerate(row.cells)
        if cell.rows > 1 and not cell.head and _lines(cell, column, shares, room) > room.lines
    )


def _wanted(part: Part, heights: Sequence[int], shares: Sequence[float], room: Room) -> Iterator[bool]:
    covered, above = 0, 0
    alone = [_height(row, shares, room) for row in part.rows]
    for number, row in enumerate(part.rows):
        depth = _DEPTH.get(row.level, 0)
        of_one = number < covered or 0 < above < depth or row.level == "合计"
        yield number > 0 and (of_one or number == 1 or number > len(part.rows) - _END)
        fitting = (
            cell.rows
            for cell in row.cells
            if sum(alone[number : number + cell.rows]) <= room.lines * 2 // 3
            and sum(heights[number : number + cell.rows]) <= room.lines
        )
        covered, above = max(covered, number + max(fitting, default=1)), depth


def _heights(part: Part, shares: Sequence[float], room: Room) -> list[int]:
    """The lines of each row, with its part of those of the merged cells beside it."""
    heights = [_height(row, shares, room) for row in part.rows]
    for number, row in enumerate(part.rows):
        for column, cell in enumerate(row.cells):
            if cell.rows > 1:
                beside = slice(number, number + cell.rows)
                part_of_it = -(-_lines(cell, column, shares, room) // cell.rows)
                heights[beside] = [max(part_of_it, own) for own in heights[beside]]
    return heights


def _height(row: Row, shares: Sequence[float], room: Room) -> int:
    """The lines of a row by itself."""
    return max(
        (_lines(cell, column, shares, room) for column, cell in enumerate(row.cells) if cell.rows == 1), default=1
    )


def _lines(cell: Cell, column: int, shares: Sequence[float], room: Room) -> int:
    """The lines that the text of a cell takes in its columns."""
    across = max(2, int(sum(shares[column : column + cell.columns]) * room.across / 100))
    return sum(max(1, -(-breadth(line) // across)) for line in cell.text.split("\n"))
