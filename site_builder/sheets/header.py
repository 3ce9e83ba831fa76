"""The head of a table: column paths laid out as a grid of merged cells."""

from __future__ import annotations

from functools import lru_cache

from site_builder.sheets.sheet import Cell


@lru_cache(maxsize=1024)
def header(paths: tuple[tuple[str, ...], ...]) -> tuple[tuple[Cell, ...], ...]:
    """Head rows as a full grid. Equal neighbours under one parent join; a short path runs down to the last row."""
    depth = max((len(path) for path in paths), default=0)
    return tuple(tuple(_cell(paths, depth, row, column) for column in range(len(paths))) for row in range(depth))


def _cell(paths: tuple[tuple[str, ...], ...], depth: int, row: int, column: int) -> Cell:
    path = paths[column]
    cell = Cell(path[min(row, len(path) - 1)], head=True)
    if row >= len(path):
        return cell._replace(rows=0)
    if row == len(path) - 1:
        return cell._replace(rows=depth - row)
    if column and _joined(paths[column - 1], path, row):
        return cell._replace(rows=0)
    span = 1
    while column + span < len(paths) and _joined(paths[column + span], path, row):
        span += 1
    return cell._replace(columns=span)


def _joined(other: tuple[str, ...], path: tuple[str, ...], row: int) -> bool:
    """Whether a neighbour stands under the same branch; a leaf of the same title is no branch."""
    return len(other) > row + 1 and other[: row + 1] == path[: row + 1]
