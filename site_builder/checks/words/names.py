"""The unit's name: whole and the same in title, unit.yaml and narrative."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from site_builder.checks.check import check
from site_builder.checks.subject import Subject
from site_builder.checks.words.hits import hits
from site_builder.values.finding import Finding
from site_builder.values.outcome import Outcome

_BASIS = "公开件的封面、表头、正文用单位全称"
_ITSELF = re.compile(r"[（(]本级[）)]|本级$|[（(]演示[）)]|[\s“”]")
_WHOLE = ("局", "委", "会", "院", "厅", "部", "府", "署", "校", "所", "处", "站", "馆", "团", "社", "园", "队", "司")
_LONGEST_SHORT = 4
_PUBLISHES = re.compile(r"现将([一-鿿（）()]{3,40}?)(?:20\d\d|{[^{}]*}|本年|年)度?[^，。]{0,8}预算")
_OURSELVES = re.compile(r"[本我]")
_OFFICES = frozenset({"主管部门", "发布机构"})
_TELLING = 3
"""So many last characters of a name tell whose it is."""


@check("N13", "单位名称前后一致", "notice", _BASIS, source="custom")
def names(subject: Subject) -> Iterator[Finding] | Outcome:
    """The title has the unit's full name, the narrative speaks of no other unit, and offices are no nicknames."""
    if not subject.unit.name:
        return "unresolved"
    return chain(_title(subject), _offices(subject), _narrative(subject))


def _title(subject: Subject) -> Iterator[Finding]:
    title, name = subject.disclosure.title, subject.unit.name
    # A title that nobody typed is made of the name.
    if title.place.line and _same(name) not in _same(title):
        yield Finding(
            "N13",
            "notice",
            f"标题里没有单位全称“{name}”。",
            title.place,
            "请在标题里写全称；unit.yaml 的名称不对就改名称。",
            "标题",
            str(title),
            str(name),
        )


def _offices(subject: Subject) -> Iterator[Finding]:
    for words in subject.own_words:
        name, what = words.text, words.steps[-1]
        if what in _OFFICES and len(name) <= _LONGEST_SHORT and not name.endswith(_WHOLE):
            message = f"{what}写的是简称“{name}”。"
            remedy = "请写全称，例如“示例市人民政府办公室”。"
            yield Finding("N13", "notice", message, name.place, remedy, words.place, str(name))


def _narrative(subject: Subject) -> Iterator[Finding]:
    units = subject.disclosure.entry.children.get("机构", ())
    fields = [
        subject.unit.name,
        subject.unit.fields.get("主管部门", ""),
        *(own.fields.get("单位名称", "") for own in units),
    ]
    known = "\n".join(_same(name) for name in fields)
    for words, (match, *_) in hits(subject.own_words.prose, _PUBLISHES):
        if not _OURSELVES.search(match[1]) and _same(match[1])[-_TELLING:] not in known:
            yield Finding(
                "N13",
                "notice",
                f"这里公开的是“{match[1]}”的预算，本单位是“{subject.unit.name}”。",
                words.at(match.start(1)),
                "请核对名称，可能是别的单位的文字没有改。",
                words.place,
                match[1],
                str(subject.unit.name),
            )


def _same(name: str) -> str:
    """A name without what may differ: brackets' width, 本级, spaces and quotation marks."""
    return _ITSELF.sub("", name).replace("(", "（").replace(")", "）")
