"""State-owned assets in words: intangible assets are no fixed assets."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from site_builder.checks.check import check
from site_builder.checks.prose.judging import in_unit, say
from site_builder.checks.subject import Subject
from site_builder.values.finding import Finding
from site_builder.values.money import EXACT, UNITS
from site_builder.values.outcome import Outcome

_BASIS = "行政事业单位国有资产：固定资产不含无形资产"


@check("N15", "固定资产不含无形资产", "warning", _BASIS, source="custom")
def fixed_assets_alone(subject: Subject) -> Iterator[Finding] | Outcome:
    """What the narrative calls fixed assets is not the total with the intangible ones."""
    total, intangible = _amount(subject, "合计", "资产总额"), _amount(subject, "无形资产")
    if not total or not intangible:
        return "not_applicable"
    return _found(subject, total, intangible)


def fixed_assets(subject: Subject) -> Decimal | None:
    """The fixed assets in 元: all without the intangible ones; None if the table has no such rows."""
    total, intangible = _amount(subject, "合计", "资产总额"), _amount(subject, "无形资产")
    return EXACT.subtract(total, intangible) if total and intangible else None


def _found(subject: Subject, total: Decimal, intangible: Decimal) -> Iterator[Finding]:
    for figure in subject.prose.figures:
        about = figure.role == "level" and "固定资产" in figure.phrase.head and "无形" not in figure.phrase.head
        if about and abs(figure.amount.value - total) <= figure.amount.step / 2:
            fixed = say(EXACT.subtract(total, intangible), figure)
            held = in_unit(intangible, subject.disclosure.money_unit)
            message = f"{figure.amount.text}是资产总额，含无形资产 {held}，不能都叫固定资产。"
            remedy = f"请写成“资产总额”，或者写固定资产 {fixed}。"
            place = f"{figure.reading.words.place}›固定资产"
            yield Finding("N15", "warning", message, figure.at, remedy, place, figure.amount.text, fixed)


def _amount(subject: Subject, *names: str) -> Decimal | None:
    """The value of a row of the table of assets, in 元."""
    for sheet in (own for own in subject.sheets if own.key == "国有资产"):
        for row in (row for part in sheet.parts if part.columns for row in part.rows):
            label = next((cell.text for cell in row.cells if cell.head), "")
            money = [cell.amount for cell in row.cells if cell.amount is not None and cell.money]
            if money and any(name in label for name in names):
                return EXACT.multiply(money[-1], UNITS[sheet.unit])
    return None
