"""Columns, rows and cards: from a form's YAML to values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from site_builder.law.dimensions import CODES, DIMENSIONS
from site_builder.law.form import CardCell, ColumnForm, ColumnKind, RowForm
from site_builder.law.form_merging import expand
from site_builder.law.form_notes import Held, Notes, condition, style, text, values, words
from site_builder.source.node import Items, Node, Record
from site_builder.values.text import Text

DEEPEST = 6
"""How many titles may stand above each other."""

WIDEST = 60
"""How many lines or columns of a card one cell may span."""

LABELS = frozenset(
    {"名", "码", "名称", "类", "款", "项", "一级", "二级", "编码", "类别", "单位名称", "项目名称", "品目名称"}
)
"""Fields that name a row: they are row heads, not data."""

LEVELS = ("类", "款", "项")
"""Levels of a code that rows can be derived at."""

_WORD: Mapping[str, Held] = {"文": "text", "并": ("同值",)}
_COMPUTED: Mapping[str, Held] = {"差": "words", "比": "words", "式": "text"}
_AMOUNT = frozenset({"式", "属"})
_CELL: Mapping[str, Held] = {"文": "text", "取": "any", "式": "text", "行": "text", "列": "text"}


def columns(nodes: Iterable[Node], above: tuple[str, ...], shared: Record, notes: Notes) -> Iterator[ColumnForm]:
    """The leaf columns of a list of 列."""
    for node in nodes:
        if not isinstance(node, Record) or len(node.fields) != 1:
            notes.error("每一列写成“- 列名: …”；或者是“共用”里的名字。", node)
            continue
        title, spec = next(iter(node.fields.items()))
        path = (*above, str(title))
        if len(path) > DEEPEST:
            notes.error(f"列头超过 {DEEPEST} 层，或者绕成了圈。", title)
        elif isinstance(spec, Items) and spec:
            yield from columns(expand(spec, shared), path, shared, notes)
        elif isinstance(spec, Text) and spec:
            yield ColumnForm(path, _kind(spec), word=str(spec))
        elif isinstance(spec, Record):
            yield _column(path, spec, notes)
        else:
            notes.error(f"列“{title}”没有写取什么。", title, "合计列写“{}”，文字列写字段名。")


def _kind(word: str) -> ColumnKind:
    return "number" if word.rpartition(".")[2] == "序号" else "label" if word.rpartition(".")[2] in LABELS else "text"


def _column(path: tuple[str, ...], spec: Record, notes: Notes) -> ColumnForm:
    what = f"列“{path[-1]}”"
    keys = set(spec.fields)
    if keys & {"差", "比"}:
        notes.held(spec, _COMPUTED, what)
        sign = "差" if "差" in keys else "比"
        operands = words(spec.get(sign))
        if len(operands) != 2 or {"差", "比"} <= keys:
            notes.error(f"{what}应写成“{sign}: [列名, 列名]”。", spec)
            operands = ("", "")
        own = style(spec.get("式"), notes)
        return ColumnForm(path, "computed", style=own, operation=sign, operands=(operands[0], operands[1]))  # type: ignore[arg-type]
    if keys & set(_WORD):
        notes.held(spec, _WORD, what)
        word = text(spec.get("文"))
        if not word:
            notes.error(f"{what}没有写“文”。", spec)
        return ColumnForm(path, _kind(word), word=word, join=bool(text(spec.get("并"))))
    take = Record({key: value for key, value in spec.fields.items() if key not in _AMOUNT}, spec.place)
    notes.held(Record({k: v for k, v in spec.fields.items() if k in _AMOUNT}), dict.fromkeys(_AMOUNT, "text"), what)
    return ColumnForm(
        path, "amount", take=condition(take, notes), style=style(spec.get("式"), notes), owner=text(spec.get("属"))
    )


def rows(nodes: Iterable[Node], shared: Record, notes: Notes, *, inside: bool = False) -> Iterator[RowForm]:
    """The rows of a list of 行, and rules that give rows."""
    for node in nodes:
        if not isinstance(node, Record) or not node:
            notes.error("“行”里的每一条写成“名: …”“逐项: …”或“逐条: …”；或者是“共用”里的名字。", node)
        elif any(isinstance(own, Items) for own in node.fields.values()):
            yield _sides(node, shared, notes, inside=inside)
        else:
            yield _row(node, notes)


def _sides(node: Record, shared: Record, notes: Notes, *, inside: bool) -> RowForm:
    if inside or not all(isinstance(own, Items) for own in node.fields.values()):
        notes.error("左右并列的行写成“收入: [行…]”“支出: [行…]”，不能与其他写法混用，也不能再分左右。", node)
        return RowForm()
    return RowForm(
        sides={
            str(key): tuple(rows(expand(own, shared), shared, notes, inside=True)) for key, own in node.fields.items()
        }
    )


def _row(node: Record, notes: Notes) -> RowForm:
    take = condition(node.get("取"), notes)
    fields = {}
    for key, value in node.fields.items():
        if key in {"取", "逐项", "逐条"}:
            continue
        if not isinstance(value, Text):
            notes.error(f"行里的“{key}”应为一段文字。", value)
        fields[str(key)] = text(value)
    each, members = node.get("逐条"), node.get("逐项")
    if each is not None and members is not None:
        notes.error("“逐条”和“逐项”只能写一个。", node)
    if each is not None:
        if not text(each):
            notes.error("“逐条”写一种记录，例如“逐条: 任务.指标”。", each)
        return RowForm(fields, take, records=tuple(text(each).split(".")))
    return RowForm(fields, take) if members is None else _members(members, RowForm(fields, take), notes)


def _members(node: Node, row: RowForm, notes: Notes) -> RowForm:
    """逐项: {dimension: members}."""
    if not isinstance(node, Record) or len(node.fields) != 1:
        notes.error("“逐项”写成“{维度: [值, …]}”，例如 {科目: [类, 款, 项]}。", node)
        return row
    dimension, listed = next(iter(node.fields.items()))
    own = words(listed)
    if dimension not in DIMENSIONS:
        known = f"可用的有：{'、'.join(sorted(DIMENSIONS))}。"
        notes.error(f"逐项的“{dimension}”不是一个维度。", dimension, known)
    elif not own or (dimension not in CODES and (own == ("类表",) or set(own) & {"款"})):
        notes.error(
            f"“逐项: {dimension}”没有说列哪些。", dimension, "写“全部”或一列值；科目还可以写“类表”或 [类, 款, 项]。"
        )
    elif own not in {("类表",), ("全部",)} and not (dimension in CODES and set(own) <= set(LEVELS)):
        values(str(dimension), own, listed, notes)
    return RowForm(row.fields, row.take, dimension=str(dimension), members=own)


def card(node: Node | None, notes: Notes) -> tuple[tuple[CardCell, ...], ...]:
    """The lines of a 卡."""
    lines = []
    for line in expand(node, Record({})):
        if isinstance(line, Items) and line:
            lines.append(tuple(_card_cell(cell, notes) for cell in line.nodes))
        else:
            notes.error("“卡”的每一行写成“- [标签, 内容, …]”。", line)
    for number, own in enumerate(lines):
        if any(number + cell.rows > len(lines) for cell in own):
            notes.error(f"“卡”第 {number + 1} 行有一格往下伸到了卡外面。", node, "请减小这一格的“行”。")
    return tuple(lines)


def _card_cell(node: Node, notes: Notes) -> CardCell:
    if isinstance(node, Text):
        return CardCell(str(node))
    if not isinstance(node, Record) or not node:
        notes.error("“卡”里的每一格写成文字或“{文: …}”“{取: …}”。", node)
        return CardCell()
    notes.held(node, _CELL, "卡")
    if ("文" in node.fields) == ("取" in node.fields):
        notes.error("“卡”里的一格写“文”或“取”其中一个。", node)
    take = condition(node.get("取"), notes) if "取" in node.fields else None
    return CardCell(
        text(node.get("文")),
        take,
        style(node.get("式"), notes),
        rows=_span(node.get("行"), notes),
        columns=_span(node.get("列"), notes),
    )


def _span(node: Node | None, notes: Notes) -> int:
    """How far a cell reaches; 1 if it is not said."""
    if node is None:
        return 1
    typed = text(node)
    if not (typed.isascii() and typed.isdigit() and 1 <= int(typed[:4]) <= WIDEST):
        notes.error(f"“{typed}”不是一格占的行数或列数。", node, f"写 1 到 {WIDEST} 的整数。")
        return 1
    return int(typed)
