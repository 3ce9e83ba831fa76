"""Control totals (控制数): a figure typed at a parent level against the leaves it covers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from site_builder.book.ledger import Fact, Ledger, Selection, tolerance
from site_builder.checks.check import Outcome, check
from site_builder.checks.subject import Subject
from site_builder.law.dimensions import ASSUMED, levels
from site_builder.values.finding import Finding
from site_builder.values.money import EXACT, UNITS, decimals, parse_amount, rounded, total

INCOME = "收入"
"""The 账 that holds every use of money, since every use names what pays it."""

_MOST_SHOWN = 8


@check("C01", "填报的合计数等于分项之和", "error", "算术", source="arithmetic")
def control_totals(subject: Subject) -> Iterable[Finding] | Outcome:
    """A control total equals the sum of its leaves, up to the rounding that the stated decimals allow."""
    controls = subject.disclosure.ledger.controls
    if not controls:
        return "by_construction"
    found = tuple(_wrong_totals(subject))
    return found or ("unresolved" if any(_secret(subject, covered) for covered in controls) else "passed")


@check("C02", "填报的合计数有对应的分项", "error", "算术", source="arithmetic")
def baseless_totals(subject: Subject) -> Iterator[Finding] | Outcome:
    """A control total stands on at least one leaf."""
    ledger = subject.disclosure.ledger
    if not (ledger.controls or ledger.baseless or any(_loose(ledger))):
        return "not_applicable"
    return _without_leaves(subject)


def _wrong_totals(subject: Subject) -> Iterator[Finding]:
    ledger = subject.disclosure.ledger
    for covered, typed in ledger.controls.items():
        if not typed[0].text.place.file.startswith(_folder(subject)):
            continue
        yield from (_contradiction(fact, typed[0]) for fact in typed if fact.amount != typed[0].amount)
        if _secret(subject, covered):
            yield from _less_than_open(ledger, covered, typed)
            continue
        leaves = [ledger.facts[number] for number in sorted(covered)]
        computed = total([leaf.amount for leaf in leaves if leaf.amount is not None])
        allowed = tolerance(subject.disclosure.half, leaves)
        for fact in typed:
            if fact.amount is not None and abs(fact.amount - computed) > allowed:
                yield _finding(subject, fact, leaves, computed)


def _folder(subject: Subject) -> str:
    """The folder of the disclosure: totals of its units are audited where they were typed."""
    return subject.disclosure.place.file.rpartition("/")[0]


def _less_than_open(ledger: Ledger, covered: Selection, typed: tuple[Fact, ...]) -> Iterator[Finding]:
    """A total over secrets cannot be less than its open part, as long as nothing is negative."""
    facts = [ledger.facts[number] for number in sorted(covered)]
    shown = [fact.amount for fact in facts if fact.amount is not None]
    for fact in typed:
        if fact.amount is not None and all(amount >= 0 for amount in shown) and fact.amount < total(shown):
            message = f"{name_of(fact)}填了 {fact.text}，比其中公开的部分还小。"
            yield Finding("C01", "error", message, fact.text.place, "请核对这个合计数。", name_of(fact), str(fact.text))


def _secret(subject: Subject, covered: Selection) -> bool:
    return any(subject.disclosure.ledger.facts[number].amount is None for number in covered)


def _contradiction(fact: Fact, first: Fact) -> Finding:
    """One sum typed twice, with two figures: both may lie within the tolerance, but only one can be printed."""
    message = f"{name_of(fact)}填了 {fact.text}，同一笔合计在第 {first.text.place.line} 行填的是 {first.text}。"
    remedy = "请核对；合计数只填一处，或各处一致。"
    return Finding("C01", "error", message, fact.text.place, remedy, name_of(fact), str(fact.text), str(first.text))


def _finding(subject: Subject, fact: Fact, leaves: list[Fact], computed: Decimal) -> Finding:
    factor = UNITS[subject.disclosure.money_unit] if fact.money else Decimal(1)
    unit = subject.disclosure.money_unit if fact.money else ""
    places = max(decimals(parse_amount(own.text) or Decimal(0)) for own in (fact, *leaves))
    own = rounded(EXACT.divide(computed, factor), places)
    gap = abs(EXACT.subtract(EXACT.divide(fact.amount or Decimal(0), factor), own))
    sum_text = " + ".join(str(leaf.text) for leaf in leaves[:_MOST_SHOWN])
    more = f" + …（共 {len(leaves)} 项）" if len(leaves) > _MOST_SHOWN else ""
    worked = f"：{sum_text}{more} = {own:f}" if len(leaves) > 1 else ""
    lines = sorted({leaf.text.place.line for leaf in leaves if leaf.text.place.file == fact.text.place.file})
    rows = "、".join(str(line) for line in lines[:_MOST_SHOWN]) + ("等" if len(lines) > _MOST_SHOWN else "")
    return Finding(
        "C01",
        "error",
        f"{name_of(fact)}填了 {fact.text}，分项之和是 {own:f}{worked}。相差 {gap:f} {unit}。",
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
    for fact in _loose(subject.disclosure.ledger):
        yield Finding(
            "C02",
            "error",
            f"{name_of(fact)}填了 {fact.text}，但没有科目，按科目列的表里不会有这笔钱。",
            fact.text.place,
            "项目请写“科目: 编码”；收入请把它的用途填到“项”（7 位科目），并写明资金和来源。",
            name_of(fact),
            str(fact.text),
        )


def _loose(ledger: Ledger) -> Iterator[Fact]:
    """Uses and income without a 科目 where this year's other uses have one: totals would exceed their rows."""
    stated = {fact.where["口径"] for fact in ledger.facts if "科目" in fact.where and fact.where["年"] == ASSUMED["年"]}
    for fact in ledger.facts:
        this_year = fact.where["年"] == ASSUMED["年"] and fact.where["口径"] in stated
        if this_year and fact.amount and "科目" not in fact.where and INCOME in levels("账", fact.where["账"]):
            yield fact


def name_of(fact: Fact) -> str:
    """A figure by its coordinates, in the clerk's words; what is usual is left out."""
    usual = {"本年", "预算数", "当年"}
    named = (value for dimension, value in fact.where.items() if value not in usual and dimension != "条")
    return "·".join(dict.fromkeys(named))
