"""Every check has proofs: a good one that it passes, and a bad one that it catches in the marked lines.

A proof is `<CODE>-<what it shows>.yaml`: file names and their texts, as a clerk would type them. A line that the
check must find ends in `# ! CODE`; a proof without marks is a good one. Other checks may say what they like.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from site_builder.checks.check import catalogue
from tests.conftest import Typed

HERE = Path(__file__).resolve().parents[1] / "checks"
PROOFS = sorted(HERE.glob("*.yaml"))
ALWAYS_REPORTED = {"Q01"}
"""Checks that have no way to pass: what they look for is reported, or is not there."""

_MARK = re.compile(r" *# ! ([A-Z]\d\d)$", re.MULTILINE)


def read(path: Path) -> tuple[dict[str, str], set[tuple[str, int]]]:
    """The files of a proof without their marks, and the marked lines."""
    files: dict[str, str] = yaml.safe_load(path.read_text("utf-8"))
    marks = {
        (name.rpartition("/")[2], number)
        for name, text in files.items()
        for number, line in enumerate(text.split("\n"), start=1)
        if (found := _MARK.search(line)) and found[1] == code_of(path)
    }
    return {name: _MARK.sub("", text) for name, text in files.items()}, marks


def code_of(path: Path) -> str:
    return path.name.partition("-")[0]


@pytest.mark.parametrize("code", [check.code for check in catalogue()])
def test_every_check_has_proofs(code: str) -> None:
    """No check without a good and a bad proof."""
    marked = {bool(read(path)[1]) for path in PROOFS if code_of(path) == code}
    assert marked == {True, False}, f"add tests/checks/{code}-….yaml, with and without “# ! {code}”"


def test_every_proof_has_a_check() -> None:
    """A proof of nothing is left over from a check that is gone."""
    assert {code_of(path) for path in PROOFS} <= {check.code for check in catalogue()}


@pytest.mark.parametrize("path", PROOFS, ids=[path.stem for path in PROOFS])
def test_proof(typed: Typed, path: Path) -> None:
    """A check finds exactly the marked lines; in a good proof it has looked and found nothing."""
    files, marks = read(path)
    seen = typed(files)
    (result,) = [result for result in seen.it.results if result.check.code == code_of(path)]
    found = {(finding.source.file.rpartition("/")[2], finding.source.line) for finding in result.findings}
    assert found == marks
    if not marks and result.check.code not in ALWAYS_REPORTED:
        assert result.outcome in {"passed", "by_construction"}
    assert all(finding.message and finding.basis for finding in result.findings)


def test_codes_are_stable_and_unique() -> None:
    """A code is a letter and two digits, and belongs to one check."""
    codes = [check.code for check in catalogue()]
    assert all(re.fullmatch(r"[A-Z]\d\d", code) for code in codes)
    assert len(codes) == len(set(codes))
