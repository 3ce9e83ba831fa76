"""The passages of the narrative: every text as typed, each character at its place in the file."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from site_builder.source.narrative import Passage, parse_narrative

TEXT = """说明在标题之前。

# 一、总体情况

本年支出 {支出总表.合计}，其中：
项目支出 72.88 万元。

- 办公费 4.68 万元
  1. 印刷费 2.24 万元

## （一）分项

| 用途 | 金额 |
| --- | --- |
| 差旅费 | 4.20 |

> 引用的话 0.55 万元
"""


def passages(text: str) -> tuple[Passage, ...]:
    narrative, _ = parse_narrative("narrative.md", text.encode())
    return narrative.passages


def test_every_text_is_a_passage() -> None:
    """Paragraphs, list items, rows and quotations are passages; headings are what they stand under."""
    assert [(str(own.heading), str(own.text)) for own in passages(TEXT)] == [
        ("", "说明在标题之前。"),
        ("一、总体情况", "本年支出 {支出总表.合计}，其中：\n项目支出 72.88 万元。"),
        ("一、总体情况", "办公费 4.68 万元"),
        ("一、总体情况", "印刷费 2.24 万元"),
        ("（一）分项", "用途 | 金额"),
        ("（一）分项", "差旅费 | 4.20"),
        ("（一）分项", "引用的话 0.55 万元"),
    ]


@given(st.sampled_from(["72.88", "4.68", "2.24", "差旅费", "0.55", "说明在"]))
def test_characters_know_their_place(word: str) -> None:
    """Line and column of a character in a passage are those of the file, behind list marks and over line ends."""
    (passage,) = [own for own in passages(TEXT) if word in own.text]
    lines = TEXT.split("\n")
    number = next(number for number, line in enumerate(lines) if word in line)
    place = passage.at(passage.text.index(word))
    assert (place.file, place.line, place.column) == ("narrative.md", number + 1, lines[number].index(word) + 1)
