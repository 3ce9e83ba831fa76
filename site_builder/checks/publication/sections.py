"""The sections of the narrative (说明): which subjects it must have, and that none is empty."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from site_builder.checks.check import Scope, check
from site_builder.checks.subject import Subject
from site_builder.sheets.address import plain
from site_builder.values.finding import Finding
from site_builder.values.outcome import Outcome
from site_builder.values.text import Place

_BASIS = "《地方预决算公开操作规程》（财预〔2016〕143号）：公开应当有机关运行经费、“三公”经费、政府采购等情况的说明"
_OF_AGENCIES = "机关运行经费"
"""Public institutions and enterprises have none to explain."""


@check("M01", "说明有应有的内容", "warning", _BASIS, source="reprint", scope=Scope(demands=("sections",)))
def demanded_subjects(subject: Subject) -> Iterator[Finding]:
    """Every subject that the form asks for has a heading in the narrative."""
    narrative = subject.disclosure.narrative
    headings = [plain(section.title) for section in narrative.sections]
    missing = [
        wanted
        for wanted in _wanted(subject)
        if not any(plain(word) in heading for word in wanted.split("/") for heading in headings)
    ]
    if missing and not narrative.sections:
        return iter([_without_narrative(subject, missing)])
    return (_missing(subject, wanted) for wanted in missing)


@check("M02", "说明的每一节都有内容", "warning", "只有标题没有内容，等于没有说明", source="custom")
def sections_have_text(subject: Subject) -> Iterator[Finding] | Outcome:
    """A heading has text below it, or headings of lower levels."""
    sections = subject.disclosure.narrative.sections
    if not sections:
        return "not_applicable"
    return (
        Finding(
            "M02",
            "warning",
            f"“{section.title}”只有标题，下面没有内容。",
            section.title.place,
            "请补上内容；没有这种情况就写明“没有”，不要留空。",
            str(section.title),
        )
        for section, after in pairwise([*sections, None])
        if section and not section.html.strip() and not (after and after.level > section.level)
    )


def _wanted(subject: Subject) -> Iterator[str]:
    agency = subject.unit.kind not in {"事业", "企业"}
    return (wanted for wanted in subject.form.demands.sections if agency or wanted != _OF_AGENCIES)


def _without_narrative(subject: Subject, missing: list[str]) -> Finding:
    listed = "、".join(f"“{wanted.partition('/')[0]}”" for wanted in missing)
    message = f"没有说明。按表样要说明{listed}。"
    remedy = "请写 narrative.md，每项内容用一个标题。"
    return Finding("M01", "warning", message, subject.disclosure.place, remedy, "说明")


def _missing(subject: Subject, wanted: str) -> Finding:
    name, *others = wanted.split("/")
    known = f"标题里有{'、'.join(f'“{word}”' for word in (name, *others))}{'之一' if others else ''}就算写了。"
    message = f"说明里没有讲“{name}”的标题。"
    file = subject.disclosure.narrative.sections[0].title.place.file
    return Finding("M01", "warning", message, Place(file), f"请补上这一节。{known}", f"说明›{name}")
