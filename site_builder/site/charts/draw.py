"""The charts of a disclosure: each only where it says more than its table's figures do one by one."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from site_builder.sheets.address import at, find
from site_builder.sheets.sheet import Cell, Sheet
from site_builder.site.charts.bars import Chart, Figures, Stated, grouped
from site_builder.site.charts.parts import Named, Split, across, beside, down, split
from site_builder.site.charts.plans import plan_figures

_KINDS = ("因公出国（境）费", "公务用车购置及运行维护费", "公务接待费")
_SPENT = ("基本支出", "项目支出", "经营、上缴和补助支出")
_PLANS = 12
_WHOLE = Decimal(1)


def charts(sheets: tuple[Sheet, ...], year: int) -> tuple[Chart, ...]:
    """Every chart of a disclosure of a budget year, in reading order."""
    drawn = (_income(sheets), _expenditure(sheets), _three_public(sheets, year), _plan(sheets))
    return tuple(chart for chart in drawn if chart)


def income(sheets: tuple[Sheet, ...]) -> Split | None:
    """Where the money comes from."""
    if _overview(sheets):
        return down(sheets, "收支总表.收入总计")
    return beside(sheets, ("整体绩效目标.财政拨款", "整体绩效目标.其他资金"))


def expenditure(sheets: tuple[Sheet, ...]) -> Split | None:
    """What the money is for: by function; by kind where all of it has one function, or where only that is stated."""
    if not _overview(sheets):
        return beside(sheets, tuple(f"整体绩效目标.{kind}" for kind in _SPENT))
    by_function = down(sheets, "收支总表.本年支出合计")
    return across(sheets, "支出总表.合计") if by_function and len(by_function.parts) == 1 else by_function


def _overview(sheets: tuple[Sheet, ...]) -> bool:
    return any(sheet.key == "收支总表" for sheet in sheets)


def _income(sheets: tuple[Sheet, ...]) -> Chart | None:
    return _of("chart-income", "钱从哪里来", income(sheets))


def _expenditure(sheets: tuple[Sheet, ...]) -> Chart | None:
    return _of("chart-expenditure", "钱用在哪里", expenditure(sheets))


def _of(anchor: str, title: str, found: Split | None) -> Chart | None:
    if found is None:
        return None
    figures = tuple((name, (_stated("", cell, found.sheet),)) for name, cell in found.parts)
    lead = f"{found.whole[0]} {_printed(found.whole[1], found.sheet)}" if found.whole else ""
    return _chart(anchor, title, lead, figures, found.sheet)


def _three_public(sheets: tuple[Sheet, ...], year: int) -> Chart | None:
    """The kinds of 三公 in this year, and in the last where the table states it."""
    spot = find(sheets, "三公经费.合计")
    if spot is None:
        return None
    sheet = sheets[spot.sheet]
    asked = [(f"{year} 年", ""), *([(f"{year - 1} 年", ".上年")] if find(sheets, "三公经费.合计.上年") else [])]
    years = tuple((label, _three_kinds(sheets, label, last)) for label, last in asked)
    if not all(split(sheet, whole, kinds.items()) for _, (whole, kinds) in years):
        return None
    lead = "，".join(f"{name} {_printed(cell, sheet)}" for _, ((name, cell), _) in years)
    alone = len(years) == 1
    figures = tuple(
        (kind, tuple(_stated("" if alone else label, kinds[kind], sheet) for label, (_, kinds) in years))
        for kind in _KINDS
        if any(kinds[kind].amount is not None for _, (_, kinds) in years)
    )
    return _chart("chart-three-public", "“三公”经费", lead, figures, sheet)


def _three_kinds(sheets: tuple[Sheet, ...], label: str, last: str) -> tuple[Named, dict[str, Cell]]:
    """The total of a year, and its kinds by name."""
    kinds = {kind: _cell(sheets, f"三公经费.{kind}{last}") for kind in _KINDS}
    return (f"{label}合计", _cell(sheets, f"三公经费.合计{last}")), kinds


def _plan(sheets: tuple[Sheet, ...]) -> Chart | None:
    """What share of each project's money is planned for which part of the year; of a few projects only."""
    planned = [(sheet, figures) for sheet in sheets if (figures := plan_figures(sheet))]
    if not 0 < len(planned) <= _PLANS:
        return None
    by_project = tuple((sheet.record, own) for sheet, own in planned)
    first = planned[0][0]
    tables = replace(first, title=f"{first.title}等 {len(planned)} 张") if len(planned) > 1 else first
    return _chart(
        "chart-plan", "项目资金什么时候用", "资金支出计划，各时点占项目资金的比例", by_project, tables, _WHOLE
    )


def _cell(sheets: tuple[Sheet, ...], address: str) -> Cell:
    spot = find(sheets, address)
    return at(sheets, spot) if spot else Cell("")


def _stated(label: str, cell: Cell, sheet: Sheet) -> Stated:
    return Stated(label, _printed(cell, sheet) if cell.text else "", cell.amount)


def _printed(cell: Cell, sheet: Sheet) -> str:
    return f"{cell.text} {sheet.unit}"


def _chart(
    anchor: str, title: str, lead: str, figures: Figures, sheet: Sheet, longest: Decimal | None = None
) -> Chart | None:
    groups = grouped(figures, longest)
    return Chart(anchor, title, lead, groups, sheet.title, sheet.slug) if groups else None
