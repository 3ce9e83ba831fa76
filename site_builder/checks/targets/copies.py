"""Indicators written more than once: in one task, from project to project, or in every task."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from site_builder.checks.check import check
from site_builder.checks.subject import Subject
from site_builder.checks.targets.single import TARGETS, place_of
from site_builder.checks.works import Indicator, Work
from site_builder.values.finding import Finding, Severity
from site_builder.values.outcome import Outcome
from site_builder.values.text import Text, brief

_LONG = 12
_SAME_FOR_ALL = re.compile(r"[÷/×]|预算|批复|财政|支出|资金|金额|满意|问卷|合同|协议|计划|规定")
"""Descriptions that may well be the same in several projects."""

_FILLERS = re.compile(r"开展|完成|举办|组织|实际|工作|项目|情况|次数|数量|个数|指标|执行|[的率数（）()%％]")
_COMMON = 80
_FEWEST_TASKS = 4

Twin = tuple[Indicator, Indicator]


@check("P14", "指标没有从别的项目照搬", "warning", TARGETS, source="reprint")
def nothing_copied(subject: Subject) -> list[Finding] | Outcome:
    """No two different projects have the same indicators throughout, or the same long sentence."""
    if len(subject.targets) < 2:
        return "not_applicable"
    return [*_same_throughout(subject), *_same_sentences(subject)]


@check("P15", "同一任务、项目里指标不重复", "warning", TARGETS, source="reprint")
def no_indicator_twice(subject: Subject) -> Iterator[Finding] | Outcome:
    """An indicator stands once in a task or project."""
    if not subject.indicators:
        return "not_applicable"
    return (finding for _, found in subject.targets for finding in _twice(found))


@check("P18", "指标结合任务特点", "notice", TARGETS, source="reprint")
def indicators_fit_the_task(subject: Subject) -> list[Finding] | Outcome:
    """Not all tasks have the same indicators with the same values."""
    kinds = {work.kind: [own for one, own in subject.targets if one.kind == work.kind] for work, _ in subject.targets}
    many = {kind: found for kind, found in kinds.items() if len(found) >= _FEWEST_TASKS}
    if not many:
        return "not_applicable"
    return [finding for kind, found in many.items() for finding in _everywhere(kind, found)]


def _twice(found: tuple[Indicator, ...]) -> Iterator[Finding]:
    names: dict[str, Indicator] = {}
    values: dict[str, list[Indicator]] = defaultdict(list)
    for own in found:
        alike = (other for other in values[own.stated] if own.value.number and _mean_the_same(own.name, other.name))
        if first := names.get(own.name):
            if not own.text("描述") or own.text("描述") == first.text("描述"):
                yield _repeated(own, first)
        elif first := next(alike, None):
            yield _nearly_repeated(own, first)
        names.setdefault(own.name, own)
        values[own.stated].append(own)


def _mean_the_same(name: str, other: str) -> bool:
    """Whether two names differ by filling words only, such as 培训次数 and 开展培训数量."""
    meaning = _FILLERS.sub("", name)
    return bool(meaning) and meaning == _FILLERS.sub("", other)


def _repeated(own: Indicator, first: Indicator) -> Finding:
    values = f"值都是“{brief(own.stated)}”" if own.stated == first.stated else f"值是“{first.stated}”和“{own.stated}”"
    message = f"{own.work.step}里“{brief(own.name)}”写了两次，{values}。"
    remedy = "请留一条；说的是两件事，就用两个名称。"
    return Finding(
        "P15", "warning", message, own.place, remedy, place_of(own), str(own.stated), others=(place_of(first),)
    )


def _nearly_repeated(own: Indicator, first: Indicator) -> Finding:
    message = f"“{brief(first.name)}”和“{brief(own.name)}”意思相近，值都是“{own.stated}”。"
    remedy = "说的是一件事，就留一条。"
    return Finding(
        "P15", "notice", message, own.place, remedy, place_of(own), str(own.stated), others=(place_of(first),)
    )


def _same_throughout(subject: Subject) -> Iterator[Finding]:
    first: dict[tuple[str, frozenset[tuple[str, str]]], Work] = {}
    for work, found in subject.targets:
        sign = (work.kind, frozenset((str(own.name), str(own.stated)) for own in found))
        other = first.setdefault(sign, work)
        if len(sign[1]) >= 3 and not _akin(work, other):
            message = f"{work.step}的 {len(found)} 条指标，名称和值都同{other.step}一样。"
            remedy = f"请按{work.kind}的内容另设指标。"
            yield Finding("P14", "warning", message, work.place, remedy, work.step, others=(other.step,))


def _same_sentences(subject: Subject) -> Iterator[Finding]:
    places: dict[Text, list[Indicator]] = defaultdict(list)
    for _, found in subject.targets:
        for own in found:
            for text in dict.fromkeys((own.text("描述"), own.stated)):
                if len(text) >= _LONG and text != own.name and not _SAME_FOR_ALL.search(text):
                    places[text].append(own)
    for text, alike in places.items():
        apart = [own for own in alike if not _akin(own.work, alike[0].work)]
        if apart:
            yield _copied(text, alike[0], apart)


def _copied(text: Text, first: Indicator, others: list[Indicator]) -> Finding:
    """A sentence in two projects: copied for certain only if it speaks of the one and not of the other."""
    own = next((one for one in others if _foreign(text, first.work, one.work)), None)
    back = own is None and any(_foreign(text, one.work, first.work) for one in others)
    source, target = (others[0], first) if back else (first, own or others[0])
    message = f"{target.work.step}的“{brief(target.name)}”写着“{brief(text, 40)}”，同{source.work.step}一字不差。"
    severity: Severity = "warning" if back or own else "notice"
    remedy = "请写本项目自己的内容。"
    where, there = ("›".join((*one.steps, _field(one, text))) for one in (target, source))
    at = target.text("描述").place if where.endswith("描述") else target.place
    return Finding("P14", severity, message, at, remedy, where, others=(there,))


def _field(own: Indicator, text: str) -> str:
    """Which column of an indicator says something: 描述 or 指标值."""
    return "描述" if own.text("描述") == text else "指标值"


def _foreign(text: str, source: Work, target: Work) -> bool:
    """Whether a sentence has much in common with the purpose of one project and little with the other's."""
    return _in_common(text, source) >= 50 and _in_common(text, target) <= 25


def _in_common(text: str, work: Work) -> int:
    """How much of a sentence stands in the other texts of a task or project, in percent."""
    around = "\n".join(work.entry.fields.values())
    pairs = [text[at : at + 2] for at in range(len(text) - 1)]
    return 100 * sum(pair in around for pair in pairs) // len(pairs)


def _akin(work: Work, other: Work) -> bool:
    """Whether two works are one, or one is the other's carry-over or a part of it."""
    if work.kind != other.kind or work.name == other.name:
        return True
    short, long = sorted((re.sub(r"[（(].*", "", work.name), re.sub(r"[（(].*", "", other.name)), key=len)
    return short in long


def _everywhere(kind: str, works: list[tuple[Indicator, ...]]) -> Iterator[Finding]:
    counted = Counter(
        pair for found in works for pair in dict.fromkeys((str(own.name), str(own.stated)) for own in found)
    )
    common = [(name, value) for (name, value), number in counted.items() if 100 * number >= _COMMON * len(works)]
    telling = [pair for pair in common if "满意" not in pair[0]]
    if not telling:
        return
    shown = "、".join(f"“{brief(name)}”（{brief(value)}，{counted[name, value]} 个）" for name, value in common)
    first = next(own for found in works for own in found if (str(own.name), str(own.stated)) == telling[0])
    message = f"{len(works)} 个{kind}中，这些指标几乎都一样：{shown}。看不出各个{kind}的不同。"
    yield Finding("P18", "notice", message, first.place, f"请按每个{kind}的内容设指标。", place_of(first))
