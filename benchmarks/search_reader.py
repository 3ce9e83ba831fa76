"""What assets/js/search.js does with the files of an index, in Python: for measuring and for tests."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from site_builder.site.search.grams import DIGITS, FIRST, SINGLE, fold, home, triples

PAGE, STEP, ROUNDS, GRAMS = 10, 3, 3, 6
"""As in assets/js/search.js: results shown at once, blocks fetched at once and how often, grams looked up."""
Hit = tuple[int, int, int, int, int, str, str]
"""Rank of the match, then numbers of kind, disclosure, anchor and unit, then name and code."""


@dataclass(frozen=True, slots=True)
class Reader:
    """What assets/js/search.js does with the files of an index, up to the first page of results."""

    files: Mapping[str, bytes]
    """The index."""
    fetched: dict[str, int] = field(default_factory=dict)
    """Names of the files that were asked for, and their sizes."""

    def load(self, name: str) -> Any:  # noqa: ANN401 - a script may hand over anything
        """What a script hands over."""
        data = self.files[f"{name}.js"]
        self.fetched[name] = len(data)
        text = data.decode().removeprefix(f'gongkai("{name}",').removesuffix(")\n")
        return json.loads(text)

    def first_page(self, typed: str) -> list[tuple[str, str, str]]:
        """The first results as kind, name and address."""
        start, query = self.load("start"), fold(typed)
        blocks = self.candidates(start, query)
        hits: list[Hit] = []
        for first in range(0, STEP * ROUNDS, STEP):
            if len(hits) < PAGE:
                hits += (hit for block in blocks[first : first + STEP] for hit in self._hits(start, block, query))
        return [self._shown(start, hit) for hit in sorted(hits)[:PAGE]]

    def candidates(self, start: dict[str, Any], query: str) -> list[int]:
        """The blocks that may have a folded query, in the order in which they are to be fetched."""
        pairs = list(dict.fromkeys(one + other for one, other in pairwise(query)))
        rare = [pair for pair in pairs if pair not in start["common"] and not re.fullmatch("[0-9]{2}", pair)]
        telling = [*triples(query), *rare] or pairs
        grams = telling[:: -(-len(telling) // GRAMS)] if pairs else [SINGLE + query]
        beginning = self._blocks(start, FIRST + query[0])
        lists = [self._blocks(start, gram) for gram in grams]
        every = sorted(set(lists[0]).intersection(*lists))
        likely = sorted(set(every).intersection(beginning))
        kinds = [_kind(start, number) for number in likely]
        firsts = [number for at, number in enumerate(likely) if at == 0 or kinds[at - 1] != kinds[at]]
        return list(dict.fromkeys((*firsts, *likely, *every)))

    def _blocks(self, start: dict[str, Any], gram: str) -> list[int]:
        lines = self.load(f"g{home(gram, start['shards'])}").split("\n")
        return numbers_in(next((line for line in lines if line.startswith(gram)), gram).removeprefix(gram))

    def _hits(self, start: dict[str, Any], block: int, query: str) -> Iterator[Hit]:
        kind, units = _kind(start, block), start["units"]
        for at, line in enumerate(self.load(f"b{block}").split("\n")):
            name, code, rest = line.split("\t")
            tier = min(_tier(fold(name), query), _tier(fold(code), query))
            if tier < 3 and kind == 0:
                yield tier, kind, 0, 0, block * start["in_block"] + at, name, code
            elif tier < 3:
                for spot, unit in (divmod(number, units) for number in numbers_in(rest)):
                    yield tier, kind, *divmod(spot, len(start["anchors"])), unit, name, code

    def _shown(self, start: dict[str, Any], hit: Hit) -> tuple[str, str, str]:
        _, kind, book, anchor, unit, name, _ = hit
        block, at = divmod(unit, start["in_block"])
        _, code, address = self.load(f"b{block}").split("\n")[at].split("\t")
        place = f"{start['books'][book][0]}/index.html#{start['anchors'][anchor][0]}" if kind else "index.html"
        return start["kinds"][kind], name, f"{address or code}/{place}"


def _kind(start: dict[str, Any], block: int) -> int:
    return max(kind for kind, first in enumerate(start["firsts"]) if first <= block)


def _tier(text: str, query: str) -> int:
    return 0 if text == query else 1 if text.startswith(query) else 2 if query in text else 3


def numbers_in(written: str) -> list[int]:
    """The numbers that `numbers` wrote."""
    base, numbers, value, before = len(DIGITS) // 2, [], 0, 0
    for character in written:
        digit = DIGITS.index(character)
        value = value * base + digit % base
        if digit < base:
            before, value = before + value, 0
            numbers.append(before)
    return numbers
