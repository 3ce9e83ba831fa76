"""What is not content: whatever is drawn and stands nowhere in the tree, as running heads and page numbers do."""

from __future__ import annotations

from typing import Any

from site_builder.formats.tagging.tree import Tree


def mark_artifacts(tree: Tree) -> None:
    """Turn marked content that no element of the tree holds into artifacts."""
    kept = {element.number for element in tree.walk(tree.root)}
    numbers = tree.at(tree.root["ParentTree"])["Nums"]
    for key, owners in zip(numbers[::2], numbers[1::2], strict=True):
        if isinstance(owners, list):
            gone = {mark for mark, owner in enumerate(owners) if tree.at(owner).number not in kept}
            owners[:] = [b"null" if mark in gone else owner for mark, owner in enumerate(owners)]
            page = tree.at(tree.pdf.page_references[key])
            _unmark(tree.at(page["Contents"]).stream, gone)
    written: list[Any] = [own for own in tree.pdf.objects if isinstance(own, dict)]
    for own in written:
        if own.get("Type") == "/StructElem" and own.number not in kept:
            own.clear()


def _unmark(stream: list[Any], gone: set[int]) -> None:
    for place, item in enumerate(stream):
        if isinstance(item, dict) and item.get("MCID") in gone:
            stream[place - 1] = "/Artifact"
            item.clear()
            item["Type"] = "/Pagination"
