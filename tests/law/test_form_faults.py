"""Every fault a form can have is a finding: a form that silently prints blank is a bug."""

from __future__ import annotations

import pytest

from site_builder.law.form_reading import read_form
from site_builder.law.library import built_in
from tests.conftest import Typed

HEAD = "名称: 本地表样\n继承: 全国统一表样\n目录: [本表]\n"

TABLE = """
名称: 本地表样
继承: 全国统一表样
目录: [本表]
表:
  本表:
    文件名: own
    取: {账: 支出}
    列:
      - 项目: 名
      - 上年: {年: 上年}
      - 本年: {}
    行:
      - 名: 合计
"""


def changed(old: str, new: str) -> str:
    assert old in TABLE
    return TABLE.replace(old, new)


def codes(typed: Typed, form: str, **more: str) -> list[str]:
    files = {"forms/own.yaml": form, **{f"forms/{name}.yaml": text for name, text in more.items()}}
    return sorted({found.code for found in typed(files).said})


@pytest.mark.parametrize("name", sorted(built_in()))
def test_built_in_forms_have_no_fault(name: str) -> None:
    """Every form that comes with the program loads without findings."""
    form, findings = read_form(name, built_in())
    assert findings == ()
    assert form is not None
    assert form.tables


def test_the_form_below_is_right(typed: Typed) -> None:
    """The form that the faults below are made from has none."""
    assert codes(typed, TABLE) == []


COLUMN = "      - 本年: {}\n"
ROW = "      - 名: 合计\n"

FAULTS = {
    "unknown key of a form": changed("目录:", "目禄:"),
    "unknown key of a table": changed("    取:", "    题目: 表\n    取:"),
    "unknown key of a block": TABLE + "  另表:\n    同: 本表\n    段: {甲: {列表: []}}",
    "unknown key of a card": changed("列:", "卡:\n      - [甲, {文字: 乙}]\n    列:"),
    "unknown key of a column": changed(COLUMN, "      - 本年: {文: 名, 合并: 同值}\n"),
    "unknown dimension of a table": changed("{账: 支出}", "{帐: 支出}"),
    "unknown dimension of a column": changed("{年: 上年}", "{年度: 上年}"),
    "unknown dimension of a row": changed(ROW, "      - {名: 合计, 取: {性质: 基本支出}}\n"),
    "unknown dimension of 逐项": changed(ROW, "      - 逐项: {功能: [类]}\n"),
    "impossible value": changed("{年: 上年}", "{年: 去年}"),
    "impossible value in a list": changed("{年: 上年}", "{量: [基本支出, 项目]}"),
    "impossible code": changed("{年: 上年}", "{科目: 20131001}"),
    "blank value": changed("{年: 上年}", "{年: }"),
    "value that is a map": changed("{年: 上年}", "{年: {上年: 本年}}"),
    "condition that is a text": changed("{账: 支出}", "支出"),
    "condition of a row that is a text": changed(ROW, "      - {名: 合计, 取: 支出}\n"),
    "conditions that exclude each other: column": changed("{年: 上年}", "{账: 三公经费}"),
    "conditions that exclude each other: row": changed(
        ROW, ROW + "      - {名: 差旅费, 取: {账: 基本支出, 经济: 30211}}\n"
    ),
    "a dimension the account has not": changed("{年: 上年}", "{项: 公务接待费}"),
    "a value the account has not": changed("{年: 上年}", "{量: 价值}"),
    "no account": changed("    取: {账: 支出}\n", ""),
    "money and quantities in one sum": changed("{账: 支出}", "{账: 国有资产}"),
    "operand to the right": changed(COLUMN, "      - 增减: {差: [本年, 上年]}\n" + COLUMN),
    "unknown operand": changed(COLUMN, COLUMN + "      - 增减: {差: [今年, 上年]}\n"),
    "operand that is a text": changed(COLUMN, COLUMN + "      - 增减: {差: [本年, 项目]}\n"),
    "one operand": changed(COLUMN, COLUMN + "      - 增减: {差: [本年]}\n"),
    "two operations": changed(COLUMN, COLUMN + "      - 增减: {差: [本年, 上年], 比: [本年, 上年]}\n"),
    "an operation with a condition": changed(COLUMN, COLUMN + "      - 增减: {差: [本年, 上年], 年: 本年}\n"),
    "a word with a condition": changed(COLUMN, "      - 本年: {文: 名, 年: 本年}\n"),
    "joining what is not said": changed("- 项目: 名", "- 项目: {文: 名, 并: 相同}"),
    "two equal row keys": changed(ROW, ROW + ROW),
    "two equal columns": changed(COLUMN, COLUMN + COLUMN),
    "two equal files": TABLE.replace("[本表]", "[本表, 另表]") + "  另表: {同: 本表}",
    "a column of two names": changed(COLUMN, "      - {本年: {}, 今年: {}}\n"),
    "a column that is a text": changed(COLUMN, "      - 本年\n"),
    "a column of nothing": changed("{年: 上年}", ""),
    "a branch of nothing": changed("{年: 上年}", "[]"),
    "columns in a circle": changed("\n表:\n", "\n共用: {圈: [{甲: [圈]}]}\n表:\n").replace(COLUMN, "      - 圈\n"),
    "a row that is a text": changed(ROW, "      - 合计\n"),
    "rows in a circle": changed("\n表:\n", "\n共用: {圈: [{收入: [圈]}]}\n表:\n").replace(ROW, "      - 圈\n"),
    "no rows": changed("    行:\n" + ROW, ""),
    "no columns": changed("行:", "卡:\n      - [甲]\n    行:"),
    "a row's text that is a list": changed(ROW, "      - {名: 合计, 码: {甲: 乙}}\n"),
    "a row that no column prints": changed(ROW, "      - {科目名称: 合计}\n"),
    "a column that no row fills": changed("- 项目: 名", "- 项目: 名子"),
    "unknown field in a title": changed("    取:", "    标题: '{年分}年表'\n    取:"),
    "unknown field in a head": changed("    取:", "    表首: ['{单位名称}']\n    取:"),
    "unknown field in a note": changed("    取:", "    注: 注：{说明}\n    取:"),
    "unknown field in a column title": changed("- 本年:", "- '{本年度}年':"),
    "unknown field of a card": changed("列:", "段:\n      甲:\n        卡: [[名, '{全称}']]\n").split("      - 项目")[
        0
    ],
    "a number where there is one sheet": changed("    取:", "    标题: '{序}、表'\n    取:"),
    "a head that is a map": changed("    取:", "    表首:\n      - 单位: 万元\n    取:"),
    "a title that is a list": changed("    取:", "    标题: [甲, 乙]\n    取:"),
    "neither 有 nor 无": changed("    取:", "    栏次: 是\n    取:"),
    "neither 是 nor 否": changed("    取:", "    横排: 有\n    取:"),
    "a list that no record has": changed(ROW, "      - 逐条: 项目表\n"),
    "a list that is not inside": changed(ROW, "      - 逐条: 指标\n"),
    "a list inside the wrong record": changed("    取:", "    每: 项目\n    取:").replace(ROW, "      - 逐条: 任务\n"),
    "a sheet for each of nothing": changed("    取:", "    每: 工程\n    取:"),
    "an owner that has no figures": changed(ROW, "      - 逐条: 机构\n").replace("- 项目: 名", "- 项目: 单位名称"),
    "an owner that is not in the row": changed(COLUMN, "      - 本年: {属: 任务}\n"),
    "逐项 of no dimension": changed(ROW, "      - 逐项: 科目\n"),
    "逐项 of two dimensions": changed(ROW, "      - 逐项: {科目: [类], 经济: [类]}\n"),
    "逐项 of a misspelt level": changed(ROW, "      - 逐项: {科目: [类, 款, 顶]}\n"),
    "逐项 of an impossible value": changed(ROW, "      - 逐项: {资金: [一般公共预算, 社保基金]}\n"),
    "逐项 of nothing": changed(ROW, "      - 逐项: {科目: []}\n"),
    "逐项 and 逐条": changed(ROW, "      - {逐项: {科目: [类]}, 逐条: 项目}\n"),
    "a side without a column": changed(ROW, "      - 收入: [{名: 合计}]\n"),
    "sides beside plain rows": changed(COLUMN, "      - 收入: [{项: 名}, {数: {}}]\n").replace(
        ROW, ROW + "      - 收入: [{名: 总计}]\n"
    ),
    "a side that is a text": changed(ROW, "      - {收入: [{名: 合计}], 支出: 合计}\n"),
    "unknown base table": changed("    文件名: own\n", "    文件名: own\n    同: 收入表\n"),
    "tables in a circle": TABLE + "    同: 另表\n  另表: {同: 本表}",
    "a table that is not listed": TABLE + "  另表: {同: 本表, 文件名: other}",
    "a listed table that is not there": TABLE.replace("[本表]", "[本表, 他表]"),
    "a table listed twice": TABLE.replace("[本表]", "[本表, 本表]"),
    "no file name": changed("    文件名: own\n", ""),
    "a file name that is no address": changed("文件名: own", "文件名: ../own"),
    "a Chinese file name": changed("文件名: own", "文件名: 本表"),
    "unknown style": changed("    取:", "    式: 0.000\n    取:"),
    "unknown style of a column": changed("{年: 上年}", "{年: 上年, 式: 0.0}"),
    "unknown unit": changed("    取:", "    单位: 百元\n    取:"),
    "columns beside blocks": changed("    取:", "    段: {甲: {卡: [[乙]]}}\n    取:"),
    "a form that is a list of tables": HEAD + "表: [本表]",
    "an unknown parent": changed("全国统一表样", "全国表样"),
    "a parent that is itself": changed("全国统一表样", "本地表样"),
    "a parent that is a list": changed("继承: 全国统一表样", "继承: [全国统一表样]"),
    "an indicator line without its name": TABLE.replace("\n表:\n", "\n指标行: [级, 值]\n表:\n")
    .replace(ROW, "      - 逐条: 项目.指标\n")
    .replace("- 项目: 名", "- 项目: 项目.名称")
    .replace(COLUMN, "      - 本年: {属: 项目}\n")
    .replace("{年: 上年}", "{年: 上年, 属: 项目}"),
    "an indicator line that says a thing twice": TABLE.replace("\n表:\n", "\n指标行: [级, 名称, 名称, 值]\n表:\n"),
    "a secret that no project has": TABLE.replace("\n表:\n", "\n涉密: {目的: 涉密}\n表:\n"),
    "a secret indicator that is too long": TABLE.replace("\n表:\n", "\n涉密: {指标: ['a|b|c|d|e|f']}\n表:\n"),
}


@pytest.mark.parametrize("form", FAULTS.values(), ids=FAULTS.keys())
def test_a_fault_is_a_finding(typed: Typed, form: str) -> None:
    """A form with a fault is reported as F10, with a place in its file, and nothing crashes."""
    found = typed({"forms/own.yaml": form}).said
    assert {finding.code for finding in found} == {"F10"}
    assert {finding.source.file for finding in found} == {"forms/own.yaml"}


@pytest.mark.parametrize("span", ["二", "0", "-1", "1.5", "1e3", "9999", "[1]", "''", "true", "９"])
@pytest.mark.parametrize("key", ["行", "列"])
def test_a_span_is_a_number(typed: Typed, key: str, span: str) -> None:
    """行 and 列 of a card's cell are whole numbers within reason."""
    form = HEAD + f"表: {{本表: {{文件名: own, 卡: [[甲, {{文: 乙, {key}: {span}}}], [丙, 丁]]}}}}"
    assert codes(typed, form) == ["F10"]


def test_a_card_cell_reaches_no_further_than_the_card(typed: Typed) -> None:
    """A cell that runs down below the last line is a finding."""
    assert codes(typed, HEAD + "表: {本表: {文件名: own, 卡: [[甲, 乙], [{文: 丙, 行: 2}, 丁]]}}") == ["F10"]
    assert codes(typed, HEAD + "表: {本表: {文件名: own, 卡: [[{文: 丙, 行: 2}, 丁], [乙]]}}") == []


@pytest.mark.parametrize("card", ["[[]]", "[甲]", "[[{甲: 乙}]]", "[[[甲]]]", "[[{文: 甲, 取: {账: 支出}}]]", "[[{}]]"])
def test_a_card_is_lines_of_cells(typed: Typed, card: str) -> None:
    """What is no cell is a finding, not a hole."""
    assert codes(typed, HEAD + f"表: {{本表: {{文件名: own, 卡: {card}}}}}") == ["F10"]


def test_a_fault_stands_at_its_place(typed: Typed) -> None:
    """A misspelt dimension is reported in the line that has it."""
    (found,) = typed({"forms/own.yaml": changed("{账: 支出}", "{帐: 支出}").lstrip()}).said
    assert (found.source.line, found.source.column) == (7, 9)


def test_a_fault_is_said_once(typed: Typed) -> None:
    """A form that others inherit from is not blamed once for each of them."""
    child = "名称: 子表样\n继承: 本地表样"
    found = typed({"forms/own.yaml": changed("{账: 支出}", "{帐: 支出}"), "forms/z.yaml": child}).said
    assert len(found) == 1


@pytest.mark.parametrize("form", ["标题: 无名", "- 名称: 本地表样", "", "名称: [甲]", "名称: ''"])
def test_a_form_has_a_name(typed: Typed, form: str) -> None:
    """A form file without a name is F11, in its file."""
    (found,) = typed({"forms/own.yaml": form}).said
    assert (found.code, found.source.file) == ("F11", "forms/own.yaml")


def test_names_are_unique(typed: Typed) -> None:
    """Two files of a site cannot both be one form."""
    assert codes(typed, TABLE, zwei=TABLE.replace("own", "other")) == ["F11"]


def test_a_circle_of_forms(typed: Typed) -> None:
    """Forms that inherit in a circle are reported, not followed for ever."""
    assert codes(typed, "名称: 甲\n继承: 乙", zwei="名称: 乙\n继承: 甲") == ["F10"]
