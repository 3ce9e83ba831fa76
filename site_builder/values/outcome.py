"""How a check ended, and what that is called."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

Outcome = Literal["passed", "by_construction", "failed", "not_applicable", "unresolved"]
"""passed: looked at and right · by_construction: cannot be wrong, because it is computed · failed: findings ·
not_applicable: the disclosure has nothing of the kind · unresolved: could not be checked."""

OUTCOMES: Mapping[Outcome, str] = {
    "passed": "通过",
    "by_construction": "由计算保证",
    "failed": "有意见",
    "unresolved": "无法核对",
    "not_applicable": "不适用",
}
"""Outcomes and what they are called."""
