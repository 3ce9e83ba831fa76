"""Values with something else in them: a date run into a number, a sentence, a method of scoring."""

from __future__ import annotations

import re

from site_builder.checks.check import check
from site_builder.checks.subject import Subject
from site_builder.checks.targets.single import TARGETS, each, listed, said
from site_builder.checks.works import Indicator
from site_builder.values.finding import Finding
from site_builder.values.outcome import Outcome

_RUN_INTO_YEAR = re.compile(r"(\d+?)(20[0-4]\d)")
_EACH = re.compile(r"[每第各].*\d")
_MEASURE = re.compile(
    r"[个家人次项场件份条台套辆户处座所名篇块本批起例株棵亩吨米公平立小天日年月周季元万亿千%％分级只头株种门艘班组]"
)
_DATED = re.compile(r"年|月|日|季|周")
_IN_BRACKETS = re.compile(r"[（(].*?[)）]")
_LONG = 12
_SCORING = re.compile(
    r"得满分|不得分|[减扣加]\s*\d*(?:\.\d+)?\s*分|酌情[减扣加给]|得\s*\d+(?:\.\d+)?\s*分|记\s*\d+\s*分|扣完为止"
)
_SIGNS = {"≧": "≥", "≦": "≤", "＝": "=", "＞": ">", "＜": "<", ">=": "≥", "<=": "≤"}


@check("P09", "指标值里只有值", "warning", TARGETS, source="reprint")
@each
def values_alone(own: Indicator) -> Finding | None:
    """No date and no sentence is run into a value."""
    if is_glued(own):
        shown = _glued_parts(own)
        message = f"的值是“{own.stated}”，{shown}连在一起了。"
        return said("P09", "warning", own, message, "请只写要达到的值，其余的话放到描述里。")
    if own.value.comparison and _is_sentence(own):
        message = f"的值后面跟着一句话：“{own.stated}”。"
        return said("P09", "notice", own, message, "值只写数和单位，其余的话放到名称或描述里。")
    return None


@check("P10", "指标值里没有评分办法", "warning", TARGETS, source="reprint")
@each
def no_scoring_in_values(own: Indicator) -> Finding | None:
    """How points are given belongs to the evaluation, not to the target."""
    if "分" not in own.stated or not _SCORING.search(own.stated):
        return None
    return said(
        "P10", "warning", own, f"的值里写了评分办法：“{own.stated}”。", "请只写要达到的值；怎样打分写在评价办法里。"
    )


@check("P20", "对比符号写法统一", "notice", TARGETS, source="reprint")
def usual_signs(subject: Subject) -> list[Finding] | Outcome:
    """Comparison signs are = ≥ ≤ > <."""
    if not subject.indicators:
        return "not_applicable"
    found = [own for own in subject.indicators if own.value.comparison in _SIGNS]
    used = "、".join(f"“{sign}”" for sign in dict.fromkeys(own.value.comparison for own in found))
    right = "、".join(dict.fromkeys(f"“{_SIGNS[own.value.comparison]}”" for own in found))
    return [listed("P20", found, f"对比符号写成{used}。", f"请写{right}。")] if found else []


def is_glued(own: Indicator) -> bool:
    """Whether a value has run together with something else: `≤62024年6月底`, `≥1每村1次`, `≥95单位对…满意度`."""
    return bool(own.value.number and _glued_parts(own))


def _glued_parts(own: Indicator) -> str:
    """The two parts that have run together, for the message; blank if none have."""
    number, unit = own.value.number, own.value.unit
    if unit.startswith("年") and (found := _RUN_INTO_YEAR.fullmatch(number)):
        return f"“{found[1]}”和“{found[2]}{unit}”"
    if _EACH.match(unit) or (own.value.comparison and _is_sentence(own) and not _MEASURE.match(unit)):
        return f"“{number}”和“{unit}”"
    return ""


def _is_sentence(own: Indicator) -> bool:
    unit = _IN_BRACKETS.sub("", own.value.unit)
    return len(unit) >= _LONG and not re.search(r"[/／·]", unit) and not _DATED.match(unit)
