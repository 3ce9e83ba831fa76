"""State secrets: what is typed beside one is never repeated by anything, however it is typed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from site_builder.values.finding import has_errors
from tests.examination import Examination, examine

HIDDEN = "绝密代号九七三一"
FIGURE = "97315.42"

PROJECTS = {
    "figure": f"- 名称: 甲\n  涉密: 是\n  依据: 保密法\n  金额: {FIGURE}",
    "figure that is none": f"- 名称: 甲\n  涉密: 是\n  依据: 保密法\n  金额: {FIGURE}万元{HIDDEN}",
    "figure before the mark": f"- 金额: {FIGURE}x{HIDDEN}\n  名称: 甲\n  涉密: 是\n  依据: 保密法",
    "in braces": f"- {{名称: 甲, 涉密: 是, 依据: 保密法, 金额: {FIGURE}{HIDDEN}}}",
    "thousands in braces": f"- {{名称: 甲, 涉密: 是, 依据: 保密法, 金额: 97,315.42, 用途: {HIDDEN}}}",
    "unknown key": f"- 名称: 甲\n  涉密: 是\n  依据: 保密法\n  {HIDDEN}: {FIGURE}",
    "wrong kind": f"- 名称: 甲\n  涉密: 是\n  依据: 保密法\n  目标: {{{HIDDEN}: {FIGURE}}}\n  指标: {HIDDEN}",
    "list for a figure": f"- 名称: 甲\n  涉密: 是\n  依据: 保密法\n  金额: [{FIGURE}, {HIDDEN}]",
    "bad indicator": f"- 名称: 甲\n  涉密: 是\n  依据: 保密法\n  指标:\n    - {HIDDEN}",
    "unknown fund": f"- 名称: 甲\n  涉密: 是\n  依据: 保密法\n  资金: {{{HIDDEN}: {FIGURE}}}",
    "full-width colon of the mark": f"- 名称: 甲\n  涉密：是\n  依据: 保密法\n  金额: {FIGURE}{HIDDEN}",
    "full-width colon of the figure": f"- 名称: 甲\n  涉密: 是\n  依据: 保密法\n  金额：{FIGURE}{HIDDEN}",
    "full-width colons everywhere": f"- 名称：甲\n  涉密：是\n  依据：保密法\n  金额：{FIGURE}{HIDDEN}",
    "full-width colons in braces": f"- {{名称：甲，涉密：是，金额：{FIGURE}{HIDDEN}}}",
    "mark without a colon": f"- 名称: 甲\n  涉密 是\n  依据: 保密法\n  金额: {FIGURE}\n  用途: {HIDDEN}",
    "mark misspelt": f"- 名称: 甲\n  是否涉密: 是\n  金额: {FIGURE}\n  {HIDDEN}: 1",
    "mark in other words": f"- 名称: 甲\n  涉密: yes\n  依据: 保密法\n  金额: {FIGURE}\n  用途: {{{HIDDEN}: 1}}",
    "mark as a key alone": f"- 涉密项目: 是\n  金额: {FIGURE}\n  目标: {{{HIDDEN}: 1}}",
    "quoted mark": f"- 名称: 甲\n  '涉密': '是'\n  依据: 保密法\n  金额: {FIGURE}{HIDDEN}",
    "mark indented too deep": f"- 名称: 甲\n    涉密: 是\n  金额: {FIGURE}{HIDDEN}",
    "figure indented too deep": f"- 名称: 甲\n  涉密: 是\n    金额: {FIGURE}{HIDDEN}",
    "quotes never closed": f'- 名称: 甲\n  涉密: 是\n  用途: "{HIDDEN}\n  金额: {FIGURE}',
    "risky sign": f"- 名称: 甲\n  涉密: 是\n  用途: *{HIDDEN}\n  金额: >{FIGURE}",
    "text after a quotation": f'- 名称: 甲\n  涉密: 是\n  用途: "{HIDDEN}"经费\n  金额: {FIGURE}',
    "lost comment": f"- 名称: 甲\n  涉密: 是\n  用途: 无 # {HIDDEN}{FIGURE}",
    "colon inside": f"- 名称: 甲\n  涉密: 是\n  用途: 其中: {HIDDEN}{FIGURE}",
    "no colon": f"- 名称: 甲\n  涉密: 是\n  {HIDDEN}{FIGURE}",
    "no space after a dash": f"- 名称: 甲\n  涉密: 是\n  用途:\n    -{HIDDEN}{FIGURE}",
    "typed twice": f"- 名称: 甲\n  涉密: 是\n  {HIDDEN}: {FIGURE}\n  {HIDDEN}: 1",
    "wrong indent": f"- 名称: 甲\n  涉密: 是\n {HIDDEN}: {FIGURE}",
    "anchor": f"- 名称: 甲\n  涉密: 是\n  用途: [&{HIDDEN} {FIGURE}]",
    "tag": f"- 名称: 甲\n  涉密: 是\n  用途: [!{HIDDEN} {FIGURE}]",
}

LINES = {
    "figure": f"- {{科目: 2013105, 涉密: 是, 依据: 保密法, 项目支出: {FIGURE}}}",
    "figure that is none": f"- {{科目: 2013105, 涉密: 是, 依据: 保密法, 项目支出: {FIGURE}{HIDDEN}}}",
    "last year's figure": f"- {{科目: 2013105, 涉密: 是, 依据: 保密法, 上年: {{项目支出: {FIGURE}, {HIDDEN}: 1}}}}",
    "unknown key": f"- {{科目: 2013105, 涉密: 是, 依据: 保密法, {HIDDEN}: {FIGURE}}}",
    "unknown fund": f"- {{科目: 2013105, 涉密: 是, 依据: 保密法, 资金: {HIDDEN}, 项目支出: {FIGURE}}}",
    "no code": f"- {{科目: {HIDDEN}, 涉密: 是, 依据: 保密法, 项目支出: {FIGURE}}}",
    "mark in other words": f"- {{科目: 2013105, 涉密: 对, 依据: 保密法, 项目支出: {FIGURE}, {HIDDEN}: 1}}",
    "glued": f"- {{科目: 2013105, 涉密:是, 依据: 保密法, 项目支出: {FIGURE}, {HIDDEN}: 1}}",
}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A unit with one disclosure that has no figures yet."""
    folder = tmp_path / "unit" / "2026-budget"
    folder.mkdir(parents=True)
    (tmp_path / "unit" / "unit.yaml").write_text("名称: 揭阳市人民政府办公室\n", encoding="utf-8")
    (folder / "disclosure.yaml").write_text("表样: 全国统一表样\n", encoding="utf-8")
    return tmp_path


def _said(examination: Examination) -> Iterator[str]:
    """Every word that a finding or a table says."""
    for finding in examination.findings:
        yield repr(finding)
    for item in examination.disclosures:
        yield repr(item.subject.sheets)
        yield repr(item.subject.disclosure)


def _never_repeated(examination: Examination) -> None:
    assert has_errors(examination.findings)
    for said in _said(examination):
        for secret in (HIDDEN, FIGURE, "97315", "97,315", "315.42"):
            assert secret not in said


@pytest.mark.parametrize("typed", PROJECTS.values(), ids=PROJECTS.keys())
def test_nothing_beside_a_secret_project_is_repeated(site: Path, typed: str) -> None:
    """Law: whatever stands beside 涉密 in a project, well or badly written, is an error that does not repeat it."""
    indented = "\n".join("  " + line for line in typed.split("\n"))
    (site / "unit/2026-budget/projects.yaml").write_text(f"项目:\n{indented}\n", encoding="utf-8")
    _never_repeated(examine(site))


@pytest.mark.parametrize("typed", LINES.values(), ids=LINES.keys())
def test_nothing_beside_a_secret_expenditure_is_repeated(site: Path, typed: str) -> None:
    """Law: whatever stands beside 涉密 in a line of expenditure is an error that does not repeat it."""
    (site / "unit/2026-budget/budget.yaml").write_text(f"支出:\n  {typed}\n", encoding="utf-8")
    _never_repeated(examine(site))


@pytest.mark.parametrize(
    ("file", "typed"),
    [
        ("budget.yaml", f"三公经费: {{公务接待费: {FIGURE}, 涉密: 是}}\n"),
        ("budget.yaml", f"基本支出:\n  30101: {FIGURE}\n  涉密: 是\n"),
        ("budget.yaml", f"基本支出:\n  30101: {{金额: {FIGURE}, 涉密: 是}}\n"),
        ("budget.yaml", f"涉密: 是\n三公经费: {{公务接待费: {FIGURE}}}\n"),
        ("budget.yaml", f"政府采购:\n  - 项目名称: {HIDDEN}\n    涉密: 是\n    一般公共预算: {FIGURE}\n"),
        ("overall-target.yaml", f"任务:\n  - 名称: {HIDDEN}\n    金额: {FIGURE}\n    涉密: 是\n"),
        ("overall-target.yaml", f"支出: {{基本支出: {FIGURE}, 涉密: 是}}\n"),
        ("projects/1.yaml", f"名称: 甲\n涉密: 是\n依据: 保密法\n金额: {FIGURE}{HIDDEN}\n"),
    ],
    ids=["three public", "basic", "one code", "whole file", "procurement", "task", "overall", "file of its own"],
)
def test_a_secret_where_none_can_be_is_not_repeated(site: Path, file: str, typed: str) -> None:
    """Law: a mark of secrecy where the program knows none still silences everything beside it."""
    (site / "unit/2026-budget" / file).parent.mkdir(exist_ok=True)
    (site / "unit/2026-budget" / file).write_text(typed, encoding="utf-8")
    _never_repeated(examine(site))


def test_a_fault_elsewhere_in_the_file_keeps_its_place(site: Path) -> None:
    """Law: in a file that marks secrets findings repeat nothing, and still say where, what and how to cure it."""
    typed = "项目:\n  - 名称: 甲\n    涉密: 是\n    依据: 保密法\n  - 名称: 乙\n    金额: 5万元\n    编马: 1\n"
    (site / "unit/2026-budget/projects.yaml").write_text(typed, encoding="utf-8")
    found = [found for found in examine(site).findings if found.code in {"D02", "D03"}]
    assert [(finding.code, *finding.source[1:]) for finding in found] == [("D03", 6, 9), ("D02", 7, 5)]
    for finding in found:
        assert "万元" not in finding.message + finding.remedy + finding.stated
        assert finding.message.endswith("。")
        assert finding.remedy.endswith("。")


def test_a_word_about_secrecy_marks_nothing(site: Path) -> None:
    """Law: prose and indicators that speak of 涉密 leave the findings of their file in full."""
    typed = (
        "项目:\n  - 名称: 设备\n    金额: 5万元\n    目标:\n      - 维护涉密设备和系统\n    指标:\n"
        "      - 产出/数量 | 涉密耗材数量 | ≥5\n"
    )
    (site / "unit/2026-budget/projects.yaml").write_text(typed, encoding="utf-8")
    (finding,) = (found for found in examine(site).findings if found.code == "D03")
    assert finding.stated == "5万元"
    assert "5万元" in finding.message
