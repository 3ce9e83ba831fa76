"""The terms of the field (名词) and what they mean, in plain words: terms.csv, as values."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class Term:
    """One term."""

    group: str
    """What it has to do with, such as 收入."""
    name: str
    """What it is called."""
    meaning: str
    """What it means."""
    others: tuple[str, ...]
    """Other ways of writing it."""

    @property
    def anchor(self) -> str:
        """Its place on the page of terms: the name without quotation marks; it lasts as long as the name."""
        return _bare(self.name)


@cache
def terms() -> tuple[Term, ...]:
    """Every term, in the file's order."""
    text = (resources.files("site_builder.law") / "terms.csv").read_text("utf-8")
    rows = csv.reader(text.splitlines()[1:])
    return tuple(Term(group, name, told, tuple(filter(None, more.split("、")))) for group, name, told, more in rows)


def terms_in(texts: Iterable[str]) -> tuple[Term, ...]:
    """The terms that texts speak of, each once, in the order met; of two that overlap the longer."""
    found = (_known()[match[0]] for text in texts for match in _pattern().finditer(_bare(text)))
    return tuple(dict.fromkeys(found))


def mentions(text: str) -> Iterator[tuple[slice, Term]]:
    """Every place where a text speaks of a term, with or without quotation marks; of two that overlap the longer."""
    return ((slice(*match.span()), _known()[_bare(match[0])]) for match in _spelled().finditer(text))


@cache
def _known() -> dict[str, Term]:
    return {_bare(name): term for term in terms() for name in (term.name, *term.others)}


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile("|".join(re.escape(name) for name in sorted(_known(), key=len, reverse=True)))


@cache
def _spelled() -> re.Pattern[str]:
    """The names as they stand in running text; around 三公 marks may be left out."""
    spelled = {name for term in terms() for name in (term.name, *term.others)}
    names = sorted(spelled, key=lambda name: len(_bare(name)), reverse=True)
    return re.compile("|".join(re.sub("([“”])", r"\1?", re.escape(name)) for name in names))


def _bare(text: str) -> str:
    return re.sub(r"[“”\s]", "", text)
