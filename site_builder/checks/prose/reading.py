"""A passage of the narrative as a reader sees it: what references print in their place, marks and spaces gone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from site_builder.checks.texts import Words
from site_builder.values.text import Place

UNKNOWN = "□"
"""What stands for a reference that names no figure."""

_SKIPPED = re.compile(r"(?P<reference>\{[^{}<>\n]+\})|[\s*`\\“”\"'‘’]+")
_ONE_WAY = str.maketrans({"(": "（", ")": "）", ":": "：", ";": "；", "％": "%", "｜": "|"})


@dataclass(frozen=True, slots=True)
class Reading:
    """What a passage says."""

    words: Words
    """The passage as it was typed, and its printed place."""
    text: str
    """What it says, without spaces, quotation marks and Markdown."""
    origins: tuple[int, ...]
    """For each character, and for the end, where it was typed."""
    bound: tuple[range, ...]
    """The stretches that references print."""
    number: int
    """Its number among the passages."""
    top: int | None
    """The number of the passage that it is a list item of, if that ends in a colon."""

    def at(self, offset: int) -> Place:
        """Where a character was typed."""
        return self.words.at(self.origins[offset])

    def is_bound(self, offset: int) -> bool:
        """Whether a reference prints a character."""
        return any(offset in stretch for stretch in self.bound)


def readings_of(passages: Iterable[Words], prints: Mapping[str, str]) -> Iterator[Reading]:
    """The passages read, with what their references print."""
    top: Reading | None = None
    for number, words in enumerate(passages):
        # A list item begins behind its mark, a paragraph at the margin.
        is_item = words.text.place.column > 1
        leads = top is not None and is_item and top.text.endswith("：") and top.words.steps == words.steps
        reading = _read(words, prints, number, top.number if top and leads else None)
        top = top if is_item else reading
        yield reading


def _read(words: Words, prints: Mapping[str, str], number: int, top: int | None) -> Reading:
    typed = str(words.text)
    shown, origins, bound = "", list[int](), list[range]()
    last = 0
    for match in _SKIPPED.finditer(typed):
        shown += typed[last : match.start()]
        origins += range(last, match.start())
        if reference := match["reference"]:
            said = prints.get(reference[1:-1].strip(), UNKNOWN).replace(" ", "")
            bound.append(range(len(shown), len(shown) + len(said)))
            shown += said
            origins += [match.start()] * len(said)
        last = match.end()
    shown += typed[last:]
    origins += range(last, len(typed) + 1)
    return Reading(words, shown.translate(_ONE_WAY), tuple(origins), tuple(bound), number, top)
