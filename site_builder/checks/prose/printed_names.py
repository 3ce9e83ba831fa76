"""The printed names of rows and columns, as the prose writes them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from site_builder.law.dimensions import TOTAL
from site_builder.sheets.address import plain
from site_builder.sheets.sheet import Cell, Part, Row

NAMELESS = frozenset({"", "合计", "小计", "总计", "金额", "项目", "收入", "支出", "预算数", "价值", "单价"})
"""Titles that name no amount by themselves."""

_NOT_WRITTEN = re.compile(r"[（）()“”\"\s]")
_MAIN = ("合计", "小计", "本年预算数", "预算数", "金额", "价值")


@lru_cache(maxsize=8192)
def squeezed(name: str) -> str:
    """A name without numbering, brackets and quotation marks, as names are compared."""
    return _NOT_WRITTEN.sub("", plain(name))


def names_in_part(part: Part) -> Iterator[tuple[int, int, str]]:
    """Row, column and name: each row's name means its main figure, each column's name its total."""
    for number, row in enumerate(part.rows):
        if is_total(row):
            yield from ((number, other, title.path[-1]) for other, title in enumerate(part.columns))
        else:
            mains = [other for other in range(len(part.columns)) if is_main(part, row, other)]
            of_side = {part.columns[other].side: other for other in reversed(mains)}
            for cell, column in zip(row.cells, part.columns, strict=True):
                if cell.head and cell.text and column.side in of_side:
                    yield number, of_side[column.side], cell.text


def is_total(row: Row) -> bool:
    """Whether a row is a total of its table."""
    return row.level == TOTAL or ("", TOTAL) in row.keys


def is_main(part: Part, row: Row, column: int) -> bool:
    """Whether a figure is the one that its row states as a whole."""
    return part.columns[column].path[-1].partition(" ")[0] in _MAIN and is_money(row.cells[column])


def is_money(cell: Cell) -> bool:
    """Whether a cell is this year's amount of money."""
    if cell.amount is None or not cell.money or not cell.rows:
        return False
    return all(own.get("年") != ("上年",) for own in cell.where)
