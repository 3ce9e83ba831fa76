"""What a law may declare, where it is run, and what its outcome may be called."""

from __future__ import annotations

from dataclasses import replace

import pytest

from site_builder.checks.audit import answers, audit
from site_builder.checks.check import SOURCES, Scope, Source, applies, catalogue, check, edition
from site_builder.checks.subject import Subject
from site_builder.law.form import Demands
from site_builder.values.finding import Finding
from site_builder.values.text import Text
from tests.conftest import Typed

BUDGET = """
支出:
  - {科目: 2013101, 基本支出: 474.90}
基本支出: {30101: 474.90}
三公经费: {公务接待费: 0.55}
"""


@pytest.fixture
def subject(typed: Typed) -> Subject:
    return typed({"budget.yaml": BUDGET}).it.subject


@pytest.mark.parametrize("source", ["reprint", "custom"])
def test_unread_law_stops_nothing(source: Source) -> None:
    """A law that nobody read in the original cannot be declared as an error, and says so wherever it is cited."""
    with pytest.raises(ValueError, match="at most a warning"):
        check("X01", "", "error", "某办法第三条", source=source)
    law = check("X01", "", "warning", "某办法第三条", source=source)(lambda _: ())
    assert law.ground == "某办法第三条（依据待核）"
    assert all(law.severity != "error" for law in catalogue() if law.source not in {"arithmetic", "original"})


def test_finding_is_no_graver_than_its_ground(subject: Subject, monkeypatch: pytest.MonkeyPatch) -> None:
    """A single finding of such a law cannot call itself an error either."""
    law = check("X01", "", "notice", "惯例", source="custom")(lambda _: [Finding("X01", "error", "错")])
    monkeypatch.setattr("site_builder.checks.audit.catalogue", lambda: (law,))
    (result,) = audit(subject).results
    assert [(finding.severity, finding.basis) for finding in result.findings] == [("warning", "惯例（依据待核）")]


@pytest.mark.parametrize(
    ("scope", "outcome"),
    [
        (Scope(), None),
        (Scope(tables=("三公经费",)), None),
        (Scope(tables=("三公经费", "没有这张表")), "not_applicable"),
        (Scope(since=2026, until=2026), None),
        (Scope(since=2027), "not_applicable"),
        (Scope(until=2025), "not_applicable"),
        (Scope(stages=("budget",)), None),
        (Scope(stages=("final",)), "not_applicable"),
        (Scope(demands=("scheme",)), None),
        (Scope(demands=("scheme", "least")), "not_applicable"),
        (Scope(kinds=("行政", "参公")), None),
        (Scope(kinds=("事业",)), "not_applicable"),
    ],
)
def test_scope(subject: Subject, scope: Scope, outcome: str | None) -> None:
    """A law applies where form, year, stage and kind of unit are as it declares."""
    form = replace(subject.form, demands=Demands(scheme="2021"))
    unit = replace(subject.unit, fields={"单位性质": Text("行政")})
    assert applies(scope, replace(subject, form=form, unit=unit)) == outcome


def test_unknown_kind_of_unit(subject: Subject) -> None:
    """A law for some kinds of unit cannot be checked where the unit does not say what it is."""
    assert applies(Scope(kinds=("行政",)), subject) == "unresolved"


@pytest.mark.parametrize(
    ("stated", "kind"),
    [
        ("行政", "行政"),
        ("行政单位", "行政"),
        ("参照公务员法管理事业单位", "参公"),
        ("参公事业单位", "参公"),
        ("公益一类事业单位", "事业"),
        ("公益二类", "事业"),
        ("", ""),
    ],
)
def test_kinds_of_unit(subject: Subject, stated: str, kind: str) -> None:
    """单位性质 is understood in the words that units use."""
    assert replace(subject.unit, fields={"单位性质": Text(stated)}).kind == kind


def test_nothing_unread_passes(typed: Typed) -> None:
    """While a file of the disclosure has faults of its own, no law says that it passed."""
    seen = typed({"budget.yaml": BUDGET + "三公： 1\n"})
    assert seen.it.subject.incomplete
    assert "passed" not in {result.outcome for result in seen.it.results}


@pytest.mark.parametrize(
    ("place", "stated", "expected"),
    [
        ("项目1 档案专项›培训次数›指标值", "项目1 档案专项›培训次数", True),
        ("项目1 档案专项›培训次数›指标值", "项目1 档案专项 › 指标值", True),
        ("项目13 档案专项›培训次数", "项目1 档案专项", False),
        ("收支总表›一、“三公”经费", "三公经费", True),
        ("收支总表›支出总计", "", False),
    ],
)
def test_places(place: str, stated: str, *, expected: bool) -> None:
    """A stated place answers to a printed one if each of its steps is a step of it, numbering and quotes aside."""
    assert answers(place, stated) == expected


def test_edition_follows_the_laws(monkeypatch: pytest.MonkeyPatch) -> None:
    """The version of the rules changes with what any law declares."""
    first = edition()
    changed = (replace(catalogue()[0], title="别的"), *catalogue()[1:])
    edition.cache_clear()
    monkeypatch.setattr("site_builder.checks.check.catalogue", lambda: changed)
    assert edition() != first
    edition.cache_clear()


def test_every_source_has_a_name() -> None:
    """Every law says how it is known, in words that are printed."""
    assert {law.source for law in catalogue()} <= SOURCES.keys()
    assert all(law.subject for law in catalogue())
