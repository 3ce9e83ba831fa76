"""What depends on the whole document: its contents, and the heads and feet of all its pages.

They are laid out in a document of as many pages, in which the contents are themselves and all others are blank.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any
from xml.etree import ElementTree as ET

from site_builder.formats.pressing.parts import Part, document

Pages = Sequence[Any]
"""Pages as WeasyPrint lays them out."""
Pieces = Sequence[tuple[Part, Pages]]
"""The parts of a document with the pages that they take; the contents still have none."""


def is_contents(part: Part) -> bool:
    """Whether a part tells on which pages the others are."""
    return any(unit.tag == "nav" for unit in part)


def frame(root: ET.Element, pieces: Pieces) -> str:
    """The document with a blank page for each page that is laid out."""
    holders = {unit: child for child in root.iterfind("body/*") for unit in (child, *child)}
    known = set[str]()
    content = dict[ET.Element, list[ET.Element]]()
    for part, pages in pieces:
        if pages:
            content.setdefault(holders[part[0]], []).extend(_blank(page, known) for page in pages)
        else:
            content |= {unit: [unit] for unit in part}
    return document(root, content)


def paired(pieces: Pieces, laid_out: Any) -> Iterator[tuple[Any, Any]]:  # noqa: ANN401 - WeasyPrint has no types
    """All pages in order, each with the one of the frame that has its head and its foot."""
    heads = iter(laid_out.pages)
    contents = len(laid_out.pages) - sum(len(pages) for _, pages in pieces)
    for _, pages in pieces:
        yield from zip(pages, heads, strict=False) if pages else ((own, own) for own in islice(heads, contents))


def _blank(page: Any, known: set[str]) -> ET.Element:  # noqa: ANN401
    """A page of the same kind, which says what running heads repeat and has the anchors that contents look for."""
    box = page._page_box  # noqa: SLF001
    kind = box.page_type.name or "auto"
    blank = ET.Element("div", style=f"page: {kind}; break-before: page; break-after: page")
    # No page begins with what it says: how it begins is said by the one before.
    ET.SubElement(blank, "div")
    for name, text in (said for own in box.descendants() for said in own.string_set or ()):
        ET.SubElement(blank, "div", {"data-said": text, "style": f"string-set: {name} attr(data-said)"})
    for anchor in page.anchors:
        if anchor not in known:
            ET.SubElement(blank, "div", id=anchor)
            known.add(anchor)
    return blank
