"""Which budget (账别) a code belongs to: general public, government-fund or state-capital."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.book.ledger import Fact
from site_builder.checks.check import check
from site_builder.checks.subject import Subject
from site_builder.checks.sums.places import place_of_leaf
from site_builder.values.finding import Finding
from site_builder.values.outcome import Outcome

_USES = frozenset({"支出", "年终结转", "项目"})
_FUNDS = frozenset(
    {
        *("20610", "20707", "20709", "20710", "20822", "20823", "20829", "21160", "21161"),
        *("21208", "21210", "21211", "21213", "21214", "21215", "21216", "21217", "21218", "21219"),
        *("21366", "21367", "21369", "21370", "21371", "21460", "21462", "21463", "21464", "21468", "21469"),
        *("21470", "21471", "21472", "21562", "22904", "22908", "22960", "23104", "23204", "23304"),
    }
)
"""款 that are government-fund expenditure in every year."""

_LIKE_FUNDS = ("基金", "债", "彩票")
_STATE_CAPITAL = "国有资本经营"


@check("K03", "科目与资金的账别相符", "warning", "政府收支分类科目：三本预算各用各的科目", source="custom")
def codes_fit_funds(subject: Subject) -> Iterator[Finding] | Outcome:
    """A use of fiscal money has a code of the budget that pays it. Codes that the list does not know are K01's."""
    uses = [
        (number, fact)
        for number, fact in subject.own_facts
        if fact.amount and fact.where["账"] in _USES and "科目" in fact.where
    ]
    if not uses:
        return "not_applicable"
    return _misplaced(subject, uses)


def _misplaced(subject: Subject, uses: list[tuple[int, Fact]]) -> Iterator[Finding]:
    said: set[tuple[str, str]] = set()
    for number, fact in uses:
        code, fund = fact.where["科目"], fact.where.get("资金", "")
        if (code, fund) not in said and (why := _why(subject, code, fund)):
            said.add((code, fund))
            yield Finding(
                "K03",
                "warning",
                f"{code} 填在“{fund}”里，{why}。",
                fact.text.place,
                "请核对科目编码，或改写“资金”。",
                place_of_leaf(subject, number),
                code,
            )


def _why(subject: Subject, code: str, fund: str) -> str:
    """Why a code does not belong to a fund; blank if it does, or if that is not known."""
    known, section = subject.codes.name("科目", code), subject.codes.name("科目", code[:5])
    if fund == "一般公共预算":
        return _not_general(code)
    if fund == "政府性基金" and known and code[:5] not in _FUNDS and not any(word in section for word in _LIKE_FUNDS):
        return "但它不是政府性基金预算的科目"
    elsewhere = not code.startswith("223") and _STATE_CAPITAL not in section + known
    return "但它不是国有资本经营预算的科目（223 类）" if fund == _STATE_CAPITAL and known and elsewhere else ""


def _not_general(code: str) -> str:
    if code[:5] in _FUNDS:
        return "但它是政府性基金预算的科目"
    if code.startswith("223"):
        return "但它是国有资本经营预算的科目"
    return "但它是社会保险基金预算的科目" if code.startswith("209") else ""
