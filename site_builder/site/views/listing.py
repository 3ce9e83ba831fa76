"""Lists of units and disclosures: the home page and a unit's page."""

from __future__ import annotations

from dataclasses import dataclass

from site_builder.book.disclosure import STAGES, Book, Disclosure, Unit
from site_builder.site.views.frame import SiteView


@dataclass(frozen=True, slots=True)
class DisclosureLine:
    """One line of a list of disclosures."""

    title: str
    """The document's title."""
    href: str
    """Its page, relative to the page that holds the list."""
    year: int
    """Budget year."""
    stage: str
    """预算 or 决算."""
    published: str
    """公开日期; blank if not stated."""


@dataclass(frozen=True, slots=True)
class UnitLine:
    """One unit in a list of units."""

    name: str
    """名称."""
    code: str
    """单位编码."""
    href: str
    """Its page."""
    example: str
    """公开件, 演示 or blank."""
    disclosures: tuple[DisclosureLine, ...]
    """Newest first."""


@dataclass(frozen=True, slots=True)
class HomeView:
    """The home page."""

    site: SiteView
    """The frame."""
    units: tuple[UnitLine, ...]
    """Every unit."""


@dataclass(frozen=True, slots=True)
class UnitView:
    """A unit's page."""

    site: SiteView
    """The frame."""
    unit: UnitLine
    """The unit and its disclosures."""
    facts: tuple[tuple[str, str], ...]
    """主管部门, 单位性质 … as label and text."""
    duties: tuple[str, ...]
    """主要职责."""


def home_view(book: Book, site: SiteView) -> HomeView:
    """The home page of a book."""
    return HomeView(site, tuple(unit_line(unit, f"{unit.slug}/") for unit in book.units if unit.disclosures))


def unit_view(unit: Unit, site: SiteView) -> UnitView:
    """A unit's page."""
    labels = ("单位编码", "主管部门", "单位性质", "单位规格", "经费保障形式")
    facts = tuple((label, str(unit.fields[label])) for label in labels if unit.fields.get(label))
    return UnitView(site, unit_line(unit, ""), facts, tuple(str(duty) for duty in unit.duties))


def unit_line(unit: Unit, base: str) -> UnitLine:
    """A unit as it stands in a list whose page lies at `base` above the unit's folder."""
    lines = tuple(disclosure_line(found, f"{base}{found.name}/index.html") for found in reversed(unit.disclosures))
    example = unit.disclosures[-1].example if unit.disclosures else ""
    return UnitLine(str(unit.name), str(unit.code), f"{base}index.html", example, lines)


def disclosure_line(disclosure: Disclosure, href: str) -> DisclosureLine:
    """A disclosure as it stands in a list."""
    stage = STAGES[disclosure.stage]
    title, published = str(disclosure.title), str(disclosure.published)
    return DisclosureLine(title, href, disclosure.year, stage, published)
