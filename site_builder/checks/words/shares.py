"""Shares in words: 占支出总计的 86.75%."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby, pairwise

from site_builder.checks.check import check
from site_builder.checks.prose.judging import in_unit, means_one, slips
from site_builder.checks.prose.lists import above
from site_builder.checks.prose.prose import Figure, Prose
from site_builder.checks.subject import Subject
from site_builder.checks.words.against_tables import unjudged
from site_builder.checks.words.changes import before_it
from site_builder.checks.words.rates import percent, rate_fits
from site_builder.values.finding import Finding
from site_builder.values.outcome import Outcome
from site_builder.values.text import Place

_WHOLE = Decimal(100)


@check("N09", "占比等于部分除以整体", "error", "算术", source="arithmetic")
def shares_are_ratios(subject: Subject) -> Iterator[Finding] | Outcome:
    """A share in words is the part divided by the whole; what stands side by side is not more than the whole."""
    return unjudged(subject, "share") or _found(subject)


@dataclass(frozen=True, slots=True)
class Part:
    """What a share is the share of."""

    name: str
    """Its name."""
    value: Decimal
    """In 元."""
    step: Decimal
    """One unit of its last place, in 元; 0 for a cell."""


def _found(subject: Subject) -> Iterator[Finding]:
    prose = subject.prose
    shares = [own for own in prose.literal if own.role == "share" and own.amount.exact]
    for _, group in groupby(shares, key=lambda own: (own.reading.number, own.sentence, own.phrase.whole, own.year)):
        beside = list(group)
        wrong = {share.at: found for share in beside if (found := _of_share(prose, share))}
        # Where the amount itself is wrong, the law on amounts says so.
        slipped = {slip.figure.at for slip in slips(subject)} if wrong else set[Place]()
        yield from (found for share in beside if (found := wrong.get(share.at)) and _near(prose, share) not in slipped)
        yield from () if wrong else _too_much(prose, beside)


def _of_share(prose: Prose, share: Figure) -> Finding | None:
    part, sure = _part(prose, share), _sure_whole(prose, share)
    if part is None or sure is None or any(_fits(share, part, own) for own in (sure, *_wholes(prose, share))):
        return None
    return _wrong(share, part, sure)


def _near(prose: Prose, share: Figure) -> Place | None:
    """Where the amount stands that a share without a name of its own is of."""
    return next((own.at for own in reversed(before_it(prose, share))), None) if not share.name else None


def _part(prose: Prose, share: Figure) -> Part | None:
    """What the share names itself, or the amount just before it."""
    if share.name:
        named = prose.named(share)
        sure = named and share.ours and means_one(prose, share, named)
        return Part(share.name, named.cells[0].amount, Decimal(0)) if named and sure else None
    near = next(reversed(before_it(prose, share)), None)
    if near is None or near.role != "level" or not near.amount.exact:
        return None
    return Part(near.name, near.amount.value, near.amount.step)


def _sure_whole(prose: Prose, share: Figure) -> tuple[Decimal, Decimal] | None:
    """The whole that a share is of, with its last place: named and known, or the total whose parts are listed."""
    if share.phrase.whole:
        named = prose.meanings.of(share.phrase.whole)
        sure = named and share.ours and means_one(prose, share, named)
        return (named.cells[0].amount, Decimal(0)) if named and sure else None
    total = above(prose, share)
    return (total.amount.value, total.amount.step) if total and total.amount.exact else None


def _wholes(prose: Prose, share: Figure) -> Iterator[tuple[Decimal, Decimal]]:
    """Every amount that it might be a share of: what the passage states."""
    for number in (share.reading.number, share.reading.top):
        for own in prose.of(number) if number is not None else ():
            if own.role == "level":
                yield own.amount.value, own.amount.step


def _fits(share: Figure, part: Part, whole: tuple[Decimal, Decimal]) -> bool:
    value, step = whole
    return value > 0 and rate_fits(share, part.value, value, (part.step, step))


def _wrong(share: Figure, part: Part, whole: tuple[Decimal, Decimal]) -> Finding:
    right = percent(part.value, whole[0], share)
    worked = f"{in_unit(part.value, '万元')} ÷ {in_unit(whole[0], '万元')} = {right}"
    message = f"说明写“{part.name}”占 {share.amount.text}，{worked}。"
    remedy = "请核对占比；占比可以写引用“.占比”，由程序计算。"
    place = f"{share.reading.words.place}›{part.name}" if part.name else share.reading.words.place
    return Finding("N09", "error", message, share.at, remedy, place, share.amount.text, right)


def _too_much(prose: Prose, shares: list[Figure]) -> Iterator[Finding]:
    """Shares that stand side by side in a table and in a sentence, and are more than the whole."""
    names = [own.name or (part.name if (part := _part(prose, own)) else "") for own in shares]
    together = sum((own.amount.value for own in shares), Decimal(0))
    allowed = sum((own.amount.step for own in shares), Decimal(0)) / 2
    beside = all(prose.meanings.siblings(one, other) for one, other in pairwise(names))
    if len(shares) > 1 and len(set(names)) == len(names) and beside and together > _WHOLE + allowed:
        worked = " + ".join(own.amount.text for own in shares)
        message = f"{'、'.join(names)}的占比加起来是 {worked} = {together}%，超过 100%。"
        last = shares[-1]
        yield Finding("N09", "error", message, last.at, "请核对各项占比。", last.reading.words.place, last.amount.text)
