"""The theme: templates and styles. The only module that imports jinja2."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateError

from site_builder.values.finding import BuildError

_PACKAGE = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Theme:
    """Where the templates and assets are; a site may override single files by having its own."""

    folders: tuple[str, ...]
    """Theme folders, each with `templates/` and `assets/`; the first that has a file wins."""

    @property
    def digest(self) -> str:
        """Hash of every template and style: part of the key of everything the theme renders."""
        return _digest(self.folders)

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
        for folder in self.folders:
            if (path := Path(folder) / name).is_file():
                return _read(path)
        message = f"找不到主题文件“{name}”。请重新安装 gongkai。"
        raise BuildError(message)

    def _files(self, under: str, pattern: str) -> tuple[Path, ...]:
        """Files below a folder of the theme, a site's own in place of the built-in ones, in name order."""
        found: dict[str, Path] = {}
        for folder in reversed(self.folders):
            base = Path(folder) / under
            found |= {path.relative_to(base).as_posix(): path for path in base.glob(pattern) if path.is_file()}
        return tuple(found[name] for name in sorted(found))


def theme(content: Path) -> Theme:
    """The theme of a site: its own `theme/` folder beside the content, then the built-in one."""
    built_in = _PACKAGE / "theme" if (_PACKAGE / "theme").is_dir() else _PACKAGE.parent
    own = content / "theme"
    folders = (own, built_in) if own.is_dir() else (built_in,)
    return Theme(tuple(str(folder) for folder in folders))


@cache
def _environment(folders: tuple[str, ...]) -> Environment:
    return Environment(
        loader=FileSystemLoader([str(Path(folder) / "templates") for folder in folders]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _digest(folders: tuple[str, ...]) -> str:
    digest = sha256()
    for folder in folders:
        for part in ("templates", "assets"):
            for path in sorted((Path(folder) / part).rglob("*")):
                if path.is_file():
                    digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")
