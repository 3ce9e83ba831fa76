"""Items of expenditure by function that have a sister by economic use: insurance, housing fund, retirement."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from site_builder.book.ledger import Selection
from site_builder.checks.check import Scope, check
from site_builder.checks.subject import Subject
from site_builder.checks.sums.addends import addends, has_secret, rounding, sum_of, whole, worked
from site_builder.checks.sums.culprits import culprit
from site_builder.checks.sums.places import place_of, telling
from site_builder.law.dimensions import Condition
from site_builder.values.finding import Finding, Severity
from site_builder.values.outcome import Outcome

Sisters = Mapping[tuple[str, ...], tuple[str, ...]]
"""Codes by function → codes by economic use that state the same money."""

_GENERAL: Condition = {"资金": ("一般公共预算",)}
_SISTERS: Sisters = {
    ("2080505",): ("30108",),
    ("2080506",): ("30109",),
    ("2210201",): ("30113",),
    ("2101101", "2101102"): ("30110",),
    ("2101103",): ("30111",),
}

_RETIREMENT: Sisters = {("2080501", "2080502"): ("30301", "30302")}
_SCOPE = Scope(tables=("一般公共预算支出表", "一般公共预算基本支出表"))


@dataclass(frozen=True, slots=True)
class _Pair:
    """The same money by function and by economic use."""

    name: str
    by_function: Selection
    by_use: Selection


@check("B23", "社保、住房公积金两种分类的数相等", "warning", "部门预算编制的通行口径", source="custom", scope=_SCOPE)
def sisters_agree(subject: Subject) -> Iterator[Finding] | Outcome:
    """Contributions paid from general public basic expenditure are the same by function and by economic use."""
    pairs = _pairs(subject, _SISTERS)
    if any(_secret(subject, pair) for pair in pairs):
        return "unresolved"
    return (_apart(subject, pair) for pair in pairs if _differ(subject, pair)) if pairs else "not_applicable"


@check("B24", "离退休支出不少于离休费和退休费", "notice", "部门预算编制的通行口径", source="custom", scope=_SCOPE)
def retirement_is_covered(subject: Subject) -> Iterator[Finding] | Outcome:
    """Retirement expenditure by function covers retirement pay by economic use; the rest runs the retirees' affairs."""
    pairs = _pairs(subject, _RETIREMENT)
    if any(_secret(subject, pair) for pair in pairs):
        return "unresolved"
    return (
        (_less(subject, pair) for pair in pairs if _differ(subject, pair) and _gap(subject, pair) < 0)
        if pairs
        else "not_applicable"
    )


def _pairs(subject: Subject, codes: Sisters) -> list[_Pair]:
    """The pairs of which both are typed this year."""
    select = subject.disclosure.ledger.select
    found: list[_Pair] = []
    for functions, uses in codes.items():
        by_use = select([{"账": ("基本支出",), "经济": uses}, _GENERAL])
        by_function = (
            select([{"账": ("支出",), "量": ("基本支出",), "科目": functions}, _GENERAL]) if by_use else by_use
        )
        if by_function:
            names = (subject.codes.name("科目", code) for code in subject.disclosure.ledger.codes("科目", by_function))
            found.append(_Pair("、".join(names), by_function, by_use))
    return found


def _secret(subject: Subject, pair: _Pair) -> bool:
    return has_secret(subject.disclosure, pair.by_function | pair.by_use)


def _gap(subject: Subject, pair: _Pair) -> Decimal:
    return whole(subject.disclosure, pair.by_function) - whole(subject.disclosure, pair.by_use)


def _differ(subject: Subject, pair: _Pair) -> bool:
    allowed = rounding(subject.disclosure, len(pair.by_function) + len(pair.by_use))
    return abs(_gap(subject, pair)) > allowed


def _apart(subject: Subject, pair: _Pair) -> Finding:
    remedy = "两处通常是同一笔钱，请核对；确有别的缴费在内的，可以写“豁免”说明。"
    return _finding(subject, pair, ("B23", "warning", remedy))


def _less(subject: Subject, pair: _Pair) -> Finding:
    remedy = "离退休支出通常包括离休费、退休费和离退休公用经费，请核对。"
    return _finding(subject, pair, ("B24", "notice", remedy))


def _finding(subject: Subject, pair: _Pair, said: tuple[str, Severity, str]) -> Finding:
    code, severity, remedy = said
    disclosure = subject.disclosure
    left, right = addends(subject, pair.by_function), addends(subject, pair.by_use)
    return Finding(
        code,
        severity,
        f"{pair.name}：按功能分类填 {worked(left)}，按经济分类填 {worked(right)}，"
        f"相差 {abs(sum_of(left) - sum_of(right)):f} {disclosure.money_unit}。",
        disclosure.ledger.facts[min(pair.by_use)].text.place,
        culprit(left, right) + remedy,
        place_of(subject, pair.by_use, telling(disclosure.ledger.facts[min(pair.by_use)])) or right[0].place,
        f"{sum_of(right):f}",
        f"{sum_of(left):f}",
        others=tuple(part.shown for part in left),
    )
