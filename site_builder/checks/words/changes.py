"""What the narrative says of changes against last year, and what the tables have."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from site_builder.checks.prose.judging import is_titled, means_one, step_of
from site_builder.checks.prose.meaning import Meaning, Named
from site_builder.checks.prose.printed_names import squeezed
from site_builder.checks.prose.prose import Figure, Prose
from site_builder.checks.subject import Subject

_LAST_YEAR = re.compile(r"上年|上一年|去年|同比")
_REASON = re.compile(r"….*(?:原因|由于|因为?|主要是)")
_OTHER_FIGURES = re.compile(r"执行|决算|完成|调整")


@dataclass(frozen=True, slots=True)
class Change:
    """A change that the narrative states, of a name that the tables know."""

    figure: Figure
    """The amount of the change, or its rate."""
    named: Named
    """What changed."""
    truths: tuple[tuple[Meaning, Decimal, Decimal], ...]
    """Each cell it can mean, with this year's and last year's amount in 元; those of the heading's table first."""
    certain: bool
    """Whether the tables, or that one, have one change for it."""


def changes(subject: Subject) -> Iterator[Change]:
    """Every typed change against last year's budget, or its rate, that the tables have figures for."""
    for figure in subject.prose.literal:
        if figure.role in {"change", "rate"} and figure.amount.exact and against_last_year(subject, figure):
            named = subject_of(subject.prose, figure)
            truths = tuple(_truths(subject, named)) if named else ()
            if named and truths and figure.ours:
                titled = tuple(own for own in truths if is_titled(own[0], squeezed(figure.reading.words.place)))
                differences = {now - last for _, now, last in titled or truths}
                certain = len(differences) == 1 and means_one(subject.prose, figure, named)
                yield Change(figure, named, (*titled, *(own for own in truths if own not in titled)), certain)


def subject_of(prose: Prose, figure: Figure) -> Named | None:
    """What changed: the change's own name, or the last one before it in its sentence."""
    before = before_it(prose, figure)
    if not figure.name and _REASON.search(figure.scope) and any(other.role == "change" for other in before):
        # A second change behind a reason is what the reason comes to: 增加 30.80 万元，原因是新建实验室，增加 25 万元.
        return None
    own = (figure, *reversed(before))
    first = next((other for other in own if other.name or other.role in {"level", "other"}), figure)
    return prose.named(first) if first.name and first.role != "other" else None


def before_it(prose: Prose, figure: Figure) -> tuple[Figure, ...]:
    """The figures before one in its sentence."""
    own = prose.of(figure.reading.number)
    return tuple(
        other for other in own if other.amount.end <= figure.amount.start and other.amount.start in figure.sentence
    )


def against_last_year(subject: Subject, figure: Figure) -> bool:
    """Whether a change is stated against last year's budget: not its accounts, and no other year."""
    said = figure.compared
    years = set(re.findall(r"(20\d\d)年", said))
    last = bool(_LAST_YEAR.search(said)) or str(subject.disclosure.year - 1) in years
    this = figure.year in {None, subject.disclosure.year}
    return last and this and years <= {str(subject.disclosure.year - 1)} and not _OTHER_FIGURES.search(said)


def _truths(subject: Subject, named: Named) -> Iterator[tuple[Meaning, Decimal, Decimal]]:
    for cell in named.cells:
        last = subject.prose.meanings.last(cell)
        if last is not None:
            yield cell, cell.amount, last


def fits(figure: Figure, cell: Meaning, change: Decimal) -> bool:
    """Whether a change in 元 is the stated one, rounded or cut off at its last place."""
    stated, step = figure.amount.value * figure.phrase.sign, figure.amount.step
    cut = change and stated * change > 0 and 0 <= abs(change) - abs(stated) < step
    return bool(cut) or abs(stated - change) <= max(step / 2, step_of(cell))


def opposite(own: Change) -> bool:
    """Whether a change has the right amount and the wrong direction."""
    return any(now != last and fits(own.figure, cell, last - now) for cell, now, last in own.truths)
