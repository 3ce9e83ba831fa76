"""The money of targets: the overall target in itself, its tasks against project expenditure and against projects."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from site_builder.book.ledger import Selection
from site_builder.checks.check import Scope, check
from site_builder.checks.subject import Subject
from site_builder.checks.sums.addends import addends, has_secret, in_unit, largest, rounding, sum_of, whole, worked
from site_builder.checks.sums.places import place_of, place_of_leaf
from site_builder.checks.works import Work, works
from site_builder.law.dimensions import levels
from site_builder.values.finding import Finding, Severity
from site_builder.values.outcome import Outcome

_SCOPE = Scope(tables=("整体绩效目标",))
_CARRIED = re.compile(r"[（(](?:上年)?结转[^（()）]*[)）]$")


@check("A33", "整体绩效目标的支出等于收入", "error", "算术：支出都有资金来源", source="arithmetic", scope=_SCOPE)
def expenditure_equals_income(subject: Subject) -> Iterator[Finding] | Outcome:
    """The expenditure of an overall target equals its income where both are typed.

    Where expenditure names its funds, as a budget does, income follows from it, and a typed one is a control total.
    """
    ledger = subject.disclosure.ledger
    spent = ledger.select([{"账": ("支出",)}])
    if not spent:
        return "not_applicable"
    unfunded = frozenset(number for number in spent if "资金" not in ledger.facts[number].where)
    if not unfunded:
        return "by_construction"
    income = frozenset(
        number for number in ledger.select([{"账": ("收入",)}]) if ledger.facts[number].where["账"] == "收入"
    )
    if unfunded != spent or not income:
        return "unresolved"
    return _unequal(subject, spent, income)


@check(
    "A34",
    "任务金额之和等于项目支出",
    "error",
    "算术：任务列出全部项目支出",
    source="arithmetic",
    scope=Scope(tables=("整体绩效目标",), demands=("tasks",)),
)
def tasks_are_project_expenditure(subject: Subject) -> Iterator[Finding] | Outcome:
    """The money of all tasks is the project expenditure; where only the main ones are listed, it is no more."""
    disclosure = subject.disclosure
    tasks = [work for work, _ in subject.targets if work.kind == "任务"]
    if not tasks:
        return "not_applicable"
    money = disclosure.ledger.select([{"账": ("任务",)}])
    spent = disclosure.ledger.select([{"账": ("支出",)}])
    projects = spent & disclosure.ledger.select([{"量": ("项目支出",)}])
    if not (money and spent) or has_secret(disclosure, spent):
        return "unresolved"
    gap = whole(disclosure, money) - whole(disclosure, projects)
    if abs(gap) <= rounding(disclosure, len(money) + len(projects)):
        return "passed"
    if gap < 0 and subject.form.demands.tasks == "重点":
        return "passed"
    if gap < 0 and len(money) < len(tasks):
        return "unresolved"
    return iter([_tasks_apart(subject, money, projects, spent)])


@check(
    "B32", "任务金额与同名项目一致", "warning", "自相矛盾：同一件事的金额前后一致", source="arithmetic", scope=_SCOPE
)
def tasks_match_projects(subject: Subject) -> Iterator[Finding] | Outcome:
    """A task has the money of the projects of its name, with or without what they carry over from last year."""
    tasks = [work for work, _ in subject.targets if work.kind == "任务" and work.name]
    projects: dict[str, list[Work]] = {}
    for work in works(subject.disclosure) if tasks else ():
        if work.kind == "项目":
            projects.setdefault(_CARRIED.sub("", work.name), []).append(work)
    pairs = [_Pair(task, found) for task in tasks if (found := projects.get(_CARRIED.sub("", task.name)))]
    open_pairs = [pair for pair in pairs if not any(project.entry.secret for project in pair.projects)]
    if not open_pairs:
        return "unresolved" if pairs else "not_applicable"
    return (found for pair in open_pairs for found in _same_money(subject, pair))


@dataclass(frozen=True, slots=True)
class _Pair:
    """A task and the projects of its name."""

    task: Work
    projects: list[Work]


def _unequal(subject: Subject, spent: Selection, income: Selection) -> Iterator[Finding]:
    disclosure = subject.disclosure
    gap = whole(disclosure, spent) - whole(disclosure, income)
    if abs(gap) <= rounding(disclosure, len(spent) + len(income)):
        return
    funds = {fund for number in income for fund in levels("资金", disclosure.ledger.facts[number].where["资金"])}
    # A blank is not zero: the other source may just not have been typed.
    blank = [fund for fund in ("财政拨款", "其他资金") if fund not in funds] if gap > 0 else []
    left, right = addends(subject, spent), addends(subject, income)
    missing = f"{blank[0]}没有填。" if blank else ""
    first = min(income)
    yield Finding(
        "A33",
        "warning" if blank else "error",
        f"支出是 {worked(left)}，收入来源是 {worked(right)}，"
        f"相差 {in_unit(disclosure, abs(gap)):f} {disclosure.money_unit}。{missing}",
        disclosure.ledger.facts[first].text.place,
        "支出和收入应当相等，请核对。",
        place_of_leaf(subject, first),
        f"{sum_of(right):f}",
        f"{sum_of(left):f}",
        others=largest((*left, *right[1:])),
    )


def _tasks_apart(subject: Subject, money: Selection, projects: Selection, spent: Selection) -> Finding:
    disclosure = subject.disclosure
    parts, right = addends(subject, money), in_unit(disclosure, whole(disclosure, projects))
    apart = in_unit(disclosure, abs(whole(disclosure, money) - whole(disclosure, projects)))
    both = whole(disclosure, money) == whole(disclosure, spent)
    said = f"项目支出是 {right:f}" if projects else "项目支出没有填"
    hint = "任务金额之和等于全部支出，可能把基本支出也列进了任务。" if both else ""
    severity: Severity = "error" if projects and not both and subject.form.demands.tasks == "全部" else "warning"
    return Finding(
        "A34",
        severity,
        f"各任务的金额是 {worked(parts)}，{said}，相差 {apart:f} {disclosure.money_unit}。{hint}",
        disclosure.ledger.facts[min(money)].text.place,
        "请核对各任务的金额和项目支出；任务只列项目支出，不列基本支出。",
        place_of(subject, projects, ("整体绩效目标", "项目支出")) or place_of_leaf(subject, min(money)),
        f"{sum_of(parts):f}",
        f"{right:f}",
        others=largest(parts),
    )


def _same_money(subject: Subject, pair: _Pair) -> Iterator[Finding]:
    mine = _money(subject, [pair.task])
    all_of_them = _money(subject, pair.projects)
    new = _money(subject, [project for project in pair.projects if not _CARRIED.search(project.name)])
    if not (mine and all_of_them) or _fit(subject, mine, all_of_them) or (new and _fit(subject, mine, new)):
        return
    disclosure = subject.disclosure
    parts, own = addends(subject, all_of_them), in_unit(disclosure, whole(disclosure, mine))
    apart = in_unit(disclosure, abs(whole(disclosure, mine) - whole(disclosure, all_of_them)))
    yield Finding(
        "B32",
        "warning",
        f"任务“{pair.task.name}”的金额是 {own:f}，同名项目是 {worked(parts)}，相差 {apart:f} {disclosure.money_unit}。",
        disclosure.ledger.facts[min(mine)].text.place,
        "是同一件事就改成一样；不是同一件事，请用名称分清。",
        f"{pair.task.step}›金额",
        f"{own:f}",
        f"{sum_of(parts):f}",
        others=largest(parts),
    )


def _money(subject: Subject, found: list[Work]) -> Selection:
    select = subject.disclosure.ledger.select
    chosen = (select([{"账": (work.kind,), "条": (work.entry.key,)}]) for work in found)
    return frozenset().union(*chosen)


def _fit(subject: Subject, mine: Selection, others: Selection) -> bool:
    disclosure = subject.disclosure
    gap: Decimal = abs(whole(disclosure, mine) - whole(disclosure, others))
    return gap <= rounding(disclosure, len(mine) + len(others))
