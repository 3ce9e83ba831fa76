"""A document cut where its pages must end: parts that can be laid out apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from xml.etree import ElementTree as ET

Part = tuple[ET.Element, ...]
"""Units that begin a page together, and end one."""

_EMPTY = "height: 0; margin: 0; padding: 0; border: 0"


def units(root: ET.Element) -> Part:
    """The elements of a page between which a printed page may have to end. A `div` only holds such together."""
    return tuple(own for child in root.iterfind("body/*") for own in (child if child.tag == "div" else [child]))


def skeleton(root: ET.Element) -> str:
    """The document with its units emptied: none fills a page, so that each new page is one that was asked for."""
    emptied = {
        unit: [ET.Element(unit.tag, {**unit.attrib, "id": str(number), "style": _EMPTY})]
        for number, unit in enumerate(units(root))
    }
    return document(root, emptied)


def parts(root: ET.Element, laid_out: Any) -> tuple[Part, ...]:  # noqa: ANN401 - WeasyPrint has no types
    """The units of a document, those together that share a page. Its skeleton, laid out, says which do."""
    places = {anchor: number for number, page in enumerate(laid_out.pages) for anchor in page.anchors}
    found: list[Part] = []
    last = -1
    for number, unit in enumerate(units(root)):
        # What is not printed stands nowhere, and goes with what is before it, or else with what follows.
        place = places.get(str(number), last)
        if not found or (last >= 0 and place != last):
            found.append(())
        found[-1] += (unit,)
        last = place
    return tuple(found)


def document(root: ET.Element, content: Mapping[ET.Element, Sequence[ET.Element]]) -> str:
    """The document with other content in the place of its units. A unit for which there is none is left out."""
    page = ET.Element(root.tag, root.attrib)
    page.extend(root.findall("head"))
    body = ET.SubElement(page, "body")
    for child in root.iterfind("body/*"):
        held = [own for unit in child for own in content.get(unit, ())] if child.tag == "div" else []
        if held:
            ET.SubElement(body, child.tag, child.attrib).extend(held)
        body.extend(content.get(child, ()))
    return ET.tostring(page, "unicode")
