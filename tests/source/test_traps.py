"""The ways in which a clerk's YAML goes wrong: each is a finding at its line and column, all of them in one run."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest

from site_builder.source.yaml import parse
from site_builder.values.finding import Finding

Faults = list[tuple[str, int, int]]

TRAPS: Mapping[str, tuple[str, Faults]] = {
    "full-width colon": ("名称：揭阳市人民政府办公室\n", [("Y11", 1, 3)]),
    "no space after colon": ("名称:揭阳市人民政府办公室\n", [("Y11", 1, 3)]),
    "full-width colon above a list": ("任务：\n  - 办公经费补充\n", [("Y11", 1, 3)]),
    "full-width colon in a record of a list": ("任务:\n  - 名称：慰问\n    金额: 34\n", [("Y11", 2, 7)]),
    "full-width colon beside right ones": (
        "三公经费:\n  公务接待费：0.55\n  公务用车运行维护费: 8.24\n",
        [("Y11", 2, 8)],
    ),
    "full-width colon after a right one": ("三公经费:\n  公务接待费: 0.55\n  因公出国（境）费：1\n", [("Y11", 3, 11)]),
    "full-width space after full-width colon": ("名称：　揭阳市\n", [("Y11", 1, 3)]),
    "full-width colon in braces": ("支出:\n  - {科目：2013101, 基本支出:474.90}\n", [("Y11", 2, 8), ("Y11", 2, 22)]),
    "code glued to its amount": ("基本支出:\n  30101: 1.00\n  30102:176.08\n", [("Y11", 3, 8)]),
    "tab": ("任务:\n\t- 慰问\n", [("Y10", 2, 1)]),
    "tab after spaces": ("任务:\n  \t- 慰问\n", [("Y10", 2, 3)]),
    "tab below a value": ("名称: 甲\n\t金额: 1\n乙: 2\n", [("Y10", 2, 1)]),
    "full-width space": ("支出:\n　　项目支出: 1\n", [("Y10", 2, 1)]),
    "no-break space": ("支出:\n\xa0 项目支出: 1\n", [("Y10", 2, 1)]),
    "key typed twice": ("名称: 甲\n地址: 乙\n名称: 丙\n", [("Y20", 3, 1)]),
    "key typed twice in braces": ("支出: {科目: 1, 科目: 2}\n", [("Y20", 1, 13)]),
    "key typed twice, once with a full-width colon": ("支出: {科目：1, 科目: 2}\n", [("Y11", 1, 8), ("Y20", 1, 12)]),
    "anchor": ("甲: &重点 1\n", [("Y12", 1, 4)]),
    "anchor on a record": ("甲: &a\n  乙: 1\n丙: 2\n", [("Y12", 1, 4)]),
    "alias": ("甲: *重点\n", [("Y12", 1, 4)]),
    "anchor in brackets": ("甲: [&a 1, 2]\n", [("Y21", 1, 5)]),
    "alias in brackets": ("甲: [*a, 2]\n", [("Y21", 1, 5)]),
    "merge key": ("甲:\n  <<: 乙\n", [("Y21", 2, 3)]),
    "tag": ("甲: !!int 1\n", [("Y12", 1, 4)]),
    "tag in brackets": ("甲: [!!int 1]\n", [("Y22", 1, 5)]),
    "comment sign in a value": ("地址: 建设路 #5 楼\n后: 1\n", [("Y13", 1, 8)]),
    "comment sign in the last value": ("地址: 建设路 # 5 楼", [("Y13", 1, 8)]),
    "comment sign in an item": ("任务:\n  - 慰问 #1\n", [("Y13", 2, 7)]),
    "comment sign in braces": ("甲: {乙: 丙 #1\n  }\n", [("Y13", 1, 9)]),
    **{
        f"value begins with {sign}": (f"指标值: {sign}95\n后: 1\n", [("Y12", 1, 6)])
        for sign in (">", ">=", "%", "*", "@", "`", "!", "|", "&", "}", "]", ",", "- ", "? ")
    },
    **{
        f"item begins with {sign}": (f"指标:\n  - {sign}95%\n  - 后\n", [("Y12", 2, 5)])
        for sign in (">", "%", "*", "@", "`", "!", "|", "&")
    },
    "only a dash": ("上年: -\n", [("Y12", 1, 5)]),
    "begins with double quotes": ('标题: "三公"经费\n后: 1\n', [("Y12", 1, 5)]),
    "begins with single quotes": ("标题: '三公'经费\n", [("Y12", 1, 5)]),
    "item begins with quotes": ('目标:\n  - "三公"经费\n  - 后\n', [("Y12", 2, 5)]),
    "quotes in quotes": ('目标: "强化"三公"管理"\n后: 1\n', [("Y12", 1, 5)]),
    "begins with a bracket": ("文号: [2024]5号\n后: 1\n", [("Y12", 1, 5)]),
    "begins with a brace": ("文号: {2024}5号\n", [("Y12", 1, 5)]),
    "backslash in double quotes": ('位置: "C:\\new"\n', [("Y12", 1, 5)]),
    "colon in a value": ("说明: 其中: 办公费\n后: 1\n", [("Y14", 1, 5)]),
    "colon ends a value": ("说明: 内容如下:\n后: 1\n", [("Y14", 1, 5)]),
    "key below a value": ("甲: 1\n  乙: 2\n丙: 3\n", [("Y15", 2, 3)]),
    "list below a value": ("甲: 1\n  - 2\n丙: 3\n", [("Y15", 2, 3)]),
    "no colon": ("名称: 甲\n地址\n后: 1\n", [("Y16", 2, 1)]),
    "no colon at the end": ("名称: 甲\n地址\n", [("Y16", 2, 1)]),
    "no colon at the start": ("揭阳市人民政府办公室\n名称: 甲\n", [("Y16", 1, 1)]),
    "dash glued to its text": ("指标:\n  -产出/数量 | 项目数量 | =1辆\n  - 产出\n", [("Y17", 2, 3)]),
    "double quote never closed": ('名称: "甲\n地址: 乙\n后: 1\n', [("Y18", 1, 5)]),
    "single quote never closed": ("名称: '甲\n地址: 乙\n", [("Y18", 1, 5)]),
    "quote closed much later": ('名称: "甲\n地址: "乙"\n后: 1\n', [("Y18", 1, 5)]),
    "brace never closed": ("支出: {科目: 1\n收入: 2\n", [("Y18", 1, 5)]),
    "bracket never closed": ("支出: [2024年\n收入: 2\n", [("Y18", 1, 5)]),
    "thousands in braces": ("支出: {科目: 2013101, 项目支出: 1,022.51}\n", [("Y19", 1, 27)]),
    "reference as a value": ("说明: {三公经费.公务接待费}\n后: 1\n", [("Y19", 1, 6)]),
    "full-width comma in braces": ("支出: {科目: 1，金额: 2}\n后: 1\n", [("Y27", 1, 14)]),
    "brackets as a key": ("[甲]: 1\n", [("Y26", 1, 1)]),
    "two documents": ("甲: 1\n---\n乙: 2\n", [("Y25", 2, 1)]),
    "directive": ("%YAML 1.1\n---\n甲: 1\n", [("Y12", 1, 1)]),
    "list at a key's level": ("甲: 1\n- 乙\n丙: 2\n", [("Y27", 2, 1)]),
    "indent between two levels": ("甲:\n    乙: 1\n  丙: 2\n丁: 3\n", [("Y27", 3, 3)]),
    "first line indented": (" 甲: 1\n乙: 2\n", [("Y27", 2, 1)]),
    "too deep": (f"甲: {'[' * 20}{']' * 20}\n", [("Y23", 1, 15)]),
    "control character": ("甲: 1\n乙: a\x00b\n丙: 2\n", [("Y03", 2, 5)]),
    "zero-width space": ("甲: 474\u200b.90\n", [("Y03", 1, 7)]),
    "line separator": ("甲: 1\u2028乙: 2\n", [("Y03", 1, 5)]),
    "byte order mark inside": ("甲: 1\n\ufeff乙: 2\n", [("Y03", 2, 1)]),
}


def places(findings: tuple[Finding, ...]) -> Faults:
    """Codes and positions of findings."""
    return [(finding.code, finding.source.line, finding.source.column) for finding in findings]


@pytest.mark.parametrize(("typed", "faults"), TRAPS.values(), ids=TRAPS.keys())
def test_a_fault_is_found_where_it_is(typed: str, faults: Faults) -> None:
    """Law: a fault of writing is one error, at its line and column, and gives rise to no other."""
    _, findings = parse("单位/budget.yaml", typed.encode())
    assert places(findings) == faults
    assert {(found.severity, found.source.file) for found in findings} == {("error", "单位/budget.yaml")}


MANY = """\
名称：揭阳市人民政府办公室
主管部门:揭阳市
职责:
\t- 负责市政府会议的准备
  - *重点 工作
  -组织协调
标题: "三公"经费
文号: [2024]5号
说明: 其中: 办公费
地址: 建设路 #5 楼
地址: 榕城区
联系: {电话：8768000}
增长: >5%
单位性质
网址: "jieyang
表样: 全国统一表样
支出: {科目: 1，金额: 2}
收入: {合计: 1,022.51}
备注: !
"""


FAULTS = {
    **dict.fromkeys((1, 2, 12), "Y11"),
    **dict.fromkeys((5, 7, 8, 13, 19), "Y12"),
    4: "Y10",
    6: "Y17",
    9: "Y14",
    10: "Y13",
    11: "Y20",
    14: "Y16",
    15: "Y18",
    17: "Y27",
    18: "Y19",
}


def test_one_run_reports_every_fault() -> None:
    """Law: a file with many different faults gives as many findings, each at its own line, and nothing beside."""
    _, findings = parse("budget.yaml", MANY.encode())
    lines = {finding.source.line: finding.code for finding in findings}
    assert lines == FAULTS
    assert len(findings) == len(lines)


def test_faults_in_gbk_stand_where_an_editor_shows_them() -> None:
    """Law: lines and columns count characters, whatever the encoding and line ends."""
    expected = places(parse("budget.yaml", MANY.encode())[1])
    _, findings = parse("budget.yaml", MANY.replace("\n", "\r\n").encode("gbk"))
    assert places(findings) == [("Y04", 1, 1), *expected]


_ENGLISH = re.compile(r"[A-Za-z]{2,}")
_OURS = re.compile(r"UTF-8|UTF-16|GBK|Tab|编号 [0-9A-F]{4}|disclosure\.yaml|jieyang")
_JARGON = re.compile("解析|标量|节点|映射|序列|流式|语法|token|锚点|别名|YAML|异常|None", re.IGNORECASE)


@pytest.mark.parametrize("typed", [*(typed for typed, _ in TRAPS.values()), MANY], ids=[*TRAPS, "many"])
def test_every_finding_is_a_chinese_sentence(typed: str) -> None:
    """Law: message and remedy are Chinese sentences that end in 。, without English words or a parser's jargon."""
    for finding in parse("budget.yaml", typed.encode())[1]:
        for said in (finding.message, finding.remedy):
            own = re.sub("“[^”]*”|：['\"].*", "", said)
            assert said.endswith("。")
            assert re.search("[\u4e00-\u9fff]", own)
            assert not _ENGLISH.search(_OURS.sub("", own)), said
            assert not _JARGON.search(own), said
            assert "\n" not in said
            assert len(said) < 200
