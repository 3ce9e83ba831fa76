"""YAML as positioned text: every scalar stays the characters that were typed. The only module that imports yaml."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Protocol

import yaml

from site_builder.source.decode import decode
from site_builder.source.node import EMPTY, Items, Node, Record
from site_builder.source.traps import mend, swallowed
from site_builder.values.finding import Finding
from site_builder.values.text import Place, Text

DEEPEST = 12
"""How deep a file may nest; real ones use five levels."""
MOST_NODES = 200_000
"""How many values a file may hold."""

_DROPPED = Text("\0")
"""Stands in for a key that was refused, so that its value is read past and forgotten."""

# The pure-Python loader gives the same events where libyaml is not built in, only slower.
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_PROBLEMS = (
    (
        "could not find expected ':'",
        "这一行缺少冒号，或者上一行没有写完。",
        "每行写成“键: 值”，冒号用半角，后面空一格。",
    ),
    (
        "mapping values are not allowed",
        "这里多了一个冒号，或者缩进和上一行对不齐。",
        "内容里有“: ”就给整个值加引号；否则请检查缩进。",
    ),
    (
        "did not find expected key",
        "这一行的缩进和上下行对不齐，或者引号没有配对。",
        "同一级的键要从同一列开始；值里有引号时给整个值加单引号。",
    ),
    ("block sequence entries", "这里不能直接写“- ”。", "列表要另起一行，并比上一行多缩进两格。"),
    ("did not find expected '-'", "列表中有一行没有以“- ”开头。", "请检查缩进，每一条都以“- ”开头。"),
    (
        "did not find expected ',' or",
        "花括号或方括号里缺少逗号，或者没有配对。",
        "请检查“{ }”“[ ]”，各项之间用半角逗号加空格。",
    ),
    ("unexpected end of stream", "引号没有配对，一直到文件末尾都没有结束。", "请检查引号是否成对。"),
    ("cannot start any token", "这里的符号不能作为内容的开头。", "请给整个值加引号。"),
    ("anchor", "不能使用锚点“&”和引用“*”。", "请把内容写出来；它是文字就加引号。"),
    ("alias", "不能使用锚点“&”和引用“*”。", "请把内容写出来；它是文字就加引号。"),
    ("tag", "不能使用标签“!”。", "它是文字就加引号。"),
)


class _Mark(Protocol):
    """A position as the parser gives it, counted from 0."""

    line: int
    column: int


@dataclass(slots=True)
class _Level:
    """A collection that is still open while the events run by."""

    place: Place
    mapping: bool
    fields: dict[Text, Node] = field(default_factory=dict)
    nodes: list[Node] = field(default_factory=list)
    key: Text | None = None


def parse(file: str, data: bytes) -> tuple[Node, tuple[Finding, ...]]:
    """The content of a YAML file and everything that is wrong with its writing.

    A file that says nothing gives an empty record. Never raises for what the file holds.
    """
    text, encoding = decode(file, data)
    mended, traps = mend(file, text)
    builder = _Builder(file, mended)
    builder.run()
    findings = [*encoding, *traps, *builder.findings]
    return builder.root, tuple(findings)


class _Builder:
    """Builds nodes from the parser's events, collecting findings as it goes."""

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.text = text
        self.root: Node = EMPTY
        self.findings: list[Finding] = []
        self._levels: list[_Level] = []
        self._ends: list[tuple[int, int]] = []
        self._count = 0
        self._documents = 0

    def run(self) -> None:
        try:
            for event in yaml.parse(self.text, Loader=_Loader):
                if not self._take(event):
                    break
        except yaml.YAMLError as error:
            self.findings.append(self._translate(error))
        self.findings.extend(swallowed(self.file, self.text.split("\n"), iter(self._ends)))

    def _take(self, event: yaml.Event) -> bool:
        """Take one event; False if the file is too large or deep to go on."""
        place = self._place(event.start_mark)
        if isinstance(event, yaml.DocumentStartEvent):
            return self._document(place)
        if isinstance(event, yaml.AliasEvent):
            self._refuse("Y21", f"不能使用引用“*{event.anchor}”。", place, "请把内容写出来；它是文字就加引号。")
            return self._add(Text("", place))
        if isinstance(event, yaml.NodeEvent):
            self._anchor_or_tag(event, place)
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, place)
        if isinstance(event, yaml.CollectionStartEvent):
            self._levels.append(_Level(place, isinstance(event, yaml.MappingStartEvent)))
            if len(self._levels) > DEEPEST:
                self._refuse("Y23", f"嵌套超过 {DEEPEST} 层。", place, "请检查缩进和括号。")
                return False
        if isinstance(event, yaml.CollectionEndEvent):
            return self._close()
        return True

    def _document(self, place: Place) -> bool:
        self._documents += 1
        if self._documents > 1:
            self._refuse("Y25", "一个文件里有两份内容（“---”分隔）。", place, "请删去“---”，或拆成两个文件。")
        return self._documents == 1

    def _scalar(self, event: yaml.ScalarEvent, place: Place) -> bool:
        if event.style is None and event.value:
            _, line, column = self._place(event.end_mark)
            self._ends.append((line - 1, column - 1))
        return self._add(Text(event.value, place))

    def _close(self) -> bool:
        level = self._levels.pop()
        level.fields.pop(_DROPPED, None)
        return self._add(Record(level.fields, level.place) if level.mapping else Items(tuple(level.nodes), level.place))

    def _add(self, node: Node) -> bool:
        self._count += 1
        if self._count > MOST_NODES:
            self._refuse("Y24", f"一个文件里超过 {MOST_NODES:,} 个值。", Place(self.file), "请拆成几个文件。")
            return False
        if not self._levels:
            self.root = node
        elif not (level := self._levels[-1]).mapping:
            level.nodes.append(node)
        elif level.key is None:
            level.key = self._key(node, level)
        else:
            level.fields[level.key] = node
            level.key = None
        return True

    def _key(self, node: Node, level: _Level) -> Text:
        if not isinstance(node, Text):
            self._refuse("Y26", "键必须是一个词，不能是列表或一组键值。", node.place, "请检查括号和缩进。")
            return _DROPPED
        if node in level.fields:
            first = next(key for key in level.fields if key == node)
            message = f"“{node}”写了两次，第一次在第 {first.place.line} 行。"
            self._refuse("Y20", message, node.place, "请只留一个；两处都要就合并。")
            return _DROPPED
        if node == "<<":
            self._refuse("Y21", "不能使用合并键“<<”。", node.place, "请把内容写出来。")
            return _DROPPED
        return node

    def _anchor_or_tag(self, event: yaml.NodeEvent, place: Place) -> None:
        if event.anchor:
            self._refuse("Y21", f"不能使用锚点“&{event.anchor}”。", place, "请删去它；它是文字就给整个值加引号。")
        tag = getattr(event, "tag", None)
        if tag:
            self._refuse("Y22", f"不能使用标签“{tag}”。", place, "请删去它；它是文字就给整个值加引号。")

    def _place(self, mark: _Mark | None) -> Place:
        return Place(self.file, mark.line + 1, mark.column + 1) if mark else Place(self.file)

    def _refuse(self, code: str, message: str, place: Place, remedy: str) -> None:
        self.findings.append(Finding(code, "error", message, place, remedy))

    def _translate(self, error: yaml.YAMLError) -> Finding:
        problem = str(getattr(error, "problem", None) or error)
        mark = getattr(error, "problem_mark", None)
        place = self._place(mark)
        lines = self.text.split("\n")
        read = lines[place.line - 1].strip() if place.line <= len(lines) else ""
        seen = f"读到：“{read[:40]}”。" if read else ""
        for sign, message, remedy in _PROBLEMS:
            if re.search(sign, problem):
                return Finding("Y27", "error", message + seen, place, remedy)
        return Finding("Y27", "error", "这一行不符合 YAML 的写法。" + seen, place, "请检查冒号、缩进、引号和括号。")


def texts(node: Node) -> Iterator[Text]:
    """Every value in a node, keys left out, in the order typed."""
    if isinstance(node, Text):
        yield node
    elif isinstance(node, Record):
        for child in node.fields.values():
            yield from texts(child)
    else:
        for child in node.nodes:
            yield from texts(child)
