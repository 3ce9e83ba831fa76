"""The search index as many small files, of which a query needs few.

`b7.js` is a block: lines of things with the numbers of their places, units first, each kind in alphabetical order.
`g7.js` tells for each gram whose number is 7 which blocks have it. `start.js` tells how to read the others.
"""

from __future__ import annotations

import json
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, groupby

from site_builder.site.search.grams import MARKS, fold, grams, home, numbers
from site_builder.site.search.mentions import KINDS, Found, Named

UNITS = 24
"""Units in a block."""
BLOCK = 3000
"""Bytes of a block of other things."""
SHARD = 1500
"""Bytes of a file of grams."""
PLACES = 600
"""Places that one line can have; what occurs more often has several lines."""
COMMON = 64
"""Grams that are known to tell little, so that a query leaves them out."""

Item = tuple[int, str, str]
"""Kind, name and code of a thing."""
Book = tuple[int, str, str]
"""Year, backwards, last part of the address and label of what many units publish."""
Anchor = tuple[str, str]
"""A place on a page, and what stands there."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a block."""

    kind: int
    """Number of its kind."""
    names: tuple[str, ...]
    """Name and code, which are what is searched."""
    rest: str
    """Its places; of a unit, its address if that is not its code."""

    @property
    def text(self) -> str:
        """The line as written."""
        return "\t".join((*self.names, self.rest))

    @property
    def size(self) -> int:
        """Its length in bytes, as written in a script."""
        return len(self.text.encode()) + 4


def shards(units: Sequence[Named], disclosures: Iterable[Found]) -> Mapping[str, bytes]:
    """The files of the index by name. The disclosures are gone through twice, and none of them is kept."""
    books, anchors = _books(disclosures)
    blocks = [*_unit_blocks(units), *_blocks(_lines(_places(units, disclosures, books, anchors)))]
    where = _where(blocks)
    gram_files = _gram_files(where)
    kinds = [block[0].kind for block in blocks]
    start = {
        "kinds": KINDS,
        "units": len(units),
        "in_block": UNITS,
        "firsts": [bisect_left(kinds, kind) for kind in range(len(KINDS))],
        "shards": len(gram_files),
        "common": sorted((gram for gram in where if gram[0] not in MARKS), key=lambda gram: -len(where[gram]))[:COMMON],
        "books": [(name, label) for _, name, label in books],
        "anchors": anchors,
    }
    texts: dict[str, object] = {f"b{number}": [line.text for line in block] for number, block in enumerate(blocks)}
    texts |= {f"g{number}": lines for number, lines in enumerate(gram_files)}
    joined = {name: "\n".join(lines) for name, lines in texts.items() if isinstance(lines, list)}
    return {f"{name}.js": _script(name, value) for name, value in {"start": start, **joined}.items()}


def _books(disclosures: Iterable[Found]) -> tuple[list[Book], list[Anchor]]:
    """What disclosures are called, newest first, and the places on their pages."""
    books, anchors = set[Book](), set[Anchor]()
    for own in disclosures:
        books.add((-own.year, own.name, own.label))
        anchors.update((mention.anchor, mention.table) for mention in own.mentions)
    return sorted(books), sorted(anchors)


def _places(
    units: Sequence[Named], disclosures: Iterable[Found], books: list[Book], anchors: list[Anchor]
) -> Mapping[Item, array[int]]:
    """Everything but units, with the numbers of its places, each of which tells disclosure, anchor and unit."""
    unit_of = {unit.slug: number for number, unit in enumerate(units)}
    book_of = {name: number for number, (_, name, _) in enumerate(books)}
    anchor_of = {pair: number for number, pair in enumerate(anchors)}
    # A country has hundreds of millions of places; as sets they would take ten times the room.
    places: dict[Item, array[int]] = {}
    for own in disclosures:
        for mention in own.mentions:
            spot = book_of[own.name] * len(anchors) + anchor_of[mention.anchor, mention.table]
            item = (KINDS.index(mention.kind), mention.name, mention.code)
            places.setdefault(item, array("Q")).append(spot * len(units) + unit_of[own.unit])
    return places


def _lines(places: Mapping[Item, array[int]]) -> Iterator[Line]:
    for kind, name, code in sorted(places, key=lambda item: (item[0], fold(item[1]), item)):
        spots = sorted({*places[kind, name, code]})
        for start in range(0, len(spots), PLACES):
            yield Line(kind, (name, code), numbers(spots[start : start + PLACES]))


def _unit_blocks(units: Sequence[Named]) -> Iterator[list[Line]]:
    names = [(" ".join(unit.name.split()), str(unit.code)) for unit in units]
    lines = [Line(0, own, "" if unit.slug == unit.code else unit.slug) for own, unit in zip(names, units, strict=True)]
    return (lines[start : start + UNITS] for start in range(0, len(lines), UNITS))


def _blocks(lines: Iterable[Line]) -> Iterator[list[Line]]:
    """Lines of one kind together, as many as a block takes."""
    for _, own in groupby(lines, key=lambda line: line.kind):
        block: list[Line] = []
        size = 0
        for line in own:
            if block and size + line.size > BLOCK:
                yield block
                block, size = [], 0
            block.append(line)
            size += line.size
        yield block


def _where(blocks: list[list[Line]]) -> Mapping[str, list[int]]:
    """For each gram, in a fixed order, the numbers of the blocks that have it."""
    where: dict[str, list[int]] = {}
    for number, block in enumerate(blocks):
        names = {fold(name) for line in block for name in line.names}
        for gram in set(chain.from_iterable(map(grams, names))):
            where.setdefault(gram, []).append(number)
    return dict(sorted(where.items()))


def _gram_files(where: Mapping[str, list[int]]) -> list[list[str]]:
    """For each file of grams its lines: a gram and the numbers of the blocks that have it."""
    written = [gram + numbers(own) for gram, own in where.items()]
    files: list[list[str]] = [[] for _ in range(sum(len(line.encode()) + 2 for line in written) // SHARD + 1)]
    for line in written:
        files[home(line, len(files))].append(line)
    return files


def _script(name: str, value: object) -> bytes:
    """A classic script that hands over a value: it works without a server."""
    return f'gongkai("{name}",{json.dumps(value, ensure_ascii=False, separators=(",", ":"))})\n'.encode()
