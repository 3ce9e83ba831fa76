"""site.yaml, unit.yaml and disclosure.yaml."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from site_builder.book.disclosure import Disclosure, Entry, Quote, Site, SourceFault, Waiver
from site_builder.book.reading.corrections import corrections
from site_builder.book.reading.fields import Notes, checked, mapping, records, text, texts
from site_builder.book.reading.kinds import Shape
from site_builder.source.node import Node, Record
from site_builder.values.money import UNITS
from site_builder.values.text import Place, Text, brief

SITE: Shape = {
    **dict.fromkeys(
        ("网站名称", "主办单位", "承办单位", "行政区划", "域名", "网站标识码", "备案号", "公安备案号"), "text"
    ),
    **dict.fromkeys(("联系电话", "电子邮箱", "联系地址"), "text"),
    **dict.fromkeys(("栏目名称", "栏目说明", "栏目关键词", "栏目类型", "许可"), "text"),
    **dict.fromkeys(("备案地址", "公安备案地址", "党政机关标识地址", "找错地址", "依申请公开地址"), "link"),
    "截至日期": "date",
}
"""The keys of site.yaml."""

UNIT: Shape = {
    **dict.fromkeys(("单位编码", "名称", "网址名", "主管部门", "单位性质", "单位规格", "经费保障形式"), "text"),
    **dict.fromkeys(("联系电话", "电子邮箱", "联系地址"), "text"),
    "职责": "texts",
    "机构": "records",
}
"""The keys of unit.yaml."""

ORGANISATION: Shape = dict.fromkeys(("单位名称", "单位性质", "单位规格", "经费保障形式"), "text")

DISCLOSURE: Shape = {
    **dict.fromkeys(("表样", "标题", "级次", "文种", "金额单位", "小数位", "保密审查", "示例", "示例说明"), "text"),
    **dict.fromkeys(("索引号", "主题分类", "发布机构", "发文字号", "公开方式"), "text"),
    "批复日期": "date",
    "成文日期": "date",
    "公开日期": "date",
    "公开时间": "time",
    "原件如此": "records",
    "豁免": "records",
    "更正": "records",
    "照录": "map",
    "汇总单位": "texts",
}
"""The keys of disclosure.yaml."""

PLACES = frozenset("0123456")
"""How many decimal places (小数位) a disclosure may state."""

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def read_site(node: Node | None, notes: Notes) -> Site:
    """Who publishes."""
    record = checked(node, SITE, "site.yaml ", notes)
    return Site({str(key): value for key, value in record.fields.items() if isinstance(value, Text)})


def read_unit(node: Node | None, file: str, notes: Notes) -> Record:
    """The record of a unit, with name and address checked."""
    record = checked(node, UNIT, "unit.yaml ", notes)
    if not text(record, "名称"):
        notes.add("D06", "unit.yaml 缺少“名称”。", Place(file), "请写“名称: 单位全称”。")
    slug = text(record, "网址名")
    if slug and not _SLUG.fullmatch(slug):
        remedy = "只用小写英文字母、数字和连字符，例如 caizheng-ju。定了就不要再改。"
        notes.add("D09", f"网址名“{brief(slug)}”不能作网址。", slug.place, remedy)
    folder = file.partition("/")[0]
    if not slug and not text(record, "单位编码") and not re.search(r"[A-Za-z0-9]", folder):
        remedy = "请在 unit.yaml 写“网址名: …”，用小写英文，例如 caizheng-ju。定了就不要再改。"
        notes.add("D09", f"文件夹“{brief(folder)}”不能作网址。", Place(file), remedy)
    return record


def slug_of(record: Record, folder: str) -> str:
    """A unit's address: 网址名, else its code, else its folder."""
    wanted = str(text(record, "网址名") or text(record, "单位编码") or folder)
    return wanted if _SLUG.fullmatch(wanted) else re.sub(r"[^a-z0-9]+", "-", folder.lower()).strip("-") or "unit"


def organisations(record: Record, notes: Notes) -> tuple[Entry, ...]:
    """The units a unit consists of (机构设置); without a list, the unit itself."""
    listed = records(record, "机构", ORGANISATION, "机构", notes)
    if not listed:
        own = {"单位名称": text(record, "名称")}
        own |= {name: text(record, name) for name in ("单位性质", "单位规格", "经费保障形式")}
        return (Entry(own),)
    return tuple(
        Entry({str(key): value for key, value in row.fields.items() if isinstance(value, Text)}) for row in listed
    )


def read_disclosure(node: Node | None, file: str, notes: Notes) -> Record:
    """The record of a disclosure, with form, money unit and decimals checked."""
    record = checked(node, DISCLOSURE, "disclosure.yaml ", notes)
    if not text(record, "表样"):
        notes.add("D06", "disclosure.yaml 缺少“表样”。", Place(file), "请写“表样: 全国统一表样”，或本地表样的名称。")
    unit = text(record, "金额单位")
    if unit and unit not in UNITS:
        notes.add("D07", f"“金额单位”没有“{brief(unit)}”。", unit.place, f"可用的有：{'、'.join(UNITS)}。")
    places = text(record, "小数位")
    if places and places not in PLACES:
        notes.add("D07", f"“小数位”应为 0 到 6，读到“{brief(places)}”。", places.place, "金额写到分就写 2。")
    example = text(record, "示例")
    if example and example not in {"公开件", "演示"}:
        notes.add(
            "D07",
            f"“示例”没有“{brief(example)}”。",
            example.place,
            "公开文件的仿制写“公开件”，虚构的写“演示”，真实公开不写这一行。",
        )
    return record


def source_faults(record: Record, notes: Notes) -> tuple[SourceFault, ...]:
    """原件如此."""
    shape: Shape = {"规则": "text", "位置": "text", "说明": "text"}
    rows = records(record, "原件如此", shape, "原件如此", notes)
    return tuple(SourceFault(text(row, "规则"), text(row, "位置"), text(row, "说明")) for row in rows)


WAIVER: Shape = {**dict.fromkeys(("规则", "位置", "理由", "批准人"), "text"), "有效期至": "date"}
"""The keys of a waiver; all of them are needed."""


def waivers(record: Record, notes: Notes) -> tuple[Waiver, ...]:
    """豁免: whoever answers for a finding says why, by whose leave and until when."""
    rows = records(record, "豁免", WAIVER, "豁免", notes)
    for row in rows:
        if missing := [key for key in WAIVER if not text(row, key)]:
            remedy = "豁免要写全：规则、位置、理由、批准人、有效期至。"
            notes.add("D06", f"这条豁免缺少“{'”“'.join(missing)}”。", row.place, remedy)
    return tuple(Waiver(*(text(row, key) for key in WAIVER)) for row in rows if all(text(row, key) for key in WAIVER))


def quotes(record: Record) -> tuple[Quote, ...]:
    """照录."""
    fields: Mapping[Text, Node] = mapping(record, "照录").fields
    return tuple(Quote(address, own) for address, own in fields.items() if isinstance(own, Text))


def typed_texts(record: Record) -> dict[str, Text]:
    """Every text of a record by field."""
    return {str(key): value for key, value in record.fields.items() if isinstance(value, Text)}


def described(disclosure: Disclosure, record: Record, notes: Notes) -> Disclosure:
    """A disclosure with what its disclosure.yaml says of it beside form and unit."""
    return replace(
        disclosure,
        decimals=int(text(record, "小数位")) if text(record, "小数位") in PLACES else 2,
        example=str(text(record, "示例")),
        example_note=str(text(record, "示例说明")),
        approved=text(record, "批复日期"),
        published=text(record, "公开日期"),
        secrecy_review=text(record, "保密审查"),
        source_faults=source_faults(record, notes),
        quotes=quotes(record),
        waivers=waivers(record, notes),
        corrections=corrections(record, notes),
        units=tuple(str(unit) for unit in texts(record, "汇总单位")),
    )
