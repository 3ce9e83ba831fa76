"""Figures as findings write them: in the disclosure's unit, with their printed places and their sums."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from site_builder.book.disclosure import Disclosure
from site_builder.book.ledger import Selection
from site_builder.checks.subject import Subject
from site_builder.checks.sums.places import place_of_leaf
from site_builder.values.money import EXACT, UNITS, decimals, rounded, total

MOST_SHOWN = 8
"""How many addends of a sum are written out, and how many figures are named beside a finding."""


@dataclass(frozen=True, slots=True)
class Addend:
    """One figure of a sum."""

    place: str
    """Where it is printed."""
    amount: Decimal
    """In the disclosure's money unit, with as many decimals as it states; a quantity as it is."""

    @property
    def shown(self) -> str:
        """Its printed place and figure, as findings list it."""
        return f"{self.place} {self.amount:f}"


def in_unit(disclosure: Disclosure, amount: Decimal, *, money: bool = True) -> Decimal:
    """An amount in 元 as the disclosure writes it: in its unit, with at least the decimals it states."""
    if not money:
        return amount
    exact = EXACT.divide(amount, UNITS[disclosure.money_unit]).normalize(EXACT)
    return rounded(exact, max(disclosure.decimals, decimals(exact)))


def addends(subject: Subject, chosen: Selection) -> tuple[Addend, ...]:
    """The chosen leaves in the order typed; state secrets are left out."""
    facts = ((number, subject.disclosure.ledger.facts[number]) for number in sorted(chosen))
    return tuple(
        Addend(place_of_leaf(subject, number), in_unit(subject.disclosure, fact.amount, money=fact.money))
        for number, fact in facts
        if fact.amount is not None
    )


def sum_of(parts: Iterable[Addend]) -> Decimal:
    """The exact sum of some figures."""
    return total([part.amount for part in parts])


def worked(parts: Sequence[Addend]) -> str:
    """A sum written out: `174.90 + 0.56 = 175.46`; a figure alone is its own sum."""
    written = " + ".join(f"{part.amount:f}" for part in parts[:MOST_SHOWN])
    more = f" + …（共 {len(parts)} 项）" if len(parts) > MOST_SHOWN else ""
    return f"{written}{more} = {sum_of(parts):f}" if len(parts) > 1 else written


def largest(parts: Iterable[Addend], most: int = MOST_SHOWN) -> tuple[str, ...]:
    """The largest figures with their printed places."""
    ordered = sorted(parts, key=lambda part: -abs(part.amount))
    return tuple(part.shown for part in ordered[:most])


def rounding(disclosure: Disclosure, figures: int) -> Decimal:
    """What rounding can take from a comparison of some figures, in 元; two figures are the same one, rounded alike."""
    return disclosure.half * figures if figures > 2 else Decimal(0)


def has_secret(disclosure: Disclosure, chosen: Selection) -> bool:
    """Whether a state secret is among the chosen leaves, so that their sum is not known."""
    return any(disclosure.ledger.facts[number].amount is None for number in chosen)


def whole(disclosure: Disclosure, chosen: Selection) -> Decimal:
    """The sum of the chosen leaves in 元."""
    amounts = (disclosure.ledger.facts[number].amount for number in chosen)
    return total([amount for amount in amounts if amount is not None])
