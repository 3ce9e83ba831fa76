"""The audit's result as it is published: beside each disclosure, and for all laws on a page of their own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from site_builder.checks.audit import Audited
from site_builder.checks.check import SOURCES, Check, catalogue, edition, scope_in_words
from site_builder.site.summary import Summary, fates
from site_builder.site.views.frame import SiteView
from site_builder.values.finding import SEVERITIES, Finding, Severity
from site_builder.values.outcome import OUTCOMES, Outcome


@dataclass(frozen=True, slots=True)
class LawLine:
    """One law in a list of laws."""

    code: str
    """Its code."""
    title: str
    """What it asks."""


@dataclass(frozen=True, slots=True)
class OutcomeLine:
    """How many checks, or disclosures, had one outcome."""

    outcome: Outcome
    """The outcome."""
    name: str
    """What it is called."""
    number: int
    """How many had it; never none."""
    laws: tuple[LawLine, ...] = ()
    """The laws that had it, where they are listed."""


@dataclass(frozen=True, slots=True)
class FindingGroup:
    """What was found of one severity."""

    severity: Severity
    """How grave."""
    name: str
    """What that is called."""
    findings: tuple[Finding, ...]
    """What was found; never nothing."""


@dataclass(frozen=True, slots=True)
class AuditView:
    """What was checked of one disclosure, and with what outcome."""

    edition: str
    """The version of the rules."""
    outcomes: tuple[OutcomeLine, ...]
    """How many checks had each outcome, and which laws."""
    findings: tuple[FindingGroup, ...]
    """What was found, gravest first; errors appear in drafts only."""


@dataclass(frozen=True, slots=True)
class RuleLine:
    """One law on the page of all laws."""

    code: str
    """Its code."""
    title: str
    """What it asks."""
    severity: str
    """What the gravity of a breach is called."""
    basis: str
    """Its legal or arithmetical ground."""
    source: str
    """How the ground is known; blank for arithmetic, which needs no source."""
    scope: str
    """Where it applies; blank if everywhere."""
    outcomes: tuple[OutcomeLine, ...]
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
    laws: dict[Outcome, list[LawLine]] = defaultdict(list)
    for result in results:
        laws[result.outcome].append(LawLine(result.check.code, result.check.title))
    grouped = [(severity, tuple(own for own in findings if own.severity == severity)) for severity in SEVERITIES]
    return AuditView(
        edition=edition(),
        outcomes=tuple(
            OutcomeLine(outcome, name, len(laws[outcome]), tuple(laws[outcome]))
            for outcome, name in OUTCOMES.items()
            if laws[outcome]
        ),
        findings=tuple(FindingGroup(severity, SEVERITIES[severity], own) for severity, own in grouped if own),
    )


def rules_view(site: SiteView, found: Sequence[Summary]) -> RulesView:
    """Every law and how the disclosures of the site fared with it."""
    fared = fates(found)
    subjects: dict[str, list[RuleLine]] = defaultdict(list)
    for law in catalogue():
        subjects[law.subject].append(_line(law, fared if law.public else {}))
    grouped = {subject: tuple(lines) for subject, lines in subjects.items()}
    return RulesView(site, edition(), len(found), len(catalogue()), grouped)


def _line(law: Check, fared: Mapping[tuple[str, Outcome], int]) -> RuleLine:
    numbers = ((outcome, name, fared.get((law.code, outcome), 0)) for outcome, name in OUTCOMES.items())
    return RuleLine(
        code=law.code,
        title=law.title,
        severity=SEVERITIES[law.severity],
        basis=law.basis,
        source="" if law.source == "arithmetic" else SOURCES[law.source],
        scope=scope_in_words(law.scope),
        outcomes=tuple(OutcomeLine(outcome, name, number) for outcome, name, number in numbers if number),
        public=law.public,
    )
