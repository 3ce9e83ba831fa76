"""What a form asks for beyond its tables (审核)."""

from __future__ import annotations

from collections.abc import Mapping

from site_builder.law.form import Demands
from site_builder.law.form_merging import record_of
from site_builder.law.form_notes import Held, Notes, text, words
from site_builder.source.node import Record

DEMANDS: Mapping[str, Held] = {
    "指标体系": ("2015", "2021"),
    "指标下限": "map",
    "支出计划": ("分段", "累计"),
    "任务金额": ("全部", "重点"),
    "必有说明": "words",
}
"""The keys of what a form asks for beyond its tables (审核)."""


def demands(node: Record, notes: Notes) -> Demands:
    """The demands of a form's 审核 block, with a finding for what cannot be read."""
    notes.held(node, DEMANDS, "审核")
    least = record_of(node.get("指标下限")).fields
    for key, number in least.items():
        if not text(number).isdecimal():
            notes.error(f"“指标下限”的“{key}”应为整数。", number, "例如 {产出: 3, 成本: 1, 效益: 1}。")
    return Demands(
        scheme=text(node.get("指标体系")),
        least={str(key): int(text(number)) for key, number in least.items() if text(number).isdecimal()},
        plan=text(node.get("支出计划")),
        tasks=text(node.get("任务金额")),
        sections=words(node.get("必有说明")),
    )
