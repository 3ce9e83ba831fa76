"""Long lists on several pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeVar

_Line = TypeVar("_Line")


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list."""

    folder: str
    """The address of the list: of its first page, and of all others below it."""
    number: int
    """Counted from 1."""
    last: int
    """How many pages there are."""

    @property
    def href(self) -> str:
        """Its address, seen from the site's top."""
        return self.at(self.number)

    def at(self, number: int) -> str:
        """The address of one of the pages."""
        return f"{self.folder}index.html" if number == 1 else f"{self.folder}{number}/index.html"


def pages(folder: str, lines: tuple[_Line, ...], size: int) -> Iterator[tuple[Page, tuple[_Line, ...]]]:
    """Every page of a list with its lines."""
    last = (len(lines) + size - 1) // size
    for number in range(1, last + 1):
        yield Page(folder, number, last), lines[(number - 1) * size : number * size]
