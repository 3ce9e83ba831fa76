"""汇总单位: which units' figures a department may take in."""

from __future__ import annotations

import pytest

from tests.conftest import Typed

FORM = "表样: 全国统一表样"
MEMBER = {
    "library/unit.yaml": "名称: 示例院",
    "library/2026-budget/disclosure.yaml": FORM,
    "library/2026-budget/budget.yaml": "支出:\n  - {科目: 2013101, 基本支出: 100}",
}


@pytest.mark.parametrize(
    ("listed", "more", "code"),
    [
        ("[library, library]", {}, "D10"),
        ("[bureau]", {}, "D10"),
        ("[library]", {"library/2026-budget/disclosure.yaml": f"{FORM}\n汇总单位: [ke]"}, "D10"),
        (
            "[library]",
            {"library/2026-budget/budget.yaml": "支出:\n  - {科目: 2013101, 涉密: 是, 性质: 项目支出, 依据: 单}"},
            "S05",
        ),
    ],
    ids=["twice", "itself", "a department of departments", "with a secret"],
)
def test_units_that_may_not_be_added(typed: Typed, listed: str, more: dict[str, str], code: str) -> None:
    """Money is never counted twice or dropped, and a secret never follows from the difference of two disclosures."""
    seen = typed({**MEMBER, **more, "disclosure.yaml": f"{FORM}\n汇总单位: {listed}"})
    assert code in seen.codes
