"""The panel over a page: what is wrong with what it shows, with the lines where it was typed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from site_builder.book.reading.secrets import speaks_of_secrets
from site_builder.source.decode import decode
from site_builder.values.finding import SEVERITIES, Finding, order
from site_builder.values.text import Place

MOST = 20
"""How many findings a panel lists; whoever has more begins with these."""

AROUND = 2
"""Lines that are shown before and after the one in question."""

_LISTED = ("error", "warning")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a source file."""

    number: int
    """Counted from 1."""
    text: str
    """As typed."""
    wrong: bool
    """Whether it is the one in question."""


@dataclass(frozen=True, slots=True)
class Remark:
    """One finding with the lines around its place."""

    finding: Finding
    """What is wrong."""
    name: str
    """What its severity is called."""
    where: str
    """`file:line:column` as editors understand it; the file alone if it has no such line; blank without a file."""
    lines: tuple[Line, ...]
    """None if there is no such file, or it has marks of state secrets."""


@dataclass(frozen=True, slots=True)
class Panel:
    """Everything that is said over a page."""

    remarks: tuple[Remark, ...] = ()
    """Errors, then warnings."""
    said: str = ""
    """How many there are of each severity; blank if there is neither error nor warning."""
    unlisted: int = 0
    """Errors and warnings beyond those listed."""
    elsewhere: str = ""
    """How many there are in units that the page does not show; blank if there are none, or none are known."""
    progress: str = ""
    """What is still being done."""

    @property
    def is_blank(self) -> bool:
        """Whether there is nothing to say."""
        return not (self.said or self.progress)


def panel(content: Path, own: Iterable[Finding], others: Iterable[Finding] = (), progress: str = "") -> Panel:
    """The panel of a page that depends on some findings, and not on others."""
    findings = sorted(dict.fromkeys(own), key=order)
    listed = [finding for finding in findings if finding.severity in _LISTED]
    return Panel(
        remarks=tuple(_remark(content, finding) for finding in listed[:MOST]),
        said=counted(findings) if listed else "",
        unlisted=len(listed[MOST:]),
        elsewhere=counted(finding for finding in others if finding.severity in _LISTED),
        progress=progress,
    )


def counted(findings: Iterable[Finding]) -> str:
    """How many findings there are of each severity that asks for something; blank if there are none."""
    severities = [finding.severity for finding in findings]
    asking = (*_LISTED, "notice")
    return "，".join(f"{SEVERITIES[own]} {severities.count(own)} 条" for own in asking if own in severities)


def _remark(content: Path, finding: Finding) -> Remark:
    place = finding.source
    where = f"{content / place.file}:{place.line}:{place.column}" if place.line else place.file
    return Remark(finding, SEVERITIES[finding.severity], where, tuple(_lines(content, place)))


def _lines(content: Path, place: Place) -> Iterable[Line]:
    """The lines around a place. What may stand beside a state secret is never repeated."""
    try:
        data = (content / place.file).read_bytes() if place.line else b""
    except OSError:
        return
    if speaks_of_secrets(place.file, data):
        return
    typed = decode(place.file, data)[0].split("\n")
    for number in range(max(1, place.line - AROUND), min(len(typed), place.line + AROUND) + 1):
        yield Line(number, typed[number - 1], number == place.line)
