"""Pages that tell what the site is and how to reach who answers for it; and what machines read of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import NAMESPACE_URL, uuid5

from site_builder.site.summary import Summary
from site_builder.site.views.frame import SiteView


@dataclass(frozen=True, slots=True)
class StatementView:
    """A page that says the same on every site but for what its frame knows: accessibility, feedback."""

    site: SiteView
    """The frame."""


@dataclass(frozen=True, slots=True)
class RetiredView:
    """What an address says whose page was taken down."""

    site: SiteView
    """The frame."""
    title: str
    """The title that the page had; blank if it is not known."""


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


def feed_view(found: Iterable[Summary], site: SiteView) -> FeedView:
    """The latest published or corrected disclosures first, those of one day in the order of their addresses."""
    in_order = sorted((own for own in found if own.is_news), key=lambda own: own.folder)
    entries = sorted((_entry(site, own) for own in in_order), key=lambda entry: entry.updated, reverse=True)
    return FeedView(site, lasting_name(site, "feed.xml"), tuple(entries))


def _entry(site: SiteView, own: Summary) -> Entry:
    published = f"{own.published}T{own.hour or '00:00'}:00+08:00"
    return Entry(
        id=lasting_name(site, own.href),
        title=own.title,
        href=f"{site.address}{own.href}",
        author=own.author,
        published=published,
        updated=f"{own.corrected}T00:00:00+08:00" if own.corrected > own.published else published,
    )


def lasting_name(site: SiteView, path: str) -> str:
    """A name for a page, made of what never changes: the site's code, or else its name, and an address inside it."""
    return uuid5(NAMESPACE_URL, f"{site.fields.get('网站标识码') or site.name}/{path}").urn
