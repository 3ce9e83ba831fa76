"""What workers are told, and what they answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from site_builder.build.ground import Ground
from site_builder.publish.manifest import Entry
from site_builder.publish.render import Renderers
from site_builder.publish.staging import Staged
from site_builder.site.artifact import Format, key
from site_builder.site.summary import UnitSummary
from site_builder.source.stamp import Stamp
from site_builder.values.finding import Finding


@dataclass(frozen=True, slots=True)
class Settings:
    """What a site is to have."""

    pdf: bool = True
    """Whether disclosures have documents."""
    archival: bool = False
    """Whether documents have a variant for the archive."""
    data: bool = True
    """Whether there are downloads of data."""
    draft: bool = False
    """Whether it may only be looked at, not published."""


EVERYTHING = Settings()
"""A site with all that it can have."""


@dataclass(frozen=True, slots=True)
class Order:
    """What a worker is told to do."""

    folders: tuple[str, ...]
    """The units."""
    ground: Ground
    """What they are read with."""
    renderers: Renderers
    """What their files are rendered with."""
    settings: Settings
    """What the site is to have."""
    published: Mapping[str, Entry]
    """Those of the units' files that are published and whole, by address."""
    documents: bool = False
    """Whether documents are rendered, or else everything but them."""
    staging: Path | None = None
    """Where to put the files; None: they travel back with the answer."""
    render: bool = True
    """Whether anything is rendered."""


@dataclass(frozen=True, slots=True)
class Planned:
    """A file of the site, as far as it is known before it is rendered."""

    path: str
    """Address relative to the site's top."""
    format: Format
    """What renders it."""
    template: str
    """For pages and documents: the template."""
    shown: str
    """Hash of what it shows, or of what that is made of."""

    def key(self, renderers: Renderers) -> str:
        """Hash of everything its rendering is given."""
        return key(self.shown, renderers.of(self.format, self.template))

    def is_current(self, published: Mapping[str, Entry], renderers: Renderers) -> bool:
        """Whether it need not be rendered to know that it is published as it should be."""
        entry = published.get(self.path)
        return entry is not None and entry.key == self.key(renderers)


@dataclass(frozen=True, slots=True)
class Shares:
    """What a unit gives to files that it shares with all others."""

    found: bytes
    """What can be found in its disclosures, pickled."""
    figures: Mapping[str, bytes]
    """Address of a disclosure → its figures as lines of CSV."""


@dataclass(frozen=True, slots=True)
class Product:
    """What a worker made of one unit."""

    summary: UnitSummary
    """The unit in short."""
    stamps: Mapping[str, Stamp]
    """The folders that were read, as they were."""
    findings: tuple[Finding, ...]
    """Everything that is wrong or worth knowing, with what documents cannot be printed."""
    files: tuple[Planned, ...]
    """Every file of the unit."""
    shares: Shares
    """What it gives to others."""
    staged: tuple[Staged, ...] = ()
    """The files that were rendered, where they were put in place by the worker."""
    carried: Mapping[str, bytes] = field(default_factory=dict)
    """The files that were rendered, where they travel with this."""
    failed: frozenset[str] = frozenset()
    """Addresses of documents that cannot be set."""
    spent: Mapping[str, float] = field(default_factory=dict)
    """Seconds of processor time by stage."""
