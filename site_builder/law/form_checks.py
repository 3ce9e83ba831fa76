"""What a form that reads well can still get wrong: words, conditions and names that lead to nothing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from site_builder.law.form import ColumnForm, Form, PartForm, RowForm, TableForm
from site_builder.law.form_figures import check_card, check_figures, flat, sides_of
from site_builder.law.form_notes import Notes
from site_builder.law.holdings import COUNTED, DISCLOSURE, FAMILIES, INSIDE, RECORDS
from site_builder.values.text import Place

_PATH = re.compile(r"\{([^{}]+)\}")
_NAMES = frozenset({"名", "码", "键"})
_DERIVED = frozenset({"名", "码", "类", "款", "项"})
_PLACES = frozenset({"单位", "序", "中"})
_INDICATOR = ("级", "名称", "值")


def check_form(form: Form, places: Mapping[str, Place], notes: Notes) -> None:
    """Note everything in a form that would print blank, or print one thing for another.

    `places` tells where each table begins.
    """
    twice(notes, (table.slug for table in form.tables), "两张表的“文件名”都是")
    twice(notes, form.indicator_parts, "“指标行”里写了两次")
    printed = {name for table in form.tables for row in _every_row(table) for name in row.records}
    if "指标" in printed and (missing := [part for part in _INDICATOR if part not in form.indicator_parts]):
        notes.error(f"“指标行”缺少“{missing[0]}”。", None, f"至少写 [{', '.join(_INDICATOR)}]。")
    _secret(form, notes)
    for table in form.tables:
        _table(form, table, Notes(places[table.key], notes.findings))


def _secret(form: Form, notes: Notes) -> None:
    for name, lines in form.secret.items():
        if name not in {*RECORDS["项目"], "指标"}:
            notes.error(
                f"“涉密”里的“{name}”不是项目的字段。", None, f"可用的有：{'、'.join(sorted(RECORDS['项目']))}。"
            )
        for line in lines if name == "指标" else ():
            if len(re.split("[|｜]", line)) > len(form.indicator_parts):
                notes.error(f"“涉密”的指标“{line}”比“指标行”的段数多。")


def _table(form: Form, table: TableForm, notes: Notes) -> None:
    what = f"表“{table.key}”"
    if table.each and table.each not in INSIDE[""]:
        notes.error(f"{what}的“每: {table.each}”不是一种记录。", None, f"可用的有：{'、'.join(INSIDE[''])}。")
        return
    words = DISCLOSURE | RECORDS.get(table.each, frozenset())
    places = _PLACES if table.each else _PLACES - {"序", "中"}
    for line in (table.title, *table.head, *table.notes, table.empty, *_texts(table)):
        for word in _PATH.findall(line):
            if word not in words | places and not (table.each and word.startswith(FAMILIES)):
                notes.error(f"{what}里的“{{{word}}}”没有这个字段，会印成空白。", None, _known(words))
    twice(notes, (part.name for part in table.parts), f"{what}有两段都叫")
    for part in table.parts:
        if part.card:
            check_card(table, part.card, notes)
        else:
            _columns(what, part, notes)
            _sides(what, part, notes)
            _rows(form, table, part, notes)
            check_figures(table, part, notes)


def _texts(table: TableForm) -> Iterator[str]:
    """The texts of a table in which `{…}` is filled, beside title, head and notes."""
    for part in table.parts:
        yield part.title
        yield from (title for column in part.columns for title in column.path)
        yield from (cell.text for line in part.card for cell in line)
    yield from (word for row in _every_row(table) if _fixed(row) for word in row.fields.values())


def _every_row(table: TableForm) -> Iterator[RowForm]:
    for part in table.parts:
        yield from flat(part.rows)


def _fixed(row: RowForm) -> bool:
    return not row.dimension and not row.records and not row.sides


def _columns(what: str, part: PartForm, notes: Notes) -> None:
    """Column names are unique; what is computed is computed from figures to its left."""
    twice(notes, (".".join(column.path) for column in part.columns), f"{what}有两列都叫")
    for index, column in enumerate(part.columns):
        left = {name: other for other in part.columns[:index] for name in (other.title, ".".join(other.path))}
        for operand in column.operands if column.operation else ():
            if operand not in left or left[operand].kind not in {"amount", "computed"}:
                figures = "、".join(name for name, own in left.items() if own.kind in {"amount", "computed"})
                notes.error(
                    f"{what}列“{column.title}”要用的“{operand}”不是它左边的一列数。", None, f"左边有：{figures}。"
                )


def _sides(what: str, part: PartForm, notes: Notes) -> None:
    """A side is a top column title; in a two-sided table nothing stands outside the sides but the row's number."""
    sides = {side for row in part.rows for side in row.sides}
    tops = {column.path[0] for column in part.columns}
    for side in sorted(sides - tops):
        notes.error(
            f"{what}的行分在“{side}”下面，但没有叫“{side}”的列头。", None, f"列头有：{'、'.join(sorted(tops))}。"
        )
    stray = [column.title for column in part.columns if column.path[0] not in sides and column.kind != "number"]
    if sides and (stray or any(not row.sides for row in part.rows)):
        notes.error(f"{what}左右并列，每一行、每一列（序号除外）都要分在一边。", None, "、".join(stray))
    for side, rows in sides_of(part.rows).items():
        keys = (row.fields.get("键") or row.fields.get("码") or row.fields.get("名", "") for row in rows if _fixed(row))
        twice(notes, (key for key in keys if key), f"{what}{side}有两行都叫", "给其中一行加上“键: 不同的名字”。")


def _rows(form: Form, table: TableForm, part: PartForm, notes: Notes) -> None:
    """Record lists exist; every word of a column is a word of some row, and every word of a row has a column."""
    what = f"表“{table.key}”"
    printed = {column.word for column in part.columns}
    known: set[str] = set()
    for row in flat(part.rows):
        if row.records and (wrong := _unknown_list(row.records, table.each)):
            notes.error(f"{what}的“逐条: {'.'.join(row.records)}”里没有“{wrong}”这种记录。")
            return
        known |= _row_words(form, row, table.each)
        for name in row.fields.keys() - _NAMES - printed:
            notes.error(f"{what}行里的“{name}”没有列来印它。", None, _known(printed))
    for column in part.columns:
        if column.word and column.word != "序号" and column.word not in known:
            notes.error(f"{what}列“{column.title}”的字段“{column.word}”没有一行有，会印成空白。", None, _known(known))
        _owner(what, column, part, notes)


def _unknown_list(records: tuple[str, ...], each: str) -> str:
    above = each
    for name in records:
        if name not in INSIDE.get(above, ()):
            return name or "（空）"
        above = name
    return ""


def _row_words(form: Form, row: RowForm, each: str) -> set[str]:
    if not row.records:
        own = _DERIVED if row.dimension else set()
        return {*row.fields, *own, *DISCLOSURE, *RECORDS.get(each, ())}
    parts = set(form.indicator_parts) - {"级"}
    inner = {*RECORDS[row.records[-1]], *(parts if row.records[-1] == "指标" else ())}
    outer = {f"{name}.{word}" for name in row.records for word in (*RECORDS[name], "序号")}
    return {*row.fields, *inner, *outer, *(f"{row.records[-1]}.{word}" for word in inner)}


def _owner(what: str, column: ColumnForm, part: PartForm, notes: Notes) -> None:
    """An amount in the row of a record is that record's; a record without figures would print everybody's."""
    lists = [row.records for row in flat(part.rows) if row.records]
    if column.kind != "amount" or not lists:
        if column.owner:
            notes.error(f"{what}列“{column.title}”的“属: {column.owner}”不在“逐条”里。")
        return
    owners = {column.owner} if column.owner else {own[-1] for own in lists}
    if not owners <= COUNTED or (column.owner and all(column.owner not in own for own in lists)):
        remedy = f"写“属: …”，可用的有：{'、'.join(sorted(COUNTED & {name for own in lists for name in own}))}。"
        notes.error(f"{what}列“{column.title}”的数不属于任何一种有金额的记录。", None, remedy)


def twice(notes: Notes, names: Iterable[str], message: str, remedy: str = "") -> None:
    """Note every name that occurs more than once."""
    for name, times in Counter(names).items():
        if times > 1:
            notes.error(f"{message}“{name}”。", None, remedy)


def _known(words: Iterable[str]) -> str:
    return f"可用的有：{'、'.join(sorted(word for word in words if word))}。"
