"""The printed document: tagged, complete, paged and self-contained, read with tools that did not make it."""

from __future__ import annotations

import os
import re
import subprocess
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from site_builder.build import Examination, build, examine
from site_builder.sheets.sheet import Sheet

RARE = "≤≥≧×㎡²〔〕“”—䶮㙍𠮷"


@dataclass(frozen=True)
class Document:
    """One PDF beside the sheets that it prints."""

    path: Path
    title: str
    sheets: tuple[Sheet, ...]

    def __hash__(self) -> int:
        """Documents are told apart by their paths."""
        return hash(self.path)

    @cached_property
    def file(self) -> pikepdf.Pdf:
        """The opened file."""
        return pikepdf.open(self.path)

    @cached_property
    def pages(self) -> list[str]:
        """Each page's text, without white space."""
        command = ["pdftotext", "-layout", "-enc", "UTF-8", str(self.path), "-"]
        text = subprocess.run(command, capture_output=True, check=True, timeout=50).stdout.decode()
        return ["".join(page.split()) for page in text.split("\f")[:-1]]

    @cached_property
    def lines(self) -> list[str]:
        """The lines of all pages as they are laid out."""
        command = ["pdftotext", "-layout", "-enc", "UTF-8", str(self.path), "-"]
        return subprocess.run(command, capture_output=True, check=True, timeout=50).stdout.decode().splitlines()


Documents = tuple[Document, ...]


@cache
def documents(site: Path, examination: Path) -> Documents:
    return tuple(_documents(site, examine(examination)))


def _documents(site: Path, examination: Examination) -> Iterator[Document]:
    for audited in examination.disclosures:
        disclosure = audited.subject.disclosure
        path = site / audited.subject.unit.slug / disclosure.name / "disclosure.pdf"
        yield Document(path, str(disclosure.title), audited.subject.sheets)


@pytest.fixture(params=["tiny", pytest.param("real", marks=pytest.mark.slow)])
def made(request: pytest.FixtureRequest) -> Documents:
    """The small site's document; then every document of the repository."""
    names = {"tiny": ("tiny_site", "tiny"), "real": ("real_documents", "real_content")}[request.param]
    site, content = (Path(request.getfixturevalue(name)) for name in names)
    return documents(site, content)


@pytest.fixture
def small(tiny_site: Path, tiny: Path) -> Document:
    """The small site's document."""
    return documents(tiny_site, tiny)[0]


def squeezed(text: str) -> str:
    return "".join(text.split())


def code_map(font: Any) -> dict[int, str]:  # noqa: ANN401 - pikepdf objects answer to any name
    """Glyph → text, by the font's ToUnicode table."""
    found: dict[int, str] = {}
    table = bytes(font.ToUnicode.read_bytes()).decode("ascii")
    for block in re.findall(r"beginbfchar(.*?)endbfchar", table, re.DOTALL):
        for code, text in re.findall(r"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>", block):
            found[int(code, 16)] = bytes.fromhex(text).decode("utf-16-be")
    return found


def shown(page: pikepdf.Page) -> Iterator[tuple[int, int, str | None]]:
    """Every glyph of a page: marked-content number (-1 outside), glyph number, text."""
    fonts = {name: code_map(font) for name, font in page.Resources.get("/Font", {}).items()}
    marks: list[int] = []
    codes: dict[int, str] = {}
    for instruction in pikepdf.parse_content_stream(page):
        operator, operands = str(instruction.operator), list(instruction.operands)
        if operator in {"BDC", "BMC"}:
            inner = operands[1].get("/MCID", -1) if operator == "BDC" and hasattr(operands[1], "get") else -1
            marks.append(int(inner))
        elif operator == "EMC":
            marks.pop()
        elif operator == "Tf":
            codes = fonts[str(operands[0])]
        elif operator in {"Tj", "TJ"}:
            parts = operands[0] if operator == "TJ" else operands
            data = b"".join(bytes(part) for part in parts if isinstance(part, pikepdf.String))
            for start in range(0, len(data), 2):
                glyph = int.from_bytes(data[start : start + 2], "big")
                yield (marks[-1] if marks else -1), glyph, codes.get(glyph)


@cache
def marked(document: Document) -> dict[tuple[int, int], str]:
    """(page, marked-content number) → text."""
    found: dict[tuple[int, int], str] = {}
    for number, page in enumerate(document.file.pages):
        for mark, _, text in shown(page):
            found[number, mark] = found.get((number, mark), "") + (text or "\ufffd")
    return found


def elements(node: Any) -> Iterator[Any]:  # noqa: ANN401
    """Structure elements in reading order."""
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from elements(kid)


def text_of(document: Document, node: Any, page: Any = None) -> str:  # noqa: ANN401
    """What a structure element says."""
    numbers = {own.objgen: number for number, own in enumerate(page_objects(document))}
    page = node.get("/Pg", page)
    said = ""
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, int):
            said += marked(document).get((numbers[page.objgen], kid), "")
        elif isinstance(kid, pikepdf.Dictionary) and "/MCID" in kid:
            said += marked(document).get((numbers[kid.get("/Pg", page).objgen], int(kid.MCID)), "")
        elif isinstance(kid, pikepdf.Dictionary):
            said += text_of(document, kid, page)
    return said


@cache
def page_objects(document: Document) -> list[pikepdf.Object]:
    return [page.obj for page in document.file.pages]


def links(file: pikepdf.Pdf) -> set[str]:
    """Every address that a file's pages lead to."""
    notes = [note for page in file.pages for note in page.get("/Annots", pikepdf.Array())]
    return {str(note.A.URI) for note in notes if "/A" in note and "/URI" in note.A}


def outline(document: Document) -> dict[str, int]:
    """Bookmark → number of its page, counted from 0."""
    numbers = {own.objgen: number for number, own in enumerate(page_objects(document))}
    found: dict[str, int] = {}

    def walk(items: list[pikepdf.OutlineItem]) -> None:
        for item in items:
            action = item.action or pikepdf.Dictionary()
            target = item.destination if item.destination is not None else action.D
            assert isinstance(target, pikepdf.Array)
            found.setdefault(squeezed(item.title), numbers[target[0].objgen])
            walk(list(item.children))

    with document.file.open_outline() as opened:
        walk(list(opened.root))
    return found


def test_tagged_and_titled(made: Documents) -> None:
    """A document is tagged, says that it is PDF/UA-1, its language is zh-CN, and its title is shown."""
    for document in made:
        root = document.file.Root
        assert bool(root.MarkInfo.Marked)
        assert str(root.Lang) == "zh-CN"
        assert bool(root.ViewerPreferences.DisplayDocTitle)
        assert str(document.file.docinfo["/Title"]) == document.title
        with document.file.open_metadata() as metadata:
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


def test_relative_links_stay_relative(content: Path, tmp_path: Path) -> None:
    """A link that a clerk types to a file beside the page is the same link in the PDF: no place of ours is added."""
    narrative = content / "shili-ju" / "2026-budget" / "narrative.md"
    narrative.write_text(narrative.read_text("utf-8") + "\n另见[数据](disclosure.json)。\n", "utf-8")
    report = build(content, tmp_path / "public")
    assert report.published, report.examination.findings
    with pikepdf.open(tmp_path / "public" / "shili-ju" / "2026-budget" / "disclosure.pdf") as file:
        assert links(file) == {"https://www.mof.gov.cn/", "disclosure.json"}


def test_it_is_valid(made: Documents) -> None:
    """The file's syntax is sound."""
    for document in made:
        assert document.file.check_pdf_syntax() == []
