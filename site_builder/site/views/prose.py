"""Terms (名词) in the narrative: where one is met first, it leads to what it means."""

from __future__ import annotations

import re
from dataclasses import replace
from html import escape

from site_builder.law.terms import Term, mentions
from site_builder.source.narrative import Section

_MARKUP = re.compile(r"""(<!--.*?-->|<(?:[^<>"']|"[^"]*"|'[^']*')*>)""", re.DOTALL)
_ELEMENT = re.compile(r"<(/?)([a-z][a-z0-9]*)", re.IGNORECASE)
_LEFT_ALONE = frozenset({"a", "caption", "code", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "th"})
"""Elements whose text stays as it is: links, names of things, and what is quoted letter by letter."""


def with_terms(sections: tuple[Section, ...], glossary: str) -> tuple[Section, ...]:
    """Sections in which the first mention of every term is a link into the page of terms."""
    told: set[Term] = set()
    return tuple(replace(section, html=_linked(section.html, glossary, told)) for section in sections)


def _linked(html: str, glossary: str, told: set[Term]) -> str:
    """HTML with links around terms that are not yet in `told`, which then has them."""
    inside = 0
    parts = []
    for number, part in enumerate(_MARKUP.split(html)):
        if number % 2:
            inside += _step(part)
        parts.append(part if number % 2 or inside else _text(part, glossary, told))
    return "".join(parts)


def _step(tag: str) -> int:
    """1 where an element begins whose text is left alone, -1 where it ends."""
    found = _ELEMENT.match(tag)
    if not found or found[2].lower() not in _LEFT_ALONE:
        return 0
    return -1 if found[1] else 1


def _text(text: str, glossary: str, told: set[Term]) -> str:
    parts = []
    end = 0
    for place, term in mentions(text):
        if term not in told:
            told.add(term)
            href = escape(f"{glossary}#{term.anchor}")
            parts += [text[end : place.start], f'<a class="term" href="{href}">{text[place]}</a>']
            end = place.stop
    return "".join([*parts, text[end:]])
