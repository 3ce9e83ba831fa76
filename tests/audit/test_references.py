"""R01: what the audit says of a reference that names no figure."""

from __future__ import annotations

import pytest

from tests.conftest import Typed

BUDGET = "支出:\n  - {科目: 2013101, 基本支出: 1}\n三公经费: {公务接待费: 0.55}"


@pytest.mark.parametrize(
    ("reference", "advice"),
    [
        ("支出总总表.合计", "支出总表"),
        ("支出总表.合记", "合计"),
        ("支出总表.合计.基本", "基本支出"),
        ("三公经费.公务接待费.增减", "上年"),
        ("收支总表.外交支出.预算数", "空白"),
    ],
    ids=["table", "row", "column", "no last year", "blank cell"],
)
def test_the_cure_names_what_is_near(typed: Typed, reference: str, advice: str) -> None:
    """The advice is about the part of the address that is wrong, or says that there is no figure to print."""
    seen = typed({"budget.yaml": BUDGET, "narrative.md": f"# 说明\n\n{{{reference}}}"})
    (found,) = (finding for finding in seen.examination.findings if finding.code == "R01")
    assert advice in found.message + found.remedy


def test_one_fault_is_said_once(typed: Typed) -> None:
    """A figure that could not be read is a fault of its own line, not of the sentences that refer to it."""
    wrong = BUDGET.replace("0.55", "0.55万元")
    assert typed({"budget.yaml": wrong, "narrative.md": "# 说明\n\n{三公经费.公务接待费}"}).codes == ["D03"]
