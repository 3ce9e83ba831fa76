"""Waivers (豁免): each answers a finding that stands, is in force, and excuses no error."""

from __future__ import annotations

import re
from collections.abc import Iterator

from site_builder.book.disclosure import Waiver
from site_builder.checks.audit import answers
from site_builder.checks.check import check
from site_builder.checks.subject import Subject
from site_builder.values.finding import Finding, Severity
from site_builder.values.outcome import Outcome

_CODE = re.compile(r"[A-Z]\d\d")
_MOST_SHOWN = 3
_BASIS = "豁免只说明确实存在、可以存在的意见"


@check("W01", "豁免有对应的意见", "warning", _BASIS, source="arithmetic", last=True)
def waivers_are_used(subject: Subject) -> Iterator[Finding] | Outcome:
    """A waiver in force answers at least one finding of its rule at its place."""
    waivers = subject.disclosure.waivers
    if not waivers or subject.incomplete:
        return "unresolved" if waivers else "not_applicable"
    return (
        _finding(
            "W01",
            "warning",
            waiver,
            f"{waiver.rule} 在“{waiver.where}”没有意见，这条豁免用不上。",
            _cure(subject, waiver),
        )
        for waiver in waivers
        if waiver.holds(subject.as_of) and not _cannot_be_waived(waiver) and not any(_answered(subject, waiver))
    )


@check("W02", "豁免没有过期", "warning", _BASIS, source="arithmetic", last=True)
def waivers_are_in_force(subject: Subject) -> Iterator[Finding] | Outcome:
    """A waiver's last day is not over on the day on which the site is as it is."""
    if not subject.disclosure.waivers:
        return "not_applicable"
    if not subject.as_of:
        return "unresolved"
    return (
        _finding(
            "W02",
            "warning",
            waiver,
            f"这条豁免 {waiver.until} 到期，截至日期是 {subject.as_of}，已经不起作用。",
            "请改好原来的意见；还需要豁免就重新批准，改“有效期至”。",
        )
        for waiver in subject.disclosure.waivers
        if not waiver.holds(subject.as_of)
    )


@check("W03", "错误没有被豁免", "error", _BASIS, source="arithmetic", last=True)
def errors_are_not_waived(subject: Subject) -> Iterator[Finding] | Outcome:
    """No waiver speaks of an error, of secrecy, or of waivers themselves."""
    if not subject.disclosure.waivers:
        return "not_applicable"
    return (
        _finding("W03", "error", waiver, _why(waiver), "请改正数据，并删去这条豁免。豁免只用于警告和提示。")
        for waiver in subject.disclosure.waivers
        if _cannot_be_waived(waiver) or "error" in _answered(subject, waiver)
    )


def _cure(subject: Subject, waiver: Waiver) -> str:
    """What to do about a waiver that answers nothing: the places where its rule does speak, if it does."""
    if not _CODE.fullmatch(waiver.rule):
        return "规则编号是一个大写字母加两个数字，请照意见里的编号改。"
    places = list(dict.fromkeys(own.place for own in subject.found if own.code == waiver.rule and own.place))
    if not places:
        return "意见已经没有了就删去这条豁免；编号写错了就照意见里的编号改。"
    shown = "”“".join(places[:_MOST_SHOWN])
    return f"{waiver.rule} 的意见在“{shown}”{'等处' if len(places) > _MOST_SHOWN else ''}，位置写错了就照着改。"


def _cannot_be_waived(waiver: Waiver) -> bool:
    return waiver.rule.startswith(("S", "W"))


def _why(waiver: Waiver) -> str:
    if waiver.rule.startswith("S"):
        return f"{waiver.rule} 是保密规则，不能豁免。"
    if waiver.rule.startswith("W"):
        return f"{waiver.rule} 是豁免自己的规则，不能豁免。"
    return f"{waiver.rule} 在“{waiver.where}”是错误，错误不能豁免。"


def _answered(subject: Subject, waiver: Waiver) -> Iterator[str]:
    """The severities of the findings that a waiver answers; of several at its place it answers all."""
    for finding in subject.found:
        if finding.code == waiver.rule and answers(finding.place, waiver.where):
            yield finding.severity


def _finding(code: str, severity: Severity, waiver: Waiver, message: str, remedy: str) -> Finding:
    place = "›".join(step.strip() for step in waiver.where.split("›"))
    return Finding(code, severity, message, waiver.rule.place, remedy, place, str(waiver.rule))
