"""What paper asks for beside the view: how the columns of each table share the page's width."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from site_builder.formats.widths import breadth, edges, wanted, widths
from site_builder.sheets.sheet import Sheet

Shares = tuple[tuple[str, ...], ...]
"""For each block of a sheet, its columns' shares of the page's width in per cent."""


_FIGURES = {"amount", "computed", "number"}
_AROUND, _NARROWEST = 2, 6


@dataclass(frozen=True, slots=True)
class Paper:
    """A document's view and what its template needs to lay it out."""

    shown: Any
    """The view."""
    shares: Mapping[str, Shares]
    """Slug of a sheet → how its columns share the width."""


def paper(view: Any) -> Paper:  # noqa: ANN401 - any view that has sheets
    """A view, ready for paper."""
    return Paper(view, {sheet.slug: shares(sheet) for sheet in view.sheets})


def shares(sheet: Sheet) -> Shares:
    """The blocks of a sheet stand below each other, so their columns keep to the same lines."""
    grid = _grid(sheet) if sheet.parts else ()
    whole = sum(grid)
    return tuple(
        tuple(f"{100 * sum(grid[start:end]) / whole:.2f}" for start, end in pairwise(edges(wanted(part), grid)))
        for part in sheet.parts
    )


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
