"""The narrative on paper: its tables say that they go on, and its links lead there from anywhere."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from html import escape, unescape
from urllib.parse import urljoin

from site_builder.source.narrative import Section

_SECOND_ROW = re.compile(
    r"(<caption>([^<]*)</caption>(?:(?!</table>).)*?<tbody>\n<tr>(?:(?!</tr>).)*</tr>\n)<tr>", re.DOTALL
)
"""A table with its name, up to its second row."""
_LINK = re.compile(r'<a href="([^"]*)"([^>]*)>(.*?)</a>', re.DOTALL)
_LEADS_ANYWAY = re.compile(r"#|[a-z][a-z0-9+.-]*:", re.IGNORECASE)


def printed(sections: Iterable[Section], home: str) -> tuple[Section, ...]:
    """Sections for a document with an address; blank if it is not known."""
    return tuple(replace(own, html=_linked(_named(own.html), home)) for own in sections)


def _named(html: str) -> str:
    """Pages that begin behind a table's first row, which does not stand alone, can say its name."""
    return _SECOND_ROW.sub(r'\1<tr data-continued="\2（续）">', html)


def _linked(html: str, home: str) -> str:
    """A document is copied and sent on: a way that begins where it stood would lead nowhere."""
    return _LINK.sub(partial(_link, home), html)


def _link(home: str, found: re.Match[str]) -> str:
    if _LEADS_ANYWAY.match(found[1]):
        return found[0]
    return f'<a href="{escape(urljoin(home, unescape(found[1])))}"{found[2]}>{found[3]}</a>' if home else found[3]
