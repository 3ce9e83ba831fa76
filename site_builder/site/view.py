"""Views: all that a page or document says, as frozen values. A template sees its view and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from site_builder.book.disclosure import Book, Disclosure, Site, SourceFault, Unit
from site_builder.checks.check import Audited, Outcome, counts
from site_builder.sheets.address import at, find
from site_builder.sheets.sheet import Sheet
from site_builder.source.narrative import Section
from site_builder.values.finding import Finding

STAGES = {"budget": "预算", "final": "决算"}
"""Stage → what it is called."""

_KEY_FIGURES = (
    (
        ("支出总计", "收支总表.支出总计"),
        ("财政拨款收入", "财政拨款收支总表.本年收入合计"),
        ("“三公”经费", "三公经费.合计"),
    ),
    (
        ("基本支出", "整体绩效目标.基本支出"),
        ("项目支出", "整体绩效目标.项目支出"),
        ("财政拨款", "整体绩效目标.财政拨款"),
    ),
)
"""Label and address of the figures at the head of a disclosure: the first group of which any is there."""


@dataclass(frozen=True, slots=True)
class SiteView:
    """The frame around every page."""

    name: str
    """网站名称."""
    fields: Mapping[str, str]
    """主办单位, 联系电话 and the rest of site.yaml."""
    generator: str
    """Program and version."""


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
    form: str
    """Its form."""


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


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """One figure at the head of a disclosure."""

    label: str
    """What it is."""
    text: str
    """As printed in its table."""
    unit: str
    """元 or 万元."""
    anchor: str
    """The table it stands in."""


@dataclass(frozen=True, slots=True)
class Download:
    """One file beside the page."""

    label: str
    """What it is."""
    href: str
    """Its address relative to the page."""
    kind: Literal["PDF", "JSON", "CSV"]
    """Its format."""


@dataclass(frozen=True, slots=True)
class AuditView:
    """The audit's result as it is published."""

    outcomes: Mapping[Outcome, int]
    """How many checks had each outcome."""
    findings: tuple[Finding, ...]
    """What was found, gravest first; errors appear in drafts only."""


@dataclass(frozen=True, slots=True)
class DisclosureView:
    """A whole disclosure: page and document show the same."""

    site: SiteView
    """The frame."""
    unit: UnitLine
    """Whose it is."""
    title: str
    """The document's title."""
    facts: tuple[tuple[str, str], ...]
    """预算年度, 公开日期 … as label and text."""
    example: str
    """公开件, 演示 or blank."""
    example_note: str
    """What is said of its origin."""
    draft: bool
    """Whether it may only be looked at, not published."""
    figures: tuple[KeyFigure, ...]
    """Key figures first."""
    sheets: tuple[Sheet, ...]
    """Every table, in the form's order."""
    sections: tuple[Section, ...]
    """The narrative with its figures in place."""
    remarks: tuple[SourceFault, ...]
    """What is wrong in the public document the example was made after."""
    audit: AuditView
    """The result of the audit."""
    downloads: tuple[Download, ...]
    """Files beside the page."""


def site_view(site: Site, generator: str) -> SiteView:
    """The frame of all pages."""
    return SiteView(
        site.get("网站名称") or "预决算公开",
        {key: str(value) for key, value in site.fields.items()},
        generator,
    )


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
    return DisclosureLine(title, href, disclosure.year, stage, published, str(disclosure.form))


def disclosure_view(
    site: SiteView,
    audited: Audited,
    sections: tuple[Section, ...],
    downloads: tuple[Download, ...],
    *,
    draft: bool = False,
) -> DisclosureView:
    """Everything one disclosure shows."""
    unit, disclosure, sheets = audited.subject.unit, audited.subject.disclosure, audited.subject.sheets
    findings = tuple(finding for result in audited.results for finding in result.findings)
    return DisclosureView(
        site=site,
        unit=unit_line(unit, "../"),
        title=str(disclosure.title),
        facts=_facts(unit, disclosure),
        example=disclosure.example,
        example_note=disclosure.example_note,
        draft=draft,
        figures=_figures(sheets),
        sheets=sheets,
        sections=sections,
        remarks=disclosure.source_faults,
        audit=AuditView(counts(audited.results), findings),
        downloads=downloads,
    )


def _facts(unit: Unit, disclosure: Disclosure) -> tuple[tuple[str, str], ...]:
    stated = (
        ("公开单位", str(unit.name)),
        ("预算年度", str(disclosure.year)),
        ("批复日期", str(disclosure.approved)),
        ("公开日期", str(disclosure.published)),
        ("保密审查", str(disclosure.secrecy_review)),
        ("表样", str(disclosure.form)),
    )
    return tuple((label, text) for label, text in stated if text)


def _figures(sheets: tuple[Sheet, ...]) -> tuple[KeyFigure, ...]:
    groups = (tuple(_figure(sheets, label, address) for label, address in group) for group in _KEY_FIGURES)
    return next((found for group in groups if (found := tuple(figure for figure in group if figure))), ())


def _figure(sheets: tuple[Sheet, ...], label: str, address: str) -> KeyFigure | None:
    spot = find(sheets, address)
    if spot is None or not (text := at(sheets, spot).text):
        return None
    sheet = sheets[spot.sheet]
    return KeyFigure(label, text, sheet.unit, sheet.slug)
