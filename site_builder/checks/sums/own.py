"""The figures that a unit typed itself: a department's laws leave its units' figures to the units' own disclosures."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.book.ledger import Fact
from site_builder.checks.subject import Subject
from site_builder.values.text import Place


def is_own(subject: Subject, place: Place) -> bool:
    """Whether something was typed in the folder of the disclosure itself."""
    return place.file.startswith(subject.folder)


def own_controls(subject: Subject) -> Iterator[Fact]:
    """The control totals typed in the disclosure itself."""
    for typed in subject.disclosure.ledger.controls.values():
        yield from (fact for fact in typed if is_own(subject, fact.text.place))
