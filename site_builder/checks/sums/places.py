"""Where figures are printed, and what they are called where they are not."""

from __future__ import annotations

from collections.abc import Iterable

from site_builder.book.ledger import Fact, Selection
from site_builder.checks.subject import Located, Subject
from site_builder.sheets.address import names, plain

_TELLING = ("账", "科目", "经济", "项", "类", "量", "资金")
"""Dimensions whose values tables, rows and columns are named after."""

_TABLES = {"支出": "支出总表", "项目": "支出总表"}
"""账 → the table that shows its figures best, where it is not named after it."""


def place_of(subject: Subject, chosen: Selection, named: Iterable[str] = ()) -> str:
    """The cell that prints the sum of exactly the chosen leaves, as `表›行›列`; blank if none does.

    Of several, the one whose table, row and column say most of the names.
    """
    cells = subject.cells.get(chosen, ())
    if not cells:
        return ""
    wanted = {plain(name) for name in named}
    sheet, part, row, column = max(cells, key=lambda cell: len(wanted & _says(cell)))
    return "›".join(names(sheet, part, row, column))


def place_of_leaf(subject: Subject, number: int) -> str:
    """The cell that prints a leaf alone, or else its coordinates."""
    fact = subject.disclosure.ledger.facts[number]
    return place_of(subject, frozenset({number}), telling(fact)) or name_of(fact)


def place_of_total(subject: Subject, fact: Fact, covered: Selection) -> str:
    """The cell that prints a control total, or else its coordinates."""
    return place_of(subject, covered, telling(fact)) or name_of(fact)


def telling(fact: Fact) -> list[str]:
    """The coordinates of a figure that tables are laid out by."""
    values = (fact.where[dimension] for dimension in _TELLING if dimension in fact.where)
    return [_TABLES.get(value, value) for value in values]


def name_of(fact: Fact) -> str:
    """A figure by its coordinates, in the clerk's words; what is usual is left out."""
    usual = {"本年", "预算数", "当年"}
    named = (value for dimension, value in fact.where.items() if value not in usual and dimension != "条")
    return "·".join(dict.fromkeys(named))


def _says(cell: Located) -> set[str]:
    sheet, part, row, column = cell
    own = part.columns[column] if part.columns else None
    keys = (key for side, key in row.keys if own is None or side in {own.side, ""})
    return {sheet.key, *map(plain, keys), *(map(plain, own.path) if own else ())}
