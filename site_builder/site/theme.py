"""The theme: templates and styles. The only module that imports jinja2."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateError, TemplateNotFound
from jinja2.meta import find_referenced_templates

from site_builder.site.markup import ROWS
from site_builder.values.finding import BuildError

_NAMING = re.compile(r"{%[-+]?\s*(?:extends|include|import|from)\b")
_PACKAGE = Path(__file__).resolve().parent.parent

BUILT_IN = ""
"""The theme folder that travels with the program, wherever that is: on each machine of a cluster its own."""


@dataclass(frozen=True, slots=True)
class Theme:
    """Where the templates and assets are; a site may override single files by having its own."""

    folders: tuple[str, ...]
    """Theme folders, each with `templates/` and `assets/`; the first that has a file wins."""

    @property
    def places(self) -> tuple[Path, ...]:
        """Where its folders are on this machine."""
        return tuple(_place(folder) for folder in self.folders)

    @property
    def digest(self) -> str:
        """Hash of every template and asset."""
        digest = sha256()
        for part in ("templates", "assets"):
            for path in self._files(part, "**/*"):
                digest.update(f"{path.name}\0".encode() + path.read_bytes() + b"\0")
        return digest.hexdigest()

    def closure(self, template: str) -> str:
        """Hash of a template and of everything it includes, extends or imports: of whatever it can print by itself."""
        digest = sha256()
        for name in sorted(_closure(self.folders, template)):
            digest.update(f"{name}\0{_source(self.folders, name)}\0".encode())
        return digest.hexdigest()

    def render(self, template: str, view: object, root: str) -> str:
        """A template filled with a view. `root` leads from the page to the site's top, such as `../../`.

        Raises `BuildError` if the template is missing or asks for something the view does not have.
        """
        try:
            return _environment(self.folders).get_template(template).render(view=view, root=root)
        except TemplateError as error:
            message = f"模板“{template}”有误：{error}"
            raise BuildError(message) from error

    def style(self, name: str) -> str:
        """A style sheet: tokens, every component's style, then `assets/css/<name>.css`, which has the last word.

        Documents have tokens of their own, and what a component looks like in them stands in its `document.css`.
        """
        printed = name == "document"
        own = self._files("templates/components", "*/document.css" if printed else "*/style.css")
        tokens = "" if printed else self._file("assets/css/tokens.css")
        return "\n".join([tokens, *map(_read, own), self._file(f"assets/css/{name}.css")])

    def templates(self, place: str) -> tuple[str, ...]:
        """The templates of a folder, by name."""
        return tuple(f"{place}/{path.name}" for path in self._files(f"templates/{place}", "*"))

    def assets(self) -> Mapping[str, bytes]:
        """Files that are published as they are, by their path under `assets/`: scripts and images."""
        found = {}
        for kind in ("js", "images"):
            for path in self._files(f"assets/{kind}", "*"):
                found[f"{kind}/{path.name}"] = path.read_bytes()
        return found

    def schema(self, name: str) -> bytes:
        """A JSON Schema of published data."""
        return self._file(f"assets/schema/{name}.schema.json").encode()

    def _file(self, name: str) -> str:
        for place in self.places:
            if (path := place / name).is_file():
                return _read(path)
        message = f"找不到主题文件“{name}”。请重新安装 gongkai。"
        raise BuildError(message)

    def _files(self, under: str, pattern: str) -> tuple[Path, ...]:
        """Files below a folder of the theme, a site's own in place of the built-in ones, in name order."""
        found: dict[str, Path] = {}
        for place in reversed(self.places):
            base = place / under
            found |= {path.relative_to(base).as_posix(): path for path in base.glob(pattern) if path.is_file()}
        return tuple(found[name] for name in sorted(found))


def theme(content: Path) -> Theme:
    """The theme of a site: its own `theme/` folder beside the content, then the built-in one."""
    own = content / "theme"
    return Theme((str(own.absolute()), BUILT_IN) if own.is_dir() else (BUILT_IN,))


def _place(folder: str) -> Path:
    if folder != BUILT_IN:
        return Path(folder)
    return _PACKAGE / "theme" if (_PACKAGE / "theme").is_dir() else _PACKAGE.parent


@cache
def _environment(folders: tuple[str, ...]) -> Environment:
    environment = Environment(
        loader=FileSystemLoader([str(_place(folder) / "templates") for folder in folders]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= ROWS
    return environment


def _closure(folders: tuple[str, ...], template: str) -> set[str]:
    """A template and all that it needs, by name. Raises `BuildError` if one of them cannot be read."""
    found, names = set[str](), [template]
    try:
        while names:
            found.add(name := names.pop())
            names += [own for own in _needed(folders, _source(folders, name)) if own not in found]
    except TemplateError as error:
        message = f"模板“{template}”有误：{error}"
        raise BuildError(message) from error
    return found


@cache
def _needed(folders: tuple[str, ...], source: str) -> tuple[str, ...]:
    """The templates that one names; most name none."""
    if not _NAMING.search(source):
        return ()
    return tuple(name for name in find_referenced_templates(_environment(folders).parse(source)) if name)


def _source(folders: tuple[str, ...], template: str) -> str:
    files = (_place(folder) / "templates" / template for folder in folders)
    found = next((path for path in files if path.is_file()), None)
    if found is None:
        raise TemplateNotFound(template)
    return _read(found)


def _read(path: Path) -> str:
    """A file of the theme. Raises `BuildError` if it is not UTF-8."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        message = f"主题文件“{path}”不是 UTF-8 编码。请另存为 UTF-8。"
        raise BuildError(message) from error
