"""Key–value blocks (卡): lines of labels and values laid on one grid."""

from __future__ import annotations

from dataclasses import replace

from site_builder.law.form import CardCell
from site_builder.sheets.cells import BLANK, figure, fill
from site_builder.sheets.rows import Ground
from site_builder.sheets.sheet import Cell, Row


def card(lines: tuple[tuple[CardCell, ...], ...], ground: Ground) -> tuple[Row, ...]:
    """The lines of a card as rows of equal width."""
    return _fit(tuple(tuple(_cell(cell, ground) for cell in line) for line in lines))


def _cell(form: CardCell, ground: Ground) -> Cell:
    if form.take is not None:
        cell = figure(ground.ledger, (*ground.where, form.take), ground.printing.styled(form.style))
    else:
        text, sources = fill(form.text, ground.chain, ground.words)
        cell = Cell(text, head=form.label, sources=sources)
    return replace(cell, rows=form.rows, columns=form.columns)


def _fit(lines: tuple[tuple[Cell, ...], ...]) -> tuple[Row, ...]:
    """Cells that run down take their place in the lines below; the last cell of a line takes the rest."""
    hanging = [_above(lines, number) for number in range(len(lines))]
    widths = [sum(cell.columns for cell in (*over, *line)) for over, line in zip(hanging, lines, strict=True)]
    rows = []
    for over, line, width in zip(hanging, lines, widths, strict=True):
        last = replace(line[-1], columns=line[-1].columns + max(widths) - width)
        covered = tuple(replace(cell, rows=0, columns=1) for cell in over for _ in range(cell.columns))
        rows.append(Row((*covered, *(piece for cell in (*line[:-1], last) for piece in _spread(cell)))))
    return tuple(rows)


def _above(lines: tuple[tuple[Cell, ...], ...], number: int) -> tuple[Cell, ...]:
    """The cells of earlier lines that reach down into a line."""
    return tuple(cell for row, line in enumerate(lines[:number]) for cell in line if row + cell.rows > number)


def _spread(cell: Cell) -> tuple[Cell, ...]:
    return (cell, *(replace(BLANK, rows=0, text=cell.text),) * (cell.columns - 1))
