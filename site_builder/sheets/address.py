"""Addresses of cells: `表.行[.列][.上年|.增减|.增幅][|单位]`, one scheme for narrative, 照录, findings and anchors."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from site_builder.sheets.sheet import Cell, Part, Row, Sheet

LABEL = "标签"
"""The word that asks for a label of a card itself, as in `项目绩效目标.<项目>.资金支出计划(%).标签`."""

_NUMBERING = re.compile(r"^(?:[一二三四五六七八九十]+、|\d+[、.]|其中：|[（(][一二三四五六七八九十\d]+[)）])+")


@dataclass(frozen=True, slots=True)
class Spot:
    """One cell of one sheet, by position."""

    sheet: int
    """Number of the sheet."""
    part: int
    """Number of its part."""
    row: int
    """Number of the row."""
    column: int
    """Number of the column."""


def plain(name: str) -> str:
    """A printed name without numbering, 其中： and quotation marks, as addresses write it."""
    return _NUMBERING.sub("", name).replace("“", "").replace("”", "").replace(" ", "")


def find(sheets: tuple[Sheet, ...], address: str, *, words_too: bool = False) -> Spot | None:
    """The first cell that an address names; amounts only, unless `words_too`."""
    table, *words = (plain(word) for word in address.split("."))
    wanted = set(words)
    for number, sheet in enumerate(sheets):
        if plain(sheet.key) != table:
            continue
        if sheet.record and plain(sheet.record) not in wanted:
            continue
        left = wanted - {plain(sheet.record)}
        if spot := _in_sheet(number, sheet, left, words_too=words_too):
            return spot
    return None


def at(sheets: tuple[Sheet, ...], spot: Spot) -> Cell:
    """The cell at a spot."""
    return sheets[spot.sheet].parts[spot.part].rows[spot.row].cells[spot.column]


def _in_sheet(number: int, sheet: Sheet, wanted: set[str], *, words_too: bool) -> Spot | None:
    for part_number, part in enumerate(sheet.parts):
        for row_number, row in enumerate(part.rows):
            for column, cell in enumerate(row.cells):
                if not cell.rows or (cell.amount is None and not words_too):
                    continue
                if wanted <= (_names(part, row, column) if part.columns else _card_names(row, column, wanted)):
                    return Spot(number, part_number, row_number, column)
    return None


def _names(part: Part, row: Row, column: int) -> set[str]:
    own = part.columns[column]
    keys = {key for side, key in row.keys if side in {own.side, ""}}
    labels = {
        cell.text for cell, other in zip(row.cells, part.columns, strict=True) if cell.head and other.side == own.side
    }
    words = {
        value
        for condition in row.cells[column].where
        for values in condition.values()
        if len(values) == 1
        for value in values
    }
    return {plain(word) for word in (*keys, *labels, *own.path, *words, part.name) if word}


def _card_names(row: Row, column: int, wanted: set[str]) -> set[str]:
    """A label names what stands after it; it answers to its own name only if a label is asked for."""
    if row.cells[column].head:
        return {plain(row.cells[column].text), LABEL} if LABEL in wanted else set()
    before = [cell.text for cell in row.cells[:column] if cell.head]
    return {plain(before[-1])} if before else set()


def spots(sheets: tuple[Sheet, ...]) -> Iterator[tuple[Spot, Sheet, Part, Row, Cell]]:
    """Every cell of every sheet with its spot."""
    for number, sheet in enumerate(sheets):
        for part_number, part in enumerate(sheet.parts):
            for row_number, row in enumerate(part.rows):
                for column, cell in enumerate(row.cells):
                    yield Spot(number, part_number, row_number, column), sheet, part, row, cell


def names(sheet: Sheet, part: Part, row: Row, column: int) -> tuple[str, ...]:
    """Table, row and column of a cell by their printed names, for a person to find it."""
    key = next((cell.text for cell in row.cells if cell.head and cell.text), "") or next((k for _, k in row.keys), "")
    title = part.columns[column].path[-1] if part.columns else ""
    return tuple(word for word in (sheet.title, key, title) if word)
