"""From typed figures to facts: every amount gets its coordinates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from site_builder.book.ledger import Fact
from site_builder.book.reading.fields import Notes, amount, nearest
from site_builder.law.dimensions import SHIFTS
from site_builder.source.node import Node, Record
from site_builder.values.money import EXACT
from site_builder.values.text import Text, brief


@dataclass(frozen=True, slots=True)
class Account:
    """How the figures of one 账 are typed."""

    name: str
    """The value of dimension 账."""
    keys: Mapping[str, Mapping[str, str]]
    """A figure's key → the coordinates it stands for."""
    assumed: Mapping[str, str]
    """Coordinates of a figure that says nothing else."""
    quantities: frozenset[str] = frozenset()
    """Keys whose figures are no money."""


BASE: Mapping[str, str] = {"年": "本年", "口径": "预算数"}
"""Where a figure stands in time unless a key such as 上年 moves it."""


def facts(account: Account, record: Record, at: Mapping[str, str], notes: Notes) -> Iterator[Fact]:
    """The figures of one record at the record's own coordinates.

    Keys of `SHIFTS`, such as 上年, hold a further map of the same keys at other coordinates. Keys that are
    neither figures nor shifts are the caller's: it has checked them already.
    """
    for key, node in record.fields.items():
        if key in account.keys:
            yield from _one(account, key, node, {**at, **account.keys[str(key)]}, notes)
        elif key in SHIFTS:
            yield from _shifted(account, key, node, {**at, **SHIFTS[str(key)]}, notes)


def fact(
    account: str,
    node: Text,
    where: Mapping[str, str],
    what: str,
    notes: Notes,
    *,
    money: bool = True,
) -> Iterator[Fact]:
    """One figure; nothing for blank or for what is not a figure."""
    value = amount(node, what, notes)
    if value is not None:
        exact = EXACT.multiply(value, notes.factor) if money else value
        yield Fact({"账": account, **BASE, **where}, node, exact, money)


def _one(account: Account, key: Text, node: Node, at: Mapping[str, str], notes: Notes) -> Iterator[Fact]:
    if isinstance(node, Text):
        where = {**account.assumed, **at}
        yield from fact(account.name, node, where, f"“{key}”", notes, money=key not in account.quantities)
    else:
        amount(node, f"“{key}”", notes)


def _shifted(account: Account, key: Text, node: Node, at: Mapping[str, str], notes: Notes) -> Iterator[Fact]:
    if not isinstance(node, Record):
        if not (isinstance(node, Text) and not node):
            remedy = f"例如“{key}: {{{next(iter(account.keys))}: 12.50}}”。"
            notes.add("D04", f"“{key}”应为一组“键: 值”。", node.place, remedy)
        return
    for inner in node.fields:
        if inner not in account.keys and inner not in SHIFTS:
            notes.add("D02", f"“{key}”里不认识“{brief(inner)}”。", inner.place, nearest(inner, account.keys))
    yield from facts(account, node, at, notes)
