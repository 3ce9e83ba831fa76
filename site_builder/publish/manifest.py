"""The manifest: what was published, under which key and with which bytes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import file_digest
from pathlib import Path, PurePosixPath
from sys import intern
from typing import Any

NAME = "manifest.json"
"""Its file name at the site's top."""

_VERSION = 2
_NO_NAME = re.compile(r"[:\\\x00\ud800-\udfff]")
"""What no file of ours has in its name: what other systems part names by, and what none can write."""
_GENERATOR = '<meta name="generator" content="gongkai'
_DRAFT = 'class="notice notice-draft"'


@dataclass(frozen=True, slots=True)
class Entry:
    """One published file."""

    key: str
    """Hash of everything its rendering was given."""
    digest: str
    """SHA-256 of its bytes."""
    retired: str | None = None
    """For a notice in the place of a page that was taken down: the page's title, or blank; None for all others."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """Every published file."""

    entries: Mapping[str, Entry] = field(default_factory=dict)
    """By address."""
    draft: bool = False
    """Whether it may only be looked at, not published."""


def read_manifest(output: Path) -> Manifest:
    """The manifest of an output folder; empty if there is none.

    Where it cannot be read, the pages that such a program has made are in it, so that none vanishes or is forgotten.
    """
    try:
        data = json.loads((output / NAME).read_text(encoding="utf-8"), object_hook=_read)
        if data["version"] == _VERSION:
            return Manifest(dict(_entries(data["files"])), draft=data.get("draft") is True)
    except FileNotFoundError:
        return Manifest()
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        pass
    pages = {path: file for path, file in _pages(output) if _is_inside(path)}
    draft = any(_DRAFT.encode() in page.read_bytes() for page in pages.values() if page.suffix == ".html")
    return Manifest(dict.fromkeys(pages, Entry("", "")), draft)


def _entries(files: Mapping[str, Any]) -> Iterator[tuple[str, Entry]]:
    for path, own in files.items():
        if not isinstance(own, Entry):
            raise TypeError(own)
        if _is_inside(path):
            yield intern(path), own


def _pages(output: Path) -> Iterator[tuple[str, Path]]:
    """Pages of units and disclosures that say what has made them, with the disclosure's files beside them.

    What other files are ours nobody can tell.
    """
    for depth in ("*", "*/*"):
        for page in output.glob(f"{depth}/index.html"):
            if page.is_file() and _GENERATOR.encode() in page.read_bytes():
                for own in (page, *page.parent.glob("disclosure.*")):
                    yield own.relative_to(output).as_posix(), own


def write_manifest(manifest: Manifest) -> Iterator[bytes]:
    """The manifest as a file, entry by entry: a large site has a hundred thousand."""
    yield f'{{"version": {_VERSION}, "draft": {json.dumps(manifest.draft)}, "files": {{'.encode()
    before = "\n"
    for path in sorted(manifest.entries):
        told = json.dumps(_told(manifest.entries[path]), ensure_ascii=False)
        yield f"{before}{json.dumps(path, ensure_ascii=False)}: {told}".encode()
        before = ",\n"
    yield b"\n}}\n"


def is_whole(output: Path, path: str, entry: Entry) -> bool:
    """Whether a published file has the bytes that were published."""
    try:
        with (output / path).open("rb") as file:
            return file_digest(file, "sha256").hexdigest() == entry.digest
    except OSError:
        return False


def _read(told: dict[str, Any]) -> Entry | dict[str, Any]:
    """An entry as soon as it is read; the manifest around them stays as it is."""
    if "sha256" not in told:
        return told
    if not all(isinstance(own, str) for own in told.values()):
        raise TypeError(told)
    return Entry(told["key"], told["sha256"], told.get("retired"))


def _told(entry: Entry) -> dict[str, str]:
    told = {"key": entry.key, "sha256": entry.digest}
    return told if entry.retired is None else {**told, "retired": entry.retired}


def _is_inside(path: str) -> bool:
    """Files outside the site are never ours to take down, whatever a manifest says."""
    parts = PurePosixPath(path)
    inside = bool(parts.parts) and not parts.is_absolute() and ".." not in parts.parts
    return inside and not _NO_NAME.search(path)
