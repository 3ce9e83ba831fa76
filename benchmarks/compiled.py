"""The program as it is once it is installed: a shell may forbid Python to keep what it has compiled."""

from __future__ import annotations

from compileall import compile_dir
from pathlib import Path

_PROGRAM = Path(__file__).resolve().parent.parent / "site_builder"


def compile_program() -> None:
    """Compile what the measured processes load, so that none of them has to."""
    compile_dir(_PROGRAM, quiet=1)
