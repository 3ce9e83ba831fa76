"""A finished table (表): every output format renders these values and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from site_builder.law.dimensions import Condition
from site_builder.law.form import ColumnKind
from site_builder.values.text import Place


# A site has more cells than anything else, and a tuple is made five times as fast as a frozen dataclass.
class Cell(NamedTuple):
    """One cell of the full grid. A cell covered by a merged neighbour has `rows=0` and keeps its text."""

    text: str
    """What is printed; blank stays blank."""
    amount: Decimal | None = None
    """The exact figure in the sheet's unit; None for words and for blank."""
    rows: int = 1
    """Rows it spans; 0 if a cell above or to the left covers it."""
    columns: int = 1
    """Columns it spans."""
    head: bool = False
    """Whether it names its row (or, in a card, what stands beside it)."""
    sources: tuple[Place, ...] = ()
    """Where the typed figures or texts behind it stand."""
    where: tuple[Condition, ...] = ()
    """For amounts: the conditions it is the sum of, so that last year's figure can be asked for."""
    facts: frozenset[int] = frozenset()
    """For amounts: numbers of the ledger's facts that it sums."""
    money: bool = True
    """For amounts: whether it is money; a quantity has no money unit."""
    inexact: bool = False
    """Whether what is printed was rounded, or is a typed total that differs from its parts by rounding."""
    quoted: bool = False
    """Whether the text is quoted from a published document against its own figures (照录)."""

    def asking(self, where: tuple[Condition, ...]) -> Cell:
        """The same figure as the answer to some conditions."""
        text, amount, rows, columns, head, sources, _, facts, money, inexact, quoted = self
        return Cell(text, amount, rows, columns, head, sources, where, facts, money, inexact, quoted)


@dataclass(frozen=True, slots=True)
class Column:
    """One leaf column of a sheet."""

    path: tuple[str, ...]
    """Titles from the top of the head."""
    kind: ColumnKind
    """What its cells hold."""
    side: str = ""
    """In a two-sided table, the side it belongs to (收入 or 支出)."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a sheet."""

    cells: tuple[Cell, ...]
    """One for each column."""
    keys: tuple[tuple[str, str], ...] = ()
    """(side, key): what addresses call the row on each side."""
    level: str = ""
    """类, 款, 项 or 合计; blank for other rows."""


# Told apart by identity, so that what is worked out of all its cells can be kept.
@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """One block of a sheet (段)."""

    name: str
    """Its name in addresses; blank where the sheet has one part."""
    title: str = ""
    """A caption of its own."""
    header: tuple[tuple[Cell, ...], ...] = ()
    """Head rows as a full grid; none for a card."""
    columns: tuple[Column, ...] = ()
    """Leaf columns; none for a card."""
    index: tuple[str, ...] = ()
    """The column numbers under the head (栏次); none if the form has none."""
    rows: tuple[Row, ...] = ()
    """Body rows, or the lines of a card."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table of one disclosure, finished."""

    key: str
    """The table's name in every form, such as `收支总表`."""
    slug: str
    """Its file name and anchor, ASCII."""
    title: str
    """The printed title."""
    head: tuple[str, ...]
    """Lines above the table."""
    unit: str
    """The money unit of its figures."""
    parts: tuple[Part, ...]
    """Its blocks."""
    notes: tuple[str, ...] = ()
    """Lines below the table."""
    record: str = ""
    """For a sheet per record: the record's name."""
    empty: bool = False
    """Whether it is published empty, with a note that says so."""
    wide: bool = False
    """Whether it is printed on landscape pages."""
