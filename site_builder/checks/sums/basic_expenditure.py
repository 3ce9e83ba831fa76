"""Basic expenditure (基本支出) is typed twice: by function and by economic use. Both are the same money."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from site_builder.book.ledger import Selection
from site_builder.checks.check import Scope, check
from site_builder.checks.subject import Subject
from site_builder.checks.sums.addends import (
    Addend,
    addends,
    has_secret,
    largest,
    rounding,
    sum_of,
    whole,
    worked,
)
from site_builder.checks.sums.culprits import culprit
from site_builder.checks.sums.own import is_own
from site_builder.checks.sums.places import place_of
from site_builder.law.dimensions import Condition
from site_builder.values.finding import Finding
from site_builder.values.outcome import Outcome
from site_builder.values.text import Place

_BY_FUNCTION: Condition = {"账": ("支出",), "量": ("基本支出",), "资金": ("一般公共预算",)}
_BY_USE: Condition = {"账": ("基本支出",), "资金": ("一般公共预算",)}
_TABLES = ("一般公共预算支出表", "一般公共预算基本支出表")
_NAMES = (*_TABLES, "合计", "基本支出")


@dataclass(frozen=True, slots=True)
class _Sides:
    """One year's basic expenditure, by function and by economic use."""

    year: str
    by_function: Selection
    by_use: Selection


@check(
    "B12",
    "基本支出按功能分类与按经济分类相等",
    "error",
    "算术：同一笔基本支出的两种分类",
    source="arithmetic",
    scope=Scope(tables=_TABLES),
)
def basic_expenditure_by_both(subject: Subject) -> Iterator[Finding] | Outcome:
    """General public basic expenditure by function equals that by economic use; last year's too, if both are typed."""
    this_year, last_year = _sides(subject, "本年"), _sides(subject, "上年")
    if not this_year.by_function and not this_year.by_use:
        return "not_applicable"
    # A department's last year is as whole as its units have typed it, which nobody can see.
    compared = last_year.by_function and last_year.by_use and not subject.disclosure.units
    years = [this_year, *([last_year] if compared else [])]
    if any(has_secret(subject.disclosure, own.by_function | own.by_use) for own in years):
        return "unresolved"
    return (finding for own in years for finding in _compared(subject, own))


def _sides(subject: Subject, year: str) -> _Sides:
    select = subject.disclosure.ledger.select
    return _Sides(year, select([_BY_FUNCTION, {"年": (year,)}]), select([_BY_USE, {"年": (year,)}]))


def _compared(subject: Subject, sides: _Sides) -> Iterator[Finding]:
    disclosure = subject.disclosure
    gap = whole(disclosure, sides.by_function) - whole(disclosure, sides.by_use)
    allowed = rounding(disclosure, len(sides.by_function) + len(sides.by_use))
    if abs(gap) <= allowed:
        return
    if not (sides.by_function and sides.by_use):
        yield _one_side(subject, sides)
        return
    # Some regions classify by use only what is appropriated this year, without what was carried over.
    carried = disclosure.ledger.select([_BY_FUNCTION, {"年": (sides.year,), "来源": ("上年结转",)}])
    if abs(gap - whole(disclosure, carried)) > allowed:
        yield _unequal(subject, sides)


def _one_side(subject: Subject, sides: _Sides) -> Finding:
    typed = sides.by_function or sides.by_use
    said, missing, remedy = (
        ("经济", "功能", "请在“支出”的各项里填“基本支出”。")
        if sides.by_use
        else ("功能", "经济", "请在“基本支出”里按部门经济分类填到“款”，例如“30101: 176.08”。")
    )
    parts = addends(subject, typed)
    figure = f"{sum_of(parts):f} {subject.disclosure.money_unit}"
    message = f"一般公共预算基本支出按{said}分类是 {figure}，没有按{missing}分类填报。"
    place = place_of(subject, typed, _NAMES)
    return Finding("B12", "warning", message, _first(subject, typed), remedy, place, "", f"{sum_of(parts):f}")


def _unequal(subject: Subject, sides: _Sides) -> Finding:
    left, right = addends(subject, sides.by_function), addends(subject, sides.by_use)
    when = "" if sides.year == "本年" else "上年"
    first, second = sum_of(left), sum_of(right)
    whole_left = Addend(place_of(subject, sides.by_function, _NAMES) or "按功能分类的基本支出合计", first)
    return Finding(
        "B12",
        "error" if sides.year == "本年" else "warning",
        f"{when}一般公共预算基本支出，按经济分类是 {worked(right)}，按功能分类是 {worked(left)}，"
        f"相差 {abs(first - second):f} {subject.disclosure.money_unit}。",
        _first(subject, sides.by_use),
        culprit(left, right) + "两种分类是同一笔钱，请核对哪一边的数填错、漏填或多填。",
        place_of(subject, sides.by_use, _NAMES) or f"{when}基本支出",
        f"{second:f}",
        f"{first:f}",
        others=(whole_left.shown, *largest(left, 4), *largest(right, 4)),
    )


def _first(subject: Subject, chosen: Selection) -> Place:
    """Where the first of the figures was typed, the unit's own before those of its subordinates."""
    places = [subject.disclosure.ledger.facts[number].text.place for number in sorted(chosen)]
    return next((place for place in places if is_own(subject, place)), places[0])
