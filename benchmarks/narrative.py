"""The explanations of a synthetic unit: figures bound to the tables, words that differ from unit to unit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from random import Random
from string import Template

_TEMPLATE = Template((Path(__file__).parent / "narrative.md").read_text("utf-8"))

_PHRASES: Mapping[str, Sequence[str]] = {
    "opening": (
        "按照预算公开的规定，现将本单位的预算公开如下，数字和文字都是虚构的。",
        "本单位的预算已经批复，现向社会公开。文中的单位和数字全部虚构，只作演示。",
        "现公开本单位预算。本文是演示，内容全部虚构。",
    ),
    "setup": (
        "只有本级一个单位，见“单位机构设置情况”表。",
        "本单位没有下属单位，机构设置见表。",
        "内设科室不单独编制预算，机构设置情况见表。",
    ),
    "why_total": (
        "人员和缴费基数变动，项目安排有增有减",
        "部分项目已经完成，新的任务按轻重缓急安排",
        "按零基预算的要求重新核定了各个项目",
        "职责有调整，相应的人员和项目一并调整",
    ),
    "operating_use": ("用于机关正常运转", "用于办公和日常公务", "用于维持机关的日常运行"),
    "why_car": ("车辆状况和行驶里程变动", "按上年实际的油料、维修和保险费核定", "车辆定点维修的价格变动"),
    "why_guests": ("接待任务变动", "按上年实际接待的批次核定", "来访交流的批次变动"),
    "closing": ("没有其他需要说明的事项。", "无其他说明事项。", "除上述内容外，没有需要说明的事项。"),
}
_MEASURES = (
    "健全预算绩效和费用报销的制度，按制度办事。",
    "细编预算，尽快采购、开工和付款。",
    "按季监控绩效目标的完成情况，发现偏差及时改正。",
    "自评上年度的绩效，按评价结果调整支出。",
    "管好资产的登记、使用和报废。",
    "开展内部审计，配合外部监督。",
    "培训财务和业务人员，宣传预算绩效管理。",
)
_NAMES = {
    30201: "办公费",
    30202: "印刷费",
    30205: "水费",
    30206: "电费",
    30207: "邮电费",
    30211: "差旅费",
    30213: "维修（护）费",
    30215: "会议费",
    30216: "培训费",
    30217: "公务接待费",
    30228: "工会经费",
    30229: "福利费",
    30231: "公务用车运行维护费",
    30239: "其他交通费用",
    30299: "其他商品和服务支出",
}

Target = tuple[str, tuple[str, ...], tuple[str, ...]]
"""A project's name, goals and indicator lines."""


def narrative(rng: Random, year: int, duties: int, economics: Mapping[int, int], targets: Sequence[Target]) -> str:
    """narrative.md."""
    told = rng.sample(targets, 7)
    operating = [f"| {_NAMES[code]} | {{一般公共预算基本支出表.{code}}} |" for code in economics if code in _NAMES]
    return _TEMPLATE.substitute(
        {name: rng.choice(phrases) for name, phrases in _PHRASES.items()},
        year=year,
        duties=duties,
        operating="\n".join(operating),
        aim=f"围绕年度任务，重点做好{'、'.join(name for name, *_ in told[:4])}，把钱花在实处。",
        goals="\n\n".join(_goal(at, *target) for at, target in enumerate(told, 1)),
        measures="\n".join(f"{at}. {measure}" for at, measure in enumerate(rng.sample(_MEASURES, 6), 1)),
        projects=len(targets),
    )


def _goal(at: int, name: str, goals: tuple[str, ...], indicators: tuple[str, ...]) -> str:
    parts = [[part.strip() for part in line.split("|")] for line in indicators]
    wanted = "；".join(f"{part[1]}{part[3]}" for part in parts if part[0].startswith("产出"))
    return f"##### {at}、{name}\n\n目标：{'；'.join(goals)}。\n\n指标：{wanted}。"
