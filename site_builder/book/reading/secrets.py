"""State secrets (涉密): whatever stands beside one is never repeated, not even where it is wrong.

Two rules, both wider than they need be. A record with any key that speaks of 涉密 gives nothing but the few fields a
secret may have. And of a file that has such a key anywhere, no finding of its reading says what was typed: only what
is wrong, where, and the cure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from site_builder.source.decode import decode
from site_builder.source.node import Node, Record
from site_builder.values.finding import Finding

_MARK = "涉密"
# A key may be misspelt, quoted, in braces, or lack its colon; a word within a sentence is none.
_KEY = re.compile(
    r"(?m)(?:^[\s\-?]*|[{,，]\s*)[^\n:：,，。；|｜{}]{0,8}涉\s*密(?:[^\n:：,，。；|｜{}]{0,8}[:：是]|[ \t]*$)"
)

_SILENT = frozenset({"Y01", "Y02", "Y03", "Y04", "Y10", "Y23", "Y24", "Y25", "Y26", "Y28", "S01", "S02", "D06"})
"""Findings that never repeat anything."""

_SAID = {
    "Y11": ("这里的冒号不是半角，或者后面没有空格。", "请改成半角冒号，后面一个空格。"),
    "Y12": ("内容开头的符号另有用途。", "请给整个值加引号。"),
    "Y13": ("“ #”后面的内容会被当作注释丢掉。", "它是内容，就给整个值加引号；它是注释，就另起一行写。"),
    "Y14": ("内容里有半角冒号。", "请给整个值加引号。"),
    "Y15": ("这一行缩进得太深。", "请与上一行的键对齐。"),
    "Y16": ("这一行没有冒号。", "每行写成“键: 值”。"),
    "Y17": ("“-”后面没有空格。", "请在“-”后空一格。"),
    "Y18": ("这里的引号或括号没有配对。", "请补上另一半。"),
    "Y19": ("花括号里有一项没有冒号。", "请写成“键: 值”。"),
    "Y20": ("这个键写了两次。", "请只留一个。"),
    "D02": ("这个键不认识。", "请对照模板改正键的名称。"),
    "D03": ("这里应为数字。", "请只写数字，例如 474.90。"),
    "D04": ("这里的内容不是应有的样子。", "请对照模板改正。"),
    "D08": ("这条指标的写法不对。", "请对照模板改正各段。"),
}
_OTHERWISE = ("这里的写法不对。", "请对照模板改正。")
_NOT_SHOWN = "文件里标有涉密事项，不显示读到的内容。"


def is_secret(node: Node | None) -> bool:
    """Whether a record is marked as a state secret; a mark that cannot be read counts as one."""
    if not isinstance(node, Record):
        return False
    return any(
        _MARK in key and not (isinstance(value, str) and value in {"", "否"}) for key, value in node.fields.items()
    )


def bare(node: Record, allowed: frozenset[str]) -> Record:
    """A secret record without everything that must not stand beside a secret."""
    return Record({key: value for key, value in node.fields.items() if key in allowed}, node.place)


def speaks_of_secrets(file: str, data: bytes) -> bool:
    """Whether a file has a key that marks a state secret, however it is misspelt."""
    text, _ = decode(file, data)
    return _MARK[0] in text and bool(_KEY.search(text))


def without_secrets(findings: Iterable[Finding], sealed: set[str]) -> tuple[Finding, ...]:
    """The findings, of which none says what was typed in a file that marks secrets."""
    return tuple(_silenced(finding) if finding.source.file in sealed else finding for finding in findings)


def _silenced(finding: Finding) -> Finding:
    if finding.code in _SILENT:
        return replace(finding, stated="", computed="")
    message, remedy = _SAID.get(finding.code, _OTHERWISE)
    return replace(finding, message=message + _NOT_SHOWN, remedy=remedy, stated="", computed="", place="")
