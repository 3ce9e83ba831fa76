"""Corrections (更正) as readers are told of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from site_builder.checks.subject import Subject
from site_builder.sheets.address import at, place_of
from site_builder.sheets.corrections import Corrected
from site_builder.values.money import parse_amount


@dataclass(frozen=True, slots=True)
class CorrectionLine:
    """One correction."""

    date: str
    """The day, ISO; blank if not stated."""
    place: str
    """Table, row and column as printed, such as `三公经费表 › 公务接待费 › 合计`."""
    anchor: str
    """The table; blank if the address names none."""
    before: str
    """What was printed before, with its unit; blank if nothing was."""
    now: str
    """What is printed now, with its unit; blank if nothing is."""
    reason: str
    """Why."""
    secret: bool
    """Whether it must not be said what was changed."""


def correction_lines(subject: Subject) -> tuple[CorrectionLine, ...]:
    """Every correction of a disclosure, newest first."""
    return tuple(_lines(subject))


def _lines(subject: Subject) -> Iterator[CorrectionLine]:
    for own in reversed(subject.corrections):
        date, address = str(own.correction.date), str(own.correction.address)
        if own.spot is None:
            # Nobody knows what such an address may speak of, so no figure is repeated.
            yield CorrectionLine(date, address, "", "", "", "", secret=True)
            continue
        place = place_of(subject.sheets, own.spot).replace("›", " › ")
        anchor = subject.sheets[own.spot.sheet].slug
        if own.secret:
            yield CorrectionLine(date, place, anchor, "", "", "", secret=True)
        else:
            before, now = (_shown(subject, own, text) for text in (own.correction.before, own.correction.now))
            yield CorrectionLine(date, place, anchor, before, now, str(own.correction.reason), secret=False)


def _shown(subject: Subject, own: Corrected, text: str) -> str:
    """A figure with the unit of its table; words as they are."""
    if own.spot is None or parse_amount(text) is None or not at(subject.sheets, own.spot).money:
        return str(text)
    return f"{text} {subject.sheets[own.spot.sheet].unit}"
