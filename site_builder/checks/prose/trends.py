"""Changes told in words alone: 与上年持平, 比上年有所减少."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from site_builder.checks.prose.judging import in_unit, means_one, step_of
from site_builder.checks.prose.lists import MARK
from site_builder.checks.prose.meaning import Named
from site_builder.checks.prose.phrases import FALLS, RISES, year_of
from site_builder.checks.prose.reading import Reading
from site_builder.checks.subject import Subject
from site_builder.values.finding import Finding

_CLAUSE = re.compile(r"[^，；。（）]+")
_COMPARED = re.compile(r"[与同和比较](?:上年|上一年|去年|20\d\d年)")
_TREND = re.compile(
    r"(?P<head>.*?)[与同和比较](?P<base>上年|上一年|去年|20\d\d年)(?:度|预算|预算数)?(?:相比|比较|比)?"
    rf"(?P<word>持平|一致|相同|不变|没有变化|无变化|(?:有所|略有|稍有)?(?:{'|'.join((*RISES, *FALLS))}))"
)


@dataclass(frozen=True, slots=True)
class Trend:
    """A direction told without an amount."""

    reading: Reading
    """The passage."""
    start: int
    """Where its clause begins in the reading."""
    word: str
    """持平, 一致, 减少, 有所增加 …"""
    named: Named
    """What it is said of."""

    @property
    def sign(self) -> int:
        """1 more, -1 less, 0 the same."""
        return 1 if self.word.endswith(RISES) else -1 if self.word.endswith(FALLS) else 0


def wrong_trends(subject: Subject) -> Iterator[Finding]:
    """What is said of directions that the tables contradict."""
    for trend in () if subject.incomplete else _trends(subject):
        meanings = subject.prose.meanings
        known = [(cell, cell.amount, last) for cell in trend.named.cells if (last := meanings.last(cell)) is not None]
        signs = {0 if abs(now - last) < step_of(cell) else 1 if now > last else -1 for cell, now, last in known}
        if len(signs) == 1 and trend.sign not in signs:
            cell, now, last = known[0]
            yield _finding(
                trend, cell.place, *(in_unit(amount, subject.disclosure.money_unit) for amount in (now, last))
            )


def _trends(subject: Subject) -> Iterator[Trend]:
    """Every direction that is typed, not bound, and said of something the tables know."""
    for reading in subject.prose.readings:
        for clause in _CLAUSE.finditer(reading.text) if _COMPARED.search(reading.text) else ():
            found = _TREND.fullmatch(clause[0])
            if not found or reading.is_bound(clause.start() + found.start("word")):
                continue
            year = year_of(reading.text[: clause.start()], subject.disclosure.year)
            base = found["base"] in {"上年", "上一年", "去年", f"{subject.disclosure.year - 1}年"}
            named = _subject_of(subject, reading, clause.start(), found["head"])
            if named and base and year in {None, subject.disclosure.year}:
                yield Trend(reading, clause.start(), found["word"], named)


def _subject_of(subject: Subject, reading: Reading, start: int, head: str) -> Named | None:
    """What a clause speaks of: its own name, or that of the amount in the clause before; None if it is not sure."""
    prose = subject.prose
    if head:
        named = prose.meanings.of(head)
        abroad = subject.disclosure.units and "部门" not in f"{reading.words.place}{reading.text}"
        below = abroad or reading.top is not None or MARK.search(reading.text, 0, start)
        return named if named and not below and named.certain(None) else None
    before = [own for own in prose.of(reading.number) if own.amount.end <= start]
    if not before or before[-1].role != "level" or start - before[-1].amount.end > 1 or not before[-1].ours:
        return None
    named = prose.named(before[-1])
    return named if named and means_one(prose, before[-1], named) else None


def _finding(trend: Trend, place: str, now: str, last: str) -> Finding:
    name = trend.named.name
    message = f"说明写“{name}”与上年相比“{trend.word}”，表里（{place}）本年 {now}、上年 {last}。"
    remedy = "请核对两年的数和这句话；变化可以写引用“.增减”，由程序计算。"
    where = f"{trend.reading.words.place}›{name}"
    return Finding("N07", "error", message, trend.reading.at(trend.start), remedy, where, trend.word)
