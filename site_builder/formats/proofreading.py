"""What must not leave the press: characters that no font has, and text that runs out of its cell or off the page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from site_builder.formats.tagging.grid import grid

_SLACK = 1
"""Pixels: figures are rounded on the way."""
_HEADINGS = {"title", "h1", "h2", "h3", "h4", "h5", "h6"}
_NAMED = 3
"""Places that one message names."""


def unprintable(root: Any, characters: Iterable[str]) -> Iterator[str]:  # noqa: ANN401 - an element of the page
    """For each character that no font has, what it is and where it stands."""
    for character in characters:
        holders = (element for element in root.iter() if character in f"{element.text or ''}{element.tail or ''}")
        yield f"“{character}”（U+{ord(character):04X}）没有字体能印，见{_listed(root, holders)}"


def overfull(root: Any, pages: Iterable[Any]) -> Iterator[str]:  # noqa: ANN401
    """For each text that is cut off or runs into its neighbour, where it stands."""
    elements = dict.fromkeys(element for page in pages for element in _outside(page._page_box))  # noqa: SLF001
    if elements:
        yield f"有文字超出格子或纸边，见{_listed(root, elements)}"


def _outside(page: Any) -> Iterator[Any]:  # noqa: ANN401
    """Elements with text beyond the page's printable part, or beyond the cell that they are."""
    left, bottom = page.content_box_x(), page.content_box_y() + page.height
    # The first child is the page's text; the others are what stands in its margins.
    for box in page.children[0].descendants():
        if hasattr(box, "pango_layout"):
            right = left + page.width
            if box.position_x + box.width > right + _SLACK or box.position_y + box.height > bottom + _SLACK:
                yield box.element
        elif box.element_tag in {"td", "th"}:
            edge = box.position_x + box.border_width() + _SLACK
            inner = (own for own in box.descendants() if hasattr(own, "pango_layout"))
            if any(own.position_x + own.width > edge for own in inner):
                yield box.element


def _listed(root: Any, elements: Iterable[Any]) -> str:  # noqa: ANN401
    wanted = set(elements)
    places = list(dict.fromkeys(_places(root, wanted)))
    return "、".join(places[:_NAMED]) + (f"等 {len(places)} 处" if len(places) > _NAMED else "")


def _places(root: Any, wanted: set[Any]) -> Iterator[str]:  # noqa: ANN401
    """Where elements stand on paper: the heading before them and, in a table, the row and the column."""
    heading, slots = "", {}
    for element in root.iter():
        if element.tag in _HEADINGS:
            heading = "".join(element.itertext())
        elif element.tag == "table":
            slots = {slot.element: slot for slot in grid(element).values()}
        if element in wanted:
            slot = slots.get(element)
            yield f"“{heading}”" + (f"第 {slot.row + 1} 行第 {slot.column + 1} 列" if slot else "")
