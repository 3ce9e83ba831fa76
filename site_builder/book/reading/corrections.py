"""更正: what was changed after publication, as disclosure.yaml tells it."""

from __future__ import annotations

from site_builder.book.disclosure import Correction
from site_builder.book.reading.fields import Notes, records, text
from site_builder.book.reading.kinds import Shape
from site_builder.source.node import Record

_SHAPE: Shape = {"日期": "date", **dict.fromkeys(("位置", "原为", "现为", "原因"), "text")}


def corrections(record: Record, notes: Notes) -> tuple[Correction, ...]:
    """Every correction that names a place."""
    rows = records(record, "更正", _SHAPE, "更正", notes)
    for row in rows:
        if not text(row, "位置"):
            remedy = "请写“位置: 表.行.列”，例如“三公经费.公务接待费”。"
            notes.add("D06", "这条更正缺少“位置”，没有读。", row.place, remedy)
        if missing := [key for key in ("日期", "原因") if not text(row, key)]:
            remedy = "更正要写明哪一天改的、为什么改，会随公开一起发布。"
            notes.add("D06", f"这条更正缺少“{'”“'.join(missing)}”。", row.place, remedy, "warning")
    return tuple(Correction(*(text(row, key) for key in _SHAPE)) for row in rows if text(row, "位置"))
