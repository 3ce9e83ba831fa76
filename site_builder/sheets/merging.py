"""Merged body cells: a parent record runs down over its children, equal neighbours join where the form says so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from site_builder.law.form import ColumnForm
from site_builder.sheets.rows import Line
from site_builder.sheets.sheet import Cell


def merge_down(
    filled: list[list[Cell]], lines: Sequence[Line | None], columns: Sequence[ColumnForm]
) -> Iterator[list[Cell]]:
    """The cells of each column, merged: the first keeps the span, the covered ones get `rows=0`."""
    kinds = {line.lists for line in lines if line}
    for cells, column in zip(filled, columns, strict=True):
        yield _merged(cells, lines, column) if any(_can_join(column, lists) for lists in kinds) else cells


def _merged(cells: list[Cell], lines: Sequence[Line | None], column: ColumnForm) -> list[Cell]:
    merged: list[Cell] = []
    start = 0
    for number in range(1, len(cells) + 1):
        if number == len(cells) or not _joins(column, cells, lines, number):
            merged += _spanned(cells[start:number])
            start = number
    return merged


def _spanned(cells: list[Cell]) -> list[Cell]:
    first, *covered = cells
    return [first._replace(rows=len(cells)), *(cell._replace(rows=0) for cell in covered)] if covered else cells


def _joins(column: ColumnForm, cells: list[Cell], lines: Sequence[Line | None], number: int) -> bool:
    """Whether a cell belongs to the one above it."""
    above, line = lines[number - 1], lines[number]
    if above is None or line is None or not line.lists or above.lists != line.lists:
        return False
    depth = _depth(column, line.lists)
    if depth < len(line.lists) - 1:
        return above.numbers[: depth + 1] == line.numbers[: depth + 1]
    same_parent = above.numbers[:-1] == line.numbers[:-1]
    return column.join and same_parent and cells[number - 1].text == cells[number].text


def _can_join(column: ColumnForm, lists: tuple[str, ...]) -> bool:
    return column.join or _depth(column, lists) < len(lists) - 1


def _depth(column: ColumnForm, lists: tuple[str, ...]) -> int:
    owner = column.owner or column.word.rpartition(".")[0]
    return lists.index(owner) if owner in lists else len(lists) - 1
