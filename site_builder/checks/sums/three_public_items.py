"""The “三公” expenses by item: vehicles are published as purchase and operation, travel as some forms divide it."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.book.ledger import Fact
from site_builder.checks.check import Scope, check
from site_builder.checks.subject import Subject
from site_builder.checks.sums.places import place_of_leaf
from site_builder.values.finding import Finding
from site_builder.values.outcome import Outcome

_SCOPE = Scope(tables=("三公经费",))
_VEHICLES = "公务用车购置及运行维护费"
_ABROAD = "因公出国（境）费"
_TEACHING = ("教学科研人员因公出国（境）费",)


@check(
    "A23",
    "公务用车费分购置费和运行维护费",
    "warning",
    "预决算公开检查：公务用车费分购置费和运行维护费公开",
    source="reprint",
    scope=_SCOPE,
)
def vehicles_are_divided(subject: Subject) -> Iterator[Finding] | Outcome:
    """The expenses for vehicles are typed as purchase and operation; last year's may be known as a whole only."""
    if not _has_items(subject):
        return "not_applicable"
    return (_undivided(subject, number, fact) for number, fact in _typed_at(subject, _VEHICLES))


@check(
    "A24",
    "因公出国（境）费分教学科研人员和其他",
    "notice",
    "算术：表样列了“其中”，各项相加等于因公出国（境）费",
    source="arithmetic",
    scope=_SCOPE,
)
def travel_is_divided(subject: Subject) -> Iterator[Finding] | Outcome:
    """Where the form prints travel of teachers and researchers in a line of its own, travel is typed in two parts."""
    if not _has_items(subject) or not _prints_teaching(subject):
        return "not_applicable"
    return (_not_apart(subject, number, fact) for number, fact in _typed_at(subject, _ABROAD))


def _has_items(subject: Subject) -> bool:
    return any(fact.where["账"] == "三公经费" for fact in subject.disclosure.ledger.facts)


def _prints_teaching(subject: Subject) -> bool:
    parts = [part for table in subject.form.tables if table.key == "三公经费" for part in table.parts]
    takes = [*(row.take for part in parts for row in part.rows), *(own.take for part in parts for own in part.columns)]
    return any(take.get("项") == _TEACHING for take in takes)


def _typed_at(subject: Subject, item: str) -> Iterator[tuple[int, Fact]]:
    """The printed figures of an item that nothing divides; not every form prints last year's."""
    for number, fact in subject.own_facts:
        if fact.where.get("项") == item and fact.amount and any(number in facts for facts in subject.cells):
            yield number, fact


def _undivided(subject: Subject, number: int, fact: Fact) -> Finding:
    now = fact.where["年"] == "本年"
    return Finding(
        "A23",
        "warning" if now else "notice",
        f"{'' if now else '上年的'}{_VEHICLES} {fact.text} 没有分成购置费和运行维护费，表里这两项会空着。",
        fact.text.place,
        "请分别填“公务用车购置费”和“公务用车运行维护费”，没有的一项填 0。",
        place_of_leaf(subject, number),
        str(fact.text),
    )


def _not_apart(subject: Subject, number: int, fact: Fact) -> Finding:
    return Finding(
        "A24",
        "notice",
        f"{_ABROAD} {fact.text} 没有分成教学科研人员和其他，表里这两项会空着。",
        fact.text.place,
        "请分别填“教学科研人员因公出国（境）费”和“其他因公出国（境）费”，没有的一项填 0。",
        place_of_leaf(subject, number),
        str(fact.text),
    )
