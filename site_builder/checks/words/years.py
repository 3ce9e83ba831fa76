"""The years that texts name: the budget's own in titles, none that is over in promises, one for one matter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from site_builder.checks.check import check
from site_builder.checks.subject import Subject
from site_builder.checks.texts import Texts, Words
from site_builder.checks.words.hits import hits
from site_builder.values.finding import Finding
from site_builder.values.outcome import Outcome
from site_builder.values.text import Text

_YEAR = re.compile(r"(20\d\d)(?<!\d....)\s*年")
_OF_BUDGET = re.compile(
    r"(20\d\d)(?<![\d与和同比较对于]....)\s*年度?(?:部门|单位)?(?:收支|收入|支出|财政拨款)*预算"
    r"(?!执行|完成|调整|数|相比|对比|批复)"
)
_OPENING = re.compile(r"现将[^。]{0,60}?(20\d\d)\s*年度?(?:部门|单位)?预算(?!执行|完成|调整)")
_PROMISE = re.compile(
    r"(20\d\d)(?:(?<![^，。；：、\n.]....)年度?(?:计划|拟|将|预计|全年)?(?:完成|建成|实现|举办|开展|新增|达到|培训|新建)"
    r"|(?<!\d....)年(?:\d{1,2}月)?(?:\d{1,2}日|年?底|末)前)"
)
_PAST = "已|欠|尾款|质保|结转|上年|以前|截至"
_HISTORY = re.compile(f"{_PAST}|支付|付清|拨付|结算|清偿|补发|比|较|基础|的|后|情况")
_CLAUSE = re.compile(rf"(20\d\d)(?<![\d\-—－至~～]....)\s*年度?((?!(?:[^，。；、\n]*)(?:{_PAST}))[^，。；、\n]+)")
_CHINESE = re.compile(r"[一-鿿]+")

_ALIKE = 6
"""So many characters in a row are the same matter."""


@check("N12", "年份前后一致", "warning", "同一份公开不自相矛盾", source="arithmetic")
def years(subject: Subject) -> Iterator[Finding] | Outcome:
    """Titles name the budget year, targets promise nothing for a year that is over, and one matter has one year.

    One matter: in the overall target and in a task, or in several texts of one project.
    """
    texts = subject.own_words
    if not any(hits(texts, _YEAR)):
        return "not_applicable"
    targets = Texts(words for words in texts if _is_target(words))
    year = subject.disclosure.year
    return chain(_title(subject), _headings(subject, texts), _promises(targets, year), _contradictions(targets))


def _is_target(words: Words) -> bool:
    return not words.passage and (words.steps[0].startswith(("任务", "项目")) or words.steps == ("年度目标",))


def _title(subject: Subject) -> Iterator[Finding]:
    title, year = subject.disclosure.title, subject.disclosure.year
    named = _YEAR.findall(title)
    if title.place.line and named and str(year) not in named:
        yield _wrong_year(title, "标题", named[0], year)


def _headings(subject: Subject, texts: Texts) -> Iterator[Finding]:
    year = subject.disclosure.year
    for section in subject.disclosure.narrative.sections:
        match = _OF_BUDGET.search(section.title)
        if match and match[1] != str(year):
            yield _wrong_year(section.title, str(section.title), match[1], year)
    for words, (match, *_) in hits(texts.prose, _OPENING):
        if match[1] != str(year):
            yield _wrong_year(Text(words.text, words.at(match.start(1))), words.place, match[1], year)


def _wrong_year(text: Text, place: str, named: str, year: int) -> Finding:
    return Finding(
        "N12",
        "warning",
        f"这是 {year} 年的预算，这里写的是 {named} 年。",
        text.place,
        "请核对年份，可能是上年的文字没有改。",
        place,
        named,
        str(year),
    )


def _promises(targets: Texts, year: int) -> Iterator[Finding]:
    for words, found in hits(targets, _PROMISE):
        for match in found:
            if int(match[1]) < year and not _HISTORY.search(_clause(match)):
                yield Finding(
                    "N12",
                    "notice",
                    f"这是 {year} 年的目标，“{_clause(match)}”说的是 {match[1]} 年的事。",
                    words.at(match.start()),
                    "请核对年份；确实说的是以前的事，请写明“已”完成。",
                    words.place,
                    match[1],
                )


def _clause(match: re.Match[str]) -> str:
    """The words around a hit, up to the next mark on both sides."""
    before = re.split(r"[，。；、\n]", match.string[: match.start()])[-1]
    after = re.split(r"[，。；、\n]", match.string[match.end() :])[0]
    return f"{before}{match[0]}{after}"


@dataclass(frozen=True, slots=True)
class _Told:
    """A matter that a text gives a year."""

    words: Words
    match: re.Match[str]
    runs: frozenset[str]
    """Runs of characters of what stands behind the year."""

    @property
    def year(self) -> str:
        return self.match[1]


def _contradictions(targets: Texts) -> Iterator[Finding]:
    told = [_Told(words, match, _runs(match[2])) for words, found in hits(targets, _CLAUSE) for match in found]
    if len({own.year for own in told}) > 1:
        tasks = [own for own in told if own.words.steps[0].startswith("任务")]
        yield from _contradict([own for own in told if own.words.steps == ("年度目标",)], tasks)
        for project in dict.fromkeys(own.words.steps[0] for own in told if own.words.steps[0].startswith("项目")):
            mine = [own for own in told if own.words.steps[0] == project]
            aims = [own for own in mine if own.words.steps[1:] == ("目标",)]
            yield from _contradict(aims, [own for own in mine if own not in aims])


def _contradict(aims: list[_Told], others: list[_Told]) -> Iterator[Finding]:
    """Where the aims say one year and the others another year of the same matter."""
    for aim in aims:
        alike = [own for own in others if own.runs & aim.runs]
        years = {own.year for own in aims if own.runs & aim.runs}
        if alike and not any(own.year in years for own in alike):
            yield _two_years(aim, alike[0])


def _two_years(aim: _Told, other: _Told) -> Finding:
    place = other.words.place
    return Finding(
        "N12",
        "warning",
        f"同一件事写了两个年份：{_named(aim)}写“{aim.match[0]}”，{place}写“{other.match[0]}”。",
        other.words.at(other.match.start()),
        "请核对是哪一年，改成一致；确实是两件事就不用改。",
        place,
        other.year,
        aim.year,
        others=(f"{aim.words.place} {aim.year}年",),
    )


def _named(told: _Told) -> str:
    """Where it stands, with the number of its line where a text has several."""
    before = told.match.string[: told.match.start()].count("\n")
    return told.words.place + (f"第 {before + 1} 项" if "\n" in told.match.string else "")


def _runs(text: str) -> frozenset[str]:
    return frozenset(
        run[start : start + _ALIKE] for run in _CHINESE.findall(text) for start in range(len(run) - _ALIKE + 1)
    )
