"""From conditions to printed cells: sums, differences, ratios, words."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache, partial

from site_builder.book.disclosure import Entry
from site_builder.book.ledger import Fact, Ledger, Selection, tolerance
from site_builder.law.dimensions import Condition
from site_builder.sheets.sheet import Cell
from site_builder.values.money import AS_TYPED, EXACT, UNITS, decimals, parse_amount, rounded, show, total
from site_builder.values.text import Place, place_of

BLANK = Cell("")
"""A cell that holds nothing."""

_PATH = re.compile(r"\{([^{}]+)\}")


@dataclass(frozen=True, slots=True)
class Printing:
    """How a table prints its figures."""

    unit: str
    """Money unit."""
    style: str
    """式."""
    blank: str
    """What a figure that nobody typed prints as (空)."""
    half: Decimal = Decimal(0)
    """Half a unit of the last place that the disclosure states, in 元."""

    def styled(self, style: str) -> Printing:
        """The same with another style, if one is given."""
        return replace(self, style=style) if style else self


Figures = Callable[[Printing], Callable[[Selection], Cell]]
"""The cell that sums some facts of one ledger, printed in one way."""


def figures(ledger: Ledger) -> Figures:
    """The sums of a ledger, each worked out once: its tables print the same ones again and again."""
    return cache(lambda printing: cache(partial(_summed, ledger, printing)))


def figure(ledger: Ledger, where: tuple[Condition, ...], printing: Printing) -> Cell:
    """The cell that sums the facts meeting all conditions."""
    return _summed(ledger, printing, ledger.select(where)).asking(where)


def _summed(ledger: Ledger, printing: Printing, found: Selection) -> Cell:
    """The cell that sums the facts found.

    A control total typed for exactly these facts is printed in place of the sum. A sum over a state secret
    without such a total prints blank; that it is missing is for the audit to say.
    """
    if not found:
        return Cell(printing.blank)
    leaves = [ledger.facts[number] for number in sorted(found)]
    typed = list(ledger.controls.get(found, ()))[:1]
    sources = tuple(fact.text.place for fact in typed or leaves)
    if not typed and any(fact.amount is None for fact in leaves):
        return Cell("", sources=sources, facts=found)
    money = leaves[0].money
    factor = UNITS[printing.unit] if money else Decimal(1)
    amount = _sum(typed or leaves, factor)
    text = _print(typed or leaves, amount, factor, printing.style)
    inexact = _rounds(amount, printing.style) or _differs(typed, leaves, printing.half)
    return Cell(text, amount, sources=sources, facts=found, money=money, inexact=inexact)


def computed(operation: str, left: Cell, right: Cell, printing: Printing) -> Cell:
    """A difference (差) or ratio (比) of two cells, exact until printed; blank where it would mean nothing."""
    sources = left.sources + right.sources
    if left.amount is None and right.amount is None:
        return Cell(printing.blank)
    first, second = left.amount or Decimal(0), right.amount or Decimal(0)
    if operation == "差":
        amount = EXACT.subtract(first, second)
    elif second == 0:
        return Cell(printing.blank, sources=sources)
    else:
        amount = EXACT.divide(first, second)
    return Cell(show(amount, printing.style), amount, sources=sources, money=operation == "差" and left.money)


def fill(pattern: str, chain: tuple[Entry, ...], words: Mapping[str, str]) -> tuple[str, tuple[Place, ...]]:
    """A text with `{field}` filled from the innermost record that has the field, and where those were typed."""
    if "{" not in pattern:
        return pattern, ()
    sources: list[Place] = []

    def value(match: re.Match[str]) -> str:
        if match[1] in words:
            return words[match[1]]
        text = lookup(match[1], chain)
        if place_of(text).line:
            sources.append(place_of(text))
        return text

    return _PATH.sub(value, pattern), tuple(sources)


def lookup(name: str, chain: tuple[Entry, ...]) -> str:
    """A field of the innermost record that has it; blank if none has."""
    return next((entry.fields[name] for entry in reversed(chain) if name in entry.fields), "")


def _sum(facts: list[Fact], factor: Decimal) -> Decimal:
    return EXACT.divide(total([fact.amount for fact in facts if fact.amount is not None]), factor).normalize(EXACT)


def _print(facts: list[Fact], amount: Decimal, factor: Decimal, style: str) -> str:
    if style != AS_TYPED:
        return show(amount, style)
    typed = [parse_amount(fact.text) for fact in facts]
    if len(facts) == 1 and typed[0] == amount:
        return str(facts[0].text)
    # Typed in the table's own unit, a sum keeps the most decimals of its addends; converted, those it needs.
    as_table = all(fact.amount == value * factor for fact, value in zip(facts, typed, strict=True) if value is not None)
    places = max((decimals(value) for value in typed if value is not None), default=0) if as_table else 2
    return f"{rounded(amount, max(places, decimals(amount))):f}"


def _rounds(amount: Decimal, style: str) -> bool:
    pattern = style.rstrip("%")
    return style != AS_TYPED and style == pattern and rounded(amount, len(pattern.partition(".")[2])) != amount


def _differs(typed: list[Fact], leaves: list[Fact], half: Decimal) -> bool:
    """Whether a typed total differs from its leaves by rounding; one that differs by more is wrong, not rounded."""
    if not typed or typed[0].amount is None or any(leaf.amount is None for leaf in leaves):
        return False
    return 0 < abs(typed[0].amount - _sum(leaves, Decimal(1))) <= tolerance(half, leaves)
