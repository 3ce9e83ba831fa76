"""Setting a page: nothing unreadable leaves the press, and tables keep together what belongs together."""

from __future__ import annotations

import gc
import re
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from site_builder.formats import typesetting
from site_builder.formats.breaks import UPRIGHT, kept
from site_builder.formats.paper import shares
from site_builder.formats.proofreading import CELL, FACE, GLYPH, PAPER
from site_builder.formats.tagging.finisher import mend_tags
from site_builder.formats.typesetting import typeset
from site_builder.sheets.sheet import Cell, Part, Row
from site_builder.site.theme import theme
from site_builder.values.finding import BuildError
from tests.examination import examine

STYLE = """
@page { size: A4; margin: 20mm }
table { table-layout: fixed; width: 60mm; border-collapse: collapse }
td { white-space: nowrap }
"""


def page(*cells: str) -> str:
    """A page with one table of two columns, after a heading that is not its own."""
    rows = "".join(
        f"<tr><td>{left}</td><td>{right}</td></tr>" for left, right in zip(cells[::2], cells[1::2], strict=True)
    )
    return (
        "<!DOCTYPE html><html lang='zh-CN'><head><title>预算</title></head><body><h1>预算</h1>"
        f"<h2>收支总表</h2><table><thead><tr><th>项目</th><th>金额</th></tr></thead><tbody>{rows}</tbody></table></body></html>"
    )


def set_in_type(own: str, style: str = STYLE) -> bytes:
    made = typeset(own, style, "pdf/ua-1", mend_tags, ())
    assert isinstance(made, bytes), made
    return made


def faults(own: str, style: str = STYLE) -> list[tuple[str, str, int, int]]:
    """Code, heading, row and column of everything wrong with a page."""
    made = typeset(own, style, "pdf/ua-1", mend_tags, ())
    assert isinstance(made, tuple)
    return [(own.code, own.spot.heading, own.spot.row, own.spot.column) for own in made]


def test_whatever_can_be_printed_is() -> None:
    """A page without faults becomes a PDF, and the same page the same bytes."""
    own = page("教育支出", "1.00", "䶮㙍𠮷≧㎡", "2.00")
    assert set_in_type(own).startswith(b"%PDF-")
    assert set_in_type(own) == set_in_type(own)


@pytest.mark.parametrize("character", ["\ue000", "\U0010fffd"])
def test_no_character_is_printed_as_a_box(character: str) -> None:
    """A character that no font has stops the document, wherever it stands."""
    own = page("一", "1.00", f"二{character}", f"2.00{character}")
    assert faults(own) == [(GLYPH, "收支总表", 2, 0), (GLYPH, "收支总表", 2, 1)]


def test_no_figure_runs_into_the_next_column() -> None:
    """A figure wider than its column stops the document."""
    assert faults(page("123,456,789,012,345,678.90", "1.00")) == [(CELL, "收支总表", 1, 0)]


@pytest.mark.parametrize("style", ["white-space: nowrap", "position: relative; top: 260mm"])
def test_nothing_is_cut_off_at_the_edge(style: str) -> None:
    """Text that runs off the paper stops the document, beside it or below it."""
    own = page("一", "1.00").replace("</table>", f"</table><p style='{style}'>{'字' * 80}</p>")
    assert [(code, heading) for code, heading, _, _ in faults(own)] == [(PAPER, "收支总表")]


def test_no_face_stands_in_for_another() -> None:
    """A face that is asked for and not there stops the document: its text would be set in any other."""
    style = STYLE + "h2 { font-family: 'No Such Face', serif } td { font-family: serif }"
    assert faults(page("一", "1.00"), style) == [(FACE, "收支总表", 0, 0)]
    assert set_in_type(page("一", "1.00"), style.replace("serif", '"Noto Serif CJK SC"'))


def test_every_fault_is_told() -> None:
    """Of several faults none hides another."""
    own = page("123,456,789,012,345,678.90", "1.00", "一\ue000", "2.00\ue001")
    own = own.replace("</table>", f"</table><p style='white-space: nowrap'>{'字' * 80}</p>")
    assert {(code, row, column) for code, _, row, column in faults(own)} == {
        (CELL, 1, 0),
        (GLYPH, 2, 0),
        (GLYPH, 2, 1),
        (PAPER, 0, 0),
    }


def test_template_that_is_no_xhtml() -> None:
    """A template that leaves an element open is named as the fault: nothing is guessed."""
    with pytest.raises(BuildError, match="XHTML"):
        set_in_type(page("一", "1.00").replace("</h1>", "<br></h1>"))
    assert gc.isenabled()


def test_nothing_is_fetched() -> None:
    """A page that refers to a file elsewhere is not set: what it would show depends on the machine."""
    with pytest.raises(BuildError, match="/etc/hostname"):
        set_in_type(page("一", "1.00").replace("</h1>", "</h1><img alt='章' src='file:///etc/hostname'/>"))


def test_rules_left_out_change_nothing(tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page is the same bytes with WeasyPrint's own first rules and with those of them that documents need."""
    own = page("教育支出", "1.00").replace("</body>", "<ul><li>甲<ol><li>乙</li></ol></li></ul></body>")
    style = theme(tiny).style("document")
    lean = set_in_type(own, style)
    monkeypatch.delattr(typesetting._Page, "_ua_stylesheets")
    assert set_in_type(own, style) == lean


def test_every_rule_is_for_paper(tiny: Path, caplog: pytest.LogCaptureFixture) -> None:
    """The style of documents has nothing that WeasyPrint does not know, as what is meant for a screen."""
    set_in_type(page("教育支出", "1.00"), theme(tiny).style("document"))
    assert caplog.messages == []


def test_columns_fill_the_page(real_content: Path) -> None:
    """The columns of every block of every table share the whole width, and none is left without any."""
    for audited in examine(real_content).disclosures:
        for sheet in audited.subject.sheets:
            for block in shares(sheet):
                assert abs(sum(block) - 100) < 0.1, sheet.title
                assert min(block) > 1, sheet.title


Pages = Callable[[Part], list[str]]
"""The text of each page, without white space, of a document with a table of these rows."""


@pytest.fixture
def pages(tiny: Path, tmp_path: Path) -> Pages:
    """Documents with one table, set in our style."""
    style = theme(tiny).style("document")

    def of(part: Part) -> list[str]:
        own = page().replace("<tbody>", f"<tbody>{body(part)}")
        own = own.replace("<h1>", "<section class='cover'><h1>").replace("</h1>", "</h1></section>")
        own = own.replace("<h2>", "<h2 class='sheet-title' data-continued='收支总表（续）　单位：万元'>")
        (tmp_path / "own.pdf").write_bytes(set_in_type(own, style))
        command = ["pdftotext", "-layout", "-enc", "UTF-8", str(tmp_path / "own.pdf"), "-"]
        text = subprocess.run(command, capture_output=True, check=True, timeout=50).stdout.decode()
        return ["".join(each.split()) for each in text.split("\f")[1:-1]]

    return of


def body(part: Part) -> str:
    """The rows of a block as the template marks them."""
    lines = (
        "".join(f"<td rowspan='{cell.rows}'>{cell.text}</td>" for cell in row.cells if cell.rows) for row in part.rows
    )
    return "".join(
        f"<tr class='{'kept' * together}'>{line}</tr>"
        for line, together in zip(lines, kept(part, (50, 50), UPRIGHT), strict=True)
    )


def rows(count: int, *, group: int = 1, levels: str = "") -> Part:
    """Rows, of which each so many have a merged cell, and whose levels are these over and over."""
    return Part(
        "",
        rows=tuple(
            Row(
                (Cell(f"行{number}。", rows=0 if number % group else group), Cell(f"数{number}。")),
                level=levels[number % len(levels)] if levels else "",
            )
            for number in range(count)
        ),
    )


def begins(pages: list[str]) -> list[int]:
    """The number of the row that each page begins with."""
    return [int(found[1]) for each in pages if (found := re.search(r"数(\d+)。", each))]


def test_pages_that_go_on_say_so(pages: Pages) -> None:
    """Where a table goes on, the head of the page names it with （续） and its money unit, and the columns' titles."""
    first, *others = pages(rows(120))
    assert "（续）" not in first
    assert len(others) > 1
    assert all(each.startswith("预算收支总表（续）单位：万元项目金额行") for each in others)


def test_no_row_ends_a_table_alone(pages: Pages) -> None:
    """Where a table has few rows too many for its pages, the last of them has three."""
    _, full, *_ = begins(pages(rows(120)))
    for count in (full + 1, full + 2, full + 3):
        assert begins(pages(rows(count))) == [0, count - 3]


@pytest.mark.parametrize("group", [4, 7])
def test_merged_cells_are_not_torn(pages: Pages, group: int) -> None:
    """The rows of a merged cell stand on one page."""
    starts = begins(pages(rows(84, group=group)))
    assert len(starts) > 1
    assert [start % group for start in starts] == [0] * len(starts)


def test_entries_stand_with_their_group(pages: Pages) -> None:
    """A page ends with no 类 or 款 whose entries are on the next."""
    starts = begins(pages(rows(90, levels="类款项")))
    assert len(starts) > 1
    assert [start % 3 for start in starts] == [0] * len(starts)


def test_what_needs_more_than_a_page_is_parted(pages: Pages) -> None:
    """Where a merged cell is taller than a page, its rows go on on the next, with nothing lost."""
    own = pages(rows(100, group=100))
    assert [int(number) for each in own for number in re.findall(r"数(\d+)。", each)] == list(range(100))


def test_totals_stand_with_what_they_sum() -> None:
    """A total stands with the row before it, wherever it stands; the first row of a block with none before."""
    part = replace(rows(9), rows=tuple(replace(row, level="合计") for row in rows(9).rows))
    assert kept(part, (50, 50), UPRIGHT) == (False, *(True,) * 8)
