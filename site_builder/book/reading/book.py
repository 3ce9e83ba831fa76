"""The whole content read: parsed files become a `Book`, and every fault a finding."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from site_builder.book.disclosure import Book, Site, Unit
from site_builder.book.reading import unit as heads
from site_builder.book.reading.addresses import unique_addresses
from site_builder.book.reading.fields import Notes
from site_builder.book.reading.folder import ReadUnit, note_unread, parsed, read_unit
from site_builder.book.reading.secrets import without_secrets
from site_builder.book.reading.summing import with_subordinates
from site_builder.law.form import Form
from site_builder.source.discover import Content, Top
from site_builder.values.finding import Finding


def read_book(content: Content, forms: Mapping[str, Form]) -> tuple[Book, tuple[Finding, ...]]:
    """Everything that was typed, and everything that is wrong with how it was typed."""
    site, findings = read_site(content.top)
    read = {folder.name: read_unit(folder, forms) for folder in content.units}
    others = {name: own.unit for name, own in read.items()}
    whole = [joined(own, others, lambda year: _having(others, year)) for own in read.values()]
    units = tuple(unit for unit, _ in whole)
    notes = Notes()
    unique_addresses(units, notes)
    return Book(site, units), (*findings, *(own for _, wrong in whole for own in wrong), *notes.findings)


def read_site(top: Top) -> tuple[Site, tuple[Finding, ...]]:
    """Who publishes, and what is wrong beside the units."""
    notes = Notes()
    site = heads.read_site(parsed(top.site, notes), notes)
    note_unread(top.unread, notes)
    return site, _said(notes)


def joined(
    own: ReadUnit, others: Mapping[str, Unit], having: Callable[[str], Iterable[str]]
) -> tuple[Unit, tuple[Finding, ...]]:
    """A unit with the figures of the units it sums (汇总单位), by folder, and all that is wrong with it.

    `having` tells the folders that have a disclosure of a name; it is asked only where one is missing.
    """
    unit = with_subordinates(own.unit, others, having, own.notes)
    return unit, _said(own.notes)


def _having(units: Mapping[str, Unit], name: str) -> Iterator[str]:
    return (folder for folder, unit in units.items() if any(own.name == name for own in unit.disclosures))


def _said(notes: Notes) -> tuple[Finding, ...]:
    return without_secrets(_without_echoes(notes.findings), notes.sealed)


def _without_echoes(findings: list[Finding]) -> Iterator[Finding]:
    """What a file or record lacks is not said where it could not be read."""
    unread = {found.source.file for found in findings if found.code.startswith("Y") and found.severity == "error"}
    misread = {found.source for found in findings if found.code in {"D01", "S01"}}
    for found in findings:
        if found.code != "D06" or not (found.source.file in unread or found.source in misread):
            yield found
