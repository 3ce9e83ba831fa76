"""Whether a typed amount agrees with the cells that its name can mean."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from site_builder.checks.prose.lists import above
from site_builder.checks.prose.meaning import Meaning, Named
from site_builder.checks.prose.printed_names import squeezed
from site_builder.checks.prose.prose import Figure, Prose
from site_builder.checks.subject import Subject
from site_builder.values.money import EXACT, UNITS, decimals, parse_amount, rounded

_SHIFT = Decimal(10_000)
_BESIDE = re.compile(r"（(?:(?:含|包含|包括|其中)|(?P<without>不含|未含|不包括|不包含))[^）\d]*[\d,.]+[千万亿]?元）")


@dataclass(frozen=True, slots=True)
class Slip:
    """A typed amount that is none of those its name can mean."""

    figure: Figure
    """The amount."""
    named: Named
    """Its name."""
    truths: Mapping[str, Decimal]
    """Printed place → what the tables have for it, in 元."""
    certain: bool
    """Whether the name means one amount."""
    shifted: bool
    """Whether it would agree in 元 for 万元, or the other way round."""
    before: bool
    """Whether it is said of last year."""


def slips(subject: Subject) -> Iterator[Slip]:
    """Every exact amount typed in the narrative that contradicts what its clause names."""
    for figure in subject.prose.literal:
        if figure.role == "level" and figure.amount.exact and figure.ours:
            named = subject.prose.named(figure)
            if named and (slip := _slip(subject, figure, named)):
                yield slip


def _slip(subject: Subject, figure: Figure, named: Named) -> Slip | None:
    meanings = subject.prose.meanings
    this_year = subject.disclosure.year
    if figure.year not in {None, this_year, this_year - 1}:
        return None
    truths = [(own, own.amount) for own in (*named.cells, *named.line)]
    last = [(own, amount) for own in named.cells if (amount := meanings.last(own)) is not None]
    if figure.year == this_year - 1:
        truths = last
    elif figure.year is None and any(agrees(figure, own, amount) for own, amount in last):
        return None
    aside = beside(subject.prose, figure)
    if _is_less(subject.prose, figure, truths, named):
        return None
    if not truths or any(agrees(figure, own, amount + more) for own, amount in truths for more in {Decimal(0), aside}):
        return None
    certain = means_one(subject.prose, figure, named)
    heading = squeezed(figure.reading.words.place)
    own_cells = [(own, amount) for own, amount in truths if own in named.cells]
    own_cells.sort(key=lambda known: not is_titled(known[0], heading))
    shifted = any(
        agrees(figure, own, amount * factor) for own, amount in truths for factor in (_SHIFT, 1 / _SHIFT) if amount
    )
    return Slip(
        figure, named, {own.place: amount for own, amount in own_cells}, certain, shifted, figure.year == this_year - 1
    )


def _is_less(prose: Prose, figure: Figure, truths: list[tuple[Meaning, Decimal]], named: Named) -> bool:
    """Whether a name means something smaller here: what the tables have is more than the whole it is a part of."""
    parent = above(prose, figure)
    if parent is None or not (parent.reading.number == figure.reading.top or parent.sentence == figure.sentence):
        return False
    # Below a whole that the tables do not know, the rows and columns of a name tell nothing.
    meant = [amount for own, amount in truths if prose.named(parent) or own in named.cells]
    return all(amount > parent.amount.value for amount in meant)


def beside(prose: Prose, figure: Figure) -> Decimal:
    """What brackets behind an amount say that it holds beside its name, or leaves out (then negative); 0 if nothing.

    As in 一事一议 138.40 万元（含上年结转 18.40 万元）.
    """
    said = _BESIDE.match(figure.reading.text, figure.amount.end)
    within = range(*said.span()) if said else range(0)
    inside = [own.amount.value for own in prose.of(figure.reading.number) if own.amount.start in within]
    if not said or not inside:
        return Decimal(0)
    return -inside[0] if said["without"] else inside[0]


def means_one(prose: Prose, figure: Figure, named: Named) -> bool:
    """Whether a name means one amount where it stands: in its unit, below another name, under its heading."""
    around = squeezed(f"{figure.reading.words.place}{figure.reading.text}")
    if prose.meanings.disclosure.units and "部门" not in around:
        return False
    parent = above(prose, figure)
    over = prose.named(parent) if parent else None
    if parent and over is None:
        return False
    heading = squeezed(figure.reading.words.place)
    titled = tuple(cell for cell in named.cells if is_titled(cell, heading))
    whole = tuple(cell for cell in named.cells if "财政拨款" in around or "财政拨款" not in cell.table)
    return any(replace(named, cells=cells).certain(over) for cells in (named.cells, titled, whole) if cells)


def is_titled(cell: Meaning, heading: str) -> bool:
    """Whether a heading speaks of a cell's table."""
    return squeezed(cell.table).removesuffix("表") in heading


def agrees(figure: Figure, meaning: Meaning, amount: Decimal) -> bool:
    """Whether an amount is the stated one: rounded to its place, or cut off there if the table has more places."""
    step, printed = figure.amount.step, step_of(meaning)
    gap = abs(EXACT.subtract(figure.amount.value, amount))
    if step > printed or meaning.cell.inexact:
        return gap < max(step, printed * 2)
    return gap <= printed / 2


def step_of(meaning: Meaning) -> Decimal:
    """One unit of the last place that a cell prints, in 元."""
    shown = parse_amount(meaning.cell.text) or meaning.cell.amount or Decimal(0)
    return Decimal(1).scaleb(-decimals(shown)) * UNITS[meaning.unit]


def say(amount: Decimal, figure: Figure) -> str:
    """An amount in 元 as a figure would state it: in its unit, with at least its places."""
    unit = figure.amount.unit if figure.amount.money else "万元"
    step = EXACT.divide(figure.amount.step, UNITS[unit]) if figure.amount.money else Decimal("0.01")
    return in_unit(amount, unit, decimals(step.normalize(EXACT)))


def in_unit(amount: Decimal, unit: str, places: int = 2) -> str:
    """An amount in 元 in another unit, with at least some places, and with two if it needs them."""
    value = EXACT.divide(amount, UNITS[unit])
    return f"{rounded(value, places if value == rounded(value, places) else max(places, 2)):,f} {unit}"
