"""A unit's key amounts over the years, each as its own year's disclosure prints it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from site_builder.book.disclosure import STAGES
from site_builder.site.charts.bars import Chart, Stated, grouped
from site_builder.site.key_figures import STAFF, Figure, exact, in_unit, money_unit
from site_builder.site.summary import Summary
from site_builder.values.money import EXACT, show

SHOWN = ("支出总计", "财政拨款", "基本支出", "项目支出", "“三公”经费", STAFF)
"""The measures that are followed over the years."""

_DRAWN = ("支出总计", "财政拨款", "基本支出", "项目支出")


@dataclass(frozen=True, slots=True)
class Change:
    """How a figure differs from the year before."""

    amount: str
    """The difference with its sign; 持平 if there is none."""
    rate: str = ""
    """The same in percent of the year before; blank where that would mean nothing."""


@dataclass(frozen=True, slots=True)
class Amount:
    """One figure of one year."""

    text: str
    """What is shown; blank if the year's tables have no such figure."""
    printed: str
    """The figure as printed with its unit, where it is shown in another; blank otherwise."""
    href: str
    """The table it stands in, seen from the site's top; blank if none."""
    change: Change | None
    """Against the year before; None where one of the two is not known."""


@dataclass(frozen=True, slots=True)
class YearRow:
    """One year."""

    year: int
    """Budget year."""
    href: str
    """Its disclosure, seen from the site's top."""
    amounts: tuple[Amount, ...]
    """One for each measure."""


@dataclass(frozen=True, slots=True)
class Development:
    """The years of one stage."""

    stage: str
    """`budget` or `final`."""
    label: str
    """预算 or 决算."""
    unit: str
    """The money unit they are shown in."""
    measures: tuple[str, ...]
    """Those that any year states."""
    rows: tuple[YearRow, ...]
    """Newest first."""
    chart: Chart | None
    """The money by year; None where bars would say no more than the table."""


def developments(found: tuple[Summary, ...]) -> tuple[Development, ...]:
    """A unit's development in every stage that it has disclosed for several years."""
    stages = {stage: tuple(own for own in found if own.stage == stage) for stage in STAGES}
    return tuple(_development(stage, own) for stage, own in stages.items() if len(own) > 1)


def change(now: Figure, before: Figure, unit: str) -> Change | None:
    """The exact difference of two figures in a unit; None where one of them is not known."""
    if now.amount is None or before.amount is None:
        return None
    difference = EXACT.subtract(now.amount, before.amount)
    if not difference:
        return Change("持平")
    sign = "+" if difference > 0 else ""
    amount = exact(difference, unit) if now.unit else f"{difference:,f}"
    if before.amount <= 0:
        return Change(sign + amount)
    rate = show(EXACT.divide(difference, before.amount), "0.0%")
    return Change(sign + amount, (sign if Decimal(rate[:-1]) > 0 else "") + rate)


def _development(stage: str, found: tuple[Summary, ...]) -> Development:
    measures = tuple(measure for measure in SHOWN if any(own.figure(measure).text for own in found))
    unit = money_unit(own.figure(measure) for own in found for measure in measures)
    years = {own.year: own for own in found}
    rows = (
        YearRow(year, years[year].href, tuple(_amounts(years[year], years.get(year - 1), measures, unit)))
        for year in sorted(years, reverse=True)
    )
    label = STAGES[stage]
    return Development(stage, label, unit, measures, tuple(rows), _chart(stage, label, found, unit))


def _chart(stage: str, label: str, found: tuple[Summary, ...], unit: str) -> Chart | None:
    """The great amounts by year, all on one scale."""
    in_order = sorted(found, key=lambda own: own.year)
    figures = tuple((measure, tuple(_stated(own, measure, unit) for own in in_order)) for measure in _DRAWN)
    stated = tuple((name, own) for name, own in figures if any(one.amount is not None for one in own))
    title = f"历年{label}图"
    groups = grouped(stated)
    return Chart(f"chart-{stage}", title, "", groups, f"历年{label}", f"{stage}-years") if groups else None


def _stated(own: Summary, measure: str, unit: str) -> Stated:
    figure = own.figure(measure)
    return Stated(f"{own.year} 年", f"{in_unit(figure, unit)} {unit}" if figure.text else "", figure.amount)


def _amounts(own: Summary, before: Summary | None, measures: tuple[str, ...], unit: str) -> Iterator[Amount]:
    for measure in measures:
        figure = own.figure(measure)
        text = in_unit(figure, unit)
        printed = f"{figure.text} {figure.unit}" if text != figure.text else ""
        href = f"{own.href}#{figure.anchor}" if figure.anchor else ""
        yield Amount(text, printed, href, change(figure, before.figure(measure), unit) if before else None)
