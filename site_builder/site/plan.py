"""The plan: which artifacts a unit gives, and which all units together give. Nothing is rendered here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from site_builder.book.disclosure import Unit
from site_builder.checks.audit import Audited
from site_builder.sheets.binding import words
from site_builder.site.artifact import Artifact
from site_builder.site.open_data import bulk_files, data_downloads, data_files
from site_builder.site.overview import overview_pages
from site_builder.site.site_pages import addresses, site_pages
from site_builder.site.summary import UnitSummary, summary
from site_builder.site.theme import Theme
from site_builder.site.views.audit import rules_view
from site_builder.site.views.disclosure import Download, disclosure_view
from site_builder.site.views.frame import SiteView
from site_builder.site.views.linked import markup
from site_builder.site.views.listing import unit_view
from site_builder.site.views.prose import with_terms
from site_builder.site.views.statements import RetiredView
from site_builder.source.narrative import Section, bind


def plan_unit(
    unit: Unit, audited: tuple[Audited, ...], site: SiteView, *, pdf: bool, archival: bool, data: bool
) -> Iterator[Artifact]:
    """Every file of one unit: its page, and all of its disclosures. They depend on nothing else."""
    if audited:
        view = unit_view(site, unit, tuple(summary(found) for found in audited))
        yield Artifact(f"{unit.slug}/index.html", "page", view, "pages/unit.html")
    for found in audited:
        yield from _disclosure(found, site, pdf=pdf, archival=archival, data=data)


def plan_site(
    units: Sequence[UnitSummary], site: SiteView, theme: Theme, *, pdf: bool, data: bool
) -> Iterator[Artifact]:
    """Every file that belongs to no unit, made of summaries; searching and the lists of figures are planned apart."""
    found = tuple(own for unit in units for own in unit.disclosures)
    artifacts = (
        *overview_pages(found, site),
        *site_pages(found, site),
        *(bulk_files(found, site, theme, pdf=pdf) if data else ()),
        Artifact("rules/index.html", "page", rules_view(site, found), "pages/rules.html"),
        Artifact("assets/site.css", "style", theme.style("site")),
        *(Artifact(f"assets/{name}", "file", data) for name, data in theme.assets().items()),
    )
    yield from artifacts
    yield from addresses(site, found, artifacts)


def retired(path: str, title: str, site: SiteView) -> Artifact:
    """What an address says whose page was taken down: published addresses never vanish silently."""
    return Artifact(path, "page", RetiredView(site, title), "pages/retired.html")


def _disclosure(found: Audited, site: SiteView, *, pdf: bool, archival: bool, data: bool) -> Iterator[Artifact]:
    disclosure, sheets = found.subject.disclosure, found.subject.sheets
    folder = f"{found.subject.unit.slug}/{disclosure.name}"
    downloads = (
        *((Download("打印版", "disclosure.pdf", "PDF"),) if pdf else ()),
        *(data_downloads(sheets) if data else ()),
        Download("粘贴版，供网站后台用", "paste.html", "HTML"),
    )
    view = disclosure_view(site, found, _bound(found), downloads)
    # On paper a link to the page of terms would lead nowhere, and nobody searches it.
    terms = with_terms(view.sections, "../../glossary/index.html")
    page = replace(view, sections=terms, linked=markup(found.subject, view))
    yield Artifact(f"{folder}/index.html", "page", page, "pages/disclosure.html")
    yield Artifact(f"{folder}/paste.html", "page", view, "pages/paste.html")
    if data:
        yield from data_files(folder, view)
    if pdf:
        yield Artifact(f"{folder}/disclosure.pdf", "document", view, "documents/disclosure.html")
    if pdf and archival:
        yield Artifact(f"{folder}/archive.pdf", "archive", view, "documents/disclosure.html")


def _bound(found: Audited) -> tuple[Section, ...]:
    """The narrative with its figures in place."""
    figures = words(found.subject.references)
    sections = found.subject.disclosure.narrative.sections
    return tuple(replace(section, html=bind(section.html, figures)) for section in sections)
