"""From a form's YAML to a `Form`, with a finding for everything that would silently print nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping

from site_builder.law.form import Form, PartForm, TableForm
from site_builder.law.form_blocks import card, columns, rows
from site_builder.law.form_checks import check_form
from site_builder.law.form_demands import demands
from site_builder.law.form_merging import alike, expand, inherited, record_of
from site_builder.law.form_notes import Held, Notes, condition, style, text, words
from site_builder.source.node import Node, Record
from site_builder.values.finding import Finding
from site_builder.values.money import UNITS
from site_builder.values.text import Text

FORM: Mapping[str, Held] = {
    **dict.fromkeys(("名称", "继承", "出处", "单位", "式", "空"), "text"),
    **dict.fromkeys(("表首", "指标行", "目录"), "words"),
    **dict.fromkeys(("级名", "涉密", "共用", "审核", "表"), "map"),
}
"""The keys of a form."""

PART: Mapping[str, Held] = {"标题": "text", "列": "any", "行": "any", "卡": "any"}
"""The keys of a block (段)."""

TABLE: Mapping[str, Held] = {
    **PART,
    **dict.fromkeys(("同", "文件名", "每", "单位", "式", "空", "空表"), "text"),
    **dict.fromkeys(("表首", "注"), "words"),
    "取": "map",
    "段": "map",
    "栏次": ("有", "无"),
    "横排": ("是", "否"),
}
"""The keys of a table."""

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def read_form(name: str, forms: Mapping[str, Record]) -> tuple[Form | None, tuple[Finding, ...]]:
    """The form of a name, laid over what it inherits, and everything that is wrong with it."""
    source, way = inherited(name, forms)
    notes = Notes(forms[name].place)
    if way[-1] not in forms or way[-1] in way[:-1]:
        message = f"表样“{way[-2]}”继承的“{way[-1]}”不存在，或者绕成了圈。"
        notes.error(message, forms[way[-2]].get("继承"), f"已有的表样：{'、'.join(sorted(forms))}。")
        return None, tuple(notes.findings)
    notes.held(source, FORM, "表样")
    form = Form(
        name=name,
        tables=_tables(source, record_of(forms[name].get("表")), notes),
        indicator_parts=words(source.get("指标行")),
        level_names={str(key): text(value) for key, value in record_of(source.get("级名")).fields.items()},
        secret={str(key): words(value) for key, value in record_of(source.get("涉密")).fields.items()},
        source=text(source.get("出处")),
        demands=demands(record_of(source.get("审核")), notes),
    )
    if not notes.findings:
        check_form(form, {str(key): node.place for key, node in record_of(source.get("表")).fields.items()}, notes)
    return form, tuple(dict.fromkeys(notes.findings))


def _tables(form: Record, own: Record, notes: Notes) -> tuple[TableForm, ...]:
    """The tables in the order of the 目录, or as typed."""
    tables, broken = alike(record_of(form.get("表")))
    for base in broken:
        notes.error(f"“同: {base if isinstance(base, Text) else ''}”指的表不存在，或者绕成了圈。", base)
    shared = record_of(form.get("共用"))
    wanted = [node for node in expand(form.get("目录"), Record({})) if isinstance(node, Text)]
    found: dict[str, TableForm] = {}
    for key in wanted or tables.fields:
        table = tables.get(key)
        if key in found:
            notes.error(f"目录里的“{key}”写了两次。", key)
        elif isinstance(table, Record):
            found[str(key)] = _table(key, table, form, shared, notes)
        else:
            notes.error(f"目录里的“{key}”没有对应的表。", key, f"已有的表：{'、'.join(tables.fields)}。")
    bases = {text(node.get("同")) for node in record_of(form.get("表")).fields.values() if isinstance(node, Record)}
    for key in own.fields:
        if key not in found and key not in bases:
            notes.error(f"表“{key}”不在目录里，不会印出来。", key, "请把它写进“目录”，或删去这张表。")
    return tuple(found.values())


def _table(key: Text, node: Record, form: Record, shared: Record, notes: Notes) -> TableForm:
    notes.held(node, TABLE, f"表“{key}”")

    def own(name: str) -> Node | None:
        return node.get(name) if node.get(name) is not None else form.get(name)

    unit = text(own("单位")) or "万元"
    if unit not in UNITS:
        notes.error(f"表“{key}”的单位“{unit}”不认识。", own("单位"), f"可用的有：{'、'.join(UNITS)}。")
        unit = "万元"
    return TableForm(
        key=str(key),
        slug=_slug(key, node, notes),
        title=text(node.get("标题")) or str(key),
        head=words(own("表首")),
        unit=unit,
        style=style(own("式"), notes) or "0.00",
        blank=text(own("空")),
        take=condition(node.get("取"), notes),
        index=text(node.get("栏次")) == "有",
        notes=words(node.get("注")),
        empty=text(node.get("空表")),
        each=text(node.get("每")),
        wide=text(node.get("横排")) == "是",
        parts=_parts(key, node, shared, notes),
    )


def _slug(key: Text, node: Record, notes: Notes) -> str:
    slug = text(node.get("文件名"))
    if not _SLUG.fullmatch(slug):
        remedy = "写成小写英文和连字符，例如 文件名: income-expenditure。"
        notes.error(f"表“{key}”缺少英文“文件名”。", node.get("文件名") or node, remedy)
    return slug


def _parts(key: Text, node: Record, shared: Record, notes: Notes) -> tuple[PartForm, ...]:
    blocks = node.get("段")
    if not isinstance(blocks, Record):
        whole = Record({name: own for name, own in node.fields.items() if name in {"列", "行", "卡"}}, node.place)
        return (_part("", whole, f"表“{key}”", shared, notes),)
    if {"列", "行", "卡"} & set(node.fields):
        notes.error(f"表“{key}”既有“段”，又在段外写了列、行或卡。", node)
    return tuple(
        _part(str(name), record_of(block), f"表“{key}”的段“{name}”", shared, notes)
        for name, block in blocks.fields.items()
    )


def _part(name: str, node: Record, what: str, shared: Record, notes: Notes) -> PartForm:
    notes.held(node, PART, what)
    laid_out = {key for key in ("列", "行", "卡") if node.get(key)}
    if laid_out not in ({"列", "行"}, {"卡"}):
        notes.error(f"{what}应有“列”和“行”，或者只有“卡”。", node)
    return PartForm(
        name=name,
        title=text(node.get("标题")),
        columns=tuple(columns(expand(node.get("列"), shared), (), shared, notes)),
        rows=tuple(rows(expand(node.get("行"), shared), shared, notes)),
        card=card(node.get("卡"), notes),
    )
