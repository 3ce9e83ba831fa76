"""What is said of an enumeration whose parts are not its total."""

from __future__ import annotations

import re

from site_builder.checks.prose.aliases import THREE_PUBLIC
from site_builder.checks.prose.judging import say, slips
from site_builder.checks.prose.lists import Enumeration, signed
from site_builder.checks.prose.printed_names import squeezed
from site_builder.checks.prose.prose import Figure
from site_builder.checks.subject import Subject
from site_builder.values.finding import Finding, Severity

_COMPLETE = ("包括", "分别")
_KIND = re.compile("(?:政府采购|采购)?(?:货物|工程|服务)")


def of_three_public(listed: Enumeration) -> bool:
    """Whether the total is that of the “三公” expenses, which have a law of their own."""
    return any(name in squeezed(listed.whole.phrase.head) for name in THREE_PUBLIC)


def of_purchases(listed: Enumeration) -> bool:
    """Whether the total is that of government procurement, which has a law of its own."""
    return listed.whole.role == "level" and "采购" in listed.whole.phrase.head


def of_sum(subject: Subject, listed: Enumeration, code: str) -> Finding | None:
    """What is said of parts that are more or less than their total; None if nothing."""
    severity = severity_of(subject, listed)
    return finding_of_sum(listed, code, severity) if severity else None


def finding_of_sum(listed: Enumeration, code: str, severity: Severity) -> Finding:
    """The sum of the parts written out beside the total."""
    whole = listed.whole
    worked = " + ".join(say(signed(part), whole).partition(" ")[0] for part in listed.parts).replace("+ -", "− ")
    computed = say(listed.sums[-1], whole)
    stated = say(signed(whole), whole)
    gap = say(abs(listed.gap), whole)
    message = f"列举的 {len(listed.parts)} 项：{worked} = {computed}，总数写的是 {stated}，相差 {gap}。"
    remedy = "请核对总数和各项。"
    if listed.gap < 0 and severity == "notice":
        remedy = "请核对总数和各项。只列出一部分的，请写明“等”或“主要是”。"
    place = f"{whole.reading.words.place}›{whole.name}" if whole.name else whole.reading.words.place
    others = tuple(f"{part.name} {part.amount.text}" for part in listed.parts)
    return Finding(code, severity, message, whole.at, remedy, place, whole.amount.text, computed, others=others)


def severity_of(subject: Subject, listed: Enumeration) -> Severity | None:
    """More than the total is wrong; less may be left unsaid, unless the list claims to be all.

    Where the tables have every figure, the list only leaves something out, or names something twice. Parts of
    several totals are not more than any one of them.
    """
    parts, whole = abs(listed.sums[-1]), abs(signed(listed.whole))
    more = parts > whole and listed.whole.role == "level"
    unsure = more and parts <= listed.most
    if not listed.gap or unsure or (listed.partial and not more):
        return None
    claimed = listed.mark.startswith(_COMPLETE) or _by_kind(listed)
    if all_right(subject, (listed.whole, *listed.parts)):
        return "notice" if more or claimed else None
    return "error" if more or claimed else "notice" if len(listed.parts) > 2 else None


def _by_kind(listed: Enumeration) -> bool:
    """Whether procurement is told by its kinds: then the kinds are all of it."""
    return of_purchases(listed) and all(_KIND.match(part.name) for part in listed.parts)


def all_right(subject: Subject, figures: tuple[Figure, ...]) -> bool:
    """Whether the tables have every one of the amounts under its name."""
    wrong = {slip.figure.at for slip in slips(subject)}
    return all(own.amount.bound or (subject.prose.named(own) and own.at not in wrong) for own in figures)
