"""Findings (审核意见): what is wrong with the data, as a value that can be counted, sorted and printed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from site_builder.values.text import NOWHERE, Place

Severity = Literal["error", "warning", "notice", "waived", "remark"]
"""error stops the publication; warning should be answered; notice informs; waived has been answered (豁免); remark is
a fault of a public source document that is kept and shown (原件如此)."""

SEVERITIES: Mapping[Severity, str] = {
    "error": "错误",
    "warning": "警告",
    "notice": "提示",
    "waived": "已豁免",
    "remark": "原件如此",
}
"""Severities, gravest first, and what they are called."""

_GRAVEST_FIRST = tuple(SEVERITIES)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong or worth knowing, with its place, its figures and its cure."""

    code: str
    """The rule's code, such as `Y03`; stable across versions."""
    severity: Severity
    """How grave it is."""
    message: str
    """What is wrong, in one or two short Chinese sentences, with the figures in question."""
    source: Place = NOWHERE
    """Where in which file it was typed."""
    remedy: str = ""
    """What to do, in Chinese."""
    place: str = ""
    """Table, row and column by their printed names; blank if the finding is about a file."""
    stated: str = ""
    """The figure or text that was typed."""
    computed: str = ""
    """The figure or text that it should be."""
    basis: str = ""
    """The legal or arithmetical ground."""
    others: tuple[str, ...] = ()
    """Printed places, with their figures, that may be the wrong ones instead of this."""
    waiver: str = ""
    """Why it may stand, if somebody has answered for it (豁免)."""


def order(finding: Finding) -> tuple[object, ...]:
    """Sort key: gravest first, then by place, so that every run lists the same order."""
    return (_GRAVEST_FIRST.index(finding.severity), finding.source, finding.code, finding.place, finding.message)


def has_errors(findings: tuple[Finding, ...]) -> bool:
    """Whether any of the findings stops the publication."""
    return any(finding.severity == "error" for finding in findings)


class BuildError(Exception):
    """The environment is wrong (font, template, disk): one line that says why and what to do."""
