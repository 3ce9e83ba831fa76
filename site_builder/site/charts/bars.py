"""Bars: from stated amounts to lengths. Amounts stay exact; only lengths are rounded."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from site_builder.values.money import EXACT, rounded

LONGEST = 1000
"""How long the longest bar is; every bar begins at zero."""


@dataclass(frozen=True, slots=True)
class Stated:
    """One figure of a table, to be drawn."""

    label: str
    """What it is called inside its group: a year, a month; blank where the group says it all."""
    text: str
    """As printed, with its unit; blank stays blank."""
    amount: Decimal | None
    """The exact figure; None if nothing is stated."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar with its words."""

    label: str
    """What it is called inside its group; blank where the group says it all."""
    text: str
    """As printed, with its unit; blank if nothing is stated."""
    length: int | None
    """From 0 to `LONGEST`; None if nothing is stated, which is no zero."""


@dataclass(frozen=True, slots=True)
class Group:
    """The bars of one thing, such as one kind of expenditure in two years."""

    name: str
    """What they are of."""
    bars: tuple[Bar, ...]
    """At least one."""


Figures = tuple[tuple[str, tuple[Stated, ...]], ...]
"""What is to be drawn: the name of each group and its figures."""


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars that are compared with each other; their table says the same in figures."""

    id: str
    """Its anchor."""
    title: str
    """What it shows."""
    lead: str
    """The whole that the bars are parts of, or the measure, in words; may be blank."""
    groups: tuple[Group, ...]
    """Its bars, in the table's order."""
    table: str
    """The printed title of the table."""
    anchor: str
    """The table's anchor."""


def grouped(figures: Figures, longest: Decimal | None = None) -> tuple[Group, ...]:
    """The bars of figures on one scale, whose end is the greatest of them or `longest`.

    Nothing if they say no more than their table: fewer than two that are not zero, one below zero, or one
    beyond the end of the scale.
    """
    amounts = [stated.amount for _, own in figures for stated in own if stated.amount is not None]
    end = longest or max(amounts, default=Decimal(0))
    if sum(amount != 0 for amount in amounts) < 2 or min(amounts) < 0 or max(amounts) > end:
        return ()
    return tuple(Group(name, tuple(_bars(own, end))) for name, own in figures)


def length(amount: Decimal, end: Decimal) -> int:
    """How long the bar of an amount is where `end` is the longest; only zero has no length."""
    drawn = int(rounded(EXACT.divide(EXACT.multiply(amount, Decimal(LONGEST)), end), 0))
    return max(drawn, 1) if amount else 0


def _bars(figures: Iterable[Stated], end: Decimal) -> Iterable[Bar]:
    for own in figures:
        yield Bar(own.label, own.text, None if own.amount is None else length(own.amount, end))
