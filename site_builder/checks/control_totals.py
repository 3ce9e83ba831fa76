"""Control totals (控制数): a figure typed at a parent level against the leaves it covers."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from site_builder.book.ledger import Fact, Selection
from site_builder.checks.check import Outcome, Subject, check
from site_builder.values.finding import Finding
from site_builder.values.money import EXACT, UNITS, total

_MOST_SHOWN = 8


@check("C01", "填报的合计数等于分项之和", "error", "算术")
def control_totals(subject: Subject) -> Iterator[Finding] | Outcome:
    """A control total equals the sum of its leaves, up to the rounding that the stated decimals allow."""
    controls = subject.disclosure.ledger.controls
    if not controls:
        return "by_construction"
    if all(_secret(subject, covered) for covered in controls):
        return "unresolved"
    return _wrong_totals(subject)


@check("C02", "填报的合计数有对应的分项", "error", "算术")
def baseless_totals(subject: Subject) -> Iterator[Finding] | Outcome:
    """A control total stands on at least one leaf."""
    if not subject.disclosure.ledger.controls and not subject.disclosure.ledger.baseless:
        return "not_applicable"
    return _without_leaves(subject)


def _wrong_totals(subject: Subject) -> Iterator[Finding]:
    ledger = subject.disclosure.ledger
    for covered, typed in ledger.controls.items():
        if _secret(subject, covered):
            continue
        leaves = [ledger.facts[number] for number in sorted(covered)]
        computed = total([leaf.amount for leaf in leaves if leaf.amount is not None])
        allowed = tolerance(subject, len(leaves))
        for fact in typed:
            if fact.amount is not None and abs(fact.amount - computed) > allowed:
                yield _finding(subject, fact, leaves, computed)


def tolerance(subject: Subject, addends: int) -> Decimal:
    """Half a unit of the last stated place for each addend and the total, in 元.

    One leaf has no rounding to share, and amounts typed in 元 are exact.
    """
    if addends == 1 or subject.disclosure.money_unit == "元":
        return Decimal(0)
    last_place = Decimal(1).scaleb(-subject.disclosure.decimals)
    return last_place / 2 * (addends + 1) * UNITS[subject.disclosure.money_unit]


def _secret(subject: Subject, covered: Selection) -> bool:
    return any(subject.disclosure.ledger.facts[number].amount is None for number in covered)


def _finding(subject: Subject, fact: Fact, leaves: list[Fact], computed: Decimal) -> Finding:
    factor = UNITS[subject.disclosure.money_unit] if fact.money else Decimal(1)
    own = EXACT.divide(computed, factor).normalize(EXACT)
    unit = subject.disclosure.money_unit if fact.money else ""
    stated = EXACT.divide(fact.amount or Decimal(0), factor)
    gap = abs(EXACT.subtract(stated, own)).normalize(EXACT)
    sum_text = " + ".join(str(leaf.text) for leaf in leaves[:_MOST_SHOWN])
    more = f" + …（共 {len(leaves)} 项）" if len(leaves) > _MOST_SHOWN else ""
    lines = sorted({leaf.text.place.line for leaf in leaves if leaf.text.place.file == fact.text.place.file})
    rows = "、".join(str(line) for line in lines[:_MOST_SHOWN]) + ("等" if len(lines) > _MOST_SHOWN else "")
    return Finding(
        "C01",
        "error",
        f"{name_of(fact)}填了 {fact.text}，分项之和是 {own:f}：{sum_text}{more} = {own:f}。相差 {gap:f}{unit}。",
        fact.text.place,
        f"请核对这个合计数和第 {rows} 行的分项；合计数也可以不填，由程序计算。" if lines else "请核对合计数和分项。",
        name_of(fact),
        str(fact.text),
        f"{own:f}",
    )


def _without_leaves(subject: Subject) -> Iterator[Finding]:
    for fact in subject.disclosure.ledger.baseless:
        yield Finding(
            "C02",
            "error",
            f"{name_of(fact)}填了 {fact.text}，但没有任何分项对应这笔钱。",
            fact.text.place,
            "请把它的用途填到“项”（7 位科目），并写明资金和来源。",
            name_of(fact),
            str(fact.text),
        )


def name_of(fact: Fact) -> str:
    """A figure by its coordinates, in the clerk's words; what is usual is left out."""
    usual = {"本年", "预算数", "当年"}
    return "·".join(value for dimension, value in fact.where.items() if value not in usual and dimension != "条")
