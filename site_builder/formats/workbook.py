"""A disclosure as a workbook (XLSX): a list of contents and one worksheet for each sheet.

The only module that imports xlsxwriter.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from typing import Any

import xlsxwriter

from site_builder.formats.worksheet import Box, Look, Worksheet, lay_out
from site_builder.sheets.sheet import Sheet
from site_builder.site.views.disclosure import DisclosureView
from site_builder.site.views.package import notice

VERSION = f"1, xlsxwriter {xlsxwriter.__version__}"
"""Raised when the same view is to give other bytes; another XlsxWriter may write otherwise."""

CONTENTS = "目录"
"""The name of the first worksheet."""

# Nobody states when a workbook was made, and the clock is not asked: the day that files in it carry too.
_MADE = datetime(1980, 1, 1, tzinfo=UTC)

_LONGEST = 31
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")

_A4 = 9
_ALL_CELLS = "A1:XFD1048576"
_GRID = {"border": 1, "border_color": "#808A94"}
_HEAD = {"align": "center", "bold": True, "bg_color": "#EEF1F4", **_GRID}
_LOOKS: dict[Look, dict[str, object]] = {
    "title": {"align": "center", "bold": True, "font_size": 16},
    "left": {"align": "left"},
    "right": {"align": "right"},
    "head": _HEAD,
    "word": {"align": "left", **_GRID},
    "figure": {"align": "right", **_GRID},
    "link": {"align": "left", "font_color": "#14508C", "underline": 1},
}
_EVERYWHERE = {"font_name": "宋体", "font_size": 10, "valign": "vcenter"}

Styles = Callable[[Look, str, bool, int], Any]
"""The format of a look, a number format, bold or not, an indent; made once."""


def render_workbook(view: DisclosureView) -> bytes:
    """A workbook in which figures are numbers that show as printed, and all other texts are texts."""
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "default_format_properties": dict(_EVERYWHERE)}) as book:
        author = view.unit.name
        book.set_properties({"title": view.title, "author": author, "company": author, "created": _MADE})
        style = _styles(book)
        for sheet in (_contents(view), *_worksheets(view.sheets)):
            page = book.add_worksheet(sheet.name)
            _set_up(page, sheet, notice(view))
            for box in sheet.boxes:
                _write(page, box, style)
    return out.getvalue()


def tabs(sheets: tuple[Sheet, ...]) -> tuple[str, ...]:
    """The names on the tabs: short, without what spreadsheets forbid, each once."""
    found: list[str] = []
    taken = {CONTENTS, "history"}
    for sheet in sheets:
        wanted = _FORBIDDEN.sub("", sheet.record or sheet.key).strip("' ")
        again = 1
        while (name := _shortened(wanted, f"({again})" if again > 1 else "")).casefold() in taken:
            again += 1
        taken.add(name.casefold())
        found.append(name)
    return tuple(found)


def _shortened(name: str, end: str) -> str:
    """A name that spreadsheets, which count UTF-16 units, can take."""
    while len((name + end).encode("utf-16-le")) > 2 * _LONGEST:
        name = name[:-1]
    return (name.rstrip("' ") or "表") + end


def _worksheets(sheets: tuple[Sheet, ...]) -> Iterator[Worksheet]:
    return (lay_out(sheet, name) for sheet, name in zip(sheets, tabs(sheets), strict=True))


def _contents(view: DisclosureView) -> Worksheet:
    """The first worksheet: what this is, and a link to every sheet."""
    told = [f"{label}：{text}" for label, text in view.facts]
    told += [line for line in (notice(view), view.example_note) if line]
    boxes = [Box(0, 0, 1, 1, "title", view.title)]
    boxes += [Box(row, 0, 1, 1, "left", line) for row, line in enumerate(told, start=1)]
    start = len(boxes) + 1
    for row, (sheet, name) in enumerate(zip(view.sheets, tabs(view.sheets), strict=True), start=start):
        boxes.append(Box(row, 0, 1, 1, "link", sheet.title, link=name))
    return Worksheet(CONTENTS, wide=False, widths=(90,), boxes=tuple(boxes))


def _styles(book: Any) -> Styles:  # noqa: ANN401 - xlsxwriter has no types
    @cache
    def style(look: Look, pattern: str, strong: bool, indent: int) -> object:  # noqa: FBT001 - a key of the cache
        more = {"num_format": pattern} if pattern else {"text_wrap": True}
        strength = {"bold": True} if strong else {}
        return book.add_format({**_LOOKS[look], **more, **strength, **({"indent": indent} if indent else {})})

    return style


def _set_up(page: Any, sheet: Worksheet, header: str) -> None:  # noqa: ANN401
    page.hide_gridlines(2)
    page.set_paper(_A4)
    if sheet.wide:
        page.set_landscape()
    page.fit_to_pages(1, 0)
    page.center_horizontally()
    page.set_margins(left=0.6, right=0.6, top=0.75, bottom=0.75)
    page.set_header(f"&C{header}" if header else "")
    page.set_footer("&C第 &P 页，共 &N 页")
    # Codes are texts of digits; spreadsheets would mark each as a likely mistake.
    page.ignore_errors({"number_stored_as_text": _ALL_CELLS})
    for column, width in enumerate(sheet.widths):
        page.set_column(column, column, width)
    for row, height in enumerate(sheet.heights):
        page.set_row(row, height)
    if sheet.repeated:
        page.repeat_rows(*sheet.repeated)


def _write(page: Any, box: Box, style: Styles) -> None:  # noqa: ANN401
    look = style(box.look, box.pattern, box.strong, box.indent)
    if box.rows > 1 or box.columns > 1:
        page.merge_range(box.row, box.column, box.row + box.rows - 1, box.column + box.columns - 1, "", look)
    if box.link:
        page.write_url(box.row, box.column, f"internal:'{box.link}'!A1", look, box.text)
    elif box.amount is not None:
        page.write_number(box.row, box.column, box.amount, look)
    elif box.text:
        page.write_string(box.row, box.column, box.text, look)
    else:
        page.write_blank(box.row, box.column, None, look)
