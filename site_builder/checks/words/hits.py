"""Where a pattern stands in some texts."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from site_builder.checks.texts import Texts, Words

_BEFORE, _AFTER = 8, 6


def hits(texts: Texts, pattern: re.Pattern[str]) -> Iterator[tuple[Words, list[re.Match[str]]]]:
    """Every text with a hit, and its hits."""
    following = 0
    # One search over everything is far faster than hundreds. What it meets may run from one text into the next.
    for met in pattern.finditer(texts.joined):
        first, end = (bisect_right(texts.starts, position) for position in met.span())
        for words in texts[max(first - 1, following) : end]:
            if found := list(pattern.finditer(words.text)):
                yield words, found
        following = end


def around(text: str, span: tuple[int, int]) -> str:
    """A stretch of a text with some words before and after it, on one line."""
    start, end = max(span[0] - _BEFORE, 0), span[1] + _AFTER
    shown = text[start:end].replace("\n", " ")
    return ("…" if start else "") + shown + ("…" if end < len(text) else "")
