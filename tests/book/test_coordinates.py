"""Every figure finds its coordinates: projects, years, origins, funds, money units, departments."""

from __future__ import annotations

import pytest

from tests.conftest import Typed


def test_projects_give_project_expenditure(typed: Typed) -> None:
    """A project's money stands at its 科目 and 资金 in every table, and is never typed twice."""
    projects = """
        项目:
          - {名称: 甲, 科目: 2013105, 金额: 30.00}
          - {名称: 乙, 科目: 2120803, 资金: 政府性基金, 金额: 12.00}
          - {名称: 丙, 科目: 2013105, 资金: {一般公共预算: 5.00, 事业收入: 1.50}}
          - {名称: 丁, 科目: 2013105, 来源: 上年结转, 金额: 2.00}
    """
    seen = typed({"projects.yaml": projects})
    assert seen.codes == []
    assert seen.text("支出总表", "2013105", "项目支出") == "38.50"
    assert seen.text("一般公共预算支出表", "2013105") == "37.00"
    assert seen.text("政府性基金支出表", "2120803") == "12.00"
    assert seen.text("收支总表", "五、事业收入") == "1.50"
    assert seen.text("收入总表", "合计", "上年结转") == "2.00"
    assert seen.text("项目支出表", "丙") == "6.50"


@pytest.mark.parametrize(("total", "codes"), [("42.00", []), ("43.00", ["C01"])])
def test_project_expenditure_beside_projects(typed: Typed, total: str, codes: list[str]) -> None:
    """项目支出 typed beside its projects is a control total, not money once more."""
    projects = "项目:\n  - {名称: 甲, 科目: 2013105, 金额: 30.00}\n  - {名称: 乙, 科目: 2013105, 金额: 12.00}"
    seen = typed({"projects.yaml": projects, "budget.yaml": f"支出:\n  - {{科目: 2013105, 项目支出: {total}}}"})
    assert seen.codes == codes
    assert seen.text("支出总表", "合计", "基本支出") == ""
    assert seen.text("支出总表", "2013105", "项目支出") == total, (
        "typed is printed, right or wrong; wrong is not published"
    )


def test_projects_in_files_of_their_own(typed: Typed) -> None:
    """projects/*.yaml hold one project each."""
    files = {f"projects/{name}.yaml": f"名称: {name}\n科目: 2013105\n金额: 1" for name in ("jia", "yi")}
    assert typed(files).text("支出总表", "合计", "项目支出") == "2.00"


def test_a_project_without_code(typed: Typed) -> None:
    """Where uses name their 科目, a project without one would be in the total and in no row: C08."""
    files = {
        "budget.yaml": "支出:\n  - {科目: 2013105, 项目支出: 5}",
        "projects.yaml": "项目:\n  - {名称: 甲, 金额: 3}",
    }
    assert typed(files).faults == [("C08", "projects.yaml", 2)]


def test_years_and_stages_are_apart(typed: Typed) -> None:
    """上年, 上年执行, 全年预算 and 决算 move a figure in time; what says nothing is this year's budget."""
    budget = """
        支出:
          - 科目: 2013101
            基本支出: 10.00
            上年: {基本支出: 8.00}
            上年执行: {基本支出: 7.50}
            全年预算: {基本支出: 11.00}
            决算: {基本支出: 10.90}
    """
    seen = typed({"budget.yaml": budget, "disclosure.yaml": "表样: 中央部门表样"})
    assert [(fact.where["年"], fact.where["口径"]) for fact in seen.ledger.facts] == [
        ("本年", "预算数"),
        ("上年", "预算数"),
        ("上年", "执行数"),
        ("本年", "全年预算数"),
        ("本年", "决算数"),
    ]
    assert seen.text("支出总表", "合计") == "10.00"
    assert seen.rows("一般公共预算支出表")[-1] == [
        "2013101",
        "行政运行",
        "7.50",
        "10.00",
        "10.00",
        "",
        "2.50",
        "33.33%",
    ]


def test_last_year_alone(typed: Typed) -> None:
    """A table that compares is not empty because only last year has figures."""
    seen = typed({"budget.yaml": "三公经费: {上年: {公务接待费: 0.55}}"})
    assert seen.rows("三公经费")[-1] == ["三、公务接待费", "0.55", "", "-0.55"]
    assert not seen.sheet("三公经费").empty


def test_carried_over_and_forward(typed: Typed) -> None:
    """Last year's carry-over is money of another origin; what is left at year's end is use, not expenditure."""
    budget = """
        支出:
          - {科目: 2013101, 基本支出: 10}
          - {科目: 2013101, 来源: 上年结转, 基本支出: 3}
        年终结转:
          - {科目: 2013101, 项目支出: 2}
    """
    seen = typed({"budget.yaml": budget})
    assert seen.codes == []
    table = {
        row: seen.text("收支总表", row)
        for row in ("本年收入合计", "上年结转结余", "收入总计", "本年支出合计", "年终结转结余", "支出总计")
    }
    assert list(table.values()) == ["12.00", "3.00", "15.00", "13.00", "2.00", "15.00"]
    assert seen.text("财政拨款收支总表", "年初一般公共预算") == "3.00"
    assert seen.text("财政拨款收支总表", "年末财政拨款结转和结余") == "2.00"
    assert seen.text("支出总表", "合计") == "13.00"


def test_every_fund_in_nine_tables(typed: Typed) -> None:
    """Each fund goes where its tables are, and all of them into the tables of everything."""
    budget = """
        支出:
          - {科目: 2013101, 基本支出: 1}
          - {科目: 2120801, 资金: 政府性基金, 项目支出: 20}
          - {科目: 2230105, 资金: 国有资本经营, 项目支出: 300}
          - {科目: 2050205, 资金: 财政专户管理资金, 基本支出: 4000}
          - {科目: 2050205, 资金: 事业收入, 基本支出: 50000}
          - {科目: 2050205, 资金: 事业单位经营收入, 经营支出: 600000}
          - {科目: 2050205, 资金: 上级补助收入, 上缴上级支出: 7000000}
          - {科目: 2050205, 资金: 附属单位上缴收入, 对附属单位补助支出: 80000000}
          - {科目: 2050205, 资金: 其他收入, 项目支出: 900000000}
        基本支出: {30101: 1}
        三公经费:
          公务接待费: 1
    """
    seen = typed({"budget.yaml": budget})
    assert seen.codes == []
    assert seen.text("收支总表", "收入总计") == seen.text("收支总表", "支出总计") == "987,654,321.00"
    assert [seen.rows("收支总表")[row][1] for row in range(9)] == [
        *("1.00", "20.00", "300.00", "4,000.00", "50,000.00"),
        *("600,000.00", "7,000,000.00", "80,000,000.00", "900,000,000.00"),
    ]
    assert seen.rows("收入总表")[0][2:5] == ["987,654,321.00", "987,654,321.00", "321.00"]
    assert seen.rows("支出总表")[0][2:] == [
        *("987,654,321.00", "54,001.00", "900,000,320.00", "600,000.00", "7,000,000.00", "80,000,000.00"),
    ]
    assert seen.text("财政拨款收支总表", "收入总计") == seen.text("财政拨款收支总表", "支出总计", "合计") == "321.00"
    for table, total in (
        ("一般公共预算支出表", "1.00"),
        ("政府性基金支出表", "20.00"),
        ("国有资本经营支出表", "300.00"),
    ):
        assert seen.text(table, "合计") == total
    assert seen.text("一般公共预算基本支出表", "合计") == seen.text("三公经费", "合计", "本年预算数") == "1.00"


def test_own_income_is_typed_against_its_uses(typed: Typed) -> None:
    """事业收入 follows from the uses that name it; typed, it is checked and never overwritten."""
    budget = """
        支出:
          - {科目: 2050205, 资金: 事业收入, 基本支出: 80}
        年终结转:
          - {科目: 2050205, 资金: 事业收入, 基本支出: 20}
        收入: {事业收入: %s}
    """
    assert typed({"budget.yaml": budget % "100"}).codes == []
    seen = typed({"budget.yaml": budget % "90"})
    assert seen.faults == [("C01", "budget.yaml", 5)]
    assert seen.text("收支总表", "事业收入") == "90.00"


@pytest.mark.parametrize(
    ("unit", "typed_amount"),
    [("元", "12345678.90"), ("千元", "12345.6789"), ("万元", "1234.567890"), ("亿元", "0.1234567890")],
)
def test_money_units(typed: Typed, unit: str, typed_amount: str) -> None:
    """Whatever unit money is typed in, a table prints its own, from the exact amount."""
    disclosure = f"表样: 全国统一表样\n金额单位: {unit}"
    seen = typed(
        {"disclosure.yaml": disclosure, "budget.yaml": f"支出:\n  - {{科目: 2013101, 基本支出: {typed_amount}}}"}
    )
    assert seen.codes == []
    assert seen.text("支出总表", "合计") == "1,234.57"
    assert str(seen.cell("支出总表", "合计").amount) == "1234.56789"
    assert "单位：万元" in seen.sheet("支出总表").head
    assert seen.says("支出总表.合计|元") == "12345678.90 元"


UNITS = {
    "bureau/unit.yaml": "名称: 示例局",
    "disclosure.yaml": "表样: 全国统一表样\n汇总单位: [school, library]",
    "school/unit.yaml": "名称: 示例学校",
    "school/2026-budget/disclosure.yaml": "表样: 全国统一表样\n金额单位: 元",
    "school/2026-budget/budget.yaml": """
        支出:
          - {科目: 2050202, 基本支出: 20000}
          - {科目: 205, 基本支出: 20000}
        政府采购:
          - {项目名称: 课桌, 一般公共预算: 10000}
    """,
    "school/2026-budget/projects.yaml": "项目:\n  - {名称: 校舍, 科目: 2050202, 金额: 40000}",
    "school/2026-budget/overall-target.yaml": "任务:\n  - {名称: 教学, 金额: 40000, 指标: [产出/数量 | 学生 | =9人]}",
    "library/unit.yaml": "名称: 示例图书馆",
    "library/2026-budget/disclosure.yaml": "表样: 全国统一表样",
    "library/2026-budget/budget.yaml": """
        支出:
          - {科目: 2070104, 基本支出: 8}
        政府采购:
          - {项目名称: 书, 一般公共预算: 5}
    """,
    "library/2026-budget/projects.yaml": "项目:\n  - {名称: 藏书, 科目: 2070104, 金额: 16}",
}


def test_a_department_is_the_sum_of_its_units(typed: Typed) -> None:
    """A department's figures are its own and its units', exact across money units; records are kept apart."""
    own = {
        "budget.yaml": "支出:\n  - {科目: 2010101, 基本支出: 1}",
        "projects.yaml": "项目:\n  - {名称: 本级, 科目: 2010102, 金额: 32}",
    }
    seen = typed({**UNITS, **own})
    assert seen.codes == []
    assert [row[2] for row in seen.rows("支出总表")][:1] == ["63.00"]
    assert [seen.text("支出总表", code) for code in ("205", "207", "2010101")] == ["6.00", "24.00", "1.00"]
    assert [row[2:5:2] for row in seen.rows("项目支出表")] == [
        ["本级", "32.00"],
        ["校舍", "4.00"],
        ["藏书", "16.00"],
        ["合计", "52.00"],
    ]
    assert [(row[0], row[6]) for row in seen.rows("政府采购")] == [("课桌", "1.00"), ("书", "5.00"), ("合计", "6.00")]


def test_a_department_may_type_its_total(typed: Typed) -> None:
    """A total that the department's own figures do not account for is a total over its units."""
    total = "支出:\n  - {科目: 合计, 资金: 合计, 来源: 合计, 合计: %s}"
    assert typed({**UNITS, "budget.yaml": total % "30.00"}).codes == []
    assert typed({**UNITS, "budget.yaml": total % "31.00"}).faults == [("C01", "budget.yaml", 2)]


def test_codes_join_rows_of_several_units(typed: Typed) -> None:
    """Equal codes of two units are one row; its sources lead to both."""
    files = {**UNITS, "library/2026-budget/budget.yaml": "支出:\n  - {科目: 2050202, 基本支出: 8}"}
    cell = typed(files).cell("支出总表", "2050202", "基本支出")
    assert cell.text == "10.00"
    assert {place.file.split("/")[0] for place in cell.sources} == {"school", "library"}
