"""Every typed text that is published, with the printed place that findings name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from site_builder.book.disclosure import Disclosure, Unit
from site_builder.checks.works import Indicator, Work, indicators, works
from site_builder.source.narrative import Passage
from site_builder.values.text import Place, Text

_OF_WORKS = ("名称", "内容", "用途", "目标", "来源")
_OF_INDICATORS = ("名称", "描述", "原文", "依据")
_OF_THE_HEAD = ("索引号", "主题分类", "发布机构", "发文字号", "公开方式", "保密审查", "示例说明")


@dataclass(frozen=True, slots=True)
class Words:
    """One text as it was typed, and where it is printed."""

    text: Text
    """What was typed."""
    steps: tuple[str, ...]
    """Its printed place from the whole to the part, such as `(项目3 档案专项, 培训次数, 指标值)`."""
    passage: Passage | None = None
    """The passage of the narrative, if it is one: then references stand in the text."""

    @property
    def place(self) -> str:
        """Its printed place as findings write it."""
        return "›".join(self.steps)

    def at(self, offset: int) -> Place:
        """Where one of its characters stands in its file."""
        return self.passage.at(offset) if self.passage else _moved(self.text.place, self.text[:offset])


def words_of(unit: Unit, disclosure: Disclosure) -> tuple[Words, ...]:
    """Every text of a disclosure and its unit; a state secret's texts are the form's, not typed ones."""
    found = [Words(disclosure.title, ("标题",))]
    found += [Words(text, (name,)) for name in _OF_THE_HEAD if (text := disclosure.entry.fields.get(name))]
    found += [Words(own.reason, ("更正", str(own.address))) for own in disclosure.corrections]
    found += [Words(text, ("单位信息", field)) for field, text in unit.fields.items()]
    found += [Words(text, ("单位职责", f"第{number}条")) for number, text in enumerate(unit.duties, start=1)]
    found += [Words(text, (name,)) for name, text in disclosure.entry.fields.items() if name == "年度目标"]
    found += [words for work in works(disclosure) if not work.entry.secret for words in _of_work(work)]
    found += [
        Words(text, ("政府采购", str(row.fields.get("品目名称", "")), field))
        for row in disclosure.entry.children.get("采购", ())
        for field, text in row.fields.items()
    ]
    found += [Words(passage.text, (str(passage.heading),), passage) for passage in disclosure.narrative.passages]
    return tuple(words for words in found if words.text and words.text.place.line)


def _of_work(work: Work) -> Iterator[Words]:
    for field in _OF_WORKS:
        if text := work.entry.fields.get(field):
            yield Words(text, (work.step, field))
    for indicator in indicators(work):
        yield from _of_indicator(indicator)


def _of_indicator(indicator: Indicator) -> Iterator[Words]:
    for field in _OF_INDICATORS:
        if text := indicator.entry.fields.get(field):
            yield Words(text, (*indicator.steps, "指标值" if field == "原文" else field))


def _moved(place: Place, before: str) -> Place:
    """The place of what stands behind some words; the lines of a list are typed one below the other."""
    file, line, column = place
    return Place(file, line + before.count("\n"), column + len(before) - before.rfind("\n") - 1)
