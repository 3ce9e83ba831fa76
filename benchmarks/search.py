"""How large the search index is, and how much of it a query fetches."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from gzip import compress
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks.content import write_content
from benchmarks.examined import examined
from benchmarks.search_reader import Reader
from site_builder.book.disclosure import Unit
from site_builder.site.search.mentions import Found, found
from site_builder.site.search.shards import shards
from site_builder.values.text import Text

BATCH = 50
"""Units that are in memory together."""
QUERIES = 400
"""Queries that are measured."""
CHEAP = frozenset({"项目", "科目", "名词"})
"""What is to fit into 2 MB with the units."""


def main() -> None:
    """Generate the units, index them, query, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--units", type=int, default=1000, help="how many units are generated (1000)")
    parser.add_argument("--content", type=Path, help="take the units of this content folder instead")
    parser.add_argument("--times", type=int, default=10, help="how often each unit is taken, under other names (10)")
    parser.add_argument("--distinct", action="store_true", help="no two takes share the name of a project or target")
    wanted = parser.parse_args()
    units, disclosures = _read([wanted.content]) if wanted.content else _synthetic(wanted.units)
    if wanted.distinct:
        _print(*_repeated(units, disclosures, wanted.times, _renamed))
    else:
        _print(*_repeated(units, disclosures, wanted.times, lambda own, _: own))


def _print(units: tuple[Unit, ...], disclosures: tuple[Found, ...]) -> None:
    print(f"{len(units)} units, {sum(len(own.mentions) for own in disclosures)} places\n")
    few = shards(units, tuple(_only(own, CHEAP) for own in disclosures))
    every = shards(units, disclosures)
    script = len((Path(__file__).parent.parent / "assets/js/search.js").read_bytes())
    print("| what | as written | gzip |\n| --- | --- | --- |")
    print(f"| units, projects, codes, terms: MB | {_size(few) / 1e6:.2f} | {_packed(few) / 1e6:.2f} |")
    more, less = _size(every) - _size(few), _packed(every) - _packed(few)
    print(f"| tasks, indicators: bytes per unit | {more / len(units):.0f} | {less / len(units):.0f} |")
    print(f"| files | {len(every)} | |")
    print(f"\nFetched by a query, with the {script / 1000:.1f} kB of the script, in kB:\n")
    print(f"| query for | median | 95 in 100 | most | of {QUERIES}, nothing yet |\n| --- | --- | --- | --- | --- |")
    for kind, queries in _queries(units, disclosures):
        measured = [_spent(every, query) for query in queries]
        spent = sorted((script + size) / 1000 for size, _ in measured)
        sizes = f"{median(spent):.1f} | {spent[len(spent) * 95 // 100]:.1f} | {spent[-1]:.1f}"
        print(f"| {kind} | {sizes} | {sum(not done for _, done in measured)} |")


def _synthetic(count: int) -> tuple[tuple[Unit, ...], tuple[Found, ...]]:
    with TemporaryDirectory() as folder:
        ranges = (range(first, min(first + BATCH, count + 1)) for first in range(1, count + 1, BATCH))
        return _read(write_content(Path(folder) / str(numbers[0]), numbers) for numbers in ranges)


def _repeated(
    units: tuple[Unit, ...], disclosures: tuple[Found, ...], times: int, changed: Callable[[Found, int], Found]
) -> tuple[tuple[Unit, ...], tuple[Found, ...]]:
    """As if there were more units: the same ones again, with other names, codes and addresses."""
    more: list[Unit] = []
    for number in range(len(units) * times):
        code, name = Text(str(900001 + number)), Text(f"示例县第{number + 1:05}局（演示）")
        more.append(replace(units[number % len(units)], code=code, name=name, slug=str(code)))
    places = {unit.slug: number for number, unit in enumerate(units)}
    takes = ((take, own) for take in range(times) for own in disclosures)
    again = (replace(changed(own, take), unit=more[take * len(units) + places[own.unit]].slug) for take, own in takes)
    return tuple(more), tuple(again)


def _renamed(own: Found, take: int) -> Found:
    """A disclosure whose projects, tasks and indicators have names, and projects codes, that no other take has."""
    mentions = (
        mention
        if mention.kind in {"科目", "名词"}
        else replace(mention, name=f"{mention.name}{chr(0x4E00 + take)}", code=mention.code and f"{mention.code}{take}")
        for mention in own.mentions
    )
    return replace(own, mentions=tuple(mentions))


def _read(contents: Iterable[Path]) -> tuple[tuple[Unit, ...], tuple[Found, ...]]:
    units: list[Unit] = []
    disclosures: list[Found] = []
    for content in contents:
        for own in examined(content):
            units += [replace(own.unit, disclosures=())] * bool(own.unit.disclosures)
            subjects = (audited.subject for audited in own.disclosures)
            disclosures += (found(subject.unit, subject.disclosure, subject.sheets) for subject in subjects)
    return tuple(units), tuple(disclosures)


def _only(own: Found, kinds: frozenset[str]) -> Found:
    return replace(own, mentions=tuple(mention for mention in own.mentions if mention.kind in kinds))


def _size(files: Mapping[str, bytes]) -> int:
    return sum(len(data) for data in files.values())


def _packed(files: Mapping[str, bytes]) -> int:
    """Bytes as a web server sends them."""
    return sum(len(compress(data)) for data in files.values())


def _queries(units: tuple[Unit, ...], disclosures: tuple[Found, ...]) -> Iterator[tuple[str, list[str]]]:
    """Random pieces of what can be found: short ones, which occur often, and whole names and codes."""
    rng = Random(0)
    texts = {"单位": [text for unit in units for text in (str(unit.name), str(unit.code)) if text]}
    for own in disclosures:
        for mention in own.mentions:
            texts.setdefault(mention.kind, []).extend(text for text in (mention.name, mention.code) if text)
    for kind, own_texts in texts.items():
        chosen = [rng.choice(own_texts) for _ in range(QUERIES)]
        for length in (1, 2, 3, 4):
            yield f"{kind}, {length} characters", [_piece(rng, text, length) for text in chosen]
        yield f"{kind}, whole", chosen


def _piece(rng: Random, text: str, length: int) -> str:
    first = rng.randint(0, max(0, len(text) - length))
    return text[first : first + length].strip() or text


def _spent(files: Mapping[str, bytes], query: str) -> tuple[int, bool]:
    """Bytes of the index that a query fetches, and whether they have a result."""
    reader = Reader(files)
    found_at_once = bool(reader.first_page(query))
    return sum(reader.fetched.values()), found_at_once


if __name__ == "__main__":
    main()
