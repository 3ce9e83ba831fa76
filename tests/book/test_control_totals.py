"""Leaves and control totals: what a figure typed at a parent level means."""

from __future__ import annotations

import pytest

from site_builder.sheets.tabulate import ROUNDING_NOTE
from tests.conftest import Examined, Typed

LEAVES = """
    支出:
      - {科目: 2013101, 基本支出: 474.90}
      - {科目: 2013105, 项目支出: 72.88}
      - {科目: 2080501, 基本支出: 89.87}
      - {科目: 2120801, 资金: 政府性基金, 项目支出: 120.00}
    基本支出:
      30101: 500.00
      30201: 4.68
      30299: 60.09
    三公经费:
      公务用车购置费: 18.00
      公务用车运行维护费: 8.24
      公务接待费: 0.55
"""

PASTED = """
    支出:
      - {科目: 201, 合计: 547.78, 基本支出: 474.90, 项目支出: 72.88}
      - {科目: 20131, 合计: 547.78, 基本支出: 474.90, 项目支出: 72.88}
      - {科目: 2013101, 合计: 474.90, 基本支出: 474.90}
      - {科目: 2013105, 合计: 72.88, 项目支出: 72.88}
      - {科目: 208, 合计: 89.87, 基本支出: 89.87}
      - {科目: 20805, 基本支出: 89.87}
      - {科目: 2080501, 基本支出: 89.87}
      - {科目: 212, 资金: 政府性基金, 项目支出: 120.00}
      - {科目: 21208, 资金: 政府性基金, 项目支出: 120.00}
      - {科目: 2120801, 资金: 政府性基金, 项目支出: 120.00}
      - {科目: 合计, 资金: 合计, 来源: 合计, 合计: 757.65, 基本支出: 564.77, 项目支出: 192.88}
    收入:
      财政拨款: 757.65
      一般公共预算: 637.65
      政府性基金: 120.00
      本年收入合计: 757.65
      收入总计: 757.65
    基本支出:
      合计: 564.77
      301: 500.00
      302: 64.77
      30101: 500.00
      30201: 4.68
      30299: 60.09
    三公经费:
      合计: 26.79
      公务用车购置及运行维护费: 26.24
      公务用车购置费: 18.00
      公务用车运行维护费: 8.24
      公务接待费: 0.55
"""


def printed(seen: Examined) -> list[list[list[str]]]:
    return [seen.rows(sheet.key) for sheet in seen.sheets]


def test_pasted_table_prints_what_leaves_print(typed: Typed) -> None:
    """The whole official table pasted, totals included, gives the same output as the leaves alone."""
    leaves, pasted = typed({"budget.yaml": LEAVES}), typed({"budget.yaml": PASTED})
    assert leaves.codes == pasted.codes == []
    assert printed(leaves) == printed(pasted)
    assert [fact.where for fact in leaves.ledger.facts] == [fact.where for fact in pasted.ledger.facts]
    assert len(pasted.ledger.controls) > 12
    assert [sheet.notes for sheet in leaves.sheets] == [sheet.notes for sheet in pasted.sheets]


@pytest.mark.parametrize(
    ("wrong", "line"),
    [
        (
            "支出:\n  - {科目: 合计, 资金: 合计, 合计: 9}\n  - {科目: 2013101, 基本支出: 1, 项目支出: 2}",
            2,
        ),
        ("支出:\n  - {科目: 201, 基本支出: 9}\n  - {科目: 2013101, 基本支出: 1}\n  - {科目: 2010301, 基本支出: 2}", 2),
        ("支出:\n  - {科目: 20131, 基本支出: 9}\n  - {科目: 2013101, 基本支出: 1}", 2),
        ("支出:\n  - {科目: 2013101, 合计: 9, 基本支出: 1, 项目支出: 2}", 2),
        ("支出:\n  - {科目: 2013101, 基本支出: 1}\n收入:\n  财政拨款: 9", 4),
        ("支出:\n  - {科目: 2013101, 基本支出: 1}\n收入:\n  一般公共预算: 9", 4),
        ("支出:\n  - {科目: 2013101, 资金: 事业收入, 基本支出: 1}\n收入:\n  其他资金: 9", 4),
        ("支出:\n  - {科目: 2013101, 来源: 上年结转, 基本支出: 1}\n收入:\n  上年结转: {财政拨款: 9}", 4),
        ("基本支出:\n  合计: 9\n  30101: 1", 2),
        ("基本支出:\n  301: 9\n  30101: 1", 2),
        ("三公经费:\n  合计: 9\n  公务接待费: 1", 2),
        ("三公经费:\n  公务用车购置及运行维护费: 9\n  公务用车购置费: 1\n  公务用车运行维护费: 2", 2),
        ("三公经费:\n  因公出国（境）费: 9\n  其他因公出国（境）费: 1", 2),
        ("三公经费:\n  公务接待费: 1\n  上年: {合计: 9, 公务接待费: 2}", 3),
        ("国有资产:\n  合计: {数量: 9}\n  通用设备: {数量: 1, 价值: 5}\n  专用设备: {数量: 7, 价值: 5}", 2),
    ],
    ids=lambda value: value.replace("\n", " ")[:40] if isinstance(value, str) else "",
)
def test_a_total_is_audited_wherever_it_is_typed(typed: Typed, wrong: str, line: int) -> None:
    """A figure at 合计, 类, 款, a fund group, a 三公 parent or over uses is a control total: C01 at its place."""
    assert typed({"budget.yaml": wrong}).faults == [("C01", "budget.yaml", line)]


def test_finding_states_its_figures(typed: Typed) -> None:
    """C01 says what was typed, what the leaves add up to, and where the total stands."""
    seen = typed({"budget.yaml": "支出:\n  - {科目: 201, 基本支出: 9.10}\n  - {科目: 2013101, 基本支出: 8.70}\n"})
    (found,) = [finding for finding in seen.examination.findings if finding.code == "C01"]
    assert (found.stated, found.computed) == ("9.10", "8.70")
    assert found.source.line == 2
    assert found.source.column == 21


def test_a_wrong_total_spreads_nowhere(typed: Typed) -> None:
    """Sums are made of leaves, never of control totals."""
    seen = typed(
        {
            "budget.yaml": """
                支出:
                  - {科目: 201, 基本支出: 100}
                  - {科目: 2013101, 基本支出: 1}
                  - {科目: 2080501, 基本支出: 2}
            """
        }
    )
    assert seen.codes == ["C01"]
    assert seen.text("支出总表", "合计", "基本支出") == "3.00"
    assert seen.text("收支总表", "收入总计") == "3.00"


ROUNDED = """
    支出:
      - {科目: 201, 基本支出: %s}
      - {科目: 2013101, 基本支出: 1.11}
      - {科目: 2013102, 基本支出: 1.11}
      - {科目: 2013103, 基本支出: 1.11}
"""


def test_a_total_within_rounding_prints_as_typed(typed: Typed) -> None:
    """Within half a unit of the last place for each addend and the total, the typed figure prints with the note."""
    seen = typed({"budget.yaml": ROUNDED % "3.35"})
    assert seen.codes == []
    assert seen.text("支出总表", "201", "基本支出") == "3.35"
    assert seen.text("一般公共预算支出表", "201") == "3.35"
    assert seen.text("收入总表", "合计") == "3.35", "the same sum prints the same wherever it appears"
    assert ROUNDING_NOTE in seen.sheet("支出总表").notes
    assert ROUNDING_NOTE not in seen.sheet("三公经费").notes


@pytest.mark.parametrize(("total", "codes"), [("3.31", []), ("3.35", []), ("3.36", ["C01"]), ("3.30", ["C01"])])
def test_tolerance_is_counted_in_addends(typed: Typed, total: str, codes: list[str]) -> None:
    """Three addends and a total share 0.005 × 4: 0.02 passes, 0.03 does not."""
    assert typed({"budget.yaml": ROUNDED % total}).codes == codes


def test_an_exact_total_needs_no_note(typed: Typed) -> None:
    """The rounding note is printed only where a printed total differs from its parts."""
    seen = typed({"budget.yaml": ROUNDED % "3.33"})
    assert all(ROUNDING_NOTE not in sheet.notes for sheet in seen.sheets)


def test_one_leaf_shares_no_rounding(typed: Typed) -> None:
    """A total over one leaf must equal it, else it would overprint the leaf's own cell."""
    assert typed({"budget.yaml": "三公经费:\n  合计: 0.56\n  公务接待费: 0.55"}).codes == ["C01"]


def test_yuan_is_exact(typed: Typed) -> None:
    """Amounts typed in 元 have no rounding."""
    budget = """
        支出:
          - {科目: 201, 基本支出: 300.01}
          - {科目: 2013101, 基本支出: 100}
          - {科目: 2013102, 基本支出: 200}
    """
    disclosure = "表样: 全国统一表样\n金额单位: 元"
    assert typed({"budget.yaml": budget, "disclosure.yaml": disclosure}).codes == ["C01"]


def test_decimals_set_the_tolerance(typed: Typed) -> None:
    """小数位 is the last stated place: with whole 万元 the same difference is rounding."""
    budget = "支出:\n  - {科目: 201, 基本支出: 4}\n  - {科目: 2013101, 基本支出: 1}\n  - {科目: 2013102, 基本支出: 2}"
    assert typed({"budget.yaml": budget}).codes == ["C01"]
    assert typed({"budget.yaml": budget, "disclosure.yaml": "表样: 全国统一表样\n小数位: 0"}).codes == []


def test_totals_of_one_sum_agree(typed: Typed) -> None:
    """Several totals over one set of leaves must be equal, even where each lies within the tolerance."""
    budget = """
        支出:
          - {科目: 201, 基本支出: 2.23}
          - {科目: 20131, 基本支出: 2.22}
          - {科目: 2013101, 基本支出: 1.11}
          - {科目: 2013102, 基本支出: 1.11}
    """
    assert typed({"budget.yaml": budget}).faults == [("C01", "budget.yaml", 3)]


def test_equal_totals_of_one_sum(typed: Typed) -> None:
    """A total typed in three places is filed once under its set."""
    budget = """
        支出:
          - {科目: 201, 基本支出: 2.22}
          - {科目: 20131, 基本支出: 2.22}
          - {科目: 2013101, 基本支出: 1.11}
          - {科目: 2013102, 基本支出: 1.11}
        收入: {财政拨款: 2.22}
    """
    seen = typed({"budget.yaml": budget})
    assert seen.codes == []
    assert [len(totals) for totals in seen.ledger.controls.values()] == [3]


@pytest.mark.parametrize(
    ("budget", "line"),
    [
        ("支出:\n  - {科目: 20131, 基本支出: 5}\n  - {科目: 2013105, 项目支出: 2}", 2),
        ("支出:\n  - {科目: 合计, 经营支出: 5}\n  - {科目: 2013105, 项目支出: 2}", 2),
        ("三公经费: {合计: 5}", 1),
        ("基本支出: {合计: 5}", 1),
    ],
)
def test_a_total_of_nothing(typed: Typed, budget: str, line: int) -> None:
    """A total that no leaf accounts for is C02 and enters no sum."""
    seen = typed({"budget.yaml": budget})
    assert ("C02", "budget.yaml", line) in seen.faults


def test_income_that_nothing_is_spent_from(typed: Typed) -> None:
    """Own income without a use is in the totals and in no row of 收入总表: C08."""
    budget = "支出:\n  - {科目: 2013105, 项目支出: 2}\n收入: {事业收入: 5}"
    assert typed({"budget.yaml": budget}).faults == [("C08", "budget.yaml", 3)]


def test_zero_over_nothing(typed: Typed) -> None:
    """Nothing adds up to nothing: a zero typed over no leaves is right, and prints as zero."""
    seen = typed(
        {
            "budget.yaml": """
                支出:
                  - {科目: 20131, 基本支出: 0, 项目支出: 2}
                  - {科目: 2013105, 项目支出: 2}
                三公经费: {合计: 0}
            """
        }
    )
    assert seen.codes == []
    assert seen.text("支出总表", "20131", "基本支出") == "0.00"
    assert seen.text("支出总表", "2013105", "基本支出") == ""
    assert seen.text("三公经费", "合计", "本年预算数") == "0.00"
    assert seen.text("三公经费", "公务接待费", "本年预算数") == ""
