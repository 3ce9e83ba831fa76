"""The rows of tables as HTML, for templates that put the table around them.

A site has more cells than anything else: filled in by a template, each cost ten times as much.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from html import escape

from site_builder.law.dimensions import TOTAL
from site_builder.sheets.sheet import Cell, Column, Part, Row
from site_builder.site.views.lines import FIGURES, LONG, Line, LineCell

_LEVELS = {"类": "class", "款": "section", "项": "item", TOTAL: "total"}
_SPECIAL = re.compile("[&<>'\"]")
_BLANK = '<span aria-hidden="true">—</span><span class="aside">无数据</span>'


def read_rows(rows: Iterable[Line]) -> str:
    """Rows to be read on a screen: each with its anchor, figures with their column's title, blanks that say so."""
    return "\n".join(map(_line, rows))


def official_rows(part: Part) -> str:
    """Rows as the law prints them, with their merged cells."""
    figures = [column.kind in FIGURES for column in part.columns]
    return "\n".join(_official(row, figures) for row in part.rows)


def pasted_rows(part: Part) -> str:
    """The same for editors of other sites, which keep no more than elements and `n` for figures."""
    return "\n".join(f"<tr>{''.join(map(_pasted, row.cells))}</tr>" for row in part.rows)


def head(part: Part) -> str:
    """Columns and head of a part that has them; columns stand in groups, so that a title above several heads each."""
    groups = "</colgroup><colgroup>".join(map("".join, _groups(part)))
    rows = [_titles(row, part.columns, top=not number) for number, row in enumerate(part.header)]
    if part.index:
        rows.append(f'<tr class="index">{"".join(f"<td>{own}</td>" for own in part.index)}</tr>')
    return f"<colgroup>{groups}</colgroup>\n<thead>\n{chr(10).join(rows)}\n</thead>"


ROWS: Mapping[str, Callable[..., str]] = {own.__name__: own for own in (read_rows, official_rows, pasted_rows, head)}
"""What templates know it by."""


def _line(row: Line) -> str:
    level = f' class="{_LEVELS[row.level]}"' if row.level else ""
    return f'<tr id="{row.id}"{level}>{"".join(map(_read, row.cells))}</tr>'


def _read(cell: LineCell) -> str:
    if cell.head:
        return _name(cell)
    if cell.text:
        return f'<td class="{cell.classes}" data-label="{_safe(cell.label)}">{_safe(cell.text)}</td>'
    if "none" not in cell.classes:
        return f'<td class="{cell.classes}"></td>'
    # Of several blank figures on a card only the first shows its column's title.
    label = f' data-label="{_safe(cell.label)}"' if "first" in cell.classes else ""
    return f'<td class="{cell.classes}"{label}>{_BLANK}</td>'


def _name(cell: LineCell) -> str:
    own = f' id="{cell.id}"' if cell.id else ""
    spoken = f'<span class="aside">{cell.level} </span>' if cell.level else ""
    text = f'<a href="#{cell.link}">{_safe(cell.text)}</a>' if cell.link else _safe(cell.text)
    return f'<th scope="row" class="{cell.classes}"{own}>{spoken}{text}</th>'


def _official(row: Row, figures: list[bool]) -> str:
    level = f' class="{_LEVELS[row.level]}"' if row.level else ""
    kinds = figures or [False] * len(row.cells)
    cells = (_printed(cell, figure=own) for cell, own in zip(row.cells, kinds, strict=True) if cell.rows)
    return f"<tr{level}>{''.join(cells)}</tr>"


def _printed(cell: Cell, *, figure: bool) -> str:
    if cell.head:
        return f'<th scope="row"{_spans(cell)}{_kind(cell.text)}>{_safe(cell.text)}</th>'
    kind = ' class="n"' if figure or cell.amount is not None else _kind(cell.text)
    return f"<td{_spans(cell)}{kind}>{_safe(cell.text)}</td>"


def _pasted(cell: Cell) -> str:
    if not cell.rows:
        return ""
    if cell.head:
        return f'<th scope="row"{_spans(cell)}>{_safe(cell.text)}</th>'
    figure = ' class="n"' if cell.amount is not None else ""
    return f"<td{_spans(cell)}{figure}>{_safe(cell.text)}</td>"


def _groups(part: Part) -> list[list[str]]:
    groups: list[list[str]] = []
    for column, top in zip(part.columns, part.header[0], strict=True):
        if top.rows:
            groups.append([])
        groups[-1].append('<col class="col-number">' if column.kind == "number" else "<col>")
    return groups


def _titles(row: tuple[Cell, ...], columns: tuple[Column, ...], *, top: bool) -> str:
    first = next((column.side for column in columns if column.side), "")
    cells = (_title(*both, first, top=top) for both in zip(row, columns, strict=True) if both[0].rows)
    return f"<tr>{''.join(cells)}</tr>"


def _title(cell: Cell, column: Column, first: str, *, top: bool) -> str:
    scope = "colgroup" if top and cell.columns > 1 else "col"
    side = f" {'a' if column.side == first else 'b'}" if column.side else ""
    return f'<th scope="{scope}"{_spans(cell)} class="{column.kind}{side}">{_safe(cell.text)}</th>'


def _spans(cell: Cell) -> str:
    down = f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
    return f'{down} colspan="{cell.columns}"' if cell.columns > 1 else down


def _kind(text: str) -> str:
    if text and text.isascii() and " " not in text:
        return ' class="code"'
    return ' class="prose"' if len(text) > LONG else ""


def _safe(text: str) -> str:
    return escape(text) if _SPECIAL.search(text) else text
