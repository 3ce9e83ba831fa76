"""Totals (合计) and their breakdown: what a total sums is printed in one of its rows and columns too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from site_builder.book.ledger import Fact
from site_builder.checks.check import check
from site_builder.checks.subject import Subject
from site_builder.checks.sums.places import name_of
from site_builder.law.dimensions import ASSUMED, TOTAL, levels
from site_builder.law.form import ColumnForm, PartForm, RowForm
from site_builder.sheets.address import names
from site_builder.sheets.sheet import Part, Row, Sheet
from site_builder.values.finding import Finding
from site_builder.values.outcome import Outcome

_WORDS = ("合计", "总计", "总额", "小计")
"""What the names of totals end in."""

_OF_WHICH = "其中"
"""What the names of rows and columns begin with that show a part of a sum only."""

_DIGITS = {"科目": 7, "经济": 5}
"""How many digits the longest codes have."""


@dataclass(frozen=True, slots=True)
class _Sums:
    """What one column sums, by the numbers of facts."""

    parts: set[int]
    """In its rows."""
    totals: set[int]
    """In its rows of totals."""


@dataclass(frozen=True, slots=True)
class _Gap:
    """Figures that a total sums and no part of it."""

    sheet: Sheet
    part: Part
    column: int
    missing: frozenset[int]
    why: str
    """What is missing, and what to do: the key of a sentence."""


_SENTENCES: Mapping[str, tuple[str, str]] = {
    "行": ("没有一行列出它，各行相加不等于合计", "请核对它的科目和类别：表里要有列它的那一行。"),
    "列": ("同一行没有一列列出它，各列相加不等于合计", "请核对它的名目、科目和资金：表里要有列它的那一列。"),
    "项": ("同一科目的别的数填得更细，下级相加不等于它", "请把它也填到“项”（7 位科目）。"),
}
_INCOME = "收入"
_UNSPENT = "请把它的用途填到“项”（7 位科目），并写明资金和来源；用不完的写进“年终结转”。"
_NO_CODE = "请写“科目: 编码”，填到“项”（7 位）。"


@check("C08", "合计里的数都列在分项里", "error", "算术：分项相加等于合计", source="arithmetic")
def every_figure_is_in_a_part(subject: Subject) -> Iterator[Finding] | Outcome:
    """What a row or column of totals sums is summed by one of the rows or columns that break it down."""
    own = {number: fact for number, fact in subject.own_facts if fact.amount}
    return _lost(subject, own) if own else "not_applicable"


def _lost(subject: Subject, own: Mapping[int, Fact]) -> Iterator[Finding]:
    found: dict[int, list[_Gap]] = {}
    for gap in _gaps(subject, _shallow(subject, own)):
        for number in gap.missing & own.keys():
            found.setdefault(number, []).append(gap)
    return (_finding(subject, number, gaps) for number, gaps in sorted(found.items()))


def _shallow(subject: Subject, own: Mapping[int, Fact]) -> frozenset[int]:
    """Figures typed at a 类 or 款; where there are state secrets, that may be as much as is published."""
    if any(fact.amount is None for fact in subject.disclosure.ledger.facts):
        return frozenset()
    return frozenset(
        number
        for number, fact in own.items()
        if any(len(fact.where.get(dimension, "0" * digits)) < digits for dimension, digits in _DIGITS.items())
    )


def _gaps(subject: Subject, shallow: frozenset[int]) -> Iterator[_Gap]:
    forms = {table.key: table.parts for table in subject.form.tables}
    for sheet in subject.sheets:
        for form, part in zip(forms[sheet.key], sheet.parts, strict=True):
            if part.rows and (sums := _sums(part, form)):
                yield from _in_no_row(sheet, part, form, sums)
                yield from _in_no_column(sheet, part, form, sums)
                yield from _in_no_deeper_row(sheet, part, shallow) if shallow else ()


def _sums(part: Part, form: PartForm) -> Mapping[int, _Sums]:
    """Number of a column of figures → what it sums."""
    sides = {number: own.side for number, own in enumerate(part.columns) if own.kind == "amount"}
    sums = {number: _Sums(set(), set()) for number in sides}
    # What is in the row of a 款 or 项 is in that of its 类.
    inside = ("款", "项") if any(row.level == "类" for row in part.rows) else ()
    totals = frozenset(_names_of_totals(form.rows))
    for row in (row for row in part.rows if row.level not in inside):
        of_totals = _total_sides(row, totals)
        for number, side in sides.items():
            if facts := row.cells[number].facts:
                (sums[number].totals if side in of_totals else sums[number].parts).update(facts)
    return sums


def _names_of_totals(rows: Iterable[RowForm]) -> Iterator[str]:
    """What the form calls its rows of totals; a project may be called so too."""
    for row in rows:
        yield from (name for own in row.sides.values() for name in _names_of_totals(own))
        yield from (name for word, name in row.fields.items() if word in {"名", "键"} and name.endswith(_WORDS))


def _total_sides(row: Row, totals: frozenset[str]) -> set[str]:
    """The sides of a table on which a row is one of totals."""
    named = {side for side, key in row.keys if key in totals}
    return named | {""} if row.level == TOTAL else named


def _in_no_row(sheet: Sheet, part: Part, form: PartForm, sums: Mapping[int, _Sums]) -> Iterator[_Gap]:
    if any(map(_breaks_down, form.rows)):
        for column, own in sums.items():
            if not own.totals <= own.parts:
                yield _Gap(sheet, part, column, frozenset(own.totals - own.parts), "行")


def _breaks_down(row: RowForm) -> bool:
    """Whether a row, or a rule that gives rows, is part of a total."""
    name = next(iter(row.fields.values()), "")
    aside = name.endswith(_WORDS) or name.startswith(_OF_WHICH)
    return bool(row.dimension or row.records or row.sides) or not aside


def _in_no_column(sheet: Sheet, part: Part, form: PartForm, sums: Mapping[int, _Sums]) -> Iterator[_Gap]:
    for column, own in sums.items():
        whole, side = form.columns[column], part.columns[column].side
        if whole.title.endswith(_WORDS):
            inside = [
                other.parts | other.totals
                for number, other in sums.items()
                if part.columns[number].side == side and _is_part(form.columns[number], whole)
            ]
            missing = (own.parts | own.totals).difference(*inside)
            if inside and missing:
                yield _Gap(sheet, part, column, frozenset(missing), "列")


def _is_part(column: ColumnForm, total: ColumnForm) -> bool:
    """Whether a column asks for what the column of totals asks for, and for more."""
    whole, own = {**ASSUMED, **total.take}.items(), {**ASSUMED, **column.take}.items()
    return whole < own and not column.title.startswith(_OF_WHICH)


def _in_no_deeper_row(sheet: Sheet, part: Part, shallow: frozenset[int]) -> Iterator[_Gap]:
    """Figures of a 类 or 款, in the row of a code below which other figures have rows of their own."""
    coded = [(row.keys[0][1], row) for row in part.rows if row.level and row.level != TOTAL]
    for code, row in coded:
        for column, cell in enumerate(row.cells):
            if missing := cell.facts & shallow:
                deeper = (other for key, other in coded if key != code and key.startswith(code))
                below = frozenset[int]().union(*(other.cells[column].facts for other in deeper))
                if below and missing - below:
                    yield _Gap(sheet, part, column, missing - below, "项")


def _finding(subject: Subject, number: int, gaps: list[_Gap]) -> Finding:
    fact = subject.disclosure.ledger.facts[number]
    of_sheet = {gap.sheet.slug: gap for gap in reversed(gaps)}
    first, *others = (_place(gap, number) for gap in gaps if of_sheet[gap.sheet.slug] is gap)
    why, remedy = _SENTENCES[gaps[0].why]
    return Finding(
        "C08",
        "error",
        f"{name_of(fact)}的 {fact.text} 只算进了“{first}”，{why}。",
        fact.text.place,
        _remedy(fact) or remedy,
        first,
        str(fact.text),
        others=tuple(others),
    )


def _remedy(fact: Fact) -> str:
    """What to do about a use of money, or income, without a code; blank if it is something else."""
    if "科目" not in fact.where and _INCOME in levels("账", fact.where["账"]):
        return _UNSPENT if fact.where["账"] == _INCOME else _NO_CODE
    return ""


def _place(gap: _Gap, number: int) -> str:
    """The narrowest cell that sums a figure in the column of a gap."""
    rows = (own for own in reversed(gap.part.rows) if number in own.cells[gap.column].facts)
    row = min(rows, key=lambda own: len(own.cells[gap.column].facts))
    return "›".join(names(gap.sheet, gap.part, row, gap.column))
