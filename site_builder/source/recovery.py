"""How reading goes on after a line that cannot be read, so that one run reports all of them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Protocol

from site_builder.source import faults
from site_builder.values.finding import Finding
from site_builder.values.text import Place

MOST_LISTED = 100
"""How many faults of one file are listed."""


class Mark(Protocol):
    """A position as the parser gives it, counted from 0."""

    line: int
    """Line."""
    column: int
    """Column in characters."""


def listed(file: str, findings: list[Finding]) -> list[Finding]:
    """The findings in the order of their lines, and no more than anybody would read."""
    inner = sorted(findings, key=lambda finding: finding.source)
    rest = len(inner) - MOST_LISTED
    return inner if rest <= 0 else [*inner[:MOST_LISTED], faults.more(Place(file), rest)]


def blame(error: Exception, place: Callable[[Mark | None], Place], typed: list[str]) -> tuple[Finding, int, int]:
    """What to say of a parser error, and the first and last line that are to blame, counted from 0."""
    problem = str(getattr(error, "problem", None) or error)
    mark: Mark | None = getattr(error, "problem_mark", None)
    opener: Mark | None = getattr(error, "context_mark", None)
    context = str(getattr(error, "context", None))
    first = last = mark.line if mark else 0
    if opener and re.search("simple key|quoted|flow", context):
        first = opener.line
        mark = mark if "flow" in context and "end of stream" not in problem else opener
    line = min(mark.line if mark else 0, len(typed) - 1)
    return faults.unreadable(place(mark), problem, typed[line].strip()), first, last


def leave_out(lines: list[str], first: int, last: int) -> bool:
    """Blank the lines to blame and what hangs below them; False if there is nothing left to blank."""
    first = min(first, len(lines) - 1)
    while first > 0 and not lines[first].strip():
        first -= 1
    if not lines[first].strip():
        return False
    indent = len(lines[first]) - len(lines[first].lstrip())
    end = first + 1
    while end < len(lines) and (end <= last or _deeper(lines[end], indent)):
        end += 1
    lines[first:end] = [""] * (end - first)
    return True


def _deeper(line: str, indent: int) -> bool:
    return not line.strip() or len(line) - len(line.lstrip()) > indent
