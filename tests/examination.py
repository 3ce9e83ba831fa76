"""A whole content folder, read and audited at once, for tests that look into what a build would let go again."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from site_builder.book.disclosure import Book
from site_builder.book.reading.addresses import unique_addresses
from site_builder.book.reading.fields import Notes
from site_builder.build.examine import examine_unit
from site_builder.build.ground import read_ground
from site_builder.checks.audit import Audited
from site_builder.source.discover import unit_names
from site_builder.values.finding import Finding, order


@dataclass(frozen=True, slots=True)
class Examination:
    """Everything that was typed, understood, tabulated and audited."""

    book: Book
    """The nouns."""
    disclosures: tuple[Audited, ...]
    """Every disclosure with its tables and results."""
    findings: tuple[Finding, ...]
    """Everything that is wrong or worth knowing, gravest first."""


def examine(content: Path) -> Examination:
    """Read and audit a content folder. Raises `BuildError` if there is none."""
    ground = read_ground(content)
    units = tuple(examine_unit(ground, name) for name in unit_names(content))
    notes = Notes()
    unique_addresses((own.unit for own in units), notes)
    findings = dict.fromkeys((*ground.findings, *notes.findings, *(found for own in units for found in own.findings)))
    return Examination(
        book=Book(ground.site, tuple(own.unit for own in units)),
        disclosures=tuple(audited for own in units for audited in own.disclosures),
        findings=tuple(sorted(findings, key=order)),
    )
