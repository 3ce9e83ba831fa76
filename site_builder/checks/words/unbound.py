"""Amounts typed in the narrative that nothing in the tables explains."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby

from site_builder.checks.check import check
from site_builder.checks.prose.judging import slips
from site_builder.checks.prose.prose import Figure
from site_builder.checks.subject import Subject
from site_builder.checks.words.against_tables import unjudged
from site_builder.checks.words.assets import fixed_assets
from site_builder.checks.words.changes import changes
from site_builder.checks.words.sums import severity_of
from site_builder.values.finding import Finding
from site_builder.values.outcome import Outcome

_MOST_SHOWN = 5
_LEAST = 10_000
_LEFT_OUT = re.compile("不含|未含|不包[括含]")


@check("N21", "说明里的金额都能在表中找到", "notice", "文字与表一致", source="arithmetic")
def amounts_are_explained(subject: Subject) -> Iterator[Finding] | Outcome:
    """An exact amount typed in the narrative is one of the tables', of last year's or a change of those.

    Parts that add up to such an amount are explained by it, and what is said to be left out is in no table.
    """
    return unjudged(subject) or _found(subject)


def _found(subject: Subject) -> Iterator[Finding]:
    meanings = subject.prose.meanings
    spoken = {own.figure.at for own in slips(subject)} | {own.figure.at for own in changes(subject)}
    exact = (own for own in subject.prose.literal if own.role in {"level", "base", "change"} and own.amount.exact)
    loose = [own for own in exact if own.amount.value and own.at not in spoken]
    # Each way to explain an amount costs more than the one before it.
    strange = [own for own in loose if not _is_in(own, meanings.amounts)] if loose else []
    strange = [own for own in strange if not _is_in(own, _of_last_year(subject))]
    if subject.disclosure.units:
        strange = [own for own in strange if not _is_in(own, meanings.of_units)]
    # Less than 10,000 元 in 元 is a price or a standard, such as 学费 380 元.
    strange = [own for own in strange if own.amount.unit != "元" or own.amount.value >= _LEAST]
    # A list that adds up explains its parts; of one that is wrong another law speaks.
    told = (own for own in subject.enumerations if not own.gap or severity_of(subject, own) == "error")
    parts = {part.at for listed in told for part in listed.parts}
    strange = [own for own in strange if own.at not in parts and not _LEFT_OUT.match(own.name)]
    for place, group in groupby(strange, key=lambda own: own.reading.words.place):
        yield _finding(place, list(group))


def _of_last_year(subject: Subject) -> tuple[Decimal, ...]:
    """What last year's figures explain, and the assets that are fixed ones."""
    earlier, fixed = subject.prose.meanings.earlier, fixed_assets(subject)
    return tuple(sorted((*earlier, fixed))) if fixed else earlier


def _is_in(figure: Figure, known: tuple[Decimal, ...]) -> bool:
    """Whether an amount is one of the known ones, rounded to its last place."""
    half = figure.amount.step / 2
    number = bisect_left(known, figure.amount.value - half)
    return number < len(known) and known[number] <= figure.amount.value + half


def _finding(place: str, figures: list[Figure]) -> Finding:
    shown = "、".join(f"{own.name} {own.amount.text}".strip() for own in figures[:_MOST_SHOWN])
    more = f" 等 {len(figures)} 处" if len(figures) > _MOST_SHOWN else ""
    message = f"这一节的金额在表中找不到：{shown}{more}。程序没有核对它们。"
    remedy = "表里有的数，请写成引用；表里没有的，请自行核对。"
    return Finding("N21", "notice", message, figures[0].at, remedy, place, figures[0].amount.text)
