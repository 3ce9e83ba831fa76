"""Weights (权重) of indicators."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from site_builder.checks.check import check
from site_builder.checks.subject import Subject
from site_builder.checks.works import Indicator, Work
from site_builder.source.indicator import parse_value
from site_builder.values.finding import Finding
from site_builder.values.money import parse_amount, total
from site_builder.values.outcome import Outcome

_PART = "权重"
_BASIS = "财预〔2021〕101号：指标权重合计 90，另 10 为预算执行率"
_WHOLE = (90, 100, 1)
"""What weights add up to: without and with the rate of execution (预算执行率), and where they are fractions."""


@dataclass(frozen=True, slots=True)
class _Weighed:
    """The indicators that share one hundred points, and their weights; None where one says none."""

    step: str
    indicators: tuple[Indicator, ...]
    weights: tuple[Decimal | None, ...]

    @property
    def right(self) -> bool:
        return None not in self.weights and self.sum in _WHOLE

    @property
    def sum(self) -> Decimal:
        return total([weight for weight in self.weights if weight is not None])


@check("A32", "指标权重合计 90 或 100", "warning", _BASIS, source="custom")
def weights_add_up(subject: Subject) -> list[Finding] | Outcome:
    """The weights of a project add up to 90 or 100; those of the tasks do so together or each by itself."""
    if _PART not in subject.form.indicator_parts:
        return "not_applicable"
    own = [_weighed(work.step, found) for work, found in subject.targets if work.kind == "项目"]
    tasks = [(work, found) for work, found in subject.targets if work.kind == "任务"]
    weighed = [one for one in (*own, *_of_tasks(tasks)) if any(weight is not None for weight in one.weights)]
    if not weighed:
        return "not_applicable"
    wrong = [_finding(one) for one in weighed if None not in one.weights and not one.right]
    return wrong or ("unresolved" if any(None in one.weights for one in weighed) else "passed")


def _of_tasks(tasks: list[tuple[Work, tuple[Indicator, ...]]]) -> list[_Weighed]:
    """The tasks together, or each by itself where each is right by itself."""
    together = _weighed("年度主要任务", tuple(own for _, found in tasks for own in found))
    alone = [_weighed(work.step, found) for work, found in tasks if found]
    return alone if all(one.right for one in alone) else [together]


def _weighed(step: str, indicators: tuple[Indicator, ...]) -> _Weighed:
    return _Weighed(step, indicators, tuple(_weight(own) for own in indicators))


def _weight(own: Indicator) -> Decimal | None:
    """An indicator's weight, whatever unit it has."""
    return parse_amount(parse_value(own.text(_PART)).number)


def _finding(weighed: _Weighed) -> Finding:
    written = " + ".join(f"{weight:f}" for weight in weighed.weights if weight is not None)
    said = f"{written} = {weighed.sum:f}" if len(weighed.weights) > 1 else f"只有 {written}"
    first = weighed.indicators[0]
    return Finding(
        "A32",
        "warning",
        f"{weighed.step}的指标权重：{said}，不是 90，也不是 100。",
        first.place,
        "请核对各条权重；预算执行率占 10 的，其余合计 90。",
        f"{weighed.step}›{_PART}" if len(weighed.indicators) > 1 else "›".join((*first.steps, _PART)),
        f"{weighed.sum:f}",
        "90 或 100",
        others=tuple("›".join((*own.steps, _PART)) for own in weighed.indicators[1:]),
    )
