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
    from site_builder.build.checking import Checked, Due
    from site_builder.site.summary import UnitSummary


def listing(checked: Checked, content: Path, today: date) -> Iterator[str]:
    """Every finding under the disclosure it belongs to, gravest first; then counts, and the days that are left."""
    for heading, findings in _groups(checked):
        yield f"── {heading}：{counted(findings)} ──"
        yield from (as_line(finding, content) for finding in findings)
    if said := "、".join(f"{OUTCOMES[name]} {number}" for name, number in checked.outcomes.items() if number):
        yield f"规则 {checked.rules} 条，逐份核对：{said}。"
    yield from (_days_left(due, today) for due in checked.due)
    yield f"{sum(len(unit.disclosures) for unit in checked.units)} 份公开：{counted(checked.findings)}。"


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


def fates_of(units: Iterable[UnitSummary]) -> Iterator[Mapping[str, object]]:
    """What every law said of each disclosure."""
    for unit in units:
        for own in unit.disclosures:
            yield {"unit": unit.folder, "disclosure": own.name, "outcomes": dict(own.fates)}


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


def _groups(checked: Checked) -> Iterator[tuple[str, list[Finding]]]:
    """Findings of each disclosure, then of each unit beside its disclosures, then of what concerns all."""
    headings = {
        (unit.folder, disclosure.name): f"{unit.name or unit.folder} {disclosure.name}"
        for unit in checked.units
        for disclosure in unit.disclosures
    }
    headings |= {(unit.folder, ""): unit.name or unit.folder for unit in checked.units}
    headings[("", "")] = "全站"
    grouped: dict[tuple[str, str], list[Finding]] = {home: [] for home in headings}
    for finding in checked.findings:
        folder, name, *_ = (*finding.source.file.split("/"), "", "")
        homes = ((folder, name), (folder, ""), ("", ""))
        grouped[next(home for home in homes if home in grouped)].append(finding)
    yield from ((headings[home], findings) for home, findings in grouped.items() if findings)


def _days_left(due: Due, today: date) -> str:
    """How long there is until the disclosure must be out."""
    days = (due.last - today).days
    left = f"还剩 {days} 天" if days > 0 else ("今天到期" if days == 0 else f"已经超过 {-days} 天")
    return f"{due.unit} {due.disclosure}：{due.approved} 批复，最迟 {due.last.isoformat()} 公开，{left}。"


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
