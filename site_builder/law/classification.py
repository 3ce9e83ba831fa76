"""Classifications (收支分类科目): the codes of a year and their names."""

from __future__ import annotations

import csv
import difflib
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from site_builder.law.dimensions import is_code
from site_builder.values.finding import Finding
from site_builder.values.text import Place

KINDS: Mapping[str, str] = {
    "科目": "functions.csv",
    "经济": "economics.csv",
    "政府经济": "government-economics.csv",
}
"""The dimension a list belongs to, and its file in `classifications/<year>/`."""

_HEADER = ["编码", "名称"]


@dataclass(frozen=True, slots=True)
class Classification:
    """The codes of one year."""

    year: int
    """The year the lists were made for."""
    names: Mapping[str, Mapping[str, str]]
    """Dimension → code → name."""

    def name(self, dimension: str, code: str) -> str:
        """The name of a code; blank if the list does not know it."""
        return self.names.get(dimension, {}).get(code, "")

    def classes(self, dimension: str) -> tuple[str, ...]:
        """The codes of the top level (类), in code order."""
        return tuple(code for code in self.names.get(dimension, {}) if len(code) == 3)

    def nearest(self, dimension: str, code: str) -> tuple[str, ...]:
        """Up to three known codes that look like an unknown one, with their names."""
        known = self.names.get(dimension, {})
        alike = [other for other in known if len(other) == len(code)]
        return tuple(f"{near} {known[near]}" for near in difflib.get_close_matches(code, alike, n=3, cutoff=0.6))


@cache
def built_in() -> tuple[Classification, ...]:
    """The lists that come with the program, oldest first."""
    root = resources.files("site_builder.law") / "classifications"
    years = sorted((entry for entry in root.iterdir() if entry.name.isdigit()), key=lambda entry: entry.name)
    found = []
    for year in years:
        files = {file: (year / file) for file in KINDS.values()}
        texts = {file: path.read_text(encoding="utf-8") for file, path in files.items() if path.is_file()}
        found.append(
            Classification(int(year.name), {dim: _rows(texts[file]) for dim, file in KINDS.items() if file in texts})
        )
    return tuple(found)


def classification(year: int, own: tuple[Classification, ...] = ()) -> Classification:
    """The lists in force for a budget year: for each kind the newest not later, a site's own before the built-in."""
    lists = sorted((*built_in(), *own), key=lambda item: item.year)
    names: dict[str, Mapping[str, str]] = {}
    for dimension in KINDS:
        having = [item for item in lists if dimension in item.names]
        in_force = [item for item in having if item.year <= year] or having[:1]
        if in_force:
            names[dimension] = in_force[-1].names[dimension]
    return Classification(year, names)


def read_list(path: str, text: str) -> tuple[Classification | None, tuple[Finding, ...]]:
    """A list of a site's own, `classifications/<year>/<kind>.csv`, and what is wrong with it."""
    match = re.fullmatch(r"classifications/(\d{4})/(.+)", path)
    dimension = next((dim for dim, file in KINDS.items() if match and file == match[2]), None)
    if not match or dimension is None:
        remedy = f"文件应放在 classifications/<年度>/ 下，名为 {'、'.join(KINDS.values())}。"
        return None, (Finding("F20", "error", "认不出这是哪一种分类表。", Place(path), remedy),)
    rows = list(csv.reader(text.split("\n"), strict=False))
    if not rows or rows[0] != _HEADER:
        remedy = "第一行应为“编码,名称”。"
        return None, (Finding("F20", "error", "分类表的表头不对。", Place(path), remedy),)
    first = {row[0]: number for number, row in reversed(list(enumerate(rows, start=1))) if row}
    findings = [
        Finding("F20", "error", fault, Place(path, number), "每行写“编码,名称”，编码是 3、5 或 7 位数字，只写一次。")
        for number, row in enumerate(rows[1:], start=2)
        if row and (fault := _fault(row, number, first))
    ]
    return (None if findings else Classification(int(match[1]), {dimension: _rows(text)})), tuple(findings)


def _fault(row: list[str], number: int, first: Mapping[str, int]) -> str:
    if len(row) != 2 or not is_code(row[0]) or not row[1].strip():
        return f"“{','.join(row)}”不是一行“编码,名称”。"
    return f"{row[0]} 在第 {first[row[0]]} 行已经有了。" if first[row[0]] != number else ""


def _rows(text: str) -> dict[str, str]:
    rows = list(csv.reader(io.StringIO(text)))[1:]
    return {row[0]: row[1].strip() for row in sorted(rows) if row}
