"""Projects in words: 16 个项目全部编制了绩效目标，涉及资金 380.00 万元."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain

from site_builder.checks.check import check
from site_builder.checks.prose.judging import say
from site_builder.checks.prose.reading import Reading
from site_builder.checks.subject import Subject
from site_builder.checks.works import Work, money_of, works
from site_builder.values.finding import Finding
from site_builder.values.money import total
from site_builder.values.outcome import Outcome

_TOLD = re.compile(
    r"(?:^|[，；。对]|本部门|本单位|年|共|全部)(?P<count>\d{1,4})个(?:预算|支出)?项目"
    r"(?:支出)?(?:全部|均|都|已)*(?:编制|编报|设定|填报|制定|设置|申报)了?(?:项目|支出|预算)*绩效目标"
    r"(?:，(?:涉及|共|资金|预算|金额|总额|合计|为|是)+(?=\d))?"
)
_SOME = re.compile(r"其中|部分|重点|本级|所属|下属|上年|去年|上一年|累计|20\d\d年")


@check("N16", "写明的项目个数、金额与绩效目标一致", "error", "文字与表一致", source="arithmetic")
def projects_are_counted(subject: Subject) -> Iterable[Finding] | Outcome:
    """The number of projects that are said to have targets, and their money, are those of the projects that do."""
    told = [
        (own, found)
        for own in subject.prose.readings
        for found in _TOLD.finditer(own.text)
        if _of_all(subject, own, found)
    ]
    projects = [work for work in works(subject.disclosure) if work.kind == "项目"]
    if not told or not projects:
        return "not_applicable"
    return chain.from_iterable(_compared(subject, projects, *own) for own in told)


def _of_all(subject: Subject, reading: Reading, found: re.Match[str]) -> bool:
    """Whether nothing in the sentence before says that it is of some of the projects, or of others."""
    start = reading.text.rfind("。", 0, found.start("count")) + 1
    before = f"{reading.words.place}，{reading.text[start : found.start('count')]}"
    return not _SOME.search(before.replace(f"{subject.disclosure.year}年", ""))


def _compared(subject: Subject, projects: list[Work], reading: Reading, found: re.Match[str]) -> Iterator[Finding]:
    shown = [work for work in projects if work.entry.children.get("指标") and not work.entry.secret]
    secret = [work for work in projects if work.entry.secret]
    if int(found["count"]) not in {len(shown), len(shown) + len(secret), len(projects)}:
        yield _of_count(reading, found, len(shown))
    elif not secret and not subject.incomplete:
        yield from _of_money(subject, (shown, projects), reading, found.end())


def _of_count(reading: Reading, found: re.Match[str], shown: int) -> Finding:
    count = found["count"]
    message = f"说明写 {count} 个项目编制了绩效目标，有绩效目标的项目是 {shown} 个，相差 {abs(int(count) - shown)} 个。"
    remedy = "请核对项目个数，或补上缺的绩效目标。"
    place = reading.words.place
    return Finding("N16", "error", message, reading.at(found.start("count")), remedy, place, count, str(shown))


def _of_money(
    subject: Subject, groups: tuple[list[Work], list[Work]], reading: Reading, start: int
) -> Iterator[Finding]:
    """The amount behind the count is the money of the projects with targets, or of all."""
    figure = next((own for own in subject.prose.of(reading.number) if own.amount.start == start), None)
    money = [[money_of(subject.disclosure, work) for work in group] for group in groups]
    known = [total([amount for amount in group if amount is not None]) for group in money if None not in group]
    if figure is None or figure.amount.bound or not figure.amount.exact or len(known) < len(groups):
        return
    if all(abs(own - figure.amount.value) > max(figure.amount.step, subject.disclosure.half) for own in known):
        worked = " + ".join(say(amount, figure).partition(" ")[0] for amount in money[0][:8] if amount is not None)
        more = " + …" if len(money[0]) > 8 else ""
        computed = say(known[0], figure)
        message = f"说明写这些项目共 {figure.amount.text}，各项目的金额：{worked}{more} = {computed}。"
        place, remedy = reading.words.place, "请核对金额，或各项目的金额。"
        yield Finding("N16", "warning", message, figure.at, remedy, place, figure.amount.text, computed)
