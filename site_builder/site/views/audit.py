"""The audit's result as it is published: beside each disclosure, and for all laws on a page of their own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from site_builder.checks.audit import Audited, counts
from site_builder.checks.check import SOURCES, Check, Outcome, catalogue, edition, scope_in_words
from site_builder.site.views.frame import SiteView
from site_builder.values.finding import SEVERITIES, Finding, Severity


@dataclass(frozen=True, slots=True)
class LawLine:
    """One law in a list of laws."""

    code: str
    """Its code."""
    title: str
    """What it asks."""


@dataclass(frozen=True, slots=True)
class AuditView:
    """What was checked of one disclosure, and with what outcome."""

    edition: str
    """The version of the rules."""
    outcomes: Mapping[Outcome, int]
    """How many checks had each outcome."""
    findings: Mapping[Severity, tuple[Finding, ...]]
    """What was found, by severity, gravest first; errors appear in drafts only."""
    laws: Mapping[Outcome, tuple[LawLine, ...]]
    """The laws that had each outcome."""


@dataclass(frozen=True, slots=True)
class RuleLine:
    """One law on the page of all laws."""

    code: str
    """Its code."""
    title: str
    """What it asks."""
    severity: Severity
    """How grave a breach is."""
    basis: str
    """Its legal or arithmetical ground."""
    source: str
    """How the ground is known; blank for arithmetic, which needs no source."""
    scope: str
    """Where it applies; blank if everywhere."""
    outcomes: Mapping[Outcome, int]
    """How many disclosures had each outcome; none where that is not published."""
    public: bool
    """Whether outcomes are published."""


@dataclass(frozen=True, slots=True)
class RulesView:
    """The page of all laws."""

    site: SiteView
    """The frame."""
    edition: str
    """The version of the rules."""
    disclosures: int
    """How many disclosures were checked."""
    rules: int
    """How many laws there are."""
    subjects: Mapping[str, tuple[RuleLine, ...]]
    """Every law under its subject, in code order."""


def audit_view(audited: Audited) -> AuditView:
    """The result for one disclosure, as far as it is published."""
    results = [result for result in audited.results if result.check.public]
    findings = [finding for result in results for finding in result.findings]
    laws: dict[Outcome, list[LawLine]] = {}
    for result in results:
        laws.setdefault(result.outcome, []).append(LawLine(result.check.code, result.check.title))
    grouped = {severity: tuple(own for own in findings if own.severity == severity) for severity in SEVERITIES}
    return AuditView(
        edition=edition(),
        outcomes=counts(results),
        findings={severity: own for severity, own in grouped.items() if own},
        laws={outcome: tuple(lines) for outcome, lines in laws.items()},
    )


def rules_view(site: SiteView, audited: tuple[Audited, ...]) -> RulesView:
    """Every law and how the disclosures of the site fared with it."""
    results = [result for item in audited for result in item.results]
    subjects: dict[str, list[RuleLine]] = {}
    for law in catalogue():
        line = _line(law, counts(own for own in results if own.check is law and law.public))
        subjects.setdefault(law.subject, []).append(line)
    grouped = {subject: tuple(lines) for subject, lines in subjects.items()}
    return RulesView(site, edition(), len(audited), len(catalogue()), grouped)


def _line(law: Check, outcomes: Mapping[Outcome, int]) -> RuleLine:
    source = "" if law.source == "arithmetic" else SOURCES[law.source]
    return RuleLine(
        law.code, law.title, law.severity, law.basis, source, scope_in_words(law.scope), outcomes, law.public
    )
