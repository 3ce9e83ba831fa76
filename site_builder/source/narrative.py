"""The narrative (说明): Markdown whose figures are bound to cells. The only module that imports markdown-it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from markdown_it import MarkdownIt

from site_builder.source.decode import decode
from site_builder.values.finding import Finding
from site_builder.values.text import Place, Text

# Raw HTML stays text and unsafe links stay text, so nothing that is typed can become markup of the page.
_MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table")
_REFERENCE = re.compile(r"\{([^{}<>&\n]+)\}")


@dataclass(frozen=True, slots=True)
class Section:
    """One headed part of the narrative."""

    level: int
    """1 for the top heading; 0 for text before any heading."""
    title: Text
    """The heading, as plain text."""
    html: str
    """The text below it as HTML; references such as `{三公经费.公务接待费}` still stand in it."""


@dataclass(frozen=True, slots=True)
class Narrative:
    """The explanations that go with the tables."""

    sections: tuple[Section, ...] = ()
    """In the order typed."""
    references: tuple[Text, ...] = ()
    """Every reference with its place, for the audit."""


def parse_narrative(file: str, data: bytes) -> tuple[Narrative, tuple[Finding, ...]]:
    """The sections of a Markdown file, and what is to be said of its encoding."""
    text, findings = decode(file, data)
    return Narrative(_sections(file, text), _references(file, text)), findings


def bind(html: str, figures: dict[str, str]) -> str:
    """Put figures in the place of references; one without a figure stays visible as it was typed."""
    return _REFERENCE.sub(lambda match: figures.get(match.group(1).strip(), match.group(0)), html)


def _references(file: str, text: str) -> tuple[Text, ...]:
    return tuple(
        Text(match.group(1).strip(), Place(file, number, match.start() + 1))
        for number, line in enumerate(text.split("\n"), start=1)
        for match in _REFERENCE.finditer(line)
    )


def _sections(file: str, text: str) -> tuple[Section, ...]:
    tokens = _MARKDOWN.parse(text)
    starts = [index for index, token in enumerate(tokens) if token.type == "heading_open" and token.level == 0]
    sections: list[Section] = []
    opening = tokens[: starts[0]] if starts else tokens
    if opening:
        sections.append(Section(0, Text("", Place(file)), _MARKDOWN.renderer.render(opening, _MARKDOWN.options, {})))
    for start, end in zip(starts, [*starts[1:], len(tokens)], strict=True):
        head, inline = tokens[start], tokens[start + 1]
        title = Text(inline.content, Place(file, (head.map or [0])[0] + 1))
        html = _MARKDOWN.renderer.render(tokens[start + 3 : end], _MARKDOWN.options, {})
        sections.append(Section(int(head.tag[1]), title, html))
    return tuple(sections)
