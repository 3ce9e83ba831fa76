"""Forms (表样): what a jurisdiction's tables look like, as frozen values. The grammar is told in docs/forms.md."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from site_builder.law.dimensions import Condition

ColumnKind = Literal["number", "label", "text", "amount", "computed"]
"""number: the row's running number; label: what names the row; text: other words; amount: a sum of facts;
computed: a difference or ratio of two columns to its left."""


@dataclass(frozen=True, slots=True)
class ColumnForm:
    """One leaf column."""

    path: tuple[str, ...]
    """Its titles from the top of the head; `{年度}` and the like are filled in later."""
    kind: ColumnKind
    """What its cells hold."""
    word: str = ""
    """For words: the row's field, such as `名`, `码`, `任务.名称`."""
    take: Condition = field(default_factory=dict)
    """For amounts: the column's condition."""
    style: str = ""
    """How its figures are printed (式); blank for the table's style."""
    owner: str = ""
    """For amounts of a parent record (属): the record list, such as `任务`."""
    join: bool = False
    """Join equal neighbours of one parent into one cell (并: 同值)."""
    operation: Literal["", "差", "比"] = ""
    """For computed columns: difference or ratio."""
    operands: tuple[str, str] = ("", "")
    """For computed columns: the titles of the two columns."""

    @property
    def title(self) -> str:
        """The lowest title, by which the column is known."""
        return self.path[-1]


@dataclass(frozen=True, slots=True)
class RowForm:
    """One row, or one rule that gives rows."""

    fields: Mapping[str, str] = field(default_factory=dict)
    """A fixed row's words: 名, 码, 键 …"""
    take: Condition = field(default_factory=dict)
    """The row's condition."""
    dimension: str = ""
    """逐项: the dimension whose values give the rows."""
    members: tuple[str, ...] = ()
    """逐项: level names (类, 款, 项), `全部`, `类表`, or a fixed list of values."""
    records: tuple[str, ...] = ()
    """逐条: the record list and the lists inside it, such as `(任务, 指标)`."""
    sides: Mapping[str, tuple[RowForm, ...]] = field(default_factory=dict)
    """Rows laid side by side, by the top column title."""


@dataclass(frozen=True, slots=True)
class CardCell:
    """One cell of a key–value block (卡)."""

    text: str = ""
    """Its words; a cell without a condition and without `{…}` other than `{单位}` is a label."""
    take: Condition | None = None
    """For a figure: its condition."""
    style: str = ""
    """How the figure is printed."""
    rows: int = 1
    """Lines it spans."""
    columns: int = 1
    """Columns it spans; the last cell of a line takes the rest."""

    @property
    def label(self) -> bool:
        """Whether the cell names what stands beside it."""
        return self.take is None and bool(self.text) and "{" not in self.text.replace("{单位}", "")


@dataclass(frozen=True, slots=True)
class PartForm:
    """One block of a table (段): either columns and rows, or a card."""

    name: str = ""
    """Its name inside the table; blank where the table has one part."""
    title: str = ""
    """A caption of its own, if the form prints one."""
    columns: tuple[ColumnForm, ...] = ()
    """Leaf columns."""
    rows: tuple[RowForm, ...] = ()
    """Rows and rules that give rows."""
    card: tuple[tuple[CardCell, ...], ...] = ()
    """Lines of a key–value block."""


@dataclass(frozen=True, slots=True)
class TableForm:
    """One table of a form."""

    key: str
    """Its name in every form, such as `收支总表`; part of every address."""
    slug: str
    """Its file name, ASCII and the same in every form."""
    title: str
    """The printed title."""
    head: tuple[str, ...] = ()
    """Lines above the table: unit, year, money unit (表首)."""
    unit: str = "万元"
    """The money unit it prints."""
    style: str = "0.00"
    """How its figures are printed."""
    blank: str = ""
    """What a figure that nobody typed prints as (空)."""
    take: Condition = field(default_factory=dict)
    """The condition of the whole table."""
    index: bool = False
    """Whether columns are numbered under the head (栏次)."""
    notes: tuple[str, ...] = ()
    """Notes below the table (注)."""
    empty: str = ""
    """What is said instead of rows when there is nothing to show (空表)."""
    each: str = ""
    """One sheet for each record of this list (每)."""
    wide: bool = False
    """Whether it is printed on landscape pages (横排)."""
    parts: tuple[PartForm, ...] = ()
    """Its blocks, in print order."""


@dataclass(frozen=True, slots=True)
class Demands:
    """What a jurisdiction asks for beyond its tables (审核)."""

    scheme: str = ""
    """Which system of indicator levels (指标体系): `2015` has 成本 under 产出, `2021` has it beside; blank: either."""
    least: Mapping[str, int] = field(default_factory=dict)
    """How many indicators of each first level every task or project has at least (指标下限)."""
    plan: str = ""
    """Whether the shares of the spending plan are per period (分段) or add up as they go (累计)."""
    tasks: str = ""
    """Whether tasks list all project expenditure (全部) or the main part of it (重点)."""
    sections: tuple[str, ...] = ()
    """Subjects that the narrative must have under a heading (必有说明); words parted by `/` are alternatives."""


@dataclass(frozen=True, slots=True)
class Form:
    """The tables that one jurisdiction asks for in one kind of disclosure."""

    name: str
    """Its name, as `表样` in disclosure.yaml gives it."""
    tables: tuple[TableForm, ...]
    """In the order of publication (目录)."""
    indicator_parts: tuple[str, ...]
    """What the parts of an indicator line mean (指标行), such as `(级, 名称, 值, 核心)`."""
    level_names: Mapping[str, str]
    """Short names of indicator levels and what they print as (级名)."""
    secret: Mapping[str, tuple[str, ...]]
    """What a project that is a state secret prints (涉密): field → text, and 指标 → fixed lines."""
    source: str = ""
    """Where the form is known from."""
    demands: Demands = Demands()
    """What is asked for beyond the tables."""
