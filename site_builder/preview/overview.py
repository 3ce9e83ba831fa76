"""Pages that belong to no unit: home, lists, comparison, search, data, rules. They are made of all units in short.

What is not known within a moment is left to others to gather, and the page says how far that has come. All of this
works in one thread.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice
from time import monotonic

from site_builder.book.reading.addresses import RESERVED, unique_addresses
from site_builder.book.reading.fields import Notes
from site_builder.build.ground import GENERATOR, Ground
from site_builder.preview.base import Base, Standing
from site_builder.preview.gathering import Gathered, Gathering, gather
from site_builder.preview.page import MISSING, UNFINISHED, Answer, Frame, marked, rendered
from site_builder.preview.panel import panel
from site_builder.site.artifact import Artifact
from site_builder.site.open_data import figures_files
from site_builder.site.plan import plan_site
from site_builder.site.search.pages import search_pages
from site_builder.site.theme import Theme
from site_builder.site.views.frame import SiteView, site_view
from site_builder.source.discover import unit_names
from site_builder.values.finding import Finding

PATIENCE = 0.2
"""Seconds that may be spent on gathering before a page is answered."""

_FIGURES = re.compile(r"data/\d+-tables\.csv")


@dataclass(frozen=True, slots=True, eq=False)
class Batch:
    """Units that are to be gathered elsewhere."""

    ground: Ground
    """What they are read with."""
    folders: tuple[str, ...]
    """Their folders."""

    def gathered(self) -> dict[str, Gathered]:
        """Them in short."""
        return gather(self.ground, self.folders)


def is_overview(address: str) -> bool:
    """Whether an address belongs to no unit, but to the site."""
    first, slash, _ = address.partition("/")
    return not slash or first in RESERVED - {"assets"}


class Overview:
    """Answers addresses that belong to the site."""

    def __init__(self, standing: Standing, port: int, gathering: Gathering) -> None:
        """Nothing is read before something is asked."""
        self._standing, self._port, self._gathering = standing, port, gathering
        self._content = standing.content
        self._is_watched = False
        self._base: Base | None = None
        self._given: dict[str, Batch] = {}
        self._planned: dict[str, dict[str, Artifact]] = {}

    def forget(self, touched: frozenset[str]) -> None:
        """Keep nothing that depends on units that were touched; blank stands for what is behind every page."""
        self._gathering.forget(touched)
        given = self._given.items()
        self._given = {} if "" in touched else {name: own for name, own in given if name not in touched}
        self._planned = {}

    def look(self, *, is_watched: bool) -> None:
        """Forget whatever was saved since it was read. As long as saves are watched, there is no need to look."""
        self._is_watched = is_watched
        if touched := self._gathering.touched(self._content):
            self.forget(touched)

    def batch(self, number: int) -> Batch | None:
        """Some of the units that are neither known nor being gathered; None if there are none."""
        base = self._read()
        missing = self._gathering.missing(unit_names(self._content))
        folders = tuple(islice((own for own in missing if own not in self._given), number))
        batch = Batch(base.ground, folders)
        self._given |= dict.fromkeys(folders, batch)
        return batch if folders else None

    def take(self, batch: Batch, gathered: Mapping[str, Gathered]) -> None:
        """What was gathered elsewhere, but for what was saved in the meantime."""
        given = {name: own for name, own in gathered.items() if self._given.get(name) is batch}
        current = {name: own for name, own in given.items() if own.is_current(self._content)}
        self._given = {name: own for name, own in self._given.items() if own is not batch}
        self._know(current)

    def answer(self, address: str) -> Answer:
        """What is shown at an address. Raises `BuildError` if the theme or the content folder is at fault."""
        base = self._read()
        if not self._is_watched:
            self.look(is_watched=False)
        folders = unit_names(self._content)
        end = monotonic() + PATIENCE
        for name in self._gathering.missing(folders):
            if monotonic() > end:
                break
            self._know(gather(base.ground, (name,)))
        return self._answer(address, base, folders)

    def _answer(self, address: str, base: Base, folders: Sequence[str]) -> Answer:
        units, frame = self._gathering.known(folders), Frame(base.theme, self._port)
        is_whole = len(units) == len(folders)
        progress = "" if is_whole else f"正在汇总 {len(units)}/{len(folders)} 个单位，完成后自动刷新。"
        own = panel(self._content, _findings(base, units), progress=progress)
        artifact = self._artifact(address, base, units)
        if artifact is None:
            return replace(frame.plain(address, MISSING, own, 404), unfinished=not is_whole)
        page = rendered(artifact, base.theme)
        answer = frame.answer(address, page, own, marked(page, own.remarks) if is_whole else UNFINISHED)
        return replace(answer, unfinished=not is_whole)

    def _read(self) -> Base:
        """What stands behind all pages; nothing that was made of another one is kept."""
        base = self._standing.base()
        if base is not self._base:
            self.forget(frozenset({""}))
            self._base = base
        return base

    def _know(self, gathered: Mapping[str, Gathered]) -> None:
        self._gathering.take(gathered)
        self._planned = {}

    def _artifact(self, address: str, base: Base, units: Sequence[Gathered]) -> Artifact | None:
        """What is planned at an address; only the part of the site that it belongs to is planned."""
        plan = _search if address.startswith("search/") else _figures if _FIGURES.fullmatch(address) else _site
        if plan.__name__ not in self._planned:
            news = any(own.is_news for unit in units for own in unit.summary.disclosures)
            site = site_view(base.ground.site, GENERATOR, draft=True, feed=news)
            self._planned[plan.__name__] = {own.path: own for own in plan(units, site, base.theme)}
        return self._planned[plan.__name__].get(address)


def _site(units: Sequence[Gathered], site: SiteView, theme: Theme) -> Iterable[Artifact]:
    return plan_site([own.summary for own in units], site, theme, pdf=True, data=True)


def _search(units: Sequence[Gathered], site: SiteView, _: Theme) -> Iterable[Artifact]:
    listed = [own for own in units if own.summary.disclosures]
    mentions = tuple(found for own in listed for found in own.mentions())
    return search_pages([own.summary for own in listed], mentions, site)


def _figures(units: Sequence[Gathered], _: SiteView, __: Theme) -> Iterator[Artifact]:
    return figures_files((own, unit.figures(own.folder)) for unit in units for own in unit.summary.disclosures)


def _findings(base: Base, units: Sequence[Gathered]) -> Iterator[Finding]:
    """What is wrong anywhere."""
    notes = Notes()
    unique_addresses((own.summary for own in units), notes)
    return chain(base.ground.findings, notes.findings, (found for own in units for found in own.findings))
