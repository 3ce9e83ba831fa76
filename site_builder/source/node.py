"""Parsed YAML: text, records and lists, each with its place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from site_builder.values.text import NOWHERE, Place, Text

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Record:
    """A YAML mapping. Its keys are `Text`, so each key knows its place too."""

    fields: Mapping[Text, Node]
    """Keys and their nodes, in the order typed."""
    place: Place = NOWHERE
    """Where the mapping begins."""

    def get(self, key: str) -> Node | None:
        """The node under a key, or None."""
        return self.fields.get(key)  # type: ignore[call-overload,no-any-return]

    def __bool__(self) -> bool:
        """A record without fields is as good as blank."""
        return bool(self.fields)


@dataclass(frozen=True, slots=True)
class Items:
    """A YAML sequence."""

    nodes: tuple[Node, ...]
    """The members, in the order typed."""
    place: Place = NOWHERE
    """Where the sequence begins."""

    def __bool__(self) -> bool:
        """A list without members is as good as blank."""
        return bool(self.nodes)


Node = Text | Record | Items


EMPTY = Record({})
"""The record of a file that says nothing."""
