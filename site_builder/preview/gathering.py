"""Gathering: every unit in short, for the pages that are made of all of them."""

from __future__ import annotations

import pickle
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from site_builder.build.examine import examine_unit
from site_builder.build.ground import Ground
from site_builder.build.produce import shares
from site_builder.site.search.mentions import Found
from site_builder.site.summary import UnitSummary, short
from site_builder.site.views.data import Fragment
from site_builder.source.stamp import Stamp, stamp
from site_builder.values.finding import Finding

_ASKING = ("error", "warning")


@dataclass(frozen=True, slots=True)
class Gathered:
    """One unit in short."""

    summary: UnitSummary
    """Its names and key figures."""
    findings: tuple[Finding, ...]
    """Its errors and warnings."""
    stamps: Mapping[str, Stamp]
    """Every folder that was read, its own and those of the units it sums, as it was just before."""
    found: bytes
    """What can be found in its disclosures, packed: few ever ask for it."""
    lines: Mapping[str, bytes]
    """Its figures as lines of CSV by the address of the disclosure, packed."""

    def is_current(self, content: Path) -> bool:
        """Whether nothing was saved since in any folder that was read."""
        return all(stamp(content, name) == own for name, own in self.stamps.items())

    def mentions(self) -> tuple[Found, ...]:
        """What can be found in its disclosures."""
        unpacked: tuple[Found, ...] = pickle.loads(zlib.decompress(self.found))  # noqa: S301 - our own
        return unpacked

    def figures(self, folder: str) -> Fragment:
        """The figures of the disclosure at an address."""
        packed = self.lines[folder]
        return Fragment(folder, partial(zlib.decompress, packed))


def gather(ground: Ground, folders: Iterable[str]) -> dict[str, Gathered]:
    """Units in short, by their folders."""
    return {folder: _gathered(ground, folder) for folder in folders}


class Gathering:
    """What is known of all units."""

    def __init__(self) -> None:
        """Nothing yet."""
        self._known: dict[str, Gathered] = {}

    def forget(self, touched: frozenset[str]) -> None:
        """What depends on touched units is not known any more; blank stands for what is behind all."""
        known = self._known.items()
        self._known = {} if "" in touched else {name: own for name, own in known if touched.isdisjoint(own.stamps)}

    def touched(self, content: Path) -> frozenset[str]:
        """The folders in which something was saved since they were read."""
        stamps = dict(stamped for own in self._known.values() for stamped in own.stamps.items())
        return frozenset(name for name, own in stamps.items() if stamp(content, name) != own)

    def take(self, gathered: Mapping[str, Gathered]) -> None:
        """Know these."""
        self._known = {**self._known, **gathered}

    def missing(self, folders: Iterable[str]) -> Iterator[str]:
        """Those of the folders that are not known."""
        return (folder for folder in folders if folder not in self._known)

    def known(self, folders: Iterable[str]) -> tuple[Gathered, ...]:
        """Those of the folders that are known, in their order."""
        return tuple(self._known[folder] for folder in folders if folder in self._known)

    def others(self, folder: str) -> Iterator[Finding]:
        """What is known to be wrong with other units than this."""
        return (found for name, own in self._known.items() if name != folder for found in own.findings)


def _gathered(ground: Ground, folder: str) -> Gathered:
    examined = examine_unit(ground, folder)
    given = shares(examined, data=True)
    return Gathered(
        summary=short(examined.unit, examined.disclosures),
        findings=tuple(own for own in examined.findings if own.severity in _ASKING),
        stamps=examined.stamps,
        found=zlib.compress(given.found),
        lines={folder: zlib.compress(lines) for folder, lines in given.figures.items()},
    )
