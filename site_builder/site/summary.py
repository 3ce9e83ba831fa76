"""What a disclosure comes to: the few values that pages across units and years are told of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache

from site_builder.book.disclosure import Unit
from site_builder.checks.audit import Audited
from site_builder.checks.check import catalogue
from site_builder.site.key_figures import Figure, key_figures
from site_builder.site.views.publication import publisher
from site_builder.values.outcome import OUTCOMES, Outcome

_OUTCOMES = tuple(OUTCOMES)
_NUMBERS = {outcome: number for number, outcome in enumerate(_OUTCOMES)}


@dataclass(frozen=True, slots=True)
class Summary:
    """One disclosure in short."""

    slug: str
    """The unit's address."""
    unit: str
    """The unit's name."""
    code: str
    """单位编码; blank if it has none."""
    department: str
    """主管部门; blank if not stated."""
    name: str
    """Last part of the disclosure's address, such as `2026-budget`."""
    year: int
    """Budget year."""
    stage: str
    """`budget` or `final`."""
    title: str
    """The document's title."""
    published: str = ""
    """公开日期, ISO; blank if not stated."""
    example: str = ""
    """公开件, 演示 or blank."""
    below: int = 0
    """How many subordinate units its figures include (汇总单位)."""
    author: str = ""
    """发布机构."""
    hour: str = ""
    """公开时间 such as `09:30`; blank if not stated."""
    corrected: str = ""
    """The day of its last correction, ISO; blank if there is none."""
    tables: int = 0
    """How many tables it has."""
    outcomes: str = ""
    """What every law said of it: one digit for each in code order, the number of its outcome in `OUTCOMES`."""
    figures: Mapping[str, Figure] = field(default_factory=dict)
    """Measure → figure, for those that its tables print."""

    @property
    def folder(self) -> str:
        """Its address, without a slash at the end."""
        return f"{self.slug}/{self.name}"

    @property
    def href(self) -> str:
        """Its page, seen from the site's top."""
        return f"{self.folder}/index.html"

    @property
    def is_news(self) -> bool:
        """Whether the feed tells of it: it was published on a known day, and imitates no other publication."""
        return bool(self.published) and self.example != "公开件"

    @property
    def fates(self) -> Mapping[str, Outcome]:
        """What every law said of it, by its code."""
        return dict(zip(_codes(), (_OUTCOMES[int(digit)] for digit in self.outcomes), strict=True))

    def figure(self, measure: str) -> Figure:
        """A key amount; a blank one if no table prints it."""
        return self.figures.get(measure, Figure())


@dataclass(frozen=True, slots=True)
class UnitSummary:
    """One unit in short."""

    folder: str
    """Its folder in the content."""
    slug: str
    """Its address."""
    code: str
    """单位编码; blank if it has none."""
    name: str
    """名称."""
    disclosures: tuple[Summary, ...]
    """Oldest first."""


def short(unit: Unit, disclosures: Iterable[Audited]) -> UnitSummary:
    """A unit in short."""
    return UnitSummary(unit.folder, unit.slug, str(unit.code), str(unit.name), tuple(map(summary, disclosures)))


def summary(audited: Audited) -> Summary:
    """A disclosure in short."""
    unit, disclosure, sheets = audited.subject.unit, audited.subject.disclosure, audited.subject.sheets
    return Summary(
        slug=unit.slug,
        unit=str(unit.name),
        code=str(unit.code),
        department=str(unit.fields.get("主管部门", "")),
        name=disclosure.name,
        year=disclosure.year,
        stage=disclosure.stage,
        title=str(disclosure.title),
        published=str(disclosure.published),
        example=disclosure.example,
        below=len(disclosure.units),
        author=publisher(unit, disclosure),
        hour=str(disclosure.entry.fields.get("公开时间", "")),
        corrected=disclosure.corrected,
        tables=len(sheets),
        outcomes="".join(str(_NUMBERS[result.outcome]) for result in audited.results),
        figures=dict(key_figures(sheets)),
    )


def outcomes(units: Iterable[UnitSummary]) -> Mapping[Outcome, int]:
    """How many checks had each outcome, over all disclosures."""
    counted: Counter[Outcome] = Counter()
    for (_, outcome), number in fates(own for unit in units for own in unit.disclosures).items():
        counted[outcome] += number
    return {outcome: counted[outcome] for outcome in OUTCOMES}


def fates(found: Iterable[Summary]) -> Counter[tuple[str, Outcome]]:
    """How many disclosures had each outcome of each law, by its code."""
    marks = Counter(mark for own in found for mark in enumerate(own.outcomes))
    return Counter({(_codes()[law], _OUTCOMES[int(digit)]): number for (law, digit), number in marks.items()})


@cache
def _codes() -> tuple[str, ...]:
    return tuple(sorted(law.code for law in catalogue()))
