"""Key–value blocks (卡): lines of labels and values laid on one grid."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import count

from site_builder.law.form import CardCell
from site_builder.sheets.cells import BLANK, figure, fill
from site_builder.sheets.rows import Ground
from site_builder.sheets.sheet import Cell, Row

Lines = tuple[tuple[Cell, ...], ...]
"""The cells that begin in each line."""

Grid = list[list[Cell | None]]
"""Lines × columns; None where nothing stands yet."""


def card(lines: tuple[tuple[CardCell, ...], ...], ground: Ground) -> tuple[Row, ...]:
    """The lines of a card as rows of equal width."""
    return lay_out(tuple(tuple(_cell(cell, ground) for cell in line) for line in lines))


def _cell(form: CardCell, ground: Ground) -> Cell:
    if form.take is not None:
        cell = figure(ground.ledger, (*ground.where, form.take), ground.printing.styled(form.style))
    else:
        text, sources = fill(form.text, ground.chain, ground.words)
        cell = Cell(text, head=form.label, sources=sources)
    return replace(cell, rows=form.rows, columns=form.columns)


def lay_out(lines: Lines) -> tuple[Row, ...]:
    """A full grid, as narrow as it can be. Cells that run down take their place in the lines below.

    The last cell of a line that does not run down takes what is left of its width.
    """
    narrowest = max((sum(cell.columns for cell in line) for line in lines), default=0)
    grid = next(laid for width in count(narrowest) if (laid := _laid(lines, width)) is not None)
    return tuple(Row(tuple(_padded(line))) for line in grid)


def _laid(lines: Lines, width: int) -> Grid | None:
    """The cells on a grid of a width; None if they do not fit."""
    grid: Grid = [[None] * width for _ in lines]
    for number, line in enumerate(lines):
        widths = [cell.columns for cell in line]
        starts = _starts(grid[number], widths)
        if starts is None:
            return None
        last = max((position for position, cell in enumerate(line) if cell.rows == 1), default=-1)
        while last >= 0 and (wider := _starts(grid[number], _widened(widths, last))) is not None:
            widths, starts = _widened(widths, last), wider
        for cell, start, columns in zip(line, starts, widths, strict=True):
            _put(grid, number, start, replace(cell, columns=columns, rows=min(cell.rows, len(lines) - number)))
    return grid


def _starts(line: list[Cell | None], widths: list[int]) -> list[int] | None:
    """Where cells of some widths begin in the free columns of a line, in their order; None if they do not fit."""
    starts: list[int] = []
    at = 0
    for width in widths:
        while at + width <= len(line) and any(cell is not None for cell in line[at : at + width]):
            at += 1
        if at + width > len(line):
            return None
        starts.append(at)
        at += width
    return starts


def _widened(widths: list[int], position: int) -> list[int]:
    return [width + (number == position) for number, width in enumerate(widths)]


def _put(grid: Grid, number: int, start: int, cell: Cell) -> None:
    for row in range(number, number + cell.rows):
        for column in range(start, start + cell.columns):
            first = row == number and column == start
            grid[row][column] = cell if first else replace(BLANK, rows=0, text=cell.text)


def _padded(line: Iterable[Cell | None]) -> Iterable[Cell]:
    """What no cell takes is blank."""
    return (cell if cell is not None else BLANK for cell in line)
