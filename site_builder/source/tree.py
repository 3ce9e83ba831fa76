"""Nodes as they grow from a parser's events, with a finding for every key that cannot be one."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from site_builder.source import faults
from site_builder.source.node import EMPTY, Items, Node, Record
from site_builder.values.finding import Finding
from site_builder.values.text import Place, Text

DEEPEST = 12
"""How deep a file may nest; real ones use five levels."""
MOST_NODES = 30_000
"""How many values a file may hold."""

_DROPPED = Text("\0")
"""Stands in for a key that was refused, so that its value is read past and forgotten."""

_GLUED = re.compile(r"([^:：]+)([:：])\s*(.+)")


@dataclass(slots=True)
class _Level:
    """A collection that is still open while the events run by."""

    place: Place
    mapping: bool
    braces: bool
    fields: dict[Text, Node] = field(default_factory=dict)
    first: dict[Text, int] = field(default_factory=dict)
    """Key → the line where it was typed first."""
    nodes: list[Node] = field(default_factory=list)
    key: Text | None = None
    end: tuple[int, int] = (-1, -1)
    """Where the key ended, as the parser counts."""


class Tree:
    """The content of one file while it is read. Its methods answer False if the file is too large to go on."""

    def __init__(self, file: str) -> None:
        """Begin with nothing."""
        self.root: Node = EMPTY
        self.findings: list[Finding] = []
        self._file = file
        self._levels: list[_Level] = []
        self._count = 0

    def open(self, place: Place, *, mapping: bool, braces: bool) -> bool:
        """Begin a record or a list."""
        self._levels.append(_Level(place, mapping, braces))
        if len(self._levels) > DEEPEST:
            self.findings.append(faults.too_deep(place, DEEPEST))
            return False
        return True

    def close(self) -> bool:
        """End the innermost collection."""
        level = self._levels.pop()
        refused = level.fields.pop(_DROPPED, None) is not None and not level.fields
        if level.braces and refused:
            return self.add(Text("", level.place))
        return self.add(Record(level.fields, level.place) if level.mapping else Items(tuple(level.nodes), level.place))

    def add_text(self, text: Text, start: tuple[int, int], end: tuple[int, int]) -> bool:
        """Add a key or a value; `start` and `end` are where the parser saw it."""
        level = self._levels[-1] if self._levels else None
        if level and level.mapping and level.key is None:
            level.end = end
        elif level and level.braces and not text and level.end == start:
            self._lonely(level)
        return self.add(text)

    def add(self, node: Node) -> bool:
        """Add a finished node to what is open."""
        self._count += 1
        if self._count > MOST_NODES:
            self.findings.append(faults.too_many(Place(self._file), MOST_NODES))
            return False
        if not self._levels:
            self.root = node
        elif not (level := self._levels[-1]).mapping:
            level.nodes.append(node)
        elif level.key is None:
            level.key = self._key(node, level)
        else:
            level.fields[level.key] = node
            level.key = None
        return True

    def _key(self, node: Node, level: _Level) -> Text:
        if not isinstance(node, Text):
            self.findings.append(faults.no_word(node.place))
        elif node in level.fields:
            self.findings.append(faults.twice(node.place, node, level.first[node]))
        elif node == "<<":
            self.findings.append(faults.reference(node.place, "<<", ""))
        else:
            level.first[node] = node.place.line
            return node
        return _DROPPED

    def _lonely(self, level: _Level) -> None:
        """A word in braces without a colon is a key to the parser, and something else to the clerk."""
        if (key := level.key) is None or key is _DROPPED:
            return
        file, line, column = key.place
        if glued := _GLUED.fullmatch(key):
            mended = f"{glued[1]}: {glued[3]}"
            place = Place(file, line, column + glued.start(2))
            self.findings.append(faults.wrong_colon(place, glued[1], glued[2], key, mended))
            word = Text(glued[1], key.place)
            level.first.setdefault(word, line)
            level.fields[word] = Text(glued[3], Place(file, line, column + glued.start(3)))
        else:
            before = [node for node in list(level.fields.values())[-1:] if isinstance(node, Text)]
            self.findings.append(faults.lonely_key(key.place, key, before[0] if before else ""))
        level.key = _DROPPED
