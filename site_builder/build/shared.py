"""What all units share: lists, comparison, search, data of a year. It is made of summaries and of the units' shares."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from html import unescape
from pathlib import Path

from site_builder.book.reading.addresses import RESERVED
from site_builder.build.ground import GENERATOR
from site_builder.build.orders import Planned
from site_builder.build.produce import planned
from site_builder.build.searched import searched
from site_builder.build.select import Known, Seen
from site_builder.build.work import Work
from site_builder.publish.render import render_in_pieces
from site_builder.publish.staging import Staged, stage
from site_builder.site.artifact import Artifact
from site_builder.site.open_data import figures_files
from site_builder.site.plan import plan_site, retired
from site_builder.site.summary import Summary
from site_builder.site.views.data import Fragment
from site_builder.site.views.frame import SiteView, site_view

_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
_OF_UNIT = re.compile(r"[^/]+/(?:[^/]+/)?index\.html")
SEEN = "shared"
"""What the looks of shared files are remembered by."""


@dataclass(frozen=True, slots=True)
class Shared:
    """The files that belong to no unit."""

    files: tuple[Planned, ...]
    """All of them."""
    staged: Mapping[str, Staged]
    """Those that were rendered anew, by address."""
    retired: Mapping[str, str]
    """Addresses of pages that were taken down, with their titles."""


def make_shared(work: Work, units: Sequence[Known]) -> Shared:
    """Every file that belongs to no unit; those that are published as they should be are not rendered."""
    site = _frame(work, units)
    of_units = {file.path for unit in units for file in unit.files}
    seen: Seen = work.memo.get(SEEN) or {}
    published = work.disk.whole((path for path in work.disk.entries if path not in of_units), seen)
    staged: dict[str, Staged] = {}

    def make(artifacts: Iterable[Artifact]) -> Iterator[Planned]:
        # One after the other: what is shown is as large as the site, and is let go once it is rendered.
        for own in artifacts:
            (file,) = planned((own,))
            if not file.is_current(published, work.renderers):
                staged[own.path] = stage(work.staging, own.path, render_in_pieces(own, work.renderers.theme))
            yield file

    files = {own.path: own for own in searched(work, units, site, published, make)}
    files |= {own.path: own for own in make(_pages(work, units, site))}
    titles = dict(_retired(work, of_units.union(files)))
    files |= {own.path: own for own in make(retired(path, title, site) for path, title in titles.items())}
    looks = {path: work.disk.look(path) for path in published}
    work.memo.put(SEEN, {**looks, **{path: own.look for path, own in staged.items()}})
    return Shared(tuple(files.values()), staged, titles)


def _frame(work: Work, units: Sequence[Known]) -> SiteView:
    """The frame of pages that belong to no unit: they know what all have published."""
    news = any(own.is_news for unit in units for own in unit.summary.disclosures)
    return site_view(work.ground.site, GENERATOR, draft=work.settings.draft, feed=news, data=work.settings.data)


def _pages(work: Work, units: Sequence[Known], site: SiteView) -> Iterator[Artifact]:
    """All but the search."""
    wanted = work.settings
    yield from plan_site([own.summary for own in units], site, work.renderers.theme, pdf=wanted.pdf, data=wanted.data)
    if wanted.data:
        yield from figures_files(_figures(units, work.memo.piece))


def _figures(units: Sequence[Known], read: Callable[[str], bytes]) -> Iterator[tuple[Summary, Fragment]]:
    for unit in units:
        for own in unit.summary.disclosures:
            digest = unit.figures[own.folder]
            yield own, Fragment(digest, partial(read, digest))


def _retired(work: Work, planned_now: Container[str]) -> Iterator[tuple[str, str]]:
    """Addresses of disclosures and units that were published once and are no more, with the titles they had."""
    for path, entry in work.disk.entries.items():
        if path not in planned_now and not work.settings.draft:
            if entry.retired is not None:
                yield path, entry.retired
            elif _OF_UNIT.fullmatch(path) and path.partition("/")[0] not in RESERVED:
                yield path, _title(work.disk.output / path)


def _title(page: Path) -> str:
    """The title of a published page, without the site's name; blank if it cannot be read."""
    try:
        found = _TITLE.search(page.read_text("utf-8"))
    except (OSError, UnicodeDecodeError):
        return ""
    return unescape(found[1]).rpartition(" - ")[0] if found else ""
