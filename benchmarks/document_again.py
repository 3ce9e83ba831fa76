"""What a document costs again after one figure was changed, in a process that keeps its pages, and in a new one.

As a program of its own it is the new process: it makes one document, files that it carries included.
"""

from __future__ import annotations

import os
import pickle
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

from site_builder.build.examine import examine_unit
from site_builder.build.ground import GENERATOR, read_ground
from site_builder.formats.document import render_document
from site_builder.formats.press import Press
from site_builder.site.artifact import Artifact
from site_builder.site.plan import plan_unit
from site_builder.site.theme import Theme, theme
from site_builder.site.views.frame import site_view

UNIT = "qinhuangdao-etdz-office"
"""Whose document it is."""
FIGURES = {
    "a figure of one table": "通用设备: 654.{}",
    "an amount that others sum": "2011102, 项目支出: 31.{}",
}
"""What is changed → where it stands in `budget.yaml`, but for its last two digits."""


def print_again(pairs: int, folder: Path) -> None:
    """Change each figure so many times; print what the two processes cost beside each other."""
    content = folder / "content"
    shutil.copytree(Path("content") / UNIT, content / UNIT)
    shutil.copy("content/site.yaml", content)
    press, look = Press(), theme(content)
    press.document(_artifact(content), look)
    print("\n| after a change of | parts set again | ours, CPU s | a new process ÷ ours, CPU | elapsed |")
    print("| --- | --- | --- | --- | --- |")
    for name, figure in FIGURES.items():
        runs = list(_runs(press, look, content, figure, pairs))
        parts, own, other = zip(*runs, strict=True)
        ratios = [[new[kind] / old[kind] for old, new in zip(own, other, strict=True)] for kind in (0, 1)]
        print(f"| {name} | {parts[0]} | {median(cpu for cpu, _ in own):.2f} | {' | '.join(map(_spread, ratios))} |")


Cost = tuple[float, float]
"""Processor and elapsed seconds."""


def _runs(press: Press, look: Theme, content: Path, figure: str, pairs: int) -> Iterator[tuple[str, Cost, Cost]]:
    path = next((content / UNIT).rglob("budget.yaml"))
    text = path.read_text("utf-8")
    start = text.index(figure.removesuffix("{}")) + len(figure) - 2
    for cents in range(41, 41 + pairs):
        path.write_text(f"{text[:start]}{cents}{text[start + 2 :]}", "utf-8")
        artifact = _artifact(content)
        told: list[tuple[int, int]] = []
        cpu, wall = process_time(), perf_counter()
        made = press.document(artifact, look, partial(_note, told))
        own = process_time() - cpu, perf_counter() - wall
        (content / "job").write_bytes(pickle.dumps((artifact, look)))
        other = _new_process(content / "job")
        if made != (content / "job.pdf").read_bytes():
            message = "the two have made different documents"
            raise ValueError(message)
        yield f"{told[-1][1] - told[0][0] - 1} of {told[-1][1]}", own, other
    path.write_text(text, "utf-8")


def _note(told: list[tuple[int, int]], done: int, parts: int) -> None:
    told.append((done, parts))


def _artifact(content: Path) -> Artifact:
    ground = read_ground(content)
    examined = examine_unit(ground, UNIT)
    site = site_view(ground.site, GENERATOR, draft=True)
    planned = plan_unit(examined.unit, examined.disclosures, site, pdf=True, archival=False, data=False)
    return next(own for own in planned if own.format == "document")


def _new_process(job: Path) -> Cost:
    environment = {name: value for name, value in os.environ.items() if name != "FONTCONFIG_FILE"}
    started = perf_counter()
    command = [sys.executable, "-m", "benchmarks.document_again", str(job)]
    process = subprocess.Popen(command, env=environment)  # noqa: S603
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return used.ru_utime + used.ru_stime, perf_counter() - started


def _spread(values: Sequence[float]) -> str:
    return f"{median(values):.2f} ({min(values):.2f}–{max(values):.2f})"


if __name__ == "__main__":
    made = render_document(*pickle.loads(Path(sys.argv[1]).read_bytes()))  # noqa: S301 - our own
    if not isinstance(made, bytes):
        raise ValueError(made)
    Path(sys.argv[1]).with_suffix(".pdf").write_bytes(made)
