"""The “三公” expenses are paid from basic and from project expenditure, so no part of one can exceed the whole."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from site_builder.book.ledger import Selection
from site_builder.checks.check import Scope, check
from site_builder.checks.subject import Subject
from site_builder.checks.sums.addends import addends, has_secret, rounding, sum_of, whole, worked
from site_builder.checks.sums.places import place_of
from site_builder.law.dimensions import ASSUMED, Condition, levels
from site_builder.values.finding import Finding, Severity
from site_builder.values.outcome import Outcome

_GENERAL: Condition = {"资金": ("一般公共预算",)}
_VEHICLES = "公务用车购置及运行维护费"
_USES = {
    "公务接待费": ("30217",),
    "公务用车运行维护费": ("30231",),
    "公务用车购置费": ("30913", "31013"),
    _VEHICLES: ("30231", "30913", "31013"),
    "因公出国（境）费": ("30212",),
}
"""Item → what of it basic expenditure pays, by economic code."""

_ABROAD = "因公出国（境）费"


@dataclass(frozen=True, slots=True)
class _Pair:
    """One item and what basic expenditure pays of it."""

    item: str
    typed: Selection
    in_basic: Selection


@check(
    "B18",
    "“三公”经费不少于基本支出中的同类支出",
    "error",
    "算术：“三公”经费包括基本支出和项目支出里的同类支出",
    source="arithmetic",
    scope=Scope(tables=("三公经费", "一般公共预算基本支出表")),
)
def three_public_include_basic(subject: Subject) -> Iterator[Finding] | Outcome:
    """Each item of the “三公” expenses is at least what basic expenditure pays of it."""
    select = subject.disclosure.ledger.select
    if not select([{"账": ("三公经费",)}, _GENERAL]):
        return "not_applicable"
    pairs = [pair for pair in _pairs(subject) if pair.in_basic]
    if any(has_secret(subject.disclosure, pair.typed | pair.in_basic) for pair in pairs):
        return "unresolved"
    return (_less(subject, pair) for pair in pairs if _is_less(subject, pair)) if pairs else "not_applicable"


@check(
    "C09",
    "“三公”经费不超过一般公共预算支出",
    "error",
    "算术：部分不大于整体",
    source="arithmetic",
    scope=Scope(tables=("三公经费", "一般公共预算支出表")),
)
def three_public_within_expenditure(subject: Subject) -> Iterator[Finding] | Outcome:
    """All “三公” expenses together are no more than the general public budget spends."""
    select = subject.disclosure.ledger.select
    part, all_of_it = select([{"账": ("三公经费",)}, _GENERAL]), select([{"账": ("支出",)}, _GENERAL])
    if not part or not all_of_it:
        return "not_applicable"
    if has_secret(subject.disclosure, part | all_of_it):
        return "unresolved"
    return _more_than_all(subject, part, all_of_it)


def _more_than_all(subject: Subject, part: Selection, all_of_it: Selection) -> Iterator[Finding]:
    gap = whole(subject.disclosure, part) - whole(subject.disclosure, all_of_it)
    if gap > rounding(subject.disclosure, len(part) + len(all_of_it)):
        unit = subject.disclosure.money_unit
        spent, limit = sum_of(addends(subject, part)), sum_of(addends(subject, all_of_it))
        message = f"“三公”经费 {spent:f} {unit}，比一般公共预算支出 {limit:f} {unit} 还多 {spent - limit:f} {unit}。"
        first = subject.disclosure.ledger.facts[min(part)].text.place
        place = place_of(subject, part, ("三公经费", "合计"))
        yield Finding(
            "C09", "error", message, first, "请核对；是不是把元填成了万元。", place, f"{spent:f}", f"{limit:f}"
        )


def _pairs(subject: Subject) -> Iterator[_Pair]:
    """The items as they were typed: vehicles as one item, or purchase and operation apart."""
    ledger = subject.disclosure.ledger
    typed_at = {fact.where.get("项") for fact in ledger.facts if fact.where["年"] == ASSUMED["年"]}
    for item, codes in _USES.items():
        if (_VEHICLES in levels("项", item)) and (item == _VEHICLES) != (_VEHICLES in typed_at):
            continue
        typed = ledger.select([{"账": ("三公经费",), "项": (item,)}, _GENERAL])
        yield _Pair(item, typed, ledger.select([{"账": ("基本支出",), "经济": codes}, _GENERAL]))


def _is_less(subject: Subject, pair: _Pair) -> bool:
    disclosure = subject.disclosure
    gap = whole(disclosure, pair.in_basic) - whole(disclosure, pair.typed)
    return gap > (rounding(disclosure, len(pair.typed) + len(pair.in_basic)) if pair.typed else 0)


def _less(subject: Subject, pair: _Pair) -> Finding:
    disclosure = subject.disclosure
    parts, typed = addends(subject, pair.in_basic), addends(subject, pair.typed)
    said = f"只有 {worked(typed)}，少 {sum_of(parts) - sum_of(typed):f} {disclosure.money_unit}" if typed else "没有填"
    facts = disclosure.ledger.facts
    return Finding(
        "B18",
        _severity(pair),
        f"基本支出里的{pair.item}是 {worked(parts)}，“三公”经费表的{pair.item}{said}。",
        facts[min(pair.typed or pair.in_basic)].text.place,
        "“三公”经费要把基本支出和项目支出里的同类支出都算进去，请核对。",
        (place_of(subject, pair.typed, ("三公经费", pair.item, "本年预算数")) if typed else "")
        or f"{_title(subject)}›{pair.item}",
        f"{sum_of(typed):f}" if typed else "",
        f"{sum_of(parts):f}",
        others=tuple(part.shown for part in parts),
    )


def _title(subject: Subject) -> str:
    return next(sheet.title for sheet in subject.sheets if sheet.key == "三公经费")


def _severity(pair: _Pair) -> Severity:
    # A blank is not zero; and travel of teachers and researchers is counted apart in some places.
    return "error" if pair.typed and pair.item != _ABROAD else "warning"
