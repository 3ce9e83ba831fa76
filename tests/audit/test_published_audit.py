"""What is published of the audit: on every disclosure, and on the page of all rules."""

from __future__ import annotations

from pathlib import Path

import pytest

from site_builder.checks.check import catalogue, edition
from site_builder.site.views.audit import audit_view
from tests.examination import Examination

NAMES = sorted(
    path.parent.relative_to(path.parents[2]).as_posix()
    for path in (Path(__file__).resolve().parents[2] / "content").glob("*/*/disclosure.yaml")
)


@pytest.mark.parametrize("name", NAMES)
def test_every_disclosure_says_how_it_was_checked(real_site: Path, name: str) -> None:
    """A disclosure's page names the version of the rules and leads to the laws it speaks of."""
    page = (real_site / name / "index.html").read_text("utf-8")
    assert edition() in page
    assert 'href="../../rules/index.html#C01"' in page


def test_every_law_is_published(real_site: Path) -> None:
    """The page of rules has every law under an address of its own."""
    page = (real_site / "rules" / "index.html").read_text("utf-8")
    assert [law.code for law in catalogue() if f'id="{law.code}"' not in page] == []
    assert edition() in page


def test_the_audit_shows_nobody_where_secrets_lie(real: Examination, real_site: Path) -> None:
    """What is found on secrets is for the unit alone: it says how to come near them."""
    found = [finding for finding in real.findings if finding.code.startswith("S")]
    assert found
    for path in real_site.rglob("*"):
        text = path.read_text("utf-8") if path.suffix in {".html", ".json", ".csv"} else ""
        assert not any(finding.message in text for finding in found), path


def test_outcomes_add_up(real: Examination) -> None:
    """Every law but those on secrets has one outcome, and what could not be checked is not among what passed."""
    for audited in real.disclosures:
        view = audit_view(audited)
        assert sum(outcome.number for outcome in view.outcomes) == sum(law.public for law in catalogue())
        laws = {outcome.outcome: {law.code for law in outcome.laws} for outcome in view.outcomes}
        assert not laws.get("passed", set()) & laws.get("unresolved", set())
