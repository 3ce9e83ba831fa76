"""机关运行经费: what offices call their operating expenditure (公用经费), and what other units do not have."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from site_builder.checks.check import Scope, check
from site_builder.checks.prose.prose import Figure
from site_builder.checks.subject import Subject
from site_builder.sheets.address import at, find
from site_builder.values.finding import Finding
from site_builder.values.money import EXACT, UNITS
from site_builder.values.outcome import Outcome

_NAMES = frozenset({"机关运行经费", "机关运行费"})
_OPERATING = "一般公共预算基本支出表.合计.公用经费"
_BASIS = "《预算法》第十四条：对机关运行经费的安排作出说明；机关运行经费是行政单位和参公单位的公用经费"
_TABLES = ("一般公共预算基本支出表",)


@check(
    "B20",
    "机关运行经费等于公用经费",
    "warning",
    _BASIS,
    source="reprint",
    scope=Scope(tables=_TABLES, kinds=("行政", "参公")),
)
def agency_funds_are_operating(subject: Subject) -> Iterator[Finding] | Outcome:
    """The figure that the narrative binds to 机关运行经费 is all 公用经费; one typed there is for N01.

    A department's total has its institutions' 公用经费 in it, so that another figure may be right.
    """
    said, spot = _said(subject), find(subject.sheets, _OPERATING)
    if spot is None or not said or subject.disclosure.units:
        return "unresolved"
    cell, sheet = at(subject.sheets, spot), subject.sheets[spot.sheet]
    operating = EXACT.multiply(cell.amount or Decimal(0), UNITS[sheet.unit])
    wrong = (own for own in said if own.amount.bound and abs(own.amount.value - operating) >= own.amount.step)
    return (_another_figure(own, f"{cell.text} {sheet.unit}") for own in wrong)


@check("B21", "事业单位没有机关运行经费", "warning", _BASIS, source="reprint", scope=Scope(kinds=("事业", "企业")))
def institutions_have_none(subject: Subject) -> Iterator[Finding] | Outcome:
    """An institution that is not run like an office states no 机关运行经费 other than zero."""
    said = _said(subject)
    if not said:
        return "passed" if subject.prose.readings else "unresolved"
    return (_not_an_office(own) for own in said if own.amount.value)


def _said(subject: Subject) -> list[Figure]:
    """What the narrative says of this year's 机关运行经费."""
    this_year = {None, subject.disclosure.year}
    named = (own for own in subject.prose.figures if own.name in _NAMES and own.year in this_year)
    return [own for own in named if own.role == "level" and own.ours]


def _another_figure(own: Figure, operating: str) -> Finding:
    message = f"机关运行经费引用的数是 {own.amount.text}，公用经费合计是 {operating}。"
    remedy = f"请引用“{{{_OPERATING}}}”；口径确实不同的，请写明。"
    return Finding("B20", "warning", message, own.at, remedy, own.place, own.amount.text, operating)


def _not_an_office(own: Figure) -> Finding:
    message = f"本单位是事业单位，说明里却写机关运行经费 {own.amount.text}。"
    remedy = "请写“没有机关运行经费”；参照公务员法管理的，请在 unit.yaml 的“单位性质”写明“参公”。"
    return Finding("B21", "warning", message, own.at, remedy, own.place, own.amount.text)
