"""Which figure is likely the wrong one when two sums that should be equal are not."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from site_builder.checks.sums.addends import Addend, sum_of

_MOST_NAMED = 2
"""If more figures than this would explain the difference, none of them stands out."""


def culprit(left: Sequence[Addend], right: Sequence[Addend]) -> str:
    """A sentence that names the likely wrong figure of two sums; blank if none stands out.

    Suspected are two figures, one of each sum, that differ by as much as the sums; a figure with two digits exchanged;
    and one that is the difference itself (left out, or added twice) or half of it (its sign).
    """
    gap = sum_of(left) - sum_of(right)
    if len(left) == len(right) == 1:
        return _mirrored(left[0], right[0]) if _swapped(left[0], right[0].amount) else ""
    # What each figure should be, were it the only wrong one.
    should = [(part, part.amount - gap) for part in left] + [(part, part.amount + gap) for part in right]
    members = [part for side in (left, right) if len(side) > 1 for part in side]
    alone = (part for part in members if abs(gap) == abs(part.amount))
    double = (part for part in members if abs(gap) == 2 * abs(part.amount))
    return (
        _of_sisters(left, right, gap)
        or _named((pair for pair in should if _swapped(*pair)), _of_swapped)
        or _named(((part, gap) for part in alone), _of_alone)
        or _named(((part, gap) for part in double), _of_double)
    )


def _of_sisters(left: Sequence[Addend], right: Sequence[Addend], gap: Decimal) -> str:
    """The one pair of figures that explains the difference; a total and its parts are no sisters."""
    if len(left) == 1 or len(right) == 1:
        return ""
    pairs = [(one, other) for one in left for other in right if one.amount - other.amount == gap]
    if len(pairs) != 1:
        return ""
    ((one, other),) = pairs
    return (
        f"“{one.place}”的 {one.amount:f} 和“{other.place}”的 {other.amount:f} 正好差 {abs(gap):f}，请先核对这两个数。"
    )


def _named(found: Iterable[tuple[Addend, Decimal]], sentence: Callable[[Addend, Decimal], str]) -> str:
    suspects = list(found)
    return "".join(sentence(*pair) for pair in suspects) if len(suspects) <= _MOST_NAMED else ""


def _swapped(part: Addend, right: Decimal) -> bool:
    """Whether two neighbouring digits of a figure, exchanged, make it the right one."""
    # Such an exchange always makes a difference that nine divides.
    places = right.as_tuple().exponent
    difference = (part.amount - right).scaleb(-places if isinstance(places, int) else 0)
    return right > 0 and difference % 9 == 0 and any(Decimal(text) == right for text in _exchanges(f"{part.amount:f}"))


def _exchanges(text: str) -> Iterator[str]:
    digits = [place for place, sign in enumerate(text) if sign.isdigit()]
    for first, second in pairwise(digits):
        signs = list(text)
        signs[first], signs[second] = signs[second], signs[first]
        yield "".join(signs)


def _mirrored(one: Addend, other: Addend) -> str:
    return f"{one.amount:f} 和 {other.amount:f} 只差两位数字的先后，请看哪个颠倒了。"


def _of_swapped(part: Addend, right: Decimal) -> str:
    return f"“{part.place}”的 {part.amount:f} 若是 {right:f} 就对上了，请看数字是否颠倒。"


def _of_alone(part: Addend, gap: Decimal) -> str:
    return f"相差的 {abs(gap):f} 正好是“{part.place}”的数，请看是否漏加或多加。"


def _of_double(part: Addend, gap: Decimal) -> str:
    return f"相差的 {abs(gap):f} 正好是“{part.place}”的两倍，请看正负号或是否多加。"
