"""Which files a content folder holds, as values: paths, bytes and digests."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

from site_builder.source.stamp import is_folder
from site_builder.values.finding import BuildError

# The last two are what editors make of a YAML file; they are read by nobody, and that must be said.
_ENDINGS = frozenset({".yaml", ".yml", ".md"})
_TYPED = ("*.yaml", "*/*.yaml", "*.md", "*.yml", "*.txt")

_FOLDER = re.compile(r"(?P<year>\d{4})-(?P<stage>budget|final)")
_NOT_UNITS = frozenset({"forms", "classifications", "theme"})


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
    strays: tuple[str, ...] = ()
    """Folders inside it whose name says no year and stage; their content would be overlooked."""
    unread: tuple[str, ...] = ()
    """Typed files in places where nobody reads them, such as a budget beside `unit.yaml`."""


@dataclass(frozen=True, slots=True)
class Top:
    """What was typed for a site, beside its units."""

    site: SourceFile | None = None
    """`site.yaml`."""
    forms: tuple[SourceFile, ...] = ()
    """Forms of the site's own, `forms/*.yaml`."""
    classifications: tuple[SourceFile, ...] = ()
    """Classification lists of the site's own, `classifications/<year>/*.csv`."""
    unread: tuple[str, ...] = ()
    """Typed files beside `site.yaml` that nobody reads."""


@dataclass(frozen=True, slots=True)
class Content:
    """Everything that was typed for a site."""

    top: Top
    """What belongs to no unit."""
    units: tuple[UnitFolder, ...]
    """Units in folder-name order."""


def discover(root: Path) -> Content:
    """Read the files of a content folder. Raises `BuildError` if there is no such folder."""
    return Content(discover_top(root), tuple(discover_unit(root, name) for name in unit_names(root)))


def unit_names(root: Path) -> tuple[str, ...]:
    """The folders that are units, in name order. Raises `BuildError` if there is no content folder."""
    _must_be(root)
    with os.scandir(root) as entries:
        names = sorted(own.name for own in entries if is_folder(own) and _is_unit(own.name))
    if wrong := next((name for name in names if not name.isprintable()), ""):
        message = f"文件夹名 {wrong!a} 认不出来，多半是别的编码。请用 UTF-8 文字重新命名。"
        raise BuildError(message)
    return tuple(names)


def is_unit(root: Path, name: str) -> bool:
    """Whether a name, as somebody typed it, is that of a unit's folder: some systems find it in other capitals, too."""
    with os.scandir(root) as entries:
        return _is_unit(name) and any(own.name == name and is_folder(own) for own in entries)


def _is_unit(name: str) -> bool:
    return not name.startswith((".", "_")) and name not in _NOT_UNITS


def discover_top(root: Path) -> Top:
    """Read what belongs to no unit. Raises `BuildError` if there is no content folder."""
    _must_be(root)
    return Top(
        site=_file(root, root / "site.yaml"),
        forms=_files(root, root / "forms", ("*.yaml",)),
        classifications=_files(root, root / "classifications", ("*/*.csv",)),
        unread=_unread(root, (root,), {root / "site.yaml"}),
    )


def discover_unit(root: Path, name: str) -> UnitFolder:
    """Read the files of one unit."""
    folder = root / name
    children = [child for child in sorted(folder.iterdir()) if child.is_dir()]
    years = [(child, match) for child in children if (match := _FOLDER.fullmatch(child.name))]
    read = {file for child, _ in years for pattern in _TYPED for file in child.glob(pattern)}
    strays = (child.name for child in children if not _FOLDER.fullmatch(child.name))
    return UnitFolder(
        name=name,
        unit=_file(root, folder / "unit.yaml"),
        disclosures=tuple(
            DisclosureFolder(child.name, int(match["year"]), match["stage"], _files(root, child, _TYPED))
            for child, match in years
        ),
        strays=tuple(f"{name}/{stray}" for stray in strays if not stray.startswith((".", "_"))),
        unread=_unread(root, (folder, *(child for child, _ in years)), {folder / "unit.yaml", *read}),
    )


def discover_head(root: Path, name: str) -> SourceFile | None:
    """Read the `unit.yaml` of a unit."""
    return _file(root, root / name / "unit.yaml")


def units_with(root: Path, disclosure: str) -> tuple[str, ...]:
    """The units that have a disclosure of this name, such as `2026-budget`."""
    return tuple(name for name in unit_names(root) if (root / name / disclosure).is_dir())


def _must_be(root: Path) -> None:
    if not root.is_dir():
        message = f"找不到内容文件夹“{root}”。请在项目文件夹里运行，或用 --content 指明位置。"
        raise BuildError(message)


def _unread(root: Path, folders: tuple[Path, ...], read: set[Path]) -> tuple[str, ...]:
    """Files with a typed file's ending that are not where, or not named as, the program looks for them."""
    found = (file for folder in folders for file in folder.iterdir())
    typed = (file for file in found if file.suffix.lower() in _ENDINGS and file.is_file() and file.name != "README.md")
    return tuple(sorted(file.relative_to(root).as_posix() for file in typed if file not in read))


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
