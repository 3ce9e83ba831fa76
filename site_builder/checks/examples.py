"""A wrong and a right example for every law: the proofs that the tests run, as the clerk's files they are."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from site_builder.source.node import Record
from site_builder.source.yaml import parse
from site_builder.values.text import Text

_PACKAGE = Path(__file__).resolve().parent.parent
_FOLDERS = (_PACKAGE / "proofs", _PACKAGE.parent / "tests" / "checks")
"""Where the proofs are: in an installed package, and in a checkout."""

_MARK = re.compile(r" *# ! ([A-Z]\d\d)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Example:
    """One proof: some files, and the lines in them that its law must find."""

    name: str
    """What it shows, such as `C01-wrong-totals`."""
    files: Mapping[str, str]
    """File name → text, without marks."""
    marks: frozenset[tuple[str, int]]
    """(file name, line) of every line that is wrong; none in a right example."""


@cache
def examples(code: str) -> tuple[Example, ...]:
    """The examples of a law, wrong ones first; none if the proofs are not installed."""
    folder = next((folder for folder in _FOLDERS if folder.is_dir()), None)
    paths = sorted(folder.glob(f"{code}-*.yaml")) if folder else []
    return tuple(sorted((_example(path) for path in paths), key=lambda example: not example.marks))


def _example(path: Path) -> Example:
    node, _ = parse(path.name, path.read_bytes())
    typed = node.fields if isinstance(node, Record) else {}
    files = {str(name): str(text) for name, text in typed.items() if isinstance(text, Text)}
    marks = frozenset(
        (name, number)
        for name, text in files.items()
        for number, line in enumerate(text.split("\n"), start=1)
        if (found := _MARK.search(line)) and path.name.startswith(found[1])
    )
    return Example(path.stem, {name: _MARK.sub("", text) for name, text in files.items()}, marks)
