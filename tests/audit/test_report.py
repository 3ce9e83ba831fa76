"""What `check` prints: findings by disclosure, counts, and the days that are left."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from site_builder.build.checking import check
from site_builder.report import listing
from tests.conftest import written

BUDGET = """
支出:
  - {科目: 合计, 基本支出: 500}
  - {科目: 2013101, 基本支出: 474.90}
"""


Files = dict[str, str]


def lines(folder: Path, files: Files, today: date = date(2026, 2, 10)) -> list[str]:
    return list(listing(check(written(folder / "content", files)), Path("content"), today))


def test_findings_stand_under_their_disclosure(tmp_path: Path) -> None:
    """A heading names unit and folder; what lies beside the disclosures stands under the unit, then under the site."""
    files = {"budget.yaml": BUDGET, "bureau/unit.yaml": "名称: 示例局\n职能: 一", "site.yaml": "网站: 一"}
    heads = [line for line in lines(tmp_path, files) if line.startswith("──")]
    assert [head.split("：")[0] for head in heads] == ["── 示例局 2026-budget", "── 示例局", "── 全站"]


def test_places_can_be_clicked(tmp_path: Path) -> None:
    """A finding begins with file:line:column, as editors read it."""
    said = lines(tmp_path, {"budget.yaml": BUDGET})
    assert any(line.startswith("content/bureau/2026-budget/budget.yaml:2:") for line in said)


@pytest.mark.parametrize(
    ("today", "said"),
    [
        (date(2026, 2, 10), "还剩 13 天"),
        (date(2026, 2, 23), "今天到期"),
        (date(2026, 3, 1), "已经超过 6 天"),
    ],
)
def test_days_left(tmp_path: Path, today: date, said: str) -> None:
    """From the day of approval a unit has twenty days; the days that are left are counted from today."""
    files = {"disclosure.yaml": "表样: 全国统一表样\n批复日期: 2026-02-03", "budget.yaml": BUDGET}
    (line,) = [line for line in lines(tmp_path, files, today) if "最迟" in line]
    assert "2026-02-23" in line
    assert said in line


def test_no_days_are_left_once_it_is_out(tmp_path: Path) -> None:
    """A disclosure that is out, or whose approval is not dated, has no clock running."""
    out = "表样: 全国统一表样\n批复日期: 2026-02-03\n公开日期: 2026-02-12"
    for files in ({"disclosure.yaml": out, "budget.yaml": BUDGET}, {"budget.yaml": BUDGET}):
        assert not any("最迟" in line for line in lines(tmp_path, files))
