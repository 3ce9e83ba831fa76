"""Open data of the whole site: the schema of the JSON files, and every year's lists."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from site_builder.sheets.sheet import Cell, Part, Row, Sheet
from tests.examination import Examination

KINDS = {"object": dict, "array": list, "string": str, "boolean": bool, "null": type(None)}
SILENT = {"$schema", "$defs", "title", "description"}
INNER = {"properties", "additionalProperties", "items"}
Schema = Mapping[str, Any]


def faults(value: Any, schema: Schema, top: Schema, at: str = "$") -> Iterator[str]:  # noqa: ANN401 - any JSON
    """Where a value breaks a schema: the words of JSON Schema 2020-12 that ours uses, and no others."""
    for word in schema.keys() - SILENT - INNER:
        if not meets(word, schema[word], value, top):
            yield f"{at}: {word}"
    if isinstance(value, dict):
        for key, own in value.items():
            asked = schema.get("properties", {}).get(key, schema.get("additionalProperties", {}))
            yield from faults(own, asked, top, f"{at}.{key}") if asked is not False else [f"{at}: unknown {key}"]
    if isinstance(value, list):
        for number, own in enumerate(value):
            yield from faults(own, schema.get("items", {}), top, f"{at}[{number}]")


def meets(word: str, asked: Any, value: Any, top: Schema) -> bool:  # noqa: ANN401
    """Whether a value does what one word of a schema asks."""
    sized = isinstance(value, str | list)
    words: Mapping[str, Callable[[], bool]] = {
        "$ref": lambda: not list(faults(value, top["$defs"][asked.removeprefix("#/$defs/")], top)),
        "anyOf": lambda: any(not list(faults(value, own, top)) for own in asked),
        "type": lambda: isinstance(
            value, tuple(KINDS[kind] for kind in ([asked] if isinstance(asked, str) else asked))
        ),
        "enum": lambda: value in asked,
        "required": lambda: not isinstance(value, dict) or set(asked) <= value.keys(),
        "pattern": lambda: not isinstance(value, str) or bool(re.search(asked, value)),
        "minLength": lambda: not sized or len(value) >= asked,
        "minItems": lambda: not sized or len(value) >= asked,
    }
    return words[word]()


@pytest.fixture
def schema(real_site: Path) -> dict[str, Any]:
    """The published schema."""
    found = json.loads((real_site / "data" / "disclosure.schema.json").read_text("utf-8"))
    assert isinstance(found, dict)
    return found


@pytest.fixture
def data(tiny_site: Path) -> dict[str, Any]:
    """One disclosure's data."""
    found = json.loads((tiny_site / "shili-ju" / "2026-budget" / "disclosure.json").read_text("utf-8"))
    assert isinstance(found, dict)
    return found


def test_every_disclosure_meets_the_schema(real_site: Path, real: Examination, schema: Schema) -> None:
    """Every disclosure.json of the site is what the schema says."""
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    for audited in real.disclosures:
        path = real_site / audited.subject.unit.slug / audited.subject.disclosure.name / "disclosure.json"
        assert list(faults(json.loads(path.read_text("utf-8")), schema, schema)) == []


@pytest.mark.parametrize(
    ("steps", "value"),
    [
        (("title",), ""),
        (("title",), 1),
        (("example",), "真"),
        (("more",), 1),
        (("unit", "name"), None),
        (("sheets", 0, "unit"), "美元"),
        (("sheets", 0, "slug"), "收入"),
        (("sheets", 0, "parts", 0, "columns", 0, "kind"), "x"),
        (("sheets", 0, "parts", 0, "rows", 0, "level"), "目"),
        (("sheets", 0, "parts", 0, "rows", 0, "cells", 0), 1.5),
        (("sheets", 0, "parts", 0, "rows", 0, "cells", 0), {"text": "1", "amount": "1,0"}),
    ],
)
def test_the_schema_is_strict(
    data: dict[str, Any], schema: Schema, steps: tuple[str | int, ...], value: object
) -> None:
    """A wrong kind, an unknown key, a binary number, an amount with commas: each breaks the schema in its place."""
    wrong = deepcopy(data)
    inner: Any = wrong
    for step in steps[:-1]:
        inner = inner[step]
    inner[steps[-1]] = value
    assert list(faults(data, schema, schema)) == []
    assert list(faults(wrong, schema, schema)) != []


def test_the_schema_asks_for_every_key(data: dict[str, Any], schema: Schema) -> None:
    """Whatever key is missing, the schema misses it."""
    for key in data:
        assert list(faults({own: data[own] for own in data if own != key}, schema, schema)) == ["$: required"]


def begun(examination: Examination, year: int) -> Iterator[tuple[str, Sheet, Part, Row, int, Cell]]:
    """Every amount of a year that a cell begins, with its place."""
    for audited in examination.disclosures:
        if audited.subject.disclosure.year == year:
            folder = f"{audited.subject.unit.slug}/{audited.subject.disclosure.name}"
            for sheet in audited.subject.sheets:
                for part in sheet.parts:
                    for row in part.rows:
                        for column, cell in enumerate(row.cells):
                            if cell.rows and cell.amount is not None:
                                yield folder, sheet, part, row, column, cell


def listed(site: Path, year: int) -> list[dict[str, str]]:
    """A year's list of figures as a spreadsheet reads it."""
    text = (site / "data" / f"{year}-tables.csv").read_bytes()
    assert text.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(text.decode("utf-8-sig"), newline=""), strict=True))


def years(examination: Examination) -> set[int]:
    return {audited.subject.disclosure.year for audited in examination.disclosures}


def test_every_figure_of_a_year_once(real_site: Path, real: Examination) -> None:
    """A year's list has every amount of every table, exact, each once, with its column, level and money unit."""
    for year in years(real):
        read = [
            (own["公开"], own["表名"], own["列"], own["级次"], Decimal(own["金额"]), own["金额单位"])
            for own in listed(real_site, year)
        ]
        expected = [
            (
                folder,
                sheet.title,
                "/".join(part.columns[column].path) if part.columns else "",
                row.level if part.columns else "",
                cell.amount,
                sheet.unit if cell.money else "",
            )
            for folder, sheet, part, row, column, cell in begun(real, year)
        ]
        assert read == expected


def test_every_figure_has_a_name(real_site: Path, real: Examination) -> None:
    """A line of a year's list says what it is of: a row by key or name, or the column of a table of one row."""
    for year in years(real):
        for own in listed(real_site, year):
            assert (real_site / own["公开"] / "tables" / f"{own['表']}.csv").is_file()
            assert own["单位名称"]
            assert own["行"] or own["行名"] or own["列"], own


def test_codes_name_their_rows(real_site: Path) -> None:
    """A function's row has its code as key and its name as name; the side of a two-sided table is in the column."""
    rows = listed(real_site, 2026)
    own = [row for row in rows if row["公开"] == "demo-park-bureau/2026-budget"]
    named = {(row["表"], row["行"], row["行名"], row["级次"]) for row in own}
    assert ("expenditure", "2120101", "行政运行", "项") in named
    assert ("income-and-expenditure", "212", "十二、城乡社区支出", "") in named
    assert {row["列"] for row in own if row["表"] == "income-and-expenditure"} == {"收入/预算数", "支出/预算数"}
    # A task's money belongs to the task, not to the first of its indicators.
    assert ("overall-target", "", "公园绿地养护", "") in named


def test_the_list_of_a_year(real_site: Path, real: Examination) -> None:
    """Every disclosure is in its year's list, with addresses that lead to its files."""
    seen = []
    for year in years(real):
        path = real_site / "data" / f"{year}.json"
        found = json.loads(path.read_text("utf-8"))
        assert found["year"] == year
        for own in found["disclosures"]:
            assert list(own) == ["unit", "title", "stage", "published", "example", "page", "files"]
            assert all((path.parent / href).is_file() for href in (own["page"], *own["files"]))
            seen.append(own["title"])
    assert sorted(seen) == sorted(str(audited.subject.disclosure.title) for audited in real.disclosures)
