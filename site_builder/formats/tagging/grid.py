"""A table's grid: where each cell of the HTML stands, and which heads it stands under."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

Scope = Literal["", "Row", "Column"]
"""What a head is the head of; blank for data."""


CONTINUED = "data-rest"
"""Attribute of a cell that is the rest of the one above, cut for the sake of the page."""
NAME, TEXT = "name", "text"
"""Its values: a cell that says the name of the one above again, and one that goes on with its text."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One cell at its place."""

    element: Any
    """The cell in the HTML."""
    row: int
    """Its first row, counted from 0 over the whole table."""
    column: int
    """Its first column."""
    rows: int
    """Rows it covers."""
    columns: int
    """Columns it covers."""
    scope: Scope
    """What it is the head of."""
    side: str
    """In a two-sided table, the side (收入, 支出) that its column's head says; no head is one on the other side."""
    others: tuple[Any, ...] = ()
    """The cells below that go on with its text."""


Grid = Mapping[tuple[int, int], Slot]
"""(row, column) → the cell that covers it."""


def grid(table: Any) -> Grid:  # noqa: ANN401 - an element of any HTML parser
    """Every cell of a table, as HTML lays them out. A cell spans no further than its group of rows."""
    found: dict[tuple[int, int], Slot] = {}
    top = 0
    for group in table:
        rows = [row for row in group if row.tag == "tr"]
        for number, row in enumerate(rows):
            for cell in row:
                _place(found, cell, top + number, len(rows) - number)
        top += len(rows)
    return found


def heads(cell: Slot, cells: Grid) -> tuple[Slot, ...]:
    """The heads that a cell stands under: those of its rows from left to right, then its columns' from the top."""
    sides = [
        list(_nearest(cell, "Row", (cells.get((row, column)) for column in range(cell.column - 1, -1, -1))))
        for row in range(cell.row, cell.row + cell.rows)
    ]
    above = [
        list(_nearest(cell, "Column", (cells.get((row, column)) for row in range(cell.row - 1, -1, -1))))
        for column in range(cell.column, cell.column + cell.columns)
    ]
    return tuple(dict.fromkeys(head for line in (*sides, *above) for head in reversed(line)))


def _place(found: dict[tuple[int, int], Slot], element: Any, row: int, rows_left: int) -> None:  # noqa: ANN401
    column = 0
    while (row, column) in found:
        column += 1
    rows, columns = (int(element.get(name, 1)) for name in ("rowspan", "colspan"))
    above = found.get((row - 1, column))
    if above and (rest := element.get(CONTINUED)):
        others = (*above.others, *[element] * (rest == TEXT))
        _cover(found, replace(above, rows=above.rows + min(rows, rows_left), others=others))
        return
    side = element.get("data-side", above.side if above else "")
    _cover(found, Slot(element, row, column, min(rows, rows_left), columns, _scope(element), side))


def _cover(found: dict[tuple[int, int], Slot], slot: Slot) -> None:
    for row in range(slot.row, slot.row + slot.rows):
        for column in range(slot.column, slot.column + slot.columns):
            found[row, column] = slot


def _scope(element: Any) -> Scope:  # noqa: ANN401
    if element.tag != "th":
        return ""
    return "Row" if element.get("scope", "").startswith("row") else "Column"


def _nearest(cell: Slot, scope: Scope, line: Iterable[Slot | None]) -> Iterator[Slot]:
    """The heads met on the way from a cell to the edge, as HTML finds them.

    Behind data, a head that is as long as one already met is the head of that data: in
    项目 | 金额 | 项目 | 金额 the second figure is not of the first item.
    """
    block, closed = [cell] * (cell.scope == scope), set[tuple[int, int]]()
    for other in line:
        if other and other.side not in {"", cell.side}:
            return
        if other is None or other.scope != scope:
            closed.update(_extent(head, scope) for head in block)
            block = []
        elif other not in block:
            block.append(other)
            if _extent(other, scope) not in closed:
                yield other


def _extent(slot: Slot, scope: Scope) -> tuple[int, int]:
    return (slot.row, slot.rows) if scope == "Row" else (slot.column, slot.columns)
