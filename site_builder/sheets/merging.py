"""Merged body cells: a parent record runs down over its children, equal neighbours join where the form says so."""

from __future__ import annotations

from dataclasses import replace

from site_builder.law.form import ColumnForm
from site_builder.sheets.rows import Lanes, Line
from site_builder.sheets.sheet import Cell, Row


def merge_down(rows: tuple[Row, ...], lanes: tuple[Lanes, ...], columns: tuple[ColumnForm, ...]) -> tuple[Row, ...]:
    """The rows with merged cells: the first keeps the span, the covered ones get `rows=0`."""
    lines = tuple(next(iter(lane.values())) for lane in lanes)
    grid = [list(row.cells) for row in rows]
    for position, column in enumerate(columns):
        start = 0
        for number in range(1, len(rows) + 1):
            if number < len(rows) and _joins(column, position, grid, lines, number):
                continue
            _merge(grid, position, start, number)
            start = number
    return tuple(replace(row, cells=tuple(cells)) for row, cells in zip(rows, grid, strict=True))


def _merge(grid: list[list[Cell]], position: int, start: int, end: int) -> None:
    if end - start < 2:
        return
    grid[start][position] = replace(grid[start][position], rows=end - start)
    for number in range(start + 1, end):
        grid[number][position] = replace(grid[number][position], rows=0)


def _joins(
    column: ColumnForm, position: int, grid: list[list[Cell]], lines: tuple[Line | None, ...], number: int
) -> bool:
    """Whether the cell belongs to the one above it."""
    above, line = lines[number - 1], lines[number]
    if above is None or line is None or not line.lists or above.lists != line.lists:
        return False
    depth = _depth(column, line)
    parent = line.numbers[: depth + 1]
    if depth < len(line.lists) - 1:
        return above.numbers[: depth + 1] == parent
    same_parent = above.numbers[:-1] == line.numbers[:-1]
    return column.join and same_parent and grid[number - 1][position].text == grid[number][position].text


def _depth(column: ColumnForm, line: Line) -> int:
    owner = column.owner or column.word.rpartition(".")[0]
    return line.lists.index(owner) if owner in line.lists else len(line.lists) - 1
