"""Open data: CSV and JSON say what the sheets say, and no spreadsheet takes a text for a formula."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from site_builder.formats.dataset import render_table
from site_builder.law.form import ColumnKind
from site_builder.sheets.sheet import Cell, Column, Part, Row, Sheet
from site_builder.site.views.table import table as plain_rows
from tests.examination import Examination


def read(data: bytes) -> list[list[str]]:
    """A CSV file as a spreadsheet reads it."""
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.endswith(b"\r\n")
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True))


def table(*texts: str) -> list[list[str]]:
    """A table of one text column and these rows, as its CSV file."""
    column = Column(("名称",), "text")
    part = Part("", columns=(column,), rows=tuple(Row((Cell(text),)) for text in texts))
    return read(render_table(plain_rows(part, "万元")))


def unquoted(text: str) -> str:
    return text.removeprefix("'")


def published(site: Path, examination: Examination) -> Iterator[tuple[Sheet, Part, list[list[str]]]]:
    """Every part of every sheet with its CSV file."""
    for audited in examination.disclosures:
        folder = site / audited.subject.unit.slug / audited.subject.disclosure.name / "tables"
        for sheet in audited.subject.sheets:
            for part in sheet.parts:
                name = sheet.slug if part.columns else f"{sheet.slug}-summary"
                yield sheet, part, read((folder / f"{name}.csv").read_bytes())


def test_plain_tables(real_site: Path, real: Examination) -> None:
    """A table's CSV has its columns under their full titles and every cell's text; covered cells repeat it."""
    for sheet, part, rows in published(real_site, real):
        if not part.columns or any(column.side for column in part.columns):
            continue
        shown = [number for number, column in enumerate(part.columns) if column.kind != "number"]
        assert rows[0] == ["/".join(part.columns[number].path) for number in shown], sheet.title
        assert len(rows) == len(part.rows) + 1, sheet.title
        for own, row in zip(rows[1:], part.rows, strict=True):
            texts = [row.cells[number].text for number in shown]
            assert [unquoted(text) for text in own] == [unquoted(text) for text in texts], sheet.title


def test_merged_cells_repeat(real_site: Path, real: Examination) -> None:
    """No row of data depends on the row above it: what a merged cell says is in every row that it covers."""
    covered = 0
    for _, part, rows in published(real_site, real):
        if not part.columns or any(column.side for column in part.columns):
            continue
        shown = [number for number, column in enumerate(part.columns) if column.kind != "number"]
        for line, row in enumerate(part.rows[1:], start=1):
            for place, number in enumerate(shown):
                if row.cells[number].rows == 0:
                    above = rows[line][place]
                    assert rows[line + 1][place] == above
                    covered += bool(above)
    assert covered > 100


def test_two_sided_tables(real_site: Path, real: Examination) -> None:
    """A table of two sides is one list: the side in the first column, then item and amounts, in printed order."""
    seen = 0
    for sheet, part, rows in published(real_site, real):
        sides = list(dict.fromkeys(column.side for column in part.columns if column.side))
        if not sides:
            continue
        seen += 1
        assert rows[0][0] == "方向"
        assert {len(row) for row in rows} == {len(rows[0])}, sheet.title
        expected = [
            (side, *(cell.text for cell, column in zip(row.cells, part.columns, strict=True) if column.side == side))
            for side in sides
            for row in part.rows
        ]
        assert [tuple(filter(None, row)) for row in rows[1:]] == [
            tuple(filter(None, row)) for row in expected if any(row[1:])
        ], sheet.title
    assert seen >= 4


def test_cards(real_site: Path, real: Examination) -> None:
    """A card's CSV has its labels and values line by line, each once."""
    for sheet, part, rows in published(real_site, real):
        if not part.columns:
            texts = [[cell.text for cell in row.cells if cell.rows] for row in part.rows]
            assert [[unquoted(text) for text in row] for row in rows] == texts, sheet.title


@pytest.mark.parametrize(
    "text",
    ["=1+1", '=HYPERLINK("http://x")', "+cmd|' /C calc'!A0", "-1+2", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", "－x"],
)
def test_formulas_become_text(text: str) -> None:
    """A text that a spreadsheet would calculate is marked as text."""
    assert table(text)[1][0].startswith("'")


@pytest.mark.parametrize("text", ["-0.25", "-1,022.51", "+3", "-", "-5%", "-12.50%", "0.00", "≤5万元", "一、合计", ""])
def test_figures_stay_figures(text: str) -> None:
    """A negative amount, a falling rate and ordinary words are left as they are."""
    assert table(text)[1:] == [[text]]


@pytest.mark.parametrize("text", ['说“好”,"引号"', "第一行\n第二行", "a,b;c\td", " 前后空格 ", "䶮𠮷㎡"])
def test_any_text_comes_back(text: str) -> None:
    """Commas, quotation marks, line breaks and rare characters survive."""
    assert table(text)[1] == [text]


@pytest.mark.parametrize("kind", ["amount", "text"])
def test_columns_are_told_apart(kind: ColumnKind) -> None:
    """Columns of one name are told apart by the titles above them."""
    columns = tuple(Column((top, "合计"), kind) for top in ("收入", "支出"))
    assert read(render_table(plain_rows(Part("", columns=columns), "万元")))[0] == ["收入/合计", "支出/合计"]


def documents(site: Path, examination: Examination) -> Iterator[tuple[dict[str, object], tuple[Sheet, ...]]]:
    for audited in examination.disclosures:
        folder = site / audited.subject.unit.slug / audited.subject.disclosure.name
        yield json.loads((folder / "disclosure.json").read_text("utf-8")), audited.subject.sheets


def test_json_keys_are_stable(tiny_site: Path) -> None:
    """The JSON file's keys are a contract, at every level and in this order."""
    data = json.loads((tiny_site / "shili-ju" / "2026-budget" / "disclosure.json").read_text("utf-8"))
    assert list(data) == ["unit", "title", "facts", "example", "draft", "sheets", "corrections"]
    assert list(data["unit"]) == ["name", "code"]
    assert list(data["sheets"][0]) == ["key", "slug", "title", "head", "unit", "empty", "notes", "parts"]
    assert list(data["sheets"][0]["parts"][0]) == ["name", "columns", "rows"]
    assert list(data["sheets"][0]["parts"][0]["columns"][0]) == ["path", "kind", "side"]
    assert list(data["sheets"][0]["parts"][0]["rows"][0]) == ["keys", "level", "cells"]


def test_json_is_the_sheets(real_site: Path, real: Examination) -> None:
    """The JSON file has every cell of every sheet: words as text, figures as printed with their exact amounts."""
    for data, sheets in documents(real_site, real):
        said = data["sheets"]
        assert isinstance(said, list)
        assert [own["key"] for own in said] == [sheet.key for sheet in sheets]
        for own, sheet in zip(said, sheets, strict=True):
            for part, printed in zip(own["parts"], sheet.parts, strict=True):
                cells = [cell for row in part["rows"] for cell in row["cells"]]
                expected = [cell for row in printed.rows for cell in row.cells]
                assert [(cell if isinstance(cell, str) else cell["text"]) for cell in cells] == [
                    cell.text for cell in expected
                ]
                assert [(None if isinstance(cell, str) else Decimal(cell["amount"])) for cell in cells] == [
                    cell.amount for cell in expected
                ]


def test_json_amounts_are_plain(real_site: Path, real: Examination) -> None:
    """No number is a binary fraction or in scientific notation: amounts are decimal digits in a text."""

    def no_number(text: str) -> object:
        pytest.fail(f"a bare number: {text}")

    for audited in real.disclosures:
        path = real_site / audited.subject.unit.slug / audited.subject.disclosure.name / "disclosure.json"
        json.loads(path.read_text("utf-8"), parse_float=no_number, parse_int=no_number, parse_constant=no_number)
    exact = Cell("1.00", Decimal("1E+2"))
    assert f"{exact.amount:f}" == "100"
