"""Tables on a screen: every row has an address, every blank says so, and nothing of the sheets is lost."""

from __future__ import annotations

import gzip
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from site_builder.sheets.sheet import Cell, Part, Row, Sheet
from site_builder.site.views.anchors import anchors
from site_builder.site.views.card import card
from site_builder.site.views.screen import ScreenPart, screen
from tests.conftest import Typed
from tests.examination import Examination
from tests.site.test_pages import Tag, pages

LEVELS = {"class": "类", "section": "款", "item": "项"}


@pytest.fixture
def sheets(real: Examination) -> tuple[Sheet, ...]:
    """Every table of the repository's content."""
    return tuple(sheet for audited in real.disclosures for sheet in audited.subject.sheets)


def shown(sheets: tuple[Sheet, ...]) -> Iterator[tuple[Sheet, Part, ScreenPart]]:
    """Every part of every sheet with what a screen shows of it."""
    for sheet in sheets:
        for part, own in zip(sheet.parts, screen(sheet).parts, strict=True):
            yield sheet, part, own


def disclosures(site: Path) -> list[Tag]:
    """The page of every disclosure."""
    return [page for page in pages(site).values() if any(own.has("sheet") for own in page.all("section"))]


def sections(site: Path) -> list[Tag]:
    """Every sheet as its page has it."""
    return [own for page in disclosures(site) for own in page.all("section") if own.has("sheet")]


def tables(within: Tag) -> list[Tag]:
    """The tables that a screen shows."""
    return [table for table in within.all("table") if table.has("rows")]


def rows(table: Tag) -> list[Tag]:
    """The body rows of a table."""
    return [row for group in table.own("tbody") for row in group.own("tr")]


def test_rows_are_not_lost(sheets: tuple[Sheet, ...]) -> None:
    """A screen shows every text of every row, merged ones in each: in the row, or in the head of its task."""
    for sheet, part, own in shown(sheets):
        said = [
            {*block.title.split("　"), *(fact.text for fact in block.facts), *(cell.text for cell in line.cells)}
            for block in own.blocks
            for line in block.rows
        ]
        for row, heard in zip(part.rows if part.columns else (), said, strict=True):
            lost = {cell.text for cell in row.cells} - heard - {text.partition(" ")[0] for text in heard}
            assert lost <= {""}, sheet.title


def test_tasks_hold_their_own_indicators(sheets: tuple[Sheet, ...]) -> None:
    """Where tasks contain indicators, each task is one block: as many as the official layout merges."""
    found = 0
    for sheet, part, own in shown(sheets):
        if any(block.title for block in own.blocks):
            spans = [row.cells[1].rows for row in part.rows if row.cells[1].rows]
            assert [len(block.rows) for block in own.blocks] == spans, sheet.title
            found += 1
    assert found


def test_cards_are_not_lost(sheets: tuple[Sheet, ...]) -> None:
    """Every value of a card is stated once, under a label that no other has."""
    for sheet, part, own in shown(sheets):
        if not part.columns:
            cells = [cell for row in part.rows for cell in row.cells if cell.rows and not cell.head and cell.text]
            stated = Counter(fact.text.removesuffix(f" {sheet.unit}") for fact in own.facts if fact.text)
            assert stated == Counter(cell.text for cell in cells), sheet.title
            labels = [fact.label for fact in own.facts]
            assert all(labels), sheet.title
            assert len(labels) == len(set(labels)), sheet.title


def grid(*lines: tuple[Cell, ...]) -> Part:
    return Part("", rows=tuple(Row(line) for line in lines))


def head(text: str, rows: int = 1) -> Cell:
    return Cell(text, head=True, rows=rows)


COVERED = Cell("", rows=0)


def test_a_value_is_labelled_by_its_neighbour() -> None:
    """The label of a value is the name to its left; one that runs down several lines goes before it."""
    part = grid((head("预算", 2), head("基本支出"), Cell("8")), (COVERED, head("项目支出"), Cell("")))
    assert [(fact.label, fact.text) for fact in card(part, "万元")] == [("预算：基本支出", "8"), ("预算：项目支出", "")]


def test_a_value_is_labelled_by_the_title_above() -> None:
    """Under a line of titles a value has the title above it, also beside a name that runs down."""
    part = grid((head("计划", 2), head("6月底"), head("12月底")), (COVERED, Cell("40%"), Cell("60%")))
    assert [(fact.label, fact.text) for fact in card(part, "万元")] == [("计划：6月底", "40%"), ("计划：12月底", "60%")]


def test_a_line_of_values_titles_nothing() -> None:
    """A name that stands among values is no title of what is below it."""
    part = grid((head("资金", 2), head("预算数"), Cell("9")), (COVERED, Cell("修房", columns=2), COVERED))
    assert [(fact.label, fact.text) for fact in card(part, "万元")] == [("资金：预算数", "9"), ("资金", "修房")]


def test_accounts_have_their_codes_as_addresses(typed: Typed) -> None:
    """The row of an account is at table-code, in one-sided tables and on the expenditure side of two-sided ones."""
    found = typed({"budget.yaml": "支出:\n  - {科目: 2013101, 基本支出: 1}\n"})
    one = {found_row.row for part in anchors(found.sheet("支出总表")) for found_row in part}
    assert {"expenditure-201", "expenditure-20131", "expenditure-2013101"} <= one
    two = {found_row.of("支出") for part in anchors(found.sheet("收支总表")) for found_row in part}
    assert "income-and-expenditure-201" in two


def test_addresses_do_not_move(typed: Typed) -> None:
    """A row keeps its address when other accounts are added before it."""
    before = typed({"budget.yaml": "支出:\n  - {科目: 2080501, 基本支出: 1}\n"})
    after = typed({"budget.yaml": "支出:\n  - {科目: 2013101, 基本支出: 3}\n  - {科目: 2080501, 基本支出: 1}\n"})
    for table in ("支出总表", "收支总表", "一般公共预算支出表"):
        old, new = (
            {a for part in anchors(own.sheet(table)) for row in part for _, a in row.sides} for own in (before, after)
        )
        assert {anchor for anchor in old if re.search(r"-208\d*$", anchor)} <= new, table


def test_a_code_that_stands_twice_is_no_address(sheets: tuple[Sheet, ...]) -> None:
    """No two rows share an address, whatever their codes."""
    part = Part("", rows=tuple(Row((), keys=(("", key),)) for key in ("201", "202", "201", "合计")))
    sheet = Sheet("表", "t", "表", (), "万元", (part,))
    assert [own.row for own in anchors(sheet)[0]] == ["t-row-1", "t-202", "t-row-3", "t-row-4"]
    for own in sheets:
        ids = [row.row for found in anchors(own) for row in found]
        assert len(ids) == len(set(ids)), own.title


def test_rows_link_to_themselves(real_site: Path) -> None:
    """The name of every row is a link to its own place, and so are the titles of tables and tasks."""
    for section in sections(real_site):
        headings = [own for own in section.all("h3", "h4") if own.has("sheet-title") or section.has("task")]
        assert all(next(own.all("a")).attributes["href"].startswith("#") for own in headings)
        for row in (row for table in tables(section) for row in rows(table)):
            names = [cell for cell in row.own("th") if list(cell.all("a"))]
            ids = [cell.attributes.get("id", row.attributes["id"]) for cell in names]
            assert [link.attributes["href"] for cell in names for link in cell.all("a")] == [f"#{own}" for own in ids]
            assert bool(names) == bool(row.own("th"))


def test_blanks_are_spoken(real_site: Path) -> None:
    """A blank figure is a dash to the eye and “无数据” to the ear; where nothing can stand there is neither."""
    for cell in (
        cell for own in sections(real_site) for table in tables(own) for row in rows(table) for cell in row.own("td")
    ):
        if cell.has("none"):
            dash, word = cell.own("span")
            assert (dash.text, dash.attributes["aria-hidden"]) == ("—", "true")
            assert (word.text, word.has("aside")) == ("无数据", True)
        else:
            assert bool(cell.text) != cell.has("void")


def test_blank_is_not_zero(typed: Typed) -> None:
    """A typed 0 is shown as 0, and what was not typed is a blank."""
    found = typed({"budget.yaml": "三公经费: {公务接待费: 0, 公务用车运行维护费: 2}\n"})
    (part,) = screen(found.sheet("三公经费")).parts
    texts = {line.cells[0].text: line.cells[2] for line in part.blocks[0].rows}
    zero, blank = texts["三、公务接待费"], texts["一、因公出国（境）费"]
    assert (zero.text, "none" in zero.classes) == ("0.00", False)
    assert (blank.text, "none" in blank.classes) == ("", True)


def test_a_side_that_has_ended_is_silent(sheets: tuple[Sheet, ...]) -> None:
    """In a two-sided table, places beside a row of the other side are no missing data."""
    for _, part, own in shown(sheets):
        for row, line in zip(part.rows, own.blocks[0].rows if own.layout == "sides" else (), strict=False):
            for column, cell in zip(part.columns, line.cells, strict=True):
                if column.side and column.side not in dict(row.keys):
                    assert "none" not in cell.classes


def test_the_official_layout_is_as_the_law_has_it(real_site: Path) -> None:
    """Beside screen tables, the layout for print keeps its blanks; every sheet has each layout once."""
    for section in sections(real_site):
        for official in (own for own in section.all("div") if own.has("official")):
            assert not list(official.all("span", "a")) or all(own.has("aside") for own in official.all("span"))
            assert "无数据" not in official.text
        assert list(section.all("table"))


def test_levels_can_be_chosen(real_site: Path) -> None:
    """A table of accounts offers its levels as one group with a name; at first all are in view, and all are there."""
    found = 0
    for section in sections(real_site):
        levels = {name for table in tables(section) for row in rows(table) for name in LEVELS if row.has(name)}
        groups = list(section.all("fieldset"))
        assert len(groups) == (len(levels) > 1)
        for group in groups:
            choices = list(group.all("input"))
            assert next(group.all("legend")).text
            assert [own.attributes["value"] for own in choices] == [name for name in LEVELS if name in levels]
            assert [("checked" in own.attributes) for own in choices] == [False] * (len(choices) - 1) + [True]
            assert len({own.attributes["name"] for own in choices}) == 1
            found += 1
    assert found


def test_levels_are_said(real_site: Path) -> None:
    """The first name of an account's row says its level in words, not by its place alone."""
    for row in (row for section in sections(real_site) for table in tables(section) for row in rows(table)):
        for name in (name for name in LEVELS if row.has(name)):
            assert row.own("th")[0].text.startswith(f"{LEVELS[name]} ")


def test_wide_tables_scroll(real_site: Path) -> None:
    """What may be wider than the page can be scrolled by keyboard, and the place has the table's name."""
    found = 0
    for section in sections(real_site):
        for place in (own for own in section.all("div") if own.has("scroll")):
            (table,) = place.own("table")
            widest = max((len(row.own("th", "td")) for row in rows(table)), default=0)
            assert ("tabindex" in place.attributes) == (place.attributes.get("role") == "group")
            if "tabindex" in place.attributes:
                assert place.attributes["aria-labelledby"] == table.own("caption")[0].attributes["id"]
                found += 1
            elif table.has("rows"):
                assert widest <= 8
    assert found


def test_titles_above_several_columns_head_a_group(real_site: Path) -> None:
    """A title above several columns has its own column group, as wide as itself."""
    for table in (table for section in sections(real_site) for table in section.all("table") if table.own("colgroup")):
        widths = [len(group.own("col")) for group in table.own("colgroup")]
        (first, *_) = table.own("thead")[0].own("tr")
        assert [int(cell.attributes.get("colspan", "1")) for cell in first.own("th")] == widths
        for cell, width in zip(first.own("th"), widths, strict=True):
            assert cell.attributes["scope"] == ("colgroup" if width > 1 else "col")


def test_figures_on_cards_have_titles(real_site: Path) -> None:
    """Each value that a card shows carries its column's title, and no two of a row have the same."""
    for table in (table for section in sections(real_site) for table in tables(section) if table.has("cards")):
        for row in rows(table):
            labels = [
                cell.attributes["data-label"]
                for cell in row.own("td")
                if not cell.has("void") and not cell.has("number") and (cell.has("first") or not cell.has("none"))
            ]
            assert all(labels)
            assert len(labels) == len(set(labels))


def test_pages_are_light(real_site: Path) -> None:
    """A disclosure's page with its style takes at most 60 KB over the network."""
    style = len(gzip.compress((real_site / "assets" / "site.css").read_bytes()))
    for path in real_site.glob("*/20*/index.html"):
        assert len(gzip.compress(path.read_bytes())) + style <= 60_000, path
