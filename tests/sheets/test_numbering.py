"""Numbers in Chinese, as rows and titles are numbered."""

from __future__ import annotations

import pytest

from site_builder.sheets.rows import chinese


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (1, "一"),
        (10, "十"),
        (11, "十一"),
        (20, "二十"),
        (99, "九十九"),
        (100, "一百"),
        (101, "一百零一"),
        (110, "一百一十"),
        (1000, "一千"),
        (1001, "一千零一"),
        (2030, "二千零三十"),
    ],
)
def test_chinese_numbers(number: int, said: str) -> None:
    """However many projects there are, each has its number."""
    assert chinese(number) == said
