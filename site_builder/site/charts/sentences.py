"""Key figures in plain words: sentences whose every figure stands in a table. What is not stated is not said."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.book.disclosure import Disclosure
from site_builder.sheets.address import at, find
from site_builder.sheets.binding import resolve
from site_builder.sheets.sheet import Sheet
from site_builder.site.charts.draw import expenditure
from site_builder.values.money import EXACT, rounded

_KINDS = ("基本支出", "项目支出")
_STAFF = ("整体绩效目标.财政供养人员数", "整体绩效目标.财政供养人员")


def sentences(disclosure: Disclosure, sheets: tuple[Sheet, ...]) -> tuple[str, ...]:
    """What the tables state of the whole, of the largest part, of 三公 and of people."""
    return (
        *_whole(disclosure.year, sheets),
        *_kinds(sheets),
        *_largest(sheets),
        *_three_public(disclosure, sheets),
        *_staff(sheets),
    )


def _whole(year: int, sheets: tuple[Sheet, ...]) -> Iterator[str]:
    income, spent = (_printed(sheets, f"收支总表.{side}总计") for side in ("收入", "支出"))
    if income and income == spent:
        yield f"{year} 年收入总计、支出总计各 {income}。"
    elif income and spent:
        yield f"{year} 年收入总计 {income}，支出总计 {spent}。"


def _kinds(sheets: tuple[Sheet, ...]) -> Iterator[str]:
    """基本支出 and 项目支出 side by side; from 支出总表, else from the target of the whole unit."""
    for beginning in ("支出总表.合计", "整体绩效目标"):
        stated = [(kind, _printed(sheets, f"{beginning}.{kind}")) for kind in _KINDS]
        if all(text for _, text in stated):
            yield f"{'，'.join(f'{kind} {text}' for kind, text in stated)}。"
            return


def _largest(sheets: tuple[Sheet, ...]) -> Iterator[str]:
    """The largest part of what is spent, out of each 100 元."""
    split = expenditure(sheets)
    if split is None or split.whole is None or len(split.parts) < 2:
        return
    name, cell = max(split.parts, key=lambda part: part[1].amount or 0)
    whole = split.whole[1].amount
    if cell.amount and whole and min(part.amount or 0 for _, part in split.parts) >= 0:
        share = rounded(EXACT.divide(cell.amount * 100, whole), 2)
        yield f"每 100 元支出中，约 {share:f} 元用于{name}。"


def _three_public(disclosure: Disclosure, sheets: tuple[Sheet, ...]) -> Iterator[str]:
    now = _printed(sheets, "三公经费.合计")
    if not now:
        return
    change, rate = (resolve(disclosure, sheets, f"三公经费.合计.{asked}") for asked in ("增减", "增幅"))
    if change is None:
        yield f"“三公”经费 {now}。"
    elif change == "持平":
        yield f"“三公”经费 {now}，与上年持平。"
    else:
        yield f"“三公”经费 {now}，比上年{change}" + (f"（{rate}）。" if rate and "%" in rate else "。")


def _staff(sheets: tuple[Sheet, ...]) -> Iterator[str]:
    for address in _STAFF:
        spot = find(sheets, address, words_too=True)
        if spot and (text := at(sheets, spot).text).isdecimal():
            yield f"财政供养人员 {text} 人。"
            return


def _printed(sheets: tuple[Sheet, ...], address: str) -> str:
    """A figure as printed, with its unit; blank if none is stated, or if what is printed is not what was summed."""
    spot = find(sheets, address)
    if spot is None or (cell := at(sheets, spot)).quoted:
        return ""
    return f"{cell.text} {sheets[spot.sheet].unit}"
