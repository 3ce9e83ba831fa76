"""A whole disclosure: page and document show the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from site_builder.book.disclosure import SourceFault
from site_builder.checks.audit import Audited
from site_builder.law.terms import Term, terms_in
from site_builder.sheets.address import at, find
from site_builder.sheets.sheet import Sheet
from site_builder.site.charts.bars import Chart
from site_builder.site.charts.draw import charts
from site_builder.site.charts.sentences import sentences
from site_builder.site.views.audit import AuditView, audit_view
from site_builder.site.views.corrections import CorrectionLine, correction_lines
from site_builder.site.views.frame import SiteView
from site_builder.site.views.glossary import terms_of_tables
from site_builder.site.views.publication import Contact, contact, publication_facts, publication_labels
from site_builder.site.views.screen import Screen, screen
from site_builder.source.narrative import Section
from site_builder.values.text import NOWHERE, Place

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
    kind: Literal["PDF", "XLSX", "JSON", "CSV", "HTML"]
    """Its format."""


@dataclass(frozen=True, slots=True)
class UnitName:
    """The unit whose disclosure it is."""

    name: str
    """名称."""
    code: str
    """单位编码; blank if it has none."""


@dataclass(frozen=True, slots=True)
class DisclosureView:
    """A whole disclosure: page and document show the same."""

    site: SiteView
    """The frame."""
    unit: UnitName
    """Whose it is."""
    year: int
    """Budget year."""
    title: str
    """The document's title."""
    facts: tuple[tuple[str, str], ...]
    """索引号, 公开日期, 预算年度 … as label and text."""
    labels: tuple[tuple[str, str], ...]
    """ArticleTitle, PubDate … for the head of the page."""
    example: str
    """公开件, 演示 or blank."""
    example_note: str
    """What is said of its origin."""
    figures: tuple[KeyFigure, ...]
    """Key figures first."""
    words: tuple[str, ...]
    """What they say in sentences."""
    charts: tuple[Chart, ...]
    """What the tables show better drawn."""
    sheets: tuple[Sheet, ...]
    """Every table, in the form's order, as it is printed."""
    screens: tuple[Screen, ...]
    """The same tables as a screen shows them."""
    terms: Mapping[str, tuple[Term, ...]]
    """Anchor of a table → the terms it speaks of; `figures` → those of the key figures."""
    sections: tuple[Section, ...]
    """The narrative with its figures in place."""
    corrections: tuple[CorrectionLine, ...]
    """What was changed after publication, newest first."""
    remarks: tuple[SourceFault, ...]
    """What is wrong in the public document the example was made after."""
    audit: AuditView
    """The result of the audit."""
    contact: Contact
    """Whom to ask about it."""
    downloads: tuple[Download, ...]
    """Files beside the page."""
    linked: str = ""
    """For its page: what search engines read of it (JSON-LD)."""
    place: Place = NOWHERE
    """Its disclosure.yaml."""


def disclosure_view(
    site: SiteView, found: Audited, sections: tuple[Section, ...], files: tuple[Download, ...]
) -> DisclosureView:
    """Everything one disclosure shows."""
    unit, disclosure, sheets = found.subject.unit, found.subject.disclosure, found.subject.sheets
    figures = _figures(sheets)
    return DisclosureView(
        site=site,
        unit=UnitName(str(unit.name), str(unit.code)),
        year=disclosure.year,
        title=str(disclosure.title),
        facts=publication_facts(unit, disclosure),
        labels=publication_labels(site, unit, disclosure),
        example=disclosure.example,
        example_note=disclosure.example_note,
        figures=figures,
        words=sentences(disclosure, sheets),
        charts=charts(sheets, disclosure.year),
        sheets=sheets,
        screens=tuple(screen(sheet) for sheet in sheets),
        terms={**terms_of_tables(sheets), "figures": terms_in(figure.label for figure in figures)},
        sections=sections,
        corrections=correction_lines(found.subject),
        remarks=disclosure.source_faults,
        audit=audit_view(found),
        contact=contact(site, unit, disclosure),
        downloads=files,
        place=disclosure.place,
    )


def _figures(sheets: tuple[Sheet, ...]) -> tuple[KeyFigure, ...]:
    groups = (tuple(_figure(sheets, label, address) for label, address in group) for group in _KEY_FIGURES)
    return next((found for group in groups if (found := tuple(figure for figure in group if figure))), ())


def _figure(sheets: tuple[Sheet, ...], label: str, address: str) -> KeyFigure | None:
    spot = find(sheets, address)
    if spot is None or not (text := at(sheets, spot).text):
        return None
    sheet = sheets[spot.sheet]
    return KeyFigure(label, text, sheet.unit, sheet.slug)
