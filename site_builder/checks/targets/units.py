"""The unit of a value against what the name asks: a rate in percent, money in 元, a count in its measure."""

from __future__ import annotations

import re

from site_builder.checks.check import check
from site_builder.checks.targets.mixed import is_glued
from site_builder.checks.targets.single import TARGETS, each, said
from site_builder.checks.targets.vocabulary import (
    SPENDING,
    asks_share,
    is_cost,
    is_kept_in,
    is_percent,
)
from site_builder.checks.works import Indicator
from site_builder.values.finding import Finding

_COUNT = re.compile(
    r"(?:人次|场次|批次|[次场期人个家户项件份篇条块本台套辆座处所名例起批株棵亩吨]|"
    r"公?里|平方米|立方米|[十百千]?万?元|[十百千]?亿元)(?:以[上下内])?$"
)
_TIME = re.compile(r"(?:小时|分钟|秒|个?工作日|天|日|个月|月|年)(?:以内|内)?$")
_DATE = re.compile(r"(?:年(?:\d|底|末|初|内|前)|月(?:\d|底|末|初|前|份))")
_COUNTED = re.compile(r"(?:次数|人数|人次|个数|户数|件数|场次|场数|期数|天数|批次|台数|份数|篇数|数量|面积|里程)$")
_STATE = re.compile(r"(?:安全|稳定|运行|运转|正常|畅通|健全|规范|和谐)$")
_PERCENT_WORDS = re.compile(r"百分[比率数之]|％%|%%|percent|pct", re.IGNORECASE)
_BARE_LARGE = re.compile(r"(?:[十百千]?万|[十百千万]?亿)(?:$|[/／]|以|左右)")
_MONEY_NAME = re.compile(
    r"金额|数额|[费价款税]$|费用|成本|资金|经费|支出|收入|产值|投资|拨款|预算|补助|补贴|奖|销售额|交易额"
)
_NAME_AS_UNIT = re.compile(r"(?:[次期人个件户场份篇天台项家条]数|数量)$")


@check("P04", "比率用百分比，数量用个数", "warning", TARGETS, source="reprint")
@each
def units_answer_the_name(own: Indicator) -> Finding | None:
    """A rate is stated in percent, a number of things is not, and 是否 is answered."""
    name, unit = own.short, own.value.unit
    if _PERCENT_WORDS.match(unit):
        right = f"{own.value.comparison}{own.value.number}%"
        return said("P04", "warning", own, f"的值是“{own.stated}”，百分号写成了文字。", f"请写“{right}”。", right)
    return None if not own.value.number or is_glued(own) else _another_question(own, name, unit)


@check("P11", "指标值有单位", "warning", TARGETS, source="reprint")
@each
def units_are_stated(own: Indicator) -> Finding | None:
    """A number has a unit, and the unit is one."""
    if not own.value.number:
        return None
    return _no_unit(own) if not own.value.unit else _no_real_unit(own)


def _another_question(own: Indicator, name: str, unit: str) -> Finding | None:
    """A value that answers another question than the name asks."""
    if asks_share(name) and own.number != 0 and _is_no_share(unit):
        message = f"问的是比率，值却是“{own.stated}”。"
        return said(
            "P04", "warning", own, message, "请把值写成百分比；或者改名称，写明问的是多少次、多少元、什么时间。"
        )
    if _COUNTED.search(name) and is_percent(own):
        message = f"问的是多少，值却是“{own.stated}”。"
        return said("P04", "warning", own, message, "请写出数量和单位；或者把名称改成完成率、覆盖率。")
    if _STATE.search(name) and unit in {"次", "起", "件", "个"} and own.number:
        message = f"说的是一种状态，值却是“{own.stated}”，看不出是什么的次数。"
        return said("P04", "warning", own, message, "请在名称里写出数的是什么，例如“安全事故次数”“=0次”。")
    if "是否" in name:
        return said(
            "P04", "notice", own, f"是一个问句，值却是“{own.stated}”。", "请把名称改成值所说的东西，例如更新条数。"
        )
    return None


def _is_no_share(unit: str) -> bool:
    return bool(_COUNT.match(unit) or _TIME.match(unit) or _DATE.match(unit))


def _no_unit(own: Indicator) -> Finding | None:
    name, number = own.short, own.number
    if _COUNTED.search(name) or not number:
        return None
    if is_cost(own) or SPENDING.search(name) or is_kept_in(name):
        message = f"的值是“{own.stated}”，看不出是元、万元还是百分比。"
        return said("P11", "warning", own, message, f"请写上单位，例如“{own.stated}万元”。")
    if asks_share(name) and number >= 1:
        message = f"的值是“{own.stated}”，没有百分号。"
        return said("P11", "warning", own, message, f"是比率就写“{own.stated}%”，是打分就写“{own.stated}分”。")
    if own.level_two == "数量":
        return said("P11", "notice", own, f"的值是“{own.stated}”，没有单位。", "请写上单位，例如次、人、平方米。")
    return None


def _no_real_unit(own: Indicator) -> Finding | None:
    unit = own.value.unit
    if _BARE_LARGE.match(unit) and (is_cost(own) or _MONEY_NAME.search(own.short)):
        right = str(own.stated).replace(unit, re.sub(r"[万亿]", r"\g<0>元", unit, count=1))
        return said("P11", "notice", own, f"的值是“{own.stated}”，少一个“元”字。", f"请写“{right}”。", right)
    if _NAME_AS_UNIT.search(unit):
        right = f"{own.value.comparison}{own.value.number}{re.sub('的?数量?$', '', unit)}"
        message = f"的值是“{own.stated}”，“{unit}”是名称，不是单位。"
        return said("P11", "notice", own, message, f"请写“{right}”这样的数和单位。", right)
    if unit == "月" and own.value.comparison in {"≤", "<", "=", ""}:
        message = f"的值是“{own.stated}”，分不清是月份还是几个月。"
        return said("P11", "notice", own, message, f"请写“{own.value.number}月底前”或“≤{own.value.number}个月”。")
    return None
