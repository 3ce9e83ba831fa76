"""Reading one record: which keys it may have, what each holds, and what to say when it holds something else."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from site_builder.source.node import EMPTY, Items, Node, Record
from site_builder.values.finding import Finding, Severity
from site_builder.values.money import parse_amount, why_no_amount
from site_builder.values.text import NOWHERE, Place, Text

Kind = Literal["text", "texts", "code", "amount", "date", "flag", "map", "records", "lines", "any"]
"""text: one text · texts: one or several · code: 3, 5 or 7 digits · amount: a figure · date: 2026-01-31 ·
flag: 是 or 否 · map: keys and values · records: a list of maps · lines: a list of texts · any: read elsewhere"""

Shape = Mapping[str, Kind]
"""The keys a record may have and what each holds."""

NAMES: Mapping[Kind, str] = {
    "text": "一段文字",
    "texts": "一段文字，或“- ”开头的几条",
    "code": "科目编码（3、5 或 7 位数字）",
    "amount": "金额",
    "date": "日期（例如 2026-01-31）",
    "flag": "“是”或“否”",
    "map": "一组“键: 值”",
    "records": "“- ”开头的列表，每条是一组“键: 值”",
    "lines": "“- ”开头的几条",
    "any": "内容",
}

_CODE = re.compile(r"\d{3}(?:\d{2}){0,2}")
_ALL = "合计"


@dataclass(slots=True)
class Notes:
    """What is noted while one disclosure is read."""

    findings: list[Finding] = field(default_factory=list)
    """Findings, in the order met."""
    factor: Decimal = Decimal(1)
    """元 in the unit that amounts are typed in."""
    names: dict[str, Text] = field(default_factory=dict)
    """Names typed beside codes."""

    def add(
        self, code: str, message: str, place: Place, remedy: str, severity: Severity = "error", **more: str
    ) -> None:
        """Note a finding."""
        self.findings.append(Finding(code, severity, message, place, remedy, **more))


def checked(node: Node | None, shape: Shape, what: str, notes: Notes) -> Record:
    """The node as a record that has only known keys, each holding what it should; the rest is noted and left out."""
    if node is None or (isinstance(node, Text) and not node):
        return EMPTY
    if not isinstance(node, Record):
        notes.add("D01", f"{what}应为一组“键: 值”，读到{described(node)}。", node.place, _colon_hint(node))
        return EMPTY
    fields: dict[Text, Node] = {}
    for key, value in node.fields.items():
        if key not in shape:
            notes.add("D02", f"{what}里不认识“{key}”。", key.place, nearest(key, shape))
        elif (read := _held(key, value, shape[str(key)], notes)) is not None:
            fields[key] = read
    return Record(fields, node.place)


def nearest(key: str, known: Mapping[str, object] | Iterator[str] | tuple[str, ...]) -> str:
    """What to do about an unknown key: the nearest known ones, or the missing space after a colon."""
    names = tuple(known)
    if match := re.match(r"([^:：]+)[:：]", key):
        return f"冒号要用半角，后面空一格：“{match[1]}: …”。"
    alike = difflib.get_close_matches(key, names, n=3, cutoff=0.4)
    if alike:
        return f"是不是“{'”“'.join(alike)}”？"
    return f"可用的有：{'、'.join(names[:12])}{'……' if len(names) > 12 else ''}。"


def described(node: Node) -> str:
    """A node in a few words, for a message."""
    if isinstance(node, Text):
        return f"“{node if len(node) <= 24 else node[:24] + '…'}”" if node else "空白"
    return "一组“键: 值”" if isinstance(node, Record) else "一个列表"


def text(record: Record, key: str) -> Text:
    """A text field; blank if it was not typed."""
    node = record.get(key)
    return node if isinstance(node, Text) else Text("", NOWHERE)


def texts(record: Record, key: str) -> tuple[Text, ...]:
    """A field that holds one text or several."""
    node = record.get(key)
    if isinstance(node, Items):
        return tuple(member for member in node.nodes if isinstance(member, Text))
    return (node,) if isinstance(node, Text) and node else ()


def paragraphs(record: Record, key: str) -> Text:
    """A field of one text or several, as one text; several are numbered line by line."""
    several = texts(record, key)
    if len(several) < 2 and not isinstance(record.get(key), Items):
        return several[0] if several else Text("", NOWHERE)
    place = several[0].place if several else NOWHERE
    return Text("\n".join(f"{number}.{line}" for number, line in enumerate(several, start=1)), place)


def records(record: Record, key: str, shape: Shape, what: str, notes: Notes) -> tuple[Record, ...]:
    """A list of records, each checked against a shape."""
    node = record.get(key)
    members = node.nodes if isinstance(node, Items) else ()
    return tuple(
        checked(member, shape, f"{what}第 {number} 条", notes) for number, member in enumerate(members, start=1)
    )


def mapping(record: Record, key: str) -> Record:
    """A map field; empty if it was not typed."""
    node = record.get(key)
    return node if isinstance(node, Record) else EMPTY


def amount(node: Node, what: str, notes: Notes) -> Decimal | None:
    """The exact figure a node states; None for blank, and for anything else with a finding."""
    if isinstance(node, Text):
        if not node:
            return None
        value = parse_amount(node)
        if value is not None:
            return value
        notes.add("D03", f"{what}应为数字，读到“{node}”。", node.place, why_no_amount(node), stated=str(node))
        return None
    notes.add("D03", f"{what}应为数字，读到{described(node)}。", node.place, "请只写一个数字。")
    return None


def is_code(code: str) -> bool:
    """Whether a text is written as a code: 3, 5 or 7 digits."""
    return bool(_CODE.fullmatch(code))


def _held(key: Text, node: Node, kind: Kind, notes: Notes) -> Node | None:
    if kind == "any" or (isinstance(node, Text) and not node):
        return node
    if _fits(node, kind):
        return node
    place = node.place if node.place.line else key.place
    notes.add("D04", f"“{key}”应为{NAMES[kind]}，读到{described(node)}。", place, _cure(node, kind))
    return None


def _fits(node: Node, kind: Kind) -> bool:
    if kind in {"map", "records", "lines", "texts"}:
        return _fits_collection(node, kind)
    if not isinstance(node, Text):
        return False
    if kind == "code":
        return is_code(node) or node == _ALL
    if kind == "flag":
        return node in {"是", "否"}
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


def _cure(node: Node, kind: Kind) -> str:
    if kind == "date":
        return "请写成年-月-日，月和日各两位，例如 2026-01-31。"
    if kind in {"map", "records"} and isinstance(node, Text):
        return _colon_hint(node)
    if kind in {"text", "texts", "lines"} and not isinstance(node, Text):
        return "内容里有“: ”时，请给整个值加引号；花括号、方括号开头的文字也要加引号。"
    return f"请改成{NAMES[kind]}。"


def _colon_hint(node: Node) -> str:
    if isinstance(node, Text) and re.search(r"[：:]\S", node):
        return "若想写“键: 值”，冒号要用半角，后面空一格。"
    return "请另起一行，缩进两格，写成“键: 值”。"
