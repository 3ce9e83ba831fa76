"""Rates of change in words: from the amounts beside them, or else from the tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from site_builder.checks.prose.judging import say, step_of
from site_builder.checks.prose.lists import signed
from site_builder.checks.prose.prose import Figure, Prose
from site_builder.checks.subject import Subject
from site_builder.checks.words.changes import Change, before_it, changes, opposite
from site_builder.values.finding import Finding
from site_builder.values.money import EXACT, decimals, rounded

_REMEDY = "请核对金额和百分比；增幅可以写引用“.增幅”，由程序计算。"


def wrong_rates(subject: Subject) -> Iterator[Finding]:
    """What is said of rates that do not follow from the amounts they speak of."""
    of_tables = {own.figure.at: own for own in changes(subject) if own.figure.role == "rate"}
    for figure in subject.prose.literal:
        if figure.role != "rate" or not figure.amount.exact:
            continue
        beside = _beside(subject.prose, figure)
        wrong = _of_amounts(figure, *beside) if beside else None
        if own := of_tables.get(figure.at):
            # A rate that follows from the amounts beside it is not wrong itself: the laws on amounts speak of those.
            yield from () if beside and not wrong else _of_table(own, subject.prose)
        elif wrong:
            yield wrong


def rate_fits(figure: Figure, part: Decimal, whole: Decimal, steps: tuple[Decimal, Decimal]) -> bool:
    """Whether a percentage is part ÷ whole, given what rounding may have taken from both."""
    loose = sum(steps)
    low = (abs(part) - loose) / (whole + loose) * 100
    high = (abs(part) + loose) / max(whole - loose, Decimal(1)) * 100
    stated, step = figure.amount.value, figure.amount.step
    same_way = not figure.phrase.sign or figure.phrase.sign * part >= 0
    return same_way and low - step / 2 <= stated <= high + step / 2


def percent(part: Decimal, whole: Decimal, figure: Figure) -> str:
    """Part ÷ whole as a percentage with the places of a stated one."""
    places = max(decimals(figure.amount.step), 1)
    return f"{rounded(EXACT.divide(part, whole) * 100, places):f}%"


def _beside(prose: Prose, figure: Figure) -> tuple[Figure, Figure] | None:
    """The amount and the change that stand before a rate in its sentence, as in 8.79 万元，减少 0.21 万元，下降 2%.

    The amount may be last year's: 比上年 9.00 万元减少 0.21 万元，下降 2.33%.
    """
    pair = before_it(prose, figure)[-2:]
    alone = not figure.name and all(other.amount.exact for other in pair)
    if alone and [other.role for other in pair] in (["level", "change"], ["base", "change"]) and not pair[1].name:
        return pair[0], pair[1]
    return None


def _of_amounts(figure: Figure, level: Figure, change: Figure) -> Finding | None:
    """What is said of a rate that does not follow from the amounts beside it."""
    before = level.amount.value - (signed(change) if level.role == "level" else 0)
    if before <= 0 or rate_fits(figure, signed(change), before, (level.amount.step, change.amount.step)):
        return None
    return _finding(figure, signed(change), before, f"{level.amount.text}和{change.amount.text}")


def _of_table(own: Change, prose: Prose) -> Iterator[Finding]:
    figure = own.figure
    # 增加 5.50 万元，增长 8.05% where both fell: the law on directions speaks of the amount.
    said = [other for other in before_it(prose, figure)[-1:] if other.role == "change"]
    if said and said[0].phrase.sign == figure.phrase.sign and opposite(replace(own, figure=said[0])):
        return
    known = [(cell, now - last, last) for cell, now, last in own.truths if last > 0]
    right = any(rate_fits(figure, change, last, (step_of(cell), step_of(cell))) for cell, change, last in known)
    if known and own.certain and not right:
        cell, change, last = known[0]
        yield _finding(figure, change, last, f"表里的数（{cell.place}）")


def _finding(figure: Figure, change: Decimal, before: Decimal, source: str) -> Finding:
    verb = "增长" if figure.phrase.sign > 0 else "下降"
    rate = percent(change, before, figure)
    worked = f"{say(change, figure).partition(' ')[0]} ÷ {say(before, figure).partition(' ')[0]} = {rate}"
    message = f"说明写{verb} {figure.amount.text}；按{source}计算，增减额 ÷ 上年数是 {worked}。"
    return Finding(
        "N08", "error", message, figure.at, _REMEDY, figure.reading.words.place, f"{verb} {figure.amount.text}", rate
    )
