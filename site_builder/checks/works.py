"""Tasks and projects with their indicators, as the laws on performance targets (绩效目标) look at them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from site_builder.book.disclosure import Disclosure, Entry
from site_builder.source.indicator import Value, parse_value
from site_builder.values.money import parse_amount, total
from site_builder.values.text import Place, Text

_KINDS = ("任务", "项目")
_BLANK = Text("")
_TAIL = re.compile(r"(?:[（(][^（()）]*[%％‰][^（()）]*[)）]|[%％]|指标|[\s。，、；：:;,.])+$")


@dataclass(frozen=True, slots=True)
class Work:
    """One task of the overall target, or one project."""

    kind: str
    """任务 or 项目."""
    step: str
    """Its number and name, as findings write it: `项目3 档案专项`."""
    entry: Entry
    """What was typed of it."""

    @property
    def name(self) -> Text:
        """Its name."""
        return self.entry.fields.get("名称", _BLANK)

    @property
    def place(self) -> Place:
        """Where its name was typed."""
        return self.name.place


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator of a task or project."""

    work: Work
    """Whose it is."""
    entry: Entry
    """Its texts by field: 描述, 依据, 核心 …"""
    name: Text
    """Its name (三级指标)."""
    stated: Text
    """Its value as typed, sign included."""
    value: Value
    """Its value, taken apart."""
    short: str
    """Its name without the unit and the stops behind it: `处置率（%）` is 处置率."""
    number: Decimal | None
    """The number of its value; None for a qualitative one."""
    level_one: str
    """一级指标 as printed, without the word 指标: 成本, 产出, 效益, 满意度."""
    level_two: str
    """二级指标 as printed, without the word 指标, such as 数量 or 经济成本."""

    @property
    def steps(self) -> tuple[str, ...]:
        """Its printed place: task or project, then its own name."""
        return (self.work.step, str(self.name))

    @property
    def place(self) -> Place:
        """Where its line was typed."""
        return self.stated.place if self.stated.place.line else self.name.place

    def text(self, field: str) -> Text:
        """One of its texts; blank if the form does not have it."""
        return self.entry.fields.get(field, _BLANK)


def works(disclosure: Disclosure) -> Iterator[Work]:
    """Every task and project, secret ones included, in the order typed."""
    for kind in _KINDS:
        for number, entry in enumerate(disclosure.entry.children.get(kind, ()), start=1):
            yield Work(kind, f"{kind}{number} {entry.fields.get('名称', '')}".strip(), entry)


def indicators(work: Work) -> Iterator[Indicator]:
    """The indicators of a task or project, in the order typed."""
    for entry in work.entry.children.get("指标", ()):
        name, stated = entry.fields.get("名称", _BLANK), entry.fields.get("原文", _BLANK)
        value = parse_value(stated)
        yield Indicator(
            work=work,
            entry=entry,
            name=name,
            stated=stated,
            value=value,
            short=_short(str(name)),
            number=parse_amount(value.number) if value.number else None,
            level_one=entry.fields.get("一级", _BLANK).removesuffix("指标"),
            level_two=entry.fields.get("二级", _BLANK).removesuffix("指标"),
        )


# Names of indicators come back from unit to unit.
@lru_cache(maxsize=4096)
def _short(name: str) -> str:
    return _TAIL.sub("", name)


def money_of(disclosure: Disclosure, work: Work) -> Decimal | None:
    """The money of a task or project in 元; None if none was typed, or if it is a state secret."""
    ledger = disclosure.ledger
    chosen = ledger.select([{"账": (work.kind,), "条": (work.entry.key,)}]) if work.entry.key else frozenset()
    amounts = [ledger.facts[number].amount for number in chosen]
    return total([amount for amount in amounts if amount is not None]) if amounts and None not in amounts else None
