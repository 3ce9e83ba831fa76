"""Every identity and every one of the thirty checks has somebody who answers for it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
IDENTITIES: list[dict[str, Any]] = yaml.safe_load((ROOT / "docs/law/identities.yaml").read_text("utf-8"))
TESTS = {
    name
    for path in (ROOT / "tests").rglob("test_*.py")
    for name in re.findall(r"^def (test_\w+)", path.read_text("utf-8"), re.MULTILINE)
}


def test_none_is_left_out() -> None:
    """101 identities in three families, and thirty checks, in order."""
    families = {"A": 38, "B": 43, "N": 20, "Z": 30}
    numbers = [f"{family}{number:02}" for family, last in families.items() for number in range(1, last + 1)]
    assert [record["编号"] for record in IDENTITIES] == numbers


@pytest.mark.parametrize("record", IDENTITIES, ids=[record["编号"] for record in IDENTITIES])
def test_each_has_one_disposition(record: dict[str, Any]) -> None:
    """Proved by tests that exist, or found by rules, or both; or else not applicable for a reason."""
    disposition = record.keys() - {"编号", "内容"}
    assert record["内容"]
    assert disposition == {"不适用"} or (disposition and disposition <= {"由构造保证", "规则"})
    assert all(record[key] for key in disposition)
    assert set(record.get("由构造保证", ())) <= TESTS
    assert all(re.fullmatch(r"[A-Z]\d\d", code) for code in record.get("规则", ()))
