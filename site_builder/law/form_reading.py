"""From a form's YAML to a `Form`, with a finding for everything that would silently print nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from site_builder.law.dimensions import DIMENSIONS, VALUES, Condition
from site_builder.law.form import CardCell, ColumnForm, Form, PartForm, RowForm, TableForm
from site_builder.law.form_merging import alike, expand, inherited, record_of
from site_builder.source.node import EMPTY, Items, Node, Record
from site_builder.values.finding import Finding
from site_builder.values.money import STYLES, UNITS
from site_builder.values.text import Place, Text

FORM_KEYS = frozenset(
    {"名称", "继承", "出处", "单位", "式", "空", "表首", "指标行", "级名", "涉密", "共用", "目录", "表"}
)
TABLE_KEYS = frozenset(
    {
        "同",
        "文件名",
        "每",
        "标题",
        "表首",
        "单位",
        "式",
        "空",
        "取",
        "栏次",
        "横排",
        "注",
        "空表",
        "列",
        "行",
        "卡",
        "段",
    }
)
PART_KEYS = frozenset({"标题", "列", "行", "卡"})
COLUMN_KEYS = frozenset({"式", "属", "文", "并", "差", "比"})
LABELS = frozenset({"名", "码", "名称", "类", "款", "项", "一级", "二级", "单位名称", "项目名称", "品目名称"})
"""Fields that name a row: they are row heads, not data."""


@dataclass(slots=True)
class _Notes:
    """Findings of one form, collected while it is read."""

    place: Place
    findings: list[Finding] = field(default_factory=list)

    def error(self, message: str, node: Node | None = None, remedy: str = "") -> None:
        place = node.place if node is not None and node.place.line else self.place
        self.findings.append(Finding("F10", "error", message, place, remedy))

    def keys(self, node: Record, known: Iterable[str], what: str) -> None:
        for key in node.fields:
            if key not in known:
                self.error(f"{what}里不认识“{key}”。", key, f"可用的有：{'、'.join(sorted(known))}。")


def read_form(name: str, forms: Mapping[str, Record]) -> tuple[Form | None, tuple[Finding, ...]]:
    """The form of a name, laid over what it inherits, and everything that is wrong with it."""
    source, way = inherited(name, forms)
    notes = _Notes(forms[name].place)
    if way[-1] not in forms or way[-1] in way[:-1]:
        notes.error(
            f"表样“{way[-2]}”继承的“{way[-1]}”不存在，或者绕成了圈。",
            None,
            f"已有的表样：{'、'.join(sorted(forms))}。",
        )
        return None, tuple(notes.findings)
    notes.keys(source, FORM_KEYS, "表样")
    tables, missing = alike(record_of(source.get("表")))
    for base in missing:
        notes.error(f"“同: {base}”指的表不存在。", base)
    shared = record_of(source.get("共用"))
    wanted = [node for node in expand(source.get("目录"), EMPTY) if isinstance(node, Text)]
    found: list[TableForm] = []
    for key in wanted or [*tables.fields]:
        table = tables.get(key)
        if isinstance(table, Record):
            found.append(_table(key, table, source, shared, notes))
        else:
            notes.error(f"目录里的“{key}”没有对应的表。", key)
    form = Form(
        name=name,
        tables=tuple(found),
        indicator_parts=_words(source.get("指标行")),
        level_names={str(key): str(value) for key, value in record_of(source.get("级名")).fields.items()},
        secret={str(key): _words(value) for key, value in record_of(source.get("涉密")).fields.items()},
        source=_text(source.get("出处")),
    )
    return form, tuple(notes.findings)


def _table(key: Text, node: Record, form: Record, shared: Record, notes: _Notes) -> TableForm:
    notes.keys(node, TABLE_KEYS, f"表“{key}”")

    def own(name: str) -> Node | None:
        return node.get(name) if node.get(name) is not None else form.get(name)

    unit, style = _text(own("单位")) or "万元", _text(own("式")) or "0.00"
    if unit not in UNITS:
        notes.error(f"表“{key}”的单位“{unit}”不认识。", own("单位"), f"可用的有：{'、'.join(UNITS)}。")
    slug = _text(node.get("文件名"))
    if not slug.isascii() or not slug:
        notes.error(f"表“{key}”缺少英文“文件名”。", node, "写成小写英文和连字符，例如 文件名: income-expenditure。")
    blocks = node.get("段")
    parts = (
        tuple(_part(str(name), record_of(block), shared, notes) for name, block in blocks.fields.items())
        if isinstance(blocks, Record)
        else (
            _part(
                "",
                Record({k: v for k, v in node.fields.items() if k in {"列", "行", "卡"}}, node.place),
                shared,
                notes,
            ),
        )
    )
    table = TableForm(
        key=str(key),
        slug=slug,
        title=_text(node.get("标题")) or str(key),
        head=_words(own("表首")),
        unit=unit,
        style=_style(style, own("式"), notes),
        blank=_text(own("空")),
        take=_condition(node.get("取"), notes),
        index=node.get("栏次") is not None and _text(node.get("栏次")) == "有",
        notes=_words(node.get("注")),
        empty=_text(node.get("空表")),
        each=_text(node.get("每")),
        wide=_text(node.get("横排")) == "是",
        parts=parts,
    )
    _check_keys(table, node, notes)
    return table


def _part(name: str, node: Record, shared: Record, notes: _Notes) -> PartForm:
    notes.keys(node, PART_KEYS, f"段“{name}”")
    columns = tuple(_columns(expand(node.get("列"), shared), (), shared, notes))
    _check_computed(columns, node, notes)
    return PartForm(
        name=name,
        title=_text(node.get("标题")),
        columns=columns,
        rows=tuple(_row(row, shared, notes) for row in expand(node.get("行"), shared)),
        card=tuple(_line(line, notes) for line in expand(node.get("卡"), EMPTY)),
    )


def _columns(nodes: Iterable[Node], above: tuple[str, ...], shared: Record, notes: _Notes) -> Iterable[ColumnForm]:
    for node in nodes:
        if not isinstance(node, Record) or len(node.fields) != 1:
            notes.error("每一列写成“- 列名: …”。", node)
            continue
        title, spec = next(iter(node.fields.items()))
        path = (*above, str(title))
        if isinstance(spec, Items):
            yield from _columns(expand(spec, shared), path, shared, notes)
        elif isinstance(spec, Text):
            kind = "number" if spec == "序号" else "label" if spec.rpartition(".")[2] in LABELS else "text"
            yield ColumnForm(path, kind, word=str(spec))  # type: ignore[arg-type]
        else:
            yield _column(path, spec, notes)


def _column(path: tuple[str, ...], spec: Record, notes: _Notes) -> ColumnForm:
    style = _style(_text(spec.get("式")), spec.get("式"), notes) if spec.get("式") is not None else ""
    for sign in ("差", "比"):
        operands = _words(spec.get(sign))
        if spec.get(sign) is not None and len(operands) == 2:
            return ColumnForm(path, "computed", style=style, operation=sign, operands=(operands[0], operands[1]))
    if words := _text(spec.get("文")):
        kind = "label" if words.rpartition(".")[2] in LABELS else "text"
        return ColumnForm(path, kind, word=words, join=_text(spec.get("并")) == "同值")  # type: ignore[arg-type]
    take = Record({key: value for key, value in spec.fields.items() if key not in COLUMN_KEYS}, spec.place)
    return ColumnForm(path, "amount", take=_condition(take, notes), style=style, owner=_text(spec.get("属")))


def _row(node: Node, shared: Record, notes: _Notes) -> RowForm:
    if not isinstance(node, Record):
        notes.error("“行”里的每一条写成“名: …”“逐项: …”或“逐条: …”；或者是“共用”里的名字。", node)
        return RowForm()
    if node.fields and all(isinstance(rows, Items) for rows in node.fields.values()):
        sides = {
            str(key): tuple(_row(row, shared, notes) for row in expand(rows, shared))
            for key, rows in node.fields.items()
        }
        return RowForm(sides=sides)
    take = _condition(node.get("取"), notes)
    fields = {str(key): str(value) for key, value in node.fields.items() if isinstance(value, Text) and key != "逐条"}
    if each := _text(node.get("逐条")):
        return RowForm(fields, take, records=tuple(each.split(".")))
    for dimension, members in record_of(node.get("逐项")).fields.items():
        if dimension not in DIMENSIONS:
            notes.error(
                f"逐项的“{dimension}”不是一个维度。",
                dimension,
                f"可用的有：{'、'.join(sorted(DIMENSIONS))}。",
            )
        return RowForm(fields, take, dimension=str(dimension), members=_words(members))
    return RowForm(fields, take)


def _line(node: Node, notes: _Notes) -> tuple[CardCell, ...]:
    cells = node.nodes if isinstance(node, Items) else (node,)
    return tuple(_card_cell(cell, notes) for cell in cells)


def _card_cell(node: Node, notes: _Notes) -> CardCell:
    if isinstance(node, Text):
        return CardCell(str(node))
    spec = record_of(node)
    notes.keys(spec, {"文", "取", "式", "行", "列"}, "卡")
    rows, columns = _text(spec.get("行")) or "1", _text(spec.get("列")) or "1"
    take = _condition(spec.get("取"), notes) if spec.get("取") is not None else None
    cell = CardCell(_text(spec.get("文")), take, _style(_text(spec.get("式")), spec.get("式"), notes))
    return replace(cell, rows=int(rows), columns=int(columns))


def _condition(node: Node | None, notes: _Notes) -> Condition:
    condition: dict[str, tuple[str, ...]] = {}
    for key, value in record_of(node).fields.items():
        words = _words(value)
        if key not in DIMENSIONS:
            notes.error(
                f"条件里的“{key}”不是一个维度，这样的条件永远取不到数。",
                key,
                f"可用的有：{'、'.join(sorted(DIMENSIONS))}。",
            )
        elif key in VALUES and (unknown := [word for word in words if word not in VALUES[key]]):
            known = "、".join(sorted(VALUES[key]))
            notes.error(f"“{key}”没有“{unknown[0]}”这个值，这样的条件永远取不到数。", value, f"可用的有：{known}。")
        condition[str(key)] = words
    return condition


def _check_computed(columns: tuple[ColumnForm, ...], node: Record, notes: _Notes) -> None:
    for index, column in enumerate(columns):
        left = {name for other in columns[:index] for name in (other.title, ".".join(other.path))}
        for operand in column.operands if column.operation else ():
            if operand not in left:
                notes.error(
                    f"列“{column.title}”要用的“{operand}”不在它左边。",
                    node,
                    f"左边有：{'、'.join(sorted(left))}。",
                )


def _check_keys(table: TableForm, node: Record, notes: _Notes) -> None:
    """Two rows of one name in one side would make an address point at either."""
    for part in table.parts:
        for side, rows in _sides(part.rows).items():
            keys = [
                row.fields.get("键") or row.fields.get("码") or row.fields.get("名", "") for row in rows if _fixed(row)
            ]
            twice = {key for key in keys if key and keys.count(key) > 1}
            for key in sorted(twice):
                notes.error(f"表“{table.key}”{side}有两行都叫“{key}”。", node, "给其中一行加上“键: 不同的名字”。")


def _sides(rows: tuple[RowForm, ...]) -> dict[str, list[RowForm]]:
    sides: dict[str, list[RowForm]] = {}
    for row in rows:
        if not row.sides:
            sides.setdefault("", []).append(row)
        for side, own in row.sides.items():
            sides.setdefault(side, []).extend(own)
    return sides


def _fixed(row: RowForm) -> bool:
    return not row.dimension and not row.records and not row.sides


def _style(style: str, node: Node | None, notes: _Notes) -> str:
    if style and style not in STYLES:
        notes.error(f"“式: {style}”不认识。", node, f"可用的有：{'、'.join(STYLES)}。")
        return "0.00"
    return style


def _text(node: Node | None) -> str:
    return str(node) if isinstance(node, Text) else ""


def _words(node: Node | None) -> tuple[str, ...]:
    if isinstance(node, Text):
        return (str(node),) if node else ()
    return tuple(str(member) for member in node.nodes if isinstance(member, Text)) if isinstance(node, Items) else ()
