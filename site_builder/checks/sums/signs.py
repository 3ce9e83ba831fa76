"""Signs: amounts of a budget are not negative."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.book.ledger import Fact
from site_builder.checks.check import check
from site_builder.checks.subject import Subject
from site_builder.checks.sums.own import own_controls
from site_builder.checks.sums.places import name_of, place_of_leaf
from site_builder.values.finding import Finding
from site_builder.values.outcome import Outcome


@check("A37", "预算数不是负数", "warning", "部门预算编制的通行口径", source="custom")
def amounts_are_not_negative(subject: Subject) -> Iterator[Finding] | Outcome:
    """No amount is below zero; what is carried over may be adjusted downwards."""
    if not subject.disclosure.ledger.facts:
        return "not_applicable"
    return _negative(subject)


def _negative(subject: Subject) -> Iterator[Finding]:
    for number, fact in subject.own_facts:
        if fact.amount is not None and fact.amount < 0:
            yield _finding(fact, place_of_leaf(subject, number))
    for fact in own_controls(subject):
        if fact.amount is not None and fact.amount < 0:
            yield _finding(fact, name_of(fact))


def _finding(fact: Fact, place: str) -> Finding:
    carried = fact.where["账"] == "年终结转" or fact.where.get("来源") == "上年结转"
    return Finding(
        "A37",
        "notice" if carried else "warning",
        f"{name_of(fact)}填了负数 {fact.text}。",
        fact.text.place,
        "确是调减就不用改；多打了负号的请删去。" if carried else "请看是否多打了负号；冲减请在说明中写明。",
        place,
        str(fact.text),
    )
