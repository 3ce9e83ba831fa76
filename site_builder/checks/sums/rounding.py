"""Rounding: figures that say more, or sums that say less, than the stated decimals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from site_builder.book.ledger import Fact, Selection, tolerance
from site_builder.checks.check import check
from site_builder.checks.subject import Subject
from site_builder.checks.sums.addends import MOST_SHOWN, addends, has_secret, in_unit, largest, whole
from site_builder.checks.sums.own import is_own, own_controls
from site_builder.checks.sums.places import name_of, place_of_leaf, place_of_total
from site_builder.values.finding import Finding
from site_builder.values.money import EXACT, decimals, parse_amount
from site_builder.values.outcome import Outcome


@check("C06", "金额的小数位数不超过“小数位”", "notice", "同一份公开，金额保留的小数位一致", source="custom")
def decimals_as_stated(subject: Subject) -> Iterator[Finding] | Outcome:
    """No amount is finer than the disclosure states: tables would print it rounded, and sums look wrong."""
    leaves = [(number, fact) for number, fact in subject.own_facts if fact.money]
    if not leaves:
        return "not_applicable"
    typed = [*leaves, *((None, fact) for fact in own_controls(subject) if fact.money)]
    allowed = subject.disclosure.decimals
    finer = [(_place(subject, number, fact), fact) for number, fact in typed if _decimals(fact) > allowed]
    return iter([_too_fine(subject, finer)] if finer else [])


@check("C07", "合计数与分项的尾差", "notice", "算术：四舍五入的尾差", source="arithmetic")
def rounded_totals(subject: Subject) -> Iterable[Finding] | Outcome:
    """A typed total may differ from its parts by rounding, and then says so; what is more is C01."""
    disclosure = subject.disclosure
    if not disclosure.ledger.controls:
        return "by_construction"
    secret = any(has_secret(disclosure, covered) for covered in disclosure.ledger.controls)
    return tuple(_rounded(subject)) or ("unresolved" if secret else "passed")


def _place(subject: Subject, number: int | None, fact: Fact) -> str:
    """The printed place of a leaf; a control total by its coordinates."""
    return name_of(fact) if number is None else place_of_leaf(subject, number)


def _decimals(fact: Fact) -> int:
    """How many decimals a figure needs; zeros at the end say nothing."""
    return decimals((parse_amount(fact.text) or Decimal(0)).normalize(EXACT))


def _too_fine(subject: Subject, finer: list[tuple[str, Fact]]) -> Finding:
    (where, first), *others = sorted(finer, key=lambda found: found[1].text.place)
    most = max(_decimals(fact) for _, fact in finer)
    count = f"（共 {len(finer)} 个数这样）" if others else ""
    return Finding(
        "C06",
        "notice",
        f"{name_of(first)}填了 {first.text}，小数超过 {subject.disclosure.decimals} 位{count}。",
        first.text.place,
        f"请按小数位四舍五入；确要更细，就在 disclosure.yaml 写“小数位: {most}”。",
        where,
        str(first.text),
        others=tuple(f"{place} {fact.text}" for place, fact in others[:MOST_SHOWN]),
    )


def _rounded(subject: Subject) -> Iterator[Finding]:
    disclosure = subject.disclosure
    for covered, (first, *_) in disclosure.ledger.controls.items():
        if first.amount is None or has_secret(disclosure, covered) or not is_own(subject, first.text.place):
            continue
        gap = abs(first.amount - whole(disclosure, covered))
        if 0 < gap <= tolerance(disclosure.half, [disclosure.ledger.facts[number] for number in covered]):
            yield _note(subject, first, covered, gap)


def _note(subject: Subject, fact: Fact, covered: Selection, gap: Decimal) -> Finding:
    disclosure = subject.disclosure
    computed = in_unit(disclosure, whole(disclosure, covered))
    apart = f"{in_unit(disclosure, gap):f} {disclosure.money_unit}"
    return Finding(
        "C07",
        "notice",
        f"{name_of(fact)}填了 {fact.text}，分项之和是 {computed:f}，因四舍五入相差 {apart}。",
        fact.text.place,
        "是四舍五入的尾差就不用改，表中按填报的印；否则请核对。",
        place_of_total(subject, fact, covered),
        str(fact.text),
        f"{computed:f}",
        others=largest(addends(subject, covered)),
    )
