"""Everything of the site that serves to find things: the search page, its index, and the complete lists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256

from site_builder.site.artifact import Artifact
from site_builder.site.search.mentions import Found, Named
from site_builder.site.search.shards import shards
from site_builder.site.views.frame import SiteView
from site_builder.site.views.search import list_views, search_view


def search_pages(units: Sequence[Named], disclosures: Iterable[Found], site: SiteView) -> Iterator[Artifact]:
    """The search page, its index, and the complete lists, one after the other.

    The disclosures are gone through several times, each unit's together.
    """
    files = shards(units, disclosures)
    version = sha256(b"".join(files[name] for name in sorted(files))).hexdigest()[:12]
    yield Artifact("search/index.html", "page", search_view(site, version), "pages/search.html")
    for name, data in files.items():
        yield Artifact(f"search/data/{name}", "file", data)
    for name, view in list_views(site, units, disclosures):
        yield Artifact(f"search/{name}", "page", view, "pages/search-list.html")
