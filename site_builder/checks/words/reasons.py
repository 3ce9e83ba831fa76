"""Changes need reasons: 增减变化及原因."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from site_builder.checks.check import check
from site_builder.checks.prose.phrases import FALLS, RISES
from site_builder.checks.prose.prose import Figure
from site_builder.checks.prose.reading import Reading
from site_builder.checks.subject import Subject
from site_builder.checks.words.changes import changes
from site_builder.values.finding import Finding
from site_builder.values.outcome import Outcome
from site_builder.values.text import Place

_REASON = re.compile(r"原因|由于|因为|因(?![公此素])|主要是|主要系|主要为|所致|导致|影响|为[了适落保]|抵消")
_USE = re.compile(r"用于|新增|安排|购置|压减|压缩|不再")
_TOLD = re.compile(rf"(?P<verb>{'|'.join((*RISES, *FALLS, '持平'))})的?(?:主要)?原因")
_SAME = re.compile(r"持平|一致|相同")


@check(
    "N10",
    "有增减就写明原因",
    "warning",
    "《地方预决算公开操作规程》：说明收支增减变化，“三公”经费说明增减变化原因",
    source="reprint",
)
def changes_have_reasons(subject: Subject) -> Iterator[Finding] | Outcome:
    """A section that states a change gives a reason somewhere, and none against the direction of the change."""
    if not any(_is_change(own) for own in subject.prose.figures):
        return "not_applicable"
    return _found(subject)


def _found(subject: Subject) -> Iterator[Finding]:
    prose = subject.prose
    still = {own.figure.at for own in changes(subject) if all(now == last for _, now, last in own.truths)}
    for _, group in groupby(prose.readings, key=lambda own: own.words.steps):
        section = list(group)
        stated = [own for reading in section for own in prose.of(reading.number) if _is_change(own)]
        bare = [own for own in stated if not _explained(section, own)]
        if bare:
            yield _without(bare)
        for reading in section:
            yield from _against(reading, stated, still)


def _is_change(figure: Figure) -> bool:
    """Whether a change in money is stated against another year; one of nothing needs no reason."""
    return figure.role == "change" and bool(figure.amount.value) and bool(figure.compared)


def _explained(section: list[Reading], figure: Figure) -> bool:
    """Whether the section gives a reason, or the rest of the passage says what the money is for."""
    return any(_REASON.search(own.text) for own in section) or bool(_USE.search(figure.reading.text, figure.amount.end))


def _without(bare: list[Figure]) -> Finding:
    first = bare[0]
    shown = "，".join(f"{own.name or '金额'}{_verb(own)} {own.amount.text}" for own in bare[:3])
    more = f"等 {len(bare)} 处" if len(bare) > 3 else ""
    message = f"这一节写了增减（{shown}{more}），没有写原因。"
    remedy = "请在同一句或下一句写明主要原因。"
    return Finding("N10", "warning", message, first.at, remedy, first.reading.words.place, first.amount.text)


def _against(reading: Reading, stated: list[Figure], still: set[Place]) -> Iterator[Finding]:
    """Reasons for a direction that nothing before them has."""
    for told in _TOLD.finditer(reading.text):
        own = [figure for figure in stated if figure.reading is reading and figure.amount.end <= told.start()] or stated
        sign = 1 if told["verb"] in RISES else -1 if told["verb"] in FALLS else 0
        signs = {figure.phrase.sign for figure in own}
        same = not own and _SAME.search(reading.text, 0, told.start())
        unmoved = own and own[-1].at in still
        if unmoved or same or (own and sign not in signs):
            why = "金额没有变" if unmoved or same else "前面写的变化方向不是这样"
            message = f"写了“{told[0]}”，{why}。"
            remedy = "请核对变化和原因是否相符。"
            place = reading.words.place
            yield Finding("N10", "notice", message, reading.at(told.start()), remedy, place, told[0])


def _verb(figure: Figure) -> str:
    return "增加" if figure.phrase.sign > 0 else "减少"
