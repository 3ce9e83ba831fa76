"""References in the narrative (`{三公经费.公务接待费.增减|亿元}`) and the words they print."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from site_builder.book.disclosure import Disclosure
from site_builder.book.ledger import Ledger
from site_builder.law.dimensions import TOTAL, Condition
from site_builder.sheets.address import Spot, at, find
from site_builder.sheets.cells import Printing, figure
from site_builder.sheets.sheet import Cell, Part, Sheet
from site_builder.values.money import AS_TYPED, EXACT, UNITS, rounded
from site_builder.values.text import Text

SHARE = "占比"
"""The last word of an address that asks for a share: of the row's total, or of the column's."""

CHANGES = ("上年", "增减", "增幅", SHARE)
"""Last words of an address that ask for last year's figure, the change in words, the rate of change, or a share."""


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
    """What a reference prints: figure and unit, or a change in words.

    None if it names no figure, or compares with a last year for which nothing was typed.
    """
    address, _, wanted = text.replace("｜", "|").partition("|")
    stem, _, change = address.rpartition(".")
    if change not in CHANGES:
        stem, change = address, ""
    spot = find(sheets, stem)
    if spot is None:
        return None
    cell, of_sheet = at(sheets, spot), sheets[spot.sheet].unit
    unit = wanted.strip() or of_sheet
    if not cell.money:
        return cell.text if not change and not wanted else None
    if change == SHARE:
        return None if wanted else _share(sheets, spot)
    if unit not in UNITS:
        return None
    now = _in_unit(cell, of_sheet, unit)
    # A small part of a large unit would round to nothing.
    places = disclosure.decimals + (2 if UNITS[unit] > UNITS[of_sheet] and abs(now) < 1 else 0)
    if not change:
        return _say(now, unit, places)
    last = last_year(disclosure.ledger, cell, of_sheet)
    return None if last is None else _compare(change, now, _in_unit(last, of_sheet, unit), unit, places)


def _share(sheets: tuple[Sheet, ...], spot: Spot) -> str | None:
    """A cell's share of its row's 合计, or 小计; of its column's, if it stands in that column or the table has none.

    So `支出总表.合计.基本支出.占比` is basic expenditure in all expenditure, and `一般公共预算支出表.206.占比` is one
    class of expenditure in all of them.
    """
    part = sheets[spot.sheet].parts[spot.part]
    cell, whole = at(sheets, spot), _whole(part, spot)
    if cell.amount is None or whole is None or not whole.amount:
        return None
    return f"{rounded(EXACT.divide(cell.amount, whole.amount) * 100, 2):f}%"


def _whole(part: Part, spot: Spot) -> Cell | None:
    if not part.columns:
        return None
    side = part.columns[spot.column].side
    titles = [column.path[-1] if column.side == side else "" for column in part.columns]
    across = next((titles.index(title) for title in (TOTAL, "小计") if title in titles), spot.column)
    if across != spot.column:
        return part.rows[spot.row].cells[across]
    totals = [row.cells[spot.column] for row in part.rows if row.level == TOTAL or ("", TOTAL) in row.keys]
    return next((cell for cell in reversed(totals) if cell.amount is not None), None)


def last_year(ledger: Ledger, cell: Cell, unit: str) -> Cell | None:
    """The same cell asked again with 年 replaced; None if nothing at all was typed of last year's account."""
    now: tuple[Condition, ...] = tuple({key: own[key] for key in own if key != "年"} for own in cell.where)
    last: Condition = {"年": ("上年",)}
    account = tuple({"账": own["账"]} for own in now if "账" in own)
    if not ledger.select((*account, last)):
        return None
    return figure(ledger, (*now, last), Printing(unit, AS_TYPED, ""))


def _in_unit(cell: Cell, of_sheet: str, wanted: str) -> Decimal:
    amount = cell.amount or Decimal(0)
    return EXACT.divide(EXACT.multiply(amount, UNITS[of_sheet]), UNITS[wanted])


def _say(amount: Decimal, unit: str, places: int) -> str:
    return f"{rounded(amount, places):f} {unit}"


def _compare(change: str, now: Decimal, before: Decimal, unit: str, places: int) -> str:
    if change == "上年":
        return _say(before, unit, places)
    return _change(now, before, unit, places) if change == "增减" else _rate(now, before)


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
