"""Purchases that targets speak of, against government procurement (政府采购) and planned assets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from site_builder.checks.check import Scope, check
from site_builder.checks.subject import Subject
from site_builder.checks.sums.addends import has_secret, in_unit, whole
from site_builder.checks.texts import Words
from site_builder.checks.works import Indicator, Work
from site_builder.values.finding import Finding
from site_builder.values.money import EXACT, UNITS, decimals, parse_amount
from site_builder.values.outcome import Outcome
from site_builder.values.text import Place, brief

_SCOPE = Scope(tables=("政府采购",))
_BASIS = "自相矛盾：要买东西，就要有采购预算或说明"
_ACQUIRES = re.compile(r"购置(?!税|附加|补贴)|采购(?!监|管理|制度|政策|法|办|中心|代理|平台|评审|专家|培训|合规|人员)")
_BUYS = re.compile(rf"{_ACQUIRES.pattern}|购买(?!力)|租赁(?!住房|市场|企业|行业|备案|补贴)")
_PLANNED = re.compile(
    r"(?:拟|计划|预计|安排)[^，。；\n\d]{0,6}?(?:新增|购置|新购|采购)[^，。；\n\d]{0,6}?固定资产[^，。；\n\d]{0,10}?"
    r"(\d[\d,]*(?:\.\d+)?)\s*(亿元|万元|千元|元)"
)
_TEXTS = ("名称", "内容", "用途", "目标")
_MOST_SHOWN = 8


@check("B36", "要买东西的项目与政府采购相应", "warning", _BASIS, source="custom", scope=_SCOPE)
def purchases_are_procured(subject: Subject) -> Iterator[Finding] | Outcome:
    """Where projects speak of buying or renting, government procurement is not empty."""
    if not subject.targets:
        return "not_applicable"
    if _procured(subject) != 0:
        return "passed"
    buyers = _buyers(subject, _BUYS)
    return iter([_nothing_procured(subject, buyers)] if buyers else [])


@check("B37", "拟购置的资产与采购相应", "warning", _BASIS, source="custom", scope=_SCOPE)
def planned_assets_are_procured(subject: Subject) -> Iterator[Finding] | Outcome:
    """The fixed assets that the narrative plans to buy are within procurement, and not nothing while projects buy."""
    narrative = (words for words in subject.words.prose if "固定资产" in words.text)
    planned = [(words, found) for words in narrative for found in _PLANNED.finditer(words.text)]
    if not planned:
        return "not_applicable"
    return (finding for words, found in planned for finding in _planned_apart(subject, words, found))


def _procured(subject: Subject) -> Decimal | None:
    """All procurement in 元; nothing typed is nothing bought. None if part of it is secret."""
    disclosure = subject.disclosure
    chosen = disclosure.ledger.select([{"账": ("政府采购",), "量": ("金额",)}])
    return None if has_secret(disclosure, chosen) else whole(disclosure, chosen)


def _buyers(subject: Subject, pattern: re.Pattern[str]) -> list[tuple[Work, str]]:
    """Tasks and projects whose texts speak of buying, each with the first text that does."""
    found = ((work, _says(work, own, pattern)) for work, own in subject.targets)
    return [(work, said) for work, said in found if said]


def _says(work: Work, own: tuple[Indicator, ...], pattern: re.Pattern[str]) -> str:
    texts = [work.entry.fields.get(name, "") for name in _TEXTS]
    texts += [text for indicator in own for text in (indicator.name, indicator.text("描述"))]
    return next((text for text in texts if pattern.search(text)), "")


def _nothing_procured(subject: Subject, buyers: list[tuple[Work, str]]) -> Finding:
    title, place = _section(subject, "政府采购")
    return Finding(
        "B36",
        "warning",
        f"政府采购预算没有数，{_listed(buyers)}要购买或租赁。",
        place or buyers[0][0].place,
        "属于政府采购的，请列入政府采购预算；在限额以下或不属于采购的，请在说明里写明。",
        title,
        others=tuple(f"{work.step}：{brief(said)}" for work, said in buyers),
    )


def _planned_apart(subject: Subject, words: Words, found: re.Match[str]) -> Iterator[Finding]:
    number = parse_amount(found[1])
    procured = _procured(subject)
    if number is None or procured is None:
        return
    disclosure = subject.disclosure
    factor = UNITS[found[2]]
    planned, half = EXACT.multiply(number, factor), EXACT.multiply(Decimal(1).scaleb(-decimals(number)) / 2, factor)
    place, stated = words.at(found.start()), f"{found[1]}{found[2]}"
    bought = f"{in_unit(disclosure, procured):f}"
    if planned - procured > half:
        message = f"说明写要购置固定资产 {stated}，政府采购预算合计只有 {bought} {disclosure.money_unit}。"
        remedy = "请核对这两个数；不在政府采购范围的，请写明。"
        yield Finding("B37", "warning", message, place, remedy, words.place, stated, bought)
    elif planned == 0 and (buyers := _buyers(subject, _ACQUIRES)):
        message = f"说明写要购置固定资产 {stated}，{_listed(buyers)}却要购置或采购。"
        remedy = "请核对：属于固定资产的要算进去；不属于的不用改。"
        others = tuple(f"{work.step}：{brief(said)}" for work, said in buyers)
        yield Finding("B37", "warning", message, place, remedy, words.place, stated, others=others)


def _listed(buyers: list[tuple[Work, str]]) -> str:
    shown = "、".join(f"{brief(work.step, 20)}" for work, _ in buyers[:_MOST_SHOWN])
    return f"{shown}等 {len(buyers)} 个" if len(buyers) > _MOST_SHOWN else shown


def _section(subject: Subject, word: str) -> tuple[str, Place | None]:
    """The narrative's heading on a subject, or else the table's title."""
    heading = next((own.title for own in subject.disclosure.narrative.sections if word in own.title), None)
    title = next((sheet.title for sheet in subject.sheets if sheet.key == word), word)
    return (str(heading), heading.place) if heading else (title, None)
