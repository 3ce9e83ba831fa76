"""Pages that tell what the site is and how to reach who answers for it; and what machines read of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import NAMESPACE_URL, uuid5

from site_builder.book.disclosure import Book, Disclosure, Unit
from site_builder.site.views.frame import SiteView, is_news
from site_builder.site.views.publication import publisher


@dataclass(frozen=True, slots=True)
class StatementView:
    """A page that says the same on every site but for what its frame knows: accessibility, feedback."""

    site: SiteView
    """The frame."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One disclosure in the feed."""

    id: str
    """A name that it keeps for ever."""
    title: str
    """The document's title."""
    href: str
    """Its page: a full address, or relative to the feed where the site's own is not known."""
    author: str
    """发布机构."""
    published: str
    """公开日期 as Atom writes it. Its midnight stands for a day whose hour nobody stated."""
    updated: str
    """The day of the last correction, else 公开日期, as Atom writes it."""


@dataclass(frozen=True, slots=True)
class FeedView:
    """What was published, newest first (feed.xml)."""

    site: SiteView
    """The frame."""
    id: str
    """A name that it keeps for ever."""
    entries: tuple[Entry, ...]
    """At least one."""


@dataclass(frozen=True, slots=True)
class AddressesView:
    """Addresses for search engines (sitemap.xml, robots.txt)."""

    site: SiteView
    """The frame, with its address."""
    addresses: tuple[str, ...]
    """Full addresses of pages."""


def feed_view(book: Book, site: SiteView) -> FeedView:
    """The feed of a book: the latest published or corrected first, those of one day in the units' order."""
    entries = sorted(_entries(book, site), key=lambda entry: entry.updated, reverse=True)
    return FeedView(site, lasting_name(site, "feed.xml"), tuple(entries))


def _entries(book: Book, site: SiteView) -> Iterator[Entry]:
    for unit in book.units:
        for disclosure in unit.disclosures:
            if is_news(disclosure):
                yield _entry(site, unit, disclosure)


def _entry(site: SiteView, unit: Unit, disclosure: Disclosure) -> Entry:
    path = f"{unit.slug}/{disclosure.name}/index.html"
    time = disclosure.entry.fields.get("公开时间") or "00:00"
    published = f"{disclosure.published}T{time}:00+08:00"
    corrected = f"{disclosure.corrected}T00:00:00+08:00" if disclosure.corrected > disclosure.published else ""
    return Entry(
        id=lasting_name(site, path),
        title=str(disclosure.title),
        href=f"{site.address}{path}",
        author=publisher(unit, disclosure),
        published=published,
        updated=corrected or published,
    )


def lasting_name(site: SiteView, path: str) -> str:
    """A name for a page, made of what never changes: the site's code, or else its name, and an address inside it."""
    return uuid5(NAMESPACE_URL, f"{site.fields.get('网站标识码') or site.name}/{path}").urn
