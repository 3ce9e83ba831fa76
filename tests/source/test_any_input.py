"""Whatever the bytes are: an answer, soon, and no traceback."""

from __future__ import annotations

import time
from collections.abc import Mapping
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from site_builder.source.decode import LARGEST, LONGEST, decode
from site_builder.source.narrative import parse_narrative
from site_builder.source.recovery import MOST_LISTED
from site_builder.source.yaml import parse

_LETTERS = "abcdefghijk"
_LAUGHS = "".join(f"{b}: &{b} [{','.join([f'*{a}'] * 9)}]\n" for a, b in pairwise(_LETTERS))


def _full(piece: str, head: str = "", tail: str = "") -> bytes:
    """A file as large as is allowed."""
    begin, inner, end = head.encode(), piece.encode(), tail.encode()
    most = (LARGEST - len(begin) - len(end)) // len(inner)
    return begin + inner * (min(most, (LONGEST - 10) // lines) if (lines := piece.count("\n")) else most) + end


BOMBS: Mapping[str, bytes] = {
    "ten megabytes": b"a: 1\n" * 2_000_000,
    "open brackets": _full("[", "a: "),
    "nested brackets": b"a: " + b"[" * 140_000 + b"]" * 140_000,
    "nested braces": _full("{a: "),
    "nested dashes": _full("- "),
    "nested indents": "".join(" " * level + "甲:\n" for level in range(750)).encode(),
    "billion laughs": ('a: &a ["lol"]\n' + _LAUGHS).encode(),
    "billion laughs in braces": _full("b: [*a, *a, *a], ", "{a: &a [x], ", "}"),
    "one long value": _full("x", "a: "),
    "one long key": _full("x", tail=": 1"),
    "one long key of words": _full("x ", tail=": 1"),
    "spaces": _full(" ", "a", "b"),
    "colons": _full("a: "),
    "full-width colons": _full("：\n"),
    "double quotes": _full('"', "a: "),
    "single quotes": _full("'", "a: "),
    "quotes in brackets": _full('"x",', "a: [", "]"),
    "apostrophes in brackets": _full("it's ", "a: [", "]"),
    "quotes never closed": _full('a: "x\n'),
    "brackets never closed": _full("a: [x\n"),
    "bracket never closed": _full("x,\n", "a: [\n"),
    "lines without a colon": _full("甲\n", tail="a: 1\n"),
    "dashes": _full("-"),
    "items": _full("- x\n"),
    "lost comments": _full("a: x # y\n"),
    "hash signs": _full("# ", "a: x "),
    "tabs": _full("\ta: 1\n"),
    "same key": _full("a: 1\n"),
    "keys twice": b"".join(b"k%d: 1\n" % (number % 10_000) for number in range(19_000)),
    "unbalanced lines": _full("a:\n  b: 1\n c: 2\n"),
    "two lists": _full("- x\n", "a: 1\n"),
    "empty lists": _full("[]\n"),
    "percent signs": _full("%\n"),
    "words in braces": _full("b,", "a: {", "}"),
    "anchors": _full("&a x, ", "a: [", "]"),
    "escapes": _full("\\n", 'a: "', '"'),
    "empty blocks": _full("a: |\n"),
    "comments": _full("#\n"),
    "NULs": _full("\0"),
    "zero-width spaces": _full("\u200b"),
    "no encoding at all": b"\xff" * LARGEST,
}


@pytest.mark.parametrize("data", BOMBS.values(), ids=BOMBS.keys())
def test_a_bomb_ends_soon(data: bytes) -> None:
    """Law: size, depth and length cost seconds at the most, and give at most some hundred findings of modest length."""
    assert len(data) <= LARGEST or len(data) == 10_000_000
    start = time.process_time()
    _, findings = parse("budget.yaml", data)
    assert time.process_time() - start < 5
    assert len(findings) <= MOST_LISTED + 50
    assert all(len(finding.message) + len(finding.remedy) < 400 for finding in findings)


def test_a_file_too_large_is_refused_in_a_sentence() -> None:
    """Law: a file above the limit is one error that names its size."""
    _, (finding,) = parse("budget.yaml", b"#" * (LARGEST + 1))
    assert (finding.code, finding.severity) == ("Y01", "error")
    assert parse("budget.yaml", b"#" * LARGEST)[1] == ()
    _, (finding,) = parse("budget.yaml", b"#\n" * (LONGEST + 1))
    assert (finding.code, finding.severity) == ("Y01", "error")


def test_a_damaged_file_says_where() -> None:
    """Law: UTF-8 with a broken character is no GBK; the finding stands at the character."""
    whole = "名称: 揭阳市人民政府办公室\n地址: 榕城区\n".encode()
    _, findings = parse("unit.yaml", whole[:-2])
    assert [(found.code, found.source[1:]) for found in findings] == [("Y03", (2, 7))]


@given(st.binary(max_size=400))
def test_any_bytes_are_decoded_or_refused(data: bytes) -> None:
    """Law: no bytes whatever break the decoding; text comes back without any character that cannot be seen."""
    text, findings = decode("budget.yaml", data)
    assert text.isprintable() or findings or set(text) & set("\n\t") or any(not sign.isprintable() for sign in text)
    assert "\r" not in text
    assert "\0" not in text


PIECES = [*"甲乙1 \n\n\n:：-#'\"{}[],|>&*!%@`?\\\t\u3000<=~.", ": ", "- ", "  ", " #", "---\n", "键: 值\n"]
MARKDOWN = [*"甲1 \n\n#*_`|-[](){}<>&\\!\t>", "{三公经费.合计}", "# ", "\n\n", "<script>"]


def _made_of(pieces: list[str]) -> st.SearchStrategy[str | bytes]:
    return st.lists(st.sampled_from(pieces), max_size=60).map("".join) | st.binary(max_size=200)


@settings(max_examples=300)
@given(_made_of(PIECES))
def test_any_file_is_parsed_or_refused(typed: str | bytes) -> None:
    """Law: no file whatever breaks the parsing; each finding has a place within the file."""
    data = typed if isinstance(typed, bytes) else typed.encode()
    _, findings = parse("budget.yaml", data)
    lines = decode("budget.yaml", data)[0].split("\n")
    for finding in findings:
        assert finding.message.endswith("。")
        assert 1 <= finding.source.line <= len(lines)
        assert 1 <= finding.source.column <= len(lines[finding.source.line - 1]) + 1


@given(_made_of(MARKDOWN))
def test_any_narrative_is_read(typed: str | bytes) -> None:
    """Law: no Markdown whatever breaks the narrative, and none of it becomes markup of its own."""
    narrative, _ = parse_narrative("narrative.md", typed if isinstance(typed, bytes) else typed.encode())
    assert all("<script" not in section.html for section in narrative.sections)
