"""State secrets (涉密): no published figures may give one away by subtraction."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from site_builder.checks.check import check
from site_builder.checks.subject import Subject
from site_builder.sheets.address import names, spots
from site_builder.values.finding import Finding
from site_builder.values.outcome import Outcome

_BASIS = "算术：公开的数相加减能得出的，就不是秘密"

Sum = Mapping[int, Fraction]
"""A combination of unknowns: number → factor."""


@check("S04", "公开的数推不出涉密数", "error", _BASIS, source="arithmetic")
def nothing_to_subtract(subject: Subject) -> Iterator[Finding] | Outcome:
    """No state secret is the sum and difference of published figures, whatever the way.

    Every published figure is an equation between leaves. A leaf that the equations determine is known to whoever
    can subtract.
    """
    facts = subject.disclosure.ledger.facts
    secrets = [number for number, fact in enumerate(facts) if fact.amount is None]
    if not secrets:
        return "not_applicable"
    return _given_away(subject, secrets)


def _given_away(subject: Subject, secrets: list[int]) -> Iterator[Finding]:
    published = _published(subject)
    solved = _eliminate(tuple(published))
    for number in secrets:
        rest, used = _reduce({number: Fraction(1)}, {}, solved)
        if not rest:
            cells = "、".join(f"“{published[tuple(published)[index]]}”" for index in sorted(used))
            yield Finding(
                "S04",
                "error",
                f"用公开的数相加减，就能推出一项涉密数。用到的是：{cells}。",
                subject.disclosure.ledger.facts[number].text.place,
                "请把同级的“其他”科目也写成“涉密: 是”，或者这一类只填到上一级科目。",
                basis=_BASIS,
            )


def _published(subject: Subject) -> dict[frozenset[int], str]:
    """The sets of leaves whose sum is published, each with the name of the first cell that says it."""
    found: dict[frozenset[int], str] = {}
    for spot, sheet, part, row, cell in spots(subject.sheets):
        if cell.amount is not None and cell.facts:
            found.setdefault(cell.facts, "›".join(names(sheet, part, row, spot.column)))
    return found


def _eliminate(sets: tuple[frozenset[int], ...]) -> dict[int, tuple[Sum, Sum]]:
    """Gaussian elimination: pivot leaf → an equation that begins with it, and the published sums it is made of."""
    solved: dict[int, tuple[Sum, Sum]] = {}
    for index, leaves in enumerate(sets):
        rest, used = _reduce(dict.fromkeys(leaves, Fraction(1)), {index: Fraction(1)}, solved)
        if rest:
            pivot = min(rest)
            factor = 1 / rest[pivot]
            solved[pivot] = (_scaled(rest, factor), _scaled(used, factor))
    return solved


def _reduce(unknowns: Sum, used: Sum, solved: Mapping[int, tuple[Sum, Sum]]) -> tuple[Sum, Sum]:
    """What is left of a combination when every known equation is taken off, and what was taken."""
    rest, taken = dict(unknowns), dict(used)
    while pivots := rest.keys() & solved.keys():
        pivot = min(pivots)
        factor = rest[pivot]
        equation, made_of = solved[pivot]
        rest, taken = _less(rest, equation, factor), _less(taken, made_of, factor)
    return rest, taken


def _less(left: Sum, right: Sum, factor: Fraction) -> dict[int, Fraction]:
    difference = {key: left.get(key, Fraction(0)) - factor * right.get(key, Fraction(0)) for key in {*left, *right}}
    return {key: value for key, value in difference.items() if value}


def _scaled(combination: Sum, factor: Fraction) -> Sum:
    return {key: value * factor for key, value in combination.items()}
