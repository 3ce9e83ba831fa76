"""Enumerations in the narrative: parts and their total, and what is named in them."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from site_builder.checks.check import check
from site_builder.checks.prose.lists import Enumeration
from site_builder.checks.prose.prose import Figure
from site_builder.checks.subject import Subject
from site_builder.checks.words.sums import all_right, of_purchases, of_sum, of_three_public
from site_builder.values.finding import Finding
from site_builder.values.outcome import Outcome

_LEAST = Decimal(10_000)
_ROUND = Decimal(5_000)


@check("N02", "列举的各项之和等于总数", "error", "算术", source="arithmetic")
def parts_add_up(subject: Subject) -> Iterator[Finding] | Outcome:
    """The parts that the narrative lists add up to the total before them; some of them do not exceed it."""
    levels = (own for own in subject.enumerations if own.whole.role == "level")
    found = [own for own in levels if not of_three_public(own) and not of_purchases(own)]
    return (finding for own in found if (finding := of_sum(subject, own, "N02"))) if found else "not_applicable"


@check("N04", "列举里没有一笔钱写两次", "warning", "一笔钱只列一次", source="custom")
def nothing_listed_twice(subject: Subject) -> Iterator[Finding] | Outcome:
    """No two names of one enumeration have the same amount, unless it is a round one or the tables say so too."""
    found = [own for own in subject.enumerations if own.whole.role == "level"]
    return (finding for own in found for finding in _twins(subject, own)) if found else "not_applicable"


def _twins(subject: Subject, listed: Enumeration) -> Iterator[Finding]:
    """Two parts of one amount in a list that does not add up; three of them are an even split."""
    alike: dict[Decimal, list[Figure]] = {}
    for part in listed.parts if listed.gap else ():
        alike.setdefault(part.amount.value, []).append(part)
    for amount, parts in alike.items():
        telling = amount >= _LEAST and amount % _ROUND and len({part.name for part in parts}) == 2
        if telling and len(parts) == 2 and not all_right(subject, tuple(parts)):
            yield _twice(*parts)


def _twice(one: Figure, other: Figure) -> Finding:
    message = f"“{one.name}”和“{other.name}”都写 {other.amount.text}，可能是同一笔钱列了两次。"
    place = f"{other.reading.words.place}›{other.name}"
    return Finding("N04", "warning", message, other.at, "是同一笔钱的，请只列一次。", place, other.amount.text)
