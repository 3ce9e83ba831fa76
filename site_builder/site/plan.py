"""The plan: which artifacts a book gives. Nothing is rendered here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from site_builder.book.disclosure import Book
from site_builder.checks.audit import Audited
from site_builder.sheets.binding import words
from site_builder.site.artifact import Artifact
from site_builder.site.open_data import bulk_files, data_downloads, data_files
from site_builder.site.search.pages import search_pages
from site_builder.site.site_pages import addresses, site_pages
from site_builder.site.theme import Theme
from site_builder.site.views.audit import rules_view
from site_builder.site.views.disclosure import Download, disclosure_view
from site_builder.site.views.frame import SiteView, site_view
from site_builder.site.views.listing import home_view, unit_view
from site_builder.source.narrative import Section, bind


def plan(
    book: Book,
    audited: tuple[Audited, ...],
    theme: Theme,
    generator: str,
    *,
    pdf: bool = True,
    draft: bool = False,
) -> tuple[Artifact, ...]:
    """Every file of the site, in path order."""
    site = site_view(book, generator)
    artifacts = [
        Artifact("index.html", "page", home_view(book, site), "pages/home.html"),
        *site_pages(book, site),
        *search_pages(book, audited, site),
        *bulk_files(audited, site, theme, pdf=pdf),
        Artifact("rules/index.html", "page", rules_view(site, audited), "pages/rules.html"),
        Artifact("assets/site.css", "style", theme.style("site")),
        *(Artifact(f"assets/{name}", "file", data) for name, data in theme.assets().items()),
        *(
            Artifact(f"{unit.slug}/index.html", "page", unit_view(unit, site), "pages/unit.html")
            for unit in book.units
            if unit.disclosures
        ),
    ]
    for found in audited:
        artifacts.extend(_disclosure(found, site, pdf=pdf, draft=draft))
    artifacts.extend(addresses(site, artifacts))
    return tuple(sorted(artifacts, key=lambda artifact: artifact.path))


def _disclosure(found: Audited, site: SiteView, *, pdf: bool, draft: bool) -> Iterator[Artifact]:
    disclosure, sheets = found.subject.disclosure, found.subject.sheets
    folder = f"{found.subject.unit.slug}/{disclosure.name}"
    downloads = (
        *((Download("打印版", "disclosure.pdf", "PDF"),) if pdf else ()),
        *data_downloads(sheets),
    )
    view = disclosure_view(site, found, _bound(found), downloads, draft=draft)
    yield Artifact(f"{folder}/index.html", "page", view, "pages/disclosure.html")
    yield from data_files(folder, view)
    if pdf:
        yield Artifact(f"{folder}/disclosure.pdf", "document", view, "documents/disclosure.html")


def _bound(found: Audited) -> tuple[Section, ...]:
    """The narrative with its figures in place."""
    figures = words(found.subject.references)
    sections = found.subject.disclosure.narrative.sections
    return tuple(replace(section, html=bind(section.html, figures)) for section in sections)
