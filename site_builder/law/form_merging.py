"""How forms build on forms: 继承 (a form on a form), 同 (a table on a table), 共用 (named rows and columns)."""

from __future__ import annotations

from collections.abc import Mapping

from site_builder.source.node import EMPTY, Items, Node, Record
from site_builder.values.text import Text

_LIKE = Text("同")


def inherited(name: str, forms: Mapping[str, Record]) -> tuple[Record, tuple[str, ...]]:
    """A form laid over the form it inherits from, and the names on the way.

    The last name on the way is one that is missing or that closes a circle, if the chain is broken.
    """
    way = [name]
    chain = [forms[name]]
    while (parent := chain[-1].get("继承")) is not None:
        way.append(str(parent) if isinstance(parent, Text) else "")
        if way[-1] not in forms or way[-1] in way[:-1]:
            return chain[0], tuple(way)
        chain.append(forms[way[-1]])
    merged = chain[-1]
    for child in reversed(chain[:-1]):
        merged = overlay(merged, child)
    return merged, tuple(way)


def overlay(below: Record, above: Record) -> Record:
    """Mappings merge key by key; lists and texts are replaced.

    A block that brings its own 列, 卡 or 段 replaces the other ways to lay out the block below it.
    """
    layouts = {"列", "行", "卡", "段"}
    replaced = layouts if {"卡", "段"} & set(above.fields) else ({"卡", "段"} if "列" in above.fields else set())
    if "段" in above.fields and "段" in below.fields:
        replaced = set()
    fields = {key: node for key, node in below.fields.items() if key not in replaced or key in above.fields}
    for key, node in above.fields.items():
        under = below.get(key)
        if isinstance(under, Record) and isinstance(node, Record) and key not in _WHOLE:
            fields[key] = overlay(under, node)
        else:
            fields[key] = node
    return Record(fields, above.place)


# A condition is one thing: laying half of one over half of another would print what nobody asked for.
_WHOLE = frozenset({"取"})


def alike(tables: Record) -> tuple[Record, tuple[Node, ...]]:
    """Every table laid over the one it names with 同; and the names that lead to no table or in a circle."""
    laid = {key: _laid(tables, str(key), ()) for key in tables.fields}
    broken = tuple(
        node.fields[_LIKE] for key, node in tables.fields.items() if laid[key] is None and isinstance(node, Record)
    )
    return Record({key: node for key, node in laid.items() if node is not None}, tables.place), broken


def _laid(tables: Record, key: str, way: tuple[str, ...]) -> Node | None:
    node = tables.get(key)
    if not isinstance(node, Record) or node.get(_LIKE) is None:
        return node
    base = node.get(_LIKE)
    if not isinstance(base, Text) or base not in tables.fields or base in (*way, key):
        return None
    below = _laid(tables, base, (*way, key))
    own = Record({name: value for name, value in node.fields.items() if name != _LIKE}, node.place)
    return overlay(below, own) if isinstance(below, Record) else None


def expand(node: Node | None, shared: Record, way: tuple[str, ...] = ()) -> tuple[Node, ...]:
    """The members of a list of 列 or 行, with names of 共用 lists replaced by what stands under them.

    A name that leads back to itself stays a text, which is no row and no column and so is noted by the reader.
    """
    members = node.nodes if isinstance(node, Items) else () if node is None else (node,)
    found: list[Node] = []
    for member in members:
        named = shared.get(member) if isinstance(member, Text) and member not in way else None
        if named is not None:
            found.extend(expand(named, shared, (*way, str(member))))
        else:
            found.append(member)
    return tuple(found)


def record_of(node: Node | None) -> Record:
    """The node if it is a record, else an empty record."""
    return node if isinstance(node, Record) else EMPTY
