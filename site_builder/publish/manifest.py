"""The manifest: what was published, under which key and with which bytes."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import file_digest
from pathlib import Path, PurePosixPath
from sys import intern
from typing import Any

NAME = "manifest.json"
"""Its file name at the site's top."""

_VERSION = 2


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
    """The manifest of an output folder; empty if there is none that can be read."""
    try:
        data = json.loads((output / NAME).read_text(encoding="utf-8"), object_hook=_read)
        if data["version"] != _VERSION:
            return Manifest()
        entries = ((path, own) for path, own in data["files"].items() if isinstance(own, Entry) and _is_inside(path))
        return Manifest({intern(path): own for path, own in entries}, draft=data.get("draft") is True)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return Manifest()


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
    return Entry(told["key"], told["sha256"], told.get("retired")) if "sha256" in told else told


def _told(entry: Entry) -> dict[str, str]:
    told = {"key": entry.key, "sha256": entry.digest}
    return told if entry.retired is None else {**told, "retired": entry.retired}


def _is_inside(path: str) -> bool:
    """Files outside the site are never ours to take down, whatever a manifest says."""
    parts = PurePosixPath(path)
    return bool(parts.parts) and not parts.is_absolute() and not {"..", ":", "\\"}.intersection((*parts.parts, *path))
