"""datapackage.json: what Frictionless Data Packages (version 1) ask, and nothing that is not so."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from site_builder.formats.package import render_package
from site_builder.sheets.sheet import Cell, Column, Part, Row
from site_builder.site.views.package import PackageView
from site_builder.site.views.table import table
from tests.examination import Examination

NAME = re.compile(r"[-a-z0-9._/]+")


def packages(site: Path, examination: Examination) -> Iterator[tuple[Path, dict[str, Any]]]:
    for audited in examination.disclosures:
        folder = site / audited.subject.unit.slug / audited.subject.disclosure.name
        yield folder, json.loads((folder / "datapackage.json").read_text("utf-8"))


def rows(path: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(path.read_text("utf-8-sig"), newline="")))


def described(site: Path, examination: Examination) -> Iterator[tuple[dict[str, Any], list[list[str]]]]:
    """Every resource and its rows."""
    for folder, package in packages(site, examination):
        for resource in package["resources"]:
            yield resource, rows(folder / resource["path"])


def test_what_a_package_needs(real_site: Path, real: Examination) -> None:
    """Profile, name, title, sources, at least one resource; no two packages of a site have one name."""
    names = []
    for _, package in packages(real_site, real):
        assert package["profile"] == "data-package"
        assert NAME.fullmatch(package["name"])
        assert package["title"]
        assert all(source["title"] for source in package["sources"])
        assert package["resources"]
        names.append(package["name"])
    assert len(names) == len(set(names))


def test_every_table_is_a_resource(real_site: Path, real: Examination) -> None:
    """Each CSV file is listed once, under a name of its own, by a path below the package; cards have no columns."""
    for folder, package in packages(real_site, real):
        resources = package["resources"]
        files = {path.relative_to(folder).as_posix() for path in folder.rglob("*.csv") if "summary" not in path.stem}
        assert sorted(resource["path"] for resource in resources) == sorted(files)
        assert len({resource["name"] for resource in resources}) == len(resources)
        for resource in resources:
            assert NAME.fullmatch(resource["name"])
            assert {resource["format"], resource["mediatype"], resource["encoding"]} == {"csv", "text/csv", "utf-8"}
            assert resource["profile"] == "tabular-data-resource"


def test_fields_are_the_columns(real_site: Path, real: Examination) -> None:
    """A schema's fields are the titles of the CSV file's columns, in order and each once; rows are as long."""
    for resource, (head, *body) in described(real_site, real):
        names = [field["name"] for field in resource["schema"]["fields"]]
        assert names == head
        assert len(names) == len(set(names))
        assert {len(row) for row in body} <= {len(head)}


def test_figures_can_be_read(real_site: Path, real: Examination) -> None:
    """Every cell of a number field is blank or a number in the way the field says; rates are marked by %."""
    seen = 0
    for resource, (_, *body) in described(real_site, real):
        for place, field in enumerate(resource["schema"]["fields"]):
            assert field["type"] in {"string", "number"}
            texts = [row[place] for row in body if row[place]]
            if field["type"] == "number":
                bare = field.get("bareNumber", True)
                assert bare == (field.get("unit") != "%")
                assert all(Decimal(text.replace(",", "").rstrip("" if bare else "%")).is_finite() for text in texts)
                seen += len(texts)
    assert seen > 2000


def field(*cells: Cell) -> dict[str, Any]:
    """The field of a column of amounts with these cells."""
    part = Part("", columns=(Column(("支出", "数"), "amount"),), rows=tuple(Row((cell,)) for cell in cells))
    made = table(part, "万元").fields[0]
    return {"name": made.name, "title": made.title, "type": made.type, "unit": made.unit}


@pytest.mark.parametrize(
    ("cells", "kind", "unit"),
    [
        ((Cell("1,022.51", Decimal("1022.51")), Cell("")), "number", "万元"),
        ((Cell("4", Decimal(4), money=False),), "number", ""),
        ((Cell("4", Decimal(4), money=False), Cell("5.00", Decimal(5))), "number", ""),
        ((Cell("5.06%", Decimal("0.0506"), money=False),), "number", "%"),
        ((Cell("5.06%", Decimal("0.0506"), money=False), Cell("5", Decimal(5))), "string", ""),
        ((Cell("5.00", Decimal(5)), Cell("—")), "string", ""),
        ((Cell(""),), "number", ""),
    ],
)
def test_only_what_is_so(cells: tuple[Cell, ...], kind: str, unit: str) -> None:
    """A column is of numbers only if every cell can be read as one, and has a unit only if all its figures have it."""
    assert field(*cells) == {"name": "支出/数", "title": "数", "type": kind, "unit": unit}


@pytest.mark.parametrize(
    ("typed", "licences"),
    [
        ("", None),
        ("请注明出处", None),
        ("CC-BY-4.0", [{"name": "CC-BY-4.0"}]),
        (
            "按 https://example.org/licence 使用。",
            [{"path": "https://example.org/licence", "title": "按 https://example.org/licence 使用。"}],
        ),
    ],
)
def test_licence(typed: str, licences: list[dict[str, str]] | None) -> None:
    """A licence is given as its identifier or its address; words that are neither name none."""
    view = PackageView("a-2026-budget", "甲局", "", "", typed, ())
    assert json.loads(render_package(view)).get("licenses") == licences
