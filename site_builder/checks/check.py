"""What a check is, and how all of them are found and run."""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib import import_module
from typing import Literal

import site_builder.checks as home
from site_builder.book.disclosure import Disclosure, Unit
from site_builder.law.classification import Classification
from site_builder.law.form import Form
from site_builder.sheets.binding import Reference
from site_builder.sheets.sheet import Sheet
from site_builder.values.finding import Finding, Severity

Outcome = Literal["passed", "by_construction", "failed", "not_applicable", "unresolved"]
"""passed: looked at and right · by_construction: cannot be wrong, because it is computed · failed: findings ·
not_applicable: the disclosure has nothing of the kind · unresolved: could not be checked."""

OUTCOMES: tuple[Outcome, ...] = ("passed", "by_construction", "failed", "not_applicable", "unresolved")


@dataclass(frozen=True, slots=True)
class Subject:
    """What a check looks at."""

    unit: Unit
    """Whose disclosure it is."""
    disclosure: Disclosure
    """What was typed."""
    form: Form
    """Its form."""
    codes: Classification
    """The classification of its year."""
    sheets: tuple[Sheet, ...]
    """Its finished tables."""
    references: tuple[Reference, ...] = ()
    """The references of its narrative, and what each prints."""
    incomplete: bool = False
    """Whether some of what was typed could not be read, so that figures may be missing."""


Law = Callable[[Subject], Iterable[Finding] | Outcome]
"""A check's function: findings, or the outcome if it need not or cannot look."""


@dataclass(frozen=True, slots=True)
class Check:
    """A law and what is known of it."""

    code: str
    """Stable code, such as `C01`."""
    title: str
    """What it asks, in a few Chinese words."""
    severity: Severity
    """Severity of its findings unless they say otherwise."""
    basis: str
    """Legal or arithmetical ground."""
    run: Law
    """The function."""


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


def check(code: str, title: str, severity: Severity, basis: str) -> Callable[[Law], Check]:
    """Declare a function to be a law. Its module is found by being in this folder; there is no list to maintain."""
    return lambda run: Check(code, title, severity, basis, run)


@cache
def catalogue() -> tuple[Check, ...]:
    """Every check, in code order."""
    modules = (import_module(f"{home.__name__}.{found.name}") for found in pkgutil.iter_modules(home.__path__))
    checks = {value.code: value for module in modules for value in vars(module).values() if isinstance(value, Check)}
    return tuple(checks[code] for code in sorted(checks))


def audit(subject: Subject) -> Audited:
    """Every check run on one disclosure; faults that its source is known to have become remarks."""
    results = tuple(_known_faults(_run(law, subject), subject.disclosure) for law in catalogue())
    return Audited(subject, results)


def counts(results: Iterable[Result]) -> Mapping[Outcome, int]:
    """How many checks had each outcome."""
    outcomes = [result.outcome for result in results]
    return {outcome: outcomes.count(outcome) for outcome in OUTCOMES}


def _run(law: Check, subject: Subject) -> Result:
    said = law.run(subject)
    if isinstance(said, str):
        return Result(law, said)
    findings = tuple(replace(finding, basis=finding.basis or law.basis) for finding in said)
    return Result(law, "failed" if findings else "passed", findings)


def _known_faults(result: Result, disclosure: Disclosure) -> Result:
    """原件如此: a finding that the example names by rule and place is a remark on its source, no error of ours."""
    if disclosure.example != "公开件":
        return result
    known = [
        (str(fault.rule), str(fault.where))
        for fault in disclosure.source_faults
        if fault.rule and fault.where and not fault.rule.startswith("S")
    ]
    findings = tuple(
        replace(finding, severity="remark")
        if any(rule == finding.code and where in finding.place for rule, where in known)
        else finding
        for finding in result.findings
    )
    return replace(result, findings=findings)
