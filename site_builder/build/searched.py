"""The search of a site: gathered from every unit, and only when something that can be found has changed."""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from operator import attrgetter
from sys import intern

from site_builder.build.orders import Planned
from site_builder.build.produce import planned
from site_builder.build.select import Known
from site_builder.build.work import Work
from site_builder.publish.manifest import Entry
from site_builder.site.artifact import Artifact
from site_builder.site.search.mentions import Found, Mention
from site_builder.site.search.pages import search_pages
from site_builder.site.views.frame import SiteView

SEARCH = "search"
"""What it is remembered by."""


_texts = attrgetter("kind", "name", "code", "anchor", "table")


@dataclass(frozen=True, slots=True)
class Searched:
    """The files of the search."""

    key: str
    """Hash of all that can be found, and of the frame around it."""
    files: tuple[Planned, ...]
    """All of them."""


def searched(
    work: Work, units: Sequence[Known], site: SiteView, published: Mapping[str, Entry]
) -> tuple[tuple[Planned, ...], tuple[Artifact, ...]]:
    """The files of the search, and what to render; nothing if all are published as they should be."""
    key = _key(units, site)
    before: Searched | None = work.memo.get(SEARCH)
    if before and before.key == key and all(own.is_current(published, work.grounds) for own in before.files):
        return before.files, ()
    listed = [own for own in units if own.summary.disclosures]
    found = tuple(own for unit in listed for own in _found(unit, work))
    artifacts = tuple(search_pages([own.summary for own in listed], found, site))
    files = tuple(planned(artifacts))
    work.memo.put(SEARCH, Searched(key, files))
    return files, artifacts


def _found(unit: Known, work: Work) -> Iterator[Found]:
    """What can be found in a unit; codes, names and tables that many units have are held once."""
    found: tuple[Found, ...] = pickle.loads(work.memo.piece(unit.found))  # noqa: S301 - our own
    for own in found:
        mentions = (Mention(*map(intern, _texts(mention))) for mention in own.mentions)
        yield replace(own, mentions=tuple(mentions))


def _key(units: Sequence[Known], site: SiteView) -> str:
    named = [(own.summary.slug, own.summary.name, own.summary.code, own.found) for own in units]
    return sha256(f"{named}{site!r}".encode()).hexdigest()
