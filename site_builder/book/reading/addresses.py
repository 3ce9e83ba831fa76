"""Addresses of units: each leads to one of them, and to no page of the site's own."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from site_builder.book.reading.fields import Notes
from site_builder.values.text import Place

RESERVED = frozenset(
    {"accessibility", "assets", "compare", "data", "feedback", "glossary", "list", "rules", "search", "sitemap"}
)
"""Addresses that the site itself uses."""


class Addressed(Protocol):
    """A unit that has an address."""

    @property
    def folder(self) -> str:
        """Its folder in the content."""

    @property
    def slug(self) -> str:
        """Its address."""

    @property
    def name(self) -> str:
        """名称."""


def unique_addresses(units: Iterable[Addressed], notes: Notes) -> None:
    """An address leads to one unit, and to no page of the site's own."""
    seen: dict[str, Addressed] = {}
    for unit in units:
        if unit.slug in RESERVED:
            message = f"网址名“{unit.slug}”是网站自己用的。"
            notes.add("D09", message, Place(f"{unit.folder}/unit.yaml"), "请在 unit.yaml 写另一个“网址名”。")
        if unit.slug in seen:
            message = f"网址名“{unit.slug}”与“{seen[unit.slug].name}”相同。"
            notes.add("D09", message, Place(f"{unit.folder}/unit.yaml"), "请给其中一个单位写上不同的“网址名”。")
        seen[unit.slug] = unit
