"""The body of a table: each printed row filled column by column from one pass over its line."""

from __future__ import annotations

from site_builder.law.dimensions import TOTAL
from site_builder.law.form import ColumnForm, PartForm
from site_builder.sheets.cells import BLANK, computed, figure, lookup
from site_builder.sheets.merging import merge_down
from site_builder.sheets.rows import Ground, Lanes, Line, lanes
from site_builder.sheets.sheet import Cell, Column, Row
from site_builder.values.text import place_of


def body(form: PartForm, columns: tuple[Column, ...], ground: Ground) -> tuple[Row, ...]:
    """Every row of a part, with merged cells."""
    printed = tuple(lanes(form.rows, ground))
    rows = tuple(_row(number, lane, form, columns, ground) for number, lane in enumerate(printed, start=1))
    return merge_down(rows, printed, form.columns)


def _row(number: int, lane: Lanes, form: PartForm, columns: tuple[Column, ...], ground: Ground) -> Row:
    present = {side: line for side, line in lane.items() if line}
    first = next(iter(present.values()))
    cells: list[Cell] = []
    for column, own in zip(form.columns, columns, strict=True):
        line = lane.get(own.side) if own.side else first
        cells.append(_cell(number, line, column, form.columns, tuple(cells), ground))
    return Row(
        cells=tuple(cells),
        keys=tuple((side, line.key) for side, line in present.items()),
        level=first.level if "" in lane or first.level == TOTAL else "",
    )


def _cell(
    number: int,
    line: Line | None,
    column: ColumnForm,
    columns: tuple[ColumnForm, ...],
    left: tuple[Cell, ...],
    ground: Ground,
) -> Cell:
    if line is None:
        return BLANK
    printing = ground.printing.styled(column.style)
    if column.kind == "number":
        return Cell(_word(line, column.word) or str(number))
    if column.kind == "computed":
        first, second = (left[_find(operand, columns[: len(left)])] for operand in column.operands)
        return computed(column.operation, first, second, printing)
    if column.kind == "amount":
        return figure(ground.ledger, (*ground.where, column.take, line.where, *_owner(line, column)), printing)
    word = _word(line, column.word)
    sources = (place_of(word),) if place_of(word).line else ()
    return Cell(str(word), head=column.kind == "label" and bool(word), sources=sources)


def _word(line: Line, name: str) -> str:
    """A field of the row, of the record it prints, or — as `任务.名称` — of the record that contains it."""
    owner, _, field = name.rpartition(".")
    if owner in line.lists:
        depth = line.lists.index(owner)
        return str(line.numbers[depth]) if field == "序号" else lookup(field, (line.record(depth),))
    if field in line.fields:
        return line.fields[field]
    return lookup(field, line.chain[-1:] if line.lists else line.chain)


def _owner(line: Line, column: ColumnForm) -> tuple[dict[str, tuple[str, ...]], ...]:
    """Figures of records belong to the record named by 属, or else to the innermost one."""
    if not line.lists:
        return ()
    depth = line.lists.index(column.owner) if column.owner in line.lists else len(line.lists) - 1
    key = line.record(depth).key
    return ({"条": (key,)},) if key else ()


def _find(title: str, columns: tuple[ColumnForm, ...]) -> int:
    return max(i for i, column in enumerate(columns) if title in {column.title, ".".join(column.path)})
