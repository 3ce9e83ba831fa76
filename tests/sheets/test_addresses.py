"""Addresses: one scheme for narrative, 照录, findings and anchors."""

from __future__ import annotations

import pytest

from tests.conftest import Examined, Typed

FILES = {
    "budget.yaml": """
        支出:
          - {科目: 2013101, 基本支出: 474.90, 上年: {基本支出: 400.00}}
          - {科目: 2013105, 项目支出: 72.88}
          - {科目: 2050205, 资金: 事业收入, 基本支出: 20}
        基本支出: {30201: 4.68, 30101: 470.22}
        三公经费:
          公务用车运行维护费: 8.24
          公务接待费: 0.55
          上年: {公务用车购置费: 18.00, 公务用车运行维护费: 8.24, 公务接待费: 0.50}
        国有资产:
          通用设备: {数量: 12, 价值: 654.26}
    """,
    "projects.yaml": """
        项目:
          - {名称: 甲项目, 科目: 2013105, 金额: 72.88, 指标: [产出/数量 | 次数 | ≥3次]}
          - {名称: 乙项目, 科目: 2013105, 金额: 0}
    """,
}
MINISTRY = {**FILES, "disclosure.yaml": "表样: 中央部门表样"}


@pytest.fixture(scope="module")
def seen(typed: Typed) -> Examined:
    """A unit with the national form."""
    result = typed(FILES)
    assert result.codes == []
    return result


@pytest.fixture(scope="module")
def ministry(typed: Typed) -> Examined:
    """The same figures in a form whose 三公 table is horizontal."""
    return typed(MINISTRY)


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("支出总表.合计", "567.78 万元"),
        ("支出总表.合计.项目支出", "72.88 万元"),
        ("支出总表.项目支出", "72.88 万元"),
        ("支出总表.20131", "547.78 万元"),
        ("支出总表.2013105.项目支出", "72.88 万元"),
        ("支出总表.行政运行", "474.90 万元"),
        ("收支总表.事业收入", "20.00 万元"),
        ("收支总表.五、事业收入", "20.00 万元"),
        ("收支总表.收入总计", "567.78 万元"),
        ("收支总表.支出总计", "567.78 万元"),
        ("收支总表.一般公共服务支出", "547.78 万元"),
        ("财政拨款收支总表.年初一般公共预算", None),
        ("财政拨款收支总表.支出总计.一般公共预算财政拨款", "547.78 万元"),
        ("一般公共预算基本支出表.合计.人员经费", "470.22 万元"),
        ("一般公共预算基本支出表.办公费", "4.68 万元"),
        ("三公经费.公务接待费", "0.55 万元"),
        ("三公经费.合计|元", "87900.00 元"),
        ("支出总表.合计|亿元", "0.0568 亿元"),
        ("支出总表.合计 | 亿元", "0.0568 亿元"),
        ("三公经费.公务接待费.上年", "0.50 万元"),
        ("三公经费.公务接待费.增减", "增加 0.05 万元"),
        ("三公经费.公务接待费.增减|元", "增加 500.00 元"),
        ("三公经费.公务接待费.增幅", "增长 10.00%"),
        ("三公经费.合计.增减", "减少 17.95 万元"),
        ("三公经费.合计.增幅", "下降 67.13%"),
        ("三公经费.公务用车运行维护费.增减", "持平"),
        ("三公经费.公务用车运行维护费.增幅", "持平"),
        ("三公经费.公务接待费.上年预算数", "0.50 万元"),
        ("三公经费.公务接待费.增减额", "0.05 万元"),
        ("支出总表.2013105.上年", "0.00 万元"),
        ("支出总表.2013105.增幅", "无可比数"),
        ("国有资产.通用设备", "12"),
        ("国有资产.通用设备.价值", "654.26 万元"),
        ("国有资产.通用设备.价值.增减", None),
        ("项目绩效目标.甲项目.项目资金（万元）", "72.88 万元"),
        ("项目支出表.甲项目", "72.88 万元"),
    ],
)
def test_an_address_names_a_figure(seen: Examined, address: str, words: str | None) -> None:
    """Table, row and column by code, printed name or coordinates; then year, change, rate and unit."""
    assert seen.says(address) == words


@pytest.mark.parametrize(
    "address",
    [
        "支出表.合计",
        "支出总表.9999999",
        "支出总表.合计.不存在",
        "支出总表.合计|百元",
        "三公经费.因公出国（境）费",
        "",
        ".",
        "|",
        "支出总表.合计.增减.增幅",
    ],
)
def test_an_address_names_nothing(seen: Examined, address: str) -> None:
    """What is not in the tables, or blank in them, is not printed as anything."""
    assert seen.says(address) is None


def test_a_blank_is_nobody_elses_figure(seen: Examined, ministry: Examined) -> None:
    """Where this year's figure is blank, last year's and the change beside it do not take its place."""
    for unit in (seen, ministry):
        assert unit.says("三公经费.公务用车购置费") is None
    assert seen.says("三公经费.公务用车购置费.上年预算数") == "18.00 万元"


def test_one_address_in_both_layouts(seen: Examined, ministry: Examined) -> None:
    """An address finds the same figure in the vertical and in the one-row table."""
    for address in (
        "三公经费.公务接待费",
        "三公经费.公务用车运行维护费.上年",
        "三公经费.合计",
        "三公经费.公务接待费.增减",
    ):
        assert ministry.says(address) == seen.says(address)
    assert ministry.says("一般公共预算支出表.合计.增减%") is None, "nothing was executed last year"


def test_references_are_bound_and_counted(typed: Typed) -> None:
    """A reference that names nothing is R01 at its line and column; the others are read from the sheets."""
    seen = typed({**FILES, "narrative.md": "# 说明\n\n共 {支出总表.合计}，其中 {支出总表.合汁}。\n"})
    assert seen.faults == [("R01", "narrative.md", 3)]
    assert [found.words for found in seen.it.subject.references] == ["567.78 万元", None]


def test_quoted_cells(typed: Typed) -> None:
    """照录 prints a published text in the addressed cell alone, words or figure, and Q01 reports it."""
    quotes = """照录:
  收入总表.20131.科目名称: 旧名
  支出总表.2013105.项目支出: 72.89
  项目绩效目标.甲项目.项目名称.标签: 名"""
    seen = typed({**FILES, "disclosure.yaml": f"表样: 全国统一表样\n示例: 公开件\n{quotes}"})
    assert seen.text("收入总表", "20131", "科目名称") == "旧名"
    assert seen.text("支出总表", "20131", "科目名称") == "党委办公厅（室）及相关机构事务"
    assert seen.text("支出总表", "2013105", "项目支出") == "72.89"
    assert seen.text("支出总表", "20131", "项目支出") == "72.88"
    assert [found.severity for found in seen.examination.findings if found.code == "Q01"] == ["notice"] * 3


def test_sources_lead_to_the_typed_figures(seen: Examined) -> None:
    """A cell knows where each figure behind it was typed, down to the column."""
    places = seen.cell("支出总表", "201").sources
    assert [(place.file.rpartition("/")[2], place.line, place.column) for place in places] == [
        ("budget.yaml", 2, 25),
        ("projects.yaml", 2, 32),
        ("projects.yaml", 3, 32),
    ]
