"""Laws on changes in words: their amount, their direction, their rate."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from site_builder.checks.check import check
from site_builder.checks.prose.judging import say
from site_builder.checks.prose.trends import wrong_trends
from site_builder.checks.subject import Subject
from site_builder.checks.words.against_tables import unjudged
from site_builder.checks.words.changes import Change, changes, fits, opposite
from site_builder.checks.words.rates import wrong_rates
from site_builder.checks.words.sums import of_sum
from site_builder.values.finding import Finding
from site_builder.values.outcome import Outcome

_BASIS = "增减额等于本年数减上年数"
_REMEDY = "请核对两年的数和这句话；变化可以写引用“.增减”，由程序计算。"


@check("N06", "增减额等于本年数减上年数", "error", _BASIS, source="arithmetic")
def changes_are_differences(subject: Subject) -> Iterable[Finding] | Outcome:
    """A change in words is this year's amount less last year's, and its parts add up to it."""
    if outcome := unjudged(subject, "change"):
        return outcome
    summed = (of_sum(subject, own, "N06") for own in subject.enumerations if own.whole.role == "change")
    wrong = (_of_change(own, "N06") for own in _wrong(subject) if not opposite(own))
    return (*wrong, *(found for found in summed if found)) or _looked(subject)


@check("N07", "增加、减少与表里的变化同向", "error", _BASIS, source="arithmetic")
def changes_have_their_direction(subject: Subject) -> Iterable[Finding] | Outcome:
    """What is said to increase does not decrease, and what is said to stay the same does."""
    outcome = unjudged(subject, "change")
    amounts = () if outcome else (_of_change(own, "N07") for own in _wrong(subject) if opposite(own))
    # Where every amount is taken from the tables, a direction told in words may still be wrong.
    found = (*amounts, *wrong_trends(subject))
    return found or outcome or _looked(subject)


@check("N08", "增减百分比等于增减额除以上年数", "error", "算术", source="arithmetic")
def rates_are_ratios(subject: Subject) -> Iterable[Finding] | Outcome:
    """A rate of change is the change divided by last year's amount, to its stated place."""
    return unjudged(subject, "rate") or wrong_rates(subject)


def _looked(subject: Subject) -> Outcome:
    """Whether there was anything to compare a typed change with."""
    return "passed" if any(own.figure.role == "change" for own in changes(subject)) else "unresolved"


def _wrong(subject: Subject) -> Iterator[Change]:
    for own in changes(subject):
        if own.figure.role == "change" and not any(
            fits(own.figure, cell, now - last) for cell, now, last in own.truths
        ):
            yield own


def _of_change(own: Change, code: str) -> Finding:
    figure, (cell, now, last) = own.figure, own.truths[0]
    verb = "增加" if figure.phrase.sign > 0 else "减少"
    change = "两年相同" if now == last else f"{'增加' if now > last else '减少'} {say(abs(now - last), figure)}"
    worked = f"表里（{cell.place}）本年 {say(now, figure)}、上年 {say(last, figure)}，{change}。"
    return Finding(
        code,
        "error" if own.certain else "notice",
        f"说明写“{own.named.name}”{verb} {figure.amount.text}，{worked}",
        figure.at,
        _REMEDY,
        f"{figure.reading.words.place}›{own.named.name}",
        f"{verb} {figure.amount.text}",
        say(now - last, figure),
        others=tuple(f"{other.place} {say(amount, figure)}" for other, amount, _ in own.truths[:3]),
    )
