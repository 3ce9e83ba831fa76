"""What `check` and `build` say of an examination: by disclosure for people, as JSON for programs."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from site_builder.terminal import as_line
from site_builder.values.finding import SEVERITIES, Finding
from site_builder.values.outcome import OUTCOMES, Outcome

if TYPE_CHECKING:
    from site_builder.build.chain import Report
    from site_builder.build.examine import Examination
    from site_builder.checks.audit import Audited
    from site_builder.site.summary import UnitSummary


def listing(examination: Examination, content: Path, today: date) -> Iterator[str]:
    """Every finding under the disclosure it belongs to, gravest first; then counts, and the days that are left."""
    for heading, findings in _groups(examination):
        yield f"── {heading}：{counted(findings)} ──"
        yield from (as_line(finding, content) for finding in findings)
    outcomes = "、".join(f"{OUTCOMES[name]} {number}" for name, number in examination.outcomes.items() if number)
    if outcomes:
        yield f"规则 {examination.rules} 条，逐份核对：{outcomes}。"
    yield from (line for audited in examination.disclosures if (line := _days_left(audited, today)))
    yield f"{len(examination.disclosures)} 份公开：{counted(examination.findings)}。"


def counted(findings: Iterable[Finding]) -> str:
    """How many findings of each severity, in words."""
    numbers = Counter(finding.severity for finding in findings)
    said = [f"{SEVERITIES[severity]} {numbers[severity]}" for severity in SEVERITIES if numbers[severity]]
    return "、".join(said) or "没有发现问题"


def as_json(
    findings: Iterable[Finding],
    outcomes: Mapping[Outcome, int],
    fates: Iterable[Mapping[str, object]],
    more: Mapping[str, object],
    *,
    ascii_only: bool = False,
) -> str:
    """Findings, how many checks had each outcome, each disclosure's outcome for every law, and what is added."""
    data = {
        "findings": [_as_dict(found) for found in findings],
        "checks": dict(outcomes),
        "disclosures": list(fates),
        **more,
    }
    return json.dumps(data, ensure_ascii=ascii_only, indent=1)


def fates_of(examination: Examination) -> Iterator[Mapping[str, object]]:
    """What every law said of each disclosure."""
    for audited in examination.disclosures:
        outcomes = {result.check.code: result.outcome for result in audited.results}
        yield _fate(audited.subject.unit.folder, audited.subject.disclosure.name, outcomes)


def fates_of_units(units: Iterable[UnitSummary]) -> Iterator[Mapping[str, object]]:
    """The same, from summaries."""
    for unit in units:
        yield from (_fate(unit.folder, own.name, own.fates) for own in unit.disclosures)


def _fate(unit: str, disclosure: str, outcomes: Mapping[str, Outcome]) -> Mapping[str, object]:
    return {"unit": unit, "disclosure": disclosure, "outcomes": dict(outcomes)}


def work_done(report: Report, seconds: float) -> dict[str, object]:
    """What a build did, and what it took: seconds that passed, and of processor time by stage over all workers."""
    spent = {stage: round(own, 3) for stage, own in report.spent.items()}
    return {
        "units": len(report.units),
        "rendered": list(report.rendered),
        "current": len(report.current),
        "gone": list(report.gone),
        "seconds": {"elapsed": round(seconds, 3), "processor": spent},
    }


def _groups(examination: Examination) -> Iterator[tuple[str, list[Finding]]]:
    """Findings of each disclosure, then of each unit beside its disclosures, then of what concerns all."""
    units = examination.book.units
    headings = {
        (unit.folder, disclosure.name): f"{unit.name or unit.folder} {disclosure.name}"
        for unit in units
        for disclosure in unit.disclosures
    }
    headings |= {(unit.folder, ""): str(unit.name or unit.folder) for unit in units}
    headings[("", "")] = "全站"
    grouped: dict[tuple[str, str], list[Finding]] = {home: [] for home in headings}
    for finding in examination.findings:
        folder, name, *_ = (*finding.source.file.split("/"), "", "")
        homes = ((folder, name), (folder, ""), ("", ""))
        grouped[next(home for home in homes if home in grouped)].append(finding)
    yield from ((headings[home], findings) for home, findings in grouped.items() if findings)


def _days_left(audited: Audited, today: date) -> str:
    """How long there is until the disclosure must be out; nothing once it is, or where approval is not dated."""
    unit, disclosure = audited.subject.unit, audited.subject.disclosure
    last = audited.deadline
    if last is None or disclosure.published:
        return ""
    days = (last - today).days
    left = f"还剩 {days} 天" if days > 0 else ("今天到期" if days == 0 else f"已经超过 {-days} 天")
    return f"{unit.name} {disclosure.name}：{disclosure.approved} 批复，最迟 {last.isoformat()} 公开，{left}。"


def _as_dict(finding: Finding) -> dict[str, object]:
    file, line, column = finding.source
    return {
        "code": finding.code,
        "severity": finding.severity,
        "file": file,
        "line": line,
        "column": column,
        "place": finding.place,
        "message": finding.message,
        "remedy": finding.remedy,
        "stated": finding.stated,
        "computed": finding.computed,
        "others": list(finding.others),
        "basis": finding.basis,
        "waiver": finding.waiver,
    }
