"""The workbook: every sheet as it is printed, figures as numbers, and nothing that a spreadsheet would run."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest

from site_builder.formats.widths import edges
from site_builder.formats.workbook import CONTENTS, render_workbook, tabs
from site_builder.formats.worksheet import lay_out, number_format
from site_builder.sheets.sheet import Cell, Part, Row, Sheet
from site_builder.site.views.disclosure import DisclosureView
from tests.conftest import artifacts
from tests.examination import Examination

EMPTY = Sheet("收支总表", "income-and-expenditure", "收支总表", (), "万元", ())


def paths(site: Path, examination: Examination) -> Iterator[tuple[Path, tuple[Sheet, ...]]]:
    for audited in examination.disclosures:
        folder = site / audited.subject.unit.slug / audited.subject.disclosure.name
        yield folder / "disclosure.xlsx", audited.subject.sheets


@cache
def opened(path: Path) -> Any:  # noqa: ANN401 - openpyxl has no types
    return openpyxl.load_workbook(path)


def worksheets(site: Path, examination: Examination) -> Iterator[tuple[Any, Sheet]]:
    """Every worksheet with its sheet."""
    for path, sheets in paths(site, examination):
        yield from zip(opened(path).worksheets[1:], sheets, strict=True)


def lines(page: Any) -> list[list[tuple[Any, int, int]]]:  # noqa: ANN401
    """Row by row the cells that begin in it: cell, rows, columns; what a merged cell covers is left out."""
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    covered: set[tuple[int, int]] = set()
    for own in page.merged_cells.ranges:
        spans[own.min_row, own.min_col] = (own.max_row - own.min_row + 1, own.max_col - own.min_col + 1)
        covered |= {(row, column) for row, column in own.cells if (row, column) != (own.min_row, own.min_col)}
    return [
        [(cell, *spans.get((cell.row, cell.column), (1, 1))) for cell in row if (cell.row, cell.column) not in covered]
        for row in page.iter_rows()
    ]


def printed(sheet: Sheet) -> Iterator[tuple[list[Cell], int]]:
    """Line by line the cells that begin in it, and how many columns their block has."""
    for part in sheet.parts:
        head = [*part.header, *([tuple(Cell(text) for text in part.index)] if part.index else [])]
        for cells in (*head, *(row.cells for row in part.rows)):
            yield [cell for cell in cells if cell.rows], len(cells)


def shown(cell: Any) -> str:  # noqa: ANN401
    """What a spreadsheet shows in a cell: of a number, as its number format says."""
    if not isinstance(cell.value, int | float):
        return cell.value or ""
    pattern, _, below = cell.number_format.partition(";")
    places = len(pattern.rstrip("%").partition(".")[2])
    amount = Decimal(repr(cell.value)) * (100 if pattern.endswith("%") else 1)
    figure = amount.quantize(Decimal(1).scaleb(-places), rounding="ROUND_HALF_UP")
    figure = abs(figure) if below else figure
    return (f"{figure:,f}" if "," in pattern else f"{figure:f}") + ("%" if pattern.endswith("%") else "")


def test_the_sheets_come_back(real_site: Path, real: Examination) -> None:
    """Title, every cell's text in its place with the rows it spans, and the notes; a blank cell is empty."""
    for page, sheet in worksheets(real_site, real):
        read = lines(page)
        assert read[0][0][0].value == sheet.title
        body = read[2 if sheet.head else 1 :]
        expected = list(printed(sheet))
        for own, (cells, _) in zip(body, expected, strict=False):
            assert [(shown(cell), rows) for cell, rows, _ in own] == [(cell.text, cell.rows) for cell in cells]
            assert all(cell.value is None for (cell, *_), other in zip(own, cells, strict=True) if not other.text)
        assert [own[0][0].value for own in body[len(expected) :]] == list(sheet.notes)


def test_amounts_come_back(real_site: Path, real: Examination) -> None:
    """Every amount is a number, exact to the fifteen digits a spreadsheet keeps, unless it is printed otherwise."""
    seen = 0
    for page, sheet in worksheets(real_site, real):
        body = lines(page)[2 if sheet.head else 1 :]
        for own, (cells, _) in zip(body, printed(sheet), strict=False):
            for (cell, *_), other in zip(own, cells, strict=True):
                if other.amount is None:
                    assert not isinstance(cell.value, int | float), other.text
                else:
                    seen += 1
                    assert abs(Decimal(repr(cell.value)) - other.amount) <= abs(other.amount) / 10**15, other.text
    assert seen > 2000


def test_merges_come_back(real_site: Path, real: Examination) -> None:
    """In the widest block of a sheet every cell spans the columns it is printed over, no more and no fewer."""
    joined = 0
    for page, sheet in worksheets(real_site, real):
        body = lines(page)[2 if sheet.head else 1 :]
        for own, (cells, width) in zip(body, printed(sheet), strict=False):
            if width == page.max_column:
                assert [columns for *_, columns in own] == [cell.columns for cell in cells], sheet.title
                joined += sum(cell.columns > 1 or cell.rows > 1 for cell in cells)
            else:
                assert sum(columns for *_, columns in own) >= sum(cell.columns for cell in cells)
    assert joined > 300


def test_heads_are_whole(real_site: Path, real: Examination) -> None:
    """Everything that stands above a table stands above it here, the money unit last."""
    for page, sheet in worksheets(real_site, real):
        if sheet.head:
            above = [cell.value for cell, *_ in lines(page)[1]]
            assert "".join(above).replace("　", "") == "".join(sheet.head).replace("　", "")
            assert above[-1].endswith(sheet.head[-1])


def test_contents_lead_to_every_sheet(real_site: Path, real: Examination) -> None:
    """The first worksheet lists every sheet by its title, each with a link to its worksheet."""
    for path, sheets in paths(real_site, real):
        book = opened(path)
        assert book.sheetnames[0] == CONTENTS
        links = [(cell.value, cell.hyperlink.location) for row in book[CONTENTS] for cell in row if cell.hyperlink]
        expected = zip(sheets, book.sheetnames[1:], strict=True)
        assert links == [(sheet.title, f"'{name}'!A1") for sheet, name in expected]


def test_an_example_says_so(real_site: Path, real: Examination) -> None:
    """Whoever prints a page of an example sees that it is one."""
    for audited, (path, _) in zip(real.disclosures, paths(real_site, real), strict=True):
        for page in opened(path).worksheets:
            assert bool(page.oddHeader.center.text) == bool(audited.subject.disclosure.example)


def test_ready_to_print(real_site: Path, real: Examination) -> None:
    """A4, landscape where the sheet is wide, one page across, a repeated head, page numbers."""
    for page, sheet in worksheets(real_site, real):
        assert page.page_setup.paperSize == 9
        assert page.page_setup.orientation == ("landscape" if sheet.wide else "portrait")
        assert page.sheet_properties.pageSetUpPr.fitToPage
        assert (page.page_setup.fitToWidth or 1, page.page_setup.fitToHeight) == (1, 0)
        assert {"&P", "&N"} <= set(re.findall("&[PN]", page.oddFooter.center.text))
        heads = [part for part in sheet.parts if part.header]
        if len(heads) == 1:
            first, last = (int(number) for number in re.findall(r"\d+", page.print_title_rows))
            titles = {cell.value for row in lines(page)[first - 1 : last] for cell, *_ in row}
            assert titles == {cell.text for cells in heads[0].header for cell in cells} | set(heads[0].index)


def test_figures_have_room(real_site: Path, real: Examination) -> None:
    """No figure is wider than its column, where a spreadsheet would print ####."""
    for page, _ in worksheets(real_site, real):
        dimensions = page.column_dimensions.values()
        widths = {number: own.width for own in dimensions for number in range(own.min, own.max + 1)}
        for row in lines(page):
            for cell, _, columns in row:
                if columns == 1 and isinstance(cell.value, int | float):
                    assert len(shown(cell)) < widths[cell.column], cell.coordinate


def test_who_made_it_and_when(real_site: Path, real: Examination) -> None:
    """The file names the document and the unit, and no day that nobody stated."""
    for audited, (path, _) in zip(real.disclosures, paths(real_site, real), strict=True):
        about = opened(path).properties
        assert about.title == audited.subject.disclosure.title
        assert about.creator == audited.subject.unit.name
        assert about.created.year == about.modified.year == 1980


def test_nothing_runs_and_nothing_leads_out(real_site: Path, real: Examination) -> None:
    """No formula, no macro, no link to anywhere else; every member's time is the same."""
    for path, _ in paths(real_site, real):
        with ZipFile(path) as packed:
            assert {info.date_time for info in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
            data = b"".join(packed.read(name) for name in packed.namelist())
            assert not [name for name in packed.namelist() if re.search("vba|external|calcChain", name)]
        assert b"<f>" not in data
        assert b"<f " not in data
        assert b'TargetMode="External"' not in data


@pytest.fixture(scope="module")
def views(real: Examination) -> tuple[DisclosureView, ...]:
    """What the workbooks of the repository are made from."""
    found = [artifact.view for artifact in artifacts(real, pdf=False) if artifact.format == "workbook"]
    return tuple(view for view in found if isinstance(view, DisclosureView))


def test_formulas_stay_text(views: tuple[DisclosureView, ...]) -> None:
    """A text that looks like a formula, an address or an escape is written as the text it is, merged or not."""
    texts = (
        "=1+1",
        '=HYPERLINK("http://x")',
        "{=1}",
        "http://example.org",
        "@x",
        " 前后 ",
        "一\n二",
        "_x0041_",
        "䶮𠮷",
    )
    for columns in (1, 2):
        cells = tuple(Cell(text, columns=columns) for text in texts)
        spread = tuple(own for cell in cells for own in (cell, *[Cell("", rows=0)] * (columns - 1)))
        sheet = replace(EMPTY, title="=1", parts=(Part("", rows=(Row(spread),)),), notes=("=2",))
        data = render_workbook(replace(views[0], title="=3", sheets=(sheet,)))
        page = openpyxl.load_workbook(BytesIO(data)).worksheets[1]
        read = [[cell.value for cell, *_ in row] for row in lines(page)]
        assert read == [["=1"], list(texts), ["=2"]]
        with ZipFile(BytesIO(data)) as packed:
            assert b"<f" not in packed.read("xl/worksheets/sheet2.xml").replace(b"<fonts", b"")


def test_same_bytes(views: tuple[DisclosureView, ...]) -> None:
    """A workbook depends on its disclosure alone, not on what was written before."""
    first = render_workbook(views[-1])
    render_workbook(views[0])
    assert render_workbook(views[-1]) == first


def test_a_draft_says_so(views: tuple[DisclosureView, ...]) -> None:
    """Whoever prints a page of a draft sees that it is one."""
    book = openpyxl.load_workbook(BytesIO(render_workbook(replace(views[0], site=replace(views[0].site, draft=True)))))
    assert all("草稿" in page.oddHeader.center.text for page in book.worksheets)


@pytest.mark.parametrize(
    ("text", "amount", "pattern"),
    [
        ("1,022.51", "1022.51", "#,##0.00"),
        ("12.5", "12.5", "0.0"),
        ("12.5", "12.45", "0.0"),
        ("61800", "6.18E+4", "0"),
        ("-3.00", "-3", "0.00"),
        ("12.50%", "0.125", "0.00%"),
        ("0.00", "0", "0.00"),
        ("0.00", "-0.001", "0.00;0.00"),
    ],
)
def test_numbers_show_as_printed(text: str, amount: str, pattern: str) -> None:
    """The number format shows the exact amount as the table prints it."""
    assert number_format(Cell(text, Decimal(amount))) == pattern


@pytest.mark.parametrize(("text", "amount"), [("12.6", "12.5"), ("无", "0"), ("", "0"), ("+3", "3"), ("12", None)])
def test_what_is_printed_otherwise_is_text(text: str, amount: str | None) -> None:
    """A text quoted against its figure, a word in place of a figure and a code stay what is printed."""
    assert number_format(Cell(text, Decimal(amount) if amount else None)) == ""


def test_tabs_differ() -> None:
    """Names on tabs are short, allowed and each once, whatever the projects are called."""
    names = ("基建[一期]:*?/\\", "基建一期", "目录", "History", "'引'", "长" * 40, "长" * 41, "𠮷" * 20, "///", "")
    made = tabs(tuple(replace(EMPTY, record=name) for name in names))
    assert len({name.casefold() for name in (CONTENTS, "history", *made)}) == len(names) + 2
    for name in made:
        assert 0 < len(name.encode("utf-16-le")) // 2 <= 31
        assert not re.search(r"[\[\]:*?/\\]|^'|'$", name)


@pytest.mark.parametrize(
    ("block", "grid", "expected"),
    [
        ((10, 10), (10, 10), (0, 1, 2)),
        ((10, 10), (5, 5, 5, 5), (0, 2, 4)),
        ((30, 10), (10, 10, 10, 10), (0, 3, 4)),
        ((1, 1, 100), (10, 10, 10), (0, 1, 2, 3)),
        ((100, 1, 1), (10, 10, 10, 10), (0, 2, 3, 4)),
    ],
)
def test_blocks_share_a_grid(block: tuple[int, ...], grid: tuple[int, ...], expected: tuple[int, ...]) -> None:
    """A block of few columns is laid over many at the nearest lines; every column keeps at least one."""
    assert edges(block, grid) == expected


def test_every_text_has_room(real: Examination) -> None:
    """No box is lower than the lines its text takes at its width."""
    for audited in real.disclosures:
        for sheet in audited.subject.sheets:
            page = lay_out(sheet, "表")
            heights = page.heights
            for box in page.boxes:
                room = sum(page.widths[box.column : box.column + box.columns])
                needed = sum(-(-len(line.encode("gb18030")) // room) or 1 for line in box.text.split("\n"))
                height = sum(heights[box.row : box.row + box.rows])
                assert height >= needed * 13, (sheet.title, box.text)


def test_no_two_boxes_overlap(real: Examination) -> None:
    """Every place of a worksheet belongs to at most one box."""
    for audited in real.disclosures:
        for sheet in audited.subject.sheets:
            places: set[tuple[int, int]] = set()
            for box in lay_out(sheet, "表").boxes:
                own = {(box.row + y, box.column + x) for y in range(box.rows) for x in range(box.columns)}
                assert not own & places
                places |= own
