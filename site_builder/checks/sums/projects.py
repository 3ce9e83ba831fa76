"""Project expenditure (项目支出) and the projects that make it up."""

from __future__ import annotations

from collections.abc import Iterable

from site_builder.book.ledger import Selection
from site_builder.checks.check import Scope, check
from site_builder.checks.subject import Subject
from site_builder.checks.sums.addends import addends, has_secret, in_unit, largest, whole, worked
from site_builder.checks.sums.places import place_of, place_of_leaf
from site_builder.values.finding import Finding
from site_builder.values.outcome import Outcome

_ALL = {"账": ("支出",), "量": ("项目支出",)}
_PROJECTS = {"账": ("项目",)}
_CELL = ("支出总表", "合计", "项目支出")


@check(
    "B15",
    "项目支出都写成项目",
    "error",
    "算术：支出总表的项目支出等于项目支出表的合计",
    source="arithmetic",
    scope=Scope(tables=("支出总表", "项目支出表")),
)
def projects_make_up_project_expenditure(subject: Subject) -> Iterable[Finding] | Outcome:
    """No project expenditure is typed beside the projects where they have nothing: one table would say more."""
    ledger = subject.disclosure.ledger
    every, listed = ledger.select([_ALL]), ledger.select([_PROJECTS])
    if not every:
        return "not_applicable"
    own = frozenset(number for number, fact in subject.own_facts if fact.amount)
    beside = (every - listed) & own
    without_money = not listed and subject.disclosure.entry.children.get("项目")
    # Projects whose money was not typed: a blank is not zero.
    if has_secret(subject.disclosure, every) or (beside and without_money):
        return "unresolved"
    return (_finding(subject, every, listed, beside),) if beside else ()


def _finding(subject: Subject, every: Selection, listed: Selection, beside: Selection) -> Finding:
    disclosure, parts = subject.disclosure, addends(subject, beside)
    spent, projects = (f"{in_unit(disclosure, whole(disclosure, chosen)):f}" for chosen in (every, listed))
    unit, first = disclosure.money_unit, min(beside)
    other = f"项目支出表的合计是 {projects} {unit}" if listed else "项目支出表是空表"
    return Finding(
        "B15",
        "error" if listed else "warning",
        f"支出总表的项目支出是 {spent} {unit}，{other}。没有写成项目的有 {worked(parts)} {unit}。",
        disclosure.ledger.facts[first].text.place,
        "请把它写进 projects.yaml，写明名称、科目、资金和金额；已经写进去的，请核对两处的科目和资金。",
        place_of(subject, every, _CELL) or place_of_leaf(subject, first),
        spent,
        projects if listed else "",
        others=largest(parts),
    )
