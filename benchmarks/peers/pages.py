"""Reading pages back, so that peers are timed only when they say what our pages say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import zip_longest
from pathlib import Path


@dataclass(slots=True)
class Cell:
    """One cell of a table."""

    element: str
    """th or td."""
    scope: str
    """col, colgroup, row or blank."""
    rows: str
    """rowspan."""
    columns: str
    """colspan."""
    text: str = ""
    """What it says; on our page, without what only a screen reader is told and without the dash of a blank."""


@dataclass(slots=True)
class Table:
    """One table of a disclosure."""

    caption: str = ""
    """Its name."""
    rows: list[list[Cell]] = field(default_factory=list)
    """Head and body."""


class Page(HTMLParser):
    """The tables of a disclosure as print has them, and the words of its narrative."""

    def __init__(self, html: str) -> None:
        """Read a page."""
        super().__init__()
        self.tables: list[Table] = []
        self.narrative = ""
        self._section = self._box = self._inside = ""
        self._table: Table | None = None
        self._is_unseen = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Go into an element."""
        told = {name: value or "" for name, value in attrs}
        if tag == "section":
            self._section = told.get("class", "")
        elif tag == "div":
            self._box = told.get("class", "")
        elif tag == "table":
            self._begin_table()
        elif tag == "span" and self._inside in {"td", "th"}:
            self._is_unseen = told.get("class") == "aside" or "aria-hidden" in told
        elif tag in {"td", "th", "caption"}:
            self._inside = tag
        if self._table:
            self._fill(self._table, tag, told)

    def handle_endtag(self, tag: str) -> None:
        """Leave an element."""
        if tag == "table":
            self._table = None
        elif tag == "section":
            self._section = ""
        elif tag == "span":
            self._is_unseen = False
        elif tag == self._inside:
            self._inside = ""

    def handle_data(self, data: str) -> None:
        """Read text."""
        if self._section == "narrative" and self._inside != "caption":
            self.narrative += "".join(data.split())
        elif self._table and self._inside == "caption":
            self._table.caption += data
        elif self._table and self._inside and not self._is_unseen:
            self._table.rows[-1][-1].text += data

    def _begin_table(self) -> None:
        """Where print has a layout of its own, the one for the screen does not count."""
        if self._section.startswith("sheet") and "on-screen" not in self._box:
            self._table = Table()
            self.tables.append(self._table)

    @staticmethod
    def _fill(table: Table, tag: str, told: dict[str, str]) -> None:
        if tag == "tr":
            table.rows.append([])
        elif tag in {"td", "th"}:
            spans = told.get("rowspan", "1"), told.get("colspan", "1")
            table.rows[-1].append(Cell(tag, told.get("scope", ""), *spans))


def differences(ours: Path, theirs: Path, units: Iterable[str]) -> Iterator[str]:
    """What a peer's site says otherwise than ours."""
    home = (theirs / "index.html").read_text("utf-8")
    for unit in units:
        if f"/{unit}/" not in home or not (theirs / unit / "index.html").exists():
            yield f"{unit}: not listed"
        for page in sorted((ours / unit).glob("*/index.html")):
            place = page.relative_to(ours)
            own, other = Page(page.read_text("utf-8")), Page((theirs / place).read_text("utf-8"))
            if not own.tables or not own.narrative:
                yield f"{place}: nothing to compare"
            yield from (f"{place}: {found}" for found in _between(own, other))


def _between(own: Page, other: Page) -> Iterator[str]:
    if own.narrative != other.narrative:
        yield "narrative"
    for number, (table, theirs) in enumerate(zip_longest(own.tables, other.tables), start=1):
        if table != theirs:
            yield f"table {number}: {_first(table, theirs)}"


def _first(own: Table | None, other: Table | None) -> str:
    """The first difference of two tables."""
    if own is None or other is None or own.caption != other.caption:
        return f"{own and own.caption!r}, not {other and other.caption!r}"
    cells = (pair for rows in zip_longest(own.rows, other.rows, fillvalue=()) for pair in zip_longest(*rows))
    return next((f"{one}, not {two}" for one, two in cells if one != two), "rows")
