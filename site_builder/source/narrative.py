"""The narrative (说明): Markdown whose figures are bound to cells. The only module that imports markdown-it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from html import escape, unescape

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from site_builder.source.decode import decode
from site_builder.values.finding import Finding
from site_builder.values.text import Place, Text

# Raw HTML stays text, unsafe links stay text and pictures are not fetched: nothing typed becomes markup of the page.
_MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table").disable(["image", "html_block", "html_inline"])
_MARKED = re.compile(r"[\n\\`*_\[\]!<&]")
_REFERENCE = re.compile(r"\{([^{}<>\n]+)\}")


def _inline(state: StateCore) -> None:
    """Most texts have no mark in them: those need not be read sign by sign."""
    for token in state.tokens:
        if token.type == "inline":
            found: list[Token] = []
            if _MARKED.search(token.content):
                state.md.inline.parse(token.content, state.md, state.env, found)
            elif token.content:
                found.append(Token("text", "", 0, content=token.content))
            token.children = found


_MARKDOWN.core.ruler.at("inline", _inline)


@dataclass(frozen=True, slots=True)
class Section:
    """One headed part of the narrative."""

    level: int
    """1 for the top headings, one more for each level below; 0 for text before any heading."""
    title: Text
    """The heading, as plain text."""
    html: str
    """The text below it as HTML; references such as `{三公经费.公务接待费}` still stand in it."""


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph, list item or table row of the narrative as it was typed: marks and references still in it."""

    text: Text
    """What was typed; the cells of a table row are parted by ` | `."""
    heading: Text
    """The nearest heading above it; blank before any."""

    def at(self, offset: int) -> Place:
        """Where one of its characters stands in the file."""
        file, line, column = self.text.place
        before = self.text[:offset]
        breaks = before.count("\n")
        return Place(file, line + breaks, len(before) - before.rfind("\n") if breaks else column + offset)


@dataclass(frozen=True, slots=True)
class Narrative:
    """The explanations that go with the tables."""

    sections: tuple[Section, ...] = ()
    """In the order typed."""
    passages: tuple[Passage, ...] = ()
    """Its text as typed, for the audit; headings are not among them."""
    references: tuple[Text, ...] = ()
    """Every reference with its place, for the audit."""


# A preview reads a unit, with those that it sums, again after each save.
@lru_cache(maxsize=16)
def parse_narrative(file: str, data: bytes) -> tuple[Narrative, tuple[Finding, ...]]:
    """The sections of a Markdown file, and what is to be said of its encoding."""
    text, findings = decode(file, data)
    # In a Markdown table a bar would end the cell in the middle of a reference.
    text = _REFERENCE.sub(lambda match: match.group(0).replace("|", "｜"), text)
    tokens = _MARKDOWN.parse(text)
    sections, passages = tuple(_sections(file, tokens)), tuple(_passages(file, text.split("\n"), tokens))
    return Narrative(sections, passages, _references(file, text)), findings


def bind(html: str, figures: Mapping[str, str]) -> str:
    """Put figures in the place of references; one without a figure stays visible as it was typed."""

    def figure(match: re.Match[str]) -> str:
        name = unescape(match[1]).strip()
        return escape(figures[name]) if name in figures else match[0]

    return _REFERENCE.sub(figure, html)


def _references(file: str, text: str) -> tuple[Text, ...]:
    return tuple(
        Text(match.group(1).strip(), Place(file, number, match.start() + 1))
        for number, line in enumerate(text.split("\n"), start=1)
        for match in _REFERENCE.finditer(line)
    )


def _passages(file: str, lines: list[str], tokens: list[Token]) -> Iterator[Passage]:
    """Every inline text outside headings; the cells of a row are one passage, since a row says one thing."""
    heading = Text("")
    row: list[str] = []
    start = 0
    for token, before in zip(tokens, [None, *tokens], strict=False):
        start = token.map[0] if token.map else start
        if token.type == "tr_open":
            row = []
        elif token.type == "tr_close":
            yield Passage(_placed(file, lines, start, " | ".join(row)), heading)
        elif token.type == "inline" and before and before.type == "heading_open":
            heading = Text(token.content, Place(file, start + 1))
        elif token.type == "inline" and before and before.type in {"td_open", "th_open"}:
            row.append(token.content)
        elif token.type == "inline":
            yield Passage(_placed(file, lines, start, token.content), heading)


def _placed(file: str, lines: list[str], line: int, content: str) -> Text:
    """A text with the column at which it begins, behind list marks and bars."""
    opening = content.partition("\n")[0].partition(" | ")[0]
    return Text(content, Place(file, line + 1, max(lines[line].find(opening), 0) + 1))


def _sections(file: str, tokens: list[Token]) -> Iterator[Section]:
    """Text cut at its headings. Levels start at 1 and never skip one, as screen readers expect."""
    heads = [index for index, token in enumerate(tokens) if token.type == "heading_open" and not token.level]
    heads = [index for index in heads if tokens[index + 1].content]
    opening = tokens[: heads[0]] if heads else tokens
    if opening:
        yield Section(0, Text("", Place(file)), _html(opening, "说明"))
    top = min((_level(tokens[index]) for index in heads), default=1)
    before = 0
    for start, end in zip(heads, [*heads[1:], len(tokens)], strict=False):
        before = min(_level(tokens[start]) - top + 1, before + 1)
        title = Text(tokens[start + 1].content, Place(file, (tokens[start].map or [0])[0] + 1))
        yield Section(before, title, _html(tokens[start + 3 : end], title))


def _level(token: Token) -> int:
    return int(token.tag[1])


def _html(tokens: list[Token], title: str) -> str:
    """The text as HTML. Tables get a caption and row heads; a heading inside a quotation or list is a paragraph."""
    shown: list[Token] = []
    first = False
    for token in tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = "p"
        if token.type == "th_open":
            token.attrSet("scope", "col")
        if token.type == "tr_open":
            first = True
        elif token.type in {"td_open", "td_close"} and first:
            token.tag = "th"
            first = token.type == "td_open"
            if first:
                token.attrSet("scope", "row")
        shown.append(token)
        if token.type == "table_open":
            shown += _caption(title)
    return str(_MARKDOWN.renderer.render(shown, _MARKDOWN.options, {}))


def _caption(title: str) -> list[Token]:
    inline = Token("text", "", 0, content=title)
    return [Token("caption_open", "caption", 1), inline, Token("caption_close", "caption", -1)]
