"""Amounts and percentages in prose: what each states, to which place, and whether it claims to be exact."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from site_builder.checks.prose.reading import Reading
from site_builder.values.money import UNITS, decimals

POINTS = "个百分点"
"""The unit of a difference between two percentages."""

_AMOUNT = re.compile(
    r"(?<![\d.,A-Za-z])(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"(?P<some>[多余几]?)(?:(?P<percent>%|个百分点)|(?P<scale>[千万亿]?)(?P<more>[多余]?)元)"
)
_ABOUT = re.compile(
    r"(?:约|近|接近|将近|超过?|不足|不到|不少于|不低于|不高于|至少|最多|最高|最低|上限|[≤≥<>＜＞至~～—–-]|(?<!达)到)(?:为|增加|增长|减少|下降|降低)?$"
)
_OR_SO = re.compile(r"左右|上下|以内|以下|以上|之内|[多余/]|每|[至到~～—–-]+\d")


@dataclass(frozen=True, slots=True)
class Amount:
    """One amount or percentage of the prose."""

    value: Decimal
    """In 元; a percentage as its number."""
    step: Decimal
    """One unit of its last stated place, in 元 or per cent."""
    unit: str
    """元, 千元, 万元, 亿元, % or 个百分点."""
    exact: bool
    """Whether it claims to be exact: not 约, 左右, 以内, a range or a rate for each."""
    text: str
    """As printed."""
    start: int
    """Where it begins in its reading."""
    end: int
    """Where it ends."""
    bound: bool
    """Whether a reference prints it."""

    @property
    def money(self) -> bool:
        """Whether it is an amount of money."""
        return self.unit in UNITS


def amounts_of(reading: Reading) -> Iterator[Amount]:
    """The amounts and percentages of a passage, in order. Dates, numbers of documents and counts are none."""
    text = reading.text
    for match in _AMOUNT.finditer(text):
        unit = match["percent"] or f"{match['scale']}元"
        factor = UNITS.get(unit, Decimal(1))
        number = Decimal(match["digits"].replace(",", ""))
        loose = (
            match["some"]
            or match["more"]
            or _ABOUT.search(text[: match.start()][-8:])
            or _OR_SO.match(text, match.end())
        )
        yield Amount(
            number * factor,
            Decimal(1).scaleb(-decimals(number)) * factor,
            unit,
            not loose,
            match[0],
            match.start(),
            match.end(),
            reading.is_bound(match.start()),
        )
