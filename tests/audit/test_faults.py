"""The audit against the faults that people found by reading the public documents the examples are made after.

A fault is found where a finding of a fitting law stands at its place: the same task, project or section, and the same
indicator where the list names one.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
import yaml

from site_builder.checks.audit import audit
from site_builder.sheets.address import plain
from site_builder.values.finding import Finding
from tests.examination import Examination, examine

LIST = Path(__file__).resolve().parents[1] / "golden" / "faults.yaml"

FITTING: Mapping[str, str] = {
    "direction": "P08 P05 B31",
    "duplicate": "N04 N03 P14 P15 P18 L03 A38",
    "level": "P02 P03 P11",
    "missing": "P01 P19 B30 B28 B34 M01 M02 N10 N20 B25 P16 P17 P18",
    "name": "N13 N20 N11 K02 Q01 P04 P11 P12 P13",
    "other": "N10 N11 N12 P03 P12 P13 P14 P17 P18 P20 A31 B36",
    "placeholder": "P12 L01 M02 P16",
    "secrecy": "S01 S03 S04 S06",
    "sign": "N06 N07",
    "sum": "A31 N02 N05 N06",
    "text-vs-table": "N01 N02 N03 N04 N06 N11 N15 B36 B37",
    "total": "N01 N02 N05",
    "typo": "L02 L03 L04 P12 P13 P14",
    "unit": "N17 P04 P05 P09 P11 P20 B31",
    "value": "B31 P04 P05 P06 P07 P08 P09 P10 P11 P12 P16 P20 N11",
    "year": "N12 N11",
}
"""Kind of fault → the laws that can see it."""

MISSED = LIST.with_name("faults_missed.txt")
"""The faults in the examples that no law finds: a record that is to shrink."""

GRADES = ("error", "warning", "notice")
"""How grave a fault of the list is."""

_WORKS = re.compile(r"(任务|项目)(\d+(?:(?:、|至|，)(?:任务|项目)?\d+)*)")
_NUMBERS = re.compile(r"(\d+)(?:至(?:任务|项目)?(\d+))?")


@dataclass(frozen=True)
class Fault:
    """One entry of the list."""

    fields: Mapping[str, str]

    @property
    def codes(self) -> set[str]:
        own = {self.fields["rule"]} if self.fields["rule"] else set()
        return own | set(FITTING[self.fields["kind"]].split())

    @property
    def places(self) -> list[str]:
        """A fault may be a contradiction between two places; a finding may stand at either."""
        return self.fields["place"].split("；")

    def found_by(self, finding: Finding) -> bool:
        """Whether a finding of a fitting law stands at one of its places."""
        return finding.code in self.codes and any(_stands_at(finding, place) for place in self.places)


def _share(shown: list[Fault], missed: list[Fault], severity: str) -> str:
    lost, of = (sum(fault.fields["severity"] == severity for fault in some) for some in (missed, shown))
    return f"{of - lost} of {of} {severity}s"


def works(place: str) -> set[str]:
    """The tasks and projects that a place names, such as 任务3."""
    spans = ((kind, span) for kind, numbers in _WORKS.findall(place) for span in _NUMBERS.findall(numbers))
    return {f"{kind}{number}" for kind, (first, last) in spans for number in range(int(first), int(last or first) + 1)}


def names(place: str) -> set[str]:
    """The indicators, sections and tables that a place names."""
    steps = re.split(r"[›、]", re.sub(r"（第.*?条）", "", place))
    found = {plain(step.strip()) for step in steps if step.strip() and not _WORKS.fullmatch(step.strip())}
    return found - GENERAL


def _stands_at(finding: Finding, place: str) -> bool:
    said = plain(finding.message) + plain(finding.place)
    numbered = works(finding.place.partition("›")[0]) | works(finding.message)
    telling = names(place)
    here = bool(works(place) & numbered) if works(place) else bool(telling) or not finding.place
    return here and (not telling or any(name in said for name in telling))


GENERAL = frozenset(
    {"年度指标值", "指标值", "绩效指标描述", "指标值确定依据", "二级指标", "对比符号", "任务绩效指标", "绩效指标"}
    | {"产出指标", "效益指标", "成本指标", "满意度指标", "主要实施内容", "预算规模及资金用途", "绩效目标"}
)
"""Columns: their names do not tell which indicator."""


@pytest.fixture(scope="module")
def faults() -> list[Fault]:
    # Every plain scalar is text: no and yes are answers here, not truth values.
    rows = yaml.load(LIST.read_text("utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - it makes only texts
    return [Fault(row) for row in rows]


@pytest.fixture(scope="module")
def findings(real: Examination) -> Mapping[str, list[Finding]]:
    """Every finding on the examples as if no fault of their sources were known."""
    found: dict[str, list[Finding]] = {}
    for audited in real.disclosures:
        subject = audited.subject
        if subject.disclosure.example == "公开件":
            bare = replace(subject, disclosure=replace(subject.disclosure, source_faults=()))
            name = f"{subject.unit.folder}/{subject.disclosure.name}"
            found[name] = [finding for result in audit(bare).results for finding in result.findings]
    return found


def found(fault: Fault, findings: Mapping[str, list[Finding]]) -> list[Finding]:
    return [finding for finding in findings[fault.fields["document"]] if fault.found_by(finding)]


def test_no_error_is_missed(faults: list[Fault], findings: Mapping[str, list[Finding]]) -> None:
    """Every fault that arithmetic or a plain contradiction proves, and that the example shows, is found."""
    graves = [fault for fault in faults if fault.fields["severity"] == "error" and fault.fields["in_example"] == "yes"]
    assert graves
    assert [fault.fields["id"] for fault in graves if not found(fault, findings)] == []


def test_withheld_values_cannot_be_typed(real_content: Path, tmp_path: Path) -> None:
    """Q20, Q21: the source printed cost ceilings of secret projects; typed again, they are an error, never echoed."""
    unit = "qinhuangdao-etdz-office"
    shutil.copytree(real_content / unit, tmp_path / unit)
    file = tmp_path / unit / "2022-budget" / "projects.yaml"
    ceiling = "\\g<0>    指标:\n      - 产出/成本 | 费用预算控制数 | 在预算内执行 | ≤10万元 | 年度工作计划\n"
    file.write_text(re.sub(r"    涉密: 是\n", ceiling, file.read_text("utf-8")), "utf-8")
    said = [finding for finding in examine(tmp_path).findings if finding.code == "S01"]
    assert len(said) == 2
    assert not any("10万元" in finding.message + finding.stated for finding in said)


def test_no_error_is_invented(faults: list[Fault], findings: Mapping[str, list[Finding]]) -> None:
    """What the audit calls an error is in the list."""
    for document, own in findings.items():
        listed = [fault for fault in faults if fault.fields["document"] == document]
        errors = [finding for finding in own if finding.severity == "error"]
        extra = [finding for finding in errors if not any(fault.found_by(finding) for fault in listed)]
        assert [(finding.code, finding.place, finding.message) for finding in extra] == []


def test_what_is_missed_is_known(faults: list[Fault], findings: Mapping[str, list[Finding]]) -> None:
    """What no law finds of the faults in the examples is on record, so that nothing is lost unseen.

    After a law has learnt more, write the record anew: GONGKAI_RECORD=1 make test pytest="-k missed".
    """
    shown = [fault for fault in faults if fault.fields["in_example"] == "yes"]
    missed = [fault for fault in shown if not found(fault, findings)]
    head = f"# Found by a law: {'; '.join(_share(shown, missed, severity) for severity in GRADES)}. These are not:"
    lines = [
        f"{own.fields['id']} {own.fields['severity']} {own.fields['kind']}: {own.fields['place']}" for own in missed
    ]
    record = "\n".join([head, *lines]) + "\n"
    if os.environ.get("GONGKAI_RECORD"):
        MISSED.write_text(record, "utf-8")
    assert MISSED.read_text("utf-8") == record
