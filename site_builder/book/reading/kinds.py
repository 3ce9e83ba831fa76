"""What one typed value can be, how it is described in a message, and how it is cured."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Literal

from site_builder.law.dimensions import TOTAL, is_code
from site_builder.source.node import Items, Node, Record
from site_builder.values.text import Text, brief

Kind = Literal["text", "texts", "code", "date", "time", "link", "flag", "map", "records", "lines", "any"]
"""text: one text · texts: one or several · code: 3, 5 or 7 digits · date: 2026-01-31 ·
time: 09:30 · link: a whole address on the web · flag: 是 or 否 · map: keys and values ·
records: a list of maps · lines: a list of texts · any: read elsewhere"""

Shape = Mapping[str, Kind]
"""The keys a record may have and what each holds."""

NAMES: Mapping[Kind, str] = {
    "text": "一段文字",
    "texts": "一段文字，或“- ”开头的几条",
    "code": "科目编码（3、5 或 7 位数字）",
    "date": "日期（例如 2026-01-31）",
    "time": "时间（例如 09:30）",
    "link": "网址（以 https:// 或 http:// 开头）",
    "flag": "“是”或“否”",
    "map": "一组“键: 值”",
    "records": "“- ”开头的列表，每条是一组“键: 值”",
    "lines": "“- ”开头的几条",
    "any": "内容",
}

_PATTERNS: Mapping[Kind, re.Pattern[str]] = {
    "time": re.compile(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]"),
    "link": re.compile(r"https?://[^\s<>\"']+"),
}


def described(node: Node) -> str:
    """A node in a few words, for a message."""
    if isinstance(node, Text):
        return f"“{brief(node)}”" if node else "空白"
    return "一组“键: 值”" if isinstance(node, Record) else "一个列表"


def fits(node: Node, kind: Kind) -> bool:
    """Whether a node is of a kind."""
    if kind in {"map", "records", "lines", "texts"}:
        return _fits_collection(node, kind)
    if not isinstance(node, Text):
        return False
    if kind == "code":
        return is_code(node) or node == TOTAL
    if kind == "flag":
        return node in {"是", "否"}
    if kind in _PATTERNS:
        return bool(_PATTERNS[kind].fullmatch(node))
    return kind != "date" or _is_date(node)


def _fits_collection(node: Node, kind: Kind) -> bool:
    if kind == "map":
        return isinstance(node, Record)
    if kind == "texts" and isinstance(node, Text):
        return True
    if not isinstance(node, Items):
        return False
    return kind == "records" or all(isinstance(member, Text) for member in node.nodes)


def _is_date(node: Text) -> bool:
    try:
        return bool(re.fullmatch(r"\d{4}-\d{2}-\d{2}", node)) and bool(date.fromisoformat(node))
    except ValueError:
        return False


def cure(node: Node, kind: Kind) -> str:
    """What to do about a node that is not of a kind."""
    if kind == "date" and isinstance(node, Text) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", node):
        return "没有这一天，请核对月和日。"
    if kind == "date":
        return "请写成年-月-日，月和日各两位，例如 2026-01-31。"
    if kind in {"map", "records"} and isinstance(node, Text):
        return colon_hint(node)
    if kind in {"text", "texts", "lines"} and not isinstance(node, Text):
        return "内容里有“: ”时，请给整个值加引号；花括号、方括号开头的文字也要加引号。"
    return f"请改成{NAMES[kind]}。"


def colon_hint(node: Node) -> str:
    """What to do about a node that should be a record."""
    if isinstance(node, Text) and re.search(r"[：:]\S", node):
        return "若想写“键: 值”，冒号要用半角，后面空一格。"
    return "请另起一行，缩进两格，写成“键: 值”。"
