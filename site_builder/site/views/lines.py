"""Rows as a screen shows them: nothing merged downwards, cells that know their column, blanks that say so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from site_builder.law.dimensions import TOTAL
from site_builder.sheets.sheet import Cell, Column, Part, Row
from site_builder.site.views.anchors import RowAnchors

FIGURES = frozenset({"amount", "computed"})
"""The kinds of columns that hold figures."""

_LONG = 30


@dataclass(frozen=True, slots=True)
class LineCell:
    """One cell of a line."""

    text: str
    """As in the sheet."""
    head: bool
    """Whether it names its row."""
    classes: str
    """What it is to the eye: `n` a figure, `none` a blank that says so, `void` a place where nothing can stand …"""
    label: str
    """Its column's title, for where a row is shown as a card."""
    link: str
    """For the last name of a row or of a side: the anchor of what it names."""
    id: str
    """For a name with an anchor other than its row's: that anchor."""
    level: str
    """For the first name of a row that is a 类, 款 or 项: this, to be spoken before it."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row on a screen."""

    id: str
    """Its anchor."""
    level: str
    """类, 款, 项 or 合计; blank for other rows."""
    cells: tuple[LineCell, ...]
    """One for each column."""


@dataclass(frozen=True, slots=True)
class _Lane:
    """What all cells of a column have in common."""

    column: Column
    label: str
    classes: str


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
        yield _Lane(column, own if alone else " ".join(column.path), classes)


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
    both = tuple(zip(row.cells, lanes, strict=True))
    last = {lane.column.side: lane for cell, lane in both if cell.head}
    cells = [_cell(cell, lane, row, found, linked=last.get(lane.column.side) is lane) for cell, lane in both]
    first = next((place for place, cell in enumerate(cells) if cell.head), None)
    if first is not None and row.level not in {"", TOTAL}:
        cells[first] = replace(cells[first], level=row.level)
    return Line(found.row, row.level, tuple(cells))


def _cell(cell: Cell, lane: _Lane, row: Row, found: RowAnchors, *, linked: bool) -> LineCell:
    link = found.of(lane.column.side) if linked else ""
    classes = lane.classes
    if not cell.text:
        classes += " none" if _missing(lane.column, row) else " void"
    elif len(cell.text) > _LONG:
        classes += " prose"
    elif cell.text.isascii() and " " not in cell.text and lane.column.kind not in FIGURES:
        classes += " code"
    return LineCell(
        text=cell.text,
        head=cell.head,
        classes=classes,
        label="" if cell.head else lane.label,
        link=link,
        id=link if link != found.row else "",
        level="",
    )


def _missing(column: Column, row: Row) -> bool:
    """Whether something could have stood in a blank place: a figure of a row, or a word that is not of a total."""
    if column.side and column.side not in dict(row.keys):
        return False
    return column.kind in FIGURES or (column.kind == "text" and row.level != TOTAL)
