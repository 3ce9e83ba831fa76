"""Each figure once: the same figure typed on two lines would be counted twice."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.book.ledger import Fact
from site_builder.checks.check import check
from site_builder.checks.subject import Subject
from site_builder.checks.sums.places import name_of
from site_builder.values.finding import Finding
from site_builder.values.outcome import Outcome


@check("C05", "同一个数只填一处", "error", "算术：重复的行会加两遍", source="arithmetic")
def figures_are_typed_once(subject: Subject) -> Iterator[Finding] | Outcome:
    """No two leaves have the same coordinates."""
    facts = subject.disclosure.ledger.facts
    return _twice(facts) if facts else "not_applicable"


def _twice(facts: tuple[Fact, ...]) -> Iterator[Finding]:
    first: dict[frozenset[tuple[str, str]], Fact] = {}
    for fact in facts:
        same = first.setdefault(frozenset(fact.where.items()), fact)
        if same is not fact:
            line = same.text.place.line
            yield Finding(
                "C05",
                "error",
                f"{name_of(fact)}填了两处：第 {line} 行填 {same.text}，这里又填 {fact.text}，会加两遍。",
                fact.text.place,
                "是同一笔就删去一处；确是两笔就合成一个数。",
                name_of(fact),
                str(fact.text),
            )
