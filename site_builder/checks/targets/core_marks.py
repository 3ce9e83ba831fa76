"""Marks of core indicators (是否核心指标)."""

from __future__ import annotations

from site_builder.checks.check import check
from site_builder.checks.subject import Subject
from site_builder.checks.works import Work
from site_builder.values.finding import Finding
from site_builder.values.outcome import Outcome

_FEWEST = 4


@check("P17", "核心指标有选择地标出", "notice", "财预〔2021〕101号：设置核心绩效指标", source="reprint")
def core_marks(subject: Subject) -> list[Finding] | Outcome:
    """Some indicators are core indicators, not all and not none."""
    found = list(subject.indicators)
    if "核心" not in subject.form.indicator_parts or len(found) < _FEWEST:
        return "not_applicable"
    core = sum(own.text("核心") == "是" for own in found)
    without = [work for work, own in subject.targets if own and not any(one.text("核心") == "是" for one in own)]
    if core == len(found):
        message = f"{len(found)} 条指标全部标为核心指标，等于没有核心。"
    elif not core:
        message = f"{len(found)} 条指标没有一条标为核心指标。"
    elif without:
        message = f"{_named(without)}没有核心指标，其他的有。"
    else:
        return []
    first = without[0] if without else found[0].work
    others = tuple(work.step for work in without[1:])
    return [Finding("P17", "notice", message, first.place, "每个任务标一两条最要紧的。", first.step, others=others)]


def _named(works: list[Work]) -> str:
    shown = "、".join(work.step for work in works[:3])
    return shown if len(works) <= 3 else f"{shown}等 {len(works)} 个"
