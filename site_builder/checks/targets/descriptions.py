"""Descriptions (绩效指标描述) that speak of something else: what is left of another project's table."""

from __future__ import annotations

import re

from site_builder.checks.check import check
from site_builder.checks.subject import Subject
from site_builder.checks.targets.single import TARGETS, said
from site_builder.checks.works import Indicator, Work
from site_builder.values.finding import Finding
from site_builder.values.outcome import Outcome

_HOW_MEASURED = re.compile(
    r"[÷/×＋+%]|支出|支付|预算|金额|费用|资金|成本|实际|计划|按|及时|完成|达到|达标|验收|问卷|满意|评[价分]|投诉|记录|"
    r"台账|保障|需要|要求|考核|标准|日期|时间|期限|次数|人数|个数|数量|面积|"
    r"比较|比例|比重|占|情况|程度|[检走回抽]|访问|调研|监测|名册|名单|清单|凭证|合同|协议|文件|证书|"
    r"结果|反映|衡量|统计|调查|上年|同期"
)
"""Words that describe how anything is measured."""

_STATES_SOMETHING = re.compile(r".{10}|.{4}[率度性]$")
"""A sentence, or the name of a rate; a short name of a place, a thing or a count may well stand for itself."""

_MOST_IN_COMMON = 15


@check("P13", "指标描述说的是这条指标", "warning", TARGETS, source="reprint")
def descriptions_fit(subject: Subject) -> list[Finding] | Outcome:
    """A description has something in common with its indicator, or at least with its task or project."""
    described = [(work, found) for work, found in subject.targets if any(own.text("描述") for own in found)]
    if not described:
        return "not_applicable"
    return [_stray(own) for work, found in described for own in found if _is_stray(own, work, found)]


def _is_stray(own: Indicator, work: Work, beside: tuple[Indicator, ...]) -> bool:
    text = own.text("描述")
    if not _STATES_SOMETHING.search(text) or set(text) & set(own.name) or _HOW_MEASURED.search(text):
        return False
    around = "\n".join([*work.entry.fields.values(), *(f"{other.name}\n{other.stated}" for other in beside)])
    pairs = [text[at : at + 2] for at in range(len(text) - 1)]
    return 100 * sum(pair in around for pair in pairs) <= _MOST_IN_COMMON * len(pairs)


def _stray(own: Indicator) -> Finding:
    text = own.text("描述")
    message = f"的描述是“{text}”，同名称和项目都没有关系，可能是别处留下的。"
    found = said("P13", "warning", own, message, "请写这条指标指的是什么、怎样计算。")
    return Finding(
        found.code, found.severity, found.message, text.place, found.remedy, "›".join((*own.steps, "描述")), text
    )
