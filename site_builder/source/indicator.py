"""The indicator line (指标): one row of a performance-target table, typed as one line."""

from __future__ import annotations

import re
from typing import NamedTuple

from site_builder.values.text import Place, Text

_COMPARISON = re.compile(r"(>=|<=|[=≥≤≧≦><＝＞＜])\s*")
_NUMBER = re.compile(r"(-?\d[\d,]*(?:\.\d+)?)\s*(.*)", re.DOTALL)


class Value(NamedTuple):
    """An indicator's value (指标值), taken apart: `≥95%` is ≥, 95, %; `效果明显` is qualitative."""

    comparison: str
    """The sign as typed (`=`, `≥`, `≧` …); blank if there is none."""
    number: str
    """The number as typed; blank for a qualitative value."""
    unit: str
    """What follows the number, such as `%` or `次`."""
    rest: Text
    """The typed value without its comparison sign: what a form prints beside a column for the sign."""


def parts(line: Text) -> tuple[Text, ...]:
    """The parts of a line, separated by `|` or `｜`, each with its own column."""
    found: list[Text] = []
    file, row, column = line.place
    for piece in line.replace("｜", "|").split("|"):
        word = piece.strip()
        found.append(Text(word, Place(file, row, column + (piece.find(word) if word else len(piece)))))
        column += len(piece) + 1
    return tuple(found)


def parse_value(text: Text) -> Value:
    """Take a value apart. Nothing is ever lost: sign and rest together are what was typed."""
    sign = _COMPARISON.match(text)
    comparison = sign.group(1) if sign else ""
    rest = Text(text[sign.end() :] if sign else text, text.place)
    number = _NUMBER.fullmatch(rest)
    return Value(comparison, number.group(1) if number else "", number.group(2).strip() if number else "", rest)
