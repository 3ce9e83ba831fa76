"""The form language: what a jurisdiction can say about its tables without a line of Python."""

from __future__ import annotations

import pytest

from tests.conftest import Examined, Typed

PROVINCE = """
名称: 新省表样
继承: 全国统一表样
目录: [一般公共预算支出表, 三公经费, 项目绩效目标, 指标总表, 项目绩效汇总]
指标行: [级, 名称, 方向, 值, 权重]
表:
  一般公共预算支出表:
    标题: '{年度}年部门预算支出表'
    单位: 元
    式: '#,##0'
    栏次: 有
    列:
      - 功能分类科目编码: [{类: 类}, {款: 款}, {项: 项}]
      - 科目名称: 名
      - 上年: {年: 上年}
      - 本年: {}
      - 增减额: {差: [本年, 上年]}
      - 增减幅度: {比: [增减额, 上年], 式: 0.0%}
    行:
      - {逐项: {科目: [类, 款, 项]}}
      - {类: 合计}
  三公经费:
    列:
      - “三公”经费预算数:
          - 合计: {账: 三公经费}
          - 因公出国（境）费: {账: 三公经费, 项: 因公出国（境）费}
          - 公务用车费:
              - 小计: {账: 三公经费, 项: 公务用车购置及运行维护费}
              - 购置费: {账: 三公经费, 项: 公务用车购置费}
              - 运行费: {账: 三公经费, 项: 公务用车运行维护费}
          - 接待费: {账: 三公经费, 项: 公务接待费}
      - 机关运行经费预算数: {账: 基本支出, 经济: [302, 310]}
    取: {资金: 一般公共预算}
    行: [{名: '{年度}年'}]
    空表: ''
  项目绩效目标:
    段:
      基本情况:
        卡:
          - [项目名称, '{名称}']
          - [预算数, {取: {账: 项目}, 式: '0'}]
      指标:
        列:
          - 指标: [{一级: {文: 一级, 并: 同值}}, {二级: 二级}, {名称: 名称}]
          - 方向: 方向
          - 值: 数值
          - 权重: 权重
        行: [{逐条: 指标}]
  指标总表:
    文件名: all-indicators
    标题: 全部项目绩效目标
    列:
      - 项目: 项目.名称
      - 预算数: {账: 项目, 属: 项目}
      - 一级指标: {文: 一级, 并: 同值}
      - 三级指标: 名称
      - 权重: 权重
    行: [{逐条: 项目.指标}]
  项目绩效汇总:
    同: 指标总表
    文件名: summary
    标题: 汇总
    列:
      - 项目: 名称
      - 预算数: {账: 项目}
    行: [{逐条: 项目}]
"""

TYPED = {
    "forms/new.yaml": PROVINCE,
    "disclosure.yaml": "表样: 新省表样",
    "budget.yaml": """
        支出:
          - {科目: 2013101, 基本支出: 10, 上年: {基本支出: 8}}
          - {科目: 2080501, 基本支出: 5}
        基本支出: {30201: 2.00, 31002: 1.00}
        三公经费: {其他因公出国（境）费: 1.5, 公务用车运行维护费: 8.24, 公务接待费: 0.55}
    """,
    "projects.yaml": """
        项目:
          - 名称: 甲
            科目: 2013105
            金额: 30
            指标:
              - 产出/数量 | 次数 | 正向 | ≥3次 | 20
              - 产出/质量 | 合格率 | 正向 | =100% | 40
              - 效益/社会效益 | 知晓率 | 正向 | ≥95% | 30
          - {名称: 乙, 科目: 2013105, 金额: 12, 指标: [产出/数量 | 个数 | 反向 | ≤2个 | 90]}
          - {名称: 丙, 科目: 2013105, 金额: 1}
    """,
}


@pytest.fixture(scope="module")
def province(typed: Typed) -> Examined:
    """A new province: one file under content/forms/."""
    return typed(TYPED)


def spans(seen: Examined, table: str, column: int) -> list[int]:
    """How many rows each cell of a column spans; 0 where a cell above covers it."""
    return [row.cells[column].rows for part in seen.sheet(table).parts for row in part.rows]


def test_a_new_province_is_one_file(province: Examined) -> None:
    """A form under content/forms/ is used without a line of Python, in its own order and with its own titles."""
    assert province.codes == []
    assert [sheet.title for sheet in province.sheets] == [
        *("2026年部门预算支出表", "一般公共预算“三公”经费支出表"),
        *("甲项目绩效目标表", "乙项目绩效目标表", "丙项目绩效目标表", "全部项目绩效目标", "汇总"),
    ]
    assert [sheet.slug for sheet in province.sheets][-5:] == [
        *("project-target-1", "project-target-2", "project-target-3", "all-indicators", "summary"),
    ]


def test_three_code_columns_and_the_total_last(province: Examined) -> None:
    """Codes in three columns, changes to the right, the total as the last row, in a unit of its own."""
    rows = province.rows("一般公共预算支出表")
    assert rows[0] == ["201", "", "", "一般公共服务支出", "80,000", "530,000", "450,000", "562.5%"]
    assert rows[2][:4] == ["201", "31", "01", "行政运行"]
    assert rows[-1] == ["合计", "", "", "", "80,000", "580,000", "500,000", "625.0%"]
    assert province.sheet("一般公共预算支出表").parts[0].index == ("1", "2", "3", "4", "5", "6", "7", "8")
    assert "单位：元" in province.sheet("一般公共预算支出表").head


def test_a_ratio_against_nothing_is_blank(province: Examined) -> None:
    """比 by blank prints blank, never infinity or 100%."""
    assert province.rows("一般公共预算支出表")[-2] == ["208", "05", "01", "行政单位离退休", "", "50,000", "50,000", ""]


@pytest.mark.parametrize(
    ("last", "printed"), [("0", ["0.00", "5.00", "5.00", ""]), ("4", ["4.00", "5.00", "1.00", "25.00%"])]
)
def test_a_ratio_against_zero_is_blank(typed: Typed, last: str, printed: list[str]) -> None:
    """比 by zero prints blank; the difference is printed."""
    form = """
        名称: 比较
        继承: 全国统一表样
        目录: [一般公共预算支出表]
        表:
          一般公共预算支出表:
            列:
              - 科目: 名
              - 上年: {年: 上年}
              - 本年: {}
              - 增减: {差: [本年, 上年]}
              - 增幅: {比: [增减, 上年], 式: 0.00%}
    """
    budget = f"支出:\n  - {{科目: 2013101, 基本支出: 5, 上年: {{基本支出: {last}}}}}"
    seen = typed({"forms/a.yaml": form, "disclosure.yaml": "表样: 比较", "budget.yaml": budget})
    assert seen.codes == []
    assert seen.rows("一般公共预算支出表")[0][1:] == printed


def test_one_row_of_three_public(province: Examined) -> None:
    """The horizontal 三公 table has one row under three head rows, with the running costs beside it."""
    (part,) = province.sheet("三公经费").parts
    assert len(part.header) == 3
    assert province.rows("三公经费") == [["10.29", "1.50", "8.24", "", "8.24", "0.55", "3.00"]]
    assert part.rows[0].keys == (("", "2026年"),)


def test_weight_is_a_part_and_a_column(province: Examined) -> None:
    """权重 and 方向 are further parts of the indicator line and further columns."""
    sheet = province.sheet("项目绩效目标")
    assert [[cell.text for cell in row.cells] for row in sheet.parts[1].rows] == [
        ["产出指标", "数量指标", "次数", "正向", "3次", "20"],
        ["产出指标", "质量指标", "合格率", "正向", "100%", "40"],
        ["效益指标", "社会效益指标", "知晓率", "正向", "95%", "30"],
    ]
    assert [row.cells[0].rows for row in sheet.parts[1].rows] == [2, 0, 1]
    assert [cell.text for cell in sheet.parts[0].rows[1].cells] == ["预算数", "30"]


def test_one_table_of_all_projects(province: Examined) -> None:
    """逐条 goes through projects and their indicators; a project runs down over its own, with its own money."""
    rows = province.rows("指标总表")
    assert [row[0] for row in rows] == ["甲", "甲", "甲", "乙", "丙"]
    assert [row[1] for row in rows] == ["30.00", "30.00", "30.00", "12.00", "1.00"]
    assert spans(province, "指标总表", 0) == spans(province, "指标总表", 1) == [3, 0, 0, 1, 1]
    assert spans(province, "指标总表", 2) == [2, 0, 1, 1, 1], "equal neighbours join inside one project only"


def test_a_record_without_children_has_blanks(province: Examined) -> None:
    """A project without indicators has a row whose indicator words are blank, not its own."""
    assert province.rows("指标总表")[-1] == ["丙", "1.00", "", "", ""]


def test_a_table_like_another(province: Examined) -> None:
    """同 lays a table over another: what it does not say is the other's."""
    assert province.rows("项目绩效汇总") == [["甲", "30.00"], ["乙", "12.00"], ["丙", "1.00"]]


def form(body: str) -> dict[str, str]:
    """A form of one table."""
    head = "名称: 本地\n继承: 全国统一表样\n目录: [本表]\n表:\n  本表:\n    文件名: own\n"
    lines = "\n".join(f"    {line}" for line in body.strip("\n").split("\n"))
    budget = "支出:\n  - {科目: 2013101, 基本支出: 5}\n  - {科目: 2080501, 资金: 事业收入, 项目支出: 2.5}"
    return {"forms/own.yaml": head + lines, "disclosure.yaml": "表样: 本地\n小数位: 2", "budget.yaml": budget}


PLAIN = "取: {账: 支出}\n列:\n  - 项目: 名\n  - 数: {}\n"


def test_derived_rows_are_numbered(typed: Typed) -> None:
    """逐项 with a 名 pattern fills in the name and its number, Chinese or not."""
    seen = typed(form(PLAIN + "行: [{逐项: {科目: [类]}, 名: '{中}、{名}（{数}）'}]"))
    assert [row[0] for row in seen.rows("本表")] == ["一、一般公共服务支出（1）", "二、社会保障和就业支出（2）"]


def test_fixed_members_are_printed_though_blank(typed: Typed) -> None:
    """逐项 with a list of codes prints each, 类表 the whole list of the year, 全部 what was typed."""
    assert typed(form(PLAIN + "行: [{逐项: {科目: [201, 202]}}]")).rows("本表") == [
        ["一般公共服务支出", "5.00"],
        ["外交支出", ""],
    ]
    assert len(typed(form(PLAIN + "行: [{逐项: {科目: 类表}}]")).rows("本表")) == 30
    assert typed(form(PLAIN + "行: [{逐项: {资金: 全部}}]")).rows("本表") == [
        ["一般公共预算", "5.00"],
        ["事业收入", "2.50"],
    ]


def test_sides_are_padded(typed: Typed) -> None:
    """Bands of unequal sides are padded with blanks to the longer one, and 序号 counts the printed rows."""
    body = """
取: {账: 支出}
栏次: 有
列:
  - 序号: 序号
  - 收入: [{项目: 名}, {数: {}}]
  - 支出: [{项目: 名}, {数: {}}]
行:
  - 收入: [{名: 甲}]
    支出: [{名: 乙}, {名: 丙, 取: {量: 项目支出}}]
  - 收入: [{名: 总计}]
    支出: [{名: 总计}]
"""
    seen = typed(form(body))
    assert seen.codes == []
    assert seen.rows("本表") == [
        ["1", "甲", "7.50", "乙", "7.50"],
        ["2", "", "", "丙", "2.50"],
        ["3", "总计", "7.50", "总计", "7.50"],
    ]
    assert seen.sheet("本表").parts[0].index == ("栏次", "1", "2", "3", "4")


@pytest.mark.parametrize(
    ("style", "printed"),
    [
        ("原样", ["5", "2.5", "7.5"]),
        ("'0'", ["5", "3", "8"]),
        ("0.00", ["5.00", "2.50", "7.50"]),
        ("'#,##0'", ["5", "3", "8"]),
        ("'#,##0.00'", ["5.00", "2.50", "7.50"]),
        ("0%", ["500%", "250%", "750%"]),
    ],
)
def test_styles(typed: Typed, style: str, printed: list[str]) -> None:
    """式 says how figures are printed: as typed, or rounded half up to its places."""
    seen = typed(form(f"式: {style}\n" + PLAIN + "行: [{逐项: {科目: [类]}}, {名: 合计}]"))
    assert [row[1] for row in seen.rows("本表")] == printed


def test_blank_is_what_the_form_says(typed: Typed) -> None:
    """空 is printed where no figure was typed; an empty table says so and keeps its head."""
    seen = typed(form("空: '-'\n" + PLAIN + "行: [{逐项: {科目: [201, 202]}}]"))
    assert [row[1] for row in seen.rows("本表")] == ["5.00", "-"]
    seen = typed(
        form("空表: 无。\n注: 注：{年度}年。\n" + PLAIN.replace("账: 支出", "账: 年终结转") + "行: [{名: 合计}]")
    )
    sheet = seen.sheet("本表")
    assert (sheet.empty, sheet.notes, seen.rows("本表"), len(sheet.parts[0].header)) == (
        True,
        ("注：2026年。", "无。"),
        [],
        1,
    )


def test_shared_lists_and_blocks(typed: Typed) -> None:
    """A name of 共用 stands for its list, also inside another; 段 lay blocks under each other."""
    files = form(
        "取: {账: 支出}\n段:\n  甲:\n    标题: 甲表\n    列: [名数]\n    行: [{名: 合计}]\n  乙: {卡: [[名, '{名称}']]}"
    )
    files["forms/own.yaml"] += "\n共用:\n  名数: [{项目: 名}, 数]\n  数: [{金额: {}}]\n"
    seen = typed(files)
    assert seen.codes == []
    assert seen.rows("本表") == [["合计", "7.50"], ["名", "示例局"]]
    assert [(part.name, part.title) for part in seen.sheet("本表").parts] == [("甲", "甲表"), ("乙", "")]


def test_a_child_takes_away_notes(typed: Typed) -> None:
    """注: [] in a form takes away what it inherits; what it does not mention stays."""
    base = form("注: 有注。\n" + PLAIN + "行: [{名: 合计}]")
    child = {"forms/child.yaml": "名称: 子\n继承: 本地\n表: {本表: {注: []}}", "disclosure.yaml": "表样: 子"}
    assert typed(base).sheet("本表").notes == ("有注。",)
    seen = typed({**base, **child})
    assert seen.sheet("本表").notes == ()
    assert seen.rows("本表") == [["合计", "7.50"]]


def test_tables_alike_in_a_chain(typed: Typed) -> None:
    """A table like a table like a table has the first one's columns."""
    files = form(PLAIN + "行: [{名: 合计}]")
    files["forms/own.yaml"] = files["forms/own.yaml"].replace("[本表]", "[本表, 乙, 丙]") + (
        "\n  丙: {同: 乙, 文件名: c, 取: {账: 支出, 量: 项目支出}}\n  乙: {同: 本表, 文件名: b}"
    )
    seen = typed(files)
    assert seen.codes == []
    assert seen.rows("丙") == [["合计", "2.50"]]


def test_rows_by_unit(typed: Typed) -> None:
    """A department's table can go by 单位."""
    files = form(PLAIN + "行: [{逐项: {单位: 全部}}, {名: 合计}]")
    school = {
        "disclosure.yaml": "表样: 本地\n汇总单位: [school]",
        "school/unit.yaml": "名称: 学校",
        "school/2026-budget/disclosure.yaml": "表样: 本地",
        "school/2026-budget/budget.yaml": "支出:\n  - {科目: 2050202, 基本支出: 1}",
    }
    assert typed({**files, **school}).rows("本表") == [["示例局", "7.50"], ["学校", "1.00"], ["合计", "8.50"]]
