"""YAML as positioned text: every scalar stays the characters that were typed. The only module that imports yaml."""

from __future__ import annotations

import re
from functools import lru_cache

import yaml

from site_builder.source import faults
from site_builder.source.decode import decode
from site_builder.source.node import Node
from site_builder.source.recovery import Mark, blame, leave_out, listed
from site_builder.source.scan import Shifts, place_in
from site_builder.source.traps import mend
from site_builder.source.tree import Tree
from site_builder.values.finding import Finding
from site_builder.values.text import Place, Text

MOST_BREAKS = 50
"""How many times the reading of one file is taken up again after a line that cannot be read."""
MOST_READ = 600_000
"""How many characters are read for that in all."""

_ESCAPE = re.compile(r"""(?<!\\)(?:\\\\)*\\[^"\\]""")

# The pure-Python loader gives the same events where libyaml is not built in, only slower.
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


# A preview reads a unit, with those that it sums, again after each save: most of the files are as before.
@lru_cache(maxsize=64)
def parse(file: str, data: bytes) -> tuple[Node, tuple[Finding, ...]]:
    """The content of a YAML file and everything that is wrong with its writing.

    A file that says nothing gives an empty record. Never raises for what the file holds.
    """
    text, encoding = decode(file, data)
    mended = mend(file, text)
    lines = list(mended.lines)
    broken: list[Finding] = []
    spent = 0
    while True:
        builder = _Builder(file, mended.shifts, lines)
        error = builder.run()
        spent += len(text)
        if error is None:
            break
        finding, first, last = blame(error, builder.place, text.split("\n"))
        broken.append(finding)
        if len(broken) >= MOST_BREAKS or spent > MOST_READ or not leave_out(lines, first, last):
            break
    # One fault on a line is often the reason of the next: a graver one silences those that follow from it.
    spoilt = {finding.source.line for finding in encoding if finding.code == "Y03"}
    traps = [finding for finding in (*mended.findings, *builder.tree.findings) if finding.source.line not in spoilt]
    trapped = spoilt | {finding.source.line for finding in mended.findings}
    unread = [finding for finding in broken if finding.source.line not in trapped]
    return builder.tree.root, (*encoding, *listed(file, [*traps, *unread]))


class _Builder:
    """Builds nodes from the parser's events, collecting findings as it goes."""

    def __init__(self, file: str, shifts: Shifts, lines: list[str]) -> None:
        self.tree = Tree(file)
        self._file = file
        self._shifts = shifts
        self._lines = lines
        self._documents = 0

    def run(self) -> yaml.YAMLError | None:
        """Read everything; the parser's error if it could not go on."""
        try:
            for event in yaml.parse("\n".join(self._lines), Loader=_Loader):
                if not self._take(event):
                    break
        except yaml.YAMLError as error:
            return error
        return None

    def place(self, mark: Mark | None) -> Place:
        """Where a mark of the parser stands in the file that was typed."""
        line, column = _spot(mark)
        if line in self._shifts or line >= len(self._lines):
            # A file that ends too early is marked on the line after its last.
            return place_in(self._file, self._shifts, min(line, len(self._lines) - 1), column)
        return Place(self._file, line + 1, column + 1)

    def _take(self, event: yaml.Event) -> bool:
        """Take one event; False if the file is too large or deep to go on."""
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, self.place(event.start_mark))
        if isinstance(event, yaml.NodeEvent):
            return self._collection(event, self.place(event.start_mark))
        if isinstance(event, yaml.CollectionEndEvent):
            return self.tree.close()
        if isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                self.tree.findings.append(faults.second_document(self.place(event.start_mark)))
            return self._documents == 1
        return True

    def _collection(self, event: yaml.NodeEvent, place: Place) -> bool:
        if isinstance(event, yaml.AliasEvent):
            self.tree.findings.append(faults.reference(place, "*", str(event.anchor)))
            return self.tree.add(Text("", place))
        self._properties(event, place)
        mapping = isinstance(event, yaml.MappingStartEvent)
        return self.tree.open(place, mapping=mapping, braces=mapping and bool(getattr(event, "flow_style", False)))

    def _scalar(self, event: yaml.ScalarEvent, place: Place) -> bool:
        if event.anchor or event.tag:
            self._properties(event, place)
        start, end = _spot(event.start_mark), _spot(event.end_mark)
        if event.style == '"':
            self._escaped(start, end, place)
        elif event.value and not event.style:
            self._lost(end)
        return self.tree.add_text(Text(event.value, place), start, end)

    def _properties(self, event: yaml.NodeEvent, place: Place) -> None:
        """Anchors and tags make other things of what was typed."""
        if event.anchor:
            self.tree.findings.append(faults.reference(place, "&", str(event.anchor)))
        if tag := getattr(event, "tag", None):
            self.tree.findings.append(faults.tag(place, tag))

    def _escaped(self, start: tuple[int, int], end: tuple[int, int], place: Place) -> None:
        """A backslash between double quotes would change what was typed."""
        first, last = start[0], min(end[0], len(self._lines) - 1)
        for number in range(first, last + 1):
            line = self._lines[number][: end[1] if number == last else None]
            if found := _ESCAPE.search(line, start[1] if number == first else 0):
                self.tree.findings.append(faults.backslash(place, line[found.start() :]))
                return

    def _lost(self, end: tuple[int, int]) -> None:
        """A plain value followed by ` #` loses the rest of its line: the parser takes it for a comment."""
        line, column = end
        if line >= len(self._lines) or "#" not in self._lines[line]:
            return
        rest = self._lines[line][column:]
        lost = rest.lstrip()
        if lost.startswith("#") and rest != lost:
            self.tree.findings.append(faults.lost_comment(place_in(self._file, self._shifts, line, column), lost))


def _spot(mark: Mark | None) -> tuple[int, int]:
    return (mark.line, mark.column) if mark else (0, 0)
