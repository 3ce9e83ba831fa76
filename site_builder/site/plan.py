"""The plan: which artifacts a book gives. Nothing is rendered here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from site_builder.book.disclosure import Book
from site_builder.checks.audit import Audited
from site_builder.sheets.binding import words
from site_builder.site.artifact import Artifact
from site_builder.site.open_data import bulk_files, data_downloads, data_files
from site_builder.site.overview import overview_pages
from site_builder.site.search.pages import search_pages
from site_builder.site.site_pages import addresses, site_pages
from site_builder.site.summary import summary
from site_builder.site.theme import Theme
from site_builder.site.views.audit import rules_view
from site_builder.site.views.disclosure import Download, disclosure_view
from site_builder.site.views.frame import SiteView, site_view
from site_builder.site.views.linked import markup
from site_builder.site.views.prose import with_terms
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
    site = site_view(book, generator, draft=draft)
    artifacts = [
        *overview_pages(book, tuple(summary(found) for found in audited), site),
        *site_pages(book, site),
        *search_pages(book, audited, site),
        *bulk_files(audited, site, theme, pdf=pdf),
        Artifact("rules/index.html", "page", rules_view(site, audited), "pages/rules.html"),
        Artifact("assets/site.css", "style", theme.style("site")),
        *(Artifact(f"assets/{name}", "file", data) for name, data in theme.assets().items()),
    ]
    for found in audited:
        artifacts.extend(_disclosure(found, site, pdf=pdf))
    artifacts.extend(addresses(site, artifacts))
    return tuple(sorted(artifacts, key=lambda artifact: artifact.path))


def with_archives(artifacts: tuple[Artifact, ...]) -> tuple[Artifact, ...]:
    """The same files and, beside each printed document, its variant for the archive: `archive.pdf`."""
    documents = (own for own in artifacts if own.format == "document")
    archives = (replace(own, path=f"{own.path.rpartition('/')[0]}/archive.pdf", format="archive") for own in documents)
    return tuple(sorted((*artifacts, *archives), key=lambda artifact: artifact.path))


def _disclosure(found: Audited, site: SiteView, *, pdf: bool) -> Iterator[Artifact]:
    disclosure, sheets = found.subject.disclosure, found.subject.sheets
    folder = f"{found.subject.unit.slug}/{disclosure.name}"
    downloads = (
        *((Download("打印版", "disclosure.pdf", "PDF"),) if pdf else ()),
        *data_downloads(sheets),
        Download("粘贴版，供网站后台用", "paste.html", "HTML"),
    )
    view = disclosure_view(site, found, _bound(found), downloads)
    # On paper a link to the page of terms would lead nowhere, and nobody searches it.
    terms = with_terms(view.sections, "../../glossary/index.html")
    page = replace(view, sections=terms, linked=markup(found.subject, view))
    yield Artifact(f"{folder}/index.html", "page", page, "pages/disclosure.html")
    yield Artifact(f"{folder}/paste.html", "page", view, "pages/paste.html")
    yield from data_files(folder, view)
    if pdf:
        yield Artifact(f"{folder}/disclosure.pdf", "document", view, "documents/disclosure.html")


def _bound(found: Audited) -> tuple[Section, ...]:
    """The narrative with its figures in place."""
    figures = words(found.subject.references)
    sections = found.subject.disclosure.narrative.sections
    return tuple(replace(section, html=bind(section.html, figures)) for section in sections)
