"""Addresses of cells: `表.行[.列][.上年|.增减|.增幅|.占比][|单位]`: one scheme for narrative, 照录 and findings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from site_builder.law.dimensions import Condition
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


Rank = tuple[bool, bool]
"""How far a cell is from what an address means: its row is not what the first word names; it is last year's."""


@lru_cache(maxsize=8192)
def plain(name: str) -> str:
    """A printed name without numbering, 其中： and quotation marks, as addresses write it."""
    return _NUMBERING.sub("", name).replace("“", "").replace("”", "").replace(" ", "")


def find(sheets: tuple[Sheet, ...], address: str, *, words_too: bool = False) -> Spot | None:
    """The cell that an address names; amounts only, unless `words_too`.

    Of several, one whose row answers to the first word goes before one where only its column does (合计 is the
    row of totals before it is a column), and this year's figure before last year's.
    """
    table, *words = (plain(word) for word in address.split("."))
    for number, sheet in enumerate(sheets):
        own = plain(sheet.record)
        if plain(sheet.key) == table and (not own or own in words):
            wanted = [word for word in words if word != own]
            if nearest := _nearest(_answering(number, sheet, wanted, words_too=words_too)):
                part = sheet.parts[nearest.part]
                stands_in = _stands_in(part, part.rows[nearest.row], nearest.column, set(wanted))
                return None if stands_in and not words_too else nearest
    return None


def at(sheets: tuple[Sheet, ...], spot: Spot) -> Cell:
    """The cell at a spot."""
    return sheets[spot.sheet].parts[spot.part].rows[spot.row].cells[spot.column]


def _nearest(answers: Iterator[tuple[Rank, Spot]]) -> Spot | None:
    """The first cell of the lowest rank; nothing is asked once there can be no lower."""
    best: tuple[Rank, Spot] | None = None
    for rank, spot in answers:
        if best is None or rank < best[0]:
            best = rank, spot
        if not any(rank):
            break
    return best[1] if best else None


def _answering(number: int, sheet: Sheet, wanted: list[str], *, words_too: bool) -> Iterator[tuple[Rank, Spot]]:
    """The cells that answer to all words, each with its rank; lower is nearer."""
    all_words = set(wanted)
    for part_number, part in enumerate(sheet.parts):
        sides = {column.side for column in part.columns}
        untitled = [all_words - _titles((*column.path, part.name)) for column in part.columns]
        for row_number, (row, in_row) in enumerate(zip(part.rows, _words(part), strict=True)):
            if not all_words <= in_row:
                continue
            of_side = {side: _row_names(part, row, side) for side in sides}
            for column, cell in enumerate(row.cells):
                if not cell.rows or (cell.amount is None and not words_too):
                    continue
                of_row = of_side[part.columns[column].side] if sides else _card_names(row, column, all_words)
                left = (untitled[column] if sides else all_words) - of_row
                if not left or (sides and _says(cell, left)):
                    rank = (bool(wanted) and wanted[0] not in of_row, _asks_last_year(cell))
                    yield rank, Spot(number, part_number, row_number, column)


# A narrative asks for dozens of cells of the same few tables.
@lru_cache(maxsize=128)
def _words(part: Part) -> tuple[frozenset[str], ...]:
    """For each row every word that one of its cells can answer to."""
    titles = frozenset({LABEL}).union(*(_titles((*column.path, part.name)) for column in part.columns))
    # A column's conditions are the same in all its cells, a row's in all of its own.
    conditions = {id(own): own for row in part.rows for cell in row.cells for own in cell.where}
    said = {number: frozenset(map(plain, filter(None, _single(own)))) for number, own in conditions.items()}
    return tuple(_in_row(row, said).union(titles) for row in part.rows)


def _in_row(row: Row, said: Mapping[int, frozenset[str]]) -> frozenset[str]:
    names = (*(key for _, key in row.keys), *(cell.text for cell in row.cells if cell.head))
    conditions = {id(own) for cell in row.cells for own in cell.where}
    return frozenset(plain(word) for word in names if word).union(*(said[number] for number in conditions))


def _stands_in(part: Part, row: Row, column: int, wanted: set[str]) -> bool:
    """Whether last year's figure or a change answers only because this year's, which answers too, is blank."""
    if not part.columns or (row.cells[column].where and not _asks_last_year(row.cells[column])):
        return False
    return any(
        cell.where
        and cell.amount is None
        and not _asks_last_year(cell)
        and _says(cell, wanted - _row_names(part, row, column.side) - _titles((*column.path, part.name)))
        for cell, column in zip(row.cells, part.columns, strict=True)
    )


def _asks_last_year(cell: Cell) -> bool:
    return any(condition.get("年") == ("上年",) for condition in cell.where)


def _row_names(part: Part, row: Row, side: str) -> set[str]:
    keys = [key for of_side, key in row.keys if of_side in {side, ""}]
    labelled = zip(row.cells, part.columns, strict=True)
    labels = [cell.text for cell, column in labelled if cell.head and column.side == side]
    return {plain(word) for word in (*keys, *labels) if word}


def _says(cell: Cell, words: set[str]) -> bool:
    """Whether every word is a single value of the cell's conditions: an any-of list is nobody's name."""
    asked = [value for condition in cell.where for value in _single(condition) if value]
    return all(any(plain(value) == word for value in asked) for word in words)


def _single(condition: Condition) -> Iterator[str]:
    return (values[0] for values in condition.values() if len(values) == 1)


@lru_cache(maxsize=1024)
def _titles(path: tuple[str, ...]) -> frozenset[str]:
    return frozenset(plain(word) for word in path if word)


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
    if not part.columns:
        before = [cell.text for cell in row.cells[: column + 1] if cell.head]
        return tuple(word for word in (sheet.title, *before[-1:]) if word)
    own = part.columns[column]
    labels = [
        cell.text for cell, other in zip(row.cells, part.columns, strict=True) if cell.head and other.side == own.side
    ]
    keys = [key for side, key in row.keys if side in {own.side, ""}]
    # Where projects stand below their kinds, a kind names no row.
    project = [cell.text for cell, other in zip(row.cells, part.columns, strict=True) if other.path[-1] == "项目名称"]
    name = next((word for word in (*project, *labels, *keys) if word), "")
    return tuple(word for word in (sheet.title, name, own.path[-1]) if word)


def place_of(sheets: tuple[Sheet, ...], spot: Spot) -> str:
    """The printed place of a cell as findings write it: `表›行›列`."""
    sheet = sheets[spot.sheet]
    part = sheet.parts[spot.part]
    return "›".join(names(sheet, part, part.rows[spot.row], spot.column))
