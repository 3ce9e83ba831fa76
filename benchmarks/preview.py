"""What a preview takes to start, to show a save, and to do nothing; with --hugo also Hugo's server on the same pages.

Ours is looked at as a browser does: a page is asked for again when its line tells so. Hugo is asked again and again,
which is the sooner way to see what it serves.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import monotonic, perf_counter, sleep

from tornado.websocket import websocket_connect

from benchmarks.compiled import compile_program
from benchmarks.content import write_content
from benchmarks.peers.sites import write_heads, write_templates, write_units

PORT = 8123
UNIT = 7
"""The unit whose page is looked at."""
PAGE = f"/{900000 + UNIT}/2026-budget/"
SAVES = 20
PAUSE = 1
"""Seconds between two saves."""
SETTLED = 3
"""Seconds after which a server that is left alone does nothing more."""
IDLE = 10
"""Seconds during which it is watched doing nothing."""
TARGETS = {"first": 0.5, "save": 0.2, "idle": 1.0, "hugo": 0.25}
PATIENCE = 900

Saved = Callable[[str], float]
"""Saves a page with a text and gives the seconds until it was served."""


@dataclass(frozen=True, slots=True)
class Measured:
    """One server."""

    first: float
    """Seconds from its start to the first page."""
    saves: Sequence[float]
    """Seconds from each save to the new page."""
    work: Sequence[float]
    """Processor seconds that each save cost."""
    idle: float
    """Share of a core it takes while nothing happens, in hundredths."""
    memory: float
    """MiB in the end."""


def main() -> None:
    """Generate the units, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, prog="python -m benchmarks.preview")
    parser.add_argument("--units", type=int, default=1000, help="how many units (1000)")
    parser.add_argument("--hugo", action="store_true", help="Hugo's server too; benchmarks/peers/setup installs it")
    wanted = parser.parse_args()
    compile_program()
    with TemporaryDirectory() as folder:
        content = write_content(Path(folder) / "content", range(1, wanted.units + 1))
        ours = _ours(content)
        _print("ours", ours, wanted.units)
        if wanted.hugo:
            peer = _hugo(content, Path(folder) / "sites")
            _print("Hugo", peer, wanted.units)
            print(f"ours ÷ Hugo, a save: {median(ours.saves) / median(peer.saves):.2f} (target {TARGETS['hugo']})")


def _print(name: str, measured: Measured, units: int) -> None:
    saves, work = sorted(measured.saves), sorted(measured.work)
    print(f"{name}, {units} units")
    print(f"  start to first page  {measured.first:.2f} s (ours: target {TARGETS['first']})")
    print(f"  save to new page     {median(saves):.3f} s ({saves[0]:.3f}–{saves[-1]:.3f}; target {TARGETS['save']})")
    print(f"  processor per save   {median(work):.3f} s ({work[0]:.3f}–{work[-1]:.3f})")
    print(f"  idle                 {measured.idle:.2f} % of a core (target {TARGETS['idle']})")
    print(f"  memory               {measured.memory:.0f} MiB")


def _ours(content: Path) -> Measured:
    narrative = content / f"unit-{UNIT:05}" / "2026-budget" / "narrative.md"
    command = (sys.executable, "-m", "site_builder", "preview", "--content", content, f"--port={PORT}")
    text = narrative.read_text("utf-8")

    def saved(told: str) -> float:
        return asyncio.run(_seen(narrative, text + told, told))

    return _measured(command, content.parent, saved)


async def _seen(path: Path, text: str, told: str) -> float:
    """Seconds from a save until the page that was asked for again has a text."""
    known = dict(re.findall(r'data-(address|mark)="([^"]*)"', _get()))
    own = await websocket_connect(f"ws://127.0.0.1:{PORT}/_preview/line")
    await own.write_message(json.dumps({"command": "hello", "protocols": []}))
    await own.write_message(json.dumps({"command": "info", "url": PAGE, **known}))
    await asyncio.sleep(PAUSE / 5)
    start = perf_counter()
    await asyncio.to_thread(path.write_text, text, "utf-8")
    while json.loads(str(await own.read_message()))["command"] != "reload":
        pass
    if told.strip() not in _get():
        message = "the page was not the new one"
        raise RuntimeError(message)
    seconds = perf_counter() - start
    own.close()
    return seconds


def _hugo(content: Path, sites: Path) -> Measured:
    write_templates(sites)
    write_heads(write_units(content, sites), sites)
    page = sites / "hugo" / "content" / str(900000 + UNIT) / "2026-budget" / "index.md"
    text = page.read_text("utf-8")

    def saved(told: str) -> float:
        start = perf_counter()
        page.write_text(text + told, "utf-8")
        _until(lambda: told.strip() in _get(), 0.002)
        return perf_counter() - start

    program = next(Path(__file__).parent.glob("peers/.venv/lib/python*/site-packages/hugo/binaries/hugo*"))
    return _measured((program, "server", "--quiet", "--noBuildLock", f"--port={PORT}"), sites / "hugo", saved)


def _measured(command: Sequence[str | Path], folder: Path, saved: Saved) -> Measured:
    start = perf_counter()
    with _running(command, folder) as process:
        _until(lambda: "<h1" in _get(), 0.005)
        first = perf_counter() - start
        saved("\n第00次改动\n")
        sleep(SETTLED)
        saves, work = [], []
        for number in range(1, SAVES + 1):
            # Hugo builds twice for a save; what is saved meanwhile it would show too soon.
            sleep(PAUSE)
            before = _spent(process.pid)
            saves.append(saved(f"\n第{number:02}次改动\n"))
            work.append(_spent(process.pid) - before)
        sleep(SETTLED)
        before = _spent(process.pid)
        sleep(IDLE)
        idle = (_spent(process.pid) - before) / IDLE * 100
        return Measured(first, saves, work, idle, _memory(process.pid))


@contextmanager
def _running(command: Sequence[str | Path], folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    here = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parent.parent)}
    with subprocess.Popen(command, cwd=folder, env=here, stdout=subprocess.DEVNULL) as process:  # noqa: S603
        try:
            yield process
        finally:
            process.terminate()


def _get() -> str:
    """The page; blank as long as nobody answers."""
    connection = HTTPConnection("127.0.0.1", PORT, timeout=PATIENCE)
    try:
        connection.request("GET", PAGE)
        return connection.getresponse().read().decode(errors="replace")
    except (ConnectionError, HTTPException):
        return ""
    finally:
        connection.close()


def _until(happened: Callable[[], bool], step: float) -> None:
    end = monotonic() + PATIENCE
    while not happened():
        if monotonic() > end:
            message = "it never happened"
            raise RuntimeError(message)
        sleep(step)


def _spent(process: int) -> float:
    """Processor seconds of a process: of the threads that it has now."""
    tasks = Path(f"/proc/{process}/task").glob("*/schedstat")
    return sum(int(task.read_text().split()[0]) for task in tasks) / 1_000_000_000


def _memory(process: int) -> float:
    (kilobytes,) = re.findall(r"VmRSS:\s+(\d+)", Path(f"/proc/{process}/status").read_text())
    return int(kilobytes) / 1024


if __name__ == "__main__":
    main()
