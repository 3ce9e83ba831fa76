"""One Table for each printed table, and every cell tied to its heads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import Any

from site_builder.formats.tagging.grid import CONTINUED, NAME, Grid, Slot, grid, heads
from site_builder.formats.tagging.tree import Tree

Printed = dict[Any, list[Any]]
"""A cell of the HTML → its elements: one for each page that it, a part or a repetition of it stands on."""


def mend_tables(tree: Tree, boxes: Sequence[Any]) -> None:
    """Join what the pages cut apart, drop repeated heads, and say which cell stands under which heads."""
    printed: dict[Any, list[Any]] = {}
    for box in boxes:
        if box.element_tag in {"td", "th"} and hasattr(box, "mark") and box.element.get(CONTINUED) != NAME:
            printed.setdefault(box.element, []).append(box.mark)
    tops = dict.fromkeys(box.element for box in boxes if box.element_tag == "html")
    named: list[Any] = []
    kept = {_mend(tree, table, printed, named) for top in tops for table in top.iter("table")}
    tree.root["IDTree"] = b"<</Names [%s]>>" % b" ".join(b"%s %s" % (own["ID"], own.reference) for own in named)
    tables = {element.number for element in tree.walk(tree.root) if element["S"] == "/Table"}
    tree.prune(tree.root, frozenset(tables - kept))


def _mend(tree: Tree, table: Any, printed: Printed, named: list[Any]) -> int | None:  # noqa: ANN401
    """Make one table whole; its number among the PDF's objects."""
    cells = grid(table)
    slots = [slot for slot in dict.fromkeys(cells.values()) if slot.element in printed]
    if not slots:
        return None
    for slot in slots:
        printed[slot.element].extend(part for other in slot.others for part in printed.pop(other, ()))
    own = next(above for above in tree.parents(printed[slots[0].element][0]) if above["S"] == "/Table")
    captions = [kid for kid in tree.kids(own) if kid["S"] == "/Caption"]
    groups = list(_groups(tree, table, printed))
    # A head over nothing, as empty tables have, is no THead: that would ask for a TBody.
    headed = [group["S"] for group in groups] == ["/THead"]
    tree.put(own, [*captions, *(tree.kids(groups[0]) if headed else groups)])
    for slot in slots:
        if slot.scope:
            named.append(printed[slot.element][0])
            # Names in a name tree are sorted: as long as each other, they are in the order of reading.
            named[-1]["ID"] = b"(%06d)" % len(named)
    for slot in slots:
        printed[slot.element][0]["A"] = _described(slot, cells, printed)
    return int(own.number)


def _groups(tree: Tree, table: Any, printed: Printed) -> Iterator[Any]:  # noqa: ANN401
    """THead and TBody, each with all its rows."""
    for group in table:
        rows = [row for own in group if (row := _row(tree, own, printed, repeated=group.tag == "thead"))]
        if rows:
            # A row group that was cut in the middle of a row stands in itself.
            *_, own = takewhile(lambda above: above["S"] != "/Table", tree.parents(rows[0]))
            tree.put(own, rows)
            yield own


def _row(tree: Tree, row: Any, printed: Printed, *, repeated: bool) -> Any:  # noqa: ANN401
    """One row with all its cells. A cell that is not repeated goes on with what stands of it on the next page."""
    cells = [printed[cell] for cell in row if cell in printed]
    if not cells:
        return None
    own = next(tree.parents(cells[0][0]))
    if not repeated:
        for parts in cells:
            tree.put(parts[0], [kid for part in parts for kid in tree.kids(part)])
    tree.put(own, [first for first, *_ in cells])
    return own


def _described(slot: Slot, cells: Grid, printed: Printed) -> bytes:
    """The attributes of a cell: what it spans, what it is the head of, and the names of its heads."""
    names = [printed[head.element][0]["ID"] for head in heads(slot, cells)]
    said = (
        b"/Scope /%s" % slot.scope.encode() if slot.scope else b"",
        b"/RowSpan %d" % slot.rows if slot.rows > 1 else b"",
        b"/ColSpan %d" % slot.columns if slot.columns > 1 else b"",
        b"/Headers [%s]" % b" ".join(names) if names else b"",
    )
    return b"<</O /Table %s>>" % b" ".join(filter(None, said))
