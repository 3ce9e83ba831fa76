"""更正: the cells that were corrected after publication, and what may be said of them."""

from __future__ import annotations

from dataclasses import dataclass

from site_builder.book.disclosure import Correction, Disclosure
from site_builder.sheets.address import Spot, at, find, plain
from site_builder.sheets.sheet import Cell, Sheet


@dataclass(frozen=True, slots=True)
class Corrected:
    """One correction and the cell it speaks of."""

    correction: Correction
    """What was typed."""
    spot: Spot | None
    """The cell; None if the address names none."""
    secret: bool
    """Whether the address speaks of a state secret: then neither figure may be typed, and none is ever shown."""


def corrected(disclosure: Disclosure, sheets: tuple[Sheet, ...]) -> tuple[Corrected, ...]:
    """Every correction with its cell, oldest first."""
    if not disclosure.corrections:
        return ()
    secrets = _secrets(disclosure)
    found = ((own, _spot(sheets, own.address)) for own in sorted(disclosure.corrections, key=lambda own: own.date))
    return tuple(
        Corrected(own, spot, _named(own.address, secrets) or bool(spot and _withheld(disclosure, at(sheets, spot))))
        for own, spot in found
    )


def _spot(sheets: tuple[Sheet, ...], address: str) -> Spot | None:
    """A figure, else a cell that is blank or has words; the name that the address itself says is not what is meant."""
    if spot := find(sheets, address):
        return spot
    spot = find(sheets, address, words_too=True)
    own_name = spot and plain(at(sheets, spot).text) in map(plain, address.split("."))
    return None if own_name else spot


def _withheld(disclosure: Disclosure, cell: Cell) -> bool:
    """Whether a cell is blank because what it sums is secret."""
    return cell.amount is None and any(disclosure.ledger.facts[number].amount is None for number in cell.facts)


def _secrets(disclosure: Disclosure) -> frozenset[str]:
    """The codes and names under which state secrets are marked."""
    codes = {fact.where.get("科目", "") for fact in disclosure.ledger.facts if fact.amount is None}
    projects = disclosure.entry.children.get("项目", ())
    names = {project.fields.get("名称", "") for project in projects if project.secret}
    return frozenset(plain(word) for word in codes | names if word)


def _named(address: str, secrets: frozenset[str]) -> bool:
    return not secrets.isdisjoint(plain(word) for word in address.split("."))
