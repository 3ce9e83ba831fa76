"""Tables as a screen shows them. Print has the official layout, with its merged cells and its blanks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Literal

from site_builder.sheets.sheet import Part, Sheet
from site_builder.site.views.anchors import RowAnchors, anchors
from site_builder.site.views.card import Fact, card, fact
from site_builder.site.views.lines import FIGURES, Line, lines

_DEPTHS = ("类", "款", "项")
_NAMES = frozenset({"number", "label"})


@dataclass(frozen=True, slots=True)
class Block:
    """One table on a screen: a whole part, or what one task of it contains."""

    id: str
    """A task's anchor; the names of a table's caption and title are made from it."""
    rows: tuple[Line, ...]
    """Its rows."""
    title: str = ""
    """The task; blank for a whole part."""
    facts: tuple[Fact, ...] = ()
    """The task's content, amount …"""
    titles: tuple[str, ...] = ()
    """For a task: the titles of its columns. A whole part has the part's head."""


@dataclass(frozen=True, slots=True)
class ScreenPart:
    """One part of a sheet on a screen."""

    layout: Literal["facts", "plain", "sides", "cards", "cards across"]
    """On a phone: facts, rows as they are, one side below the other, or a card for each row, with or without names."""
    wide: bool = False
    """Whether it may be wider than the page, so that it scrolls."""
    printed: bool = False
    """Whether print has another layout."""
    facts: tuple[Fact, ...] = ()
    """What a card states."""
    blocks: tuple[Block, ...] = ()
    """The tables; none for a card."""


@dataclass(frozen=True, slots=True)
class Screen:
    """A sheet on a screen."""

    depths: tuple[str, ...]
    """The levels of accounts that can be chosen; none if all rows stand on one level."""
    parts: tuple[ScreenPart, ...]
    """Its parts."""


def screen(sheet: Sheet) -> Screen:
    """A sheet as a screen shows it."""
    levels = {row.level for part in sheet.parts for row in part.rows}
    depths = tuple(level for level in _DEPTHS if level in levels)
    parts = zip(sheet.parts, anchors(sheet), strict=True)
    shown = tuple(_part(sheet, part, found, number) for number, (part, found) in enumerate(parts, start=1))
    return Screen(depths if len(depths) > 1 else (), shown)


def _part(sheet: Sheet, part: Part, found: tuple[RowAnchors, ...], number: int) -> ScreenPart:
    if not part.columns:
        return ScreenPart("facts", printed=True, facts=card(part, sheet.unit))
    figures = sum(column.kind in FIGURES for column in part.columns)
    rows = lines(part, found)
    inner = _contained(part)
    return ScreenPart(
        layout=_layout(part),
        wide=not inner and (figures > 4 or len(part.columns) > 7),
        printed=bool(inner) or any(cell.rows > 1 for row in part.rows for cell in row.cells),
        blocks=tuple(_tasks(sheet, part, rows, inner)) if inner else (Block(f"{sheet.slug}-part-{number}", rows),),
    )


def _layout(part: Part) -> Literal["plain", "sides", "cards", "cards across"]:
    if any(column.side for column in part.columns):
        return "sides"
    if sum(column.kind != "number" for column in part.columns) <= 3:
        return "plain"
    return "cards" if any(cell.head for row in part.rows for cell in row.cells) else "cards across"


def _contained(part: Part) -> int:
    """The column where the names of what a task contains begin; 0 if the rows contain nothing."""
    names = [place for place, column in enumerate(part.columns) if column.kind == "label" and not column.side]
    again = (place for before, place in pairwise(names) if place > before + 1)
    return next(again, 0)


def _tasks(sheet: Sheet, part: Part, rows: tuple[Line, ...], inner: int) -> Iterator[Block]:
    """A task for each run of rows that begin alike."""
    outer = part.columns[:inner]
    pairs = zip(part.rows, rows, strict=True)
    runs = groupby(pairs, lambda pair: tuple(cell.text for cell in pair[0].cells[:inner]))
    for number, run in enumerate((list(own) for _, own in runs), start=1):
        stated = tuple(zip(outer, run[0][0].cells, strict=False))
        names = (cell.text for column, cell in stated if column.kind in _NAMES and cell.text)
        yield Block(
            id=f"{sheet.slug}-task-{number}",
            rows=tuple(line._replace(cells=line.cells[inner:]) for _, line in run),
            title="　".join(names),
            facts=tuple(
                fact(column.path[-1], cell, sheet.unit) for column, cell in stated if column.kind not in _NAMES
            ),
            titles=tuple(column.path[-1] for column in part.columns[inner:]),
        )
