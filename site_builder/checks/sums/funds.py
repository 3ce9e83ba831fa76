"""Sources of money (资金): each use names the budget that pays it."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.book.ledger import Fact
from site_builder.checks.check import check
from site_builder.checks.subject import Subject
from site_builder.checks.sums.places import name_of
from site_builder.law.dimensions import FISCAL_FUNDS, OTHER_FUNDS, OWN_FUNDS
from site_builder.values.finding import Finding
from site_builder.values.outcome import Outcome

_USES = frozenset({"支出", "年终结转", "项目"})
_GROUPS = {"财政拨款": FISCAL_FUNDS, "单位资金": OWN_FUNDS, "其他资金": OTHER_FUNDS}


@check("C04", "每笔支出写明是哪本账的钱", "error", "各表按资金分列，没写资金的钱排不进任何一列", source="arithmetic")
def funds_are_named(subject: Subject) -> Iterator[Finding] | Outcome:
    """A use of money names one fund; a group of funds is for totals, and would be missing from every fund's table."""
    uses = [fact for fact in subject.disclosure.ledger.facts if fact.where["账"] in _USES and "资金" in fact.where]
    if not uses:
        return "not_applicable"
    return (_unnamed(fact) for fact in uses if fact.where["资金"] in _GROUPS)


def _unnamed(fact: Fact) -> Finding:
    group = fact.where["资金"]
    return Finding(
        "C04",
        "error",
        f"{name_of(fact)}的 {fact.text} 只写了“{group}”，不知道是哪一种。",
        fact.text.place,
        f"请写明其中一种：{'、'.join(_GROUPS[group])}。",
        name_of(fact),
        str(fact.text),
    )
