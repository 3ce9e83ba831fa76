"""How wide the columns of a worksheet are, so that figures fit and a page holds them all."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from site_builder.sheets.sheet import Cell, Part, Sheet

_ROOM = {True: 135, False: 90}
"""Half-width characters across a landscape and an upright page."""

_NARROWEST, _WIDEST = 8, 60
_LEAST = 14
_FIGURE = 10


def breadth(text: str) -> int:
    """How wide a text is in half-width characters: GB 18030 spends two bytes on what is twice as wide."""
    return len(text.encode("gb18030", "replace"))


def holds_figures(part: Part, column: int) -> bool:
    """Whether a column of a block holds amounts."""
    return bool(part.columns) and part.columns[column].kind in {"amount", "computed"}


def wanted(part: Part) -> tuple[int, ...]:
    """The breadth of each column's longest text; titles and a card's labels may break in two."""
    count = len(part.columns) or max((len(row.cells) for row in part.rows), default=0)
    found = [_FIGURE if holds_figures(part, column) else _NARROWEST for column in range(count)]
    for cells in part.header:
        _widen(found, cells, titles=True)
    for row in part.rows:
        _widen(found, row.cells, titles=not part.columns)
    return tuple(found)


def widths(sheet: Sheet) -> tuple[int, ...]:
    """Column widths that fill the page as the sheet's widest blocks want; on a narrow page words give way."""
    room = _ROOM[sheet.wide]
    blocks = [(part, wanted(part)) for part in sheet.parts]
    count = max((len(own) for _, own in blocks), default=0)
    widest = [(part, own) for part, own in blocks if len(own) == count]
    whole = [max(own) for own in zip(*(own for _, own in widest), strict=True)] or [room]
    firm = [any(holds_figures(part, column) for part, _ in widest) for column in range(len(whole))]
    for cap in range(_WIDEST, _LEAST - 1, -1):
        fitting = [own if kept else min(own, cap) for own, kept in zip(whole, firm, strict=True)]
        if sum(fitting) <= room:
            break
    return tuple(max(own, own * room // sum(fitting)) for own in fitting)


def edges(block: Sequence[int], grid: Sequence[int]) -> tuple[int, ...]:
    """Where the columns of a block begin and end on a grid that may have more of them: at the nearest lines."""
    lines, whole = list(accumulate(grid)), sum(block)
    found = [0]
    for number, share in enumerate(accumulate(block), start=1):
        free = range(found[-1] + 1, len(grid) - len(block) + number + 1)
        found.append(min(free, key=lambda line: abs(lines[line - 1] * whole - share * lines[-1])))
    return tuple(found)


def _widen(found: list[int], cells: Sequence[Cell], *, titles: bool) -> None:
    for column, cell in enumerate(cells):
        if cell.rows and cell.columns == 1:
            longest = max(map(breadth, cell.text.split("\n")))
            needed = -(-longest // 2) if titles and cell.head else longest
            found[column] = max(found[column], min(_WIDEST, 2 + needed))
