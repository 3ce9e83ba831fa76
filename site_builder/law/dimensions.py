"""The dimensions of the budget cube, their values, and which value contains which."""

from __future__ import annotations

import re
from collections.abc import Mapping

Condition = Mapping[str, tuple[str, ...]]
"""For each named dimension the values it may have. Conditions are joined, never overridden."""

_CODE = re.compile(r"[0-9]{3}(?:[0-9]{2}){0,2}")

TOTAL = "合计"
"""The value that means “all of this dimension”. A figure typed at it is a control total."""

CODES = frozenset({"科目", "经济"})
"""Dimensions whose values are codes; a code contains every longer code that begins with it."""

ASSUMED: Mapping[str, str] = {"年": "本年", "口径": "预算数"}
"""What a condition means that does not name these dimensions. There are no other defaults."""

FISCAL_FUNDS = ("一般公共预算", "政府性基金", "国有资本经营")
"""The funds of fiscal appropriation (财政拨款): general public, government-fund and state-capital budgets."""

OWN_FUNDS = ("事业收入", "事业单位经营收入", "上级补助收入", "附属单位上缴收入", "其他收入")
"""A unit's own money (单位资金)."""

OTHER_FUNDS = ("财政专户管理资金", *OWN_FUNDS)
"""Every source of money that is no fiscal appropriation (其他资金)."""

KINDS = ("基本支出", "项目支出", "经营支出", "上缴上级支出", "对附属单位补助支出")
"""Kinds of expenditure (支出性质)."""

THREE_PUBLIC = (
    "因公出国（境）费",
    "教学科研人员因公出国（境）费",
    "其他因公出国（境）费",
    "公务用车购置及运行维护费",
    "公务用车购置费",
    "公务用车运行维护费",
    "公务接待费",
)
"""Items of the “三公” expenses, in the order of the official table."""

PARENTS: Mapping[tuple[str, str], str] = {
    **{("资金", fund): "财政拨款" for fund in FISCAL_FUNDS},
    **{("资金", fund): "单位资金" for fund in OWN_FUNDS},
    ("资金", "财政专户管理资金"): "其他资金",
    ("资金", "单位资金"): "其他资金",
    ("项", "教学科研人员因公出国（境）费"): "因公出国（境）费",
    ("项", "其他因公出国（境）费"): "因公出国（境）费",
    ("项", "公务用车购置费"): "公务用车购置及运行维护费",
    ("项", "公务用车运行维护费"): "公务用车购置及运行维护费",
    # In a budget every use of money names its fund and origin, so income is what the uses add up to.
    ("账", "支出"): "收入",
    ("账", "年终结转"): "收入",
    # A project's money is project expenditure, so it is never typed a second time.
    ("账", "项目"): "支出",
}
"""A value and the value that contains it."""

VALUES: Mapping[str, frozenset[str]] = {
    "资金": frozenset({*FISCAL_FUNDS, *OTHER_FUNDS, "财政拨款", "单位资金", "其他资金"}),
    "来源": frozenset({"当年", "上年结转"}),
    "量": frozenset({*KINDS, "数量", "价值", "单价", "预算数", "财政资金", "其他资金", "金额", "预留中小微企业份额"}),
    "年": frozenset({"本年", "上年"}),
    "口径": frozenset({"预算数", "全年预算数", "执行数", "决算数"}),
    "项": frozenset(THREE_PUBLIC),
    "账": frozenset({"收入", "支出", "年终结转", "基本支出", "三公经费", "政府采购", "国有资产", "任务", "项目"}),
}
"""The values each closed dimension can take; 科目, 经济, 单位, 类 and 条 are open."""

DIMENSIONS = frozenset({*VALUES, *CODES, "单位", "类", "条"})
"""Every dimension of the cube."""

SHIFTS: Mapping[str, Mapping[str, str]] = {
    "上年": {"年": "上年"},
    "上年执行": {"年": "上年", "口径": "执行数"},
    "上年结转": {"来源": "上年结转"},
    "全年预算": {"口径": "全年预算数"},
    "决算": {"口径": "决算数"},
    "政府性基金": {"资金": "政府性基金"},
    "国有资本经营": {"资金": "国有资本经营"},
}
"""Keys that hold a further map of figures at other coordinates, such as `上年: {公务接待费: 0.55}`."""


def is_code(code: str) -> bool:
    """Whether a text is written as a code: 3, 5 or 7 half-width digits."""
    return bool(_CODE.fullmatch(code))


def levels(dimension: str, value: str) -> tuple[str, ...]:
    """A value and everything that contains it, from the value upwards."""
    if dimension in CODES:
        return (value, *(value[:length] for length in (5, 3) if length < len(value)))
    chain = [value]
    while parent := PARENTS.get((dimension, chain[-1])):
        chain.append(parent)
    return tuple(chain)


def meet(dimension: str, some: tuple[str, ...], others: tuple[str, ...]) -> bool:
    """Whether a figure can be at or below a value of both sets."""
    return any(one in levels(dimension, other) or other in levels(dimension, one) for one in some for other in others)
