"""The manifest: what was published, under which key and with which bytes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path, PurePosixPath

from site_builder.site.artifact import Artifact

NAME = "manifest.json"
"""Its file name at the site's top."""

_VERSION = 1


@dataclass(frozen=True, slots=True)
class Entry:
    """One published file."""

    key: str
    """Hash of everything its rendering was given."""
    digest: str
    """SHA-256 of its bytes."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """Every published file."""

    entries: Mapping[str, Entry] = field(default_factory=dict)
    """By address."""


@dataclass(frozen=True, slots=True)
class Selection:
    """What a build has to do."""

    stale: tuple[Artifact, ...]
    """To be rendered: new, changed, or damaged on disk."""
    current: tuple[str, ...]
    """Published as planned."""
    gone: tuple[str, ...]
    """Published before, planned no more."""


def read_manifest(output: Path) -> Manifest:
    """The manifest of an output folder; empty if there is none that can be read."""
    try:
        data = json.loads((output / NAME).read_text(encoding="utf-8"))
        if data["version"] != _VERSION:
            return Manifest()
        files = {path: Entry(own["key"], own["sha256"]) for path, own in data["files"].items() if _is_inside(path)}
        return Manifest(files)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return Manifest()


def write_manifest(manifest: Manifest) -> bytes:
    """The manifest as a file."""
    files = {path: {"key": own.key, "sha256": own.digest} for path, own in sorted(manifest.entries.items())}
    return (json.dumps({"version": _VERSION, "files": files}, ensure_ascii=False, indent=0) + "\n").encode()


def select(planned: Iterable[Artifact], keys: Mapping[str, str], manifest: Manifest, output: Path) -> Selection:
    """Set algebra on keys: a file is current only if key and bytes are those recorded."""
    planned = tuple(planned)
    current = {
        artifact.path
        for artifact in planned
        if (entry := manifest.entries.get(artifact.path))
        and entry.key == keys[artifact.path]
        and _digest(output / artifact.path) == entry.digest
    }
    wanted = {artifact.path for artifact in planned}
    return Selection(
        stale=tuple(artifact for artifact in planned if artifact.path not in current),
        current=tuple(sorted(current)),
        gone=tuple(sorted(set(manifest.entries) - wanted)),
    )


def _is_inside(path: str) -> bool:
    """Files outside the site are never ours to take down, whatever a manifest says."""
    parts = PurePosixPath(path)
    return bool(parts.parts) and not parts.is_absolute() and ".." not in parts.parts


def _digest(path: Path) -> str:
    try:
        return sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""
