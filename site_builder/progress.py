"""How far a long build has come: one living line on a terminal, few plain ones in a log, none for a short build."""

from __future__ import annotations

import sys
from time import perf_counter

_SOON, _SELDOM = 0.2, 15
"""Seconds between two looks at a terminal's line, and between two lines of a log."""
_SHORT = 2
"""Seconds after which a build is long."""


class Progress:
    """Tells how many are done and how long the rest will take, on stderr."""

    def __init__(self) -> None:
        """Begin."""
        self._living = sys.stderr.isatty()
        self._begun = self._last = perf_counter()
        self._what, self._first = "", 0

    def __call__(self, what: str, done: int, of: int) -> None:
        """So many of something are done."""
        now = perf_counter()
        if what != self._what:
            self._what, self._first, self._begun = what, done, now
        waited = now - self._last >= (_SOON if self._living else _SELDOM)
        if waited and now - self._begun >= _SHORT and done < of:
            self._last = now
            left = (now - self._begun) / (done - self._first) * (of - done)
            self._tell(f"{what} {done}/{of}，还要{_in_words(left)}")

    def end(self) -> None:
        """Clear the living line."""
        if self._living:
            self._write("\r\x1b[K")

    def _tell(self, text: str) -> None:
        self._write(f"\r\x1b[K{text}" if self._living else f"{text}\n")

    def _write(self, text: str) -> None:
        """Whoever has stopped reading does not stop the build."""
        try:
            sys.stderr.write(text)
            sys.stderr.flush()
        except OSError:
            self._living = False


def _in_words(seconds: float) -> str:
    if seconds < 90:
        return f" {max(1, round(seconds))} 秒"
    if seconds < 5400:
        return f" {round(seconds / 60)} 分钟"
    return f" {seconds / 3600:.1f} 小时"
