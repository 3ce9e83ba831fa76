"""What can be asked of a disclosure: the coordinates each 账 has, and the words each record has.

A form that asks for anything else would print blanks without a word, so it is refused when it is loaded.
"""

from __future__ import annotations

from collections.abc import Mapping

from site_builder.law.dimensions import ASSUMED, KINDS, Condition, levels, meet

ANY: tuple[str, ...] = ()
"""Every value of the dimension."""

_USE = {"科目": ANY, "资金": ANY, "来源": ANY, "量": KINDS}

COORDINATES: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "支出": _USE,
    "年终结转": _USE,
    "项目": {**_USE, "量": ("项目支出",), "条": ANY},
    "收入": {"资金": ANY, "来源": ANY},
    "基本支出": {"经济": ANY, "资金": ANY},
    "三公经费": {"项": ANY, "资金": ANY},
    "政府采购": {
        "资金": ANY,
        "来源": ANY,
        "量": ("金额", "预留中小微企业份额", "数量", "单价"),
        "条": ANY,
    },
    "国有资产": {"类": ANY, "量": ("价值", "数量")},
    "任务": {"条": ANY},
}
"""账 → the dimensions its figures have and the values each takes; 年, 口径 and 单位 belong to all."""

MIXED = frozenset({"政府采购", "国有资产"})
"""账 whose figures are partly quantities: a sum that names no 量 would add money to numbers of things."""

RECORDS: Mapping[str, frozenset[str]] = {
    "机构": frozenset({"单位名称", "单位性质", "单位规格", "经费保障形式"}),
    "任务": frozenset({"名称", "内容", "来源"}),
    "项目": frozenset({"编码", "名称", "类别", "科目", "用途", "目标"}),
    "采购": frozenset({"项目名称", "品目名称", "目录序号", "计量单位"}),
    "指标": frozenset({"一级", "二级", "原文", "对比符号", "数值", "核心"}),
}
"""Record list → the words of its records. An indicator also has the parts that the form gives it (指标行)."""

INSIDE: Mapping[str, tuple[str, ...]] = {
    "": ("机构", "任务", "项目", "采购"),
    "任务": ("指标",),
    "项目": ("指标",),
}
"""Record list → the lists inside its records; blank: the disclosure."""

COUNTED = frozenset({"任务", "项目", "采购"})
"""Record lists whose records have figures of their own."""

FAMILIES = ("支出计划.",)
"""Words that stand for a family of a project's words: what follows is the clerk's."""

DISCLOSURE = frozenset(
    {
        *("单位编码", "名称", "网址名", "主管部门", "单位性质", "单位规格", "经费保障形式"),
        *("表样", "标题", "级次", "文种", "金额单位", "小数位", "批复日期", "公开日期", "年度", "上年度"),
        *("财政供养人员数", "下属单位数", "年度目标", "资产截止日期"),
    }
)
"""The words of a disclosure and its unit."""


def accounts(conditions: tuple[Condition, ...]) -> tuple[str, ...]:
    """The 账 in which all conditions can be met at once; none if they exclude each other."""
    return tuple(account for account in COORDINATES if _possible(account, conditions))


def _possible(account: str, conditions: tuple[Condition, ...]) -> bool:
    own = {**COORDINATES[account], **dict.fromkeys((*ASSUMED, "单位"), ANY)}
    asked: dict[str, list[tuple[str, ...]]] = {}
    for condition in conditions:
        for dimension, values in condition.items():
            asked.setdefault(dimension, []).append(values)
    above = set(levels("账", account))
    if not all(above & set(values) for values in asked.pop("账", [])):
        return False
    return all(dimension in own and _together(dimension, sets, own[dimension]) for dimension, sets in asked.items())


def _together(dimension: str, sets: list[tuple[str, ...]], allowed: tuple[str, ...]) -> bool:
    every = [values for values in (*sets, allowed) if values]
    return all(meet(dimension, one, other) for i, one in enumerate(every) for other in every[:i])
