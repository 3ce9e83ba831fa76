"""Coverage: every project has targets, and the numbers of units and staff are the same wherever they are stated."""

from __future__ import annotations

import re
from collections.abc import Iterator

from site_builder.book.disclosure import Entry
from site_builder.checks.check import Scope, check
from site_builder.checks.subject import Subject
from site_builder.checks.texts import Words
from site_builder.sheets.address import plain
from site_builder.values.finding import Finding
from site_builder.values.outcome import Outcome
from site_builder.values.text import Text

_BASIS = "《中央部门预算绩效目标管理办法》（财预〔2015〕88号）：未按要求设定绩效目标的，不得进入项目库和申请预算"
_STAFF = re.compile(r"财政供养(?:人员)?(?:总)?(?:人?数)?(?:共计?|合计|为|是|有)?\s*(\d+)\s*(?:人|名)")
_UNITS = "下属单位数"
_PEOPLE = "财政供养人员数"


@check("B30", "每个项目有绩效指标", "warning", _BASIS, source="reprint", scope=Scope(tables=("项目绩效目标",)))
def every_project_has_targets(subject: Subject) -> Iterator[Finding] | Outcome:
    """Every project that is no state secret has indicators."""
    projects = [(work, found) for work, found in subject.targets if work.kind == "项目"]
    if not projects:
        return "not_applicable"
    return (
        Finding(
            "B30",
            "warning",
            f"项目“{work.name}”没有绩效指标，绩效目标表会空着。",
            work.place,
            "请补上“指标”；按规定可以不编的，请写豁免并说明理由。",
            f"{work.step}›绩效指标",
        )
        for work, found in projects
        if not found
    )


@check(
    "B38",
    "单位数、人数前后一致",
    "warning",
    "自相矛盾：同一个数前后一致",
    source="arithmetic",
    scope=Scope(tables=("整体绩效目标",)),
)
def numbers_agree(subject: Subject) -> Iterator[Finding] | Outcome:
    """下属单位数 is the number of units below this one, and 财政供养人员数 is what the narrative says."""
    fields = subject.disclosure.entry.fields
    units, people = fields.get(_UNITS, Text("")), fields.get(_PEOPLE, Text(""))
    below = _units_below(subject) if units.isdecimal() else None
    said = list(_staff(subject)) if people.isdecimal() else []
    if not (units or people):
        return "not_applicable"
    if below is None and not said:
        return "unresolved"
    of_units = [_units_apart(units, *below)] if below and int(units) != below[0] else []
    of_people = [_staff_apart(people, words, number) for words, number in said if number != int(people)]
    return iter([*of_units, *of_people])


def _units_below(subject: Subject) -> tuple[int, str] | None:
    """How many units are below this one, and where that is said; None if nothing says it."""
    if subject.disclosure.units:
        return len(subject.disclosure.units), "汇总单位"
    listed = subject.disclosure.entry.children.get("机构", ())
    # Without a list of its own, 机构 is only the unit itself.
    typed = [entry for entry in listed if _name(entry).place != subject.unit.name.place]
    if not typed:
        return None
    own = {plain(subject.unit.name)}
    return sum(1 for entry in typed if plain(_name(entry)) not in own and "本级" not in _name(entry)), "机构"


def _name(entry: Entry) -> Text:
    return entry.fields.get("单位名称", Text(""))


def _staff(subject: Subject) -> Iterator[tuple[Words, int]]:
    """What the narrative says of the staff that the budget pays."""
    for words in subject.words.prose:
        if found := _STAFF.search(words.text):
            yield words, int(found[1])


def _units_apart(typed: Text, number: int, where: str) -> Finding:
    message = f"{_UNITS}填了 {typed}，“{where}”里列了 {number} 个下属单位。"
    remedy = f"请核对{_UNITS}和“{where}”；本级不算下属单位。"
    others = (f"{where} {number} 个",)
    return Finding("B38", "warning", message, typed.place, remedy, _UNITS, str(typed), str(number), others=others)


def _staff_apart(typed: Text, words: Words, number: int) -> Finding:
    message = f"{_PEOPLE}填了 {typed}，说明里写的是 {number}。"
    others = (f"{words.place} {number}",)
    remedy = "请核对人数，各处写成一样。"
    return Finding("B38", "warning", message, typed.place, remedy, _PEOPLE, str(typed), str(number), others=others)
