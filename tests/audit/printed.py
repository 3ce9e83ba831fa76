"""What the tables of a disclosure print, read as a citizen reads them: by row, column and printed text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from itertools import pairwise

from site_builder.book.reading.book import read_book
from site_builder.law.classification import classification
from site_builder.law.form import Form
from site_builder.law.form_reading import read_form
from site_builder.law.library import built_in
from site_builder.sheets.sheet import Part, Row, Sheet
from site_builder.sheets.tabulate import tabulate
from site_builder.source.discover import Content, DisclosureFolder, SourceFile, Top, UnitFolder

NATIONAL, MINISTRY, HEBEI = "全国统一表样", "中央部门表样", "河北单位预算公开2022"
LISTED = ("收入总表", "支出总表", "一般公共预算支出表", "政府性基金支出表", "国有资本经营支出表")
"""Tables whose rows are 类, 款 and 项 of the functional classification."""
BY_KIND = LISTED[2:]
"""Those of the three budgets of fiscal appropriation."""
BOOKS = ("一般公共预算财政拨款", "政府性基金预算财政拨款", "国有资本经营预算财政拨款")
OWN = ("一、一般公共预算拨款", "二、政府性基金预算拨款", "三、国有资本经营预算拨款")
"""The three budgets of fiscal appropriation: funds, columns of expenditure, rows of income."""

Line = dict[str, Decimal]
"""Column → what it prints; blank is nothing."""


@dataclass(frozen=True)
class Printed:
    """The tables of one disclosure, and the files that gave them."""

    files: Mapping[str, str]
    form: str
    sheets: tuple[Sheet, ...] = field(repr=False)

    def sheet(self, table: str) -> Sheet:
        return next(sheet for sheet in self.sheets if sheet.key == table)

    def texts(self, table: str, side: str = "") -> list[tuple[str, dict[str, str]]]:
        """Each row of a table, or of one side of it: its key, and column → printed text."""
        rows = [(part, row, dict(row.keys)) for part in self.sheet(table).parts for row in part.rows if part.columns]
        return [(keys[side], _texts(part, row, side)) for part, row, keys in rows if side in keys]

    def lines(self, table: str, side: str = "") -> list[tuple[str, Line]]:
        """Each row: its key, and column → printed figure."""
        money = {
            ".".join(column.path[bool(side) :])
            for part in self.sheet(table).parts
            for column in part.columns
            if column.kind in {"amount", "computed"} and not column.path[-1].endswith("%")
        }
        return [
            (key, {column: number(text) for column, text in row.items() if column in money})
            for key, row in self.texts(table, side)
        ]

    def rows(self, table: str, side: str = "") -> dict[str, Line]:
        """The same by row key."""
        return dict(self.lines(table, side))

    def cards(self, table: str) -> list[Line]:
        """For each sheet of the name, label → figure of its block of labels and values."""
        return [_card(sheet) for sheet in self.sheets if sheet.key == table]


def number(text: str) -> Decimal:
    """A printed figure; blank is nothing."""
    return Decimal(text.replace(",", "") or 0)


def total(lines: Iterable[Line], column: str) -> Decimal:
    """The sum of a column over some rows; a row without the column adds nothing."""
    return sum((line.get(column, Decimal(0)) for line in lines), Decimal(0))


def classes(rows: Mapping[str, Line]) -> list[Line]:
    """The rows of 类."""
    return [line for key, line in rows.items() if key.isdigit() and len(key) == 3]


def _texts(part: Part, row: Row, side: str) -> dict[str, str]:
    cells = zip(part.columns, row.cells, strict=True)
    return {".".join(column.path[bool(side) :]): cell.text for column, cell in cells if column.side == side}


def _card(sheet: Sheet) -> Line:
    begun = [[cell for cell in row.cells if cell.rows] for row in sheet.parts[0].rows]
    pairs = [(label, cell) for cells in begun for label, cell in pairwise(cells)]
    return {label.text: number(cell.text) for label, cell in pairs if label.head and cell.where}


def published(files: Mapping[str, Mapping[str, str]], form: str = NATIONAL) -> dict[str, Printed]:
    """{unit: {file: text}} as typed → unit → its tables. Nothing may be wrong with how it was typed."""
    units = tuple(_unit(name, {"disclosure.yaml": f"表样: {form}", **own}) for name, own in files.items())
    book, findings = read_book(Content(Top(), units), {form: _form(form)})
    assert findings == ()
    codes = classification(2026)
    return {
        unit.folder: Printed(files[unit.folder], form, tabulate(unit.disclosures[0], _form(form), codes))
        for unit in book.units
    }


def _unit(name: str, files: Mapping[str, str]) -> UnitFolder:
    typed = tuple(SourceFile(f"{name}/2026-budget/{file}", text.encode()) for file, text in files.items())
    head = SourceFile(f"{name}/unit.yaml", f"名称: {name}".encode())
    return UnitFolder(name, head, (DisclosureFolder("2026-budget", 2026, "budget", typed),))


@cache
def _form(name: str) -> Form:
    form, wrong = read_form(name, built_in())
    assert form is not None
    assert wrong == ()
    return form
