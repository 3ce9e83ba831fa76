"""Government procurement (政府采购): each line within itself, and the whole within the expenditure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from site_builder.book.ledger import Fact, Selection, tolerance
from site_builder.checks.check import Scope, check
from site_builder.checks.subject import Subject
from site_builder.checks.sums.addends import (
    addends,
    has_secret,
    in_unit,
    largest,
    rounding,
    sum_of,
    whole,
    worked,
)
from site_builder.checks.sums.places import place_of, place_of_leaf
from site_builder.law.dimensions import FISCAL_FUNDS, Condition
from site_builder.values.finding import Finding
from site_builder.values.money import EXACT, UNITS, decimals, parse_amount, total
from site_builder.values.outcome import Outcome

_SCOPE = Scope(tables=("政府采购",))
_BASIS = "算术：政府采购预算表的一行"
_SHARE = "预留中小微企业份额"
_BY_FUND: Mapping[str, tuple[Condition, Condition]] = {
    "": ({}, {}),
    **{f"{fund}安排的": ({"资金": (fund,)}, {"资金": (fund,)}) for fund in (*FISCAL_FUNDS, "财政专户管理资金")},
    "财政专户管理资金和单位资金安排的": ({"资金": ("其他资金",)}, {"资金": ("其他资金",)}),
    "财政拨款结转安排的": ({"来源": ("上年结转",)}, {"资金": ("财政拨款",), "来源": ("上年结转",)}),
}
"""What is compared → what of procurement, and what of the expenditure that pays it."""


@dataclass(slots=True)
class _Line:
    """One line of the procurement table."""

    amounts: dict[int, Fact] = field(default_factory=dict)
    one: dict[str, tuple[int, Fact]] = field(default_factory=dict)
    """数量, 单价 and 预留中小微企业份额."""

    @property
    def sum(self) -> Decimal:
        return total([fact.amount for fact in self.amounts.values() if fact.amount is not None])


@check("A27", "政府采购数量乘单价等于金额", "error", _BASIS, source="arithmetic", scope=_SCOPE)
def quantity_times_price(subject: Subject) -> Iterator[Finding] | Outcome:
    """Quantity times unit price is the line's amount, up to the rounding of the price and of each amount."""
    lines = [line for line in _lines(subject) if line.amounts and {"数量", "单价"} <= line.one.keys()]
    return (found for line in lines for found in _price(subject, line)) if lines else "not_applicable"


@check("A28", "预留中小微企业份额不超过采购金额", "error", _BASIS, source="arithmetic", scope=_SCOPE)
def reserved_share_within_amount(subject: Subject) -> Iterator[Finding] | Outcome:
    """What is reserved for small businesses is part of the line's amount."""
    lines = [line for line in _lines(subject) if line.amounts and _SHARE in line.one]
    return (found for line in lines for found in _share(subject, line)) if lines else "not_applicable"


@check(
    "B35",
    "政府采购不超过支出",
    "error",
    "算术：政府采购是支出的一部分",
    source="arithmetic",
    scope=Scope(tables=("政府采购", "支出总表")),
)
def procurement_within_expenditure(subject: Subject) -> Iterable[Finding] | Outcome:
    """Procurement is part of the expenditure, as a whole and fund by fund."""
    select = subject.disclosure.ledger.select
    bought, spent = {"账": ("政府采购",), "量": ("金额",)}, {"账": ("支出",)}
    pairs = [(name, select([bought, mine]), select([spent, its])) for name, (mine, its) in _BY_FUND.items()]
    if not (pairs[0][1] and pairs[0][2]):
        return "not_applicable"
    known = [pair for pair in pairs if not has_secret(subject.disclosure, pair[2])]
    found = tuple(finding for pair in known if pair[1] for finding in _beyond(subject, *pair))
    return found or ("passed" if len(known) == len(pairs) else "unresolved")


def _lines(subject: Subject) -> list[_Line]:
    """The lines typed in the disclosure itself."""
    found: dict[str, _Line] = {}
    for number, fact in subject.own_facts:
        if fact.where["账"] == "政府采购":
            line = found.setdefault(fact.where["条"], _Line())
            if fact.where["量"] == "金额":
                line.amounts[number] = fact
            else:
                line.one[fact.where["量"]] = (number, fact)
    return list(found.values())


def _price(subject: Subject, line: _Line) -> Iterator[Finding]:
    disclosure, numbers = subject.disclosure, frozenset(line.amounts)
    (number, quantity), (_, price) = line.one["数量"], line.one["单价"]
    count = quantity.amount or Decimal(0)
    computed = EXACT.multiply(count, price.amount or Decimal(0))
    if abs(computed - line.sum) <= _half(subject, price) * abs(count) + disclosure.half * len(numbers):
        return
    parts, right = addends(subject, numbers), in_unit(disclosure, computed)
    gap = abs(right - sum_of(parts))
    yield Finding(
        "A27",
        "error",
        f"数量乘单价是 {quantity.text} × {price.text} = {right:f}，采购金额填的是 {worked(parts)}，"
        f"相差 {gap:f} {disclosure.money_unit}。",
        next(iter(line.amounts.values())).text.place,
        "请核对数量、单价和金额。",
        place_of(subject, numbers, ("政府采购", "合计")),
        f"{sum_of(parts):f}",
        f"{right:f}",
        others=(f"{place_of_leaf(subject, number)} {quantity.text}", *_at(subject, line, "单价")),
    )


def _at(subject: Subject, line: _Line, name: str) -> tuple[str, ...]:
    number, _ = line.one[name]
    return tuple(part.shown for part in addends(subject, frozenset({number})))


def _half(subject: Subject, price: Fact) -> Decimal:
    """Half a unit of the last place of a unit price, in 元: a price is the result of a division even in 元."""
    disclosure = subject.disclosure
    places = max(disclosure.decimals, decimals(parse_amount(price.text) or Decimal(0)))
    return Decimal(1).scaleb(-places) / 2 * UNITS[disclosure.money_unit]


def _share(subject: Subject, line: _Line) -> Iterator[Finding]:
    disclosure, numbers = subject.disclosure, frozenset(line.amounts)
    number, share = line.one[_SHARE]
    reserved = share.amount or Decimal(0)
    if reserved - line.sum <= tolerance(disclosure.half, list(line.amounts.values())):
        return
    parts = addends(subject, numbers)
    gap = in_unit(disclosure, reserved - line.sum)
    yield Finding(
        "A28",
        "error",
        f"预留中小微企业份额填了 {share.text}，超过采购金额 {worked(parts)}，多 {gap:f} {disclosure.money_unit}。",
        share.text.place,
        "预留份额是采购金额的一部分，请核对。",
        place_of_leaf(subject, number),
        str(share.text),
        f"{sum_of(parts):f}",
        others=largest(parts),
    )


def _beyond(subject: Subject, name: str, bought: Selection, spent: Selection) -> Iterator[Finding]:
    disclosure = subject.disclosure
    gap = whole(disclosure, bought) - whole(disclosure, spent)
    if gap <= rounding(disclosure, len(bought) + len(spent)):
        return
    parts, spending = addends(subject, bought), in_unit(disclosure, whole(disclosure, spent))
    said = f"{name}支出只有 {spending:f}" if spent else f"没有{name}支出"
    where = place_of(subject, spent, ("支出总表", "合计"))
    yield Finding(
        "B35",
        # Many a place puts what is carried over into the budget only later, when the accounts are closed.
        "warning" if "结转" in name else "error",
        f"{name}政府采购是 {worked(parts)}，{said}，多 {in_unit(disclosure, gap):f} {disclosure.money_unit}。",
        disclosure.ledger.facts[min(bought)].text.place,
        "政府采购是支出的一部分，请核对采购金额、资金来源和支出。",
        place_of(subject, bought, ("政府采购", "合计")) or parts[0].place,
        f"{sum_of(parts):f}",
        f"{spending:f}" if spent else "",
        others=((f"{where} {spending:f}",) if where else ()) + largest(parts, 4),
    )
