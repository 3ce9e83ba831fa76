"""From a form's row rules to the rows of one table: fixed, derived from codes, from records, or side by side."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import zip_longest
from typing import NamedTuple

from site_builder.book.disclosure import Entry
from site_builder.book.ledger import Ledger
from site_builder.law.classification import Classification
from site_builder.law.dimensions import CODES, TOTAL, Condition
from site_builder.law.form import RowForm
from site_builder.sheets.cells import Figures, Printing, fill

LEVELS = {3: "类", 5: "款", 7: "项"}
"""Length of a code → its level."""

_DIGITS = "零一二三四五六七八九"
_UNITS = ("千", "百", "十", "")


class Line(NamedTuple):
    """What one row says before its figures are known."""

    fields: Mapping[str, str]
    """名, 码, 类, 款, 项, 键."""
    where: Condition
    """The row's condition."""
    level: str = ""
    """类, 款, 项 or 合计."""
    chain: tuple[Entry, ...] = ()
    """The records it prints, outermost first."""
    numbers: tuple[int, ...] = ()
    """The running number of each record of the chain, from 1."""
    lists: tuple[str, ...] = ()
    """The list each record of the chain belongs to."""

    def record(self, depth: int) -> Entry:
        """The record of a list, counted from the outermost list of the row."""
        return self.chain[len(self.chain) - len(self.lists) + depth]

    @property
    def key(self) -> str:
        """What addresses call the row."""
        own = self.chain[-1].fields.get("名称", "") if self.chain else ""
        return str(self.fields.get("键") or self.fields.get("码") or self.fields.get("名") or own)


Lanes = Mapping[str, Line | None]
"""One printed row: side → line; the one side of a plain table is blank."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What rows are derived from."""

    ledger: Ledger
    """The figures."""
    figures: Figures
    """Their sums."""
    codes: Classification
    """The names of codes."""
    chain: tuple[Entry, ...]
    """The disclosure, and the record a sheet is about."""
    where: tuple[Condition, ...]
    """The conditions of the table."""
    printing: Printing
    """How figures are printed."""
    words: Mapping[str, str] = field(default_factory=dict)
    """Words a title can take beside the records' fields: 序, 中, 单位."""

    def fill(self, pattern: str) -> str:
        """A title, head line or note with its `{…}` filled."""
        return fill(pattern, self.chain, self.words)[0]

    def name(self, dimension: str, code: str) -> str:
        """A code's name: typed beside it, or the year's official one."""
        return self.ledger.names.get(code) or self.codes.name(dimension, code)


def lanes(rows: Iterable[RowForm], ground: Ground) -> Iterator[Lanes]:
    """The printed rows; bands of unequal sides are padded to the longer one."""
    for row in rows:
        if not row.sides:
            yield from ({"": line} for line in lines((row,), ground))
            continue
        sides = {side: tuple(lines(own, ground)) for side, own in row.sides.items()}
        for band in zip_longest(*sides.values()):
            yield dict(zip(sides, band, strict=True))


def lines(rows: Iterable[RowForm], ground: Ground) -> Iterator[Line]:
    """The rows of one side."""
    for row in rows:
        if row.records:
            yield from _records(row.records, row, ground.chain, (), ())
        elif row.dimension:
            yield from _members(row, ground)
        else:
            total = any(word.endswith(("合计", "总计", "总额")) for word in row.fields.values())
            fields = {name: ground.fill(word) for name, word in row.fields.items()}
            yield Line(fields, row.take, TOTAL if total else "", ground.chain)


def _records(
    lists: tuple[str, ...],
    row: RowForm,
    chain: tuple[Entry, ...],
    numbers: tuple[int, ...],
    done: tuple[str, ...],
) -> Iterator[Line]:
    """Records, and the records inside them; one without any still gives a row of its own."""
    entries = chain[-1].children.get(lists[0], ()) if lists else ()
    if not entries and numbers:
        # The words of the lists inside are blank, not those of the record that has none.
        rest = len(lists)
        yield Line(row.fields, row.take, "", (*chain, *(Entry(),) * rest), (*numbers, *(0,) * rest), (*done, *lists))
    for number, entry in enumerate(entries, start=1):
        yield from _records(lists[1:], row, (*chain, entry), (*numbers, number), (*done, lists[0]))


def _members(row: RowForm, ground: Ground) -> Iterator[Line]:
    for number, code in enumerate(_codes(row, ground), start=1):
        fields = dict(row.fields)
        official = ground.name(row.dimension, code) if row.dimension in CODES else code
        fields["名"] = _named(row.fields.get("名", "{名}"), official, number)
        fields["码"] = code if row.dimension in CODES else ""
        fields.update(_parts(code) if row.dimension in CODES else {})
        yield Line(
            fields,
            {**row.take, row.dimension: (code,)},
            LEVELS.get(len(code), "") if fields["码"] else "",
            ground.chain,
        )


def _codes(row: RowForm, ground: Ground) -> tuple[str, ...]:
    if row.members == ("类表",):
        return ground.codes.classes(row.dimension)
    levels = set(row.members) & {"类", "款", "项"}
    if not levels and row.members != ("全部",):
        return row.members
    found = ground.ledger.select((*ground.where, row.take))
    # A secret leaf has no figure; its row would say by its presence what may not be said.
    open_facts = frozenset(number for number in found if ground.ledger.facts[number].amount is not None)
    if not levels:
        return ground.ledger.values(row.dimension, open_facts)
    leaves = ground.ledger.codes(row.dimension, open_facts)
    lengths = [length for length, name in LEVELS.items() if name in levels]
    above = {leaf[:length] for leaf in leaves for length in lengths if len(leaf) >= length}
    return tuple(sorted(above))


def _parts(code: str) -> dict[str, str]:
    """A code in three columns: 类 201, 款 31, 项 05."""
    return {"类": code[:3], "款": code[3:5], "项": code[5:7]}


def _named(pattern: str, name: str, number: int) -> str:
    return pattern.replace("{名}", name).replace("{中}", chinese(number)).replace("{数}", str(number))


@cache
def chinese(number: int) -> str:
    """A number from 1 to 9,999 in Chinese, as lists are numbered."""
    digits = str(number)
    named = zip(digits, _UNITS[-len(digits) :], strict=True)
    said = "".join(_DIGITS[int(digit)] + (unit if digit != "0" else "") for digit, unit in named)
    said = re.sub("零+", "零", said).rstrip("零")
    return said.removeprefix("一") if said.startswith("一十") else said
