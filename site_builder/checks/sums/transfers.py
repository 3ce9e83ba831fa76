"""Transfers between the units of one department: added up, the same money would count twice."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.book.ledger import Selection
from site_builder.checks.check import check
from site_builder.checks.subject import Subject
from site_builder.checks.sums.addends import addends, largest, sum_of, whole, worked
from site_builder.law.dimensions import Condition
from site_builder.values.finding import Finding
from site_builder.values.outcome import Outcome

_GIVEN: Condition = {"账": ("支出",), "量": ("对附属单位补助支出",)}
_USED: Condition = {"账": ("支出",), "资金": ("上级补助收入",)}
_HANDED_UP: Condition = {"账": ("支出",), "量": ("上缴上级支出",)}
_RECEIVED: Condition = {"账": ("支出",), "资金": ("附属单位上缴收入",)}


@check("B40", "部门汇总不重复计算内部往来", "warning", "部门汇总时抵销内部往来的通行做法", source="custom")
def transfers_are_counted_once(subject: Subject) -> Iterator[Finding] | Outcome:
    """What the head gives its units, or takes from them, is not counted again where the other side spends it."""
    if not subject.disclosure.units:
        return "not_applicable"
    if any(fact.amount is None for fact in subject.disclosure.ledger.facts):
        return "unresolved"
    return _twice(subject)


def _twice(subject: Subject) -> Iterator[Finding]:
    facts = subject.disclosure.ledger.facts
    of_head = frozenset(number for number, fact in enumerate(facts) if fact.where.get("单位") == subject.unit.name)
    select = subject.disclosure.ledger.select
    given, used = select([_GIVEN]) & of_head, select([_USED]) - of_head
    if _both(subject, given, used):
        yield _finding(subject, given, used, ("本级的对附属单位补助支出", "所属单位用上级补助收入安排的支出"))
    received, handed_up = select([_RECEIVED]) & of_head, select([_HANDED_UP]) - of_head
    if _both(subject, handed_up, received):
        yield _finding(subject, handed_up, received, ("所属单位的上缴上级支出", "本级用附属单位上缴收入安排的支出"))


def _both(subject: Subject, one: Selection, other: Selection) -> bool:
    return whole(subject.disclosure, one) > 0 and whole(subject.disclosure, other) > 0


def _finding(subject: Subject, paid: Selection, used: Selection, names: tuple[str, str]) -> Finding:
    disclosure = subject.disclosure
    given, spent = addends(subject, paid), addends(subject, used)
    most = min(sum_of(given), sum_of(spent))
    return Finding(
        "B40",
        "warning",
        f"{names[0]}是 {worked(given)}，{names[1]}是 {worked(spent)}，"
        f"汇总的收入和支出可能重复计算了 {most:f} {disclosure.money_unit}。",
        disclosure.place,
        "部门内部的往来汇总时要抵销。请核对；确实不是同一笔钱，可以写“豁免”说明。",
        given[0].place,
        f"{sum_of(given):f}",
        others=(*largest(given, 4), *largest(spent, 4)),
    )
