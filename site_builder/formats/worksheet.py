"""A sheet laid out on a worksheet: boxes, column widths, row heights. Nothing is written here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from site_builder.formats.widths import breadth, edges, holds_figures, wanted, widths
from site_builder.sheets.sheet import Cell, Part, Row, Sheet
from site_builder.values.money import show

Look = Literal["title", "left", "right", "head", "word", "figure", "link"]
"""title: the sheet's; left, right: lines outside the table; head: names of columns; word, figure: cells; link."""

_FIGURE = re.compile(r"-?[\d,]+(\.\d+)?(%?)")
_STRONG = {"合计", "类"}
_INDENTS = {"款": 1, "项": 2}
_LINE, _PADDING, _TALLEST = 14, 6, 400


@dataclass(frozen=True, slots=True)
class Box:
    """One cell of a worksheet, or the block of cells that are merged into it."""

    row: int
    """Its first row, counted from 0."""
    column: int
    """Its first column, counted from 0."""
    rows: int
    """Rows it takes."""
    columns: int
    """Columns it takes."""
    look: Look
    """How it looks."""
    text: str
    """What it shows."""
    amount: Decimal | None = None
    """The number that shows as the text; None for words."""
    pattern: str = ""
    """For numbers: the number format."""
    strong: bool = False
    """Whether it belongs to a row of totals."""
    indent: int = 0
    """How far it stands in."""
    link: str = ""
    """For links: the worksheet it leads to."""


@dataclass(frozen=True, slots=True)
class Worksheet:
    """Everything that one worksheet shows."""

    name: str
    """The name on its tab."""
    wide: bool
    """Whether it is printed on landscape pages."""
    widths: tuple[int, ...]
    """Column widths in half-width characters."""
    boxes: tuple[Box, ...]
    """What stands on it."""
    repeated: tuple[int, int] | None = None
    """First and last row of the head that every printed page repeats; none if it has several heads or none."""

    @property
    def heights(self) -> tuple[int, ...]:
        """Row heights in points: high enough for every text, wherever it breaks."""
        heights = [0] * max(box.row + box.rows for box in self.boxes)
        for box in self.boxes:
            room = sum(self.widths[box.column : box.column + box.columns]) - 1
            lines = sum(max(1, -(-breadth(line) // room)) for line in box.text.split("\n"))
            height = -(-lines * _LINE // box.rows) + _PADDING * (3 if box.look == "title" else 1)
            for row in range(box.row, box.row + box.rows):
                heights[row] = min(max(heights[row], height), _TALLEST)
        return tuple(heights)


def lay_out(sheet: Sheet, name: str) -> Worksheet:
    """Title, lines above, every block one below the other on one grid, notes."""
    grid = widths(sheet)
    boxes = [Box(0, 0, 1, len(grid), "title", sheet.title), *_above(sheet.head, grid)]
    heads: list[tuple[int, int]] = []
    for part in sheet.parts:
        boxes += _across(boxes, (part.title,) if part.title else (), len(grid))
        top = _end(boxes)
        boxes += _block(part, top, edges(wanted(part), grid))
        heads += [(top, top + len(_head(part)) - 1)] if part.header else []
    boxes += _across(boxes, sheet.notes, len(grid))
    return Worksheet(name, sheet.wide, grid, tuple(boxes), heads[0] if len(heads) == 1 else None)


def number_format(cell: Cell) -> str:
    """The number format in which a cell's amount shows as it is printed; blank if it is printed otherwise."""
    figure = _FIGURE.fullmatch(cell.text)
    if cell.amount is None or not figure:
        return ""
    pattern = ("#,##0" if "," in cell.text else "0") + re.sub(r"\d", "0", figure[1] or "") + figure[2]
    if show(cell.amount, pattern) != cell.text:
        return ""
    # What rounds to nothing is printed without a sign.
    return f"{pattern};{pattern}" if cell.amount < 0 and not cell.text.startswith("-") else pattern


def _above(head: tuple[str, ...], grid: tuple[int, ...]) -> Iterator[Box]:
    """The lines above a table: the last, which states the money unit, on the right; the others on the left."""
    if len(head) < 2 or len(grid) < 2:
        yield from (Box(1, 0, 1, len(grid), "left", line) for line in ("　　".join(head),) if line)
        return
    room = (column for column in range(len(grid) - 1, 0, -1) if sum(grid[column:]) > breadth(head[-1]) + 1)
    left = next(room, 1)
    yield Box(1, 0, 1, left, "left", "　　".join(head[:-1]))
    yield Box(1, left, 1, len(grid) - left, "right", head[-1])


def _across(boxes: list[Box], lines: tuple[str, ...], width: int) -> list[Box]:
    """Lines over the whole width below what stands already."""
    return [Box(_end(boxes) + number, 0, 1, width, "left", line) for number, line in enumerate(lines)]


def _end(boxes: list[Box]) -> int:
    return max(box.row + box.rows for box in boxes)


def _head(part: Part) -> tuple[tuple[Cell, ...], ...]:
    """The head with its line of column numbers."""
    return (*part.header, tuple(Cell(text) for text in part.index)) if part.index else part.header


def _block(part: Part, top: int, places: tuple[int, ...]) -> Iterator[Box]:
    """The boxes of a block whose columns begin and end at these places of the grid."""
    head = _head(part)
    for row, cells in enumerate(head, start=top):
        for column, cell in enumerate(cells):
            if cell.rows:
                yield Box(row, *_span(cell, column, places), "head", cell.text)
    for line, own in enumerate(part.rows, start=top + len(head)):
        for column, cell in enumerate(own.cells):
            if cell.rows:
                yield _body(part, own, column, line, places)


def _body(part: Part, row: Row, column: int, line: int, places: tuple[int, ...]) -> Box:
    """The box of a body cell: its look, and the number it shows."""
    cell = row.cells[column]
    pattern = number_format(cell)
    name = cell.head and part.columns and not cell.text.isascii()
    return Box(
        line,
        *_span(cell, column, places),
        look=_look(part, cell, column),
        text=cell.text,
        amount=cell.amount if pattern else None,
        pattern=pattern,
        strong=row.level in _STRONG,
        indent=_INDENTS.get(row.level, 0) if name else 0,
    )


def _span(cell: Cell, column: int, places: tuple[int, ...]) -> tuple[int, int, int]:
    """First column of the grid, rows and columns of the grid."""
    return places[column], cell.rows, places[column + cell.columns] - places[column]


def _look(part: Part, cell: Cell, column: int) -> Look:
    if cell.head and not part.columns:
        return "head"
    return "figure" if cell.amount is not None or holds_figures(part, column) else "word"
