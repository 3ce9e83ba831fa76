"""Indicators that say nothing: names of levels, names repeated as values, and values that nobody can measure."""

from __future__ import annotations

import re

from site_builder.checks.check import check
from site_builder.checks.subject import Subject
from site_builder.checks.targets.levels import SCHEMES
from site_builder.checks.targets.single import TARGETS, listed, said
from site_builder.checks.targets.vocabulary import is_percent
from site_builder.checks.works import Indicator
from site_builder.values.finding import Finding
from site_builder.values.outcome import Outcome

_LEVELS = frozenset(
    name for scheme in SCHEMES.values() for one, names in scheme.items() for name in (one, *names) if "满意" not in name
) | {"生态环境效益", "环境效益", "可持续性", "可持续发展"}
_COSTS = frozenset({"成本", "经济成本"})
_BLANKS = re.compile(r"[\s，。、；：,;.:“”\"（）()]")
_TAIL = re.compile(r"(?:的?(?:实现|完成|发挥|落实|控制)?(?:情况|效果|成效|程度|水平))$")
_EXPECTED = re.compile(r"预期(?:效益|效果|目标|指标|产出)(?:的?(?:实现|完成|达成)?(?:情况|程度|率)?)$")
_NOT_APPLICABLE = re.compile(r"(?:该?项目?)?(?:本项目?)?(?:不涉及|不适用|未涉及|此项不填)")
_QUESTION = re.compile(r"是否|如何|多少$|[？?]$")
_A_NAME = re.compile(r"(?:性|情况|程度|度|率|能力|影响力|指标|文件|资料|材料)$")
_A_VERB = re.compile(
    r"[提增加改完保达优良高强好无不有较可得减降稳持符满促推建形健制出取实]|明显|显著|逐|长期|基本|全|规范化"
)
_DEFINITE = re.compile(r"[\d一二两三四五六七八九十无不未零]")
_NO_SHARE = re.compile(
    r"^(?:提高|提升|增强|扩大|促进|推动|拉动|加强|宣传)(?!.*[率度性比量数]$)|"
    r"(?:能力|水平|影响力|知名度|形象|凝聚力|意识)$"
)
_HOW = re.compile(r"[÷/×]|比|率|占")
_A_SHARE = 70
_LONGEST_VAGUE = 24
_VAGUE_PART = (
    r"(?:进一步|持续|逐步|不断|有效|明显|显著|较大|较|很|基本|大幅|稳步|得到|有所|有|非常|比较|更加|切实|充分|及时)*"
    r"(?:效果|成效|作用|影响|程度|水平|质量|能力|效率)?"
    r"(?:得到|有所|有|较为|较|很|进一步|持续|逐步|不断|有效|明显|显著)*"
    r"(?:明显|显著|提高|提升|增强|改善|加强|优化|完善|促进|保障|有效|"
    r"良好|优良|较好|很好|好|优|良|高|强|大|有力|及时|正常|正常开展|可持续|长期|稳定|到位|满意)"
)
_VAGUE = re.compile(rf"{_VAGUE_PART}(?:[、，,和且并]*{_VAGUE_PART}){{0,2}}[。]?")


@check("P12", "指标有实际内容", "warning", TARGETS, source="reprint")
def indicators_say_something(subject: Subject) -> list[Finding] | Outcome:
    """An indicator is more than the name of its level, and its value more than its name."""
    if not subject.indicators:
        return "not_applicable"
    empty = [found for own in subject.indicators if (found := _empty_name(own) or _empty_value(own))]
    general = [own for own in subject.indicators if _is_general(own)]
    remedy = "请写出具体的指标，例如什么东西的合格率、谁的满意度。"
    return [*empty, *([listed("P12", general, "名称没有写是什么内容。", remedy)] if general else [])]


@check("P16", "定性的值有衡量标准", "notice", TARGETS, source="reprint")
def values_can_be_measured(subject: Subject) -> list[Finding] | Outcome:
    """A value says by what it is judged; all that do not are named in one notice."""
    if not subject.indicators:
        return "not_applicable"
    vague = [own for own in subject.indicators if own.value.rest and _is_vague(own)]
    remedy = "能量化的写成数，并说明怎样计算；不能量化的写清怎样算达到，例如同上年比、谁来评价、分几级。"
    return [listed("P16", vague, "这样的值看不出怎样算达到。", remedy)] if vague else []


def _bare(text: str) -> str:
    return _BLANKS.sub("", text)


def _empty_name(own: Indicator) -> Finding | None:
    kind = _bare(own.name).removesuffix("指标")
    if kind in _LEVELS and not (kind in _COSTS and own.value.number):
        message = "只是一级、二级指标的名称，没有写是什么指标。"
        return said("P12", "warning", own, message, "请写出具体的指标；没有这一方面的，删去整条。")
    if _EXPECTED.match(kind):
        return said("P12", "warning", own, "没有写是什么效益、什么目标。", "请写出具体的指标，例如受益人数、覆盖率。")
    return None


def _empty_value(own: Indicator) -> Finding | None:
    if own.value.number:
        return None
    name, value = _bare(own.name), _bare(own.stated)
    if _NOT_APPLICABLE.match(value):
        return said("P12", "warning", own, f"的值是“{own.stated}”。", "没有这一方面的，删去整条指标。")
    if value and value == name:
        return said("P12", "warning", own, "的值就是名称，没有写要达到什么。", "请写出数量、比率或者达到的标准。")
    if _QUESTION.search(own.stated):
        return said("P12", "warning", own, f"的值是一个问句：“{own.stated}”。", "请写出答案，例如“健全”或者“≥95%”。")
    if _asks_again(name, value):
        message = f"的值是“{own.stated}”，没有写要达到什么。"
        return said("P12", "warning", own, message, "请写出数量、比率或者达到的标准。")
    return None


def _is_general(own: Indicator) -> bool:
    name = _bare(own.name)
    kind = _TAIL.sub("", name)
    return name.endswith("满意度指标") or (kind != name and kind in _LEVELS and kind not in _COSTS)


def _asks_again(name: str, value: str) -> bool:
    """Whether a value is a noun made of the name, such as 因公出国境经费管理规范性 for 规范因公出国境经费管理."""
    if not _A_NAME.search(value) or _A_VERB.match(value) or len(value) < 5 or any(sign.isdigit() for sign in value):
        return False
    return sum(sign in name for sign in value) * 2 >= len(value)


def _is_vague(own: Indicator) -> bool:
    value, number = own.value.rest, own.number
    if number is not None:
        return is_percent(own) and number >= _A_SHARE and _is_no_share(own)
    if len(value) <= _LONGEST_VAGUE and _VAGUE.fullmatch(value):
        return True
    return len(own.name) >= 4 and own.name in value and own.name != value and not _DEFINITE.search(value)


def _is_no_share(own: Indicator) -> bool:
    """Whether a percentage stands behind a name that is no share, such as 业务保障能力, and nothing says of what."""
    return bool(_NO_SHARE.search(own.short)) and not _HOW.search(own.text("描述"))
