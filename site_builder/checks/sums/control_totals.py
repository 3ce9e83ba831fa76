"""Control totals (控制数): a figure typed at a parent level against the leaves it covers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from site_builder.book.ledger import Fact, Ledger, Selection, tolerance
from site_builder.checks.check import check
from site_builder.checks.subject import Subject
from site_builder.checks.sums.addends import (
    MOST_SHOWN,
    Addend,
    addends,
    has_secret,
    in_unit,
    largest,
    sum_of,
    worked,
)
from site_builder.checks.sums.culprits import culprit
from site_builder.checks.sums.own import is_own
from site_builder.checks.sums.places import name_of, place_of_total
from site_builder.values.finding import Finding
from site_builder.values.money import total
from site_builder.values.outcome import Outcome


@check("C01", "填报的合计数等于分项之和", "error", "算术", source="arithmetic")
def control_totals(subject: Subject) -> Iterable[Finding] | Outcome:
    """A control total equals the sum of its leaves, up to the rounding that the stated decimals allow."""
    controls = subject.disclosure.ledger.controls
    if not controls:
        return "by_construction"
    found = tuple(_wrong_totals(subject))
    return found or ("unresolved" if any(has_secret(subject.disclosure, covered) for covered in controls) else "passed")


@check("C02", "填报的合计数有对应的分项", "error", "算术", source="arithmetic")
def baseless_totals(subject: Subject) -> Iterator[Finding] | Outcome:
    """A control total stands on at least one leaf."""
    ledger = subject.disclosure.ledger
    if not (ledger.controls or ledger.baseless):
        return "not_applicable"
    return _without_leaves(subject)


def _wrong_totals(subject: Subject) -> Iterator[Finding]:
    ledger = subject.disclosure.ledger
    for covered, typed in ledger.controls.items():
        if not is_own(subject, typed[0].text.place):
            continue
        others = (fact for fact in typed if fact.amount != typed[0].amount)
        yield from (_contradiction(subject, covered, fact, typed[0]) for fact in others)
        if has_secret(subject.disclosure, covered):
            yield from _less_than_open(ledger, covered, typed)
            continue
        leaves = [ledger.facts[number] for number in sorted(covered)]
        computed = total([leaf.amount for leaf in leaves if leaf.amount is not None])
        allowed = tolerance(subject.disclosure.half, leaves)
        for fact in typed:
            if fact.amount is not None and abs(fact.amount - computed) > allowed:
                yield _finding(subject, fact, covered)


def _less_than_open(ledger: Ledger, covered: Selection, typed: tuple[Fact, ...]) -> Iterator[Finding]:
    """A total over secrets cannot be less than its open part, as long as nothing is negative."""
    facts = [ledger.facts[number] for number in sorted(covered)]
    shown = [fact.amount for fact in facts if fact.amount is not None]
    for fact in typed:
        if fact.amount is not None and all(amount >= 0 for amount in shown) and fact.amount < total(shown):
            message = f"{name_of(fact)}填了 {fact.text}，比其中公开的部分还小。"
            yield Finding("C01", "error", message, fact.text.place, "请核对这个合计数。", name_of(fact), str(fact.text))


def _contradiction(subject: Subject, covered: Selection, fact: Fact, first: Fact) -> Finding:
    """One sum typed twice, with two figures: both may lie within the tolerance, but only one can be printed."""
    message = f"{name_of(fact)}填了 {fact.text}，同一笔合计在第 {first.text.place.line} 行填的是 {first.text}。"
    remedy = "请核对；合计数只填一处，或各处一致。"
    place = place_of_total(subject, fact, covered)
    return Finding("C01", "error", message, fact.text.place, remedy, place, str(fact.text), str(first.text))


def _finding(subject: Subject, fact: Fact, covered: Selection) -> Finding:
    disclosure = subject.disclosure
    name, parts = name_of(fact), addends(subject, covered)
    stated = Addend(
        place_of_total(subject, fact, covered), in_unit(disclosure, fact.amount or Decimal(0), money=fact.money)
    )
    computed = sum_of(parts)
    sum_text = f"：{worked(parts)}" if len(parts) > 1 else ""
    gap = f"{abs(stated.amount - computed):f} {disclosure.money_unit if fact.money else ''}".strip()
    return Finding(
        "C01",
        "error",
        f"{name}填了 {fact.text}，分项之和是 {computed:f}{sum_text}。相差 {gap}。",
        fact.text.place,
        culprit((stated,), parts) + _remedy(subject, fact, covered),
        stated.place,
        str(fact.text),
        f"{computed:f}",
        others=largest(parts),
    )


def _remedy(subject: Subject, fact: Fact, covered: Selection) -> str:
    places = (subject.disclosure.ledger.facts[number].text.place for number in covered)
    lines = sorted({place.line for place in places if place.file == fact.text.place.file})
    rows = "、".join(str(line) for line in lines[:MOST_SHOWN]) + ("等" if len(lines) > MOST_SHOWN else "")
    return f"请核对这个合计数和第 {rows} 行的分项；合计数也可以不填，由程序计算。" if lines else "请核对合计数和分项。"


def _without_leaves(subject: Subject) -> Iterator[Finding]:
    ledger = subject.disclosure.ledger
    for fact in ledger.baseless:
        yield Finding(
            "C02",
            "error",
            f"{name_of(fact)}填了 {fact.text}，但没有任何分项对应这笔钱。",
            fact.text.place,
            "请把它的用途填到“项”（7 位科目），并写明资金和来源。",
            name_of(fact),
            str(fact.text),
        )
