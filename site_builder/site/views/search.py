"""The search page, and the complete lists that do without it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from site_builder.site.search.mentions import Found, Named
from site_builder.site.views.frame import SiteView

LINES = 600
"""Lines on a page of a list."""


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


def list_views(site: SiteView, units: Sequence[Named], disclosures: tuple[Found, ...]) -> Mapping[str, ListView]:
    """Every page of every complete list, by file name."""
    names = {unit.slug: str(unit.name) for unit in units}
    newest = sorted(disclosures, key=lambda own: -own.year)
    lines = {
        "units": [ListLine("", str(unit.name), f"../{unit.slug}/index.html", str(unit.code)) for unit in units],
        "projects": [line for own in disclosures for line in _projects(own, names[own.unit])],
        "codes": sorted(_codes(newest, names), key=lambda line: line.group.split()),
    }
    return {name: view for key, own in lines.items() for name, view in _paged(site, key, own)}


_TITLES = {"units": "全部单位", "projects": "各单位的项目和任务", "codes": "全部科目和用到它的单位"}


def _projects(own: Found, unit: str) -> Iterator[ListLine]:
    for mention in own.mentions:
        if mention.kind in {"项目", "任务"}:
            href = f"../{own.href}#{mention.anchor}"
            yield ListLine(f"{unit}　{own.label}", mention.name, href, mention.code or mention.kind)


def _codes(newest: Iterable[Found], names: Mapping[str, str]) -> Iterable[ListLine]:
    """Every code with the newest disclosure of every unit that has it."""
    lines: dict[tuple[str, str], ListLine] = {}
    for own in newest:
        for mention in own.mentions:
            if mention.kind == "科目":
                line = ListLine(
                    f"{mention.code}　{mention.name}",
                    names[own.unit],
                    f"../{own.href}#{mention.anchor}",
                    f"{own.year}年",
                )
                lines.setdefault((line.group, own.unit), line)
    return lines.values()


def _paged(site: SiteView, key: str, lines: list[ListLine]) -> Iterator[tuple[str, ListView]]:
    """A list on one page; a long one on many, with their contents where the one page would be."""
    title, whole = _TITLES[key], f"{key}.html"
    parts = [lines[start : start + LINES] for start in range(0, len(lines), LINES)]
    if len(parts) < 2:
        yield whole, ListView(site, title, _grouped(lines), "", "", "")
        return
    files = ["", *(f"{key}-{number}.html" for number in range(1, len(parts) + 1)), ""]
    ranges = [f"{part[0].group or part[0].text} 至 {part[-1].group or part[-1].text}" for part in parts]
    contents = [ListLine("", text, file) for text, file in zip(ranges, files[1:], strict=False)]
    yield whole, ListView(site, title, _grouped(contents), "", "", "")
    for number, part in enumerate(parts, start=1):
        own = f"{title}（第{number}页，共{len(parts)}页）"
        yield files[number], ListView(site, own, _grouped(part), files[number - 1], files[number + 1], whole)


def _grouped(lines: list[ListLine]) -> tuple[tuple[str, tuple[ListLine, ...]], ...]:
    return tuple((group, tuple(own)) for group, own in groupby(lines, key=lambda line: line.group))
