"""Indicators that stand under the wrong level: satisfaction among effects, costs among outputs, and the like."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from site_builder.checks.check import check
from site_builder.checks.targets.levels import misplaced
from site_builder.checks.targets.single import each
from site_builder.checks.works import Indicator
from site_builder.values.finding import Finding, Severity


@dataclass(frozen=True, slots=True)
class Stranger:
    """A kind of indicator that does not belong under some levels."""

    levels: re.Pattern[str]
    """Where it does not belong: `一级/二级`, without the word 指标."""
    name: re.Pattern[str]
    """Names of that kind."""
    value: re.Pattern[str]
    """Values of that kind, as typed."""
    why: str
    """What it is, for the message."""
    remedy: str
    """Where it belongs."""
    severity: Severity = "warning"
    """How sure that is."""


_WORK_DONE = re.compile(
    r"(?:体检|培训|会议|举办|开展|组织|宣传|检查|讲座|巡查|走访|调研|检修|参加|参会|编印|印发|慰问|演练|研判|分析)"
)
_NOT_MORE = re.compile(r"[≤<≦＜].*(?:元|[万亿]$)")
STRANGERS = (
    Stranger(
        re.compile(r"(?:成本|产出|效益)/"),
        re.compile(r"满意[度率]$|满意(?:程度|比例)$"),
        re.compile(r"[^/]*[%％分]|\D*$"),
        "它是满意度。",
        "请写“满意度/服务对象满意度”。",
    ),
    Stranger(
        re.compile(r"效益/"),
        re.compile(r"(?:成本|费用?|支出|经费)$"),
        _NOT_MORE,
        "它是花钱的上限，是成本。",
        "请放到成本指标里；和那里的重复，就删去这一条。",
    ),
    Stranger(
        re.compile(r"产出/数量"),
        re.compile(r"(?:金额|数额|额度|经费|费用|资金|支出|成本|拨款)$"),
        _NOT_MORE,
        "它是花钱的上限，是成本，不是产出的数量。",
        "请放到成本指标里；数量指标写做多少事。",
    ),
    Stranger(
        re.compile(r"成本/经济成本|产出/成本"),
        re.compile(r"(?:准确|合格|及时|覆盖|知晓|完好)率$"),
        re.compile(r".*[%％]"),
        "它说的是质量或时效，不是花多少钱。",
        "请放到产出指标里；成本指标写金额或单位成本的上限。",
    ),
    Stranger(
        re.compile(r"成本/经济成本|产出/成本"),
        re.compile(r"执行率$"),
        re.compile(r"[≥>≧＞].*[%％]"),
        "执行率说的是花得多不多，管不住成本。",
        "成本指标写金额或单位成本的上限。",
        "notice",
    ),
    Stranger(
        re.compile(r"效益/"),
        _WORK_DONE,
        re.compile(r"[=≥≧＝]?\s*[\d,]+(?:次|场|场次|期|篇|份|块)$"),
        "它说的是做了多少事，是产出。",
        "请放到“产出/数量”；效益指标写这些事带来什么。",
        "notice",
    ),
    Stranger(
        re.compile(r"产出/质量"),
        re.compile(r"^(?!.*(?:奖|表彰|采[纳用]|录用|批示|推广|刊|事故|投诉|差错|错误|返工|故障|违)).*"),
        re.compile(r"[=≥≧＝]\s*[\d,]+(?:次|场|场次|人次|期)(?:$|[/／])"),
        "它说的是做多少，是数量。",
        "请放到“产出/数量”；质量指标写做得好不好。",
        "notice",
    ),
    Stranger(
        re.compile(r"产出/时效"),
        re.compile(r"^(?!.*[时日周月年季]).*"),
        re.compile(r"[=≥≧＝]\s*[\d,]+(?:条|篇|份|户|家|人|台|套|平方米)$"),
        "它说的是做多少，不是什么时候做完。",
        "请放到“产出/数量”；时效指标写完成时间或及时率。",
        "notice",
    ),
    Stranger(
        re.compile(r"满意度/"),
        re.compile(
            r"^(?!.*(?:满意|评价|好评|差评|投诉|信访|表扬|认可|认同|信任|获得感|安全感|幸福感|赞|信|评分|测评|意见)).*"
        ),
        re.compile(r"(?!.*满意)"),
        "名称里看不出问谁满不满意。",
        "请写成“某某对象满意度”，或者放到别的一级指标里。",
        "notice",
    ),
)
"""What often stands in the wrong place."""


@lru_cache(maxsize=256)
def _of_levels(levels: str) -> tuple[Stranger, ...]:
    return tuple(kind for kind in STRANGERS if kind.levels.match(levels))


@check("P03", "指标放在合适的级下面", "warning", "财预〔2015〕88号、财预〔2021〕101号的绩效指标体系", source="reprint")
@each
def indicators_at_home(own: Indicator) -> Finding | None:
    """Satisfaction, costs, outputs and effects each stand under their own level."""
    levels, name = f"{own.level_one}/{own.level_two}", own.short
    for kind in _of_levels(levels):
        if kind.name.search(name) and kind.value.match(own.stated):
            return misplaced(own, kind.severity, kind.why, kind.remedy, "P03")
    return None
