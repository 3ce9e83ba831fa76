"""Terms: explained where they are used (名词解释), and one name for one thing."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from itertools import chain

from site_builder.checks.check import Scope, check
from site_builder.checks.subject import Subject
from site_builder.checks.texts import Texts
from site_builder.law.dimensions import Condition
from site_builder.source.narrative import Narrative
from site_builder.values.finding import Finding, Severity
from site_builder.values.outcome import Outcome
from site_builder.values.text import Text

_BASIS = "财预〔2016〕143号：公开应当附名词解释"
_GLOSSARY = "名词解释"

_TERMS: Mapping[str, tuple[re.Pattern[str], Condition | None]] = {
    "一般公共预算拨款收入": (re.compile("一般公共预算(?:财政)?拨款|财政拨款收入"), {"资金": ("一般公共预算",)}),
    "事业收入": (re.compile("事业收入"), {"资金": ("事业收入",)}),
    "其他收入": (re.compile("其他收入"), {"资金": ("其他收入",)}),
    "基本支出": (re.compile("基本支出"), {"量": ("基本支出",)}),
    "项目支出": (re.compile("项目支出"), {"量": ("项目支出",)}),
    "上缴上级支出": (re.compile("上[缴解]上级(?:单位)?支出"), {"量": ("上缴上级支出",)}),
    "“三公”经费": (re.compile("三公"), {"账": ("三公经费",)}),
    "机关运行经费": (re.compile("机关运行经?费"), None),
    "上年结转": (re.compile("结转"), {"来源": ("上年结转",)}),
    "事业单位经营支出": (re.compile("经营支出"), {"量": ("经营支出",)}),
}
"""What must be explained: how entries and prose write it, and the figures that it stands for, if tables have any."""

_HEAD = re.compile(r"(.{2,40}?)(?:[：:]|是?指| \| )")
_REFERENCE = re.compile(r"\{[^{}\n]*\}")
_DENIED = re.compile(r"(?:没有|无|不涉及|不存在)[^，。；]{0,6}$")

_TWO_NAMES: tuple[tuple[str, re.Pattern[str], Severity], ...] = (
    ("上缴上级支出", re.compile("上解上级支出"), "warning"),
    ("机关运行经费", re.compile("机关运行费"), "warning"),
    ("政府性基金预算", re.compile("政府基金预算"), "warning"),
    ("事业单位经营支出", re.compile("经营支出(?<!事业单位....)"), "notice"),
)
"""The official name of a thing, how another name is found that is met, and how grave that is."""


@check("N20", "名词有解释，一物一名", "warning", _BASIS, source="reprint", scope=Scope(demands=("sections",)))
def terms(subject: Subject) -> Iterator[Finding] | Outcome:
    """Every term whose figures are printed, or that the prose uses, is explained; prose and tables use one name."""
    prose = subject.own_words.prose
    if not prose or _GLOSSARY not in subject.form.demands.sections:
        return "not_applicable"
    glossary = _glossary(subject.disclosure.narrative)
    if glossary is None:
        # That there is none is for the law on sections to say.
        return "unresolved"
    return chain(_unexplained(subject, prose, glossary), _two_names(subject, prose))


def _glossary(narrative: Narrative) -> tuple[Text, range] | None:
    """The heading of the explanations and the lines below it, up to the next heading that is not lower."""
    sections = narrative.sections
    for number, section in enumerate(sections):
        if _GLOSSARY in section.title:
            after = (own.title.place.line for own in sections[number + 1 :] if own.level <= section.level)
            return section.title, range(section.title.place.line, next(after, sys.maxsize))
    return None


def _unexplained(subject: Subject, prose: Texts, glossary: tuple[Text, range]) -> Iterator[Finding]:
    heading, lines = glossary
    sections = subject.disclosure.narrative.sections
    inside = [words.text for words in prose if words.text.place.line in lines]
    heads = [*(_head(text) for text in inside), *(own.title for own in sections if own.title.place.line in lines)]
    outside = [_REFERENCE.sub("", words.text) for words in prose if words.text.place.line not in lines]
    missing = [term for term, (pattern, _) in _TERMS.items() if not any(map(pattern.search, heads))]
    printed = [term for term in missing if _is_printed(subject, _TERMS[term][1])]
    named = [term for term in missing if term in printed or _is_named(outside, _TERMS[term][0])]
    if named:
        yield Finding(
            "N20",
            "warning" if printed else "notice",
            f"表里或说明里用了这些名词，名词解释里没有：{'、'.join(named)}。",
            heading.place,
            "请补上解释；用的是别的叫法就改成一样的。",
            str(heading),
            computed="、".join(named),
        )


def _head(text: str) -> str:
    """What an entry explains; the whole text if it is no entry."""
    match = _HEAD.match(text)
    return match[1] if match else text


def _is_printed(subject: Subject, condition: Condition | None) -> bool:
    ledger = subject.disclosure.ledger
    return condition is not None and any(ledger.facts[number].amount for number in ledger.select([condition]))


def _is_named(prose: list[str], pattern: re.Pattern[str]) -> bool:
    """Whether the prose speaks of it, other than to say that there is none."""
    return any(not _DENIED.search(text[: match.start()]) for text in prose for match in pattern.finditer(text))


def _two_names(subject: Subject, prose: Texts) -> Iterator[Finding]:
    tables = _words_of_tables(subject)
    said = "\n".join(_REFERENCE.sub("", words.text) for words in prose)
    for official, other, severity in _TWO_NAMES:
        if other.search(said) and official in said + tables:
            yield _renamed(prose, other, f"别处写“{official}”", severity)
        elif official in said and official not in tables and (printed := other.search(tables)):
            yield _renamed(prose, re.compile(official), f"表里写“{printed[0]}”", "notice")


def _words_of_tables(subject: Subject) -> str:
    sheets = [sheet for sheet in subject.sheets if not sheet.record]
    columns = {title for sheet in sheets for part in sheet.parts for column in part.columns for title in column.path}
    return "\n".join((*(sheet.title for sheet in sheets), *columns))


def _renamed(prose: Texts, pattern: re.Pattern[str], elsewhere: str, severity: Severity) -> Finding:
    """The finding that the prose writes one name where another is written elsewhere."""
    blank = ((words, _REFERENCE.sub(lambda own: " " * len(own[0]), words.text)) for words in prose)
    words, match = next((words, match) for words, text in blank if (match := pattern.search(text)))
    return Finding(
        "N20",
        severity,
        f"同一件事有两个名称：这里写“{match[0]}”，{elsewhere}。",
        words.at(match.start()),
        "请统一用一个名称。",
        words.place,
        match[0],
    )
