"""The plan: which artifacts a book gives. Nothing is rendered here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from site_builder.book.disclosure import Book
from site_builder.checks.audit import Audited
from site_builder.sheets.binding import words
from site_builder.sheets.sheet import Part, Sheet
from site_builder.site.artifact import Artifact
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
    site = site_view(book.site, generator)
    artifacts = [
        Artifact("index.html", "page", home_view(book, site), "pages/home.html"),
        Artifact("404.html", "page", home_view(book, site), "pages/404.html"),
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
    return tuple(sorted(artifacts, key=lambda artifact: artifact.path))


def _disclosure(found: Audited, site: SiteView, *, pdf: bool, draft: bool) -> Iterator[Artifact]:
    disclosure, sheets = found.subject.disclosure, found.subject.sheets
    folder = f"{found.subject.unit.slug}/{disclosure.name}"
    tables = tuple(_tables(sheets))
    downloads = (
        *((Download("打印版", "disclosure.pdf", "PDF"),) if pdf else ()),
        Download("全部数据", "disclosure.json", "JSON"),
        *(file for file, _ in tables),
    )
    view = disclosure_view(site, found, _bound(found), downloads, draft=draft)
    yield Artifact(f"{folder}/index.html", "page", view, "pages/disclosure.html")
    yield Artifact(f"{folder}/disclosure.json", "dataset", view)
    for file, part in tables:
        yield Artifact(f"{folder}/{file.href}", "table", part)
    if pdf:
        yield Artifact(f"{folder}/disclosure.pdf", "document", view, "documents/disclosure.html")


def _tables(sheets: tuple[Sheet, ...]) -> Iterator[tuple[Download, Part]]:
    """One file for each block of a table; a card's has a name of its own, so that the table's address stays."""
    for sheet in sheets:
        seen: list[str] = []
        for part in sheet.parts:
            label = f"{sheet.title}：{part.name}" if len(sheet.parts) > 1 else sheet.title
            name = sheet.slug if part.columns else f"{sheet.slug}-summary"
            seen.append(name)
            again = f"-part-{seen.count(name)}" if seen.count(name) > 1 else ""
            yield Download(label, f"tables/{name}{again}.csv", "CSV"), part


def _bound(found: Audited) -> tuple[Section, ...]:
    """The narrative with its figures in place."""
    figures = words(found.subject.references)
    sections = found.subject.disclosure.narrative.sections
    return tuple(replace(section, html=bind(section.html, figures)) for section in sections)
