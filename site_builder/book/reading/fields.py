"""Reading one record: which keys it may have, what each holds, and what to say when it holds something else."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from site_builder.book.reading.kinds import NAMES, Kind, Shape, colon_hint, cure, described, fits
from site_builder.book.reading.secrets import bare, is_secret
from site_builder.source.node import EMPTY, Items, Node, Record
from site_builder.values.finding import Finding, Severity
from site_builder.values.money import parse_amount, why_no_amount
from site_builder.values.text import NOWHERE, Place, Text, brief

MOST_UNKNOWN = 20
"""How many unknown keys of one record are listed."""

_BLANK = Text("", NOWHERE)


@dataclass(slots=True)
class Notes:
    """What is noted while one disclosure is read."""

    findings: list[Finding] = field(default_factory=list)
    """Findings, in the order met."""
    factor: Decimal = Decimal(1)
    """元 in the unit that amounts are typed in."""
    names: dict[str, Text] = field(default_factory=dict)
    """Names typed beside codes."""
    sealed: set[str] = field(default_factory=set)
    """Files that mark state secrets: no finding repeats what was typed in them."""

    def add(
        self, code: str, message: str, place: Place, remedy: str, severity: Severity = "error", *, stated: str = ""
    ) -> None:
        """Note a finding."""
        self.findings.append(Finding(code, severity, message, place, remedy, stated=stated))


def checked(node: Node | None, shape: Shape, what: str, notes: Notes) -> Record:
    """The node as a record that has only known keys, each holding what it should; the rest is noted and left out."""
    if node is None:
        return EMPTY
    if not isinstance(node, Record):
        if node or not isinstance(node, Text):
            notes.add("D01", f"{what}应为一组“键: 值”，读到{described(node)}。", node.place, colon_hint(node))
        return Record({}, node.place)
    if is_secret(node) and "涉密" not in shape:
        return _no_secret_here(node, notes)
    unknown = [key for key in node.fields if key not in shape]
    for key in unknown[:MOST_UNKNOWN]:
        notes.add("D02", f"{what}里不认识“{brief(key)}”。", key.place, nearest(key, shape))
    if len(unknown) > MOST_UNKNOWN:
        message = f"{what}里另有 {len(unknown) - MOST_UNKNOWN} 个不认识的键。"
        notes.add("D02", message, unknown[MOST_UNKNOWN].place, "请先改好上面的，再检查一次。")
    known = ((key, value) for key, value in node.fields.items() if key in shape)
    held = {key: _held(key, value, shape[str(key)], notes) for key, value in known}
    return Record({key: read for key, read in held.items() if read is not None}, node.place)


def secret(node: Node, shape: Shape, allowed: frozenset[str], notes: Notes) -> Record | None:
    """A record that is marked as a state secret, with a finding for everything beside it; None if it is not marked."""
    if not isinstance(node, Record) or not is_secret(node):
        return None
    notes.sealed.add(node.place.file)
    if set(node.fields) - allowed:
        remedy = "请立即删掉这些内容，并按保密规定处理这个文件。合计数另填在上一级。"
        notes.add("S01", "涉密事项旁边填了别的内容。国家秘密不得在普通计算机上录入。", node.place, remedy)
    record = checked(bare(node, allowed), shape, "涉密事项", notes)
    if not text(record, "依据"):
        notes.add("S02", "涉密事项没有写定密依据。", node.place, "请写“依据: …”。")
    return record


def _no_secret_here(node: Record, notes: Notes) -> Record:
    notes.sealed.add(node.place.file)
    remedy = "请立即删掉这些内容，并按保密规定处理这个文件。涉密只能标在支出的一条或一个项目上。"
    notes.add("S01", "这里不能标注涉密。国家秘密不得在普通计算机上录入。", node.place, remedy)
    return Record({}, node.place)


def nearest(key: str, known: Mapping[str, object] | Iterator[str] | tuple[str, ...]) -> str:
    """What to do about an unknown key: the nearest known ones, or the missing space after a colon."""
    names = tuple(known)
    if match := re.match(r"([^:：]+)[:：]", key):
        return f"冒号要用半角，后面空一格：“{brief(match[1])}: …”。"
    alike = difflib.get_close_matches(key, names, n=3, cutoff=0.4)
    if alike:
        return f"是不是“{'”“'.join(alike)}”？"
    return f"可用的有：{'、'.join(names[:12])}{'……' if len(names) > 12 else ''}。"


def text(record: Record, key: str) -> Text:
    """A text field; blank if it was not typed."""
    node = record.get(key)
    return node if isinstance(node, Text) else _BLANK


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
        return several[0] if several else _BLANK
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
        notes.add("D03", f"{what}应为数字，读到“{brief(node)}”。", node.place, why_no_amount(node), stated=brief(node))
        return None
    notes.add("D03", f"{what}应为数字，读到{described(node)}。", node.place, "请只写一个数字。")
    return None


def _held(key: Text, node: Node, kind: Kind, notes: Notes) -> Node | None:
    if kind == "any" or (isinstance(node, Text) and not node):
        return node
    if kind == "map" and isinstance(node, Record) and is_secret(node):
        return _no_secret_here(node, notes)
    if fits(node, kind):
        return node
    place = node.place if node.place.line else key.place
    notes.add("D04", f"“{brief(key)}”应为{NAMES[kind]}，读到{described(node)}。", place, cure(node, kind))
    return None
