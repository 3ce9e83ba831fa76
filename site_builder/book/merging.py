"""A department's ledger: the figures of its units, each at its unit's name (单位)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from site_builder.book.ledger import Fact, Ledger, Selection, only_leaves, with_totals
from site_builder.values.text import Text


def merge(ledgers: Iterable[tuple[str, str, Ledger]]) -> Ledger:
    """A department's ledger: the figures of its units, each at its unit's name (单位).

    Each member is (unit's name, prefix that keeps its records apart from the others', ledger). The first is the
    department's own; only its tasks are the department's.
    """
    facts: list[Fact] = []
    controls: dict[Selection, tuple[Fact, ...]] = {}
    baseless: list[Fact] = []
    over_all: list[Fact] = []
    names: dict[str, Text] = {}
    for unit, prefix, part in ledgers:
        kept = [number for number, fact in enumerate(part.facts) if not prefix or fact.where["账"] != "任务"]
        moved = {number: len(facts) + place for place, number in enumerate(kept)}
        facts.extend(_at_unit(part.facts[number], unit, prefix) for number in kept)
        for covered, typed in part.controls.items():
            if covered <= moved.keys():
                whole = frozenset(moved[number] for number in covered)
                controls[whole] = tuple(_at_unit(fact, unit, prefix) for fact in typed)
        # What the department's own figures do not account for is a total over its units.
        over_all.extend(() if prefix else part.baseless)
        baseless.extend(_at_unit(fact, unit, prefix) for fact in part.baseless if prefix)
        names.update(part.names)
    whole_ledger = replace(only_leaves(facts), controls=controls, names=names)
    filed = with_totals(whole_ledger, over_all)
    return replace(filed, baseless=(*baseless, *filed.baseless))


def _at_unit(fact: Fact, unit: str, prefix: str) -> Fact:
    where = {**fact.where, "单位": unit}
    if "条" in where:
        where["条"] = prefix + where["条"]
    return Fact(where, fact.text, fact.amount, fact.money)
