"""Progress: told on long builds only, as a living line on a terminal and as few plain lines in a log."""

from __future__ import annotations

import io
import sys
from itertools import count

import pytest

from site_builder import progress
from site_builder.progress import Progress


class Terminal(io.StringIO):
    """A stream that somebody watches."""

    def isatty(self) -> bool:
        return True


def told(monkeypatch: pytest.MonkeyPatch, stream: io.StringIO, seconds: int, of: int = 60) -> str:
    """What is written while so many things are done, each of which takes so many seconds."""
    clock = count(0, seconds)
    monkeypatch.setattr(progress, "perf_counter", lambda: next(clock))
    monkeypatch.setattr(sys, "stderr", stream)
    own = Progress()
    for done in range(1, of + 1):
        own("单位", done, of)
    own.end()
    return stream.getvalue()


def test_a_log_has_few_plain_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    """In a log there is a line each quarter of a minute, with what is done and what is left."""
    lines = told(monkeypatch, io.StringIO(), 5).splitlines()
    assert 15 < len(lines) < 25
    assert lines[0].startswith("单位 ")
    assert all("/60" in line and "\r" not in line and "\x1b" not in line for line in lines)


def test_a_terminal_has_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a terminal the line is written over, and gone at the end."""
    text = told(monkeypatch, Terminal(), 5)
    assert "\n" not in text
    assert text.count("\r") > 50
    assert text.endswith("\r\x1b[K")


def test_a_short_build_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """A log is told nothing of what takes no time."""
    assert told(monkeypatch, io.StringIO(), 0) == ""


def test_the_time_that_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is left is told from what has been done: 58 of which each takes a minute need 58 minutes."""
    lines = told(monkeypatch, io.StringIO(), 60).splitlines()
    assert lines[0] == "单位 2/60，还要 58 分钟"
    assert lines[-1] == "单位 59/60，还要 60 秒"


def test_nobody_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever has stopped reading does not stop the build."""

    class Closed(io.StringIO):
        def write(self, _: str) -> int:
            raise BrokenPipeError

    assert told(monkeypatch, Closed(), 60) == ""
