"""A check: units are examined, and what there is to say of each is kept. None is held, and nothing is written."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from site_builder.book.reading.addresses import unique_addresses
from site_builder.book.reading.fields import Notes, nearest
from site_builder.book.reading.head import read_head
from site_builder.build.examine import Examined, examine_unit
from site_builder.build.ground import Ground, read_ground
from site_builder.checks.check import catalogue
from site_builder.publish.workers import ALONE, FEW, Crew, Told, quiet
from site_builder.site.summary import UnitSummary, outcomes, short
from site_builder.source.discover import unit_names
from site_builder.values.finding import BuildError, Finding, order
from site_builder.values.outcome import Outcome


@dataclass(frozen=True, slots=True)
class Due:
    """A disclosure that is approved and not yet published."""

    unit: str
    """Its unit's name."""
    disclosure: str
    """Its folder, such as `2026-budget`."""
    approved: str
    """Date of approval (批复日期), ISO."""
    last: date
    """The last day on which it may be published."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What there is to say of units."""

    units: tuple[UnitSummary, ...] = ()
    """Each in short, with what every law said of its disclosures."""
    findings: tuple[Finding, ...] = ()
    """Everything that is wrong or worth knowing, gravest first."""
    due: tuple[Due, ...] = ()
    """Disclosures whose time is running."""

    @property
    def outcomes(self) -> Mapping[Outcome, int]:
        """How many checks had each outcome, over all disclosures."""
        return outcomes(self.units)

    @property
    def rules(self) -> int:
        """How many laws there are."""
        return len(catalogue())


def check(content: Path, wanted: Collection[str] = (), crew: Crew = ALONE, told: Told = quiet) -> Checked:
    """Audit the units with these folder names, or all. What lies in no unit's folder concerns each of them.

    A department's own audit may speak of its units' files.

    Raises `BuildError` if there is no content folder, or no such unit in it.
    """
    ground, names = read_ground(content), unit_names(content)
    chosen = _chosen(names, wanted)
    found = {own.units[0].folder: own for own in _each(ground, chosen, crew, told)}
    each, others = [found[name] for name in chosen], set(names).difference(chosen)
    common = (*ground.findings, *_of_addresses(content, names, found))
    concerned = [own for own in common if own.source.file.partition("/")[0] not in others]
    concerned += (wrong for own in each for wrong in own.findings)
    return Checked(
        units=tuple(unit for own in each for unit in own.units),
        findings=tuple(sorted(dict.fromkeys(concerned), key=order)),
        due=tuple(due for own in each for due in own.due),
    )


def _of_addresses(content: Path, names: Sequence[str], found: Mapping[str, Checked]) -> Iterable[Finding]:
    """What is wrong with addresses; of units that nobody asked for, no more is read than that takes."""
    notes = Notes()
    unique_addresses((found[name].units[0] if name in found else read_head(content, name) for name in names), notes)
    return notes.findings


def _chosen(names: tuple[str, ...], wanted: Collection[str]) -> tuple[str, ...]:
    # A shell completes folder names with the way to them.
    folders = {Path(name).name for name in wanted}
    unknown = next((name for name in sorted(folders) if name not in names), None)
    if unknown is not None:
        message = f"没有叫“{unknown}”的单位文件夹。{nearest(unknown, names)}"
        raise BuildError(message)
    return tuple(name for name in names if name in folders or not folders)


def _each(ground: Ground, names: Sequence[str], crew: Crew, told: Told) -> Iterator[Checked]:
    count = 0
    with crew.at_work_here(pays=len(names) > FEW) as hands:
        for batch in hands.through(partial(_checked, ground), hands.tasks(names)):
            count += len(batch)
            told("单位", count, len(names))
            yield from batch


def _checked(ground: Ground, names: Sequence[str]) -> tuple[Checked, ...]:
    """Each of some units: what a worker does."""
    return tuple(_said(examine_unit(ground, name)) for name in names)


def _said(own: Examined) -> Checked:
    return Checked((short(own.unit, own.disclosures),), own.findings, tuple(_due(own)))


def _due(own: Examined) -> Iterator[Due]:
    for audited in own.disclosures:
        disclosure = audited.subject.disclosure
        if (last := audited.deadline) and not disclosure.published:
            yield Due(str(own.unit.name), disclosure.name, str(disclosure.approved), last)
