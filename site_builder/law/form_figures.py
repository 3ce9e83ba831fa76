"""The conditions of a form's figures: none may exclude each other, none may add one 账 to another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from site_builder.law.dimensions import Condition
from site_builder.law.form import CardCell, ColumnForm, PartForm, RowForm, TableForm
from site_builder.law.form_notes import Notes
from site_builder.law.holdings import MIXED, accounts


def flat(rows: Iterable[RowForm]) -> Iterator[RowForm]:
    """Rows and rules, those of sides laid one after another."""
    for row in rows:
        if row.sides:
            yield from (own for side in row.sides.values() for own in side)
        else:
            yield row


def sides_of(rows: tuple[RowForm, ...]) -> dict[str, list[RowForm]]:
    """The rows of each side; the one side of a plain table is blank."""
    sides: dict[str, list[RowForm]] = {}
    for row in rows:
        for side, own in (row.sides or {"": (row,)}).items():
            sides.setdefault(side, []).extend(own)
    return sides


def check_figures(table: TableForm, part: PartForm, notes: Notes) -> None:
    """Every figure column has a row, and every row a figure column, in which facts can be found."""
    what = f"表“{table.key}”"
    sides = {side for row in part.rows for side in row.sides}
    rows = [(side, row, _own(row)) for side, own in sides_of(part.rows).items() for row in own]
    figures = [column for column in part.columns if column.kind == "amount"]
    alive: set[int] = set()
    for column in figures:
        side = column.path[0] if column.path[0] in sides else ""
        met = [i for i, (own, _, take) in enumerate(rows) if own == side and _met(what, table, column, take, notes)]
        alive.update(met)
        if not met:
            notes.error(f"{what}列“{column.title}”的条件与表和行的条件冲突，永远取不到数。")
    for number, (side, row, _) in enumerate(rows):
        beside = any(column.path[0] == side or side == "" for column in figures)
        if beside and number not in alive and not row.records:
            name = row.fields.get("名") or next(iter(row.fields.values()), row.dimension)
            notes.error(f"{what}{side}行“{name}”的条件与表和列的条件冲突，永远取不到数。")


def _own(row: RowForm) -> tuple[Condition, ...]:
    return (row.take, {row.dimension: ()}) if row.dimension else (row.take,)


def _met(what: str, table: TableForm, column: ColumnForm, row: tuple[Condition, ...], notes: Notes) -> bool:
    own = {"条": ()} if table.each or column.owner else {}
    found = accounts((table.take, column.take, *row, own))
    _one_account(f"{what}列“{column.title}”", (table.take, column.take, *row), found, notes)
    return bool(found)


def _one_account(what: str, asked: tuple[Condition, ...], found: tuple[str, ...], notes: Notes) -> None:
    """A sum is money of one 账."""
    named = {dimension for condition in asked for dimension in condition}
    if found and "账" not in named:
        notes.error(f"{what}没有说取哪一本账，会把不同的账加在一起。", None, "在“取”里写“账: …”，例如 账: 支出。")
    if MIXED & set(found) and "量" not in named:
        notes.error(f"{what}没有写“量”，会把金额和数量加在一起。", None, "例如 量: 价值。")


def check_card(table: TableForm, card: tuple[tuple[CardCell, ...], ...], notes: Notes) -> None:
    """Every figure of a card can be found."""
    what = f"表“{table.key}”的卡"
    for cell in (cell for line in card for cell in line if cell.take is not None):
        asked = (table.take, cell.take or {})
        found = accounts((*asked, {"条": ()} if table.each else {}))
        if not found:
            notes.error(f"{what}里有一格的条件互相冲突，永远取不到数：{dict(cell.take or {})}。")
        _one_account(what, asked, found, notes)
