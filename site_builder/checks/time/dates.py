"""Laws on the dates of a disclosure: approval (批复日期), publication (公开日期) and what they say of each other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from site_builder.checks.check import Scope, check
from site_builder.checks.subject import Subject
from site_builder.checks.time.deadline import DAYS, day, deadline
from site_builder.values.finding import Finding
from site_builder.values.outcome import Outcome
from site_builder.values.text import Text

_TWENTY_DAYS = "《预算法》第十四条：部门预算在批复后二十日内向社会公开"
_REVIEW = "《政府信息公开条例》第十七条：公开前应当审查"
_UNREVIEWED = re.compile(r"否|无|没有?|未|待定|(?:尚?未|没有?|待)(?:经过?|进行|通过|做)?(?:保密)?审.*")
"""Results that say there was no review; 未发现涉密内容 and 无涉密内容 are results of one."""

_FIRST_MONTH = 11
"""Budgets of a year are approved from November of the year before."""


@check("T01", "公开不早于批复", "error", "自相矛盾：先批复，后公开", source="arithmetic")
def published_after_approval(subject: Subject) -> Iterator[Finding] | Outcome:
    """A budget is published on the day of its approval or later."""
    disclosure = subject.disclosure
    approved, published = day(disclosure.approved), day(disclosure.published)
    if approved is None or published is None:
        return "unresolved"
    message = f"公开日期是 {published}，早于批复日期 {approved}，相差 {(approved - published).days} 天。"
    others = (f"批复日期 {approved}",)
    place, typed = disclosure.published.place, str(published)
    wrong = Finding("T01", "error", message, place, "请核对这两个日期。", "公开日期", typed, others=others)
    return iter([wrong] if published < approved else [])


@check("T02", "批复后二十日内公开", "warning", _TWENTY_DAYS, source="reprint")
def published_in_time(subject: Subject) -> Iterator[Finding] | Outcome:
    """A budget is published within twenty natural days after its approval."""
    disclosure = subject.disclosure
    approved, published, last = day(disclosure.approved), day(disclosure.published), deadline(disclosure.approved)
    if approved is None or published is None or last is None:
        return "unresolved"
    message = f"{approved} 批复，{published} 公开，是批复后第 {(published - approved).days} 天，超过 {DAYS} 天。"
    remedy = f"最迟应当在 {last} 公开。日期填错了请改正；没有填错，请说明原因。"
    others = (f"批复日期 {approved}",)
    place, typed = disclosure.published.place, str(published)
    late = Finding("T02", "warning", message, place, remedy, "公开日期", typed, f"{last}", others=others)
    return iter([late] if published > last else [])


@check("T03", "公开前经过保密审查", "warning", _REVIEW, source="reprint")
def reviewed_for_secrecy(subject: Subject) -> Iterator[Finding] | Outcome:
    """The secrecy review is recorded; a public document that serves as an example need not state it."""
    disclosure = subject.disclosure
    review = disclosure.secrecy_review
    if review and not _UNREVIEWED.fullmatch(review):
        return "passed"
    if disclosure.example == "公开件" and not review:
        return "unresolved"
    message = f"保密审查写的是“{review}”。" if review else "没有写保密审查的结果。"
    remedy = "请先送保密审查，审查后在 disclosure.yaml 写“保密审查: 已审查”。"
    place = review.place if review else disclosure.place
    return iter([Finding("T03", "warning", message, place, remedy, "保密审查", str(review))])


@check("T04", "写明批复日期和公开日期", "notice", _TWENTY_DAYS, source="reprint")
def dates_are_stated(subject: Subject) -> Iterator[Finding] | Outcome:
    """Both dates are stated; the source of an example may lack them, and none is ever invented."""
    disclosure = subject.disclosure
    stated = {"批复日期": disclosure.approved, "公开日期": disclosure.published}
    missing = [name for name, text in stated.items() if not text]
    if not missing:
        return "passed"
    if disclosure.example == "公开件":
        return "unresolved"
    message = f"没有写{'和'.join(missing)}，无法核对是否按时公开。"
    remedy = f"定下以后在 disclosure.yaml 写上，例如“{missing[0]}: {disclosure.year}-02-10”。"
    return iter([Finding("T04", "notice", message, disclosure.place, remedy, missing[0])])


@check("T05", "日期不晚于网站的截至日期", "warning", "自相矛盾：截至日期之后的事还没有发生", source="custom")
def dates_have_come(subject: Subject) -> Iterator[Finding] | Outcome:
    """No date lies after the day on which the site is as it is."""
    as_of = day(subject.as_of)
    stated = list(_stated(subject))
    if as_of is None or not stated:
        return "unresolved"
    return (
        Finding(
            "T05",
            "warning",
            f"{name}是 {when}，晚于网站的截至日期 {as_of}。",
            text.place,
            f"请核对{name}；没有填错，就把 site.yaml 的“截至日期”改到这一天或以后。",
            name,
            str(text),
            others=(f"截至日期 {as_of}",),
        )
        for name, text, when in stated
        if when > as_of
    )


@check(
    "T06",
    "日期与预算年度相符",
    "notice",
    "年度预算在上年底至当年批复",
    source="custom",
    scope=Scope(stages=("budget",)),
)
def dates_fit_the_year(subject: Subject) -> Iterator[Finding] | Outcome:
    """A budget is approved between November of the year before and the end of its own year."""
    approved, year = day(subject.disclosure.approved), subject.disclosure.year
    if approved is None:
        return "unresolved"
    first, last = date(year - 1, _FIRST_MONTH, 1), date(year, 12, 31)
    message = f"批复日期是 {approved}，这是 {year} 年的预算，一般在 {first} 到 {last} 之间批复。"
    text = subject.disclosure.approved
    odd = Finding("T06", "notice", message, text.place, "请核对批复日期的年份。", "批复日期", str(text))
    return iter([] if first <= approved <= last else [odd])


def _stated(subject: Subject) -> Iterator[tuple[str, Text, date]]:
    for name, text in (("批复日期", subject.disclosure.approved), ("公开日期", subject.disclosure.published)):
        if when := day(text):
            yield name, text, when
