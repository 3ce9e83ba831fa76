"""How texts and numbers are written in the search files. `assets/js/search.js` reads what is written here."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise
from unicodedata import normalize

FIRST, SINGLE, TRIPLE = "A", "B", "C"
"""Marks of a text's beginning, of a character alone, and of three figures. Folded texts leave capitals free."""
MARKS = frozenset({FIRST, SINGLE, TRIPLE})
"""All marks."""

DIGITS = "".join(chr(number) for number in range(33, 127) if chr(number) not in '"\\')
"""The digits of numbers; one of the first half ends a number."""

_BASE = len(DIGITS) // 2
_FIGURES = re.compile(r"(?=([0-9]{3}))")


def fold(text: str) -> str:
    """A text as it is compared: capitals and full-width signs count as their plain forms.

    Character by character, so that a browser can tell which printed characters matched.
    """
    return "".join(normalize("NFKC", character).lower() for character in text)


def grams(text: str) -> set[str]:
    """Every pair of characters of a folded text, every character, its beginning, and every three figures."""
    pairs = {first + second for first, second in pairwise(text)}
    ends = {SINGLE + character for character in text} | {FIRST + character for character in text[:1]}
    return pairs | ends | set(triples(text))


def triples(text: str) -> list[str]:
    """Grams of every three figures in a row: codes are all figures, and two of these tell little."""
    return [TRIPLE + chr(256 + int(three)) for three in _FIGURES.findall(text)]


def home(gram: str, shards: int) -> int:
    """The number of the file that tells where a gram occurs."""
    return (ord(gram[0]) * 1009 + ord(gram[1])) % shards


def numbers(ascending: Iterable[int]) -> str:
    """Ascending numbers, each as its distance from the one before: a few characters each."""
    written, before = [], 0
    for number in ascending:
        written.append(_number(number - before))
        before = number
    return "".join(written)


def _number(number: int) -> str:
    rest, digit = divmod(number, _BASE)
    written = DIGITS[digit]
    while rest:
        rest, digit = divmod(rest, _BASE)
        written = DIGITS[_BASE + digit] + written
    return written
