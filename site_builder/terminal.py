"""Printing that cannot fail a command: on any terminal, in any encoding, with or without a reader."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path
from typing import TextIO

from site_builder.values.finding import SEVERITIES, BuildError, Finding

_MOST_PLACES = 5
"""JSON has them all; a line that nobody reads to its end helps nobody."""


def prepare() -> None:
    """Characters that a terminal's encoding does not have are printed as escapes."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def say(text: str, stream: TextIO | None = None) -> None:
    """Print a line. Whoever has stopped reading changes neither what a command does nor how it ends.

    Raises `BuildError` if the line cannot be written for another reason, such as a full disk.
    """
    out = stream or sys.stdout
    try:
        print(text, file=out, flush=True)
    except BrokenPipeError:
        _mute(out)
    except OSError as error:
        _mute(out)
        message = f"结果没有写完：{error.strerror}。"
        raise BuildError(message) from error


def as_line(finding: Finding, content: Path) -> str:
    """One finding as editors and people read it: place, what, what to do, and what it rests on."""
    file, line, column = finding.source
    place = f"{(content / file).as_posix()}:{line}:{column}" if line else file
    more = (
        f"表中位置：{finding.place.replace('›', ' › ')}" if finding.place else "",
        finding.remedy,
        _others(finding.others),
        f"豁免理由：{finding.waiver}" if finding.waiver else "",
        f"依据：{finding.basis}。" if finding.basis else "",
    )
    head = f"{place}: {SEVERITIES[finding.severity]} {finding.code}：{finding.message}"
    return "\n    ".join((head, *(line for line in more if line)))


def _others(places: tuple[str, ...]) -> str:
    more = f"；等 {len(places)} 处" if len(places) > _MOST_PLACES else ""
    return f"也请核对：{'；'.join(places[:_MOST_PLACES])}{more}。" if places else ""


def settle() -> None:
    """Flush what others printed, so that Python has nothing left to complain of while it shuts down."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            _mute(stream)


def speaks_chinese(stream: TextIO) -> bool:
    """Whether a stream takes every character as it is."""
    return stream.encoding.lower().replace("-", "").startswith("utf")


def _mute(stream: TextIO) -> None:
    """What is still in the buffer goes nowhere."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)
