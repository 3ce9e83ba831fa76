"""Setting a page: nothing unreadable leaves the press, and tables keep together what belongs together."""

from __future__ import annotations

import gc
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from site_builder.build import examine
from site_builder.formats import typesetting
from site_builder.formats.paper import shares
from site_builder.formats.tagging.finisher import mend_tags
from site_builder.formats.typesetting import typeset
from site_builder.site.theme import theme
from site_builder.values.finding import BuildError

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


def set_in_type(own: str) -> bytes:
    return typeset(own, STYLE, "pdf/ua-1", lambda *_: None, ())


def test_whatever_can_be_printed_is() -> None:
    """A page without faults becomes a PDF, and the same page the same bytes."""
    own = page("教育支出", "1.00", "䶮㙍𠮷≧㎡", "2.00")
    assert set_in_type(own).startswith(b"%PDF-")
    assert set_in_type(own) == set_in_type(own)


@pytest.mark.parametrize("character", ["\ue000", "\U0010fffd"])
def test_no_character_is_printed_as_a_box(character: str) -> None:
    """A character that no font has stops the document; the message names it, its table, row and column."""
    with pytest.raises(BuildError, match=rf"U\+{ord(character):04X}.*收支总表.*第 3 行第 2 列"):
        set_in_type(page("一", "1.00", "二", f"2.00{character}"))


def test_no_figure_runs_into_the_next_column() -> None:
    """A figure wider than its column stops the document; the message names its table, row and column."""
    with pytest.raises(BuildError, match=r"收支总表.*第 2 行第 1 列"):
        set_in_type(page("123,456,789,012,345,678.90", "1.00"))


def test_nothing_is_cut_off_at_the_edge() -> None:
    """Text that runs off the paper stops the document; the message names the heading that it stands under."""
    own = page("一", "1.00").replace("</table>", f"</table><p style='white-space: nowrap'>{'字' * 80}</p>")
    with pytest.raises(BuildError, match="“收支总表”"):
        set_in_type(own)


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
    lean = typeset(own, style, "pdf/ua-1", mend_tags, ())
    monkeypatch.delattr(typesetting._Page, "_ua_stylesheets")
    assert typeset(own, style, "pdf/ua-1", mend_tags, ()) == lean


def test_every_rule_is_for_paper(tiny: Path, caplog: pytest.LogCaptureFixture) -> None:
    """The style of documents has nothing that WeasyPrint does not know, as what is meant for a screen."""
    typeset(page("教育支出", "1.00"), theme(tiny).style("document"), "pdf/ua-1", mend_tags, ())
    assert caplog.messages == []


def test_columns_fill_the_page(real_content: Path) -> None:
    """The columns of every block of every table share the whole width, and none is left without any."""
    for audited in examine(real_content).disclosures:
        for sheet in audited.subject.sheets:
            for block in shares(sheet):
                assert abs(sum(map(float, block)) - 100) < 0.1, sheet.title
                assert min(map(float, block)) > 1, sheet.title


@pytest.fixture
def pages(tiny: Path, tmp_path: Path) -> Callable[[int], list[str]]:
    """The text of each page, without white space, of a document with a table of so many rows and its total."""
    style = theme(tiny).style("document")

    def of(rows: int) -> list[str]:
        cells = [text for number in range(rows) for text in (f"行{number}", "1.00")]
        own = page(*cells, "合计行", f"{rows}.00").replace("<tr><td>合计行", "<tr class='total'><td>合计行")
        own = own.replace("<h1>", "<section class='cover'><h1>").replace("</h1>", "</h1></section>")
        own = own.replace("<h2>", "<h2 class='sheet-title' data-continued='收支总表（续）　单位：万元'>")
        (tmp_path / "own.pdf").write_bytes(typeset(own, style, "pdf/ua-1", mend_tags, ()))
        command = ["pdftotext", "-layout", "-enc", "UTF-8", str(tmp_path / "own.pdf"), "-"]
        text = subprocess.run(command, capture_output=True, check=True, timeout=50).stdout.decode()
        return ["".join(each.split()) for each in text.split("\f")[1:-1]]

    return of


def test_pages_that_go_on_say_so(pages: Callable[[int], list[str]]) -> None:
    """Where a table goes on, the head of the page names it with （续） and its money unit, and the columns' titles."""
    first, *others = pages(120)
    assert "（续）" not in first
    assert len(others) > 1
    assert all(each.startswith("预算收支总表（续）单位：万元项目金额行") for each in others)


def test_totals_are_never_alone(pages: Callable[[int], list[str]]) -> None:
    """However many rows a table has, its total stands with the last of them."""
    for rows in range(38, 47):
        last = pages(rows)[-1]
        assert f"行{rows - 1}1.00合计行{rows}.00" in last
