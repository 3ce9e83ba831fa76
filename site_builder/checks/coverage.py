"""Completeness of the tables: no typed figure may vanish, no sum may rest on what is withheld."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.checks.check import Outcome, Subject, check
from site_builder.checks.control_totals import name_of
from site_builder.sheets.address import names, spots
from site_builder.values.finding import Finding


@check("C03", "填报的每个数都在表中出现", "error", "《地方预决算公开操作规程》：内容完整")
def every_figure_appears(subject: Subject) -> Iterator[Finding] | Outcome:
    """Every leaf of this year's budget is summed by some cell; last year's serve comparison and may stand alone."""
    if not subject.disclosure.ledger.facts:
        return "not_applicable"
    return _vanished(subject)


@check("S03", "含涉密数的合计另行填报", "error", "《预算法》第十四条：涉及国家秘密的除外")
def secret_sums_are_typed(subject: Subject) -> Iterator[Finding] | Outcome:
    """A sum over a state secret cannot be computed; the total must be typed."""
    if all(fact.amount is not None for fact in subject.disclosure.ledger.facts):
        return "not_applicable"
    return _untyped_sums(subject)


def _vanished(subject: Subject) -> Iterator[Finding]:
    shown = {number for *_, cell in spots(subject.sheets) for number in cell.facts}
    for number, fact in enumerate(subject.disclosure.ledger.facts):
        if number not in shown and fact.where.get("年") == "本年" and fact.amount is not None:
            yield Finding(
                "C03",
                "error",
                f"{name_of(fact)}的 {fact.text} 没有出现在“{subject.form.name}”的任何一张表里。",
                fact.text.place,
                "请核对科目、资金和名称；本地表样确实不列这项的，请改用列它的表样。",
                name_of(fact),
                str(fact.text),
            )


def _untyped_sums(subject: Subject) -> Iterator[Finding]:
    """Sums that mix secret and open figures; a sum of secrets alone stays blank."""
    facts = subject.disclosure.ledger.facts
    said: set[frozenset[int]] = set()
    for spot, sheet, part, row, cell in spots(subject.sheets):
        secret = {number for number in cell.facts if facts[number].amount is None}
        if cell.amount is not None or not secret or secret == cell.facts or cell.facts in said:
            continue
        said.add(cell.facts)
        place = "›".join(names(sheet, part, row, spot.column))
        yield Finding(
            "S03",
            "error",
            f"“{place}”含有涉密事项，程序不能代为求和。",
            cell.sources[0],
            "请在这一行的科目（或“合计”）填上含涉密数的合计。",
            place,
        )
