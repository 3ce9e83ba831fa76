"""The narrative read figure by figure: each with its role, the words that name it, its year and its sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from site_builder.checks.prose.amounts import Amount, amounts_of
from site_builder.checks.prose.meaning import Meanings, Named
from site_builder.checks.prose.phrases import Phrase, Role, bare, comparison, phrase_of, year_of
from site_builder.checks.prose.reading import Reading, readings_of
from site_builder.checks.texts import Words
from site_builder.values.text import Place

OTHER_YEAR = 0
"""Perhaps another year than the disclosure's: nobody can tell."""

_STATES = re.compile("元|%|百分点")
_SENTENCE = re.compile(r"[^。！？]+")
_BREAK = re.compile(r"[，；,;]")
_GOES_ON = re.compile("其中|包括")
_BEYOND = re.compile(
    r"方面|用于|所属|下属|本级|上级|专项|项目[中，]|对于|关于|街道|企业|公司|部分|执行|决算|完成|调整|追加|收回|下达|补助|争取|投资|标准"
)
"""Words before a figure after which its name may mean something that is in no table of this disclosure."""

_OF_UNITS = re.compile("本级|所属|下属")


@dataclass(frozen=True, slots=True)
class Figure:
    """One amount or percentage, and what the prose says it is."""

    amount: Amount
    """What it states."""
    phrase: Phrase
    """What the words before it make of it."""
    reading: Reading
    """Its passage."""
    sentence: range
    """Its sentence in the reading."""
    clause: int
    """Where the words before it begin in the reading."""
    year: int | None
    """The year its sentence gives it; None if nothing does; `OTHER_YEAR` if its heading or passage has another."""
    scope: str
    """What its sentence says before its first figure, and between the figure before and this one."""

    @property
    def role(self) -> Role:
        """What it is: an amount, a change, a rate of change, a share."""
        return self.phrase.role

    @property
    def name(self) -> str:
        """Its name as the prose has it; blank if its clause has none."""
        return bare(self.phrase.head)

    @property
    def compared(self) -> str:
        """What a change is said to compare with."""
        return comparison(self.reading.text[self.sentence.start : self.amount.start])

    @property
    def at(self) -> Place:
        """Where it was typed."""
        return self.reading.at(self.amount.start)

    @property
    def place(self) -> str:
        """Heading and name, as findings write it."""
        return "›".join(step for step in (self.reading.words.place, self.name) if step)

    @property
    def ours(self) -> bool:
        """Whether nothing before it says that it is of something else than what the tables show."""
        partly = self.reading.text.startswith("用于", self.amount.end)
        return not partly and not _BEYOND.search(f"{self.reading.words.place}，{self.scope}")


@dataclass(frozen=True)
class Prose:
    """The narrative of one disclosure."""

    meanings: Meanings
    """What names can mean."""
    readings: tuple[Reading, ...]
    """Its passages."""

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """Every amount and percentage, in order."""
        return tuple(figure for reading in self.readings for figure in self._figures(reading))

    @cached_property
    def literal(self) -> tuple[Figure, ...]:
        """Those that were typed as figures; the others are taken from the tables."""
        return tuple(figure for figure in self.figures if not figure.amount.bound)

    def of(self, reading: int) -> tuple[Figure, ...]:
        """The figures of a passage."""
        return self._by_reading.get(reading, ())

    def named(self, figure: Figure) -> Named | None:
        """What the words before a figure name; None if the tables have no such name."""
        return self.meanings.of(figure.phrase.head)

    @cached_property
    def _by_reading(self) -> Mapping[int, tuple[Figure, ...]]:
        return {number: tuple(own) for number, own in groupby(self.figures, key=lambda own: own.reading.number)}

    def _figures(self, reading: Reading) -> Iterator[Figure]:
        amounts = tuple(amounts_of(reading)) if _STATES.search(reading.text) else ()
        for match in _SENTENCE.finditer(reading.text) if amounts else ():
            sentence = range(*match.span())
            own = [amount for amount in amounts if amount.start in sentence]
            ends = [sentence.start, *(amount.end for amount in own)]
            opening = ""
            for amount, start in zip(own, ends, strict=False):
                breaks = _BREAK.finditer(reading.text, start, amount.start)
                clause = max((found.end() for found in breaks), default=start)
                between = reading.text[start:clause]
                if amount is own[0]:
                    # Whose the first amount is, the others in its sentence are too: 局本级人员经费 …，公用经费 ….
                    whole = reading.text[start : amount.start]
                    opening = whole if _OF_UNITS.search(whole) else between
                yield self._figure(reading, amount, sentence, clause, f"{opening}…{between}")

    def _figure(self, reading: Reading, amount: Amount, sentence: range, clause: int, scope: str) -> Figure:
        phrase = phrase_of(reading.text[clause : amount.start], amount.unit)
        this_year = self.meanings.disclosure.year
        since = 0 if _GOES_ON.match(reading.text, sentence.start) else sentence.start
        year = year_of(reading.text[since : amount.start], this_year)
        around = {year_of(reading.words.place, this_year), year_of(reading.text[:since], this_year)}
        year = OTHER_YEAR if year is None and around - {None, this_year} else year
        return Figure(amount, phrase, reading, sentence, clause, year, scope)


def prose_of(meanings: Meanings, words: tuple[Words, ...], prints: Mapping[str, str]) -> Prose:
    """The narrative among the texts of a disclosure, read; the glossary speaks of no figures."""
    passages = (own for own in words if own.passage and "名词解释" not in own.place)
    return Prose(meanings, tuple(readings_of(passages, prints)))
