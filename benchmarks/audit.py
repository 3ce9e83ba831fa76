"""What the audit costs, beside everything else that the same HTML pages need."""

from __future__ import annotations

import argparse
import gc
import os
import platform
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from unittest.mock import patch

from benchmarks.content import write_content
from benchmarks.examined import examined
from site_builder.build.examine import Examined
from site_builder.build.ground import GENERATOR, read_ground
from site_builder.checks.audit import Audited, audit
from site_builder.checks.check import Check, catalogue
from site_builder.checks.subject import Subject
from site_builder.publish.render import render
from site_builder.site.artifact import Artifact
from site_builder.site.plan import plan_site, plan_unit
from site_builder.site.search.mentions import found as mentioned
from site_builder.site.search.pages import search_pages
from site_builder.site.summary import short
from site_builder.site.theme import Theme, theme
from site_builder.site.views.frame import SiteView, site_view
from site_builder.values.finding import Finding
from site_builder.values.outcome import Outcome

BATCH = 50
"""Units that are in memory together."""
REPETITIONS = 5
"""How often every unit goes through the whole chain."""
TARGET = 0.25
"""What the audit may cost where everything else costs 1."""

READ, AUDIT, PAGES = "parse + read + tabulate", "audit", "plan + render HTML pages"


@dataclass(frozen=True, slots=True)
class Watch:
    """Seconds by what they were spent on."""

    cpu: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    """Processor time."""
    wall: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    """Elapsed time."""

    @contextmanager
    def of(self, name: str, within: str = "") -> Iterator[None]:
        """Measure what is done here; it does not count for what it happens within."""
        cpu, wall = process_time(), perf_counter()
        yield
        for spent, seconds in ((self.cpu, process_time() - cpu), (self.wall, perf_counter() - wall)):
            spent[name] += seconds
            spent[within] -= seconds


def main() -> None:
    """Generate the units, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--units", type=int, default=1000, help="how many units (1000)")
    parser.add_argument("--profile", action="store_true", help="the ten dearest checks instead of the stages")
    wanted = parser.parse_args()
    print(f"{wanted.units} units, Python {platform.python_version()}, {os.cpu_count()} cores\n")
    with TemporaryDirectory() as folder:
        batches = [
            write_content(Path(folder) / str(first), range(first, min(first + BATCH, wanted.units + 1)))
            for first in range(1, wanted.units + 1, BATCH)
        ]
        if wanted.profile:
            _print_profile(batches, wanted.units)
        else:
            _print_stages(batches, wanted.units)


def _print_stages(batches: Sequence[Path], units: int) -> None:
    found: Counter[str] = Counter()
    watches = [_watched(batches, found) for _ in range(REPETITIONS)]
    print(f"Median of {REPETITIONS} repetitions (min–max).\n")
    print("| stage | CPU ms per unit | elapsed ms per unit |\n| --- | --- | --- |")
    for stage in (READ, AUDIT, PAGES):
        cpu, wall = ([1000 * spent[stage] / units for spent in clock] for clock in _clocks(watches))
        print(f"| {stage} | {_spread(cpu, 1)} | {_spread(wall, 1)} |")
    cpu, wall = ([spent[AUDIT] / (spent[READ] + spent[PAGES]) for spent in clock] for clock in _clocks(watches))
    print(f"| **audit ÷ all the rest** (target ≤ {TARGET}) | **{_spread(cpu, 3)}** | {_spread(wall, 3)} |")
    print(f"\n{'met' if median(cpu) <= TARGET else 'MISSED'}; findings per repetition: {_listed(found)}")


def _clocks(watches: Sequence[Watch]) -> tuple[list[Mapping[str, float]], list[Mapping[str, float]]]:
    return [watch.cpu for watch in watches], [watch.wall for watch in watches]


def _watched(batches: Iterable[Path], found: Counter[str]) -> Watch:
    """One repetition: every batch through the stages of a build, in turn."""
    watch = Watch()
    found.clear()

    def watched_audit(subject: Subject) -> Audited:
        with watch.of(AUDIT, within=READ):
            return audit(subject)

    with patch("site_builder.build.examine.audit", watched_audit):
        for batch in batches:
            found.update(f"{finding.severity} {finding.code}" for finding in _built(batch, watch))
    return watch


def _built(content: Path, watch: Watch) -> tuple[Finding, ...]:
    """The pages of a batch, rendered and dropped. Its findings."""
    gc.collect()
    with watch.of(READ):
        ground = read_ground(content)
        units = list(examined(content))
    with watch.of(PAGES):
        look = theme(content)
        for artifact in _artifacts(units, site_view(ground.site, GENERATOR), look):
            if artifact.format == "page":
                render(artifact, look)
    return (*ground.findings, *(finding for own in units for finding in own.findings))


def _artifacts(units: Sequence[Examined], site: SiteView, look: Theme) -> Iterator[Artifact]:
    """Every file of a site, but for documents."""
    for own in units:
        yield from plan_unit(own.unit, own.disclosures, site, pdf=False, archival=False, data=True)
    summaries = [short(own.unit, own.disclosures) for own in units]
    yield from plan_site(summaries, site, look, pdf=False, data=True)
    subjects = (audited.subject for own in units for audited in own.disclosures)
    listed = tuple(mentioned(own.unit, own.disclosure, own.sheets) for own in subjects)
    yield from search_pages(summaries, listed, site)


def _print_profile(batches: Iterable[Path], units: int) -> None:
    watch = Watch()
    laws = tuple(replace(law, run=_clocked(law, watch)) for law in catalogue())
    with patch("site_builder.checks.audit.catalogue", lambda: laws):
        for batch in batches:
            list(examined(batch))
    spent = {law.code: 1000 * watch.cpu[law.code] / units for law in laws}
    titles = {law.code: law.title for law in laws}
    print("| check | CPU ms per unit | share |\n| --- | --- | --- |")
    for code in sorted(spent, key=lambda code: -spent[code])[:10]:
        print(f"| {code} {titles[code]} | {spent[code]:.2f} | {spent[code] / sum(spent.values()):.0%} |")
    print(f"| all {len(laws)} checks | {sum(spent.values()):.2f} | 100% |")
    print("\nWhat several checks share is worked out once, and is charged to the first of them.")


def _clocked(law: Check, watch: Watch) -> Callable[[Subject], Iterable[Finding] | Outcome]:
    """The law, run to its last finding under its own code."""

    def run(subject: Subject) -> Iterable[Finding] | Outcome:
        with watch.of(law.code):
            said = law.run(subject)
            return said if isinstance(said, str) else tuple(said)

    return run


def _spread(values: Sequence[float], places: int) -> str:
    return f"{median(values):.{places}f} ({min(values):.{places}f}–{max(values):.{places}f})"


def _listed(found: Mapping[str, int]) -> str:
    return ", ".join(f"{count} × {what}" for what, count in sorted(found.items())) or "none"


if __name__ == "__main__":
    main()
