"""Where a pattern stands in some texts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from site_builder.checks.texts import Words

_BEFORE, _AFTER = 8, 6


def hits(texts: Iterable[Words], pattern: re.Pattern[str]) -> Iterator[tuple[Words, list[re.Match[str]]]]:
    """Every text with a hit, and its hits."""
    looked_at = tuple(texts)
    # One search over everything is far faster than hundreds, and nearly always enough.
    if pattern.search("\n".join(words.text for words in looked_at)):
        for words in looked_at:
            if found := list(pattern.finditer(words.text)):
                yield words, found


def around(text: str, span: tuple[int, int]) -> str:
    """A stretch of a text with some words before and after it, on one line."""
    start, end = max(span[0] - _BEFORE, 0), span[1] + _AFTER
    shown = text[start:end].replace("\n", " ")
    return ("…" if start else "") + shown + ("…" if end < len(text) else "")
