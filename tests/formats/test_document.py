"""The printed document: tagged, complete, paged and self-contained, read with tools that did not make it."""

from __future__ import annotations

import os
import re
import subprocess
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest

from site_builder.build.chain import build
from tests.formats.printed import Document, Documents, elements, links, outline, shown, squeezed, text_of

RARE = "≤≥≧×㎡²〔〕“”—䶮㙍𠮷"


def test_tagged_and_titled(made: Documents) -> None:
    """A document is tagged, says that it is PDF/UA-1, its language is zh-CN, and its title is shown."""
    for document in made:
        root = document.file.Root
        assert bool(root.MarkInfo.Marked)
        assert str(root.Lang) == "zh-CN"
        assert bool(root.ViewerPreferences.DisplayDocTitle)
        assert str(document.file.docinfo["/Title"]) == document.title
        with pikepdf.open(document.path) as file, file.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            assert metadata["dc:title"] == document.title


def test_tab_order_follows_structure(made: Documents) -> None:
    """On every page with links the keyboard goes by the structure."""
    for document in made:
        assert all(str(page.get("/Tabs", "/S")) == "/S" for page in document.file.pages)
        assert all("/Tabs" in page for page in document.file.pages if "/Annots" in page)


def test_headings_skip_no_level(made: Documents) -> None:
    """Tagged headings begin with one H1 and skip no level."""
    for document in made:
        kinds = [str(node.S) for node in elements(document.file.Root.StructTreeRoot)]
        levels = [int(kind[2:]) for kind in kinds if re.fullmatch(r"/H[1-6]", kind)]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(later - level <= 1 for level, later in pairwise(levels)), document.path


def test_bookmarks_for_every_table(made: Documents) -> None:
    """Every table has a bookmark that leads to the page where its title stands."""
    for document in made:
        leads = outline(document)
        for sheet in document.sheets:
            assert squeezed(sheet.title) in leads, sheet.title
            assert squeezed(sheet.title) in document.pages[leads[squeezed(sheet.title)]], sheet.title


def test_contents_name_the_right_pages(made: Documents) -> None:
    """The page number beside a table in the contents is that of the page where the table starts."""
    for document in made:
        entries = [re.fullmatch(r"\s*(.+?)[\s.．·]{3,}(\d+)", line) for line in document.lines]
        listed = {squeezed(entry.group(1)): int(entry.group(2)) for entry in entries if entry}
        leads = outline(document)
        for sheet in document.sheets:
            title = squeezed(sheet.title)
            # Of an entry that takes two lines, the number stands on the second.
            ends = [page for said, page in listed.items() if title.endswith(said)]
            assert leads[title] + 1 == listed.get(title, ends[0] if ends else 0), title


def test_fonts_are_embedded(made: Documents) -> None:
    """Every font is embedded as a subset and can be turned back into text."""
    for document in made:
        fonts = [own for own in document.file.objects if isinstance(own, pikepdf.Dictionary)]
        described = [own for own in fonts if own.get("/Type") == "/FontDescriptor"]
        assert described
        assert all(any(f"/FontFile{kind}" in own for kind in ("", 2, 3)) for own in described)
        assert all("+" in str(own.FontName) for own in described)
        used = [own for own in fonts if own.get("/Type") == "/Font" and own.get("/Subtype") == "/Type0"]
        assert all("/ToUnicode" in own for own in used)


def test_no_glyph_is_missing(made: Documents) -> None:
    """No character is drawn as an empty box: every glyph drawn is one of the font's, and stands for a text."""
    for document in made:
        for number, page in enumerate(document.file.pages, start=1):
            missing = [(glyph, text) for _, glyph, text in shown(page) if glyph == 0 or not text]
            assert missing == [], f"{document.path.parent.parent.name} page {number}"


def test_rare_characters(small: Document) -> None:
    """Signs of indicator values and the rare characters of place names are there as text."""
    text = "".join(small.pages)
    assert [character for character in RARE if character not in text] == []


def test_every_page_is_numbered(made: Documents) -> None:
    """第 x 页，共 y 页 and the running title stand on every page but the cover."""
    for document in made:
        count = len(document.pages)
        assert count == len(document.file.pages)
        title = squeezed(document.title)
        assert "第1页" not in document.pages[0]
        for number, page in enumerate(document.pages[1:], start=2):
            assert page.endswith(f"第{number}页，共{count}页"), f"{document.path} page {number}"
            assert page.startswith(title), f"{document.path} page {number}"
            assert page != f"{title}第{number}页，共{count}页", f"{document.path} page {number} is blank"


def test_paper(made: Documents) -> None:
    """Every page is A4; wide tables start on landscape pages, the others on upright ones."""
    for document in made:
        leads = outline(document)
        sizes = [(float(page.mediabox[2]), float(page.mediabox[3])) for page in document.file.pages]
        assert {tuple(sorted(round(side) for side in size)) for size in sizes} == {(595, 842)}
        for sheet in document.sheets:
            width, height = sizes[leads[squeezed(sheet.title)]]
            assert (width > height) == sheet.wide, sheet.title


def test_heads_are_repeated(small: Document) -> None:
    """A table that runs over the page has its head on the next page too."""
    (long,) = (page for page in small.pages if "三十、抗疫特别国债安排的支出" in page)
    assert long.index("预算数") < long.index("三十、抗疫特别国债安排的支出")


def test_rows_are_not_torn(made: Documents) -> None:
    """Codes of seven digits and of twenty-one characters are never broken over lines."""
    for document in made:
        codes = {
            cell.text
            for sheet in document.sheets
            for part in sheet.parts
            for row in part.rows
            for cell in row.cells
            if cell.rows and re.fullmatch(r"\d{7}|[0-9A-Z]{20,21}", cell.text)
        }
        words = {word for line in document.lines for word in re.findall(r"[0-9A-Z]+", line)}
        assert codes <= words, document.path


def test_every_cell_is_tagged(made: Documents) -> None:
    """Read by its tags, a document has the text of every cell of every sheet, each as a table cell, in order."""
    for document in made:
        cells = [node for node in elements(document.file.Root.StructTreeRoot) if str(node.S) in {"/TD", "/TH"}]
        said = Counter(squeezed(text_of(document, node)) for node in cells)
        printed = Counter(
            squeezed(cell.text)
            for sheet in document.sheets
            for part in sheet.parts
            for row in part.rows
            for cell in row.cells
            if cell.rows and cell.text
        )
        assert dict(printed - said) == {}, document.path


def test_nothing_runs_off_the_page(made: Documents) -> None:
    """Every word lies within the paper's printable part."""
    for document in made:
        command = ["pdftotext", "-bbox", "-enc", "UTF-8", str(document.path), "-"]
        text = subprocess.run(command, capture_output=True, check=True, timeout=50).stdout.decode()
        for width, height, page in re.findall(
            r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>', text, re.DOTALL
        ):
            for x, y, right, bottom in re.findall(
                r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">', page
            ):
                assert 20 < float(x) <= float(right) < float(width) - 20
                assert 0 < float(y) <= float(bottom) < float(height)


def test_nothing_leads_out(made: Documents) -> None:
    """No link leads to a file or to the machine that built it, and nothing unpacked names a path of it."""
    for document in made:
        assert not [link for link in links(document.file) if re.match(r"file:|/|https?://(localhost|127\.)", link)]
        for own in document.file.objects:
            data = bytes(own.read_bytes()) if isinstance(own, pikepdf.Stream) else b""
            assert not re.search(rb"file:/|/tmp/|/home/|site_builder", data)
            assert os.fsencode(Path.cwd()) not in data
        assert "/JavaScript" not in document.file.Root.get("/Names", {})
        assert "/OpenAction" not in document.file.Root


@pytest.mark.parametrize("domain", ["域名: https://example.com/yusuan", ""])
def test_links_lead_there_from_anywhere(content: Path, tmp_path: Path, domain: str) -> None:
    """A link to a file beside the page has the site's address in the PDF, which may be anywhere, or else is text."""
    site = content / "site.yaml"
    site.write_text(site.read_text("utf-8").replace("域名: https://example.com/yusuan", domain), "utf-8")
    narrative = content / "shili-ju" / "2026-budget" / "narrative.md"
    typed = "\n另见[数据](disclosure.json)和[全县](../../index.html?甲=1&乙=2)，[邮箱](mailto:a@example.com)。\n"
    narrative.write_text(narrative.read_text("utf-8") + typed, "utf-8")
    report = build(content, tmp_path / "public")
    assert report.published, report.findings
    path = tmp_path / "public" / "shili-ju" / "2026-budget" / "disclosure.pdf"
    own = {"shili-ju/2026-budget/disclosure.json", "index.html?%E7%94%B2=1&%E4%B9%99=2"}
    with pikepdf.open(path) as file:
        anyway = {"https://www.mof.gov.cn/", "mailto:a@example.com"}
        assert links(file) == anyway | ({f"https://example.com/yusuan/{link}" for link in own} if domain else set())


def test_nothing_lies_about(made: Documents) -> None:
    """Every object of the file is part of the document."""
    for document in made:
        found: set[tuple[int, int]] = set()
        waiting: list[object] = [document.file.trailer]
        while waiting:
            own = waiting.pop()
            if isinstance(own, pikepdf.Object) and own.is_indirect and own.objgen in found:
                continue
            if isinstance(own, pikepdf.Object) and own.is_indirect:
                found.add(own.objgen)
            if isinstance(own, pikepdf.Dictionary | pikepdf.Stream):
                waiting += dict(own.items()).values()
            elif isinstance(own, pikepdf.Array):
                waiting += list(own)
        whole = {own.objgen for own in document.file.objects}
        kinds = Counter(str(document.file.get_object(gone).get("/Type")) for gone in whole - found)
        assert kinds.keys() <= {"/ObjStm", "/XRef"}


def test_it_is_valid(made: Documents) -> None:
    """The file's syntax is sound."""
    for document in made:
        assert document.file.check_pdf_syntax() == []
