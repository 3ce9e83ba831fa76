"""What a build costs, beside Hugo and Eleventy building the same pages from finished tables."""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import sys
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from statistics import median
from subprocess import CalledProcessError
from tempfile import TemporaryDirectory

from benchmarks.compiled import compile_program
from benchmarks.content import write_content
from benchmarks.ours import asked_for_help, built, edit
from benchmarks.peers.commands import PEERS, Run, built_by
from benchmarks.peers.pages import differences
from benchmarks.peers.sites import Data, write_heads, write_templates, write_units

BATCH = 50
"""Units whose tables are in memory together."""
COMPARED = 100
"""At most so many units are compared, evenly spread."""
TARGETS: Mapping[str, tuple[float, float]] = {"hugo": (0.8, 0.6), "eleventy": (1.4, 0.9)}
"""Peer → what our build may cost where the peer's costs 1: processor time and elapsed time."""
CHANGED, NOTHING, MEMORY, HELP = 0.03, 0.015, 150, 0.15
"""One file changed and nothing changed ÷ cold; MiB of a process; seconds until help is there."""


@dataclass(frozen=True, slots=True)
class Round:
    """Every build once, one after the other."""

    cold: Run
    """Ours into an empty folder."""
    changed: Run
    """Ours again, after one file was changed."""
    nothing: Run
    """Ours again, after nothing was."""
    data: Run
    """Ours into an empty folder, with CSV, JSON and XLSX."""
    peers: Mapping[str, Run]
    """The peers' builds into empty folders."""


def main() -> None:
    """Generate the units, compare the pages, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, prog="python -m benchmarks.peers")
    parser.add_argument("--units", type=int, default=100, help="how many units (100)")
    parser.add_argument("--pairs", type=int, default=5, help="how often all are run one after the other (5)")
    parser.add_argument("--peer", choices=PEERS, action="append", help="only this one")
    wanted = parser.parse_args()
    compile_program()
    with TemporaryDirectory() as folder:
        top = Path(folder)
        _write(top, wanted.units)
        peers = _compared(top, wanted.peer or PEERS)
        print(f"{wanted.units} units, {wanted.pairs} pairs, Python {platform.python_version()}, ", end="")
        print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}", flush=True)
        _print([_round(top, peers) for _ in range(wanted.pairs)])


def _write(top: Path, units: int) -> None:
    """Content for us; for the peers what follows from it."""
    write_content(top / "content", range(1, units + 1))
    write_templates(top / "sites")
    batches = [range(first, min(first + BATCH, units + 1)) for first in range(1, units + 1, BATCH)]
    with ProcessPoolExecutor() as pool:
        heads = list(pool.map(_write_batch, [top] * len(batches), batches))
    write_heads({name: head for own in heads for name, head in own.items()}, top / "sites")


def _write_batch(top: Path, numbers: range) -> Data:
    content = write_content(top / "batches" / str(numbers.start), numbers)
    heads = write_units(content, top / "sites")
    shutil.rmtree(content)
    return heads


def _compared(top: Path, peers: Sequence[str]) -> tuple[str, ...]:
    """The peers that can build so many units. Stops if their pages do not say what ours say."""
    built(top / "content", top / "ours")
    units = sorted(own.parent.name for own in (top / "ours").glob("*/*-budget"))
    units = units[:: -(-len(units) // COMPARED)]
    able = []
    for peer in peers:
        try:
            built_by(peer, top / "sites", top / peer)
        except CalledProcessError as error:
            print(f"{peer} does not finish: {error}")
            continue
        if found := list(islice(differences(top / "ours", top / peer, units), 20)):
            sys.exit("\n".join((f"{peer} says something else:", *found)))
        print(f"{peer}: every cell and word of {len(units)} units as on our pages", flush=True)
        able.append(peer)
    return tuple(able)


def _round(top: Path, peers: Sequence[str]) -> Round:
    """Each build of a round finds its output folder empty, but for the two that come after a cold one."""
    for site in (".gongkai", "ours", "data", *peers):
        shutil.rmtree(top / site, ignore_errors=True)
    content = top / "content"
    cold = built(content, top / "ours")
    theirs = {peer: built_by(peer, top / "sites", top / peer) for peer in peers}
    edit(content)
    changed, nothing = built(content, top / "ours"), built(content, top / "ours")
    told = (f"{name} {own.cpu:.2f} s" for name, own in {"ours": cold, "changed": changed, **theirs}.items())
    print(", ".join(told), flush=True)
    return Round(cold, changed, nothing, built(content, top / "data", data=True), theirs)


def _print(rounds: Sequence[Round]) -> None:
    print(
        "\nMedians (min–max).\n\n| build | CPU s | elapsed s | MiB of the largest process |\n| --- | --- | --- | --- |"
    )
    builds = {
        "ours": [own.cold for own in rounds],
        "ours, one file changed": [own.changed for own in rounds],
        "ours, nothing changed": [own.nothing for own in rounds],
        "ours, with CSV, JSON and XLSX": [own.data for own in rounds],
        **{peer: [own.peers[peer] for own in rounds] for peer in rounds[0].peers},
        "ours, help": [asked_for_help() for _ in rounds],
    }
    for name, runs in builds.items():
        seconds = (_spread([own.cpu for own in runs]), _spread([own.wall for own in runs]))
        print(f"| {name} | {' | '.join(seconds)} | {max(own.memory for own in runs):.0f} |")
    print("\n| ratio, pair by pair | CPU | elapsed |\n| --- | --- | --- |")
    cold = builds["ours"]
    for peer, targets in TARGETS.items():
        if peer in builds:
            _print_ratio(f"ours ÷ {peer}", cold, builds[peer], targets)
    _print_ratio("one file changed ÷ cold", builds["ours, one file changed"], cold, (CHANGED, None))
    _print_ratio("nothing changed ÷ cold", builds["ours, nothing changed"], cold, (NOTHING, None))
    _print_ratio("with CSV, JSON and XLSX ÷ cold", builds["ours, with CSV, JSON and XLSX"], cold, (None, None))
    print(f"\nMemory: {_judged(max(own.memory for own in cold), MEMORY)}", end="; ")
    print(f"help: {_judged(median(own.wall for own in builds['ours, help']), HELP)}.")


def _print_ratio(
    name: str, these: Sequence[Run], those: Sequence[Run], targets: tuple[float | None, float | None]
) -> None:
    pairs = list(zip(these, those, strict=True))
    columns = ([one.cpu / other.cpu for one, other in pairs], [one.wall / other.wall for one, other in pairs])
    judged = (
        _spread(ratios, 3) + ("" if target is None else f", target {_judged(median(ratios), target)}")
        for ratios, target in zip(columns, targets, strict=True)
    )
    print(f"| {name} | {' | '.join(judged)} |")


def _judged(measured: float, target: float) -> str:
    return f"{target} {'met' if measured <= target else 'MISSED'}"


def _spread(values: Sequence[float], places: int = 2) -> str:
    return f"{median(values):.{places}f} ({min(values):.{places}f}–{max(values):.{places}f})"


if __name__ == "__main__":
    main()
