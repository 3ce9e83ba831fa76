"""One thing told twice in the narrative."""

from __future__ import annotations

from collections.abc import Hashable, Iterator

from site_builder.checks.check import check
from site_builder.checks.prose.judging import means_one
from site_builder.checks.prose.prose import Figure
from site_builder.checks.subject import Subject
from site_builder.checks.words.changes import against_last_year, changes, subject_of
from site_builder.values.finding import Finding
from site_builder.values.outcome import Outcome


@check("N11", "同一件事前后说法一致", "warning", "同一份公开不自相矛盾", source="arithmetic")
def told_alike(subject: Subject) -> Iterator[Finding] | Outcome:
    """A change that the narrative states twice, under one name or two, is the same both times.

    What the tables have figures for is compared with those instead.
    """
    told = tuple(_told(subject))
    return _twice(told) if told else "not_applicable"


def _told(subject: Subject) -> Iterator[tuple[Hashable, Figure]]:
    """Every change that only words state, and of what. A name of several amounts may speak of another each time."""
    known = {own.figure.at for own in changes(subject)}
    for figure in subject.prose.literal:
        alone = figure.role == "change" and figure.amount.exact and figure.at not in known
        if alone and against_last_year(subject, figure) and figure.ours:
            named = subject_of(subject.prose, figure)
            if named and means_one(subject.prose, figure, named):
                yield named.key, figure


def _twice(told: tuple[tuple[Hashable, Figure], ...]) -> Iterator[Finding]:
    first: dict[Hashable, Figure] = {}
    for key, figure in told:
        other = first.setdefault(key, figure)
        gap = abs(figure.amount.value * figure.phrase.sign - other.amount.value * other.phrase.sign)
        if gap > max(figure.amount.step, other.amount.step):
            yield _finding(figure, other)


def _finding(figure: Figure, other: Figure) -> Finding:
    now, before = (
        f"{own.name}{'增加' if own.phrase.sign > 0 else '减少'} {own.amount.text}" for own in (figure, other)
    )
    message = f"这里写“{now}”，“{other.reading.words.place}”写“{before}”，说的是同一笔经费。"
    remedy = "请核对，两处写成一样。"
    place = f"{figure.reading.words.place}›{figure.name}"
    others = (f"{other.reading.words.place} {before}",)
    return Finding("N11", "warning", message, figure.at, remedy, place, figure.amount.text, others=others)
