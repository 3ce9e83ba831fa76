"""The search page, and the complete lists that do without it."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, islice
from math import ceil

from site_builder.site.search.mentions import Found, Named
from site_builder.site.views.frame import SiteView

LINES = 600
"""Lines on a page of a list."""

_Code = tuple[str, str]
"""Code and name."""
_Book = tuple[str, str, int]
"""The unit's address, the disclosure's, its year."""


@dataclass(frozen=True, slots=True)
class _Coded:
    """Where codes stand."""

    places: Mapping[_Code, array[int]]
    """The numbers of a book and of an anchor, in turn: ten thousand units have hundreds of thousands of places."""
    books: Sequence[_Book]
    """Those that are numbered."""
    anchors: Sequence[str]
    """Those that are numbered."""


@dataclass(frozen=True, slots=True)
class SearchView:
    """The search page."""

    site: SiteView
    """The frame."""
    version: str
    """What tells the files of this index from those of an earlier one."""
    lists: tuple[tuple[str, str], ...]
    """The complete lists: title and file name."""


@dataclass(frozen=True, slots=True)
class ListLine:
    """One line of a complete list."""

    group: str
    """The heading it stands under; blank if it needs none."""
    text: str
    """What it is."""
    href: str
    """Where it is, relative to the page."""
    note: str = ""
    """A word or code beside it."""


@dataclass(frozen=True, slots=True)
class ListView:
    """One page of a complete list, or the contents of a list of many pages."""

    site: SiteView
    """The frame."""
    title: str
    """What is listed."""
    groups: tuple[tuple[str, tuple[ListLine, ...]], ...]
    """Lines by heading."""
    before: str
    """File name of the page before; blank on the first."""
    after: str
    """File name of the page after; blank on the last."""
    contents: str
    """File name and title of the list's contents; blank if it has one page."""


def search_view(site: SiteView, version: str) -> SearchView:
    """The search page of a site."""
    return SearchView(site, version, tuple((title, f"{name}.html") for name, title in _TITLES.items()))


def list_views(site: SiteView, units: Sequence[Named], disclosures: Iterable[Found]) -> Iterator[tuple[str, ListView]]:
    """Every page of every complete list, with its file name."""
    names = {unit.slug: str(unit.name) for unit in units}
    yield from _paged(site, "units", lambda: map(_unit, units))
    yield from _paged(site, "projects", lambda: _projects(disclosures, names))
    coded = _coded(disclosures)
    yield from _paged(site, "codes", lambda: _codes(coded, names))


_TITLES = {"units": "全部单位", "projects": "各单位的项目和任务", "codes": "全部科目和用到它的单位"}


def _projects(disclosures: Iterable[Found], names: Mapping[str, str]) -> Iterator[ListLine]:
    for own in disclosures:
        for mention in own.mentions:
            if mention.kind in {"项目", "任务"}:
                href = f"../{own.href}#{mention.anchor}"
                yield ListLine(f"{names[own.unit]}　{own.label}", mention.name, href, mention.code or mention.kind)


def _unit(unit: Named) -> ListLine:
    return ListLine("", str(unit.name), f"../{unit.slug}/index.html", str(unit.code))


def _coded(disclosures: Iterable[Found]) -> _Coded:
    """Where every unit has a code in its newest disclosure that has it; units in their own order."""
    books: list[_Book] = []
    anchors: dict[str, int] = {}
    places: dict[_Code, array[int]] = {}
    for _, own in groupby(disclosures, key=lambda own: own.unit):
        seen = set[_Code]()
        for found in sorted(own, key=lambda own: -own.year):
            codes = {(own.code, own.name): own.anchor for own in found.mentions[::-1] if own.kind == "科目"}
            for code in codes.keys() - seen:
                numbers = len(books), anchors.setdefault(codes[code], len(anchors))
                places.setdefault(code, array("L")).extend(numbers)
            seen |= codes.keys()
            books.append((found.unit, found.name, found.year))
    return _Coded(places, books, tuple(anchors))


def _codes(coded: _Coded, names: Mapping[str, str]) -> Iterator[ListLine]:
    for (code, name), numbers in sorted(coded.places.items()):
        for number, anchor in zip(numbers[::2], numbers[1::2], strict=True):
            unit, book, year = coded.books[number]
            href = f"../{unit}/{book}/index.html#{coded.anchors[anchor]}"
            yield ListLine(f"{code}　{name}", names[unit], href, f"{year}年")


def _paged(site: SiteView, key: str, lines: Callable[[], Iterator[ListLine]]) -> Iterator[tuple[str, ListView]]:
    """A list on one page; a long one on many, with their contents where the one page would be."""
    title, whole = _TITLES[key], f"{key}.html"
    pages = ceil(sum(1 for _ in lines()) / LINES)
    if pages < 2:
        yield whole, ListView(site, title, _grouped(lines()), "", "", "")
        return
    files = ["", *(f"{key}-{number}.html" for number in range(1, pages + 1)), ""]
    contents, left = [], lines()
    for number in range(1, pages + 1):
        part = tuple(islice(left, LINES))
        contents.append(ListLine("", f"{_called(part[0])} 至 {_called(part[-1])}", files[number]))
        own = f"{title}（第{number}页，共{pages}页）"
        yield files[number], ListView(site, own, _grouped(part), files[number - 1], files[number + 1], whole)
    yield whole, ListView(site, title, _grouped(contents), "", "", "")


def _called(line: ListLine) -> str:
    return line.group or line.text


def _grouped(lines: Iterable[ListLine]) -> tuple[tuple[str, tuple[ListLine, ...]], ...]:
    return tuple((group, tuple(own)) for group, own in groupby(lines, key=lambda line: line.group))
