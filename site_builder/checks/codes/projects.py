"""Projects: one that is typed twice would be counted twice."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.checks.check import check
from site_builder.checks.subject import Subject
from site_builder.checks.works import Work, works
from site_builder.values.finding import Finding
from site_builder.values.outcome import Outcome
from site_builder.values.text import Text

Coordinates = frozenset[tuple[str, ...]]
"""Where a project's money stands: 科目, 资金 and 来源 of each figure."""


@check("A38", "同一项目只填一次", "warning", "项目库：一个项目一个编码", source="custom")
def projects_are_typed_once(subject: Subject) -> Iterator[Finding] | Outcome:
    """No two projects of a unit have one code and different names, or one name, 科目, fund and origin."""
    # The projects of a department's units are looked at in the units' own disclosures.
    own = (work for work in works(subject.disclosure) if work.entry.key.startswith("项目/"))
    projects = [work for work in own if work.name and not work.entry.secret]
    return _twice(subject, projects) if len(projects) > 1 else "not_applicable"


def _twice(subject: Subject, projects: list[Work]) -> Iterator[Finding]:
    by_code: dict[Text, Work] = {}
    by_name: dict[Text, list[Work]] = {}
    for work in projects:
        code = work.entry.fields.get("编码", Text(""))
        if code and (first := by_code.setdefault(code, work)).name != work.name:
            yield _one_code(first, work, code)
        alike = by_name.setdefault(work.name, [])
        if first_alike := next((other for other in alike if _same_money(subject, other, work)), None):
            yield _one_name(first_alike, work)
        alike.append(work)


def _same_money(subject: Subject, first: Work, second: Work) -> bool:
    """Whether two projects share 科目, 资金 and 来源; one project may well be listed once for each of them."""
    mine, other = (_coordinates(subject, work.entry.key) for work in (first, second))
    return mine == other or bool(mine & other)


def _coordinates(subject: Subject, key: str) -> Coordinates:
    ledger = subject.disclosure.ledger
    facts = (ledger.facts[number] for number in ledger.postings.get(("条", key), ()))
    return frozenset(tuple(fact.where.get(name, "") for name in ("科目", "资金", "来源")) for fact in facts)


def _one_code(first: Work, second: Work, code: Text) -> Finding:
    message = f"项目编码 {code} 用了两次：“{first.name}”和“{second.name}”。"
    remedy = "一个项目一个编码，请核对。"
    place = f"{second.step}›项目编码"
    return Finding("A38", "warning", message, code.place, remedy, place, str(code), others=(f"{first.step} {code}",))


def _one_name(first: Work, second: Work) -> Finding:
    message = f"项目“{second.name}”填了两次，科目、资金和来源都一样，第一次在第 {first.place.line} 行。"
    remedy = "是同一个项目就合成一条；确是两个项目，请用名称分清。"
    return Finding("A38", "warning", message, second.place, remedy, second.step, str(second.name), others=(first.step,))
