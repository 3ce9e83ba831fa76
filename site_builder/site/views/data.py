"""Open data of the whole site: what there is for each year, and every published figure of a year in one list."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby

from site_builder.checks.audit import Audited
from site_builder.sheets.sheet import Part, Row
from site_builder.site.summary import Summary
from site_builder.site.views.frame import SiteView
from site_builder.site.views.publication import EXAMPLES
from site_builder.site.views.table import Block, blocks

COLUMNS = (
    ("单位编码", "单位的预算编码，没有的空着"),
    ("单位名称", "单位全称"),
    ("公开", "这份公开在本站的文件夹，也是它的地址"),
    ("表", "表的文件名，就是这份公开的 tables 文件夹里同名的 CSV"),
    ("表名", "印出的表名"),
    ("行", "行的键：科目编码，没有编码的用名称"),
    ("行名", "印出的行名，几层名称用“/”隔开"),
    ("级次", "类、款、项或合计，其他行空着"),
    ("列", "列的标题，自上而下用“/”隔开"),
    ("金额", "准确的数，没有四舍五入，不带千分位逗号；比率用小数"),
    ("金额单位", "元或万元；数量和比率没有金额单位，空着"),
)
"""The columns of a year's list of figures, and what they mean."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One disclosure in the list of a year."""

    folder: str
    """Its address on the site, without a slash at the end."""
    unit: str
    """The unit's name."""
    code: str
    """单位编码; blank if it has none."""
    title: str
    """The document's title."""
    stage: str
    """`budget` or `final`."""
    published: str
    """公开日期, ISO; blank if not stated."""
    example: str
    """公开件, 演示 or blank."""
    note: str
    """What is said of an example; blank for others."""
    corrected: str
    """The day of its last correction, ISO; blank if there is none."""
    files: tuple[str, ...]
    """Its files, relative to its page, without the single tables."""
    tables: int
    """How many tables it has."""


@dataclass(frozen=True, slots=True)
class YearView:
    """One year's disclosures."""

    year: int
    """Budget year."""
    entries: tuple[Entry, ...]
    """Its disclosures, in the order of their addresses."""

    @property
    def tables(self) -> int:
        """How many tables they have."""
        return sum(entry.tables for entry in self.entries)


@dataclass(frozen=True, slots=True)
class DataView:
    """The page on open data."""

    site: SiteView
    """The frame."""
    years: tuple[YearView, ...]
    """Newest first."""
    pdf: bool
    """Whether disclosures have PDFs."""
    columns: tuple[tuple[str, str], ...] = COLUMNS
    """The columns of a year's list of figures, and what they mean."""


@dataclass(frozen=True, slots=True)
class Fragment:
    """One disclosure's share of a year's list of figures."""

    digest: str
    """SHA-256 of its bytes, which tells it from any other."""
    read: Callable[[], bytes] = field(repr=False, compare=False)
    """Gives its lines, as CSV without a head."""


@dataclass(frozen=True, slots=True)
class FiguresView:
    """A year's list of figures."""

    fragments: tuple[Fragment, ...]
    """In the order of the disclosures' addresses."""
    columns: tuple[str, ...] = tuple(name for name, _ in COLUMNS)
    """The titles above it."""


def years(found: Iterable[Summary], files: tuple[str, ...]) -> tuple[YearView, ...]:
    """Every year that has disclosures, newest first; each disclosure has these files."""
    in_order = sorted(found, key=lambda own: (-own.year, own.folder))
    grouped = groupby(in_order, key=lambda own: own.year)
    return tuple(YearView(year, tuple(_entry(own, files) for own in listed)) for year, listed in grouped)


def _entry(own: Summary, files: tuple[str, ...]) -> Entry:
    return Entry(
        folder=own.folder,
        unit=own.unit,
        code=own.code,
        title=own.title,
        stage=own.stage,
        published=own.published,
        example=own.example,
        note=EXAMPLES.get(own.example, ""),
        corrected=own.corrected,
        files=files,
        tables=own.tables,
    )


def figures(found: Audited) -> Iterator[tuple[str, ...]]:
    """Every published figure of a disclosure, each once, as plain rows."""
    unit, disclosure = found.subject.unit, found.subject.disclosure
    for block in blocks(found.subject.sheets):
        folder = f"{unit.slug}/{disclosure.name}"
        begin = (str(unit.code), str(unit.name), folder, block.name, block.sheet.title)
        for row in block.part.rows:
            for column, cell in enumerate(row.cells):
                if cell.rows and cell.amount is not None:
                    money = block.sheet.unit if cell.money else ""
                    yield (*begin, *_place(block, row, column), f"{cell.amount:f}", money)


def _place(block: Block, row: Row, column: int) -> tuple[str, str, str, str]:
    """Key, name and level of the row, and the column's titles."""
    if not block.part.columns:
        return "", _label(row, column), "", ""
    own = block.part.columns[column]
    keys = [key for side, key in row.keys if side in {own.side, ""} and key]
    # A figure of several rows is no figure of the first of them.
    key = "/".join(keys) if row.cells[column].rows == 1 else ""
    return key, _name(block.part, row, column), row.level, "/".join(own.path)


def _label(row: Row, column: int) -> str:
    """In a card, the label before a value."""
    return next((cell.text for cell in reversed(row.cells[:column]) if cell.head), "")


def _name(part: Part, row: Row, column: int) -> str:
    """The names that a figure's row is printed with, without its code; of several rows, those that all have."""
    side, span = part.columns[column].side, row.cells[column].rows
    labelled = zip(row.cells, part.columns, strict=True)
    labels = [cell for cell, other in labelled if cell.head and other.side == side]
    names = [cell.text for cell in labels if not 0 < cell.rows < span]
    return "/".join(name for name in names if name and not name.isdigit())
