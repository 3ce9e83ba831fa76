"""The ledger (账): every typed figure once, at its coordinates, and the control totals over them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import NamedTuple

from site_builder.law.dimensions import ASSUMED, CODES, TOTAL, Condition, levels
from site_builder.values.text import Text

Selection = frozenset[int]
"""Numbers of facts."""

NONE: Selection = frozenset()
"""No facts."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One typed figure at its coordinates."""

    where: Mapping[str, str]
    """Dimension → value, such as `{账: 支出, 科目: 2013101, 量: 基本支出, 资金: 一般公共预算, …}`."""
    text: Text
    """What was typed."""
    amount: Decimal | None
    """In 元 for money, as typed for quantities; None for a state secret, which has no figure at all."""
    money: bool = True
    """Whether the figure is money; a quantity is never converted."""


class Asked(NamedTuple):
    """What some conditions ask for, so that what many cells have in common is asked once."""

    met: Selection | None
    """The leaves that meet them all; None if they set no limit."""
    named: frozenset[str]
    """The dimensions in `ASSUMED` that they name."""


ANYTHING = Asked(None, frozenset())
"""What no condition asks for."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """The leaves of a disclosure's cube and the control totals typed over them."""

    facts: tuple[Fact, ...] = ()
    """Leaves only. Sums are always made of these, so a wrong control total cannot spread."""
    controls: Mapping[Selection, tuple[Fact, ...]] = field(default_factory=dict)
    """Figures typed at a parent level, filed under the set of leaves they cover."""
    baseless: tuple[Fact, ...] = ()
    """Control totals that no leaf accounts for."""
    postings: Mapping[tuple[str, str], Selection] = field(default_factory=dict)
    """(dimension, value) → the leaves at or below that value."""
    names: Mapping[str, Text] = field(default_factory=dict)
    """Code → the name that was typed beside it."""

    def select(self, conditions: Iterable[Condition]) -> Selection:
        """The leaves that meet all conditions, joined; a dimension in `ASSUMED` that nobody names is assumed."""
        return self.answer(self.ask(conditions))

    def ask(self, conditions: Iterable[Condition]) -> Asked:
        """What conditions ask for, joined, before anything is assumed."""
        met: Selection | None = None
        named: frozenset[str] = frozenset()
        for condition in conditions:
            for dimension, values in condition.items():
                under = self._under(dimension, values)
                met = under if met is None else met & under
                if dimension in ASSUMED:
                    named |= {dimension}
        return Asked(met, named)

    def answer(self, first: Asked, second: Asked = ANYTHING) -> Selection:
        """The leaves that meet both; a dimension in `ASSUMED` that nobody names is assumed."""
        met = first.met if second.met is None else second.met if first.met is None else first.met & second.met
        for dimension, value in ASSUMED.items():
            if met != NONE and dimension not in first.named and dimension not in second.named:
                under = self._under(dimension, (value,))
                met = under if met is None else met & under
        return met or NONE

    def codes(self, dimension: str, found: Selection) -> tuple[str, ...]:
        """The distinct codes of the selected leaves, in code order."""
        codes = {self.facts[number].where.get(dimension, "") for number in found}
        return tuple(sorted(code for code in codes if code))

    def values(self, dimension: str, found: Selection) -> tuple[str, ...]:
        """The distinct values of the selected leaves, in the order typed."""
        seen = {self.facts[number].where.get(dimension, ""): None for number in sorted(found)}
        return tuple(value for value in seen if value)

    def _under(self, dimension: str, values: tuple[str, ...]) -> Selection:
        if len(values) == 1:
            return self.postings.get((dimension, values[0]), NONE)
        return NONE.union(*(self.postings.get((dimension, value), NONE) for value in values))


def ledger(facts: Iterable[Fact], names: Mapping[str, Text]) -> Ledger:
    """File typed figures: leaves, and control totals by the set of leaves they cover."""
    typed = tuple(facts)
    everything = _post(typed)
    parents = {number for number, fact in enumerate(typed) if _is_control(number, typed, everything)}
    below = only_leaves(typed[number] for number in range(len(typed)) if number not in parents)
    # Nothing adds up to nothing: a zero typed over no leaves is a figure of its own, and prints as zero.
    zeros = {n for n in parents if typed[n].amount == 0 and not below.select([condition_of(typed[n])])}
    leaves = (
        replace(fact, where=_located(fact)) if number in zeros else fact
        for number, fact in enumerate(typed)
        if number not in parents or number in zeros
    )
    filed = only_leaves(leaves) if zeros else below
    return with_totals(replace(filed, names=names), (typed[number] for number in sorted(parents - zeros)))


def only_leaves(facts: Iterable[Fact]) -> Ledger:
    """A ledger of leaves, before any control total is filed."""
    found = tuple(facts)
    return Ledger(found, postings=_post(found))


def with_totals(filed: Ledger, typed: Iterable[Fact]) -> Ledger:
    """The ledger with control totals filed under the set of leaves that each covers."""
    controls = dict(filed.controls)
    baseless: list[Fact] = []
    for fact in typed:
        covered = filed.select([condition_of(fact)])
        if covered:
            controls[covered] = (*controls.get(covered, ()), fact)
        else:
            baseless.append(fact)
    return replace(filed, controls=controls, baseless=tuple(baseless))


def _located(fact: Fact) -> dict[str, str]:
    """A fact's coordinates; 合计 says nothing."""
    return {dimension: value for dimension, value in fact.where.items() if value != TOTAL}


def condition_of(fact: Fact) -> Condition:
    """A fact's coordinates read as a condition."""
    return {dimension: (value,) for dimension, value in _located(fact).items()}


def tolerance(half: Decimal, leaves: Sequence[Fact]) -> Decimal:
    """What a control total may differ by, in 元: `half` a last place for each leaf and for the total.

    One leaf has no rounding to share, and quantities are exact.
    """
    return half * (len(leaves) + 1) if len(leaves) > 1 and leaves[0].money else Decimal(0)


def _post(facts: tuple[Fact, ...]) -> dict[tuple[str, str], Selection]:
    typed_at: dict[tuple[str, str], list[int]] = {}
    for number, fact in enumerate(facts):
        for coordinate in fact.where.items():
            typed_at.setdefault(coordinate, []).append(number)
    postings: dict[tuple[str, str], list[int]] = {}
    for (dimension, value), numbers in typed_at.items():
        for level in levels(dimension, value):
            postings.setdefault((dimension, level), []).extend(numbers)
    return {key: frozenset(numbers) for key, numbers in postings.items()}


def _is_control(number: int, typed: tuple[Fact, ...], postings: Mapping[tuple[str, str], Selection]) -> bool:
    """Whether a figure stands above others: typed at 合计, or at a value that other figures divide.

    A parent code is recognised whatever kind (量) its children have: a 款 with 基本支出 above an 项 with only
    项目支出 is a total that nothing accounts for, not one more leaf.
    """
    where = typed[number].where
    # A state secret has no figure that could be a total; wherever it stands, it is one of the leaves.
    if typed[number].amount is None:
        return False
    if TOTAL in where.values():
        return True
    alike: Selection | None = None
    for dimension, value in where.items():
        if dimension != "量":
            met = postings[(dimension, value)]
            alike = met if alike is None else alike & met
    others = (alike or frozenset()) - {number}
    if any(_deeper(typed[other].where, where, CODES) for other in others):
        return True
    if "量" in where:
        others &= postings[("量", where["量"])]
    return any(_deeper(typed[other].where, where, None) for other in others)


def _deeper(where: Mapping[str, str], above: Mapping[str, str], dimensions: frozenset[str] | None) -> bool:
    """Whether coordinates say more than those above them, in some of the dimensions."""
    return any(
        value != above.get(dimension)
        for dimension, value in where.items()
        if dimensions is None or dimension in dimensions
    )
