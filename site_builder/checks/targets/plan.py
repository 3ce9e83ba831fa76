"""The spending plan (资金支出计划): which share of a project's money is spent by when."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import pairwise

from site_builder.checks.check import Scope, check
from site_builder.checks.subject import Subject
from site_builder.checks.works import Work
from site_builder.values.finding import Finding
from site_builder.values.money import decimals, total
from site_builder.values.outcome import Outcome
from site_builder.values.text import Text

_FIELD = "支出计划."
_SHARE = re.compile(r"(\d{1,3}(?:\.\d+)?)\s*[%％]?")
_MONTH = re.compile(r"\d+")
_WHOLE = Decimal(100)


@check(
    "A31",
    "资金支出计划合计 100%",
    "error",
    "算术：各时点的比例合起来是全部资金",
    source="arithmetic",
    scope=Scope(demands=("plan",)),
)
def plan_is_whole(subject: Subject) -> Iterator[Finding] | Outcome:
    """The shares of a project's plan are the whole: their sum, or the last one where they add up as they go."""
    planned = [(work, plan) for work, _ in subject.targets if (plan := _plan(work))]
    if not planned:
        return "not_applicable"
    return (finding for work, plan in planned for finding in _judged(subject, work, plan))


def _plan(work: Work) -> Mapping[str, Text]:
    """Point in time → share as typed, in the order of the year."""
    typed = {
        name.removeprefix(_FIELD): text for name, text in work.entry.fields.items() if name.startswith(_FIELD) and text
    }
    months = {name: int(month[0]) if (month := _MONTH.match(name)) else 0 for name in typed}
    return {name: typed[name] for name in sorted(typed, key=months.__getitem__)}


def _judged(subject: Subject, work: Work, plan: Mapping[str, Text]) -> Iterator[Finding]:
    shares = {name: Decimal(found[1]) for name, text in plan.items() if (found := _SHARE.fullmatch(text))}
    unread = [name for name in plan if name not in shares]
    if unread:
        name, place = unread[0], _place(subject, work)
        message = f"{name}写的是“{plan[name]}”，看不出是百分之几。"
        yield Finding("A31", "warning", message, plan[name].place, "请只写比例，例如 25%。", place, str(plan[name]))
    elif subject.form.demands.plan == "累计":
        yield from _cumulative(subject, work, plan, shares)
    else:
        yield from _by_period(subject, work, plan, shares)


def _by_period(
    subject: Subject, work: Work, plan: Mapping[str, Text], shares: Mapping[str, Decimal]
) -> Iterator[Finding]:
    values = list(shares.values())
    places = max(map(decimals, values))
    # Whole shares are chosen, not computed: only decimals can be rounded ones.
    allowed = Decimal(1).scaleb(-places) / 2 * len(values) if places else Decimal(0)
    gap = total(values) - _WHOLE
    if abs(gap) > allowed:
        apart = f"{'多' if gap > 0 else '少'} {abs(gap):f} 个百分点"
        yield _finding(subject, work, plan, f"{_sum(shares)}，应为 100%，{apart}。", f"{total(values):f}%")


def _cumulative(
    subject: Subject, work: Work, plan: Mapping[str, Text], shares: Mapping[str, Decimal]
) -> Iterator[Finding]:
    for (before, earlier), (after, later) in pairwise(shares.items()):
        if later < earlier:
            message = f"按累计填，{before}已是 {earlier:f}%，{after}却是 {later:f}%，不能减少。"
            yield _finding(subject, work, plan, message, f"{later:f}%")
            return
    last = list(shares)[-1]
    if shares[last] != _WHOLE:
        yield _finding(subject, work, plan, f"按累计填，{last}是 {shares[last]:f}%，应为 100%。", f"{shares[last]:f}%")


def _sum(shares: Mapping[str, Decimal]) -> str:
    """A sum written out: `3月底 25% + 6月底 50% = 75%`."""
    written = " + ".join(f"{name} {share:f}%" for name, share in shares.items())
    return f"{written} = {total(list(shares.values())):f}%" if len(shares) > 1 else f"只有{written}"


def _finding(subject: Subject, work: Work, plan: Mapping[str, Text], message: str, stated: str) -> Finding:
    by_period = subject.form.demands.plan != "累计"
    how = "各时点只填这一段的比例，合计 100%" if by_period else "各时点填累计的比例，最后是 100%"
    place = next(iter(plan.values())).place
    return Finding(
        "A31", "error", message, place, f"请核对各时点的比例。{how}。", _place(subject, work), stated, "100%"
    )


def _place(subject: Subject, work: Work) -> str:
    """The plan's row in the project's table; by what it is called where no table prints it."""
    own = (sheet for sheet in subject.sheets if sheet.record == work.name)
    heads = (cell.text for sheet in own for part in sheet.parts for row in part.rows for cell in row.cells if cell.head)
    return f"{work.step}›{next((text for text in heads if '支出计划' in text), '支出计划')}"
