"""Pages made of summaries alone: the home page, the lists and comparisons of each year."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.site.artifact import Artifact
from site_builder.site.summary import Summary
from site_builder.site.views.comparison import comparison_table, comparison_views
from site_builder.site.views.frame import SiteView
from site_builder.site.views.listing import home_view, listing_views


def overview_pages(found: tuple[Summary, ...], site: SiteView) -> Iterator[Artifact]:
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
