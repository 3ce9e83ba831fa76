"""The “三公” expenses in words: the total, its parts and the table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from site_builder.checks.check import check
from site_builder.checks.prose.judging import slips
from site_builder.checks.subject import Subject
from site_builder.checks.words.against_tables import finding_of, law_of, unjudged
from site_builder.checks.words.sums import finding_of_sum, of_sum, of_three_public
from site_builder.values.finding import Finding
from site_builder.values.outcome import Outcome


@check("N05", "“三公”经费总数等于分项之和、与表一致", "error", "算术", source="arithmetic")
def three_public_total(subject: Subject) -> Iterator[Finding] | Outcome:
    """The total of the “三公” expenses in words is the sum of the parts in words and the table's total."""
    return unjudged(subject) or _wrong(subject)


def _wrong(subject: Subject) -> Iterator[Finding]:
    """One finding for each total, whether its parts, the table or both contradict it."""
    totals = {slip.figure.at: finding_of(slip, "N05") for slip in slips(subject) if law_of(slip) == "N05"}
    for listed in subject.enumerations:
        if listed.whole.role == "level" and of_three_public(listed) and listed.gap:
            table = totals.pop(listed.whole.at, None)
            if table:
                summed = finding_of_sum(listed, "N05", "error")
                yield replace(summed, message=summed.message + table.message, computed=table.computed)
            elif alone := of_sum(subject, listed, "N05"):
                yield alone
    yield from totals.values()
