"""What forms are told can be asked of a disclosure is what the readers give."""

from __future__ import annotations

import pytest

from site_builder.book.disclosure import Entry
from site_builder.book.ledger import condition_of
from site_builder.law.dimensions import ASSUMED, CODES, DIMENSIONS, PARENTS, VALUES, levels, meet
from site_builder.law.holdings import COORDINATES, COUNTED, DISCLOSURE, FAMILIES, INSIDE, RECORDS, accounts
from tests.conftest import Examined, Typed

FULL = {
    "bureau/unit.yaml": """
        {单位编码: '101', 名称: 局, 网址名: ju, 主管部门: 府, 单位性质: 行政, 单位规格: 处, 经费保障形式: 全额}
    """,
    "disclosure.yaml": """
        {表样: 全国统一表样, 标题: 题, 级次: 市级, 文种: 预算, 金额单位: 万元, 小数位: 2,
         批复日期: 2026-01-01, 公开日期: 2026-01-02}
    """,
    "budget.yaml": """
        支出: [{科目: 2013101, 基本支出: 1, 上年: {基本支出: 1}}]
        年终结转: [{科目: 2013101, 项目支出: 1}]
        收入: {上年: {事业收入: 3}}
        基本支出: {30101: 1}
        三公经费: {公务接待费: 1}
        政府采购:
          - {项目名称: 甲, 品目名称: 乙, 目录序号: A1, 计量单位: 台, 数量: 1, 单价: 1, 一般公共预算: 1, 单位资金: 0,
             财政拨款结转: 0, 预留中小微企业份额: 1}
        国有资产: {截止日期: 2025-12-31, 通用设备: {数量: 1, 价值: 1}}
    """,
    "overall-target.yaml": """
        财政供养人员数: 1
        下属单位数: 0
        年度目标: 目标
        任务: [{名称: 甲, 内容: 乙, 来源: 丙, 金额: 1, 指标: [产出/数量 | 次数 | ≥3次 | 描述 | 依据]}]
    """,
    "projects.yaml": """
        项目:
          - {编码: '1', 名称: 甲, 类别: 乙, 科目: 2013105, 金额: 1, 用途: 丙, 目标: 丁, 支出计划: {3月底: 100%},
             指标: [产出/数量 | 次数 | ≥3次 | 描述 | 依据]}
    """,
}


@pytest.fixture(scope="module")
def full(typed: Typed) -> Examined:
    """A disclosure in which everything is typed."""
    seen = typed(FULL)
    assert seen.codes == []
    return seen


def words(entry: Entry) -> set[str]:
    """The words of a record, without families and without figures."""
    figures = {"金额", "单位资金", "财政拨款结转", "一般公共预算", "预留中小微企业份额", "数量", "单价"}
    return {name for name in entry.fields if not name.startswith(FAMILIES)} - figures


def test_words_of_records(full: Examined) -> None:
    """Every word that a form may print of a record is one that the reader fills, and the other way round."""
    root = full.it.subject.disclosure.entry
    parts = set(full.it.subject.form.indicator_parts) - {"级"}
    for name in INSIDE[""]:
        (entry,) = root.children[name]
        assert words(entry) == RECORDS[name]
        for inner in INSIDE.get(name, ()):
            assert words(entry.children[inner][0]) == RECORDS[inner] | parts
    assert words(root) == DISCLOSURE


def test_coordinates_of_figures(full: Examined) -> None:
    """Every typed figure can be asked for at its coordinates, in its own account."""
    found = {fact.where["账"] for fact in full.ledger.facts}
    assert found == set(COORDINATES)
    for fact in full.ledger.facts:
        assert fact.where["账"] in accounts((condition_of(fact),)), fact.where


def test_every_dimension_is_somewhere() -> None:
    """No dimension is declared that no figure has."""
    held = {dimension for own in COORDINATES.values() for dimension in own}
    assert held | set(ASSUMED) | {"单位", "账"} == DIMENSIONS
    assert set(COORDINATES) == VALUES["账"]
    assert set(INSIDE[""]) >= COUNTED


def test_parents_are_values() -> None:
    """A value and what contains it belong to one dimension."""
    for (dimension, value), parent in PARENTS.items():
        assert {value, parent} <= VALUES[dimension]
    assert levels("科目", "2013101") == ("2013101", "20131", "201")
    assert levels("账", "项目") == ("项目", "支出", "收入")


def test_values_meet_when_one_contains_the_other() -> None:
    """Conditions meet at a value, above it and below it, and nowhere else."""
    assert meet("资金", ("财政拨款",), ("政府性基金",))
    assert meet("科目", ("201",), ("2013101",))
    assert not meet("资金", ("其他资金",), ("政府性基金",))
    assert accounts(({"账": ("收入",)}, {"量": ("项目支出",)})) == ("支出", "年终结转", "项目")
    assert accounts(({"账": ("三公经费",)}, {"科目": ("201",)})) == ()
    assert {"科目", "经济"} == CODES
