"""The whole of it: one disclosure and one form give the disclosure's sheets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from site_builder.book.disclosure import Disclosure, Entry
from site_builder.law.classification import Classification
from site_builder.law.form import Form, PartForm, TableForm
from site_builder.sheets.body import body
from site_builder.sheets.card import card
from site_builder.sheets.cells import Printing, figures, fill
from site_builder.sheets.header import header
from site_builder.sheets.quoting import quote
from site_builder.sheets.rows import Ground, chinese
from site_builder.sheets.sheet import Column, Part, Sheet

ROUNDING_NOTE = "注：部分合计数与分项之和的差异，系四舍五入所致。"
"""Printed under a table whose printed figures were rounded."""


def tabulate(disclosure: Disclosure, form: Form, codes: Classification) -> tuple[Sheet, ...]:
    """Every sheet of a disclosure, in the form's order, with what is quoted from its source (照录)."""
    ground = Ground(
        ledger=disclosure.ledger,
        figures=figures(disclosure.ledger),
        codes=codes,
        chain=(disclosure.entry,),
        where=(),
        printing=Printing("", "", "", disclosure.half),
    )
    sheets = tuple(sheet for table in form.tables for sheet in _sheets(table, ground))
    return quote(sheets, disclosure.quotes)


def _sheets(table: TableForm, ground: Ground) -> Iterator[Sheet]:
    if not table.each:
        yield _sheet(table, _own_ground(table, ground, (), 0), 0)
        return
    for number, entry in enumerate(ground.chain[0].children.get(table.each, ()), start=1):
        yield _sheet(table, _own_ground(table, ground, (entry,), number), number)


def _own_ground(table: TableForm, ground: Ground, record: tuple[Entry, ...], number: int) -> Ground:
    own = tuple({"条": (entry.key,)} for entry in record if entry.key)
    return replace(
        ground,
        chain=(*ground.chain, *record),
        where=(table.take, *own),
        printing=Printing(table.unit, table.style, table.blank, ground.printing.half),
        words={"序": str(number), "中": chinese(number) if number else "", "单位": table.unit},
    )


def _sheet(table: TableForm, ground: Ground, number: int) -> Sheet:
    parts = tuple(_part(part, ground, index=table.index) for part in table.parts)
    empty = bool(table.empty) and not _anything(table, parts, ground)
    if empty:
        parts = tuple(replace(part, rows=part.rows if not part.columns else ()) for part in parts)
    inexact = any(cell.inexact for part in parts for row in part.rows for cell in row.cells)
    notes = (*table.notes, *((table.empty,) if empty else ()), *((ROUNDING_NOTE,) if inexact else ()))
    return Sheet(
        key=table.key,
        slug=f"{table.slug}-{number}" if number else table.slug,
        title=ground.fill(table.title),
        # Head lines speak of the unit, so its 名称 goes before that of the record below it.
        head=tuple(fill(line, ground.chain[::-1], ground.words)[0] for line in table.head),
        unit=table.unit,
        parts=parts,
        notes=tuple(ground.fill(note) for note in notes),
        record=str(ground.chain[-1].fields.get("名称", "")) if number else "",
        empty=empty,
        wide=table.wide,
    )


def _anything(table: TableForm, parts: tuple[Part, ...], ground: Ground) -> bool:
    """Whether there is anything to print: records, or figures."""
    lists = {row.records[0] for part in table.parts for row in part.rows if row.records}
    if lists:
        return any(ground.chain[-1].children.get(name) for name in lists)
    return any(cell.facts for part in parts for row in part.rows for cell in row.cells)


def _part(form: PartForm, ground: Ground, *, index: bool) -> Part:
    if form.card:
        return Part(form.name, form.title, rows=card(form.card, ground))
    sides = {side for row in form.rows for side in row.sides}
    columns = tuple(
        Column(
            tuple(ground.fill(title) for title in column.path),
            column.kind,
            side if (side := column.path[0]) in sides else "",
        )
        for column in form.columns
    )
    return Part(
        name=form.name,
        title=ground.fill(form.title),
        header=header(tuple(column.path for column in columns)),
        columns=columns,
        index=_index(columns) if index else (),
        rows=body(form, columns, ground),
    )


def _index(columns: tuple[Column, ...]) -> tuple[str, ...]:
    """栏次: the running-number column says so itself, the others are numbered."""
    first = columns[0].kind == "number"
    return tuple("栏次" if i == 0 and first else str(i if first else i + 1) for i in range(len(columns)))
