"""The body of a table, filled column by column: what a column asks is asked once, not once for every cell."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from site_builder.book.ledger import Asked, Ledger
from site_builder.law.dimensions import TOTAL, Condition
from site_builder.law.form import ColumnForm, PartForm
from site_builder.sheets.cells import BLANK, computed, lookup
from site_builder.sheets.merging import merge_down
from site_builder.sheets.rows import Ground, Lanes, Line, lanes
from site_builder.sheets.sheet import Cell, Column, Row
from site_builder.values.text import place_of

Lines = Sequence[Line | None]
"""The line of every row on one side; None where that side is shorter than the other."""

Asking = Sequence[tuple[tuple[Condition, ...], Asked] | None]
"""What the line of every row asks of the ledger, as conditions and as an answer to be joined; None without a line."""


@dataclass(frozen=True, slots=True)
class _Rows:
    """The rows of a part before its columns are filled; what several columns ask of them is worked out once."""

    side: Callable[[str], Lines]
    """Side → its lines."""
    asking: Callable[[str, str], Asking]
    """Side, and the record list that the figures belong to (属) → what its lines ask."""


def body(form: PartForm, columns: tuple[Column, ...], ground: Ground) -> tuple[Row, ...]:
    """Every row of a part, with merged cells."""
    printed = tuple(lanes(form.rows, ground))
    outer = tuple(next(iter(lane.values())) for lane in printed)
    first = tuple(next(line for line in lane.values() if line) for lane in printed)
    rows = _rows(printed, first, ground.ledger)
    filled: list[list[Cell]] = []
    for column, own in zip(form.columns, columns, strict=True):
        filled.append(_filled(column, own.side, rows, form.columns, filled, ground))
    merged = merge_down(filled, outer, form.columns)
    return tuple(_row(*row) for row in zip(printed, first, zip(*merged, strict=True), strict=True))


def _rows(printed: Sequence[Lanes], first: Lines, ledger: Ledger) -> _Rows:
    @cache
    def side(name: str) -> Lines:
        return [lane.get(name) for lane in printed] if name else first

    @cache
    def asking(name: str, owner: str) -> Asking:
        wheres = ((line.where, *_owner(line, owner)) if line else None for line in side(name))
        return [(where, ledger.ask(where)) if where else None for where in wheres]

    return _Rows(side, asking)


def _row(lane: Lanes, first: Line, cells: tuple[Cell, ...]) -> Row:
    keys = tuple((side, line.key) for side, line in lane.items() if line)
    return Row(cells, keys, first.level if "" in lane or first.level == TOTAL else "")


def _filled(
    form: ColumnForm, side: str, rows: _Rows, columns: tuple[ColumnForm, ...], left: list[list[Cell]], ground: Ground
) -> list[Cell]:
    """The cells of a column; a computed one looks at those to its left."""
    if form.kind == "amount":
        return _amounts(form, rows.asking(side, form.owner), ground)
    lines = rows.side(side)
    if form.kind == "computed":
        first, second = (left[_find(operand, columns[: len(left)])] for operand in form.operands)
        printing = ground.printing.styled(form.style)
        pairs = zip(lines, first, second, strict=True)
        return [computed(form.operation, one, other, printing) if line else BLANK for line, one, other in pairs]
    owner, _, field = form.word.rpartition(".")
    words = [_word(line, owner, field) if line else "" for line in lines]
    if form.kind == "number":
        numbered = zip(lines, words, range(1, len(words) + 1), strict=True)
        return [Cell(word or str(number)) if line else BLANK for line, word, number in numbered]
    return [_said(word, head=form.kind == "label") for word in words]


def _amounts(form: ColumnForm, asking: Asking, ground: Ground) -> list[Cell]:
    sums = ground.figures(ground.printing.styled(form.style))
    of_column = (*ground.where, form.take)
    asked, answer = ground.ledger.ask(of_column), ground.ledger.answer
    return [sums(answer(asked, own[1])).asking((*of_column, *own[0])) if own else BLANK for own in asking]


def _said(word: str, *, head: bool) -> Cell:
    place = place_of(word)
    if place.line:
        return Cell(str(word), head=head and bool(word), sources=(place,))
    return Cell(str(word), head=head) if word else BLANK


def _word(line: Line, owner: str, field: str) -> str:
    """A field of the row, of the record it prints, or — as `任务.名称` — of the record that contains it."""
    if owner in line.lists:
        depth = line.lists.index(owner)
        return str(line.numbers[depth]) if field == "序号" else line.record(depth).fields.get(field, "")
    if field in line.fields:
        return line.fields[field]
    return line.chain[-1].fields.get(field, "") if line.lists else lookup(field, line.chain)


def _owner(line: Line, owner: str) -> tuple[Condition, ...]:
    """Figures of records belong to the record named by 属, or else to the innermost one."""
    if not line.lists:
        return ()
    depth = line.lists.index(owner) if owner in line.lists else len(line.lists) - 1
    key = line.record(depth).key
    return ({"条": (key,)},) if key else ()


def _find(title: str, columns: tuple[ColumnForm, ...]) -> int:
    return max(i for i, column in enumerate(columns) if title in {column.title, ".".join(column.path)})
