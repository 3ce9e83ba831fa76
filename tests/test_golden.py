"""Five public documents, cell by cell: what is printed from content/ is what was published.

The fixtures in golden/ hold the published tables. Prose of more than 30 characters is retold in the
content, so a fixture keeps only its length and digest; the tables of state secrets are kept by their titles
alone; `null` is a cell that the public document itself lost. White space is never compared.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

import pytest

from site_builder.book.disclosure import Disclosure
from site_builder.book.reading.book import read_book
from site_builder.law.classification import classification
from site_builder.law.form import Form
from site_builder.law.form_reading import read_form
from site_builder.law.library import built_in
from site_builder.sheets.binding import references
from site_builder.sheets.sheet import Cell, Part, Row, Sheet
from site_builder.sheets.tabulate import tabulate
from site_builder.source.discover import discover
from site_builder.values.finding import Finding

HERE = Path(__file__).resolve().parent
UNITS = tuple(path.stem for path in sorted((HERE / "golden").glob("*.json")))

MONEY_TABLES = 9
MOST_TYPED = 40

LOST = {("chengde-hitech-office", "1.承德高新区管委会办公用房租赁及运行项目绩效目标表"): ("12月底", "")}
"""The public document lost column 12月底 of one payment plan: its label is the form's, its share blank."""


@dataclass(frozen=True)
class Condensed:
    """Published prose, known by its digest only."""

    length: int
    digest: str


@dataclass(frozen=True)
class Published:
    """One published cell; `text` is None where the document lost it, `columns` 0 where it is not known."""

    text: str | Condensed | None
    rows: int = 1
    columns: int = 0


Grid = tuple[tuple[Published, ...], ...]


@dataclass(frozen=True)
class Block:
    """One published block of a table."""

    header: Grid
    index: tuple[str, ...]
    rows: Grid


@dataclass(frozen=True)
class Table:
    """One published table; of a state secret only the title is kept."""

    title: str
    head: tuple[str, ...]
    notes: tuple[str, ...]
    blocks: tuple[Block, ...]
    secret: bool


@dataclass(frozen=True)
class Document:
    """One public document beside what is printed from content/."""

    unit: str
    condensed: int
    tables: tuple[Table, ...]
    sheets: tuple[Sheet, ...]
    disclosure: Disclosure
    form: Form

    def pairs(self) -> Iterator[tuple[Table, Sheet]]:
        """Each published table with its sheet; not those of state secrets."""
        return ((table, sheet) for table, sheet in zip(self.tables, self.sheets, strict=True) if not table.secret)

    def cells(self) -> Iterator[tuple[Table, Published, Cell]]:
        """Each published body cell with the printed one, as far as both exist."""
        for table, sheet in self.pairs():
            for block, part in zip(table.blocks, sheet.parts, strict=True):
                for published, row in zip(block.rows, part.rows, strict=True):
                    yield from ((table, cell, own) for cell, own in zip(published, begun(row), strict=True))


def squeezed(text: str) -> str:
    return "".join(text.split())


def begun(row: Row) -> tuple[Cell, ...]:
    """The cells that begin in a row."""
    return tuple(cell for cell in row.cells if cell.rows)


@cache
def forms() -> dict[str, Form]:
    read = (read_form(name, built_in()) for name in built_in())
    return {form.name: form for form, _ in read if form}


@cache
def content() -> tuple[dict[str, Disclosure], tuple[Finding, ...]]:
    book, findings = read_book(discover(HERE.parent / "content"), forms())
    return {f"{unit.folder}/{own.name}": own for unit in book.units for own in unit.disclosures}, findings


@cache
def load(unit: str) -> Document:
    record = json.loads((HERE / "golden" / f"{unit}.json").read_text("utf-8"))
    disclosure = content()[0][f"{unit}/{record['disclosure']}"]
    form = forms()[disclosure.form]
    tables = tuple(
        Table(
            title=table["title"],
            head=tuple(table.get("head", ())),
            notes=tuple(table.get("notes", ())),
            blocks=tuple(
                Block(
                    header=grid(part.get("header", [])),
                    index=tuple(part.get("index", ())),
                    rows=grid(part["card"] if "card" in part else part["rows"]),
                )
                for part in table.get("parts", ())
            ),
            secret=table.get("secret", False),
        )
        for table in record["sheets"]
    )
    sheets = tabulate(disclosure, form, classification(disclosure.year))
    return Document(unit, record["condensed"], tables, sheets, disclosure, form)


def grid(rows: list[list[list[str | int | dict[str, str | int]] | None]]) -> Grid:
    return tuple(tuple(cell(member) for member in row) for row in rows)


def cell(member: list[str | int | dict[str, str | int]] | None) -> Published:
    if member is None:
        return Published(None)
    text, *spans = member
    rows, columns = (*map(int, (span for span in spans if isinstance(span, int))), 0)[:2]
    if isinstance(text, dict):
        return Published(Condensed(int(text["length"]), str(text["sha256"])), rows, columns)
    return Published(squeezed(str(text)), rows, columns)


def as_published(own: Cell, like: Published) -> Published:
    """A printed cell, without what the published one does not tell."""
    text = squeezed(own.text) if isinstance(like.text, str) else like.text
    return Published(text, own.rows, own.columns if like.columns else 0)


def printed(part: Part, block: Block) -> list[list[Published]]:
    return [
        [as_published(own, like) for own, like in zip(begun(row), published, strict=True)]
        for row, published in zip(part.rows, block.rows, strict=True)
    ]


@pytest.fixture(params=UNITS)
def document(request: pytest.FixtureRequest) -> Document:
    return load(str(request.param))


def test_content_reads_without_errors() -> None:
    """What was typed for the five documents has no fault in the writing."""
    _, findings = content()
    faults = [found for found in findings if found.severity == "error" and found.source.file.split("/")[0] in UNITS]
    assert faults == []


def test_titles(document: Document) -> None:
    """Every published table is printed, under its title, in the published order, and no other."""
    titles = [squeezed(table.title) for table in document.tables]
    assert [squeezed(sheet.title) for sheet in document.sheets] == titles


def test_head_lines(document: Document) -> None:
    """Above a table stand unit, year and money unit as published."""
    for table, sheet in document.pairs():
        assert [squeezed(line) for line in sheet.head] == [squeezed(line) for line in table.head], table.title


def test_header_tree(document: Document) -> None:
    """Column titles branch and span as published."""
    for table, sheet in document.pairs():
        for block, part in zip(table.blocks, sheet.parts, strict=True):
            own = tuple(
                tuple(Published(squeezed(title.text), title.rows, title.columns) for title in row if title.rows)
                for row in part.header
            )
            assert own == block.header, table.title


def test_index_row(document: Document) -> None:
    """Columns are numbered (栏次) where they are in the public document."""
    for table, sheet in document.pairs():
        for block, part in zip(table.blocks, sheet.parts, strict=True):
            assert part.index == block.index, table.title


def test_every_cell(document: Document) -> None:
    """Rows stand in the published order, and every cell spans and says what the published one does."""
    for table, sheet in document.pairs():
        for block, part in zip(table.blocks, sheet.parts, strict=True):
            assert printed(part, block) == [list(row) for row in block.rows], table.title


def test_notes(document: Document) -> None:
    """Below a table stand the published notes."""
    for table, sheet in document.pairs():
        assert [squeezed(note) for note in sheet.notes] == [squeezed(note) for note in table.notes], table.title


def test_prose_is_retold(document: Document) -> None:
    """Where long prose was published, the example says something, and in words of its own."""
    retold = [(cell.text, squeezed(own.text)) for _, cell, own in document.cells() if isinstance(cell.text, Condensed)]
    assert len(retold) == document.condensed
    for published, text in retold:
        assert text
        assert sha256(text.encode()).hexdigest() != published.digest


def test_lost_cells(document: Document) -> None:
    """Only what the public document lost is not compared, and no figure is invented for it."""
    lost: dict[tuple[str, str], tuple[str, ...]] = {}
    for table, cell, own in document.cells():
        if cell.text is None:
            key = document.unit, table.title
            lost[key] = (*lost.get(key, ()), own.text)
    assert lost == {key: texts for key, texts in LOST.items() if key[0] == document.unit}


def test_quotes_are_printed(document: Document) -> None:
    """Every cell that is quoted from the public document (照录) is found and printed so."""
    parts = [part for sheet in document.sheets for part in sheet.parts]
    quoted = [own.text for part in parts for row in part.rows for own in row.cells if own.quoted]
    assert sorted(quoted) == sorted(str(quote.text) for quote in document.disclosure.quotes)


def test_references_name_figures(document: Document) -> None:
    """Every figure that the narrative takes from the tables is in the tables."""
    assert [str(found.text) for found in references(document.disclosure, document.sheets) if found.words is None] == []


def test_source_faults_are_named(document: Document) -> None:
    """An example is marked as one, and each fault that it keeps says where and what."""
    assert document.disclosure.example == "公开件"
    assert document.disclosure.example_note
    assert document.disclosure.source_faults
    assert all(fault.where and fault.remark for fault in document.disclosure.source_faults)


def test_state_secrets_print_only_the_forms_words() -> None:
    """A secret project publishes its name and the words that the form prints for every secret."""
    document = load("qinhuangdao-etdz-office")
    secrets = [sheet for table, sheet in zip(document.tables, document.sheets, strict=True) if table.secret]
    assert [sheet.record for sheet in secrets] == ["保密设备换装", "国安办国家安全教育基地经费"]
    for sheet in secrets:
        words = {own.text for part in sheet.parts for row in part.rows for own in row.cells}
        assert words <= forms_own_words(document.form)


def forms_own_words(form: Form) -> set[str]:
    lines = [line for words in form.secret.values() for line in words]
    parts = {word.strip() for line in lines for bar in line.split("|") for word in bar.split("/")}
    labels = {
        own.text for table in form.tables for part in table.parts for line in part.card for own in line if own.label
    }
    return parts | {form.level_names.get(word, word) for word in parts} | labels


def test_money_tables_come_from_few_amounts() -> None:
    """Nine money tables are views of one ledger: their figures come from at most forty typed amounts."""
    document = load("qinhuangdao-etdz-office")
    parts = [part for sheet in document.sheets[:MONEY_TABLES] for part in sheet.parts]
    figures = [own for part in parts for row in part.rows for own in row.cells if own.amount is not None]
    assert all(figure.sources for figure in figures)
    assert len({place for figure in figures for place in figure.sources}) <= MOST_TYPED
