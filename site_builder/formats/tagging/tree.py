"""The structure tree of an unwritten PDF."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

CELLS = frozenset({"/TD", "/TH"})
"""Elements that may be empty: a blank cell keeps its place."""


@dataclass(frozen=True, slots=True)
class Tree:
    """The elements of a document by what they refer to each other with: `12 0 R`."""

    pdf: Any
    """The PDF with its objects."""

    @property
    def root(self) -> Any:  # noqa: ANN401 - objects of the PDF writer, which has no types
        """The top of the tree."""
        return self.at(self.pdf.catalog["StructTreeRoot"])

    def at(self, reference: bytes) -> Any:  # noqa: ANN401
        """The object behind a reference."""
        return self.pdf.objects[int(reference.split()[0])]

    def kids(self, element: Any) -> Iterator[Any]:  # noqa: ANN401
        """The elements directly below another; marked content and annotations are not elements."""
        below = (self.at(kid) for kid in element["K"] if isinstance(kid, bytes))
        return (kid for kid in below if kid.get("Type") == "/StructElem")

    def parents(self, element: Any) -> Iterator[Any]:  # noqa: ANN401
        """The elements above another, nearest first."""
        while element is not self.root:
            element = self.at(element["P"])
            yield element

    def walk(self, element: Any) -> Iterator[Any]:  # noqa: ANN401
        """Everything below an element in reading order."""
        for kid in self.kids(element):
            yield kid
            yield from self.walk(kid)

    def put(self, parent: Any, kids: list[Any]) -> None:  # noqa: ANN401
        """Make elements the only ones below another."""
        parent["K"][:] = [kid.reference for kid in kids]
        for kid in kids:
            kid["P"] = parent.reference

    def prune(self, element: Any, dropped: frozenset[int]) -> None:  # noqa: ANN401
        """Take out the elements with these numbers, and whatever is left with nothing below it."""
        gone = set()
        for kid in self.kids(element):
            if kid.number not in dropped:
                self.prune(kid, dropped)
            if kid.number in dropped or (not kid["K"] and kid["S"] not in CELLS):
                gone.add(kid.reference)
        element["K"][:] = [kid for kid in element["K"] if kid not in gone]
