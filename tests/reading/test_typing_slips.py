"""Slips of a clerk's hand that must neither crash nor pass."""

from __future__ import annotations

import pytest

from tests.conftest import Typed


@pytest.mark.parametrize("unit", ["万", "-1", "圆"])
def test_an_unknown_money_unit(typed: Typed, unit: str) -> None:
    """It is a finding, and the rest is still read."""
    assert typed({"disclosure.yaml": f"表样: 全国统一表样\n金额单位: {unit}"}).codes == ["D07"]


def test_a_full_width_code(typed: Typed) -> None:
    """Full-width digits are no code, as they are no amount."""
    assert "D04" in typed({"budget.yaml": "支出:\n  - {科目: ２０１３１０１, 基本支出: 1}"}).codes


def test_a_project_with_two_ways_to_say_its_money(typed: Typed) -> None:
    """Money by fund is the money; a sum beside it would be dropped."""
    project = "{名称: 甲, 科目: 2013105, 金额: 10, 资金: {一般公共预算: 6, 事业收入: 5}}"
    assert typed({"projects.yaml": f"项目:\n  - {project}"}).codes == ["D02"]


def test_the_total_of_all_funds(typed: Typed) -> None:
    """合计 without a fund is the total of the official table, over every fund and origin."""
    lines = "  - {科目: 2013101, 基本支出: 1}\n  - {科目: 2120801, 资金: 政府性基金, 来源: 上年结转, 项目支出: 2}\n"
    assert typed({"budget.yaml": f"支出:\n{lines}  - {{科目: 合计, 合计: 3}}"}).codes == []


def test_a_reference_with_quotation_marks(typed: Typed) -> None:
    """A name that holds marks which HTML escapes is found all the same."""
    files = {
        "projects.yaml": "项目:\n  - {名称: 更新'甲'设备, 科目: 2013105, 金额: 10}",
        "narrative.md": "# 说明\n\n{项目支出表.更新'甲'设备}",
    }
    assert typed(files).codes == []
