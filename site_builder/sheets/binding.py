"""References in the narrative (`{三公经费.公务接待费.增减|亿元}`) and the words they print."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from site_builder.book.disclosure import Disclosure
from site_builder.book.ledger import Ledger
from site_builder.law.dimensions import Condition
from site_builder.sheets.address import at, find
from site_builder.sheets.cells import Printing, figure
from site_builder.sheets.sheet import Cell, Sheet
from site_builder.values.money import AS_TYPED, EXACT, UNITS, rounded
from site_builder.values.text import Text

CHANGES = ("上年", "增减", "增幅")
"""Last words of an address that ask for last year's figure, the change in words, or the rate of change."""


@dataclass(frozen=True, slots=True)
class Reference:
    """One reference of the narrative, resolved or not."""

    text: Text
    """What stands between the braces, with its place."""
    words: str | None
    """What it prints; None if it names no figure."""


def references(disclosure: Disclosure, sheets: tuple[Sheet, ...]) -> tuple[Reference, ...]:
    """Every reference of a disclosure's narrative."""
    found = disclosure.narrative.references
    return tuple(Reference(text, resolve(disclosure, sheets, text)) for text in found)


def words(resolved: Iterable[Reference]) -> dict[str, str]:
    """Reference → what it prints, for those that name a figure."""
    return {str(reference.text): reference.words for reference in resolved if reference.words is not None}


def resolve(disclosure: Disclosure, sheets: tuple[Sheet, ...], text: str) -> str | None:
    """What a reference prints: figure and unit, or a change in words; None if it names no figure."""
    address, _, wanted = text.partition("|")
    stem, _, change = address.rpartition(".")
    if change not in CHANGES:
        stem, change = address, ""
    spot = find(sheets, stem)
    unit = wanted.strip() or (sheets[spot.sheet].unit if spot else "")
    if spot is None or unit not in UNITS:
        return None
    cell = at(sheets, spot)
    now = _in_unit(cell, sheets[spot.sheet].unit, unit)
    if not change:
        return _say(now, unit, disclosure.decimals)
    before = _in_unit(_last_year(disclosure.ledger, cell, sheets[spot.sheet].unit), sheets[spot.sheet].unit, unit)
    return {
        "上年": _say(before, unit, disclosure.decimals),
        "增减": _change(now, before, unit, disclosure.decimals),
    }.get(change, _rate(now, before))


def _last_year(ledger: Ledger, cell: Cell, unit: str) -> Cell:
    """The same cell asked again with 年 replaced."""
    conditions: tuple[Condition, ...] = tuple({k: v for k, v in own.items() if k != "年"} for own in cell.where)
    return figure(ledger, (*conditions, {"年": ("上年",)}), Printing(unit, AS_TYPED, ""))


def _in_unit(cell: Cell, of_sheet: str, wanted: str) -> Decimal:
    amount = cell.amount or Decimal(0)
    return EXACT.divide(EXACT.multiply(amount, UNITS[of_sheet]), UNITS[wanted])


def _say(amount: Decimal, unit: str, places: int) -> str:
    return f"{rounded(amount, places):f} {unit}"


def _change(now: Decimal, before: Decimal, unit: str, places: int) -> str:
    change = rounded(EXACT.subtract(now, before), places)
    if change == 0:
        return "持平"
    return f"{'增加' if change > 0 else '减少'} {_say(abs(change), unit, places)}"


def _rate(now: Decimal, before: Decimal) -> str:
    """The rate of change; against zero there is none."""
    if before == 0:
        return "无可比数"
    rate = rounded(EXACT.divide(EXACT.subtract(now, before), before) * 100, 2)
    return "持平" if rate == 0 else f"{'增长' if rate > 0 else '下降'} {abs(rate):f}%"
