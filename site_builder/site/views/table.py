"""Tables as plain rows, the way their CSV files have them: one file for each block."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from site_builder.law.form import ColumnKind
from site_builder.sheets.sheet import Cell, Part, Sheet

_SIDE = "方向"
_FIGURE = re.compile(r"[-+]?[\d,]*\.?\d+%?")


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a table and its file."""

    name: str
    """The file's name without its ending."""
    label: str
    """What a reader calls it."""
    sheet: Sheet
    """The table."""
    part: Part
    """The block."""


@dataclass(frozen=True, slots=True)
class Field:
    """One column of plain rows."""

    name: str
    """Its titles from the top of the head, which tell it from all others."""
    title: str
    """Its lowest title."""
    type: Literal["string", "number"]
    """number: every cell is blank or a figure."""
    unit: str = ""
    """For figures: the money unit or %; blank where that is not the same for all."""


@dataclass(frozen=True, slots=True)
class Table:
    """Plain rows: covered cells repeat their text, the sides of a two-sided table stand one below the other."""

    fields: tuple[Field, ...]
    """Its columns; none for a card, whose lines are labels and values."""
    rows: tuple[tuple[str, ...], ...]
    """The texts of the rows."""


def blocks(sheets: tuple[Sheet, ...]) -> Iterator[Block]:
    """Every block; a card's file has a name of its own, so that the table's address stays."""
    for sheet in sheets:
        seen: list[str] = []
        for part in sheet.parts:
            label = f"{sheet.title}：{part.name}" if len(sheet.parts) > 1 else sheet.title
            name = sheet.slug if part.columns else f"{sheet.slug}-summary"
            seen.append(name)
            again = f"-part-{seen.count(name)}" if seen.count(name) > 1 else ""
            yield Block(f"{name}{again}", label, sheet, part)


def table(part: Part, unit: str) -> Table:
    """One block as plain rows; `unit` is the money unit of its sheet."""
    if not part.columns:
        return Table((), tuple(tuple(cell.text for cell in row.cells if cell.rows) for row in part.rows))
    sides = list(dict.fromkeys(column.side for column in part.columns if column.side))
    if sides:
        return _two_sided(part, sides, unit)
    shown = [number for number, column in enumerate(part.columns) if column.kind != "number"]
    rows = [[row.cells[number] for number in shown] for row in part.rows]
    columns = [part.columns[number] for number in shown]
    fields = tuple(
        _field("/".join(column.path), column.kind, [row[place] for row in rows], unit)
        for place, column in enumerate(columns)
    )
    return Table(fields, _texts(rows))


def _two_sided(part: Part, sides: list[str], unit: str) -> Table:
    """Side, item, amounts: the two lists that print side by side, one below the other."""
    lanes = {side: [number for number, own in enumerate(part.columns) if own.side == side] for side in sides}
    widest = max(lanes.values(), key=len)
    rows = [
        [Cell(side), *(row.cells[number] for number in lane), *[Cell("")] * (len(widest) - len(lane))]
        for side, lane in lanes.items()
        for row in part.rows
        if any(row.cells[number].text for number in lane)
    ]
    fields = [Field(_SIDE, _SIDE, "string")]
    for place, number in enumerate(widest, start=1):
        column = part.columns[number]
        fields.append(_field(column.path[-1], column.kind, [row[place] for row in rows], unit))
    return Table(tuple(fields), _texts(rows))


def _field(name: str, kind: ColumnKind, cells: Sequence[Cell], unit: str) -> Field:
    title = name.rpartition("/")[2]
    texts = [cell.text for cell in cells if cell.text]
    rates = {text.endswith("%") for text in texts}
    figures = kind in {"amount", "computed"} and all(_FIGURE.fullmatch(text) for text in texts) and len(rates) < 2
    if not figures:
        return Field(name, title, "string")
    money = {cell.money for cell in cells if cell.amount is not None}
    return Field(name, title, "number", "%" if rates == {True} else unit if money == {True} else "")


def _texts(rows: Sequence[Sequence[Cell]]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(cell.text for cell in row) for row in rows)
