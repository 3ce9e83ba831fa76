"""The ways in which a clerk's YAML goes wrong, found line by line and mended so that the rest can still be read.

Every trap is an error for the clerk. Mending only lets one run report all of them: a file with findings is never
published.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from site_builder.values.finding import Finding
from site_builder.values.text import Place

Mended = tuple[str, Finding | None]
"""A line as the parser shall see it, and what is to be said of it."""

_KEY_LINE = re.compile(
    r"(?P<indent> *(?:- +)*)(?P<key>[^\s:#'\"{}\[\]|>-][^:]*?|\"[^\"]*\"|'[^']*') *:(?: |$)(?P<value>.*)"
)
_BLOCK_HEAD = re.compile(r"(?:^|[:\-] +)[|>][+-]?[1-9]?[+-]? *(?:#.*)?$")
_GLUED = re.compile(
    r"(?P<indent> *(?:- +)*)(?P<key>[^\s:：#'\"{}\[\],|>-][^\s:：,{}\[\]]*)(?P<colon>[:：])(?P<value>.*)"
)
_RISKY = re.compile(
    r"(?P<lead> *(?:- +)*(?:[^\s:#'\"{}\[\]][^:#]*?: +)?)(?P<value>[>%*@`!|&].*|- .*|\[[^\]]*\][^\s,#].*)$"
)


@dataclass(slots=True)
class _Cursor:
    """Where the scan stands: lines deeper than a block scalar's head belong to its text."""

    block: int = -1
    """Indent of the line that opened the block scalar; -1 outside of one."""
    key: int = 0
    """Indent of the last key; a plain line deeper than it continues its value."""
    open: int = 0
    """Brackets and quotes of a flow collection that spans lines."""


def mend(file: str, text: str) -> tuple[str, tuple[Finding, ...]]:
    """The text with every trapped line mended, and a finding for each; other lines stay byte for byte."""
    findings: list[Finding] = []
    lines: list[str] = []
    cursor = _Cursor()
    for number, line in enumerate(text.split("\n"), start=1):
        mended, found = _line(file, number, line, cursor)
        lines.append(mended)
        findings.extend(found)
    return "\n".join(lines), tuple(findings)


def _line(file: str, number: int, line: str, cursor: _Cursor) -> tuple[str, list[Finding]]:
    bare = line.strip(" \t\u3000")
    indent = len(line) - len(line.lstrip(" "))
    if not bare or bare.startswith("#") or _inside_block(cursor, indent):
        return line, []
    found: list[Finding] = []
    for trap in _TRAPS:
        line, finding = trap(file, number, line, cursor)
        if finding:
            found.append(finding)
    _advance(cursor, line)
    return line, found


def _inside_block(cursor: _Cursor, indent: int) -> bool:
    if cursor.block >= 0 and indent > cursor.block:
        return True
    cursor.block = -1
    return False


def _advance(cursor: _Cursor, line: str) -> None:
    indent = len(line) - len(line.lstrip(" "))
    if _BLOCK_HEAD.search(line):
        cursor.block = indent
    if match := _KEY_LINE.match(line):
        cursor.key = len(match["indent"])
    quoted = re.sub(r"\"[^\"]*\"|'[^']*'", "", line)
    cursor.open = max(0, cursor.open + sum(quoted.count(c) for c in "{[") - sum(quoted.count(c) for c in "}]"))


def _indent_space(file: str, number: int, line: str, _cursor: _Cursor) -> Mended:
    """Tabs and full-width spaces cannot indent."""
    lead = line[: len(line) - len(line.lstrip(" \t\u3000"))]
    if "\t" in lead or "\u3000" in lead:
        name = "制表符（Tab）" if "\t" in lead else "全角空格"
        place = Place(file, number, min(i for i in (lead.find("\t"), lead.find("\u3000")) if i >= 0) + 1)
        finding = Finding("Y10", "error", f"行首用了{name}缩进。", place, "请改用半角空格，每级两个。")
        return lead.replace("\t", "  ").replace("\u3000", "  ") + line[len(lead) :], finding
    return line, None


def _colon(file: str, number: int, line: str, cursor: _Cursor) -> Mended:
    """A key needs a half-width colon and a space after it."""
    if cursor.open or _KEY_LINE.match(line):
        return line, None
    match = _GLUED.match(line)
    if not match or match["value"].startswith("//") or _continues(line, cursor) or "|" in line or "｜" in line:
        return line, None
    indent, key, value = match["indent"], match["key"], match["value"].strip()
    if indent.rstrip().endswith("-") and match["colon"] == "：":
        return line, None
    place = Place(file, number, match.start("colon") + 1)
    fault = "全角冒号“：”" if match["colon"] == "：" else "冒号，后面没有空格"
    message = f"“{_short(key)}”后面用了{fault}。程序读到的是一整段文字“{_short(line.strip())}”。"
    mended = f"{indent}{key}: {value}"
    return mended, Finding(
        "Y11", "error", message, place, f"请写成“{_short(mended.strip())}”：半角冒号，后面一个空格。"
    )


def _risky_start(file: str, number: int, line: str, cursor: _Cursor) -> Mended:
    """A value that begins with a sign of YAML's own must be quoted."""
    match = _RISKY.match(line)
    if cursor.open or not match or _BLOCK_HEAD.search(line) or _continues(line, cursor):
        return line, None
    lead, value = match["lead"], match["value"].rstrip()
    if value.startswith("- ") and ":" not in lead:
        return line, None
    sign = value[0]
    place = Place(file, number, match.start("value") + 1)
    quoted = "'" + value.replace("'", "''") + "'"
    message = f"内容“{_short(value)}”以“{sign}”开头，这个符号在 YAML 里另有用途。"
    return lead + quoted, Finding("Y12", "error", message, place, f"请加引号：{_short(quoted)}")


def _continues(line: str, cursor: _Cursor) -> bool:
    indent = len(line) - len(line.lstrip(" "))
    return indent > cursor.key


_TRAPS: tuple[Callable[[str, int, str, _Cursor], Mended], ...] = (_indent_space, _colon, _risky_start)


def swallowed(file: str, lines: list[str], ends: Iterator[tuple[int, int]]) -> Iterator[Finding]:
    """A plain value followed by ` #` loses the rest of its line: the parser takes it for a comment.

    `ends` are the positions (line, column from 0) where plain values end.
    """
    for line, column in ends:
        rest = lines[line][column:] if line < len(lines) else ""
        if rest.lstrip().startswith("#") and rest[:1].isspace():
            message = f"“ #”后面的“{_short(rest.strip())}”会被当作注释丢掉。"
            remedy = "它是内容，就给整个值加引号；它是注释，就另起一行写。"
            yield Finding("Y13", "error", message, Place(file, line + 1, column + 1), remedy)


def _short(text: str, longest: int = 24) -> str:
    return text if len(text) <= longest else text[:longest] + "…"
