"""Sums over state secrets (涉密): no sum may be computed from what is withheld."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.checks.check import check
from site_builder.checks.subject import Subject
from site_builder.sheets.address import names, spots
from site_builder.values.finding import Finding
from site_builder.values.outcome import Outcome


@check("S03", "含涉密数的合计另行填报", "error", "算术：缺了涉密数，程序不能求和", source="arithmetic")
def secret_sums_are_typed(subject: Subject) -> Iterator[Finding] | Outcome:
    """A sum over a state secret cannot be computed; the total must be typed."""
    if all(fact.amount is not None for fact in subject.disclosure.ledger.facts):
        return "not_applicable"
    return _untyped_sums(subject)


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
