"""What goes on over pages says so: merged cells, tables of the explanations, and the heads of tables."""

from __future__ import annotations

import re
from pathlib import Path

from site_builder.formats.continuing import continued
from site_builder.formats.document import render_document
from site_builder.formats.press import Press
from site_builder.formats.proofreading import HEADS, Fault
from site_builder.formats.tagging.finisher import mend_tags
from site_builder.formats.typesetting import typeset
from site_builder.site.theme import theme
from tests.conftest import artifacts
from tests.examination import examine
from tests.formats.conftest import MANY
from tests.formats.printed import Document
from tests.formats.test_structure import tables

PLACE = re.compile(r"第(\d+)处面积")
SPOT = re.compile(r"第(\d+)处修缮")


def pages(document: Document, found: re.Pattern[str]) -> list[str]:
    """The text of each page on which something stands, as it is drawn."""
    return [page for page in document.copied if found.search(page)]


def test_a_merged_cell_says_on_each_page_what_its_rows_are(long: Document) -> None:
    """Where a page begins inside a merged cell, its name stands there again with （续）, and nothing is said twice."""
    first, *others = pages(long, PLACE)
    assert others
    assert "产出指标（续）" not in first
    assert all(page.count("产出指标（续）") == page.count("数量指标（续）") == 1 for page in others)
    assert [int(number) for page in (first, *others) for number in PLACE.findall(page)] == list(range(1, MANY))


def test_a_merged_cell_that_fits_says_it_once(long: Document) -> None:
    """A merged cell that ends where its page does is not said to go on."""
    *_, last = pages(long, PLACE)
    assert "成本指标（续）" not in last
    assert "满意度指标（续）" not in last


def test_a_table_of_the_explanations_says_that_it_goes_on(long: Document) -> None:
    """A page that begins inside a table of the explanations says its name with （续）, and its head; no other does."""
    _, *others = pages(long, SPOT)
    assert others
    assert [page for page in long.copied if "修缮“明细”（续）" in page] == others
    assert all(page.startswith("处所做什么第") for page in others)


def test_a_total_of_the_explanations_stands_with_what_it_sums(long: Document) -> None:
    """The last row of a table in the explanations has two others on its page, and its caption stands above its head."""
    first, *_, last = pages(long, SPOT)
    assert "合计修缮" in last
    assert len(SPOT.findall(last)) > 1
    assert "修缮“明细”处所做什么第1处修缮" in first


def test_a_press_makes_the_same(long_content: Path) -> None:
    """A process that keeps pages cuts merged cells where one that makes the whole document does."""
    look = theme(long_content)
    (own,) = (own for own in artifacts(examine(long_content)) if own.format == "document")
    press = Press()
    assert press.document(own, look) == press.document(own, look) == render_document(own, look)


def table(heads: str, rows: str) -> str:
    """A page with one table below a heading."""
    return (
        "<html lang='zh-CN'><head><title>预算</title></head><body><section class='sheet'><h2 id='own'>绩效目标表</h2>"
        f"<table class='print'><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></section></body></html>"
    )


def set_in_type(page: str, style: str) -> bytes | tuple[Fault, ...]:
    return typeset(continued(page, style, "pdf/ua-1"), style, "pdf/ua-1", mend_tags, ())


def test_text_taller_than_a_page_goes_on_with_its_rows(tiny: Path, tmp_path: Path) -> None:
    """Text that no page has room for is spread over the rows of its cell, and is one cell to a screen reader."""
    text = "".join(f"第{number}句话，说明要做的事。" for number in range(400))
    values = "</tr><tr>".join(f"<td>值{number}</td>" for number in range(12))
    task = f"<th scope='row' rowspan='12'>养护</th><td rowspan='12' class='spread'>{text}</td>"
    page = table("<th>任务</th><th>主要内容</th><th>指标值</th>", f"<tr>{task}{values}</tr>")
    made = set_in_type(page, theme(tiny).style("document"))
    assert isinstance(made, bytes), made
    (tmp_path / "own.pdf").write_bytes(made)
    own = Document(tmp_path / "own.pdf", "", (), "")
    (found,) = tables(own)
    task_cell, long, *_ = [cell for cell in found.cells if cell.row == 1]
    assert (task_cell.text, task_cell.rows) == ("养护", 12)
    assert (long.text, long.rows) == (text, 12)
    assert all(cell.heads[0] == "养护" for cell in found.cells if cell.kind == "/TD")
    assert len(own.copied) > 1
    assert all("任务主要内容指标值" in each for each in own.copied)
    assert ["养护（续）" in each for each in own.copied] == [False] + [True] * (len(own.copied) - 1)


def test_a_row_taller_than_a_page_is_told(tiny: Path) -> None:
    """Where a cell is so tall that the heads of its table find no room, that is said of the cell."""
    long = f"<tr><th scope='row' rowspan='2'>养护</th><td>{'很长的内容。' * 900}</td></tr><tr><td>短</td></tr>"
    made = set_in_type(table("<th>任务</th><th>内容</th>", long), theme(tiny).style("document"))
    assert isinstance(made, tuple)
    assert {(own.code, own.spot.anchor, own.spot.row, own.spot.column) for own in made} == {(HEADS, "own", 1, 1)}
