"""A project's spending plan (资金支出计划) as its card prints it."""

from __future__ import annotations

import re
from decimal import Decimal

from site_builder.sheets.sheet import Sheet
from site_builder.site.charts.bars import Stated
from site_builder.site.views.card import card

_SHARE = re.compile(r"(\d{1,3}(?:\.\d+)?)\s*[%％]")


def plan_figures(sheet: Sheet) -> tuple[Stated, ...]:
    """The shares of a project's plan by point in time, as printed; nothing if it has none, or one is no share."""
    facts = [fact for part in sheet.parts if not part.columns for fact in card(part, sheet.unit)]
    plan = [fact for fact in facts if "支出计划" in fact.label.partition("：")[0]]
    if not any(fact.text for fact in plan) or not all(_SHARE.fullmatch(fact.text) for fact in plan if fact.text):
        return ()
    return tuple(Stated(fact.label.partition("：")[2], fact.text, _share(fact.text)) for fact in plan)


def _share(text: str) -> Decimal | None:
    found = _SHARE.fullmatch(text)
    return Decimal(found[1]) / 100 if found else None
