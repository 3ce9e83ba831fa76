"""State secrets among the leaves of a ledger."""

from __future__ import annotations

from tests.conftest import Typed

MARKED = "涉密: 是, 性质: 项目支出, 依据: 定密单"


def test_a_secret_above_open_figures_hides_nothing(typed: Typed) -> None:
    """A secret at a 类 is one more leaf: open figures below it print as typed, sums over it ask for a total."""
    seen = typed(
        {"budget.yaml": f"支出:\n  - {{科目: 2013101, 项目支出: 100}}\n  - {{科目: 201, {MARKED}}}\n基本支出: {{}}"}
    )
    assert seen.text("支出总表", "2013101", "项目支出") == "100.00"
    assert "S03" in seen.codes


def test_a_secret_names_its_own_code(typed: Typed) -> None:
    """合计 is nobody's code."""
    assert "D06" in typed({"budget.yaml": f"支出:\n  - {{科目: 合计, {MARKED}}}"}).codes


def test_a_secret_says_its_kind(typed: Typed) -> None:
    """Without 性质 nobody can tell which sums it is part of."""
    assert "D06" in typed({"budget.yaml": "支出:\n  - {科目: 2013101, 涉密: 是, 依据: 定密单}"}).codes


def test_nothing_is_said_of_a_secret_code(typed: Typed) -> None:
    """Neither its code nor a name typed beside it is repeated or printed anywhere."""
    lines = [f"{{科目: 20131{last}, 名称: 密名, {MARKED}}}" for last in ("77", "88")]
    seen = typed(
        {"budget.yaml": "支出:\n" + "".join(f"  - {line}\n" for line in lines) + "  - {科目: 2010301, 项目支出: 1}\n"}
    )
    said = " ".join(found.message + found.remedy for found in seen.examination.findings)
    printed = " ".join(text for sheet in seen.sheets for row in seen.rows(sheet.key) for text in row)
    assert not any(word in said + printed for word in ("2013177", "2013188", "密名"))


def test_a_total_is_not_less_than_its_open_part(typed: Typed) -> None:
    """A total over secrets cannot be audited, except against what is open."""
    lines = f"  - {{科目: 2013101, 项目支出: 10}}\n  - {{科目: 2013105, {MARKED}}}\n  - {{科目: 2013199, {MARKED}}}\n"
    assert typed({"budget.yaml": f"支出:\n{lines}  - {{科目: 合计, 合计: 5, 项目支出: 5}}"}).codes.count("C01") == 2


def test_a_total_over_a_secret_never_reads_as_passed(typed: Typed) -> None:
    """Beside totals that were checked, one that could not be checked makes the whole unresolved."""
    lines = f"  - {{科目: 2013101, 项目支出: 10}}\n  - {{科目: 2013105, {MARKED}}}\n  - {{科目: 2013199, {MARKED}}}\n"
    rest = (
        "  - {科目: 20131, 合计: 30, 项目支出: 30}\n  - {科目: 2010301, 基本支出: 1}\n  - {科目: 20103, 基本支出: 1}\n"
    )
    seen = typed({"budget.yaml": f"支出:\n{lines}{rest}"})
    assert {result.check.code: result.outcome for result in seen.it.results}["C01"] == "unresolved"
