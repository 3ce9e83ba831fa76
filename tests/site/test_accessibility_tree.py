"""What a screen reader gets: the accessibility tree that a browser makes of real tables, on a desk and on a phone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.browser.chromium import DESK, PHONE, Browser

pytestmark = pytest.mark.slow

HEBEI = "qinhuangdao-etdz-office/2022-budget"
MINISTRY = "demo-park-bureau/2026-budget"
NATIONAL = "demo-botanic-garden/2026-budget"
GUANGDONG = "jieyang-government-office/2026-budget"


class Said(NamedTuple):
    """One cell: what it is and what is read out."""

    role: str
    name: str


Row = tuple[Said, ...]
Tree = dict[str, dict[str, Any]]


def below(tree: Tree, top: str, *roles: str) -> Iterator[str]:
    """What is announced below a node, in reading order; what stands in another of these roles is not looked into."""
    for child in tree[top].get("childIds", ()):
        if child in tree:
            if not tree[child]["ignored"] and tree[child]["role"]["value"] in roles:
                yield child
            else:
                yield from below(tree, child, *roles)


@dataclass(frozen=True)
class Page:
    """What is announced on a page; what is hidden is not in it."""

    tree: Tree

    def names(self, *roles: str) -> list[str]:
        """What everything of these roles is called."""
        return [node["name"]["value"] for node in self.tree.values() if self._is(node, *roles)]

    def tables(self) -> dict[str, tuple[Row, ...]]:
        """The rows of every table, by the table's name."""
        return {
            node["name"]["value"]: tuple(self._row(row) for row in below(self.tree, number, "row"))
            for number, node in self.tree.items()
            if self._is(node, "table")
        }

    def row(self, table: str, *names: str) -> list[Said]:
        """The cells of the row that these headers name, without those headers."""
        rows = self.tables()[table]
        found = next(row for row in rows if [own.name for own in row if own.role == "rowheader"] == list(names))
        return [own for own in found if own.role != "rowheader"]

    def _row(self, row: str) -> Row:
        cells = [self.tree[own] for own in below(self.tree, row, "cell", "columnheader", "rowheader")]
        return tuple(Said(cell["role"]["value"], cell["name"]["value"]) for cell in cells)

    @staticmethod
    def _is(node: dict[str, Any], *roles: str) -> bool:
        return not node["ignored"] and node["role"]["value"] in roles


@dataclass(frozen=True)
class Reader:
    """A browser at work, and the site that it reads."""

    site: Path
    browser: Browser

    def page(self, address: str, width: int = DESK, media: str = "screen") -> Page:
        """A disclosure as it is announced."""
        return _page(self, address, width, media)


@cache
def _page(reader: Reader, address: str, width: int, media: str) -> Page:
    reader.browser.open((reader.site / address / "index.html").as_uri(), width, media)
    nodes = reader.browser.ask("Accessibility.getFullAXTree")["nodes"]
    return Page({node["nodeId"]: node for node in nodes})


@pytest.fixture(scope="module")
def reader(real_site: Path, browser: Browser) -> Reader:
    """What reads the repository's site."""
    return Reader(real_site, browser)


def cells(*texts: str) -> list[Said]:
    return [Said("cell", text) for text in texts]


@pytest.mark.parametrize("address", [HEBEI, MINISTRY, NATIONAL, GUANGDONG])
def test_a_phone_announces_what_a_desk_does(reader: Reader, address: str) -> None:
    """Cards and stacked sides are still tables: each row has all its cells in the order of the columns."""
    assert reader.page(address, PHONE).tables() == reader.page(address, DESK).tables()


@pytest.mark.parametrize("address", [HEBEI, MINISTRY, NATIONAL, GUANGDONG])
def test_every_table_has_a_name(reader: Reader, address: str) -> None:
    """Tables are told apart by their names, and places that scroll have the name of their table."""
    page = reader.page(address)
    names = page.names("table")
    assert all(names)
    assert len(names) == len(set(names))


def test_two_sided_table(reader: Reader) -> None:
    """In 收支总表 each side names its own figures; where one side has ended nothing is said."""
    page = reader.page(HEBEI)
    rows = page.tables()["单位预算收支总表"]
    assert [own.name for own in rows[0]] == ["序号", "收入", "支出"]
    assert [own.name for own in rows[1]] == ["项目", "预算数", "项目", "预算数"]
    assert {own.role for own in rows[0] + rows[1]} == {"columnheader"}
    names = ("八、附属单位上缴收入", "八、社会保障和就业支出")
    assert page.row("单位预算收支总表", *names) == cells("8", "无数据", "158.35")
    assert page.row("单位预算收支总表", "十、卫生健康支出") == cells("10", "", "", "66.82")


def test_table_of_accounts(reader: Reader) -> None:
    """In 支出总表 a row is named by level, code and name; every blank figure is said to be one."""
    page = reader.page(HEBEI)
    row = page.row("单位预算支出总表", "款 20131", "党委办公厅（室）及相关机构事务")
    assert row == cells("7", "547.78", "474.90", "72.88", "无数据", "无数据", "无数据")
    assert page.row("单位预算支出总表", "合计")[:4] == cells("1", "", "847.45", "735.17")
    assert page.names("region").count("单位预算支出总表") == 1
    assert page.names("group").count("单位预算支出总表") == 1, "what scrolls is no second landmark"


def test_two_row_head(reader: Reader) -> None:
    """In the ministries' 一般公共预算支出表 both rows of the head are column headers."""
    page = reader.page(MINISTRY)
    top, leaf = page.tables()["一般公共预算支出表"][:2]
    assert {own.role for own in top + leaf} == {"columnheader"}
    years = ["2025年执行数", "2026年预算数", "2026年预算数比2025年执行数"]
    assert [own.name for own in top] == ["功能分类科目", *years]
    assert [own.name for own in leaf] == ["科目编码", "科目名称", "小计", "基本支出", "项目支出", "增减额", "增减%"]
    row = page.row("一般公共预算支出表", "项 2060702", "科普活动")
    assert row == cells("27.80", "30.00", "无数据", "30.00", "2.20", "7.91%")


def test_three_public_laid_across(reader: Reader) -> None:
    """The ministries' “三公” table is one row under three rows of headers."""
    *heads, row = reader.page(MINISTRY).tables()["一般公共预算“三公”经费支出表"]
    assert [len(head) for head in heads] == [2, 8, 6]
    assert {own.role for head in heads for own in head} == {"columnheader"}
    assert [own.name for own in row[:6]] == ["37.78", "8.40", "27.58", "17.98", "9.60", "1.80"]


def test_three_public_laid_down(reader: Reader) -> None:
    """In the national “三公” table every item names its row; a zero is read as a zero."""
    page = reader.page(NATIONAL)
    assert page.row("一般公共预算“三公”经费支出表", "其中：公务用车购置费") == cells("0.00", "12.80", "12.80")


def test_indicators(reader: Reader) -> None:
    """An indicator is named by its levels and its name, also where the official table merges them."""
    page = reader.page(HEBEI)
    row = page.row("1、保密局保密工作经费绩效目标表：指标", "产出指标", "质量指标", "保密知识知晓率")
    assert row == cells("全区干部职工及群众对保密工作的了解程度", "≥95%", "年度工作计划")


def test_tasks(reader: Reader) -> None:
    """A task is a heading, its facts are terms with values, its indicators a table of their own."""
    page = reader.page(GUANGDONG)
    assert "3　公务用车购置" in page.names("heading")
    assert page.row("3　公务用车购置：任务", "成本指标", "经济成本指标", "设备购置费") == cells("是", "≤", "25万元")
    assert {"拟投入金额", "25 万元"} <= set(page.names("StaticText"))


def test_nothing_is_read_twice(reader: Reader) -> None:
    """Of the layout for print and that for the screen, one is there at a time."""
    on_screen, in_print = reader.page(GUANGDONG), reader.page(GUANGDONG, media="print")
    assert set(on_screen.tables()).isdisjoint(in_print.tables())
    assert len(in_print.tables()) == 2
    assert "无数据" not in in_print.names("StaticText")
    assert on_screen.names("StaticText").count("办公经费补充") <= 1


def test_levels_are_a_group_of_choices(reader: Reader) -> None:
    """The levels of a table of accounts are radio buttons in a group with a name."""
    page = reader.page(MINISTRY)
    assert set(page.names("radiogroup")) == {"科目层级"}
    assert {"只看类", "看到款", "看到项"} <= set(page.names("radio"))
