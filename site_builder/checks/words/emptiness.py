"""Tables that are published empty, and prose that says there is nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from site_builder.checks.check import check
from site_builder.checks.subject import Subject
from site_builder.checks.texts import Texts, Words
from site_builder.checks.words.hits import hits
from site_builder.law.dimensions import ASSUMED
from site_builder.sheets.address import names
from site_builder.sheets.sheet import Cell, Sheet
from site_builder.values.finding import Finding, Severity
from site_builder.values.outcome import Outcome

_NAMES = {
    "政府性基金支出表": "政府性?基金预算",
    "国有资本经营支出表": "国有资本经营预算",
    "三公经费": "“?三公”?经费",
    "政府采购": "政府采购",
}
"""The tables that may be empty, and what prose calls them."""

# Only words that leave the name whole: 没有政府性基金预算安排的项目 speaks of projects.
_WHOLE = "(?:财政|拨款|预算|安排|的|收入|收支|支出|资金|经费|金额|为|是|共)*"
_NOTHING = {
    key: re.compile(rf"(?:没有|无|未|不涉及)(?:安排|使用|编制|列支)?{name}{_WHOLE}(?=$|[，。；、）\n])")
    for key, name in _NAMES.items()
}
_SOMETHING = {key: re.compile(rf"{name}{_WHOLE}\s*(\d[\d,]*(?:\.\d+)?)\s*[万亿]?元") for key, name in _NAMES.items()}

_SENTENCE = re.compile(r"[。；\n]")
_OTHERS = re.compile(r"上年|去年|以前|所属|下属|比|较|增|减")
_YEAR = re.compile(r"(20\d\d)\s*年")
_OURSELVES = re.compile(r"(?:[本我](?:单位|部门|局|委|办|院|校|所|中心)|本年度?|今年|当年|20\d\d\s*年度?|预算)*")


@check("N18", "空表和文字一致", "error", "文字与表自相矛盾", source="arithmetic")
def emptiness(subject: Subject) -> Iterator[Finding] | Outcome:
    """Prose says that there is nothing only of an empty table, and gives an amount only to one that is not."""
    prose = subject.own_words.prose
    sheets = [sheet for sheet in subject.sheets if sheet.key in _NAMES]
    if not prose or not sheets:
        return "not_applicable"
    if subject.incomplete:
        return "unresolved"
    return (finding for sheet in sheets for finding in _of_sheet(subject, sheet, prose))


def _of_sheet(subject: Subject, sheet: Sheet, prose: Texts) -> Iterator[Finding]:
    if sheet.empty:
        for words, found in hits(prose, _SOMETHING[sheet.key]):
            for match in found:
                if match[1].strip("0.,") and _speaks_of_now(subject, match):
                    yield _not_empty(sheet, words, match)
        return
    for words, found in hits(prose, _NOTHING[sheet.key]):
        for match in found:
            cell = _first_figure(subject, sheet) if _speaks_of_now(subject, match) else None
            if cell and (severity := _severity(subject, match)):
                yield _not_nothing(words, match, cell, severity)


def _before(match: re.Match[str]) -> str:
    """What the sentence says before a hit."""
    return _SENTENCE.split(match.string[: match.start()])[-1]


def _speaks_of_now(subject: Subject, match: re.Match[str]) -> bool:
    """Whether the sentence speaks of this year's budget of the unit itself, as far as its words tell."""
    said = _before(match)
    return not _OTHERS.search(said) and set(_YEAR.findall(said)) <= {str(subject.disclosure.year)}


def _severity(subject: Subject, match: re.Match[str]) -> Severity | None:
    """An error where the sentence says it of the unit itself; a department may speak of one of its units."""
    if _OURSELVES.fullmatch(_before(match)):
        return "error"
    return None if subject.disclosure.units else "warning"


def _first_figure(subject: Subject, sheet: Sheet) -> tuple[str, Cell] | None:
    """The first amount of this year's budget that is not zero, with its printed place."""
    for part in sheet.parts:
        for row in part.rows:
            for column, cell in enumerate(row.cells):
                if cell.money and cell.amount and _is_of_now(subject, cell):
                    return "›".join(names(sheet, part, row, column)), cell
    return None


def _is_of_now(subject: Subject, cell: Cell) -> bool:
    facts = (subject.disclosure.ledger.facts[number] for number in cell.facts)
    return any(all(fact.where.get(key, value) == value for key, value in ASSUMED.items()) for fact in facts)


def _not_nothing(words: Words, match: re.Match[str], figure: tuple[str, Cell], severity: Severity) -> Finding:
    place, cell = figure
    return Finding(
        "N18",
        severity,
        f"这里写“{match[0]}”，但表里有数：“{place}”是 {cell.text}。",
        words.at(match.start()),
        "请改说明；表里的数填错了就改表。",
        words.place,
        match[0],
        cell.text,
        others=(f"{place} {cell.text}",),
    )


def _not_empty(sheet: Sheet, words: Words, match: re.Match[str]) -> Finding:
    return Finding(
        "N18",
        "warning",
        f"这里写“{match[0]}”，但《{sheet.title}》是空表。",
        words.at(match.start()),
        "请核对：有这笔钱就填进表里，没有就改说明。",
        words.place,
        match[1],
        "0",
    )
