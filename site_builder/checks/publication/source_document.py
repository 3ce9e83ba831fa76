"""照录 and 原件如此: what an example keeps of the public document it was made after."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.checks.check import check
from site_builder.checks.subject import Subject
from site_builder.sheets.address import names, spots
from site_builder.values.finding import Finding
from site_builder.values.outcome import Outcome


@check("Q01", "照录的内容都已说明", "notice", "照录只用于公开件示例，并始终报告", source="custom")
def quoted_cells(subject: Subject) -> Iterator[Finding] | Outcome:
    """Every cell printed against its own figures or names is reported; only an example may have any."""
    if not subject.disclosure.quotes:
        return "not_applicable"
    return _quoted(subject)


@check("Q02", "只有公开件示例可以写“原件如此”", "error", "公开内容必须真实准确", source="arithmetic")
def faults_of_examples_only(subject: Subject) -> Iterator[Finding] | Outcome:
    """A real disclosure has no excuse for a fault."""
    faults = subject.disclosure.source_faults
    if not faults:
        return "not_applicable"
    if subject.disclosure.example == "公开件":
        return "passed"
    place = subject.disclosure.place
    return iter([Finding("Q02", "error", "真实公开件里写了“原件如此”。", place, "请改正数据，并删去“原件如此”。")])


def _quoted(subject: Subject) -> Iterator[Finding]:
    real = subject.disclosure.example != "公开件"
    # Not asked by address again: a quoted label no longer answers to its own name.
    printed = {cell.sources[0] for *_, cell in spots(subject.sheets) if cell.quoted}
    for quote in subject.disclosure.quotes:
        if quote.text.place not in printed:
            remedy = "地址写成“表.行.列”，用表里印的名称或科目编码。"
            yield Finding("Q01", "error", f"照录的地址“{quote.address}”找不到对应的格子。", quote.address.place, remedy)
        elif real:
            yield Finding("Q01", "error", "真实公开件里用了“照录”。", quote.address.place, "请改正数据，并删去“照录”。")
    for spot, sheet, part, row, cell in spots(subject.sheets):
        if cell.quoted and not real:
            place = "›".join(names(sheet, part, row, spot.column))
            message = f"“{place}”按原件印为“{cell.text}”。"
            yield Finding("Q01", "notice", message, cell.sources[0], "", place, cell.text)
