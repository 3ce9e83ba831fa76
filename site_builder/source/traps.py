"""The ways in which a clerk's YAML goes wrong, found line by line and mended so that the rest can still be read.

Every trap is an error for the clerk. Mending only lets one run report all of them: a file with findings is never
published.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from site_builder.source import faults
from site_builder.source.lines import Line, dissect, flow_end, glued, heads_block, quote_end, sound
from site_builder.source.scan import Group, Open, Scan, Shifts, inside, unclosed
from site_builder.values.finding import Finding
from site_builder.values.text import Place

MOST_TRAPS = 500
"""After how many traps the rest of a file is not looked at any more."""

_BLANKS = " \t\u3000\xa0"
_WIDTHS = {"\t": "  ", "\u3000": "  ", "\xa0": " "}
_MARKER = re.compile(r"(?:---|\.\.\.)(?:\s|$)")
_GLUED_DASH = re.compile(r"-[^\s\-\d.]")
_COLON = re.compile(r":(?=[ \t]|$)")
_RISKY = re.compile(r"[%*@`!&|>}\],]|[-?](?:\s|$)")
_COMMENT = re.compile(r"\s*$|\s+#")


@dataclass(frozen=True, slots=True)
class Mended:
    """A file as the parser shall see it."""

    lines: tuple[str, ...]
    """Its lines; those without a trap byte for byte."""
    shifts: Shifts
    """How mending moved columns."""
    findings: tuple[Finding, ...]
    """A finding for each trap."""


def mend(file: str, text: str) -> Mended:
    """The text with every trapped line mended, and a finding for each."""
    scan = Scan(file, text.split("\n"))
    for index in range(len(scan.lines)):
        if len(scan.findings) > MOST_TRAPS:
            break
        if scan.lines[index].strip(_BLANKS) and not inside(scan, index):
            _line(scan, index)
    if scan.open:
        unclosed(scan, scan.open, len(scan.lines))
    return Mended(tuple(scan.lines), scan.shifts, tuple(scan.findings))


def _line(scan: Scan, index: int) -> None:
    """Look at a line that begins something."""
    line, strange = sound(scan.lines[index]), False
    if line is None:
        strange = _indent(scan, index)
        text = scan.lines[index]
        if text.lstrip().startswith("#"):
            return
        if _MARKER.match(text):
            scan.plain = None
            return
        line = _dash(scan, index, dissect(text))
    if scan.plain and line.indent > scan.plain.parent:
        beside = line.dash < 0 and not scan.plain.key and line.indent == scan.plain.column
        if line.dash >= 0 or (line.key and not beside):
            if not strange:
                scan.findings.append(faults.below_value(scan.place(index, line.indent), line.text.strip()))
            scan.lines[index] = ""
            return
        if not line.key:
            if beside:
                _grouped(scan, index, line)
            return
    line = _grouped(scan, index, line)
    if scan.lines[index]:
        _value(scan, index, line)


def _indent(scan: Scan, index: int) -> bool:
    """Only spaces can indent."""
    text = scan.lines[index]
    lead = text[: len(text) - len(text.lstrip(_BLANKS))]
    strange = lead.lstrip(" ")
    if not strange or text[len(lead) :].startswith("#"):
        return False
    scan.findings.append(faults.blank_indent(scan.place(index, len(lead) - len(strange)), strange[0]))
    mended = "".join(_WIDTHS.get(sign, sign) for sign in lead)
    _change(scan, index, mended + text[len(lead) :], len(mended), len(mended) - len(lead))
    return True


def _dash(scan: Scan, index: int, line: Line) -> Line:
    """A list item needs a space after its dash."""
    if not _GLUED_DASH.match(line.text, line.column):
        return line
    scan.findings.append(faults.no_space_after_dash(scan.place(index, line.column), line.text.strip()))
    at = line.column + 1
    _change(scan, index, f"{line.text[:at]} {line.text[at:]}", at, 1)
    return dissect(scan.lines[index])


def _grouped(scan: Scan, index: int, line: Line) -> Line:
    """File a line among those that begin at its column; one without a proper colon among keys is a trap."""
    while scan.groups and scan.groups[-1].column > (line.indent if line.dash >= 0 else line.column):
        scan.groups.pop()
    if not scan.groups or scan.groups[-1].column != line.column:
        scan.groups.append(Group(line.column))
    group = scan.groups[-1]
    if not line.key and (value := line.value) and not _marked(value):
        if group.keyed or (line.column == 0 and glued(line)[0]):
            line = _colon(scan, index, line)
        else:
            group.waiting.append(index)
    if line.key:
        group.keyed = True
        for earlier in group.waiting[:MOST_TRAPS]:
            _colon(scan, earlier, dissect(scan.lines[earlier]))
        group.waiting.clear()
    return line


def _marked(value: str) -> bool:
    return value[0] in "\"'{[" or bool(_RISKY.match(value))


def _colon(scan: Scan, index: int, line: Line) -> Line:
    """A key needs a half-width colon and a space after it."""
    key, at = glued(line)
    text = line.text
    if not key:
        scan.findings.append(faults.no_colon(scan.place(index, line.column), text.strip()))
        scan.lines[index] = text[: line.column].rstrip() if line.dash >= 0 else ""
        return line._replace(text=scan.lines[index], start=len(scan.lines[index]))
    value = text[at + 1 :].lstrip()
    mended = f"{text[:at]}: {value}".rstrip()
    place = scan.place(index, at)
    scan.findings.append(faults.wrong_colon(place, key, text[at], text.strip(), mended.strip()))
    _change(scan, index, mended, at + 1, 1 - (len(text) - at - 1 - len(value)))
    return dissect(mended)


def _value(scan: Scan, index: int, line: Line) -> None:
    """A value that begins with a sign of the format's own, or holds one, must be quoted."""
    parent = line.parent if line.key or line.dash >= 0 else scan.above
    scan.above = parent
    value, start, text = line.value, line.start, line.text
    scan.plain = None
    if not value:
        return
    if heads_block(value):
        scan.block = parent
    elif value[0] in "\"'{[":
        state = [value[0]]
        quoted = value[0] in "\"'"
        end = quote_end(text, start, value[0], opened=False) if quoted else flow_end(text, start + 1, state)
        if end < 0:
            scan.open = Open(index, start, parent, state)
        elif not _COMMENT.match(text, end) and (line.key or not _COLON.match(text, end)):
            say = faults.quotes_inside if quoted else faults.text_after_bracket
            _quote(scan, index, line, say)
    elif _RISKY.match(value):
        _quote(scan, index, line, faults.risky_start)
    elif line.key and ":" in value and _COLON.search(value):
        _quote(scan, index, line, faults.colon_inside)
    else:
        scan.plain = line if line.key or line.dash >= 0 else line._replace(dash=parent)


def _quote(scan: Scan, index: int, line: Line, say: Callable[[Place, str, str], Finding]) -> None:
    """Mend a value by quoting it; what cannot stand there even in quotes is left out."""
    value = line.text[line.start :].rstrip() if line.value[0] in "\"'" else line.value
    quoted = "'" + value.replace("'", "''") + "'"
    scan.findings.append(say(scan.place(index, line.start), value, quoted))
    left_out = value == "-" or (value[0] in "&!" and _has_children(scan.lines, index, line.parent))
    head = line.text[: line.start].rstrip() if left_out else line.text[: line.start] + quoted
    scan.lines[index] = head if line.key or line.dash >= 0 or line.indent else ""


def _change(scan: Scan, index: int, mended: str, start: int, by: int) -> None:
    scan.lines[index] = mended
    scan.shifts[index] = (*scan.shifts.get(index, ()), (start, by))


def _has_children(lines: list[str], index: int, parent: int) -> bool:
    below = next((text for text in lines[index + 1 : index + 20] if text.strip()), "")
    return len(below) - len(below.lstrip(" ")) > parent
