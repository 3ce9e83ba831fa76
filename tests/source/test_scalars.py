"""Every value is the text that was typed, and says where."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.source.node import Items, Node, Record
from site_builder.source.yaml import parse
from site_builder.values.text import Text

KEPT = (
    *("0201", "2.10", "no", "yes", "on", "true", "12:30", "1_000", "1,022.51", "2022-12-31", "2022-12-31T10:00:00"),
    *("~", "null", ".inf", "-.inf", ".nan", "0x1F", "0o17", "0b1", "1e3", "007", "-5.00", "+5", "1:2", "190:20:30"),
    *("=100%", "≥95%", "==", "〔2024〕5号", "粤府[2024]5号", "“三公”经费", '加强"三公"经费管理', "it's"),
    *(
        "https://www.jieyang.gov.cn/a?b=c#d",
        "甲 - 乙",
        "依据：揭府办〔2024〕5号",
        "其中:x",
        "内容如下：",
        "C#",
        "a｜b",
        "a|b",
    ),
    *(
        "（一）",
        "《预算法》",
        "、",
        "？",
        "：",
        "５",
        "表1.合计",
        "a&b",
        "50%",
        "1*2",
        "x!",
        "a@b.cn",
        "^",
        "$5",
        "\\n",
    ),
)


def texts(node: Node) -> Iterator[Text]:
    """Every value in a node, keys left out, in the order typed."""
    if isinstance(node, Text):
        yield node
        return
    for child in node.fields.values() if isinstance(node, Record) else node.nodes:
        yield from texts(child)


def _only(node: Node) -> Text:
    (text,) = texts(node)
    return text


@pytest.mark.parametrize("typed", KEPT)
@pytest.mark.parametrize(
    "frame", ["备注: {}\n", "- {}\n", "备注: '{}'\n", "任务:\n  - 备注: {}"], ids=["key", "item", "quoted", "deep"]
)
def test_a_value_is_never_changed(typed: str, frame: str) -> None:
    """Law: codes, dates, times, words like no and numbers in any notation stay the characters that were typed."""
    node, findings = parse("budget.yaml", frame.format(typed.replace("'", "''") if "'" in frame else typed).encode())
    assert not findings
    assert _only(node) == typed


def _quotable() -> st.SearchStrategy[str]:
    letters = st.characters(
        exclude_categories=("Cs", "Cc", "Co", "Cn", "Cf", "Zl", "Zp"), exclude_characters="\ufffd\u034f"
    )
    return st.text(letters, min_size=1).filter(lambda text: text == text.strip(" "))


@given(_quotable())
def test_any_quoted_text_keeps_its_characters(typed: str) -> None:
    """Law: between single quotes any text whatever comes back as it is, without a finding."""
    quoted = typed.replace("'", "''")
    node, findings = parse("budget.yaml", f"备注: '{quoted}'".encode())
    assert not findings
    assert isinstance(node, Record)
    assert node.get("备注") == typed


@given(_quotable())
def test_a_plain_text_keeps_its_characters_or_is_a_finding(typed: str) -> None:
    """Law: a value without quotes is either exactly what was typed, or there is a finding."""
    node, findings = parse("budget.yaml", f"备注: {typed}\n金额: 1\n".encode())
    assert findings or _inner(node, "备注") == typed or _is_collection(typed) or typed.startswith("#")


def _is_collection(typed: str) -> bool:
    return typed[0] in "[{\"'|>"


def _inner(node: Node, key: str) -> str | None:
    found = node.get(key) if isinstance(node, Record) else None
    return str(found) if isinstance(found, Text) else None


WORDS = st.from_regex(re.compile(r"[甲乙丙丁a-c0-9〔〕“”，。（）≥%.、·]{1,8}"), fullmatch=True).filter(
    lambda word: word[0] != "%"
)
TREES = st.recursive(
    WORDS,
    lambda inner: st.lists(inner, min_size=1, max_size=4) | st.dictionaries(WORDS, inner, min_size=1, max_size=4),
    max_leaves=12,
)


def _written(tree: object, indent: int) -> Iterator[str]:
    """A tree as a clerk types it, in block style."""
    pad = " " * indent
    if isinstance(tree, dict):
        for key, value in tree.items():
            yield from (
                (f"{pad}{key}: {value}",) if isinstance(value, str) else (f"{pad}{key}:", *_written(value, indent + 2))
            )
    elif isinstance(tree, list):
        for value in tree:
            yield from (f"{pad}- {value}",) if isinstance(value, str) else (f"{pad}-", *_written(value, indent + 2))


def _keys(node: Node) -> Iterator[Text]:
    if isinstance(node, Record):
        for key, value in node.fields.items():
            yield key
            yield from _keys(value)
    elif isinstance(node, Items):
        for value in node.nodes:
            yield from _keys(value)


def _shown(node: Node) -> object:
    if isinstance(node, Record):
        return {str(key): _shown(value) for key, value in node.fields.items()}
    return [_shown(value) for value in node.nodes] if isinstance(node, Items) else str(node)


@given(
    TREES.filter(lambda tree: not isinstance(tree, str)),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.sampled_from(["", "\ufeff"]),
)
def test_every_text_stands_where_it_says(tree: object, end: str, mark: str) -> None:
    """Law: at the line and column of a key or value stand its characters, whatever the line ends."""
    lines = list(_written(tree, 0))
    node, findings = parse("budget.yaml", (mark + end.join(lines)).encode())
    assert not findings
    assert _shown(node) == tree
    for text in (*texts(node), *_keys(node)):
        assert lines[text.place.line - 1][text.place.column - 1 :].startswith(text)


@pytest.mark.parametrize(
    ("typed", "line", "column"),
    [
        ("名称：揭阳市", 1, 4),
        ("名称：　揭阳市", 1, 5),
        ("名称:揭阳市", 1, 4),
        ("任务:\n\t- 揭阳市", 2, 4),
        ("任务:\n　　- 名称:  揭阳市", 2, 10),
        ("任务:\n  -揭阳市\n", 2, 4),
        ("任务:\n\t- 甲: 1\n\t  名称：揭阳市", 3, 7),
        ("任务: {甲: 1, 名称：揭阳市}", 1, 15),
    ],
)
def test_mending_never_moves_a_place(typed: str, line: int, column: int) -> None:
    """Law: on a line that had to be mended to be read, a value still says where it was typed."""
    node, findings = parse("budget.yaml", typed.encode())
    assert findings
    (text,) = (text for text in texts(node) if "揭阳" in text)
    assert text.place[1:] == (line, column)
