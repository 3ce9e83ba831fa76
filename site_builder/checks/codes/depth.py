"""How deep codes go: expenditure to the 项, basic expenditure to the 款."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from site_builder.book.ledger import Fact
from site_builder.checks.check import check
from site_builder.checks.subject import Subject
from site_builder.checks.sums.places import name_of, place_of_leaf
from site_builder.values.finding import Finding
from site_builder.values.outcome import Outcome

_BASIS = "《预算法实施条例》第六条：支出按功能分类公开到项，基本支出按经济性质分类公开到款"
_DEEPEST: Mapping[str, tuple[str, int, str]] = {
    **dict.fromkeys(("支出", "项目", "年终结转"), ("科目", 7, "“项”（7 位）")),
    "基本支出": ("经济", 5, "“款”（5 位）"),
}
"""账 → the dimension that classifies it, how many digits its codes have, and what that level is called."""


@check("A11", "支出填到“项”，基本支出填到“款”", "warning", _BASIS, source="reprint")
def codes_are_deep_enough(subject: Subject) -> Iterator[Finding] | Outcome:
    """Expenditure of this year is typed at the 项, basic expenditure by economic use at the 款."""
    typed = [
        (number, fact)
        for number, fact in subject.own_facts
        if fact.where["账"] in _DEEPEST and fact.where["年"] == "本年" and fact.where["口径"] == "预算数"
    ]
    if not typed:
        return "not_applicable"
    return (_shallow(subject, number, fact) for number, fact in typed if fact.amount and _lacking(fact))


def _lacking(fact: Fact) -> bool:
    dimension, digits, _ = _DEEPEST[fact.where["账"]]
    return len(fact.where.get(dimension, "0" * digits)) < digits


def _shallow(subject: Subject, number: int, fact: Fact) -> Finding:
    dimension, _, level = _DEEPEST[fact.where["账"]]
    # Where there are state secrets, 财预〔2016〕143号 lets a class be published no deeper than 类 or 款.
    secret = any(other.amount is None for other in subject.disclosure.ledger.facts)
    return Finding(
        "A11",
        "notice" if secret else "warning",
        f"{name_of(fact)}的 {fact.text} 只填到 {fact.where[dimension]}，没有填到{level}。",
        fact.text.place,
        f"请把这笔钱分到{level}科目；这一行可以留作合计，由程序核对。",
        place_of_leaf(subject, number),
        fact.where[dimension],
    )
