"""Merged cells that go on: a page that begins inside a head says its name again; what is no head stands once.

Where pages end is known once a table is laid out. Merged cells are cut there, and the table is laid out again, until
its pages end where its cells do. Text that no page has room for is spread over the rows of its cell. A part of the
document that has merged cells is laid out by itself, so it must begin a page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from copy import deepcopy
from functools import lru_cache
from itertools import pairwise
from typing import Any
from xml.etree.ElementTree import Element

from site_builder.formats.pressing.parts import document, units
from site_builder.formats.tagging.grid import CONTINUED, NAME, TEXT, Slot, grid
from site_builder.formats.typesetting import lay_out, parsed

AGAIN = "（续）"
"""What is added to a name that stands for the second time."""

_MOST = 8
"""How often a table is laid out at the most: a name that grows taller may move rows to the next page. Then it stays."""
_SPREAD, _GOES_ON, _CAME_ON = "spread", "goes-on", "came-on"
_STOPS = "\n。；，、"


def continued(page: str, style: str, variant: str) -> str:
    """A page whose merged cells are cut where a printed page ends inside them."""
    root = parsed(page)
    whole = units(root)
    settled = {unit: _settled(root, unit, style, variant) for unit in whole if any(map(_may_go_on, unit.iter("table")))}
    return document(root, {unit: [settled.get(unit, unit)] for unit in whole}) if settled else page


def _may_go_on(table: Element) -> bool:
    """Whether a page may end inside a merged cell."""
    rows = _rows([table])
    return any(
        "kept" not in _classes(below)
        for number, row in enumerate(rows)
        for below in rows[number + 1 : number + max((int(cell.get("rowspan", 1)) for cell in row), default=1)]
    )


def _settled(root: Element, unit: Element, style: str, variant: str) -> Element:
    starts = frozenset[int]()
    for _ in range(_MOST):
        own = _cut(unit, starts)
        found = _starts(document(root, {unit: [own]}), style, variant)
        if found == starts:
            break
        starts = found
    return own


# A preview sets a document anew after each save, and few of its tables have changed.
@lru_cache(maxsize=32)
def _starts(page: str, style: str, variant: str) -> frozenset[int]:
    """The numbers of the rows that begin a page, but for the first, when a page is laid out."""
    found, seen = set[int](), set[int]()
    numbers: dict[Any, int] = {}
    for laid in lay_out(page, style, variant).pages:
        boxes = [box for box in laid._page_box.descendants() if box.element_tag in {"html", "tr"}]  # noqa: SLF001
        numbers = numbers or {row: number for number, row in enumerate(_rows(boxes[0].element.iter("table")))}
        here = [numbers[box.element] for box in boxes if box.element in numbers]
        found |= {first for first in here[:1] if seen and first not in seen}
        seen.update(here)
    return frozenset(found)


def _cut(unit: Element, starts: frozenset[int]) -> Element:
    """A unit in which merged cells end before rows that begin a page, and begin again in them."""
    own = deepcopy(unit)
    before = 0
    for table in own.iter("table"):
        rows = _rows([table])
        here = {number - before for number in starts}
        heads = sum(len(group) for group in table.iter("thead"))
        slots = sorted(dict.fromkeys(grid(table).values()), key=lambda slot: (slot.row, slot.column))
        columns = {slot.element: slot.column for slot in slots}
        for slot in slots:
            if slot.rows > 1 and slot.row >= heads:
                for row, cell in _pieces(slot, slot.row - heads, here):
                    if cell not in columns:
                        rows[row].insert(sum(columns[other] < slot.column for other in rows[row]), cell)
                        columns[cell] = slot.column
        before += len(rows)
    return own


def _pieces(slot: Slot, top: int, starts: set[int]) -> Iterator[tuple[int, Element]]:
    """What stands in the place of a merged cell: the row of each piece, and the piece. The first is the cell itself."""
    is_spread = _SPREAD in _classes(slot.element)
    ends = [row for row in range(top + 1, top + slot.rows) if is_spread or row in starts]
    texts = _shares(slot.element.text or "", len(ends) + 1) if is_spread else iter([])
    for start, end in pairwise((top, *ends, top + slot.rows)):
        cell = slot.element if start == top else Element(slot.element.tag, slot.element.attrib)
        cell.set("rowspan", str(end - start))
        if is_spread:
            goes_on, came_on = end in ends and end not in starts, start in ends and start not in starts
            cell.set("class", " ".join([_SPREAD] + [_GOES_ON] * goes_on + [_CAME_ON] * came_on))
            cell.text = next(texts)
        elif start > top and slot.scope:
            cell.text = "".join(slot.element.itertext()) + AGAIN
        if start > top:
            cell.set(CONTINUED, TEXT if is_spread else NAME)
        yield start, cell


def _shares(text: str, count: int) -> Iterator[str]:
    """A text in so many pieces of much the same length, cut behind stops."""
    for left in range(count, 0, -1):
        end = -(-len(text) // left)
        stop = max(text.rfind(sign, end // 2, end) for sign in _STOPS) + 1
        end = stop if stop and left > 1 else end
        yield text[:end]
        text = text[end:]


def _rows(tables: Iterable[Element]) -> list[Element]:
    """The rows of tables, without their heads'."""
    return [row for table in tables for group in table.iter("tbody") for row in group]


def _classes(element: Element) -> list[str]:
    return element.get("class", "").split()
