"""The audit: every law run on one disclosure, and what its waivers and its source's known faults make of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from site_builder.book.disclosure import Disclosure
from site_builder.checks.check import UNVERIFIED, Check, applies, catalogue
from site_builder.checks.subject import Subject
from site_builder.checks.time.deadline import deadline
from site_builder.sheets.address import plain
from site_builder.values.finding import Finding
from site_builder.values.outcome import Outcome


@dataclass(frozen=True, slots=True)
class Result:
    """What one check said of one disclosure."""

    check: Check
    """The check."""
    outcome: Outcome
    """One of the five outcomes."""
    findings: tuple[Finding, ...] = ()
    """What it found."""


@dataclass(frozen=True, slots=True)
class Audited:
    """One disclosure with its tables, and what every check said of it."""

    subject: Subject
    """The disclosure, its form, codes and sheets."""
    results: tuple[Result, ...]
    """In code order."""

    @property
    def deadline(self) -> date | None:
        """The last day on which it may be published; None if its approval is not dated."""
        return deadline(self.subject.disclosure.approved)


def audit(subject: Subject) -> Audited:
    """Every check run on one disclosure; the laws on waivers come last and see what the others found."""
    first = [_run(law, subject) for law in catalogue() if not law.last]
    seen = replace(subject, found=tuple(finding for result in first for finding in result.findings))
    results = [*first, *(_run(law, seen) for law in catalogue() if law.last)]
    excused = [_excused(result, subject) for result in results]
    return Audited(subject, tuple(sorted(excused, key=lambda result: result.check.code)))


def answers(place: str, stated: str) -> bool:
    """Whether a printed place `表›行›列` is the stated one: every step of what is stated is a step of the place."""
    steps = {plain(step.strip()) for step in place.split("›")}
    wanted = [plain(step.strip()) for step in stated.split("›")]
    return all(wanted) and set(wanted) <= steps


def _run(law: Check, subject: Subject) -> Result:
    said = applies(law.scope, subject) or law.run(subject)
    if isinstance(said, str):
        return Result(law, said)
    findings = tuple(_grounded(finding, law) for finding in said)
    # What could not be read might have been wrong.
    clean: Outcome = "unresolved" if subject.incomplete else "passed"
    return Result(law, "failed" if findings else clean, findings)


def _grounded(finding: Finding, law: Check) -> Finding:
    """A finding with its ground, and no graver than the ground allows."""
    basis = finding.basis or law.ground
    if law.ground.endswith(UNVERIFIED) and finding.severity == "error":
        return replace(finding, basis=basis, severity="warning")
    return replace(finding, basis=basis)


def _excused(result: Result, subject: Subject) -> Result:
    """The findings that a waiver answers, or that the example's source is known to have."""
    if not result.findings:
        return result
    findings = tuple(_waived(_known(finding, subject.disclosure), subject) for finding in result.findings)
    return replace(result, findings=findings)


def _known(finding: Finding, disclosure: Disclosure) -> Finding:
    """原件如此: a finding that the example names by rule and place is a remark on its source, no error of ours."""
    if disclosure.example != "公开件" or (finding.code.startswith("S") and finding.severity == "error"):
        return finding
    known = any(
        fault.rule == finding.code and answers(finding.place, fault.where) for fault in disclosure.source_faults
    )
    return replace(finding, severity="remark") if known else finding


def _waived(finding: Finding, subject: Subject) -> Finding:
    """豁免: a warning or notice that somebody has answered, as long as the answer holds; errors cannot be waived."""
    if finding.severity not in {"warning", "notice"}:
        return finding
    holding = (waiver for waiver in subject.disclosure.waivers if waiver.holds(subject.as_of))
    waiver = next((own for own in holding if own.rule == finding.code and answers(finding.place, own.where)), None)
    return replace(finding, severity="waived", waiver=waiver.reason) if waiver else finding
