"""Texts: they belong to the paragraph, the cell or the link that they are the text of."""

from __future__ import annotations

from typing import Any

from site_builder.formats.tagging.tree import Tree


def join_texts(tree: Tree) -> None:
    """Do without a Span for each line of text: it says nothing, and half of all elements are such."""
    numbers = tree.at(tree.root["ParentTree"])["Nums"]
    pages = [numbers[numbers.index(key) + 1] for key in range(len(tree.pdf.page_references))]
    owners = dict(zip(tree.pdf.page_references, pages, strict=True))
    _join(tree, tree.root, owners)


def _join(tree: Tree, element: Any, owners: dict[bytes, list[Any]]) -> None:  # noqa: ANN401 - objects without types
    held: list[Any] = []
    for kid in element["K"]:
        own = tree.at(kid) if isinstance(kid, bytes) else {}
        if own.get("Type") == "/StructElem":
            _join(tree, own, owners)
        if own.get("S") == "/Span" and own["Pg"] == element.get("Pg") and all(isinstance(k, int) for k in own["K"]):
            held += own["K"]
            for mark in own["K"]:
                owners[own["Pg"]][mark] = element.reference
            own.clear()
        else:
            held.append(kid)
    element["K"][:] = held
