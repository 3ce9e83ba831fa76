"""State secrets (涉密): what is left when the open projects are taken off the published total."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from site_builder.checks.check import check
from site_builder.checks.subject import Subject
from site_builder.checks.sums.addends import MOST_SHOWN, has_secret, whole
from site_builder.checks.sums.places import place_of
from site_builder.checks.targets.ceilings import ceilings
from site_builder.checks.targets.single import place_of as place_of_indicator
from site_builder.checks.targets.vocabulary import is_cost, is_money
from site_builder.checks.works import Work, indicators, money_of, works
from site_builder.values.finding import Finding
from site_builder.values.money import total
from site_builder.values.outcome import Outcome

_BASIS = "算术：合计减去公开的项目，剩下的就是涉密项目"


@dataclass(frozen=True, slots=True)
class _Known:
    """What is published of one open project's money."""

    amount: Decimal
    """In 元; 0 where only the cost of a unit is known."""
    place: str
    """Where it is printed."""


@check("S06", "公开的成本上限推不出涉密项目", "warning", _BASIS, source="arithmetic")
def nothing_left_over(subject: Subject) -> Iterator[Finding] | Outcome:
    """The money or cost ceilings of the open projects do not leave that of the secret ones of the published total."""
    projects = [work for work in works(subject.disclosure) if work.kind == "项目"]
    secret = [work for work in projects if work.entry.secret]
    if not secret:
        return "not_applicable"
    published = _published_total(subject)
    known = [_known(subject, work) for work in projects if not work.entry.secret]
    if published is None or None in known:
        return "passed"
    amount, place = published
    shown = [found for found in known if found]
    left = amount - total([found.amount for found in shown])
    return iter([_given_away(secret, place, shown)] if shown and left > 0 else [])


def _published_total(subject: Subject) -> tuple[Decimal, str] | None:
    """Project expenditure as a whole in 元, and the cell that prints it; None if none does."""
    disclosure = subject.disclosure
    projects = disclosure.ledger.select([{"账": ("支出",), "量": ("项目支出",)}])
    place = place_of(subject, projects, ("支出总表", "项目支出"))
    typed = disclosure.ledger.controls.get(projects)
    amount = typed[0].amount if typed else None if has_secret(disclosure, projects) else whole(disclosure, projects)
    return (amount, place) if place and amount is not None else None


def _known(subject: Subject, work: Work) -> _Known | None:
    """The money of an open project, or its cost ceilings, or at least what a unit costs; None if nothing tells it."""
    money = money_of(subject.disclosure, work)
    if money is not None:
        return _Known(money, f"{work.step}›金额")
    own = tuple(indicators(work))
    if found := ceilings(own, subject.disclosure.money_unit):
        return _Known(total([ceiling.amount for ceiling in found]), place_of_indicator(found[0].indicator))
    per_unit = next((indicator for indicator in own if is_cost(indicator) and is_money(indicator)), None)
    return _Known(Decimal(0), place_of_indicator(per_unit)) if per_unit else None


def _given_away(secret: list[Work], place: str, known: list[_Known]) -> Finding:
    names = "、".join(work.step for work in secret)
    return Finding(
        "S06",
        "warning",
        f"“{place}”减去其余 {len(known)} 个项目的金额或成本上限，剩下的就接近涉密的{names}。",
        secret[0].place,
        "请报保密工作机构审查，由它决定哪些项目的金额和成本上限不公开。",
        place,
        basis=_BASIS,
        others=tuple(found.place for found in known[:MOST_SHOWN]),
    )
