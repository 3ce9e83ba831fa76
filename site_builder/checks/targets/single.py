"""Laws that look at one indicator at a time, and how findings name an indicator."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from site_builder.checks.check import Law
from site_builder.checks.subject import Subject
from site_builder.checks.works import Indicator
from site_builder.values.finding import Finding, Severity
from site_builder.values.outcome import Outcome
from site_builder.values.text import brief

TARGETS = "《中央部门预算绩效目标管理办法》（财预〔2015〕88号）：绩效目标应当指向明确、细化量化、合理可行、相应匹配"
"""What the laws on the wording of targets rest on."""

_MOST_SHOWN = 5


def each(judge: Callable[[Indicator], Finding | None]) -> Law:
    """A law that looks at each indicator by itself."""

    def law(subject: Subject) -> Iterable[Finding] | Outcome:
        if not subject.indicators:
            return "not_applicable"
        return (found for own in subject.indicators if (found := judge(own)))

    return law


def said(code: str, severity: Severity, own: Indicator, message: str, remedy: str, right: str = "") -> Finding:
    """A finding on an indicator's value."""
    text = f"“{brief(own.name)}”{message}"
    return Finding(code, severity, text, own.place, remedy, place_of(own), str(own.stated), right)


def place_of(own: Indicator) -> str:
    """The printed place of an indicator's value."""
    return "›".join((*own.steps, "指标值"))


def listed(code: str, found: list[Indicator], message: str, remedy: str) -> Finding:
    """One notice on several indicators of a disclosure; `message` follows the list of them."""
    first = found[0]
    shown = "；".join(
        f"{own.work.step.partition(' ')[0]}“{brief(own.name)}”（{brief(own.stated)}）" for own in found[:_MOST_SHOWN]
    )
    more = f"等 {len(found)} 条" if len(found) > _MOST_SHOWN else ""
    others = tuple(place_of(own) for own in found[1:])
    text = f"{shown}{more}：{message}"
    return Finding(code, "notice", text, first.place, remedy, place_of(first), str(first.stated), others=others)
