"""One line of YAML taken apart as an editor shows it: indent, dashes, key, colon, value."""

from __future__ import annotations

import re
from typing import NamedTuple

_DASHES = re.compile(r"(?:-(?:[ \t]+|$))*")
_COLON = re.compile(r":(?=[ \t]|$)")
_AFTER_QUOTE = re.compile(r"[ \t]*:(?=[ \t]|$)")
_COMMENT = re.compile(r"(?:^|[ \t])#")
_QUOTED = {'"': re.compile(r'"(?:[^"\\]|\\.)*"'), "'": re.compile(r"'(?:[^']|'')*'(?!')")}
_CLOSING = {'"': re.compile(r'(?:[^"\\]|\\.)*"'), "'": re.compile(r"(?:[^']|'')*'(?!')")}
_FLOW = re.compile(r"[\"'{}\[\]]|[ \t]#")
_GLUED = re.compile(r"(?P<key>[^:：\"'#{}\[\]|｜,]{1,40}?)\s*(?P<colon>[:：])(?!//)")
_BLOCK = re.compile(r"[|>](?:[+-]?[1-9]?|[1-9][+-])\s*(?:\s#.*)?$")

_SOUND = re.compile(
    r"(?P<indent> *)(?P<dash>-(?= ))? *(?:(?P<key>[^\s\"'{}\[\]|>&*!%@`,#:?.-][^:#]*):(?: +|$))?"
    r"(?P<value>[^\s\"'{}\[\]|>&*!%@`,#:?.-][^:#]*|\{[^\"'{}\[\]#]*\}|)$"
)

SIGNS = frozenset("\"'{}[]|>&*!%@`,")
"""Signs with which no plain word can begin."""


class Line(NamedTuple):
    """A line that begins something: a key, a list item, a value on its own. Columns count from 0."""

    text: str
    """The line."""
    indent: int
    """Where its first character stands."""
    dash: int
    """Where its last dash stands; -1 without one."""
    column: int
    """Where the key, or without one the value, begins."""
    key: str
    """Its key as typed; blank without one."""
    start: int
    """Where the value begins; the end of the line without one."""

    @property
    def value(self) -> str:
        """The value as typed, up to a comment."""
        rest = self.text[self.start :]
        found = _COMMENT.search(rest) if "#" in rest else None
        return (rest[: found.start()] if found else rest).rstrip()

    @property
    def parent(self) -> int:
        """The column that the further lines of its value must pass."""
        return self.column if self.key else self.dash


def sound(text: str) -> Line | None:
    """A line that one look finds in order, as most are, taken apart; None if it must be looked at closely."""
    if not (found := _SOUND.match(text)):
        return None
    key, value = found.start("key"), found.start("value")
    indent = found.end("indent")
    return Line(text, indent, found.start("dash"), key if key >= 0 else value, (found["key"] or "").rstrip(), value)


def dissect(text: str) -> Line:
    """Take a line apart."""
    indent = len(text) - len(text.lstrip(" "))
    dashes = _DASHES.match(text, indent)
    column = dashes.end() if dashes else indent
    dash = text.rfind("-", indent, column)
    length, colon = key_of(text, column)
    if colon < 0:
        return Line(text, indent, dash, column, "", column)
    rest = text[colon + 1 :]
    start = colon + 1 + len(rest) - len(rest.lstrip())
    return Line(text, indent, dash, column, text[column : column + length], start)


def key_of(text: str, column: int) -> tuple[int, int]:
    """Length of the key that begins at a column, and where its colon stands; -1 if there is no key."""
    if text[column : column + 1] in _QUOTED:
        quoted = _QUOTED[text[column]].match(text, column)
        after = _AFTER_QUOTE.match(text, quoted.end()) if quoted else None
        return (quoted.end() - column, after.end() - 1) if quoted and after else (0, -1)
    if text[column : column + 1] in SIGNS or text[column : column + 2] == "? ":
        return 0, -1
    colon = _COLON.search(text, column)
    if not colon or colon.start() == column or _COMMENT.search(text, column, colon.start()):
        return 0, -1
    return len(text[column : colon.start()].rstrip()), colon.start()


def glued(line: Line) -> tuple[str, int]:
    """The word before a colon that is full-width or has no space after it, and where the colon stands."""
    found = _GLUED.match(line.text, line.column)
    return (found["key"], found.start("colon")) if found and not line.key else ("", -1)


def heads_block(value: str) -> bool:
    """Whether a value, not a blank one, announces a block of text (`|` or `>`)."""
    return value[0] in "|>" and bool(_BLOCK.match(value))


def quote_end(text: str, start: int, sign: str, *, opened: bool) -> int:
    """Where a quotation ends, that begins at `start` or was opened on an earlier line; -1 if not on this line."""
    found = (_CLOSING if opened else _QUOTED)[sign].match(text, start)
    return found.end() if found else -1


def flow_end(text: str, start: int, state: list[str]) -> int:
    """Where the bracket that is outermost in `state` closes; -1 if not on this line. Keeps `state` up to date."""
    position = start
    while position >= 0:
        if state and state[-1] in _QUOTED:
            position = quote_end(text, position, state[-1], opened=True)
            if position >= 0:
                state.pop()
            continue
        found = _FLOW.search(text, position)
        if not found or found.group()[-1] == "#":
            return -1
        sign, position = found.group(), found.end()
        if sign in "{[" or (sign in _QUOTED and _opens(text, found.start())):
            state.append(sign)
        elif sign in "}]":
            state.pop()
            if not state:
                return position
    return -1


def _opens(text: str, position: int) -> bool:
    """Whether a quote sign in brackets begins a quotation, rather than standing inside a word."""
    before = text[max(0, position - 8) : position].rstrip()
    return not before or before[-1] in "{[,:"
