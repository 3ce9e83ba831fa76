"""Slips of the keyboard in texts: words and marks typed twice, brackets that do not match."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from site_builder.checks.check import check
from site_builder.checks.subject import Subject
from site_builder.checks.texts import Texts, Words
from site_builder.checks.words.hits import around, hits
from site_builder.values.finding import Finding
from site_builder.values.outcome import Outcome

_PHRASE = re.compile(r"([一-鿿]{2,6})\1")
# A name ends as the next begins (市直机关＋机关党委), a verb is doubled by custom, the middle of a set phrase
# (拨款＋专款专用), numbers, one character many times.
_RIGHTLY_TWICE = re.compile(
    r"机关|工会|项目|服务|社会|协会|学会|学校|医院|研究|讨论|商量|考虑|一个|.[专一每尽逐]$|[一二三四五六七八九十]+$|(.)\1+$"
)
_LETTER = re.compile(
    r"的(?<![目标有].)的(?!确)|之之|万(?=万元)|万元元|[，、；：。](?=[，、；：。])[，、；：。]|%%|％％"
)
_ACT = re.compile(r"进行(?:(?!进行)[^\s，。；、：！？的对并和或及后时前]){2,8}进行")
_NUMBER = re.compile(r"([0-9](?<![^\n].)[0-9]?)\.[ ]*\1[.．、](?!\d)")

_PAIRS = {"）": "（", ")": "(", "》": "《", "”": "“", "〕": "〔", "]": "[", "】": "【", "］": "［"}
_WIDTHS = {"(": "（", "[": "［"}
_MARKS = re.compile("[" + re.escape("".join({*_PAIRS, *_PAIRS.values()})) + "]")
# Numbering such as 1) and 一), and intervals such as [60,80), have one bracket by right.
_SINGLE = re.compile(
    r"(?:^|(?<=[\s，。；：、,;]))(?:\d{1,2}|[a-zA-Z]|[一二三四五六七八九十])[)）]"
    r"|[(（\[［][^()（）\[\]［］]{1,12}[,，][^()（）\[\]［］]{1,12}[)）\]］]"
)
_DOCUMENT = re.compile(r"([〔（(\[［【])(?:19|20)\d\d([〕）)\]］】])(?=\s*第?\s*\d+\s*[号期])")
_ENDED_EARLY = re.compile(r"[〔\[［]\d{4}[〕\]］][）)]\s*第?\d+号")


@check("L03", "字词没有打重", "notice", "公开的文字应当通顺", source="custom")
def typed_twice(subject: Subject) -> Iterator[Finding] | Outcome:
    """No phrase, particle, mark or number stands twice in a row; what Chinese doubles by right is left alone."""
    texts = subject.own_words
    return _typed_twice(texts) if texts else "not_applicable"


@check("L04", "括号、引号成对，文号写法统一", "notice", "公文格式：文号的年份用六角括号〔〕", source="custom")
def brackets(subject: Subject) -> Iterator[Finding] | Outcome:
    """Brackets and quotation marks are paired, and numbers of documents use one kind of bracket."""
    texts = subject.own_words
    return chain(_unpaired(texts), _ended_early(texts), _mixed(texts)) if texts else "not_applicable"


def _typed_twice(texts: Texts) -> Iterator[Finding]:
    for words, found in hits(texts, _PHRASE):
        for match in (own for own in found if not _RIGHTLY_TWICE.match(own[1])):
            yield _twice(words, match, f"“{match[1]}”连着写了两遍", "请删去一个；两个都对就不用改。")
    for words, (match, *_) in hits(texts, _LETTER):
        yield _twice(words, match, f"“{match[0]}”像是多打了一个字", "请核对，删去多余的字或标点。")
    for words, (match, *_) in hits(texts, _ACT):
        yield _twice(words, match, "一句话里有两个“进行”", "请核对是不是写重了。")
    for words, (match, *_) in hits(texts, _NUMBER):
        if f"{match[1]}.{int(match[1]) + 1}" not in words.text:
            yield _twice(words, match, f"序号“{match[0]}”写了两遍", "列表由程序编号，请删去自己写的序号。")


def _twice(words: Words, match: re.Match[str], what: str, remedy: str) -> Finding:
    message = f"“{around(words.text, match.span())}”：{what}。"
    return Finding("L03", "notice", message, words.at(match.start()), remedy, words.place, match[0])


def _unpaired(texts: Texts) -> Iterator[Finding]:
    for words, _ in hits(texts, _MARKS):
        if (found := _first_unpaired(words.text)) is not None:
            yield Finding(
                "L04",
                "notice",
                f"“{around(words.text, (found, found + 1))}”里的“{words.text[found]}”没有配对，或者和另一半不是一种。",
                words.at(found),
                "请补上另一半，两半用同一种括号。",
                words.place,
                words.text[found],
            )


def _first_unpaired(text: str) -> int | None:
    """Where the first mark stands that has no partner and needs one."""
    found = _without_partner(text)
    return found if found is None else _without_partner(_SINGLE.sub(lambda match: " " * len(match[0]), text))


def _without_partner(text: str) -> int | None:
    opened: list[re.Match[str]] = []
    for mark in _MARKS.finditer(text):
        if mark[0] not in _PAIRS:
            opened.append(mark)
        elif opened and opened[-1][0] == _PAIRS[mark[0]]:
            opened.pop()
        else:
            return mark.start()
    return opened[0].start() if opened else None


def _ended_early(texts: Texts) -> Iterator[Finding]:
    for words, (match, *_) in hits(texts, _ENDED_EARLY):
        yield Finding(
            "L04",
            "notice",
            f"“{around(words.text, match.span())}”的右括号在文号中间，把“号”隔在外面。",
            words.at(match.start()),
            "请把右括号移到“号”的后面。",
            words.place,
            match[0],
        )


def _mixed(texts: Texts) -> Iterator[Finding]:
    """Numbers of documents with brackets of two kinds: one notice for the disclosure."""
    first: dict[str, tuple[Words, re.Match[str]]] = {}
    for words, found in hits(texts, _DOCUMENT):
        for match in found:
            first.setdefault(_WIDTHS.get(match[1], match[1]), (words, match))
    if len(first) < 2:
        return
    (_, (words, match)), *others = sorted(first.items(), key=lambda kind: kind[0] == "〔")
    listed = "、".join(f"{own.place}写“{other[0]}”" for _, (own, other) in others)
    yield Finding(
        "L04",
        "notice",
        f"文号的括号不统一：{words.place}写“{match[0]}”，{listed}。",
        words.at(match.start()),
        "文号的年份统一用六角括号〔〕。",
        words.place,
        match[0],
        f"〔{match[0][1:-1]}〕",
        others=tuple(f"{own.place} {other[0]}" for _, (own, other) in others),
    )
