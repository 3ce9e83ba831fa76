"""Write draft-components/: a page with the examples of every component, for those who work on the theme.

Run by `make components`; the tests render the same examples.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from site_builder.site.theme import Theme
from site_builder.source.node import Items, Node, Record
from site_builder.source.yaml import parse

ROOT = Path(__file__).resolve().parent.parent
COMPONENTS = ROOT / "templates" / "components"
PLACE = ROOT / "draft-components"
THEME = Theme((str(ROOT / "scripts"), str(ROOT)))
NUMBERS = frozenset({"rows", "columns", "length", "number", "last"})
"""Keys whose texts are whole numbers; what is typed in YAML is text."""

Value = str | int | None | Callable[..., str] | tuple["Value", ...] | dict[str, "Value"]


class Sample(dict[str, Value]):
    """A typed record in the place of a view: its fields are read as attributes, too."""

    def __getattr__(self, name: str) -> Value:
        """A field."""
        if name in self:
            return self[name]
        raise AttributeError(name)


@dataclass(frozen=True, slots=True)
class Component:
    """A component as its examples.yaml shows it."""

    name: str
    """Its folder."""
    macros: bool
    """Whether it has macros; one without is a style for what pages write themselves."""
    purpose: Value
    """用途: what it is for, in a sentence."""
    examples: Mapping[str, Value]
    """By title: 宏 and 参数, and as needed 内容 (what a call has inside), 外层 (the class of what it stands in), 元素
    (the name of that)."""


@dataclass(frozen=True, slots=True)
class Gallery:
    """The page."""

    site: Mapping[str, object]
    """As much of a site as the frame of a page asks for."""
    components: tuple[Component, ...]
    """In name order."""


def component(folder: Path) -> Component:
    """A component with its examples."""
    path = folder / "examples.yaml"
    node, findings = parse(f"{folder.name}/{path.name}", path.read_bytes())
    assert not findings, findings  # noqa: S101 - our own file
    typed = value(node)
    assert isinstance(typed, dict)  # noqa: S101
    return Component(folder.name, (folder / "template.html").is_file(), typed.pop("用途"), typed)


def value(node: Node, key: str = "") -> Value:
    """What a template is given for a node. 无 is None; a text with {} is a function that fills it."""
    if isinstance(node, Record):
        return Sample({str(own): value(inner, own) for own, inner in node.fields.items()})
    if isinstance(node, Items):
        return tuple(value(inner) for inner in node.nodes)
    if node == "无":
        return None
    if key in NUMBERS or (key == "level" and node.isdigit()):
        return int(node)
    return str(node).format if "{}" in node else str(node)


def page(components: tuple[Component, ...]) -> str:
    """The page of these components."""
    site = {"name": "组件", "labels": (), "column": (), "feed": "", "generator": ""}
    return THEME.render("components.html", Gallery(site, components), "")


def folders() -> tuple[Path, ...]:
    """Every component that has examples."""
    return tuple(sorted(path.parent for path in COMPONENTS.glob("*/examples.yaml")))


def write() -> None:
    """The page with all that it loads."""
    files = {f"assets/{name}": data for name, data in THEME.assets().items()}
    files["assets/site.css"] = THEME.style("site").encode()
    files["index.html"] = page(tuple(component(folder) for folder in folders())).encode()
    for name, data in files.items():
        path = PLACE / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


if __name__ == "__main__":
    write()
