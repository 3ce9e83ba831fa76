"""Links: one for each that was written, named by its text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from site_builder.formats.tagging.tree import Tree


def mend_links(tree: Tree, boxes: Iterable[Any]) -> None:
    """What is drawn behind a link's text, dots and a page number, is no link of its own; the dots are not read."""
    annotations = {box.link_annotation.reference: box for box in boxes if box.link_annotation}
    inner = [own for own in tree.walk(tree.root) if own["S"] == tree.at(own["P"]).get("S") == "/Link"]
    numbers = {own.number for own in inner}
    for own in inner:
        own["S"] = "/Span"
        own["K"][:] = [kid for kid in own["K"] if not _is_annotation(tree, kid)]
    for own in inner:
        if tree.at(own["P"]).number in numbers:
            tree.at(own["P"])["K"].remove(own.reference)
    _drop(tree, {reference for reference, box in annotations.items() if "::" in box.element_tag})
    for box in annotations.values():
        box.link_annotation["Contents"].string = "".join(box.element.itertext())


def _is_annotation(tree: Tree, kid: Any) -> bool:  # noqa: ANN401 - objects of the PDF writer, which has no types
    return isinstance(kid, bytes) and tree.at(kid).get("Type") == "/OBJR"


def _drop(tree: Tree, annotations: set[bytes]) -> None:
    """Take annotations off their pages and out of the tree."""
    for page in map(tree.at, tree.pdf.page_references):
        if "Annots" in page:
            page["Annots"][:] = [own for own in page["Annots"] if own not in annotations]
    gone = {tree.at(own)["StructParent"] for own in annotations}
    numbers = tree.at(tree.root["ParentTree"])["Nums"]
    pairs = zip(numbers[::2], numbers[1::2], strict=True)
    numbers[:] = [item for key, owner in pairs if key not in gone for item in (key, owner)]
