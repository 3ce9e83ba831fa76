"""Tasks and projects that are “三公” expenses by their names, and what goes with buying and keeping a car."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from site_builder.book.ledger import Fact, Selection
from site_builder.checks.check import Scope, check
from site_builder.checks.subject import Subject
from site_builder.checks.sums.addends import addends, has_secret, in_unit, rounding, sum_of, whole, worked
from site_builder.checks.sums.places import place_of, place_of_leaf
from site_builder.checks.works import Work
from site_builder.law.dimensions import ASSUMED, PARENTS
from site_builder.values.finding import Finding
from site_builder.values.outcome import Outcome

_BUYING, _RUNNING = "公务用车购置费", "公务用车运行维护费"
_ENDING = r"(?:费用?|经费|支出|资金|专项|项目|预算)*(?:[（(][^（()）]*[)）])?"
_NAMED: Mapping[str, re.Pattern[str]] = {
    item: re.compile(rf"(?:.{{0,12}}?)(?:{words}){_ENDING}")
    for item, words in {
        _BUYING: "公务用车购置|公务用车更新|公车购置|(?:购置|更新|新购)公务用车",
        "因公出国（境）费": r"因公(?:临时)?出国(?:境|[（(]境[)）])?|出国[（(]境[)）]",
        "公务接待费": "公务接待",
    }.items()
}
"""Item → names of what it pays; `公务接待中心` and `出国审批系统` are something else."""

_CAR = re.compile(r"轿车|越野车|客车|商务车|乘用车|面包车|皮卡|汽车|车辆|公务用车|公车|机动车|新能源车|摩托车")
_CAR_CODE = "A0203"
"""Where vehicles stand in the catalogue of government procurement."""

_CARS_KEPT = re.compile(r"(?:车辆|用车|公车|轿车|越野车)[^。；;]{0,20}\d+\s*(?:辆|台)|\d+\s*辆|保有量")


@check(
    "B33",
    "“三公”经费不少于同名任务和项目",
    "warning",
    "算术：任务和项目里的“三公”支出是“三公”经费的一部分",
    source="arithmetic",
    scope=Scope(tables=("三公经费",)),
)
def three_public_include_works(subject: Subject) -> Iterator[Finding] | Outcome:
    """What tasks or projects named after an item cost is part of that item."""
    named: dict[tuple[str, str], list[Work]] = {}
    for work, _ in subject.targets:
        if item := next((item for item, pattern in _NAMED.items() if pattern.fullmatch(work.name)), None):
            named.setdefault((work.kind, item), []).append(work)
    sums = {key: money for key, found in named.items() if (money := _fiscal_money(subject, found))}
    if not sums:
        return "unresolved" if named else "not_applicable"
    return (finding for (kind, item), money in sums.items() for finding in _less(subject, kind, item, money))


@check(
    "B34",
    "公务用车与采购、资产相应",
    "warning",
    "购置公务用车要列政府采购，运行维护费对应在用的车",
    source="custom",
    scope=Scope(tables=("三公经费",)),
)
def cars_are_bought_and_kept(subject: Subject) -> Iterator[Finding] | Outcome:
    """A car that is bought stands in the procurement table; cars that cost money stand in the assets or narrative."""
    facts = [(number, fact) for number, fact in subject.own_facts if _this_year(fact) and fact.amount]
    buying = [number for number, fact in facts if fact.where["项"] == _BUYING]
    running = [number for number, fact in facts if fact.where["项"] == _RUNNING]
    if not (buying or running):
        return "not_applicable"
    found = []
    if buying and "政府采购" in subject.tables and not _has_car_row(subject):
        found.append(_not_procured(subject, buying[0]))
    if running and "国有资产" in subject.tables and not _has_cars(subject):
        found.append(_no_cars(subject, running[0]))
    return iter(found)


def _fiscal_money(subject: Subject, found: list[Work]) -> Selection:
    """The money of some works, of projects only what fiscal appropriation pays."""
    select = subject.disclosure.ledger.select
    chosen = (select([{"账": (work.kind,), "条": (work.entry.key,)}]) for work in found)
    money = frozenset[int]().union(*chosen)
    return money & select([{"资金": ("财政拨款",)}]) if found[0].kind == "项目" else money


def _less(subject: Subject, kind: str, item: str, money: Selection) -> Iterator[Finding]:
    disclosure, select = subject.disclosure, subject.disclosure.ledger.select
    typed = select([{"账": ("三公经费",), "项": (item,)}])
    if not typed and (whole_item := PARENTS.get(("项", item))):
        typed = select([{"账": ("三公经费",), "项": (whole_item,)}])
    gap: Decimal = whole(disclosure, money) - whole(disclosure, typed)
    if has_secret(disclosure, typed) or gap <= rounding(disclosure, len(money) + len(typed)):
        return
    parts, shown = addends(subject, money), addends(subject, typed)
    missing = f"{in_unit(disclosure, gap):f} {disclosure.money_unit}"
    said = f"只有 {worked(shown)}，少 {missing}" if typed else "没有填"
    yield Finding(
        "B33",
        "warning",
        f"{kind}里的{item}是 {worked(parts)}，“三公”经费表的{item}{said}。",
        disclosure.ledger.facts[min(money)].text.place,
        "任务和项目里的“三公”支出要算进“三公”经费，请核对。",
        (place_of(subject, typed, ("三公经费",)) if typed else "") or f"“三公”经费›{item}",
        f"{sum_of(shown):f}" if typed else "",
        f"{sum_of(parts):f}",
        others=tuple(part.shown for part in parts),
    )


def _this_year(fact: Fact) -> bool:
    return fact.where["账"] == "三公经费" and fact.where["年"] == ASSUMED["年"] and "项" in fact.where


def _has_car_row(subject: Subject) -> bool:
    rows = subject.disclosure.entry.children.get("采购", ())
    return any(
        _CAR.search(row.fields.get("品目名称", "")) or row.fields.get("目录序号", "").startswith(_CAR_CODE)
        for row in rows
    )


def _has_cars(subject: Subject) -> bool:
    kinds = {fact.where.get("类", "") for fact in subject.disclosure.ledger.facts if fact.where["账"] == "国有资产"}
    return any("车" in kind for kind in kinds) or any(_CARS_KEPT.search(words.text) for words in subject.words.prose)


def _not_procured(subject: Subject, number: int) -> Finding:
    fact = subject.disclosure.ledger.facts[number]
    message = f"{_BUYING}填了 {fact.text}，政府采购预算表里没有车辆。"
    remedy = "购置公务用车要列入政府采购，请补上这一行，或核对购置费。"
    place = place_of_leaf(subject, number)
    return Finding("B34", "warning", message, fact.text.place, remedy, place, str(fact.text))


def _no_cars(subject: Subject, number: int) -> Finding:
    fact = subject.disclosure.ledger.facts[number]
    message = f"{_RUNNING}填了 {fact.text}，国有资产表和说明里都没有写有几辆车。"
    heading = next((own.title for own in subject.disclosure.narrative.sections if "国有资产" in own.title), "国有资产")
    remedy = "请在国有资产情况里写明车辆数。"
    others = (f"{place_of_leaf(subject, number)} {fact.text}",)
    return Finding("B34", "notice", message, fact.text.place, remedy, str(heading), str(fact.text), others=others)
