"""Our builds as a shell starts them: fresh processes of the installed program."""

from __future__ import annotations

import sys
from pathlib import Path

from benchmarks.peers.commands import Run, run

_PROGRAM = (sys.executable, "-m", "site_builder")
_ADDED = "\n说明到此为止。\n"


def built(content: Path, output: Path, *, data: bool = False) -> Run:
    """A build of every page; with CSV, JSON and XLSX if asked for."""
    what = ("--no-pdf",) if data else ("--no-pdf", "--no-data")
    return run((*_PROGRAM, "build", *what, "--content", content, "--output", output))


def asked_for_help() -> Run:
    """The program saying what it can do."""
    return run((*_PROGRAM, "--help"))


def edit(content: Path) -> None:
    """One file differs from what it was: a sentence comes, or goes again."""
    file = next(iter(sorted(content.glob("*/*/narrative.md"))))
    typed = file.read_text("utf-8")
    file.write_text(typed.removesuffix(_ADDED) if typed.endswith(_ADDED) else typed + _ADDED, "utf-8")
