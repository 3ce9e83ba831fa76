"""Where the time of a build goes."""

from __future__ import annotations

from collections import defaultdict
from time import process_time


class Clock:
    """Tells how much processor time was spent since it was last asked."""

    def __init__(self) -> None:
        """Start."""
        self.spent: dict[str, float] = defaultdict(float)
        self._last = process_time()

    def stop(self, stage: str) -> None:
        """What was spent since the last stop was spent on this."""
        now = process_time()
        self.spent[stage] += now - self._last
        self._last = now
