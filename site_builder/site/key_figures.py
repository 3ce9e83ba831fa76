"""Key amounts: what pages across units and years compare, as each disclosure's own tables print it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from site_builder.sheets.address import Spot, at, find
from site_builder.sheets.sheet import Cell, Sheet
from site_builder.values.money import EXACT, UNITS, decimals, parse_amount, rounded

STAFF = "人数"
"""The measure that counts people; all others are money."""

MEASURES: Mapping[str, tuple[str, ...]] = {
    "支出总计": ("收支总表.支出总计",),
    "财政拨款": ("财政拨款收支总表.支出总计", "整体绩效目标.财政拨款"),
    "基本支出": ("支出总表.合计.基本支出", "整体绩效目标.基本支出"),
    "项目支出": ("支出总表.合计.项目支出", "整体绩效目标.项目支出"),
    "“三公”经费": ("三公经费.合计",),
    "因公出国（境）": ("三公经费.因公出国（境）费",),
    "公务用车购置": ("三公经费.公务用车购置费",),
    "公务用车运行": ("三公经费.公务用车运行维护费",),
    "公务接待": ("三公经费.公务接待费",),
    STAFF: ("整体绩效目标.财政供养人员数", "整体绩效目标.财政供养人员"),
}
"""Key amounts, and the addresses that have them; the first that a form has."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One key amount as its table prints it."""

    text: str = ""
    """As printed; blank stays blank."""
    amount: Decimal | None = None
    """Exact, money in 元; None for blank and for words such as 涉密."""
    unit: str = ""
    """The money unit it is printed in; blank for people and for what is not there."""
    anchor: str = ""
    """The table it stands in; blank if the form has none."""


def key_figures(sheets: tuple[Sheet, ...]) -> Iterator[tuple[str, Figure]]:
    """Every measure that some table prints, with its figure."""
    for measure, addresses in MEASURES.items():
        read = _people if measure == STAFF else _money
        figure = next((found for address in addresses if (found := read(sheets, address))), None)
        if figure:
            yield measure, figure


def money_unit(figures: Iterable[Figure]) -> str:
    """The unit in which figures are compared: the one most are printed in, the larger of two; 万元 if there is none."""
    units = [figure.unit for figure in figures if figure.unit]
    return max(dict.fromkeys(units), key=lambda unit: (units.count(unit), UNITS[unit]), default="万元")


def in_unit(figure: Figure, unit: str) -> str:
    """A figure in a money unit: as printed if that is its own; else converted exactly, no digit dropped."""
    if figure.amount is None or figure.unit in {unit, ""}:
        return figure.text
    return exact(figure.amount, unit)


def exact(amount: Decimal, unit: str) -> str:
    """An amount of 元 in another unit with all its digits, two decimals at least."""
    value = EXACT.divide(amount, UNITS[unit]).normalize(EXACT)
    return f"{rounded(value, max(2, decimals(value))):,f}"


def _money(sheets: tuple[Sheet, ...], address: str) -> Figure | None:
    spot = find(sheets, address) or _worded(sheets, address)
    if spot is None or not (cell := at(sheets, spot)).text:
        return None
    sheet = sheets[spot.sheet]
    # What a published document prints against its own figures is shown, never computed with.
    stated = None if cell.quoted else cell.amount
    amount = None if stated is None else EXACT.multiply(stated, UNITS[sheet.unit])
    return Figure(cell.text, amount, sheet.unit, sheet.slug)


def _worded(sheets: tuple[Sheet, ...], address: str) -> Spot | None:
    """The spot of a figure in whose place words are printed; a row's name leads to the figure beside it."""
    spot = find(sheets, address, words_too=True)
    if spot is None:
        return None
    part = sheets[spot.sheet].parts[spot.part]
    sides = [column.side for column in part.columns]
    beside = (number for number, side in enumerate(sides) if side == sides[spot.column])
    near = (replace(spot, column=number) for number in (spot.column, *beside))
    return next((own for own in near if _is_wordy(at(sheets, own))), None)


def _is_wordy(cell: Cell) -> bool:
    """Whether it is this year's figure and has no amount."""
    this_year = not any(condition.get("年") == ("上年",) for condition in cell.where)
    return bool(cell.where) and cell.amount is None and this_year


def _people(sheets: tuple[Sheet, ...], address: str) -> Figure | None:
    spot = find(sheets, address, words_too=True)
    if spot is None or not (text := at(sheets, spot).text):
        return None
    return Figure(text, parse_amount(text), "", sheets[spot.sheet].slug)
