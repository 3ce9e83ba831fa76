"""What is noted while a form is read, and how its texts, lists and conditions are taken."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from site_builder.law.dimensions import CODES, DIMENSIONS, VALUES, Condition, is_code
from site_builder.law.form_merging import record_of
from site_builder.source.node import Items, Node, Record
from site_builder.values.finding import Finding
from site_builder.values.money import STYLES
from site_builder.values.text import Place, Text

Held = str | tuple[str, ...]
"""What a key holds: `text`, `words` (one text or several), `map`, `any` (read elsewhere), or one of some words."""

_NAMES: Mapping[str, str] = {"text": "一段文字", "words": "一段文字或几段文字的列表", "map": "一组“键: 值”"}


@dataclass(slots=True)
class Notes:
    """Findings of one form, collected while it is read."""

    place: Place
    """Where the form begins."""
    findings: list[Finding] = field(default_factory=list)
    """Findings, in the order met."""

    def error(self, message: str, node: Node | None = None, remedy: str = "") -> None:
        """Note a fault at a node, or at the form where the node has no place."""
        place = node.place if node is not None and node.place.line else self.place
        self.findings.append(Finding("F10", "error", message, place, remedy))

    def keys(self, node: Record, known: Iterable[str], what: str) -> None:
        """Note keys that nobody reads."""
        for key in node.fields:
            if key not in known:
                self.error(f"{what}里不认识“{key}”。", key, f"可用的有：{'、'.join(sorted(known))}。")

    def held(self, node: Record, shape: Mapping[str, Held], what: str) -> None:
        """Note keys that nobody reads and values of the wrong kind, which would be read as nothing."""
        self.keys(node, shape, what)
        for key, value in node.fields.items():
            kind = shape.get(str(key), "any")
            if not _fits(value, kind):
                wanted = _NAMES[kind] if isinstance(kind, str) else "或".join(f"“{word}”" for word in kind)
                self.error(f"{what}的“{key}”应为{wanted}。", value if value.place.line else key)


def _fits(node: Node, kind: Held) -> bool:
    blank = isinstance(node, Text) and not node
    if kind == "any" or blank:
        return True
    if kind == "map":
        return isinstance(node, Record)
    if kind == "words":
        return isinstance(node, Text) or is_words(node)
    return isinstance(node, Text) and (kind == "text" or node in kind)


def is_words(node: Node) -> bool:
    """Whether a node is a list of texts."""
    return isinstance(node, Items) and all(isinstance(member, Text) and member for member in node.nodes)


def text(node: Node | None) -> str:
    """A text; blank if the node is none."""
    return str(node) if isinstance(node, Text) else ""


def words(node: Node | None) -> tuple[str, ...]:
    """One text or several."""
    if isinstance(node, Text):
        return (str(node),) if node else ()
    return tuple(str(member) for member in node.nodes if isinstance(member, Text)) if isinstance(node, Items) else ()


def style(node: Node | None, notes: Notes) -> str:
    """How figures are printed (式); blank if it is not said."""
    wanted = text(node)
    if node is not None and (wanted or not isinstance(node, Text)) and wanted not in STYLES:
        notes.error(f"“式: {wanted}”不认识。", node, f"可用的有：{'、'.join(STYLES)}。")
        return ""
    return wanted


def condition(node: Node | None, notes: Notes) -> Condition:
    """A condition; every dimension and value that no figure can have is noted."""
    if node is not None and not isinstance(node, Record) and (node or not isinstance(node, Text)):
        notes.error("条件应为一组“维度: 值”。", node, "例如 取: {账: 支出, 资金: 一般公共预算}。")
    found: dict[str, tuple[str, ...]] = {}
    for key, value in record_of(node).fields.items():
        own = words(value)
        if key not in DIMENSIONS:
            known = f"可用的有：{'、'.join(sorted(DIMENSIONS))}。"
            notes.error(f"条件里的“{key}”不是一个维度，这样的条件永远取不到数。", key, known)
        elif not (is_words(value) or isinstance(value, Text)) or not own:
            notes.error(f"条件里的“{key}”应写一个值或几个值的列表。", value if value.place.line else key)
        else:
            values(str(key), own, value, notes)
        found[str(key)] = own
    return found


def values(dimension: str, own: tuple[str, ...], node: Node, notes: Notes) -> None:
    """Note values that a dimension cannot take."""
    unknown = [word for word in own if dimension in VALUES and word not in VALUES[dimension]]
    if dimension in CODES:
        unknown = [word for word in own if not is_code(word)]
    if unknown:
        known = (
            f"可用的有：{'、'.join(sorted(VALUES[dimension]))}。"
            if dimension in VALUES
            else "编码是 3、5 或 7 位数字。"
        )
        notes.error(f"“{dimension}”没有“{unknown[0]}”这个值，这样的条件永远取不到数。", node, known)
