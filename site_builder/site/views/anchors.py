"""Addresses of rows: a link to a row leads to it in every later edition of the page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from site_builder.sheets.sheet import Row, Sheet

_CODE = re.compile(r"[0-9A-Za-z][0-9A-Za-z.-]*")


@dataclass(frozen=True, slots=True)
class RowAnchors:
    """Where links to one row lead."""

    row: str
    """The row's own anchor."""
    sides: tuple[tuple[str, str], ...]
    """(side, anchor) of what it names on each side; blank side where there are none."""

    def of(self, side: str) -> str:
        """The anchor of what the row names on a side; blank if it names nothing there."""
        return dict(self.sides).get(side, "")


def anchors(sheet: Sheet) -> tuple[tuple[RowAnchors, ...], ...]:
    """The anchors of every row, part by part: table and code where a code stands once, else table and row number."""
    keys = Counter(key for part in sheet.parts for row in part.rows for _, key in row.keys)
    codes = frozenset(key for key, times in keys.items() if times == 1 and _CODE.fullmatch(key))
    numbers = iter(range(1, sum(len(part.rows) for part in sheet.parts) + 1))
    return tuple(tuple(_anchors(sheet.slug, part.rows, codes, numbers)) for part in sheet.parts)


def _anchors(slug: str, rows: tuple[Row, ...], codes: frozenset[str], numbers: Iterator[int]) -> Iterator[RowAnchors]:
    for row, number in zip(rows, numbers, strict=False):
        counted = f"{slug}-row-{number}"
        sides = tuple((side, f"{slug}-{key}" if key in codes else counted) for side, key in row.keys)
        yield RowAnchors(sides[0][1] if len(sides) == 1 else counted, sides)
