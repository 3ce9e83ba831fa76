"""What paper asks for beside the view: how columns share the page's width, and what stands where pages end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from site_builder.formats.breaks import LANDSCAPE, UPRIGHT, kept, spread
from site_builder.formats.explanations import printed
from site_builder.formats.widths import breadth, edges, wanted, widths
from site_builder.sheets.sheet import Sheet
from site_builder.source.narrative import Section

Shares = tuple[tuple[float, ...], ...]
"""For each block of a sheet, its columns' shares of the page's width in per cent."""

Kept = tuple[tuple[bool, ...], ...]
"""For each block of a sheet, whether a row stands on the same page as the row before it."""

Spread = tuple[frozenset[tuple[int, int]], ...]
"""For each block of a sheet, the row and column of merged cells whose text is spread over their rows."""

_FIGURES = {"amount", "computed", "number"}
_AROUND, _NARROWEST = 2, 6


@dataclass(frozen=True, slots=True)
class OnPaper:
    """A sheet on paper."""

    shares: Shares
    """How its columns share the width."""
    kept: Kept
    """Which of its rows go with the row before."""
    spread: Spread
    """Which of its cells are too tall for a page."""
    unit: str
    """Its money unit, as pages say it that it goes on to; blank if it has no money."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A document's view and what its template needs to lay it out."""

    shown: Any
    """The view."""
    sheets: Mapping[str, OnPaper]
    """Its sheets by their slugs."""
    narrative: tuple[Section, ...]
    """The explanations."""


def paper(view: Any, home: str = "") -> Paper:  # noqa: ANN401 - any view that has sheets
    """A view, ready for paper: a document with this address, if it is known."""
    return Paper(view, {sheet.slug: _on_paper(sheet) for sheet in view.sheets}, printed(view.sections, home))


def shares(sheet: Sheet) -> Shares:
    """The blocks of a sheet stand below each other, so their columns keep to the same lines."""
    grid = _grid(sheet) if sheet.parts else ()
    whole = sum(grid)
    return tuple(
        tuple(100 * sum(grid[start:end]) / whole for start, end in pairwise(edges(wanted(part), grid)))
        for part in sheet.parts
    )


def _on_paper(sheet: Sheet) -> OnPaper:
    room, own = LANDSCAPE if sheet.wide else UPRIGHT, shares(sheet)
    blocks = tuple(zip(sheet.parts, own, strict=True))
    return OnPaper(
        own,
        tuple(kept(part, block, room) for part, block in blocks),
        tuple(spread(part, block, room) for part, block in blocks),
        _unit(sheet),
    )


def _unit(sheet: Sheet) -> str:
    """As the sheet's head says it, which may call it 金额单位."""
    said = {f"单位：{sheet.unit}", f"金额单位：{sheet.unit}"}.intersection(sheet.head)
    money = any(
        cell.money and cell.amount is not None for part in sheet.parts for row in part.rows for cell in row.cells
    )
    return next(iter(said), f"单位：{sheet.unit}" if money else "")


def _grid(sheet: Sheet) -> tuple[int, ...]:
    """A worksheet's columns, but nobody types into paper: figures leave to words what they do not need."""
    given = widths(sheet)
    needed = [_figures(sheet, column, len(given)) for column in range(len(given))]
    words = sum(own for own, need in zip(given, needed, strict=True) if not need)
    freed = sum(max(0, own - need) for own, need in zip(given, needed, strict=True) if need and words)
    return tuple(
        (min(own, need) if words else own) if need else own + freed * own // words
        for own, need in zip(given, needed, strict=True)
    )


def _figures(sheet: Sheet, column: int, count: int) -> int:
    """The breadth that a column of figures needs; 0 for words."""
    blocks = [part for part in sheet.parts if len(part.columns) == count]
    if not blocks or any(part.columns[column].kind not in _FIGURES for part in blocks):
        return 0
    texts = (row.cells[column].text for part in blocks for row in part.rows)
    return max(_NARROWEST, _AROUND + max(map(breadth, texts), default=0))
