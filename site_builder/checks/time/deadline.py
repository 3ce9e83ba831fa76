"""How long a unit has to publish: twenty natural days after approval (《预算法》第十四条)."""

from __future__ import annotations

from datetime import date, timedelta

DAYS = 20
"""Days from the day after approval to the last day of publication."""


def day(text: str) -> date | None:
    """A date as it is typed, `2026-02-03`; None if there is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def deadline(approved: str) -> date | None:
    """The last day on which a disclosure approved on a day may be published; None if no day is stated."""
    start = day(approved)
    return start + timedelta(days=DAYS) if start else None
