"""Corrections (更正): each names a published cell, its day, and what the cell prints now."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from site_builder.book.disclosure import Correction
from site_builder.checks.check import check
from site_builder.checks.subject import Subject
from site_builder.checks.time.deadline import day
from site_builder.sheets.address import at, place_of
from site_builder.sheets.corrections import Corrected
from site_builder.values.finding import Finding
from site_builder.values.money import parse_amount
from site_builder.values.outcome import Outcome
from site_builder.values.text import Text

_BASIS = "自相矛盾：更正说的就是表里印的"


@check("E01", "更正的“现为”与表一致", "error", _BASIS, source="arithmetic")
def corrections_are_printed(subject: Subject) -> Iterator[Finding] | Outcome:
    """The last correction of a cell ends with what the cell prints, every other with what the next begins with."""
    if not subject.corrections:
        return "not_applicable"
    shown = sorted((own for own in subject.corrections if own.spot and not own.secret), key=_by_cell)
    return _apart(subject, shown) if shown else "unresolved"


@check("E02", "更正日期在公开之后、截至日期以前", "warning", "自相矛盾：公开以后才有更正", source="arithmetic")
def corrections_are_in_time(subject: Subject) -> Iterator[Finding] | Outcome:
    """Nothing is corrected before it is published, or after the day on which the site is as it is."""
    if not subject.corrections:
        return "not_applicable"
    dated = [own.correction.date for own in subject.corrections if own.correction.date]
    known = subject.disclosure.published or subject.as_of
    return _untimely(subject, dated) if dated and known else "unresolved"


@check("E03", "更正的位置在表中", "error", _BASIS, source="arithmetic")
def corrections_have_a_place(subject: Subject) -> Iterator[Finding] | Outcome:
    """The address of a correction names a cell that is published."""
    if not subject.corrections:
        return "not_applicable"
    remedy = "位置写成“表.行.列”，用表里印的名称或科目编码。改的是空白的格子，要写明列。"
    return (
        Finding("E03", "error", f"更正的位置“{address}”在表里找不到。", address.place, remedy, f"更正›{address}")
        for address in (own.correction.address for own in subject.corrections if not own.spot)
    )


def _by_cell(own: Corrected) -> tuple[int, ...]:
    return (own.spot.sheet, own.spot.part, own.spot.row, own.spot.column) if own.spot else ()


def _apart(subject: Subject, shown: list[Corrected]) -> Iterator[Finding]:
    for own, after in pairwise([*shown, None]):
        if own is None or own.spot is None:
            continue
        again = after if after and after.spot == own.spot else None
        expected = str(again.correction.before) if again else at(subject.sheets, own.spot).text
        if not _same(own.correction.now, expected):
            said = "同一格后一次更正的“原为”" if again else "表里印的"
            yield _differs(own.correction, place_of(subject.sheets, own.spot), said, expected)


def _differs(correction: Correction, place: str, said: str, expected: str) -> Finding:
    now = str(correction.now)
    return Finding(
        "E01",
        "error",
        f"更正的“现为”是{_said(now)}，{said}是{_said(expected)}。",
        (correction.now or correction.address).place,
        "请核对更正和填报的数。“现为”照表里印的写，单位也照表。",
        place,
        now,
        expected,
    )


def _said(text: str) -> str:
    return f"“{text}”" if text else "空白"


def _same(stated: str, printed: str) -> bool:
    """Whether two texts state the same: figures may differ in commas and in zeros at the end."""
    if stated.endswith("%") and printed.endswith("%"):
        return _same(stated[:-1], printed[:-1])
    amounts = parse_amount(stated), parse_amount(printed)
    return stated == printed if None in amounts else amounts[0] == amounts[1]


def _untimely(subject: Subject, dated: list[Text]) -> Iterator[Finding]:
    published, as_of = day(subject.disclosure.published), day(subject.as_of)
    for text in dated:
        when = day(text)
        if when and published and when < published:
            yield _wrong_day(text, f"早于公开日期 {published}", f"公开日期 {published}")
        elif when and as_of and when > as_of:
            yield _wrong_day(text, f"晚于网站的截至日期 {as_of}", f"截至日期 {as_of}")


def _wrong_day(text: Text, why: str, other: str) -> Finding:
    message = f"更正日期是 {text}，{why}。"
    remedy = "请核对这两个日期。公开以前改的不是更正，删去这一条。"
    return Finding("E02", "warning", message, text.place, remedy, "更正", str(text), others=(other,))
