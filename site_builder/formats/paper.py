"""What paper asks for beside the view: how columns share the page's width, and which rows no page break parts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from site_builder.formats.widths import breadth, edges, wanted, widths
from site_builder.sheets.sheet import Part, Sheet

Shares = tuple[tuple[str, ...], ...]
"""For each block of a sheet, its columns' shares of the page's width in per cent."""

Kept = tuple[tuple[bool, ...], ...]
"""For each block of a sheet, whether a row stands on the same page as the row before it."""

_FIGURES = {"amount", "computed", "number"}
_AROUND, _NARROWEST = 2, 6
_DEPTH = {"类": 1, "款": 2, "项": 3}
_TALLEST = 12
"""Rows of a merged cell that no page break may part; a taller one may need more than a page."""
_END = 3
"""Rows at the end of a block that are not parted; at its beginning it is two."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A document's view and what its template needs to lay it out."""

    shown: Any
    """The view."""
    shares: Mapping[str, Shares]
    """Slug of a sheet → how its columns share the width."""
    kept: Mapping[str, Kept]
    """Slug of a sheet → which of its rows go with the row before."""


def paper(view: Any) -> Paper:  # noqa: ANN401 - any view that has sheets
    """A view, ready for paper."""
    return Paper(
        view,
        {sheet.slug: shares(sheet) for sheet in view.sheets},
        {sheet.slug: tuple(map(kept, sheet.parts)) for sheet in view.sheets},
    )


def shares(sheet: Sheet) -> Shares:
    """The blocks of a sheet stand below each other, so their columns keep to the same lines."""
    grid = _grid(sheet) if sheet.parts else ()
    whole = sum(grid)
    return tuple(
        tuple(f"{100 * sum(grid[start:end]) / whole:.2f}" for start, end in pairwise(edges(wanted(part), grid)))
        for part in sheet.parts
    )


def kept(part: Part) -> tuple[bool, ...]:
    """Which rows of a block stand on the same page as the row before.

    Rows that a merged cell covers do, an entry below its group, a total below what it sums, and the first and the
    last few: no page begins with a single row that ends a table.
    """
    found, covered, above = [], 0, 0
    for number, row in enumerate(part.rows):
        depth = _DEPTH.get(row.level, 0)
        of_one = number < covered or 0 < above < depth or row.level == "合计"
        found.append(number > 0 and (of_one or number == 1 or number > len(part.rows) - _END))
        tall = (cell.rows for cell in row.cells if cell.rows <= _TALLEST)
        covered, above = max(covered, number + max(tall, default=1)), depth
    return tuple(found)


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
