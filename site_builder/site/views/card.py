"""Cards as a screen shows them: a list of labels and values instead of a grid of merged cells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from site_builder.sheets.sheet import Cell, Part, Row

_SHORT = 24
_NOBODY = Cell("")

Grid = tuple[tuple[Cell, ...], ...]
"""Every place of a card and the cell that covers it."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One value with its label."""

    label: str
    """What it is."""
    text: str
    """As printed, money with its unit; blank if nothing is stated."""
    long: bool
    """Whether it takes lines of its own."""


def fact(label: str, cell: Cell, unit: str) -> Fact:
    """A value with its label; money whose label names no unit gets the sheet's."""
    bare = cell.amount is not None and cell.money and "元" not in label
    text = f"{cell.text} {unit}" if bare and cell.text else cell.text
    return Fact(label, text, len(text) > _SHORT or "\n" in text)


def card(part: Part, unit: str) -> tuple[Fact, ...]:
    """What a card states, in the order printed."""
    return tuple(_facts(part, unit))


def _facts(part: Part, unit: str) -> Iterator[Fact]:
    grid = _covered(part.rows)
    for y, row in enumerate(part.rows):
        for x, cell in enumerate(row.cells):
            if cell.rows and not cell.head and (label := _label(part.rows, grid, x, y)):
                yield fact(label, cell, unit)


def _label(rows: tuple[Row, ...], grid: Grid, x: int, y: int) -> str:
    """The name beside a value, else the title above it; a name that runs down several lines comes first."""
    left = grid[y][x - 1] if x else _NOBODY
    group = next((cell.text for cell in grid[y][:x] if cell.head and cell.rows > 1), "")
    above = grid[y - 1][x] if y and _titles(rows[y - 1]) else _NOBODY
    if left.head and left.rows == 1:
        own = left.text
    elif above.head and above.rows == 1:
        own = above.text
    else:
        own = left.text if left.head else ""
    return f"{group}：{own}" if group and own and own != group else own


def _titles(row: Row) -> bool:
    """Whether a line holds only titles of what stands below it."""
    return all(cell.head for cell in row.cells if cell.rows)


def _covered(rows: tuple[Row, ...]) -> Grid:
    grid = [[_NOBODY] * len(row.cells) for row in rows]
    for y, row in enumerate(rows):
        for x, cell in enumerate(row.cells):
            for line in grid[y : y + cell.rows]:
                line[x : x + cell.columns] = [cell] * cell.columns
    return tuple(tuple(line) for line in grid)
