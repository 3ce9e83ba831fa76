"""Where the scan for traps stands, and which lines belong to a value that an earlier line began."""

from __future__ import annotations

from dataclasses import dataclass, field

from site_builder.source import faults
from site_builder.source.lines import Line, dissect, flow_end, quote_end
from site_builder.values.finding import Finding
from site_builder.values.text import Place

Shifts = dict[int, tuple[tuple[int, int], ...]]
"""Line → (from which column on, by how much) mending moved it; all counted from 0."""


@dataclass(slots=True)
class Open:
    """A quotation or bracket that spans lines."""

    line: int
    """Where it begins, counted from 0."""
    start: int
    """Its column."""
    parent: int
    """The column that its further lines should pass."""
    state: list[str]
    """The signs that are still open."""


@dataclass(slots=True)
class Group:
    """Lines that begin at one column: keys of one map, or lines of one text."""

    column: int
    """The column."""
    keyed: bool = False
    """Whether one of them is a key."""
    waiting: list[int] = field(default_factory=list)
    """Lines that will have been keys, should one follow."""


@dataclass(slots=True)
class Scan:
    """Where the scan stands."""

    file: str
    """The file's path."""
    lines: list[str]
    """Its lines, mended as the scan goes on."""
    shifts: Shifts = field(default_factory=dict)
    """How mending moved columns."""
    findings: list[Finding] = field(default_factory=list)
    """What was found."""
    groups: list[Group] = field(default_factory=list)
    """Open groups, the innermost last."""
    block: int | None = None
    """Column that a block of text must pass."""
    open: Open | None = None
    """What spans lines."""
    plain: Line | None = None
    """The line whose plain value the next lines may continue."""
    above: int = -1
    """Column that a value on a line of its own must pass."""

    def place(self, index: int, column: int) -> Place:
        """A column of a mended line as a place in the file."""
        return place_in(self.file, self.shifts, index, column)


def place_in(file: str, shifts: Shifts, index: int, column: int) -> Place:
    """A column of a mended line, counted from 0, as a place in the file that was typed."""
    if index in shifts:
        for start, by in reversed(shifts[index]):
            column -= by if column >= start else 0
        column = max(0, column)
    return Place(file, index + 1, column + 1)


def inside(scan: Scan, index: int) -> bool:
    """Whether a line belongs to a value that an earlier line began."""
    text = scan.lines[index]
    if scan.block is not None:
        if len(text) - len(text.lstrip(" ")) > scan.block:
            return True
        scan.block = None
    if not (opened := scan.open):
        return False
    quoted = opened.state[0] in "\"'"
    if not quoted and text.lstrip().startswith("#"):
        return True
    if _begins_anew(scan, index, opened, quoted=quoted):
        unclosed(scan, opened, index)
        return False
    end = quote_end(text, 0, opened.state[0], opened=True) if quoted else flow_end(text, 0, opened.state)
    if end >= 0:
        scan.open = None
    return True


def _begins_anew(scan: Scan, index: int, opened: Open, *, quoted: bool) -> bool:
    """Whether a line is so clearly a key or item of its own that the quotation above it was never closed."""
    line = dissect(scan.lines[index])
    if line.indent > opened.parent or not (line.key or line.dash >= 0):
        return False
    return quoted or scan.lines[index - 1].rstrip()[-1:] not in tuple(",{[:")


def unclosed(scan: Scan, opened: Open, end: int) -> None:
    """Note a quotation that never ends, and leave it out."""
    text = scan.lines[opened.line]
    scan.findings.append(faults.unclosed(scan.place(opened.line, opened.start), text[opened.start :]))
    scan.lines[opened.line] = text[: opened.start]
    scan.lines[opened.line + 1 : end] = [""] * (end - opened.line - 1)
    scan.open = None
