"""The lists of rules: `gongkai explain`, the documents, the page of rules."""

from __future__ import annotations

import re
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

from site_builder.checks.check import catalogue
from site_builder.checks.examples import examples
from site_builder.checks.input_rules import input_rules
from site_builder.cli import main

ROOT = Path(__file__).resolve().parents[2]
LAWS = {law.code for law in catalogue()}
Printed = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = spec_from_file_location("catalogue", ROOT / "scripts" / "catalogue.py")
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("code", sorted(LAWS))
def test_every_law_has_examples(code: str) -> None:
    """Every law is explained with a wrong and a right example."""
    assert {bool(example.marks) for example in examples(code)} == {True, False}


def test_every_code_is_explained() -> None:
    """Every code that the program can give is a law or a rule of input, and each only once."""
    files = (ROOT / "site_builder").rglob("*.py")
    given = {code for path in files for code in re.findall(r'"([A-Z]\d\d)"', path.read_text("utf-8"))}
    listed = [*LAWS, *(rule.code for rule in input_rules())]
    assert given <= set(listed)
    assert len(listed) == len(set(listed))


def test_explain_a_law(capsys: Printed) -> None:
    """`explain` shows what a law asks, its ground, and the wrong line of an example; letters may be small."""
    assert main(["explain", "c01"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("C01 ")
    assert "依据：" in out
    assert "← 这一行" in out


def test_explain_an_input_rule(capsys: Printed) -> None:
    """Codes of reading are explained too."""
    assert main(["explain", "Y11"]) == 0
    assert capsys.readouterr().out.startswith("Y11 ")


def test_explain_everything(capsys: Printed) -> None:
    """Without a code every rule is listed."""
    assert main(["explain"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert {line[:3] for line in lines} == LAWS | {rule.code for rule in input_rules()}


def test_explain_what_is_not(capsys: Printed) -> None:
    """An unknown code is one line and exit 2."""
    assert main(["explain", "C99"]) == 2
    assert "C01" in capsys.readouterr().err


def test_documents_are_current(script: ModuleType) -> None:
    """docs/ says what the laws say: `make docs` has nothing to write."""
    stale = [path.name for path, text in script.pages().items() if path.read_text("utf-8") != text]
    assert stale == [], "run make docs"


def test_every_identity_is_held(script: ModuleType) -> None:
    """All 101 identities and 30 checks are held by a law that is there, by a test that is there, or do not apply."""
    records = script.records()
    assert len(records) == 101 + 30
    tests = "".join(path.read_text("utf-8") for path in (ROOT / "tests").rglob("test_*.py"))
    for record in records:
        laws, proofs = script.listed(record.get("规则")), script.listed(record.get("由构造保证"))
        assert laws or proofs or record.get("不适用"), record["编号"]
        assert set(laws) <= LAWS | {rule.code for rule in input_rules()}, record["编号"]
        assert all(f"def {name}(" in tests for name in proofs), record["编号"]
