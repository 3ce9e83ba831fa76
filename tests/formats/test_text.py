"""The text that a reader copies from a printed document: every table whole, cell by cell, in order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, pairwise

from site_builder.sheets.sheet import Part, Sheet
from tests.formats.printed import Document, Documents, outline, squeezed


def body(page: str, margins: str) -> str:
    """A page's text without what stands in its margins."""
    assert re.search(rf"{re.escape(margins)}第\d+页，共\d+页$", page), (page[-80:], margins)
    return page[: page.rindex(margins)]


def heads(part: Part) -> str:
    """The text of a table's head."""
    return squeezed("".join(chain((cell.text for row in part.header for cell in row if cell.rows), part.index)))


def cells(part: Part) -> str:
    """The text of a table's body, row by row."""
    return squeezed("".join(cell.text for row in part.rows for cell in row.cells if cell.rows))


def whole(sheet: Sheet) -> str:
    """Everything that a sheet says, in order."""
    parts = (text for part in sheet.parts for text in (heads(part), cells(part)))
    return squeezed("".join((sheet.title, *sheet.head, *parts, *sheet.notes)))


def joined(sheet: Sheet, pages: list[str], title: str) -> str:
    """The pages of a sheet as one text: where a table goes on, its name and its head are said again."""
    said = next((line for line in sheet.head if line in {f"单位：{sheet.unit}", f"金额单位：{sheet.unit}"}), "")
    unit = said or (f"单位：{sheet.unit}" if has_money(sheet) else "")
    first, *others = pages
    going_on = (body(page, squeezed(f"{title}{sheet.title}（续）{unit}")) for page in others)
    return body(first, squeezed(title)) + "".join(headless(page, sheet) for page in going_on)


def has_money(sheet: Sheet) -> bool:
    """Whether a sheet has an amount of money."""
    every = (cell for part in sheet.parts for row in part.rows for cell in row.cells)
    return any(cell.money and cell.amount is not None for cell in every)


def headless(page: str, sheet: Sheet) -> str:
    """A page's text without the head of the table that goes on there, and the names of merged cells that do."""
    text = page.removeprefix(
        next((head for part in sheet.parts if (head := heads(part)) and page.startswith(head)), "")
    )
    merged = (cell for part in sheet.parts for row in part.rows for cell in row.cells if cell.head and cell.rows > 1)
    names = "|".join({re.escape(squeezed(cell.text)) for cell in merged})
    return re.sub(rf"^(?:(?:{names})（续）)+", "", text) if names else text


def spans(document: Document) -> Iterator[tuple[Sheet, list[str]]]:
    """Each sheet with the text of its pages."""
    pages, leads = document.copied, outline(document)
    starts = [leads[squeezed(sheet.title)] for sheet in document.sheets]
    after = min((page for page in leads.values() if page > starts[-1]), default=len(pages))
    for sheet, (start, end) in zip(document.sheets, pairwise([*starts, after]), strict=True):
        yield sheet, pages[start:end]


def test_tables_are_copied_whole(made: Documents) -> None:
    """The pages of a sheet say its title, every cell of its tables whole and row by row, its notes; nothing else."""
    for document in made:
        for sheet, pages in spans(document):
            assert joined(sheet, pages, document.title) == whole(sheet), (document.path, sheet.title)
