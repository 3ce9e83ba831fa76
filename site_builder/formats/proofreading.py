"""What must not leave the press: characters or faces no font has, text beyond cell or paper, rows without heads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any

from site_builder.formats.tagging.grid import grid

GLYPH, FACE, CELL, PAPER, HEADS = "Z01", "Z02", "Z03", "Z04", "Z05"
"""Codes: no font has a character; a face is missing; a cell is too narrow; text runs off the paper; a cell is so tall
that a page has no room for the heads of its table."""

_SLACK = 1
"""Pixels: figures are rounded on the way."""
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_DIVISIONS = {"section", "nav"}
_ANY = {"serif", "sans-serif"}
_HALF_BOLD = 600


@dataclass(frozen=True, slots=True)
class Spot:
    """Where an element of the page stands."""

    anchor: str = ""
    """Name of the heading above it; blank if that has none."""
    heading: str = ""
    """What the heading says."""
    table: int = -1
    """Number of its table below that heading; -1 if it stands in none."""
    row: int = 0
    """Row of the table, counted from 0, those of its head included."""
    column: int = 0
    """Column of the table."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that must not be printed."""

    code: str
    """What kind of fault it is."""
    said: str
    """The character, the face, or the text that has no room."""
    spot: Spot
    """Where it stands."""


_Found = tuple[Any, str, str]
"""An element, the code of a fault of it, and what the fault is of."""


def proofread(document: Any, unknown: Iterable[str]) -> Iterator[Fault]:  # noqa: ANN401 - WeasyPrint has no types
    """Every fault of a document that has been set, and in which these characters were set as boxes."""
    # The first child is the page's text; the others are what stands in its margins.
    pages = [page._page_box for page in document.pages]  # noqa: SLF001
    roots = dict.fromkeys(page.children[0].element for page in pages)
    texts = [(text, cell, page) for page in pages for text, cell in _texts(page.children[0])]
    faces = {(font.family, font.weight >= _HALF_BOLD) for font in document.fonts.values()}
    wrong = (_unprintable(roots, unknown), _outside(texts), _faceless(texts, faces), _headless(pages))
    found = dict.fromkeys(chain.from_iterable(wrong))
    wanted = {element for element, _, _ in found}
    spots = {element: spot for root in roots if wanted for element, spot in _spots(root) if element in wanted}
    return (Fault(code, said, spots.get(element, Spot())) for element, code, said in found)


def _unprintable(roots: Iterable[Any], characters: Iterable[str]) -> Iterator[_Found]:
    """Every element with a character that no font has."""
    unknown = dict.fromkeys(characters)
    for element in (element for root in roots if unknown for element in root.find("body").iter()):
        text = f"{element.text or ''}{element.tail or ''}"
        yield from ((element, GLYPH, character) for character in unknown if character in text)


def _texts(box: Any, cell: Any = None) -> Iterator[tuple[Any, Any]]:  # noqa: ANN401
    """Every text of a page with the cell that it stands in."""
    if hasattr(box, "pango_layout"):
        yield box, cell
    if cell is None and box.element_tag in {"td", "th"}:
        cell = box
    for child in box.children:
        yield from _texts(child, cell)


def _outside(texts: Iterable[tuple[Any, Any, Any]]) -> Iterator[_Found]:
    """Elements with text beyond the cell that they are, or beyond the page's printable part."""
    for text, cell, page in texts:
        right, bottom = text.position_x + text.width - _SLACK, text.position_y + text.height - _SLACK
        if cell is not None and right > cell.position_x + cell.border_width():
            yield cell.element, CELL, _said(cell.element)
        elif right > page.content_box_x() + page.width or bottom > page.content_box_y() + page.height:
            yield text.element, PAPER, _said(text.element)


def _faceless(texts: Iterable[tuple[Any, Any, Any]], faces: Iterable[tuple[str, bool]]) -> Iterator[_Found]:
    """The first text of each face that was asked for and not found: another stands in its place, or is thickened."""
    asked: dict[tuple[tuple[str, ...], bool], Any] = {}
    for text, _, _ in texts:
        asked.setdefault((text.style["font_family"], text.style["font_weight"] >= _HALF_BOLD), text.element)
    for (families, bold), element in asked.items():
        named = tuple(family for family in families if family not in _ANY)
        if named and not any(family.startswith(named) and own is bold for family, own in faces):
            yield element, FACE, named[-1] + " Bold" * bold


def _headless(pages: Iterable[Any]) -> Iterator[_Found]:
    """The tallest cell of each table that is on a page without its heads: those are left out where it has no room."""
    for page in pages:
        for table in (box for box in page.descendants() if box.element_tag == "table" and box.children):
            own = [box for box in table.descendants() if box.element is not None]
            cells = [box.element for box in own if box.element_tag in {"td", "th"}]
            headed = any(box.element_tag == "thead" for box in own) or table.element.find("thead") is None
            if cells and not headed:
                tallest = max(cells, key=lambda cell: len(_said(cell)))
                yield tallest, HEADS, _said(tallest)


def _said(element: Any) -> str:  # noqa: ANN401
    return "".join(element.itertext())


def _spots(root: Any) -> Iterator[tuple[Any, Spot]]:  # noqa: ANN401
    """Every element of a page and where it stands on paper."""
    spot, tables, cells = Spot(), 0, dict[Any, Spot]()
    for element in root.iter():
        if element.tag in _DIVISIONS:
            spot, tables = Spot(heading=element.get("aria-label", "")), 0
        elif element.tag in _HEADINGS:
            spot, tables = Spot(element.get("id", ""), _said(element)), 0
        elif element.tag == "table":
            for slot in grid(element).values():
                own = Spot(spot.anchor, spot.heading, tables, slot.row, slot.column)
                cells.update((inner, own) for cell in (slot.element, *slot.others) for inner in cell.iter())
            tables += 1
        yield element, cells.get(element, spot)
