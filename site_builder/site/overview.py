"""Pages made of summaries alone: the home page, the lists and comparisons of each year, every unit's page."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from site_builder.book.disclosure import Book
from site_builder.site.artifact import Artifact
from site_builder.site.summary import Summary
from site_builder.site.views.comparison import comparison_table, comparison_views
from site_builder.site.views.frame import SiteView
from site_builder.site.views.listing import home_view, listing_views, unit_view


def overview_pages(book: Book, found: tuple[Summary, ...], site: SiteView) -> Iterator[Artifact]:
    """The pages that lead to the disclosures."""
    home = home_view(site, found)
    yield Artifact("index.html", "page", home, "pages/home.html")
    yield Artifact("404.html", "page", home, "pages/404.html")
    yield Artifact("sitemap/index.html", "page", home, "pages/sitemap.html")
    for path, listing in listing_views(site, found):
        yield Artifact(path, "page", listing, "pages/list.html")
    for line in home.years:
        for path, comparison in comparison_views(site, found, line.year):
            yield Artifact(path, "page", comparison, "pages/compare.html")
        yield Artifact(f"compare/{line.year}/comparison.csv", "table", comparison_table(found, line.year))
    yield from _units(book, found, site)


def _units(book: Book, found: tuple[Summary, ...], site: SiteView) -> Iterator[Artifact]:
    """A unit's page depends on its own disclosures alone."""
    units = {unit.slug: unit for unit in book.units}
    in_order = sorted(found, key=lambda summary: summary.slug)
    for slug, own in groupby(in_order, key=lambda summary: summary.slug):
        yield Artifact(f"{slug}/index.html", "page", unit_view(site, units[slug], tuple(own)), "pages/unit.html")
