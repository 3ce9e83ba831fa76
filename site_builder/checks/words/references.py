"""The narrative (说明): references must name figures."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from site_builder.checks.check import check
from site_builder.checks.subject import Subject
from site_builder.sheets.address import find, plain
from site_builder.sheets.binding import CHANGES, SHARE
from site_builder.sheets.sheet import Sheet
from site_builder.values.finding import Finding
from site_builder.values.outcome import Outcome
from site_builder.values.text import Text


@check("R01", "说明引用的数在表中", "error", "文字与表一致", source="arithmetic")
def references_name_figures(subject: Subject) -> Iterator[Finding] | Outcome:
    """Every `{表.行}` in the narrative names a figure of the sheets.

    While a file has faults of its own, a figure may only be missing because of them.
    """
    if not subject.references:
        return "not_applicable"
    if subject.incomplete:
        return "unresolved"
    return (_unresolved(subject, found.text) for found in subject.references if found.words is None)


def _unresolved(subject: Subject, text: Text) -> Finding:
    message, remedy = _why(subject.sheets, text)
    return Finding("R01", "error", f"说明里的“{{{text}}}”{message}", text.place, remedy, stated=str(text))


def _why(sheets: tuple[Sheet, ...], text: str) -> tuple[str, str]:
    """What is wrong with a reference, and what to do: the nearest table, row or column that there is."""
    address = text.replace("｜", "|").partition("|")[0].strip()
    stem, _, last = address.rpartition(".")
    if last == SHARE and find(sheets, stem):
        return "没有合计可比。", "“占比”后面不写单位；合计是空白或 0 的，不能写“占比”。"
    if last in CHANGES and find(sheets, stem):
        return "没有上年的数可比。", "请填上年的数，或者不写“上年”“增减”“增幅”。"
    if find(sheets, address, words_too=True):
        return "指的格子是空白，没有数。", "空白就不要引用；确实是零就在表里填 0。"
    table, _, rest = address.partition(".")
    row, _, column = rest.partition(".")
    tables = tuple(dict.fromkeys(sheet.key for sheet in sheets))
    if plain(table) not in {plain(key) for key in tables}:
        return "在表中找不到对应的数。", _nearest("表", table, tables)
    rows, columns = _rows(sheets, table), _columns(sheets, table)
    if not rows or (plain(row) in rows and column):
        return "在表中找不到对应的数。", _nearest("列", column if rows else row, columns)
    return "在表中找不到对应的数。", _nearest("行", row, rows)


def _nearest(what: str, word: str, known: tuple[str, ...]) -> str:
    near = difflib.get_close_matches(word, known, n=3, cutoff=0.3) or list(known[:5])
    return f"引用写成“{{表.行}}”或“{{表.行.列}}”。相近的{what}：{'、'.join(near)}。"


def _rows(sheets: tuple[Sheet, ...], table: str) -> tuple[str, ...]:
    own = (part for sheet in sheets if plain(sheet.key) == plain(table) for part in sheet.parts)
    heads = (cell.text for part in own for row in part.rows for cell in row.cells if cell.head and cell.text)
    return tuple(dict.fromkeys(plain(text) for text in heads))


def _columns(sheets: tuple[Sheet, ...], table: str) -> tuple[str, ...]:
    own = (part for sheet in sheets if plain(sheet.key) == plain(table) for part in sheet.parts)
    titles = (title for part in own for column in part.columns if column.kind != "label" for title in column.path)
    return tuple(dict.fromkeys(plain(title) for title in titles))
