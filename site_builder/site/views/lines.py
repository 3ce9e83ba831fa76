"""Rows as a screen shows them: nothing merged downwards, cells that know their column, blanks that say so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from site_builder.law.dimensions import TOTAL
from site_builder.sheets.sheet import Cell, Column, Part, Row
from site_builder.site.views.anchors import RowAnchors

FIGURES = frozenset({"amount", "computed"})
"""The kinds of columns that hold figures."""

LONG = 30
"""Characters from which on a text is prose."""


# A page has thousands of them, and a tuple is made five times as fast as a frozen dataclass.
class LineCell(NamedTuple):
    """One cell of a line."""

    text: str
    """As in the sheet."""
    head: bool
    """Whether it names its row."""
    classes: str
    """What it is to the eye: `n` a figure, `none` a blank that says so, `void` a place where nothing can stand …"""
    label: str
    """Its column's title, for where a row is shown as a card."""
    link: str = ""
    """For the last name of a row or of a side: the anchor of what it names."""
    id: str = ""
    """For a name with an anchor other than its row's: that anchor."""
    level: str = ""
    """For the first name of a row that is a 类, 款 or 项: this, to be spoken before it."""


class Line(NamedTuple):
    """One row on a screen."""

    id: str
    """Its anchor."""
    level: str
    """类, 款, 项 or 合计; blank for other rows."""
    cells: tuple[LineCell, ...]
    """One for each column."""


class _Lane(NamedTuple):
    """What all cells of a column have in common."""

    column: Column
    label: str
    classes: str
    is_figure: bool


def lines(part: Part, found: tuple[RowAnchors, ...]) -> tuple[Line, ...]:
    """Every row of a part."""
    lanes = tuple(_lanes(part.columns))
    return tuple(_line(row, lanes, own) for row, own in zip(part.rows, found, strict=True))


def _lanes(columns: tuple[Column, ...]) -> Iterator[_Lane]:
    titles = Counter(column.path[-1] for column in columns)
    sides = list(dict.fromkeys(column.side for column in columns if column.side))
    for place, column in enumerate(columns):
        own = column.path[-1]
        alone = len(own) > 2 and titles[own] == 1
        classes = _kind(columns, place)
        if column.side:
            classes += " " + "ab"[sides.index(column.side)]
        yield _Lane(column, own if alone else " ".join(column.path), classes, column.kind in FIGURES)


def _kind(columns: tuple[Column, ...], place: int) -> str:
    """number, text; key and name for names and the last name of a side; first and n for figures."""
    column = columns[place]
    if column.kind in FIGURES:
        before = (other for other in columns[:place] if other.side == column.side)
        return "n" if any(other.kind in FIGURES for other in before) else "n first"
    if column.kind == "label":
        after = columns[place + 1 :]
        more = after and after[0].kind == "label" and after[0].side == column.side
        return "key" if more else "name"
    return column.kind


def _line(row: Row, lanes: tuple[_Lane, ...], found: RowAnchors) -> Line:
    cells = [_cell(cell, lane, row) for cell, lane in zip(row.cells, lanes, strict=True)]
    names = [place for place, cell in enumerate(cells) if cell.head]
    last = {lanes[place].column.side: place for place in names}
    for side, place in last.items():
        if link := found.of(side):
            cells[place] = cells[place]._replace(link=link, id=link if link != found.row else "")
    if names and row.level not in {"", TOTAL}:
        cells[names[0]] = cells[names[0]]._replace(level=row.level)
    return Line(found.row, row.level, tuple(cells))


def _cell(cell: Cell, lane: _Lane, row: Row) -> LineCell:
    text, classes = cell.text, lane.classes
    if not text:
        classes += " none" if _missing(lane, row) else " void"
    elif len(text) > LONG:
        classes += " prose"
    elif not lane.is_figure and text.isascii() and " " not in text:
        classes += " code"
    return LineCell(text, cell.head, classes, "" if cell.head else lane.label)


def _missing(lane: _Lane, row: Row) -> bool:
    """Whether something could have stood in a blank place: a figure of a row, or a word that is not of a total."""
    side = lane.column.side
    if side and side not in dict(row.keys):
        return False
    return lane.is_figure or (lane.column.kind == "text" and row.level != TOTAL)
