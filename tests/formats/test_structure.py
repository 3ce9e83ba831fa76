"""The structure tree of printed documents, cell by cell against the sheets: what a validator cannot know."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import Any
from xml.etree import ElementTree as ET

import pikepdf
import pytest

from site_builder.formats.tagging.grid import grid, heads
from site_builder.sheets.sheet import Cell, Part
from tests.formats.printed import Document, Documents, elements, marked, squeezed, text_of

FILLED = {"/TD", "/TH"}
"""Elements that may have nothing below them."""


@dataclass(frozen=True)
class Tagged:
    """One cell as the tree has it."""

    kind: str
    text: str
    row: int
    column: int
    rows: int
    columns: int
    scope: str
    heads: tuple[str, ...]
    """The texts of the heads that it names, in order."""


@dataclass(frozen=True)
class Table:
    """One table as the tree has it."""

    groups: tuple[str, ...]
    cells: tuple[Tagged, ...]

    @property
    def rows(self) -> list[list[str]]:
        """Texts, row by row."""
        last = max(cell.row for cell in self.cells)
        return [[cell.text for cell in self.cells if cell.row == row] for row in range(last + 1)]


def kids(node: Any) -> list[Any]:  # noqa: ANN401 - pikepdf objects answer to any name
    """Elements directly below another."""
    below = node.get("/K", [])
    found = list(below) if isinstance(below, pikepdf.Array) else [below]
    return [kid for kid in found if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]


@cache
def names(document: Document) -> dict[bytes, Any]:
    """The tree of names: each head by its name."""
    own = list(document.file.Root.StructTreeRoot.IDTree.Names)
    return {bytes(name): element for name, element in zip(own[::2], own[1::2], strict=True)}


@cache
def tables(document: Document) -> tuple[Table, ...]:
    """Every table of a document in reading order."""
    found = [node for node in elements(document.file.Root.StructTreeRoot) if str(node.S) == "/Table"]
    return tuple(Table(tuple(str(kid.S) for kid in kids(node)), tuple(cells(document, node))) for node in found)


def cells(document: Document, table: Any) -> Iterator[Tagged]:  # noqa: ANN401
    """The cells of a table at their places, which no two share and none leaves free."""
    rows = [row for kid in kids(table) for row in ([kid] if str(kid.S) == "/TR" else kids(kid))]
    taken: set[tuple[int, int]] = set()
    for row, own in enumerate(rows):
        for cell in kids(own):
            said = cell.A
            column = next(free for free in range(1000) if (row, free) not in taken)
            high, wide = int(said.get("/RowSpan", 1)), int(said.get("/ColSpan", 1))
            place = {(row + down, column + right) for down in range(high) for right in range(wide)}
            assert not place & taken
            taken |= place
            heads = tuple(text_of(document, names(document)[bytes(name)]) for name in said.get("/Headers", []))
            scope = str(said.get("/Scope", ""))
            text = squeezed(text_of(document, cell))
            yield Tagged(str(cell.S), text, row, column, high, wide, scope, tuple(map(squeezed, heads)))
    width = max(column for _, column in taken) + 1
    assert taken == {(row, column) for row in range(len(rows)) for column in range(width)}, document.path


def parts(document: Document) -> list[Part]:
    """What is printed as one table each."""
    return [part for sheet in document.sheets for part in sheet.parts]


def printed(grid: tuple[tuple[Cell, ...], ...]) -> list[list[str]]:
    """The texts of a grid's own cells; what a merged neighbour covers is not printed."""
    return [[squeezed(cell.text) for cell in row if cell.rows] for row in grid]


def owners(part: Part) -> dict[tuple[int, int], tuple[int, int, Cell]]:
    """(row, column) of the body → the cell that covers it and where that begins."""
    found = {}
    for row, line in enumerate(part.rows):
        for column, cell in enumerate(line.cells):
            for down in range(cell.rows):
                for right in range(cell.columns):
                    found[row + down, column + right] = (row, column, cell)
    return found


def row_heads(part: Part, row: int, column: int) -> list[str]:
    """The heads of a cell's row: in a table all to its left on its own side; in a card the nearest to its left
    and those that adjoin it.

    In a card, a head beside several rows is the head of all that follows in them.
    """
    own = owners(part)
    begins = {own[row, other][:2]: own[row, other] for other in range(column)}
    left = [found for place, found in begins.items() if place != own[row, column][:2]]
    if part.columns:
        side = part.columns[column].side
        return [cell.text for _, at, cell in left if cell.head and part.columns[at].side in {"", side}]
    found: list[str] = []
    passed = False
    for _, _, cell in reversed(left):
        passed = passed or (bool(found) and not cell.head)
        found += [cell.text] if cell.head and (not passed or cell.rows > 1) else []
    return found[::-1]


def expected_heads(part: Part, row: int, column: int) -> list[str]:
    """What a body cell is to be announced with: the heads of its rows, then the titles of its columns."""
    cell = part.rows[row].cells[column]
    sides = [row_heads(part, row + down, column) for down in range(cell.rows)]
    titles = [own.path for own in part.columns[column : column + cell.columns]]
    return [squeezed(text) for text in chain(*sides, *titles)]


def test_one_table_for_each_printed_table(made: Documents) -> None:
    """However many pages it takes, a printed table is one Table: its head once, then all its rows."""
    for document in made:
        own = parts(document)
        assert len(tables(document)) >= len(own)
        for part, table in zip(own, tables(document), strict=False):
            body = ("/THead", "/TBody") if part.header else ("/TBody",)
            top = len(part.header) + bool(part.index)
            assert table.groups == (body if part.rows else ("/TR",) * top), document.path


def test_read_row_by_row(made: Documents) -> None:
    """Read by its tags, a table says every cell's whole text, row by row as the sheet has it, and nothing else."""
    for document in made:
        for part, table in zip(parts(document), tables(document), strict=False):
            index = [[squeezed(text) for text in part.index]] if part.index else []
            body = tuple(row.cells for row in part.rows)
            assert table.rows == [*printed(part.header), *index, *printed(body)], document.path


def test_heads_of_every_cell(made: Documents) -> None:
    """Every cell of the body names the heads of its own rows and columns, and no others."""
    for document in made:
        for part, table in zip(parts(document), tables(document), strict=False):
            top = len(part.header) + bool(part.index)
            for cell in table.cells:
                if cell.row >= top and cell.kind == "/TD":
                    wanted = list(dict.fromkeys(expected_heads(part, cell.row - top, cell.column)))
                    assert list(dict.fromkeys(cell.heads)) == wanted, (document.path, cell)


def test_a_cell_beside_several_rows_names_the_heads_of_all() -> None:
    """A cell of the body that is merged over rows or columns stands under the heads of each of them."""
    table = ET.fromstring(  # noqa: S314 - our own
        "<table><thead><tr><th>项目</th><th>数量</th><th>单价</th></tr></thead><tbody>"
        "<tr><th scope='row'>甲</th><td rowspan='2' colspan='2'>一</td></tr>"
        "<tr><th scope='row'>乙</th></tr></tbody></table>"
    )
    cells = grid(table)
    assert [head.element.text for head in heads(cells[1, 1], cells)] == ["甲", "乙", "数量", "单价"]


def test_heads_say_what_they_are_heads_of(made: Documents) -> None:
    """Cells that name a row or column are TH with its scope; all others are TD without."""
    for document in made:
        for part, table in zip(parts(document), tables(document), strict=False):
            kinds = [["/Column"] * sum(bool(cell.rows) for cell in row) for row in part.header]
            kinds += [[""] * len(part.index)] * bool(part.index)
            kinds += [["/Row" if cell.head else "" for cell in row.cells if cell.rows] for row in part.rows]
            assert [cell.scope for cell in table.cells] == list(chain(*kinds)), document.path
            assert all((cell.kind == "/TH") == bool(cell.scope) for cell in table.cells)


def test_names_are_found(made: Documents) -> None:
    """Every head has a name of its own, and the tree of names, in order, leads to each."""
    for document in made:
        heads = [node for node in elements(document.file.Root.StructTreeRoot) if str(node.S) == "/TH"]
        assert [bytes(head.ID) for head in heads] == sorted(names(document))
        assert all(names(document)[bytes(head.ID)].objgen == head.objgen for head in heads)


def test_nothing_empty_in_the_tree(made: Documents) -> None:
    """No element is left with nothing below it, except a blank cell."""
    for document in made:
        kinds = Counter(str(n.S) for n in elements(document.file.Root.StructTreeRoot) if not len(n.get("/K", [])))
        assert not kinds.keys() - FILLED, document.path


def test_all_content_has_its_place(made: Documents) -> None:
    """What is marked as content belongs to one element of the tree, and every such element is drawn."""
    for document in made:
        tree = document.file.Root.StructTreeRoot
        held = Counter(held_marks(document))
        assert set(held.values()) == {1}
        assert held.keys() == set(drawn_marks(document))
        alive = {node.objgen for node in elements(tree)}
        numbers = list(tree.ParentTree.Nums)
        for owners_of_page in numbers[1::2]:
            own: list[Any] = list(owners_of_page) if isinstance(owners_of_page, pikepdf.Array) else [owners_of_page]
            assert {node.objgen for node in own if node is not None} <= alive


def held_marks(document: Document) -> Iterator[tuple[int, int]]:
    """(page, mark) of all content below the tree."""
    for node in elements(document.file.Root.StructTreeRoot):
        below = node.get("/K", [])
        for kid in below if isinstance(below, pikepdf.Array) else [below]:
            if isinstance(kid, int):
                yield document.numbers[node.Pg.objgen], kid


def marks(page: pikepdf.Page) -> Iterator[Any]:
    """What a page says of each piece of content that it marks."""
    for instruction in pikepdf.parse_content_stream(page):
        if str(instruction.operator) == "BDC":
            yield instruction.operands[1]


def drawn_marks(document: Document) -> Iterator[tuple[int, int]]:
    """(page, mark) of all content in the pages' own streams."""
    for number, page in enumerate(document.file.pages):
        for mark in marks(page):
            if "/MCID" in mark:
                yield number, int(mark.MCID)


def test_figures_are_described(made: Documents) -> None:
    """A figure has a text in its place, and bounds that lie on its page."""
    for document in made:
        for node in elements(document.file.Root.StructTreeRoot):
            if str(node.S) == "/Figure":
                assert str(node.Alt).strip()
                left, low, right, high = map(float, node.A.BBox)
                *_, width, height = map(float, node.Pg.MediaBox)
                assert 0 <= left < right <= width
                assert 0 <= low < high <= height


def test_one_link_for_each(made: Documents) -> None:
    """A link is one element with one annotation, which is named by what the link says."""
    for document in made:
        found = [node for node in elements(document.file.Root.StructTreeRoot) if str(node.S) == "/Link"]
        noted = [[kid.Obj for kid in node.K if isinstance(kid, pikepdf.Dictionary)] for node in found]
        assert [len(notes) for notes in noted] == [1] * len(found)
        drawn = [note for page in document.file.pages for note in page.get("/Annots", [])]
        assert Counter(note.objgen for (note,) in noted) == Counter(note.objgen for note in drawn)
        for node, (note,) in zip(found, noted, strict=True):
            said = squeezed(text_of(document, node))
            assert re.sub(r"\d+$", "", said) in squeezed(str(note.Contents))


def test_dots_of_the_contents_are_not_read(made: Documents) -> None:
    """In the contents an entry is read with its page number and without the dots between."""
    for document in made:
        read = [text_of(document, node) for node in elements(document.file.Root.StructTreeRoot)]
        assert not [text for text in read if "···" in text]
        assert "···" in "".join(document.pages)


def test_texts_have_no_element_of_their_own(made: Documents) -> None:
    """A cell or a paragraph holds its text itself, however many lines that takes on one page."""
    for document in made:
        for node in elements(document.file.Root.StructTreeRoot):
            spans = [kid for kid in kids(node) if str(kid.S) == "/Span"]
            assert all(span.Pg.objgen != node.Pg.objgen for span in spans), text_of(document, node)


def test_margins_are_no_content(made: Documents) -> None:
    """Running titles and page numbers are pagination artifacts on every page, and no tag speaks them."""
    for document in made:
        said = {text for (_, mark), text in marked(document).items() if mark >= 0}
        assert not [text for text in said if re.fullmatch(r"第\d+页，共\d+页", squeezed(text))]
        for number, page in enumerate(document.file.pages):
            kinds = [str(mark.get("/Type")) for mark in marks(page)]
            assert kinds.count("/Pagination") >= (2 if number else 0), (document.path, number)


@pytest.mark.parametrize("name", ["disclosure.xlsx", "disclosure.json"])
def test_it_carries_its_data(made: Documents, name: str) -> None:
    """A document carries the workbook and the data that stand beside it, dated by 公开日期 or not at all."""
    for document in made:
        file = document.file.attachments[name].get_file()
        assert file.read_bytes() == document.path.with_name(name).read_bytes()
        assert str(document.file.attachments[name].obj.AFRelationship) == "/Data"
        days = {str(day) for key, day in file.obj.Params.items() if key in {"/CreationDate", "/ModDate"}}
        assert days == {f"D:{day.replace('-', '')}000000Z" for day in filter(None, [document.published])}
