"""Completeness of the tables: no typed figure may vanish."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.checks.check import check
from site_builder.checks.subject import Subject
from site_builder.checks.sums.places import name_of
from site_builder.values.finding import Finding
from site_builder.values.outcome import Outcome


@check("C03", "填报的每个数都在表中出现", "error", "填了的数没有印出来，公开就不完整", source="arithmetic")
def every_figure_appears(subject: Subject) -> Iterator[Finding] | Outcome:
    """Every leaf of this year's budget is summed by some cell; last year's serve comparison and may stand alone."""
    if not subject.disclosure.ledger.facts:
        return "not_applicable"
    return _vanished(subject)


def _vanished(subject: Subject) -> Iterator[Finding]:
    shown = frozenset[int]().union(*subject.cells)
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
