"""What a law is: a function, what is known of it, and where it applies. Laws are found by being in this folder."""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib import import_module
from typing import Literal

import site_builder.checks as home
from site_builder import __version__
from site_builder.checks.subject import Subject
from site_builder.values.finding import Finding, Severity
from site_builder.values.outcome import Outcome

Source = Literal["arithmetic", "original", "reprint", "custom"]
"""How a law is known: it follows from the data itself · read in the original · read in a reprint · custom of the
field."""

SOURCES: Mapping[Source, str] = {
    "arithmetic": "算术或自相矛盾",
    "original": "已核原文",
    "reprint": "见于转载，依据待核",
    "custom": "工作惯例，依据待核",
}
"""What the sources of laws are called."""

UNVERIFIED = "（依据待核）"
"""What is printed behind a ground that nobody here has read in the original."""

Law = Callable[[Subject], Iterable[Finding] | Outcome]
"""A check's function: findings, or the outcome if it need not or cannot look."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Where a law applies. What is blank sets no limit."""

    tables: tuple[str, ...] = ()
    """Tables that the form must have, all of them, by their keys."""
    demands: tuple[str, ...] = ()
    """What the form must ask for in its 审核 block, all of them, such as `least`."""
    kinds: tuple[str, ...] = ()
    """Kinds of unit (单位性质), any of them; unknown where the unit does not state its own."""
    stages: tuple[str, ...] = ()
    """Stages of disclosure, any of them: `budget`, `final`."""
    since: int = 0
    """The first budget year."""
    until: int = 9999
    """The last budget year."""


@dataclass(frozen=True, slots=True)
class Check:
    """A law and what is known of it."""

    code: str
    """Stable code, such as `C01`."""
    title: str
    """What it asks, in a few Chinese words."""
    severity: Severity
    """Severity of its findings unless they say otherwise; never graver than its source allows."""
    basis: str
    """Legal or arithmetical ground, as findings cite it."""
    source: Source
    """How the ground is known."""
    scope: Scope
    """Where it applies."""
    run: Law
    """The function."""
    last: bool = False
    """Whether it judges what the other laws found."""

    @property
    def subject(self) -> str:
        """What its folder is about, such as 金额和合计."""
        return str(import_module(self.run.__module__.rpartition(".")[0]).TITLE)

    @property
    def public(self) -> bool:
        """Whether its results are published: one on secrets would show where to look for them."""
        return not self.code.startswith("S")

    @property
    def ground(self) -> str:
        """The ground as it is cited: one that nobody has read in the original says so."""
        return self.basis + (UNVERIFIED if self.source in {"reprint", "custom"} else "")


def check(  # noqa: PLR0913 - a declaration lists what is known of a law
    code: str,
    title: str,
    severity: Severity,
    basis: str,
    *,
    source: Source,
    scope: Scope = Scope(),
    last: bool = False,
) -> Callable[[Law], Check]:
    """Declare a function to be a law.

    Raises `ValueError` where a law that nobody here has read in the original would stop a publication.
    """
    if severity == "error" and source in {"reprint", "custom"}:
        message = f"{code}: a law known from {source} is at most a warning"
        raise ValueError(message)
    return lambda run: Check(code, title, severity, basis, source, scope, run, last)


@cache
def catalogue() -> tuple[Check, ...]:
    """Every check, in code order."""
    found = pkgutil.walk_packages(home.__path__, f"{home.__name__}.")
    modules = [import_module(module.name) for module in found]
    checks = {value.code: value for module in modules for value in vars(module).values() if isinstance(value, Check)}
    return tuple(checks[code] for code in sorted(checks))


@cache
def edition() -> str:
    """The version of the rules: the program's, and a mark that changes with whatever the laws declare."""
    declared = [(law.code, law.title, law.severity, law.ground, law.scope) for law in catalogue()]
    return f"{__version__}-{sha256(repr(declared).encode()).hexdigest()[:8]}"


def applies(scope: Scope, subject: Subject) -> Outcome | None:
    """Why a law is not run on a disclosure; None if it is."""
    inside = (
        subject.tables.issuperset(scope.tables)
        and all(getattr(subject.form.demands, name) for name in scope.demands)
        and scope.since <= subject.disclosure.year <= scope.until
        and (not scope.stages or subject.disclosure.stage in scope.stages)
    )
    if not inside:
        return "not_applicable"
    if not scope.kinds or subject.unit.kind in scope.kinds:
        return None
    return "not_applicable" if subject.unit.kind else "unresolved"


def scope_in_words(scope: Scope) -> str:
    """Where a law applies, in Chinese; blank if everywhere."""
    said = [
        f"{scope.since} 年起" if scope.since else "",
        f"到 {scope.until} 年为止" if scope.until < Scope().until else "",
        f"{'、'.join(scope.kinds)}单位" if scope.kinds else "",
        f"有{'、'.join(f'“{table}”' for table in scope.tables)}的表样" if scope.tables else "",
        "在“审核”里有这项要求的表样" if scope.demands else "",
    ]
    return "；".join(word for word in said if word)
