"""Copied sentences: the finding names the column that they stand in."""

from __future__ import annotations

import pytest

from tests.conftest import Typed

PROJECTS = """\
项目:
  - 名称: 国家安全宣传
    科目: 2013199
    金额: 1.00
    目标: 推进国家安全宣传教育，提升干部群众国家安全意识
    指标:
      - 效益/社会效益 | 安全意识 | 提高到90% | 推进国家安全宣传教育，提升国家安全意识 | 问卷
  - 名称: 档案整理
    科目: 2012604
    金额: 5.00
    目标: 整理档案 2000 卷
    指标:
      - 效益/社会效益 | 查档便利 | {} | 问卷
"""


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("≥500人次 | 推进国家安全宣传教育，提升国家安全意识", "项目2 档案整理›查档便利›描述"),
        ("推进国家安全宣传教育，提升国家安全意识 | 有效", "项目2 档案整理›查档便利›指标值"),
    ],
    ids=["description", "value"],
)
def test_the_place_is_the_column_of_the_sentence(typed: Typed, line: str, place: str) -> None:
    """A copied description is found in 描述, a copied value in 指标值."""
    found = [own for own in typed({"projects.yaml": PROJECTS.format(line)}).examination.findings if own.code == "P14"]
    assert [own.place for own in found] == [place]
