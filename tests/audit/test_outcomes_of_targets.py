"""What the laws on targets, secrets and dates say where they cannot look, and that they never tell a secret."""

from __future__ import annotations

from datetime import date

import pytest

from site_builder.checks.audit import Result
from site_builder.checks.time.deadline import deadline
from tests.conftest import Typed

EXAMPLE = "表样: 广东整体绩效目标\n示例: 公开件"
TASKS = "任务:\n  - {名称: 后勤保障, 金额: 80}"
SPENT = "支出: {基本支出: 700, 项目支出: 90}"
CEILING = "指标: [成本/经济成本 | 项目总成本 | ≤5万元]"


def said(typed: Typed, files: dict[str, str], code: str) -> Result:
    return next(result for result in typed(files).it.results if result.check.code == code)


@pytest.mark.parametrize("code", ["T01", "T02", "T03", "T04", "T05", "T06"])
def test_dates_that_a_source_does_not_state(typed: Typed, code: str) -> None:
    """An example whose source gives no dates is neither wrong nor right in time."""
    assert said(typed, {"disclosure.yaml": EXAMPLE}, code).outcome == "unresolved"


def test_dates_without_a_day_of_the_site(typed: Typed) -> None:
    """Without 截至日期 nobody knows what has come to pass."""
    dated = "表样: 全国统一表样\n批复日期: 2026-02-10"
    assert said(typed, {"disclosure.yaml": dated}, "T05").outcome == "unresolved"


@pytest.mark.parametrize(
    ("code", "outcome", "overall"),
    [
        ("A33", "unresolved", SPENT),
        ("A33", "not_applicable", TASKS),
        ("A34", "unresolved", TASKS),
        ("A34", "not_applicable", SPENT),
        ("A34", "unresolved", f"{SPENT}\n{TASKS}\n  - {{名称: 宣传}}"),
        ("A34", "failed", f"{SPENT}\n{TASKS}"),
        ("B31", "unresolved", f"任务:\n  - {{名称: 后勤保障, {CEILING}}}"),
        ("B31", "not_applicable", TASKS),
        ("B38", "unresolved", "下属单位数: 3\n财政供养人员数: 128"),
        ("B38", "not_applicable", TASKS),
    ],
)
def test_what_is_missing_is_not_passed(typed: Typed, code: str, outcome: str, overall: str) -> None:
    """A comparison that lacks a side is unresolved, and one that lacks both does not apply."""
    assert said(typed, {"disclosure.yaml": EXAMPLE, "overall-target.yaml": overall}, code).outcome == outcome


def test_tasks_that_are_all_expenditure(typed: Typed) -> None:
    """Where tasks list basic expenditure too, the sum is no contradiction but a question."""
    overall = "支出: {基本支出: 700, 项目支出: 90}\n任务:\n  - {名称: 保运转, 金额: 700}\n  - {名称: 宣传, 金额: 90}"
    result = said(typed, {"disclosure.yaml": EXAMPLE, "overall-target.yaml": overall}, "A34")
    assert [finding.severity for finding in result.findings] == ["warning"]


def test_ceilings_that_leave_most_open_are_a_notice(typed: Typed) -> None:
    """Partial ceilings are no fault; one that is above the money is a warning."""
    task = "任务:\n  - {{名称: 租房, 金额: 100, 指标: [成本/经济成本 | 电费 | ≤{}万元]}}"
    severities = []
    for limit in (19, 101):
        files = {"disclosure.yaml": EXAMPLE, "overall-target.yaml": task.format(limit)}
        severities += [finding.severity for finding in said(typed, files, "B31").findings]
    assert severities == ["notice", "warning"]


def test_what_is_left_is_never_said(typed: Typed) -> None:
    """The warning that a secret can be worked out names cells and no amount at all."""
    projects = f"""
        项目:
          - {{名称: 设备换装, 涉密: 是, 依据: 保密法}}
          - {{名称: 档案专项, {CEILING}}}
        """
    files = {"budget.yaml": "支出:\n  - {科目: 2013105, 项目支出: 18.37}", "projects.yaml": projects}
    (finding,) = said(typed, files, "S06").findings
    spoken = "".join((finding.message, finding.remedy, finding.place, *finding.others))
    assert "支出总表›合计›项目支出" in spoken
    assert not {"18.37", "13.37", "133700"} & {word for word in ("18.37", "13.37", "133700") if word in spoken}
    assert (finding.stated, finding.computed) == ("", "")


def test_the_last_day_of_publication() -> None:
    """Twenty natural days from the day after approval; an unstated or misspelt date has none."""
    assert deadline("2026-02-10") == date(2026, 3, 2)
    assert deadline("") is None
    assert deadline("2026-02-30") is None
