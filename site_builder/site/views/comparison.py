"""All units of a year side by side. Nothing is added up over units: a department's figures include its units'."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from site_builder.book.disclosure import STAGES
from site_builder.site.key_figures import STAFF, in_unit, money_unit
from site_builder.site.summary import Summary
from site_builder.site.views.frame import SiteView
from site_builder.site.views.listing import by_code
from site_builder.site.views.paging import Page, pages
from site_builder.site.views.table import Field, Table
from site_builder.values.money import EXACT, UNITS, rounded

LINES = 500
"""Units on a page."""

MEASURES = ("支出总计", "财政拨款")
"""What a unit spends, and what the treasury gives."""

THREE_PUBLIC = ("“三公”经费", "因公出国（境）", "公务用车购置", "公务用车运行", "公务接待")
"""The “三公” total and its kinds."""

PER_PERSON = "人均支出"
"""支出总计 ÷ 人数: the one figure that no table prints."""

_SHOWN = (*MEASURES, *THREE_PUBLIC, STAFF)
_WORDS = ("单位编码", "单位名称", "阶段", "公开", "示例", "含所属单位数")


@dataclass(frozen=True, slots=True)
class Line:
    """One unit."""

    unit: str
    """The unit's name."""
    code: str
    """单位编码; blank if it has none."""
    href: str
    """Its disclosure, seen from the site's top."""
    example: str
    """公开件, 演示 or blank."""
    below: int
    """How many subordinate units its figures include."""
    texts: tuple[str, ...]
    """One for each measure; blank if its tables have no such figure."""
    printed: tuple[str, ...]
    """For each measure what its table prints, with the unit, where that is another; blank otherwise."""
    per_person: str
    """人均支出, rounded to two decimals; blank where one of its parts is not known."""


@dataclass(frozen=True, slots=True)
class ComparisonView:
    """One page of a year's comparison."""

    site: SiteView
    """The frame."""
    year: int
    """Budget year."""
    count: int
    """How many disclosures are compared on all its pages."""
    unit: str
    """The money unit of everything on all its pages."""
    tables: tuple[tuple[str, tuple[Line, ...]], ...]
    """预算 or 决算, and the units in the order of their codes."""
    examples: bool
    """Whether some of them are examples, on whatever page."""
    page: Page
    """Which page it is."""
    measures: tuple[str, ...] = MEASURES
    """The measures before the “三公” ones."""
    three_public: tuple[str, ...] = THREE_PUBLIC
    """The “三公” measures."""


def comparison_views(site: SiteView, found: tuple[Summary, ...], year: int) -> Iterator[tuple[str, ComparisonView]]:
    """Every page of a year's comparison, by its address."""
    own = in_order(found, year)
    unit = money_unit(one.figure(measure) for one in own for measure in _SHOWN)
    examples = any(one.example for one in own)
    for page, some in pages(f"compare/{year}/", own, LINES):
        stages = groupby(some, key=lambda one: one.stage)
        tables = tuple((STAGES[stage], tuple(_line(one, unit) for one in part)) for stage, part in stages)
        yield page.href, ComparisonView(site, year, len(own), unit, tables, examples, page)


def comparison_table(found: tuple[Summary, ...], year: int) -> Table:
    """The same as plain rows, every amount exact and in 元; words stay words and blank stays blank."""
    words = tuple(Field(name, name, "string") for name in _WORDS)
    money = tuple(Field(f"{name}（元）", name, "number", "元") for name in (*MEASURES, *THREE_PUBLIC))
    rest = (Field(STAFF, STAFF, "number"), Field(f"{PER_PERSON}（元，计算）", PER_PERSON, "number", "元"))
    return Table((*words, *money, *rest), tuple(_row(own) for own in in_order(found, year)))


def in_order(found: tuple[Summary, ...], year: int) -> tuple[Summary, ...]:
    """A year's disclosures: budgets before final accounts, units in the order of their codes."""
    stages = tuple(STAGES)
    own = (one for one in found if one.year == year)
    return tuple(sorted(own, key=lambda one: (stages.index(one.stage), by_code(one))))


def per_person(own: Summary) -> Decimal | None:
    """支出总计 ÷ 人数 in 元, exact; None where one of the two is not known or nobody is counted."""
    total, people = own.figure("支出总计").amount, own.figure(STAFF).amount
    return EXACT.divide(total, people) if total is not None and people else None


def _line(own: Summary, unit: str) -> Line:
    figures = [own.figure(measure) for measure in _SHOWN]
    texts = [in_unit(figure, unit) for figure in figures]
    share = per_person(own)
    return Line(
        unit=own.unit,
        code=own.code,
        href=own.href,
        example=own.example,
        below=own.below,
        texts=tuple(texts),
        printed=tuple(
            f"{figure.text} {figure.unit}" if text != figure.text else ""
            for figure, text in zip(figures, texts, strict=True)
        ),
        per_person="" if share is None else f"{rounded(EXACT.divide(share, UNITS[unit]), 2):,f}",
    )


def _row(own: Summary) -> tuple[str, ...]:
    figures = [own.figure(measure) for measure in _SHOWN]
    amounts = [figure.text if figure.amount is None else f"{figure.amount.normalize(EXACT):f}" for figure in figures]
    share = per_person(own)
    words = (own.code, own.unit, STAGES[own.stage], f"{own.slug}/{own.name}", own.example, str(own.below))
    return (*words, *amounts, "" if share is None else f"{rounded(share, 2):f}")
