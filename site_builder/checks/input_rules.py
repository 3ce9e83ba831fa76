"""What the codes mean that are given while files are read (Y, D, F, S): input_rules.csv, as values."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class InputRule:
    """One thing that can be wrong with how something was typed."""

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
