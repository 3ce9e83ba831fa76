"""The pages of the site itself: what it says of itself, and what machines read of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from site_builder.site.artifact import Artifact
from site_builder.site.summary import Summary
from site_builder.site.views.frame import SiteView
from site_builder.site.views.glossary import glossary_view
from site_builder.site.views.statements import AddressesView, StatementView, feed_view


def site_pages(found: tuple[Summary, ...], site: SiteView) -> Iterator[Artifact]:
    """Pages that belong to no unit, and the feed if anything has been published on a known day."""
    yield Artifact("accessibility/index.html", "page", StatementView(site), "pages/accessibility.html")
    yield Artifact("feedback/index.html", "page", StatementView(site), "pages/feedback.html")
    yield Artifact("glossary/index.html", "page", glossary_view(site), "pages/glossary.html")
    if site.feed:
        yield Artifact("feed.xml", "page", feed_view(found, site), "feeds/feed.xml")


def addresses(site: SiteView, found: Iterable[Summary], artifacts: Iterable[Artifact]) -> tuple[Artifact, ...]:
    """sitemap.xml of pages that stay; robots.txt, which counts at the top of a domain only.

    Without 域名 there is neither: both take full addresses.
    """
    if not site.address:
        return ()
    own = {"search/index.html", *(artifact.path for artifact in artifacts if artifact.path.endswith("index.html"))}
    pages = sorted(own.union(*({summary.href, f"{summary.slug}/index.html"} for summary in found)))
    view = AddressesView(site, tuple(site.address + path for path in pages))
    at_top = site.address.count("/") == 3
    robots = (Artifact("robots.txt", "page", view, "feeds/robots.txt"),) if at_top else ()
    return (Artifact("sitemap.xml", "page", view, "feeds/sitemap.xml"), *robots)
