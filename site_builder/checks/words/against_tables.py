"""Amounts typed in the narrative against the tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from site_builder.checks.check import check
from site_builder.checks.prose.aliases import THREE_PUBLIC
from site_builder.checks.prose.judging import Slip, say, slips
from site_builder.checks.prose.phrases import Role
from site_builder.checks.subject import Subject
from site_builder.checks.words.sums import of_purchases, of_sum, severity_of
from site_builder.values.finding import Finding
from site_builder.values.outcome import Outcome

_BASIS = "文字与表一致"
_ITEMS = "一般公共预算基本支出表"
_PURCHASES = "政府采购"


@check("N01", "说明里的金额与表一致", "error", _BASIS, source="arithmetic")
def amounts_are_those_of_the_tables(subject: Subject) -> Iterator[Finding] | Outcome:
    """An amount typed in the narrative is the one that the tables have under its name."""
    return _judged(subject, "N01")


@check("N03", "列举的经济分类款与表一致", "error", _BASIS, source="arithmetic")
def items_are_those_of_the_table(subject: Subject) -> Iterable[Finding] | Outcome:
    """An item of basic expenditure has the amount that the table of basic expenditure prints."""
    if outcome := unjudged(subject):
        return outcome
    return chain(_judged_by(subject, "N03"), _nowhere(subject))


@check("N14", "政府采购的说明与表一致、各项之和等于总数", "error", _BASIS, source="arithmetic")
def purchases_are_those_of_the_table(subject: Subject) -> Iterable[Finding] | Outcome:
    """Government procurement in words has the table's amounts, and goods, works and services add up to it."""
    about = [own for own in subject.prose.literal if _PURCHASES in own.reading.words.place + own.reading.text]
    if not about:
        return "not_applicable"
    if outcome := unjudged(subject):
        return outcome
    summed = (of_sum(subject, own, "N14") for own in subject.enumerations if of_purchases(own))
    return chain(_judged_by(subject, "N14"), (found for found in summed if found))


@check("N17", "说明里的金额没有写错单位", "error", _BASIS, source="arithmetic")
def units_are_not_mistaken(subject: Subject) -> Iterator[Finding] | Outcome:
    """No amount is ten thousand times the one in the tables, or a ten-thousandth of it."""
    return _judged(subject, "N17")


def unjudged(subject: Subject, role: Role = "level") -> Outcome | None:
    """Why the typed figures of a role cannot be compared with anything; None if they can."""
    if any(own.role == role for own in subject.prose.literal):
        return "unresolved" if subject.incomplete else None
    return "by_construction" if any(own.role == role for own in subject.prose.figures) else "not_applicable"


def law_of(slip: Slip) -> str:
    """The law that speaks of an amount, so that only one does."""
    if slip.shifted and slip.certain:
        return "N17"
    if slip.named.name in THREE_PUBLIC and slip.certain:
        return "N05"
    if {own.table for own in slip.named.cells} == {_PURCHASES}:
        return "N14"
    return "N03" if all(own.table == _ITEMS and own.axis == "row" for own in slip.named.cells) else "N01"


def finding_of(slip: Slip, code: str) -> Finding:
    """What is said of an amount that is not the table's."""
    figure, name = slip.figure, slip.named.name
    truths = [(place, say(amount, figure)) for place, amount in slip.truths.items()]
    different = list({amount: (place, amount) for place, amount in reversed(truths)}.values())[::-1]
    shown = truths[:1] if slip.certain else different[:3]
    year = "上年" if slip.before else ""
    told = "，".join(f"表里（{place}）{year}是 {amount}" for place, amount in shown)
    gap = say(abs(figure.amount.value - next(iter(slip.truths.values()))), figure)
    why = "，金额单位可能写错。" if slip.shifted else "，都对不上。" if len(shown) > 1 else f"，相差 {gap}。"
    return Finding(
        code,
        "error" if slip.certain else "notice",
        f"说明写“{name}”{figure.amount.text}，{told}{why}",
        figure.at,
        "请核对说明和表，改正写错的一处。说明里可以写引用，由程序从表中取数。",
        f"{figure.reading.words.place}›{name}",
        figure.amount.text,
        shown[0][1] if slip.certain else "",
        others=tuple(f"{place} {amount}" for place, amount in truths[:3]),
    )


def _judged(subject: Subject, code: str) -> Iterator[Finding] | Outcome:
    if outcome := unjudged(subject):
        return outcome
    return _judged_by(subject, code)


def _judged_by(subject: Subject, code: str) -> Iterator[Finding]:
    return (finding_of(slip, code) for slip in slips(subject) if law_of(slip) == code)


def _nowhere(subject: Subject) -> Iterator[Finding]:
    """Parts of basic expenditure that no table has, in a list that does not add up."""
    prose = subject.prose
    for listed in subject.enumerations:
        whole = prose.named(listed.whole)
        if not whole or severity_of(subject, listed) != "error" or any(own.table != _ITEMS for own in whole.cells):
            continue
        for part in listed.parts:
            if not part.amount.bound and prose.named(part) is None:
                message = f"“{whole.name}”里列了“{part.name}”{part.amount.text}，表里没有这一款。"
                remedy = "请改用表里的名称；已经包含在别的款里的，不要另列。"
                place = f"{part.reading.words.place}›{part.name}"
                yield Finding("N03", "warning", message, part.at, remedy, place, part.amount.text)
