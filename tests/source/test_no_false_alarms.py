"""What is well written is read without a word."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from site_builder.source.node import Items, Node, Record
from site_builder.source.yaml import parse


def shown(node: Node) -> object:
    """A node as plain Python."""
    if isinstance(node, Record):
        return {str(key): shown(value) for key, value in node.fields.items()}
    return [shown(value) for value in node.nodes] if isinstance(node, Items) else str(node)


FINE: Mapping[str, tuple[str, object]] = {
    "empty file": ("", {}),
    "only comments": ("# 本单位没有项目\n\n  # 名称：待填\n", {}),
    "one document mark": ("---\n名称: 甲\n", {"名称": "甲"}),
    "document end": ("名称: 甲\n...\n", {"名称": "甲"}),
    "comments": (
        "# 说明：见附表\n支出: # 单位：万元\n  # - {科目：1}\n  - {科目: 2013101}\n收入:   # *见表 2\n  事业收入: 1\n",
        {"支出": [{"科目": "2013101"}], "收入": {"事业收入": "1"}},
    ),
    "comment after quotes and braces": (
        "甲: '1' # 一\n乙: {丙: 1} # 二\n丁: [1] #三\n",
        {"甲": "1", "乙": {"丙": "1"}, "丁": ["1"]},
    ),
    "indicator lines": (
        "指标:\n  - 产出/数量 | 配比 | =1:2\n  - 产出/数量 ｜ 人均：元 ｜ a:b\n  - 时间：上午\n  - 12:30\n  - -5\n",
        {"指标": ["产出/数量 | 配比 | =1:2", "产出/数量 ｜ 人均：元 ｜ a:b", "时间：上午", "12:30", "-5"]},
    ),
    "block of text with anything": (
        "说明: |\n  注意: 什么都行 # 是\n  涉及：&*!\n   - 多一格\n  - - x\n  %@`\n\n  {[\"'\n后: 2\n",
        {"说明": "注意: 什么都行 # 是\n涉及：&*!\n - 多一格\n- - x\n%@`\n\n{[\"'\n", "后": "2"},
    ),
    "folded text": ("说明: >-\n  甲：a\n  乙: b\n后: 2\n", {"说明": "甲：a 乙: b", "后": "2"}),
    "indented block": ("说明: |2-\n    缩进多两格\n  正文：b\n后: 2\n", {"说明": "  缩进多两格\n正文：b", "后": "2"}),
    "block in an item": (
        "任务:\n  - 说明: |\n      a：b\n      *x\n    金额: 2\n  -   内容: >\n        x：y\n      金额: 3\n",
        {"任务": [{"说明": "a：b\n*x\n", "金额": "2"}, {"内容": "x：y\n", "金额": "3"}]},
    ),
    "blocks as items": ("- |\n x:y\n a：b\n- >+\n c：d\n", ["x:y\na：b\n", "c：d\n"]),
    "block with comment": ("说明: | # 正文\n  a：b\n", {"说明": "a：b\n"}),
    "double quotes over lines": (
        '说明: "第一行：a\n  第二行：b: c # d\n  *第三行"\n后: 1\n',
        {"说明": "第一行：a 第二行：b: c # d *第三行", "后": "1"},
    ),
    "single quotes over lines": (
        "说明: '第一行：a\n  - b: c # d\n\n  *第三行 ''x'' '\n后: 1\n",
        {"说明": "第一行：a - b: c # d\n*第三行 'x' ", "后": "1"},
    ),
    "plain text over lines": (
        "说明: 一段很长的\n  文字：续行\n  *再续 a:b\n后: 1\n",
        {"说明": "一段很长的 文字：续行 *再续 a:b", "后": "1"},
    ),
    "text below its key": ("说明:\n  一段：文字\n  再续：文字\n后: 1\n", {"说明": "一段：文字 再续：文字", "后": "1"}),
    "item over lines": (
        "目标:\n  - 第一条：很长\n    续行：文字\n  - 第二条\n",
        {"目标": ["第一条：很长 续行：文字", "第二条"]},
    ),
    "list under its key": ("目标:\n- 第一条\n- 第二条：x\n后: 1\n", {"目标": ["第一条", "第二条：x"], "后": "1"}),
    "lists in lists": ("- - x\n  - y\n-\n  - z\n", [["x", "y"], ["z"]]),
    "braces over lines": (
        "支出: {科目: 2013101,\n  基本支出: 474.90,\n  说明: 甲：乙}\n后: 1\n",
        {"支出": {"科目": "2013101", "基本支出": "474.90", "说明": "甲：乙"}, "后": "1"},
    ),
    "brackets closed at the margin": (
        "支出: [\n  {科目: 1},\n  # 无\n  {科目: 2},\n]\n后: 1\n",
        {"支出": [{"科目": "1"}, {"科目": "2"}], "后": "1"},
    ),
    "keys at the margin in braces": ("支出: {\n科目: 1,\n金额: 2\n}\n", {"支出": {"科目": "1", "金额": "2"}}),
    "quotes in braces": ("甲: {乙: \"a: {b\", 丙: 'c, ]'}\n", {"甲": {"乙": "a: {b", "丙": "c, ]"}}),
    "keys with spaces": (
        "因公出国 （境）费: 1.00\n公务用车购置 : 2\n",
        {"因公出国 （境）费": "1.00", "公务用车购置": "2"},
    ),
    "quoted keys": ("\"8.合计|亿元\": 3\n'其中：甲': 4\n", {"8.合计|亿元": "3", "其中：甲": "4"}),
    "blank values": ("甲:\n乙: ''\n丙: \"\"\n丁: {上年: }\n", {"甲": "", "乙": "", "丙": "", "丁": {"上年": ""}}),
    "value after a tab": ("甲:\t1\n", {"甲": "1"}),
    "spaces at the end": ("甲: 1  \n  \n乙: 2\n", {"甲": "1", "乙": "2"}),
    "escapes of quotes": ('甲: "加强\\"三公\\"经费"\n', {"甲": '加强"三公"经费'}),
}


@pytest.mark.parametrize(("typed", "meant"), FINE.values(), ids=FINE.keys())
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_what_is_well_written_is_read_without_a_word(typed: str, meant: object, end: str) -> None:
    """Law: correct YAML gives what it means and no finding, in whatever style it is written."""
    node, findings = parse("budget.yaml", typed.replace("\n", end).encode())
    assert not findings
    assert shown(node) == meant


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be"])
def test_what_an_office_saves_is_read(encoding: str) -> None:
    """Law: a file whose encoding is plain is read; one that is not UTF-8 gets a notice, not an error."""
    typed = "名称: 揭阳市人民政府办公室\n职责:\n  - 负责市政府会议的准备\n"
    node, findings = parse("unit.yaml", typed.encode(encoding))
    assert shown(node) == {"名称": "揭阳市人民政府办公室", "职责": ["负责市政府会议的准备"]}
    assert [(found.code, found.severity) for found in findings] == (
        [] if encoding.startswith("utf-8") else [("Y04", "notice")]
    )
