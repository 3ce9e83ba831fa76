"""Key–value blocks (卡): lines of labels and values laid on one grid."""

from __future__ import annotations

from functools import lru_cache
from itertools import count
from typing import NamedTuple

from site_builder.law.form import CardCell
from site_builder.sheets.cells import BLANK, figure, fill
from site_builder.sheets.rows import Ground
from site_builder.sheets.sheet import Cell, Row

Lines = tuple[tuple[Cell, ...], ...]
"""The cells that begin in each line."""

Spans = tuple[tuple[tuple[int, int], ...], ...]
"""For each cell of those lines, how many lines and columns it spans at least."""


class Slot(NamedTuple):
    """What stands at one point of the grid: a cell, by its line and its number in the line."""

    line: int
    """The line."""
    number: int
    """Its number."""
    rows: int
    """Lines it spans from here; 0 where it only runs on."""
    columns: int
    """Columns it spans from here."""


Grid = list[list[Slot | None]]
"""Lines × columns as they are filled; None where nothing stands yet."""


def card(lines: tuple[tuple[CardCell, ...], ...], ground: Ground) -> tuple[Row, ...]:
    """The lines of a card as rows of equal width."""
    return lay_out(tuple(tuple(_cell(cell, ground) for cell in line) for line in lines))


def _cell(form: CardCell, ground: Ground) -> Cell:
    if form.take is not None:
        cell = figure(ground.ledger, (*ground.where, form.take), ground.printing.styled(form.style))
    else:
        text, sources = fill(form.text, ground.chain, ground.words)
        cell = Cell(text, head=form.label, sources=sources)
    return cell._replace(rows=form.rows, columns=form.columns)


def lay_out(lines: Lines) -> tuple[Row, ...]:
    """A full grid, as narrow as it can be. Cells that run down take their place in the lines below.

    The last cell of a line that does not run down takes what is left of its width.
    """
    grid = _narrowest(tuple(tuple((cell.rows, cell.columns) for cell in line) for line in lines))
    return tuple(Row(tuple(_standing(slot, lines) for slot in slots)) for slots in grid)


def _standing(slot: Slot | None, lines: Lines) -> Cell:
    """What no cell takes is blank."""
    if slot is None:
        return BLANK
    cell = lines[slot.line][slot.number]
    return cell._replace(rows=slot.rows, columns=slot.columns) if slot.rows else Cell(cell.text, rows=0)


# The cards of all records of a form are laid out alike.
@lru_cache(maxsize=256)
def _narrowest(lines: Spans) -> tuple[tuple[Slot | None, ...], ...]:
    width = max((sum(columns for _, columns in line) for line in lines), default=0)
    grid = next(grid for wide in count(width) if (grid := _laid(lines, wide)) is not None)
    return tuple(tuple(line) for line in grid)


def _laid(lines: Spans, width: int) -> Grid | None:
    """The cells on a grid of a width; None if they do not fit."""
    grid: Grid = [[None] * width for _ in lines]
    for at, line in enumerate(lines):
        widths = [columns for _, columns in line]
        starts = _starts(grid[at], widths)
        if starts is None:
            return None
        last = max((number for number, (rows, _) in enumerate(line) if rows == 1), default=-1)
        while last >= 0 and (wider := _starts(grid[at], _widened(widths, last))) is not None:
            widths, starts = _widened(widths, last), wider
        for number, ((rows, _), start, columns) in enumerate(zip(line, starts, widths, strict=True)):
            _put(grid, start, Slot(at, number, min(rows, len(lines) - at), columns))
    return grid


def _starts(line: list[Slot | None], widths: list[int]) -> list[int] | None:
    """Where cells of some widths begin in the free columns of a line, in their order; None if they do not fit."""
    starts: list[int] = []
    at = 0
    for width in widths:
        while at + width <= len(line) and any(slot is not None for slot in line[at : at + width]):
            at += 1
        if at + width > len(line):
            return None
        starts.append(at)
        at += width
    return starts


def _widened(widths: list[int], position: int) -> list[int]:
    return [width + (number == position) for number, width in enumerate(widths)]


def _put(grid: Grid, start: int, slot: Slot) -> None:
    for row in range(slot.line, slot.line + slot.rows):
        for column in range(start, start + slot.columns):
            first = row == slot.line and column == start
            grid[row][column] = slot if first else slot._replace(rows=0)
