"""The levels of indicators (一级、二级指标) are those of the form's system."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from site_builder.checks.check import Scope, check
from site_builder.checks.subject import Subject
from site_builder.checks.works import Indicator
from site_builder.values.finding import Finding, Severity
from site_builder.values.outcome import Outcome
from site_builder.values.text import brief

_EFFECTS = ("经济效益", "社会效益", "生态效益", "可持续影响")
_SATISFIED = {"满意度": ("服务对象满意度",)}
SCHEMES: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "2015": {"产出": ("数量", "质量", "时效", "成本"), "效益": _EFFECTS, **_SATISFIED},
    "2021": {
        "成本": ("经济成本", "社会成本", "生态环境成本"),
        "产出": ("数量", "质量", "时效"),
        "效益": _EFFECTS,
        **_SATISFIED,
    },
}
"""System of levels → first level → its second levels, without the word 指标."""

_SYSTEMS = {
    "2015": "《中央部门预算绩效目标管理办法》（财预〔2015〕88号）的体系：成本在产出下面",
    "2021": "财预〔2021〕101号的体系：成本是一级指标",
}
_ALIKE = (
    (re.compile(r".*满意度?"), "服务对象满意度"),
    (re.compile(r"可持续.*"), "可持续影响"),
    (re.compile(r"(?:生态)?环境效益"), "生态效益"),
    (re.compile(r"(?:生态|环境)成本"), "生态环境成本"),
)
"""Other names of second levels that are in use."""


@check(
    "P02",
    "一级、二级指标属于表样的指标体系",
    "warning",
    "财预〔2015〕88号、财预〔2021〕101号的绩效指标体系",
    source="reprint",
    scope=Scope(demands=("scheme",)),
)
def levels_of_the_system(subject: Subject) -> Iterator[Finding] | Outcome:
    """The first and second level of an indicator are those of the form's system, and belong together."""
    if not subject.indicators:
        return "not_applicable"
    scheme = subject.form.demands.scheme
    return (found for own in subject.indicators if (found := _wrong_level(own, scheme)))


def _wrong_level(own: Indicator, scheme: str) -> Finding | None:
    allowed = SCHEMES[scheme].get(own.level_one, ())
    if own.level_two in allowed:
        return None
    usual = next((name for pattern, name in _ALIKE if pattern.fullmatch(own.level_two)), own.level_two)
    if own.level_one == own.level_two == "满意度":
        return misplaced(own, "notice", "重复了一级指标的名称。", "请写“满意度/服务对象满意度”。")
    if usual in allowed or (own.level_one == "满意度" and not own.level_two):
        return None
    if own.level_one == own.level_two:
        return misplaced(own, "warning", "重复了一级指标的名称。", f"二级指标请写{_any_of(allowed)}之一。")
    return misplaced(own, "warning", f"不合{_SYSTEMS[scheme]}。", _cure(own, usual, scheme))


def _cure(own: Indicator, usual: str, scheme: str) -> str:
    """Where an indicator belongs: by its second level, or else by its first."""
    if usual == "成本" and scheme == "2021":
        return "请写“成本/经济成本”。"
    if usual in SCHEMES["2021"]["成本"] and scheme == "2015":
        return "请写“产出/成本”。"
    right = next((one for one, names in SCHEMES[scheme].items() if usual in names), "")
    if right:
        return f"请写“{right}/{usual}”。"
    allowed = SCHEMES[scheme].get(own.level_one)
    return (
        f"二级指标请写{_any_of(allowed)}之一。" if allowed else f"一级指标请写{_any_of(tuple(SCHEMES[scheme]))}之一。"
    )


def _any_of(names: tuple[str, ...]) -> str:
    return "、".join(f"“{name}”" for name in names)


def misplaced(own: Indicator, severity: Severity, why: str, remedy: str, code: str = "P02") -> Finding:
    """A finding on the level that an indicator stands under."""
    typed = "/".join(level for level in (own.level_one, own.level_two) if level)
    message = f"“{brief(own.name)}”的级写“{typed}”，{why}"
    return Finding(code, severity, message, own.place, remedy, "›".join((*own.steps, "二级指标")), typed)
