"""Shares (率): in percent, not above the whole, not written as a fraction, and not suspiciously low."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from site_builder.checks.check import check
from site_builder.checks.subject import Subject
from site_builder.checks.targets.single import TARGETS, each, said
from site_builder.checks.targets.vocabulary import (
    asks_share,
    is_full_at_best,
    is_percent,
    may_exceed,
)
from site_builder.checks.works import Indicator
from site_builder.values.finding import Finding
from site_builder.values.outcome import Outcome

_EXPECTED_HIGH = re.compile(
    r"(?:及时|按期|按时|准时|合格|达标|准确|满意|到位|合规|专款专用|兑付|兑现|完成|执行)[率性度]$"
)
_IN_STAGES = re.compile(r"工程|进度|建设|投资|施工|改造|首年|分期|累计|规划")
_LOW = 60
_TENTH = 10


@check("P05", "比率不超过 100%", "warning", TARGETS, source="reprint")
@each
def not_above_the_whole(own: Indicator) -> Finding | None:
    """A share that is a part of a whole is not above 100 %."""
    number = own.number if is_percent(own) else None
    if number is None or number < 100 or not is_full_at_best(own.short) or may_exceed(own.short):
        return None
    if number > 100 or own.value.comparison in {">", "＞"}:
        return said(
            "P05", "warning", own, f"的值是“{own.stated}”，它不会超过 100%。", "请核对，最高写“=100%”。", "100%"
        )
    if own.value.comparison in {"≥", "≧", ">="}:
        message = f"的值是“{own.stated}”，它最高就是 100%，没有“大于”的余地。"
        return said("P05", "notice", own, message, "写“=100%”就够了；做不到全部的，写“≥95%”这样的下限。", "=100%")
    return None


@check("P06", "百分比不写成小数", "warning", TARGETS, source="reprint")
def no_bare_fractions(subject: Subject) -> Iterator[Finding] | Outcome:
    """A share is written as 98 %, not as 0.98."""
    if not subject.indicators:
        return "not_applicable"
    shares = {own.short for own in subject.indicators if is_percent(own)}
    return (_fraction(own) for own in subject.indicators if _is_fraction(own, shares))


@check("P07", "比率没有低得反常", "notice", TARGETS, source="reprint")
@each
def not_strangely_low(own: Indicator) -> Finding | None:
    """A share that should be high, such as 及时率, is not as low as 10 %."""
    name, number = own.short, own.number if is_percent(own) else None
    if number is None or number > _LOW or own.value.comparison in {"≤", "<", "≦", "<=", "＜"}:
        return None
    if not _EXPECTED_HIGH.search(name) or not is_full_at_best(name) or _IN_STAGES.search(name):
        return None
    if number == _TENTH:
        message = f"的值是“{own.stated}”，是不是漏了一个 0？"
        return said("P07", "warning", own, message, "请核对；确实只要 10%，请在描述里说明原因。", "100%")
    return said("P07", "notice", own, f"的值是“{own.stated}”，定得很低。", "请核对；确实只能做到这么多，请写明原因。")


def _is_fraction(own: Indicator, shares: set[str]) -> bool:
    number = own.number
    if number is None or not 0 < number < 1 or own.value.unit:
        return False
    return own.short in shares or asks_share(own.short) or is_full_at_best(own.short)


def _fraction(own: Indicator) -> Finding:
    percent = f"{(own.number or Decimal(0)) * 100:f}"
    right = f"{own.value.comparison}{percent.rstrip('0').rstrip('.') if '.' in percent else percent}%"
    return said("P06", "warning", own, f"的值是“{own.stated}”，百分比写成了小数。", f"如果是比率，写“{right}”。", right)
