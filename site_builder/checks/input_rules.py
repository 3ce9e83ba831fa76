"""What the codes mean of what the audit does not ask: reading (Y, D, F, S) and printing (Z). input_rules.csv."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class InputRule:
    """One thing that can be wrong with how something was typed or is printed."""

    code: str
    """Its code, such as `Y11`."""
    title: str
    """What is wrong."""
    remedy: str
    """What to do."""


@cache
def input_rules() -> tuple[InputRule, ...]:
    """Every rule of input, in the manual's order."""
    text = (resources.files("site_builder.checks") / "input_rules.csv").read_text("utf-8")
    return tuple(InputRule(*row) for row in csv.reader(text.splitlines()[1:]))
