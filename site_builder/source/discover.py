"""Which files a content folder holds, as values: paths, bytes and digests."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from site_builder.values.finding import BuildError

# The last two are what editors make of a YAML file; they are read by nobody, and that must be said.
_ENDINGS = frozenset({".yaml", ".yml", ".md"})
_TYPED = ("*.yaml", "*/*.yaml", "*.md", "*.yml", "*.txt")

_FOLDER = re.compile(r"(?P<year>\d{4})-(?P<stage>budget|final)")


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file that somebody typed."""

    path: str
    """Path relative to the content folder, with forward slashes."""
    data: bytes
    """Its bytes."""


@dataclass(frozen=True, slots=True)
class DisclosureFolder:
    """The files of one disclosure: one unit, one year, one stage."""

    name: str
    """Folder name such as `2026-budget`."""
    year: int
    """Budget year (预算年度)."""
    stage: str
    """`budget` (预算) or `final` (决算)."""
    files: tuple[SourceFile, ...]
    """Its YAML and Markdown files, and those whose ending an editor changed, in path order."""


@dataclass(frozen=True, slots=True)
class UnitFolder:
    """The files of one unit."""

    name: str
    """Folder name."""
    unit: SourceFile | None
    """Its `unit.yaml`."""
    disclosures: tuple[DisclosureFolder, ...]
    """Its disclosures, oldest first."""


@dataclass(frozen=True, slots=True)
class Content:
    """Everything that was typed for a site."""

    site: SourceFile | None
    """`site.yaml`."""
    units: tuple[UnitFolder, ...]
    """Units in folder-name order."""
    forms: tuple[SourceFile, ...]
    """Forms of the site's own, `forms/*.yaml`."""
    classifications: tuple[SourceFile, ...]
    """Classification lists of the site's own, `classifications/<year>/*.csv`."""
    strays: tuple[str, ...]
    """Folders inside a unit whose name says no year and stage; their content would be overlooked."""
    unread: tuple[str, ...] = ()
    """Typed files in places where nobody reads them, such as a budget beside `unit.yaml`."""


def discover(root: Path) -> Content:
    """Read the files of a content folder. Raises `BuildError` if there is no such folder."""
    if not root.is_dir():
        message = f"找不到内容文件夹“{root}”。请在项目文件夹里运行，或用 --content 指明位置。"
        raise BuildError(message)
    reserved = {"forms", "classifications", "theme"}
    folders = [path for path in sorted(root.iterdir()) if path.is_dir() and not path.name.startswith((".", "_"))]
    units = tuple(_unit(root, path) for path in folders if path.name not in reserved)
    strays = tuple(
        child.relative_to(root).as_posix()
        for path in folders
        if path.name not in reserved
        for child in sorted(path.iterdir())
        if child.is_dir() and not _FOLDER.fullmatch(child.name) and not child.name.startswith((".", "_"))
    )
    return Content(
        site=_file(root, root / "site.yaml"),
        units=units,
        forms=_files(root, root / "forms", ("*.yaml",)),
        classifications=_files(root, root / "classifications", ("*/*.csv",)),
        strays=strays,
        unread=_unread(root, tuple(path for path in folders if path.name not in reserved)),
    )


def _unread(root: Path, units: tuple[Path, ...]) -> tuple[str, ...]:
    """Files with a typed file's ending that are not where, or not named as, the program looks for them."""
    years = tuple(child for unit in units for child in unit.iterdir() if _FOLDER.fullmatch(child.name))
    read = {root / "site.yaml", *(unit / "unit.yaml" for unit in units)}
    read |= {file for folder in years for pattern in _TYPED for file in folder.glob(pattern)}
    found = (file for folder in (root, *units, *years) if folder.is_dir() for file in folder.iterdir())
    typed = (file for file in found if file.suffix.lower() in _ENDINGS and file.is_file() and file.name != "README.md")
    return tuple(sorted(file.relative_to(root).as_posix() for file in typed if file not in read))


def _unit(root: Path, path: Path) -> UnitFolder:
    matches = [(child, _FOLDER.fullmatch(child.name)) for child in sorted(path.iterdir()) if child.is_dir()]
    disclosures = tuple(
        DisclosureFolder(
            child.name,
            int(match["year"]),
            match["stage"],
            _files(root, child, _TYPED),
        )
        for child, match in matches
        if match
    )
    return UnitFolder(path.name, _file(root, path / "unit.yaml"), disclosures)


def _files(root: Path, folder: Path, patterns: tuple[str, ...]) -> tuple[SourceFile, ...]:
    paths = {path for pattern in patterns for path in folder.glob(pattern)}
    found = (_file(root, path) for path in sorted(paths))
    return tuple(file for file in found if file)


def _file(root: Path, path: Path) -> SourceFile | None:
    if not path.is_file():
        return None
    if not path.resolve().is_relative_to(root.resolve()):
        message = f"“{path}”指向内容文件夹以外的文件，不能读。请把文件放进内容文件夹。"
        raise BuildError(message)
    try:
        return SourceFile(path.relative_to(root).as_posix(), path.read_bytes())
    except OSError as error:
        message = f"读不了文件“{path}”：{error.strerror}。"
        raise BuildError(message) from error
