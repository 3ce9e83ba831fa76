"""The search of a site: gathered from every unit, and only when something that can be found has changed."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from site_builder.build.orders import Planned
from site_builder.build.select import Known
from site_builder.build.work import Work
from site_builder.publish.manifest import Entry
from site_builder.site.artifact import Artifact
from site_builder.site.search.mentions import Found
from site_builder.site.search.pages import search_pages
from site_builder.site.views.frame import SiteView

SEARCH = "search"
"""What it is remembered by."""


@dataclass(frozen=True, slots=True)
class Searched:
    """The files of the search."""

    key: str
    """Hash of all that can be found, and of the frame around it."""
    files: tuple[Planned, ...]
    """All of them."""


Making = Callable[[Iterable[Artifact]], Iterator[Planned]]
"""Plans files, and renders those that are not published as they should be."""


@dataclass(frozen=True, slots=True)
class _Finds:
    """What can be found in the disclosures of units; read again whenever it is gone through, so that none is held."""

    units: Sequence[Known]
    read: Callable[[str], bytes]

    def __iter__(self) -> Iterator[Found]:
        for unit in self.units:
            yield from pickle.loads(self.read(unit.found))  # noqa: S301 - our own


def searched(
    work: Work, units: Sequence[Known], site: SiteView, published: Mapping[str, Entry], make: Making
) -> tuple[Planned, ...]:
    """The files of the search. They are made only if one of them is not published as it should be."""
    key = _key(units, site)
    before: Searched | None = work.memo.get(SEARCH)
    if before and before.key == key and all(own.is_current(published, work.renderers) for own in before.files):
        return before.files
    listed = [own for own in units if own.summary.disclosures]
    files = tuple(make(search_pages([own.summary for own in listed], _Finds(listed, work.memo.piece), site)))
    work.memo.put(SEARCH, Searched(key, files))
    return files


def _key(units: Sequence[Known], site: SiteView) -> str:
    named = [(own.summary.slug, own.summary.name, own.summary.code, own.found) for own in units]
    return sha256(f"{named}{site!r}".encode()).hexdigest()
