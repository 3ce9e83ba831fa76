"""How many indicators a task or project has, and whether its outputs are counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from site_builder.checks.check import Scope, check
from site_builder.checks.subject import Subject
from site_builder.checks.works import Indicator, Work
from site_builder.values.finding import Finding
from site_builder.values.outcome import Outcome

_ABSOLUTE = "《中央部门项目支出核心绩效目标和指标设置及取值指引（试行）》（财预〔2021〕101号）：数量指标用绝对值"


@check(
    "P01",
    "每个任务、项目的指标够数",
    "warning",
    "表样要求的最少指标数",
    source="reprint",
    scope=Scope(demands=("least",)),
)
def enough_indicators(subject: Subject) -> Iterator[Finding] | Outcome:
    """Every task and project has the least number of indicators of each first level that the form asks for."""
    if not subject.targets:
        return "not_applicable"
    least = subject.form.demands.least
    return (found for work, own in subject.targets if (found := _too_few(work, own, least)))


@check("P19", "产出有数量指标", "notice", _ABSOLUTE, source="reprint")
def outputs_are_counted(subject: Subject) -> list[Finding] | Outcome:
    """What a task or project puts out is counted, in absolute numbers."""
    producing = [(work, own) for work, own in subject.targets if any(one.level_one == "产出" for one in own)]
    if not producing:
        return "not_applicable"
    found = [work for work, own in producing if not any(_is_counted(one) for one in own)]
    return [_uncounted(found, len(producing))] if found else []


def _too_few(work: Work, own: tuple[Indicator, ...], least: Mapping[str, int]) -> Finding | None:
    counted = Counter(one.level_one for one in own)
    short = {level: number for level, number in least.items() if counted[level] < number}
    if not short:
        return None
    gaps = "；".join(f"{level}指标有 {counted[level]} 条，至少要 {number} 条" for level, number in short.items())
    stated = "，".join(f"{level} {counted[level]}" for level in short)
    wanted = "，".join(f"{level} {number}" for level, number in short.items())
    message = f"{work.step}：{gaps}。" if own else f"{work.step}没有绩效指标。"
    return Finding("P01", "warning", message, work.place, "请补上缺的指标。", work.step, stated, wanted)


def _is_counted(own: Indicator) -> bool:
    return own.level_two == "数量" and own.value.unit not in {"%", "％"}


def _uncounted(found: list[Work], of: int) -> Finding:
    steps = [work.step for work in found]
    named = "、".join(steps[:4]) + ("等" if len(steps) > 4 else "")
    return Finding(
        "P19",
        "notice",
        f"{of} 个任务、项目中有 {len(found)} 个没有写出做多少的数量指标（没有数量指标，或者写的是百分比）：{named}。",
        found[0].place,
        "请把能数的写成数量指标，例如检查多少次、补助多少人、建多少平方米。",
        steps[0],
        others=tuple(steps[1:]),
    )
