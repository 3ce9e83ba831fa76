"""Every typed text that is published, with the printed place that findings name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from site_builder.book.disclosure import Disclosure, Unit
from site_builder.checks.works import Indicator, Work
from site_builder.source.narrative import Passage
from site_builder.values.text import Place, Text

_OF_WORKS = ("名称", "内容", "用途", "目标", "来源")
_OF_INDICATORS = {"名称": "名称", "描述": "描述", "原文": "指标值", "依据": "依据"}
_OF_THE_HEAD = ("索引号", "主题分类", "发布机构", "发文字号", "公开方式", "保密审查", "示例说明")


# A disclosure has seven hundred of them.
class Words(NamedTuple):
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


class Texts(tuple[Words, ...]):  # noqa: SLOT001 - what is worked out of them once is kept with them
    """Some texts, which patterns are looked for in all at once."""

    @cached_property
    def joined(self) -> str:
        """All of them, one below the other."""
        return "\n".join([words.text for words in self])

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """Where each begins in all of them joined."""
        return (0, *accumulate(len(words.text) + 1 for words in self))[:-1]

    @cached_property
    def prose(self) -> Texts:
        """Those that are passages of the narrative."""
        return Texts(words for words in self if words.passage)


def words_of(unit: Unit, disclosure: Disclosure, targets: Iterable[tuple[Work, tuple[Indicator, ...]]]) -> Texts:
    """Every text of a disclosure and its unit, and of those tasks and projects that are no state secrets."""
    found = [Words(disclosure.title, ("标题",))]
    found += [Words(text, (name,)) for name in _OF_THE_HEAD if (text := disclosure.entry.fields.get(name))]
    found += [Words(own.reason, ("更正", str(own.address))) for own in disclosure.corrections]
    found += [Words(text, ("单位信息", field)) for field, text in unit.fields.items()]
    found += [Words(text, ("单位职责", f"第{number}条")) for number, text in enumerate(unit.duties, start=1)]
    found += [Words(text, (name,)) for name, text in disclosure.entry.fields.items() if name == "年度目标"]
    found += [words for work, indicators in targets for words in _of_work(work, indicators)]
    found += [
        Words(text, ("政府采购", str(row.fields.get("品目名称", "")), field))
        for row in disclosure.entry.children.get("采购", ())
        for field, text in row.fields.items()
    ]
    found += [Words(passage.text, (str(passage.heading),), passage) for passage in disclosure.narrative.passages]
    return Texts(words for words in found if words.text and words.text.place.line)


def _of_work(work: Work, indicators: Iterable[Indicator]) -> Iterator[Words]:
    for field in _OF_WORKS:
        if text := work.entry.fields.get(field):
            yield Words(text, (work.step, field))
    for indicator in indicators:
        fields, name = indicator.entry.fields, str(indicator.name)
        for field, title in _OF_INDICATORS.items():
            if text := fields.get(field):
                yield Words(text, (work.step, name, title))


def _moved(place: Place, before: str) -> Place:
    """The place of what stands behind some words; the lines of a list are typed one below the other."""
    file, line, column = place
    return Place(file, line + before.count("\n"), column + len(before) - before.rfind("\n") - 1)
