"""Enumerations in prose: a stated total and the parts it is said to have."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate, groupby, pairwise

from site_builder.checks.prose.prose import Figure, Prose
from site_builder.checks.prose.reading import UNKNOWN
from site_builder.values.money import total

MARK = re.compile(r"其中|包括|分别[是为](?!\d)|包含|(?<=元)：")
"""What introduces the parts of a total."""

_NESTED = re.compile(r"其中|包括|包含|含")
_SOME = re.compile(r"主要|重点|例如|比如|如[：，]?$")
_AND_SO_ON = re.compile(r"等(?!级|次)|其余|剩余")
_SUM = re.compile(r"(?:以上|两项|三项|各项)*(?:小计|合计|共计|总计|计)?$")
_FARTHEST = 40


@dataclass(frozen=True, slots=True)
class Enumeration:
    """A total and its parts, as one passage or a passage and its list items state them."""

    whole: Figure
    """The total."""
    parts: tuple[Figure, ...]
    """The parts, at least two, all exact and named."""
    mark: str
    """The word that introduces them: 其中, 包括, 分别是 …; `：` before list items."""
    partial: bool
    """Whether it says itself that it names only some of them (等, 主要)."""
    most: Decimal
    """The most that the parts may be of: the total with the amounts that stand before it in its sentence, in 元."""

    @property
    def sums(self) -> tuple[Decimal, ...]:
        """What the first part, the first two … and all parts add up to, falls counted as such."""
        return tuple(accumulate(signed(part) for part in self.parts))

    @property
    def gap(self) -> Decimal:
        """What the parts are more than the total; 0 if rounding explains it.

        The first few parts may be the total: what follows those stands beside it.
        """
        allowed = total([figure.amount.step for figure in (self.whole, *self.parts)]) / 2
        over = [own - signed(self.whole) for own in self.sums[1:]]
        return Decimal(0) if any(abs(own) <= allowed for own in over) else over[-1]


def signed(figure: Figure) -> Decimal:
    """An amount, or a change with its direction."""
    return figure.amount.value * (figure.phrase.sign or 1)


def enumerations(prose: Prose) -> Iterator[Enumeration]:
    """Every enumeration in which a figure was typed as such, and no figure is unknown."""
    if not prose.literal:
        return
    for reading in prose.readings:
        for mark in MARK.finditer(reading.text):
            before = [own for own in prose.of(reading.number) if own.amount.end <= mark.start()]
            after = [own for own in prose.of(reading.number) if own.amount.start >= mark.end()]
            if found := _inline(prose, before, after, mark):
                yield found
    for top, items in groupby(prose.readings, key=lambda own: own.top):
        if top is not None and (found := _listed(prose, top, [prose.of(item.number) for item in items])):
            yield found


def _inline(prose: Prose, before: list[Figure], after: list[Figure], mark: re.Match[str]) -> Enumeration | None:
    """The enumeration that a word such as 其中 introduces."""
    text = mark.string
    close = text.find("）", mark.end()) if text[mark.start() - 1 : mark.start()] == "（" else -1
    extent = range(mark.start(), close if close > 0 else after[0].sentence.stop if after else mark.end())
    inside = [own for own in after if own.amount.start in extent]
    whole = _whole(before, inside, mark.start())
    if whole is None or inside[0].amount.start - mark.end() > _FARTHEST:
        return None
    parts = _parts(inside, whole, extent, prose.meanings.disclosure.year)
    behind = text[parts[-1].amount.end : extent.stop] if parts else ""
    some = _SOME.search(text[max(0, mark.start() - 3) : inside[0].amount.start]) or _AND_SO_ON.search(behind)
    partial = bool(some) or any(_AND_SO_ON.match(text, part.amount.end) for part in parts)
    return _enumeration(prose, whole, parts, mark[0], partial=partial)


def _whole(before: Sequence[Figure], parts: Sequence[Figure], end: int) -> Figure | None:
    """The last figure before the parts that is of their kind, if it is near and exact."""
    alike = [own for own in before if parts and own.role == parts[0].role]
    return alike[-1] if alike and alike[-1].amount.exact and end - before[-1].amount.end <= _FARTHEST else None


def _parts(inside: list[Figure], whole: Figure, extent: range, this_year: int) -> list[Figure]:
    """The parts of the same kind and year; none if what is a part and what a part of a part cannot be told."""
    text = whole.reading.text
    years = {whole.year, None, this_year} if whole.year in {None, this_year} else {whole.year}
    own = [part for part in inside if part.role == whole.role and part.year in years]
    own = [part for part in own if not _SUM.fullmatch(part.name)]
    if UNKNOWN in text[extent.start : extent.stop] or len(own) < 2:
        return []
    gaps = [text[one.amount.end : other.amount.start] for one, other in pairwise(own)]
    if "；" not in gaps[0]:
        end = next((number for number, gap in enumerate(gaps) if "；" in gap), len(gaps))
        return own[: end + 1] if not any(_NESTED.search(gap) for gap in gaps[:end]) else []
    firsts = [own[0], *(part for part, gap in zip(own[1:], gaps, strict=True) if "；" in gap)]
    # Two figures in one item: the second may be beside the first or a part of it.
    return firsts if len(firsts) == len(own) else []


def _listed(prose: Prose, top: int, items: list[Sequence[Figure]]) -> Enumeration | None:
    """The enumeration of a passage that ends in a colon, and the list items below it."""
    text, before = prose.readings[top].text, prose.of(top)
    if not before:
        return None
    firsts = [next((own for own in item if own.role == before[-1].role), None) for item in items]
    parts = [own for own in firsts if own]
    whole = _whole(before, parts, len(text))
    if whole is None or len(parts) < len(firsts):
        return None
    behind = text[before[-1].amount.end :]
    mark = next(iter(MARK.findall(behind)), "：")
    return _enumeration(prose, whole, parts, mark, partial=bool(_SOME.search(behind)))


def _enumeration(prose: Prose, whole: Figure, parts: list[Figure], mark: str, *, partial: bool) -> Enumeration | None:
    others = (number for number, part in enumerate(parts) if prose.meanings.siblings(whole.name, part.name))
    own = tuple(parts[: next(others, len(parts))])
    sure = all(part.amount.exact and part.name for part in own)
    literal = any(not figure.amount.bound for figure in (whole, *own))
    if len(own) < 2 or not sure or not literal:
        return None
    beside = (other for other in prose.of(whole.reading.number) if other.sentence == whole.sentence)
    before = [
        other.amount.value for other in beside if other.role == whole.role and other.amount.end <= whole.amount.end
    ]
    return Enumeration(whole, own, mark, partial, total(before))


def above(prose: Prose, figure: Figure) -> Figure | None:
    """The amount whose part a figure may be: the last one before a word such as 其中, or before its list."""
    reading = figure.reading
    mark = _mark_before(figure)
    if mark is None:
        before = prose.of(reading.top) if reading.top is not None else ()
    else:
        before = tuple(own for own in prose.of(reading.number) if own.amount.end <= mark)
    # An amount in brackets only adds to the one before it, as in 351276000.00 元（35127.60 万元）.
    return next((own for own in reversed(before) if own.role == "level" and not _in_brackets(own)), None)


def _in_brackets(figure: Figure) -> bool:
    opened, closed = (figure.reading.text.rfind(mark, 0, figure.amount.start) for mark in "（）")
    return opened > closed


def _mark_before(figure: Figure) -> int | None:
    """Where the list begins that a figure stands in: behind a ； the outer one of two lists in a sentence."""
    text, end = figure.reading.text, figure.amount.start
    marks = [mark.start() for mark in MARK.finditer(text, 0, end)]
    inside = [mark for mark in marks if mark in figure.sentence]
    outer = len(inside) > 1 and "；" in text[inside[-1] : end] and "；" not in text[inside[0] : inside[-1]]
    return inside[0] if outer else marks[-1] if marks else None
