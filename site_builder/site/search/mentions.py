"""What can be found in one disclosure, and where on its page. Only what its tables print is ever found."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from site_builder.book.disclosure import STAGES, Disclosure, Unit
from site_builder.checks.works import Work, indicators, works
from site_builder.sheets.sheet import Part, Sheet
from site_builder.source.narrative import Section

KINDS = ("单位", "项目", "任务", "指标", "科目", "名词")
"""What can be found, most wanted first."""

_CODE = "科目编码"
_TERM = re.compile(r"<li>\s*(?:<strong>)?([^<：]{2,30})(?:</strong>)?：")


class Named(Protocol):
    """A unit as it is looked for."""

    @property
    def slug(self) -> str:
        """Its address."""

    @property
    def name(self) -> str:
        """名称."""

    @property
    def code(self) -> str:
        """单位编码; blank if it has none."""


@dataclass(frozen=True, slots=True)
class Mention:
    """One thing that a disclosure's page names."""

    kind: str
    """One of `KINDS`."""
    name: str
    """Its name as printed."""
    code: str
    """项目编码 or 科目编码 as printed; blank if it has none."""
    anchor: str
    """The place on the page."""
    table: str
    """What stands there, such as 支出总表."""


@dataclass(frozen=True, slots=True)
class Found:
    """Everything that can be found in one disclosure."""

    unit: str
    """The unit's address."""
    name: str
    """Last part of the disclosure's address, such as `2026-budget`."""
    year: int
    """Budget year."""
    label: str
    """What the disclosure is called beside its unit: `2026年预算`."""
    mentions: tuple[Mention, ...]
    """What its page names, in the order printed."""

    @property
    def href(self) -> str:
        """Its page, seen from the site's top."""
        return f"{self.unit}/{self.name}/index.html"


def found(unit: Unit, disclosure: Disclosure, sheets: tuple[Sheet, ...]) -> Found:
    """Everything that can be found in one disclosure."""
    mentions = (*_works(disclosure, sheets), *_codes(sheets), *_terms(disclosure.narrative.sections))
    label = f"{disclosure.year}年{STAGES[disclosure.stage]}"
    return Found(unit.slug, disclosure.name, disclosure.year, label, tuple(dict.fromkeys(mentions)))


def _works(disclosure: Disclosure, sheets: tuple[Sheet, ...]) -> Iterator[Mention]:
    """Projects and tasks, then their indicators, each where it is printed."""
    printed = {sheet.slug: _texts(sheet) for sheet in sheets}
    for work in works(disclosure):
        code = work.entry.fields.get("编码", "")
        for home in _homes(work, sheets, printed):
            shown = code if any(code in texts for texts in printed.values()) else ""
            yield _mention(work.kind, work.name, shown, home)
            for indicator in indicators(work):
                if indicator.name and indicator.name in printed[home.slug]:
                    yield _mention("指标", indicator.name, "", home)


def _homes(work: Work, sheets: tuple[Sheet, ...], printed: Mapping[str, frozenset[str]]) -> Iterable[Sheet]:
    """The tables a project or task has to itself; else the first that prints its name."""
    name = work.name
    if not name:
        return []
    own = [sheet for sheet in sheets if sheet.record == name and (name in sheet.title or name in printed[sheet.slug])]
    return own or [sheet for sheet in sheets if name in printed[sheet.slug]][:1]


def _texts(sheet: Sheet) -> frozenset[str]:
    return frozenset(cell.text for part in sheet.parts for row in part.rows for cell in row.cells)


def _codes(sheets: tuple[Sheet, ...]) -> Iterator[Mention]:
    """Every classification code that a table prints, once, rather among expenditure than among revenue."""
    seen = set()
    for sheet in sorted(sheets, key=lambda sheet: "支出" not in sheet.key):
        for name, code in (pair for part in sheet.parts for pair in _coded(part)):
            if code not in seen:
                seen.add(code)
                yield _mention("科目", name, code, sheet)


def _coded(part: Part) -> Iterator[tuple[str, str]]:
    """Name and code of every row that has a code; the name stands beside it."""
    columns = [number for number, column in enumerate(part.columns[:-1]) if column.path[-1] == _CODE]
    for row in part.rows:
        for number in columns:
            code = row.cells[number].text.strip()
            if code.isdigit():
                yield row.cells[number + 1].text, code


def _terms(sections: tuple[Section, ...]) -> Iterator[Mention]:
    """The words that the narrative explains (名词解释)."""
    for number, section in enumerate(sections, start=1):
        if "名词解释" in section.title:
            for term in _TERM.findall(section.html):
                yield Mention("名词", html.unescape(term), "", f"section-{number}", "名词解释")


def _mention(kind: str, name: str, code: str, sheet: Sheet) -> Mention:
    return Mention(kind, " ".join(name.split()), str(code), sheet.slug, sheet.key)
