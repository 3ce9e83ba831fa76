"""What has changed: a unit is left alone if its files are as they were read and its pages as they were published."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from site_builder.book.reading.head import read_head
from site_builder.build.ground import Ground
from site_builder.build.orders import Planned
from site_builder.publish.manifest import Entry, is_whole
from site_builder.publish.memo import Memo
from site_builder.publish.render import Renderers
from site_builder.site.summary import UnitSummary
from site_builder.source.stamp import Stamp, stamp
from site_builder.values.finding import Finding

Seen = Mapping[str, tuple[str, int, int]]
"""Address of a published file → digest of its bytes, their number, and when it was written, in nanoseconds."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is remembered of a unit."""

    summary: UnitSummary
    """The unit in short."""
    findings: tuple[Finding, ...]
    """Everything that is wrong or worth knowing."""
    files: tuple[Planned, ...]
    """Every file of the unit."""
    found: str
    """Digest of what can be found in its disclosures."""
    figures: Mapping[str, str]
    """Address of a disclosure → digest of its figures."""


@dataclass(frozen=True, slots=True)
class Remembered:
    """What is written down of a unit, and read again when it is looked at: no build holds it for all of them."""

    known: Known
    """What is known of it."""
    stamps: Mapping[str, Stamp]
    """The folders that were read, as they were."""
    seen: Seen
    """Its files as they were published."""


@dataclass(frozen=True, slots=True)
class Selected:
    """One unit, and what there is of it."""

    folder: str
    """Its folder in the content."""
    known: Known | None
    """What is remembered of it, if that still holds; None if it has to be examined."""
    published: Mapping[str, Entry]
    """Those of its files that are published and whole, by address."""


@dataclass(frozen=True, slots=True)
class Disk:
    """The output folder as it is."""

    output: Path
    """Where it is."""
    entries: Mapping[str, Entry]
    """What was published, by address."""

    def whole(self, paths: Iterable[str], seen: Seen) -> dict[str, Entry]:
        """Those of the files that have the bytes they were published with, by address.

        One that looks as it did when it was last seen with these bytes is not read.
        """
        return {
            path: entry
            for path in paths
            if (entry := self.entries.get(path))
            and (self.look(path) == seen.get(path, ()) or is_whole(self.output, path, entry))
        }

    def look(self, path: str) -> tuple[str, int, int]:
        """Digest of the published bytes, and size and time of the file; -1 and 0 if it is not there."""
        digest = self.entries[path].digest
        try:
            told = (self.output / path).stat()
        except OSError:
            return digest, -1, 0
        return digest, told.st_size, told.st_mtime_ns


def name_of(folder: str) -> str:
    """What a unit is remembered by."""
    return f"unit {folder}"


def select(folders: Iterable[str], ground: Ground, renderers: Renderers, memo: Memo, disk: Disk) -> Iterator[Selected]:
    """Every unit with what still holds of it."""
    homes = _homes(disk.entries)
    for folder in folders:
        own: Remembered | None = memo.get(name_of(folder))
        slug = own.known.summary.slug if own else read_head(ground.content, folder).slug
        published = disk.whole(homes.get(slug, ()), own.seen if own else {})
        holds = own is not None and _holds(own, ground.content, published, renderers)
        yield Selected(folder, own.known if own and holds else None, published)


def _holds(own: Remembered, content: Path, published: Mapping[str, Entry], renderers: Renderers) -> bool:
    """Whether nothing was saved since, and every file is published as it would be rendered now."""
    return all(stamp(content, folder) == was for folder, was in own.stamps.items()) and all(
        file.is_current(published, renderers) for file in own.known.files
    )


def _homes(addresses: Iterable[str]) -> Mapping[str, list[str]]:
    """Published addresses by their first folder."""
    homes: dict[str, list[str]] = defaultdict(list)
    for path in addresses:
        homes[path.partition("/")[0]].append(path)
    return homes
