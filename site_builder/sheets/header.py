"""The head of a table: column paths laid out as a grid of merged cells."""

from __future__ import annotations

from dataclasses import replace

from site_builder.sheets.sheet import Cell


def header(paths: tuple[tuple[str, ...], ...]) -> tuple[tuple[Cell, ...], ...]:
    """Head rows as a full grid. Equal neighbours under one parent join; a short path runs down to the last row."""
    depth = max((len(path) for path in paths), default=0)
    return tuple(tuple(_cell(paths, depth, row, column) for column in range(len(paths))) for row in range(depth))


def _cell(paths: tuple[tuple[str, ...], ...], depth: int, row: int, column: int) -> Cell:
    path = paths[column]
    cell = Cell(path[min(row, len(path) - 1)], head=True)
    if row >= len(path):
        return replace(cell, rows=0)
    branch = path[: row + 1]
    leaf = row == len(path) - 1
    if not leaf and column and paths[column - 1][: row + 1] == branch:
        return replace(cell, rows=0)
    span = 1
    while not leaf and column + span < len(paths) and paths[column + span][: row + 1] == branch:
        span += 1
    return replace(cell, rows=depth - row if leaf else 1, columns=span)
