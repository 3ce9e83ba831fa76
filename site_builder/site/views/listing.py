"""Lists of disclosures: the home page, the lists of each year, a unit's page, the site map."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from site_builder.book.disclosure import Unit
from site_builder.site.summary import Summary
from site_builder.site.views.development import Development, developments
from site_builder.site.views.frame import Pairs, SiteView
from site_builder.site.views.paging import Page, pages

FEW = 50
"""So many units stand on the home page with everything they have published."""

MANY = 1000
"""So many units stand on the home page by name; of more only the departments' search and the lists lead to them."""

LINES = 200
"""Disclosures on a page of a year's list."""

_FACTS = ("单位编码", "主管部门", "单位性质", "单位规格", "经费保障形式")
_TAIL = re.compile(r"[（(].*$")


@dataclass(frozen=True, slots=True)
class DisclosureLine:
    """One line of a list of disclosures."""

    title: str
    """Unit, four-digit year and document, as far as the document's own title does not say them."""
    href: str
    """Its page, seen from the site's top."""
    year: int
    """Budget year."""
    published: str
    """公开日期; blank if not stated."""
    example: str
    """公开件, 演示 or blank."""


@dataclass(frozen=True, slots=True)
class UnitLine:
    """One unit in a list of units."""

    name: str
    """名称."""
    code: str
    """单位编码."""
    href: str
    """Its page, seen from the site's top."""
    example: str
    """公开件, 演示 or blank."""
    disclosures: tuple[DisclosureLine, ...]
    """Newest first; none where only names are listed."""


@dataclass(frozen=True, slots=True)
class YearLine:
    """One year of a site."""

    year: int
    """Budget year."""
    count: int
    """How many disclosures it has."""


@dataclass(frozen=True, slots=True)
class HomeView:
    """The home page; the site map and the page of missing addresses show parts of it."""

    site: SiteView
    """The frame."""
    count: int
    """How many units there are."""
    years: tuple[YearLine, ...]
    """Newest first."""
    units: tuple[UnitLine, ...]
    """Every unit with its disclosures, if they are few."""
    groups: tuple[tuple[str, tuple[UnitLine, ...]], ...]
    """主管部门 and the names of its units, if they are neither few nor too many."""
    newest: tuple[DisclosureLine, ...]
    """The latest disclosures, where the units do not show them."""


@dataclass(frozen=True, slots=True)
class ListingView:
    """One page of a year's list of disclosures."""

    site: SiteView
    """The frame."""
    year: int
    """Budget year."""
    count: int
    """How many disclosures the year has."""
    lines: tuple[DisclosureLine, ...]
    """Newest first."""
    page: Page
    """Which page it is."""


@dataclass(frozen=True, slots=True)
class UnitView:
    """A unit's page."""

    site: SiteView
    """The frame."""
    unit: UnitLine
    """The unit and its disclosures."""
    facts: Pairs
    """主管部门, 单位性质 … as label and text."""
    duties: tuple[str, ...]
    """主要职责."""
    developments: tuple[Development, ...]
    """For each stage that has several years."""


def home_view(site: SiteView, found: tuple[Summary, ...]) -> HomeView:
    """The home page: it stays small however many units there are."""
    units = {slug: tuple(own) for slug, own in groupby(sorted(found, key=by_code), key=lambda own: own.slug)}
    few, named = len(units) <= FEW, FEW < len(units) <= MANY
    return HomeView(
        site=site,
        count=len(units),
        years=_years(found),
        units=tuple(unit_line(own) for own in units.values()) if few else (),
        groups=_groups([own[0] for own in units.values()]) if named else (),
        newest=() if few else tuple(disclosure_line(own) for own in newest_first(found)[:10]),
    )


def listing_views(site: SiteView, found: tuple[Summary, ...]) -> Iterator[tuple[str, ListingView]]:
    """Every page of every year's list, by its address."""
    for line in _years(found):
        own = newest_first(tuple(one for one in found if one.year == line.year))
        for page, lines in pages(f"list/{line.year}/", own, LINES):
            shown = tuple(disclosure_line(one) for one in lines)
            yield page.href, ListingView(site, line.year, line.count, shown, page)


def unit_view(site: SiteView, unit: Unit, found: tuple[Summary, ...]) -> UnitView:
    """A unit's page, from the unit's own disclosures."""
    facts = tuple((label, str(unit.fields[label])) for label in _FACTS if unit.fields.get(label))
    duties = tuple(str(duty) for duty in unit.duties)
    return UnitView(site, unit_line(found), facts, duties, developments(found))


def unit_line(found: tuple[Summary, ...]) -> UnitLine:
    """A unit with its disclosures, of which there is at least one."""
    newest = newest_first(found)
    first = newest[0]
    lines = tuple(disclosure_line(own) for own in newest)
    return UnitLine(first.unit, first.code, f"{first.slug}/index.html", first.example, lines)


def disclosure_line(own: Summary) -> DisclosureLine:
    """A disclosure as it stands in a list: what its title leaves out of unit and year stands before it."""
    unit = "" if _TAIL.sub("", own.unit) in own.title else own.unit
    year = "" if str(own.year) in own.title else f"{own.year}年"
    return DisclosureLine(f"{unit}{year}{own.title}", own.href, own.year, own.published, own.example)


def newest_first(found: tuple[Summary, ...]) -> tuple[Summary, ...]:
    """The latest year first, then the day of publication; of one day in the order of codes."""
    neutral = sorted(found, key=by_code)
    return tuple(sorted(neutral, key=lambda own: (own.year, own.published), reverse=True))


def by_code(own: Summary) -> tuple[bool, str, str]:
    """The order of 单位编码, which prefers nobody; units without one come last."""
    return (not own.code, own.code, own.slug)


def _years(found: tuple[Summary, ...]) -> tuple[YearLine, ...]:
    years = [own.year for own in found]
    return tuple(YearLine(year, years.count(year)) for year in sorted(set(years), reverse=True))


def _groups(units: list[Summary]) -> tuple[tuple[str, tuple[UnitLine, ...]], ...]:
    """Names of units by 主管部门, in the order of codes; those that state none come last."""
    groups: dict[str, list[UnitLine]] = {}
    for own in sorted(units, key=lambda own: not own.department):
        line = UnitLine(own.unit, own.code, f"{own.slug}/index.html", own.example, ())
        groups.setdefault(own.department, []).append(line)
    return tuple((name, tuple(lines)) for name, lines in groups.items())
