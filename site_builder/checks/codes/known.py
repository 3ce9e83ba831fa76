"""Codes (科目编码) and their names."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.checks.check import check
from site_builder.checks.subject import Subject
from site_builder.law.dimensions import CODES, levels
from site_builder.values.finding import Finding
from site_builder.values.outcome import Outcome
from site_builder.values.text import Place

_BASIS = "《预算法实施条例》第六条：支出按功能分类公开到项，基本支出按经济性质分类公开到款"


@check("K01", "科目编码在当年分类表中", "warning", _BASIS, source="reprint")
def known_codes(subject: Subject) -> Iterator[Finding] | Outcome:
    """A code is in the year's classification, or its name is typed beside it."""
    typed = _typed(subject)
    if not typed:
        return "not_applicable"
    return (
        _unknown(subject, dimension, code, place)
        for (dimension, code), place in typed.items()
        if not subject.codes.name(dimension, code) and code not in subject.disclosure.ledger.names
    )


@check("K02", "科目名称与分类表一致", "notice", _BASIS, source="reprint")
def official_names(subject: Subject) -> Iterator[Finding] | Outcome:
    """A name typed beside a code is printed in place of the official one, and said to be."""
    names = subject.disclosure.ledger.names
    if not names:
        return "not_applicable"
    return (
        Finding(
            "K02",
            "notice",
            f"{code} 的名称按填报印为“{name}”，分类表是“{official}”。",
            name.place,
            "本地名称确实不同就不用改；否则删去名称，由程序填写。",
            code,
            str(name),
            official,
        )
        for code, name in names.items()
        if (official := next((found for dim in sorted(CODES) if (found := subject.codes.name(dim, code))), ""))
        and official != name
    )


def _typed(subject: Subject) -> dict[tuple[str, str], Place]:
    """Every code that a table may print, parents included, with a place; a secret's code is not spoken of."""
    found: dict[tuple[str, str], Place] = {}
    for fact in subject.disclosure.ledger.facts:
        if fact.amount is None:
            continue
        for dimension in CODES & fact.where.keys():
            for code in levels(dimension, fact.where[dimension]):
                found.setdefault((dimension, code), fact.text.place)
    return found


def _unknown(subject: Subject, dimension: str, code: str, place: Place) -> Finding:
    near = subject.codes.nearest(dimension, code)
    alike = f"相近的有：{'；'.join(near)}。" if near else ""
    remedy = f"请核对编码。编码没错就写上名称：在“科目名称”里加“{code}: 名称”。"
    message = f"{subject.codes.year} 年可用的分类表里没有 {code}，表中名称会空着。{alike}"
    return Finding("K01", "warning", message, place, remedy, code, code)
