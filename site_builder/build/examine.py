"""Examining: one unit read, tabulated and audited. Nothing is planned and nothing is written."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from hashlib import sha256

from site_builder.book.disclosure import Disclosure, Unit
from site_builder.book.reading.book import joined
from site_builder.book.reading.folder import read_unit
from site_builder.book.reading.summing import subordinates
from site_builder.build.ground import Ground
from site_builder.checks.audit import Audited, audit
from site_builder.checks.subject import Subject
from site_builder.law.classification import classification
from site_builder.sheets.binding import references
from site_builder.sheets.tabulate import tabulate
from site_builder.source.discover import UnitFolder, discover_unit, is_unit, units_with
from site_builder.source.stamp import Stamp, stamp
from site_builder.values.finding import Finding
from site_builder.values.text import Text


@dataclass(frozen=True, slots=True)
class Examined:
    """One unit: what was typed, understood, tabulated and audited."""

    unit: Unit
    """The unit with the figures of the units it sums."""
    disclosures: tuple[Audited, ...]
    """Every disclosure with its tables and results."""
    findings: tuple[Finding, ...]
    """Everything that is wrong or worth knowing, each once."""
    stamps: Mapping[str, Stamp]
    """Every folder that was read, its own and those of the units it sums, as it was just before."""
    typed: str
    """Hash of all that was read in them."""


def examine_unit(ground: Ground, name: str) -> Examined:
    """Read and audit the unit of one folder, with the folders of the units it sums."""
    stamps = {name: stamp(ground.content, name)}
    own = discover_unit(ground.content, name)
    typed = read_unit(own, ground.forms)
    others, folders = {}, [own]
    for folder in sorted(subordinates(typed.unit) - {name}):
        # Also of one that is not there: once it is, there is more to read.
        stamps[folder] = stamp(ground.content, folder)
        if is_unit(ground.content, folder):
            folders.append(discover_unit(ground.content, folder))
            others[folder] = read_unit(folders[-1], ground.forms).unit
    unit, read = joined(typed, {name: typed.unit, **others}, partial(units_with, ground.content))
    faulty = {finding.source.file for finding in read if finding.severity == "error"}
    disclosures = tuple(audit(subject) for subject in _subjects(unit, ground, faulty))
    audited = (finding for item in disclosures for result in item.results for finding in result.findings)
    # What is wrong with a unit is met again in each of its disclosures.
    return Examined(unit, disclosures, tuple(dict.fromkeys((*read, *audited))), stamps, _digest(folders))


def _digest(folders: Iterable[UnitFolder]) -> str:
    return sha256(repr(tuple(folders)).encode("utf-8", "surrogatepass")).hexdigest()


def _subjects(unit: Unit, ground: Ground, faulty: Collection[str]) -> Iterator[Subject]:
    """Every disclosure of a unit with its tables, ready for the audit."""
    for disclosure in unit.disclosures:
        form, codes = ground.forms[disclosure.form], classification(disclosure.year, ground.lists)
        sheets = tabulate(disclosure, form, codes)
        yield Subject(
            unit=unit,
            disclosure=disclosure,
            form=form,
            codes=codes,
            sheets=sheets,
            references=references(disclosure, sheets),
            incomplete=any(file.startswith(f"{unit.folder}/{disclosure.name}/") for file in faulty),
            as_of=ground.site.fields.get("截至日期", Text("")),
            site=ground.site,
            before=_before(unit, disclosure),
        )


def _before(unit: Unit, disclosure: Disclosure) -> Disclosure | None:
    """Last year's disclosure of the same stage."""
    earlier = (own for own in unit.disclosures if (own.year, own.stage) == (disclosure.year - 1, disclosure.stage))
    return next(earlier, None)
