"""Cost ceilings: what cost indicators such as `成本控制数 ≤25万元` allow, against the money there is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from site_builder.checks.check import check
from site_builder.checks.subject import Subject
from site_builder.checks.sums.addends import in_unit
from site_builder.checks.targets.single import place_of
from site_builder.checks.targets.vocabulary import is_cost
from site_builder.checks.works import Indicator, Work, money_of
from site_builder.values.finding import Finding
from site_builder.values.money import EXACT, UNITS, decimals, parse_amount, total
from site_builder.values.outcome import Outcome

_LIMITS = frozenset("≤≦<＜=＝") | {"<=", ""}
_UNIT = re.compile(r"(亿|千|万)?(元?)(?:人民币)?(?:[/／]年|每年|以内|以下|整)?")
_UNITS = {"": "元", "千": "千元", "万": "万元", "亿": "亿元"}
_PER_UNIT = re.compile(r"人均|户均|均|每|单位|单价|单[人户场次件个套台车]|标准")
_WHOLE = re.compile(
    r"(?:项目|任务|活动|工作|全年|年度|本年|总|实际|成本|费用|预算|支出|资金|经费|金额|投入|控制|数|额|上限|范围|情况|目标|的|在|内)+"
)


@dataclass(frozen=True, slots=True)
class Ceiling:
    """What one cost indicator allows to be spent."""

    indicator: Indicator
    """The indicator."""
    amount: Decimal
    """In 元."""
    half: Decimal
    """Half a unit of its last place, in 元: what it may be rounded by."""
    unit: str
    """Its money unit, such as 万元; blank if it was typed without one."""

    @property
    def whole(self) -> bool:
        """Whether its name is of nothing but cost and limit, so that it is about all the money."""
        return bool(_WHOLE.fullmatch(self.indicator.name))


def ceilings(found: Iterable[Indicator], money_unit: str) -> tuple[Ceiling, ...]:
    """The ceilings among some indicators; costs of one person or square metre are none."""
    return tuple(ceiling for own in found if is_cost(own) and (ceiling := _ceiling(own, money_unit)))


@check("B31", "成本上限与项目金额相称", "warning", "成本指标管的就是项目的钱", source="custom")
def ceilings_fit_money(subject: Subject) -> Iterator[Finding] | Outcome:
    """No cost ceiling is above the money of its task or project, and one on the whole cost is not below it."""
    unit = subject.disclosure.money_unit
    limited = [(work, own, found) for work, own in subject.targets if (found := ceilings(own, unit))]
    if not limited:
        return "not_applicable"
    priced = [(money, *rest) for rest in limited if (money := money_of(subject.disclosure, rest[0]))]
    if not priced:
        return "unresolved"
    return (finding for money, work, own, found in priced for finding in _unfit(subject, money, work, own, found))


def _ceiling(own: Indicator, money_unit: str) -> Ceiling | None:
    number, unit = parse_amount(own.value.number), _UNIT.fullmatch(own.value.unit)
    if number is None or unit is None or own.value.comparison not in _LIMITS or _PER_UNIT.search(own.name):
        return None
    stated = _UNITS[unit[1] or ""] if unit[1] or unit[2] else ""
    # A bare number may count anything; only a name that speaks of money alone makes it money.
    if not stated and not _WHOLE.fullmatch(own.name):
        return None
    factor = UNITS[stated or money_unit]
    half = EXACT.multiply(Decimal(1).scaleb(-decimals(number)) / 2, factor)
    return Ceiling(own, EXACT.multiply(number, factor), half, stated)


def _unfit(
    subject: Subject, money: Decimal, work: Work, own: tuple[Indicator, ...], found: tuple[Ceiling, ...]
) -> Iterator[Finding]:
    above = [ceiling for ceiling in found if ceiling.amount - money > ceiling.half]
    yield from (_apart(subject, money, ceiling, "高于") for ceiling in above)
    if above:
        return
    if len(found) == 1 and found[0].whole:
        if money - found[0].amount > found[0].half:
            yield _apart(subject, money, found[0], "低于")
    elif _is_little(money, own, found):
        yield _little(subject, money, work, found)


def _apart(subject: Subject, money: Decimal, ceiling: Ceiling, word: str) -> Finding:
    own, disclosure = ceiling.indicator, subject.disclosure
    unit = disclosure.money_unit
    typed = f"“{own.name}”写 {own.stated}" + ("" if ceiling.unit else f"，没有单位，按{unit}算")
    gap = in_unit(disclosure, abs(ceiling.amount - money))
    amount = f"{in_unit(disclosure, money):f}"
    why = "上限比钱还多，就管不住支出" if word == "高于" else "安排的钱已经超过自己的上限"
    return Finding(
        "B31",
        "warning",
        f"{typed}，{word}{own.work.kind}金额 {amount} {unit}，相差 {gap:f} {unit}。",
        own.place,
        f"{why}，请核对上限{'' if ceiling.unit else '、补上单位'}，或核对金额。",
        place_of(own),
        str(own.stated),
        amount,
        others=(f"{own.work.step}›金额 {amount}",),
    )


def _is_little(money: Decimal, own: tuple[Indicator, ...], found: tuple[Ceiling, ...]) -> bool:
    """Whether the ceilings leave most of the money open; a cost per unit may cover all of it."""
    every_cost = [indicator for indicator in own if is_cost(indicator) and indicator.value.number]
    return len(every_cost) == len(found) and total([ceiling.amount for ceiling in found]) * 5 < money


def _little(subject: Subject, money: Decimal, work: Work, found: tuple[Ceiling, ...]) -> Finding:
    disclosure = subject.disclosure
    amounts = [in_unit(disclosure, ceiling.amount) for ceiling in found]
    written = " + ".join(f"{amount:f}" for amount in amounts)
    sum_text = f"{written} = {total(amounts):f}" if len(amounts) > 1 else written
    whole, share = in_unit(disclosure, money), total(amounts) * 100 / in_unit(disclosure, money)
    return Finding(
        "B31",
        "notice",
        f"成本指标的上限是 {sum_text} {disclosure.money_unit}，只占{work.kind}金额 {whole:f} 的 {share:.0f}%，"
        "其余的钱没有上限。",
        found[0].indicator.place,
        "请给主要支出也定上限，或者加一条项目总成本。",
        f"{work.step}›成本指标",
        f"{total(amounts):f}",
        f"{whole:f}",
        others=tuple(f"{place_of(ceiling.indicator)} {ceiling.indicator.stated}" for ceiling in found),
    )
