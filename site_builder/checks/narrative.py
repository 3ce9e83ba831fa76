"""The narrative (说明): references must name figures."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from site_builder.checks.check import Outcome, Subject, check
from site_builder.sheets.address import plain
from site_builder.values.finding import Finding
from site_builder.values.text import Text


@check("R01", "说明引用的数在表中", "error", "文字与表一致")
def references_name_figures(subject: Subject) -> Iterator[Finding] | Outcome:
    """Every `{表.行}` in the narrative names a figure of the sheets."""
    if not subject.references:
        return "not_applicable"
    return (_unresolved(subject, found.text) for found in subject.references if found.words is None)


def _unresolved(subject: Subject, text: Text) -> Finding:
    table, _, rest = text.partition(".")
    tables = tuple(dict.fromkeys(sheet.key for sheet in subject.sheets))
    rows = tuple(
        dict.fromkeys(
            plain(cell.text)
            for sheet in subject.sheets
            if plain(sheet.key) == plain(table)
            for part in sheet.parts
            for row in part.rows
            for cell in row.cells
            if cell.head and cell.text
        )
    )
    word = rest.split(".")[0].split("|")[0] if rows else table
    near = difflib.get_close_matches(word, rows or tables, n=3, cutoff=0.3) or list((rows or tables)[:5])
    what = "行" if rows else "表"
    remedy = f"引用写成“{{表.行}}”或“{{表.行.列}}”。相近的{what}：{'、'.join(near)}。"
    return Finding("R01", "error", f"说明里的“{{{text}}}”在表中找不到对应的数。", text.place, remedy, stated=str(text))
