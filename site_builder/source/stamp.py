"""What a folder looks like without reading it: enough to know that nothing in it was saved since."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

Stamp = tuple[tuple[str, int, int, int], ...]
"""Every file and folder below a unit's folder: path, size, times of the last writing and changing in nanoseconds."""

_DEEPEST = 3


def is_folder(entry: os.DirEntry[str]) -> bool:
    """Whether an entry is a folder, or a link to one; a link to itself is nothing."""
    try:
        return entry.is_dir()
    except OSError:
        return False


def stamp(root: Path, name: str) -> Stamp:
    """A unit's folder as it is now; nothing for one that is not there."""
    return tuple(sorted(_entries(f"{root}/{name}", name, 1)))


def _entries(folder: str, name: str, depth: int) -> Iterator[tuple[str, int, int, int]]:
    try:
        with os.scandir(folder) as found:
            entries = list(found)
    except OSError:
        return
    for entry in entries:
        path = f"{name}/{entry.name}"
        if is_folder(entry):
            yield path, -1, 0, 0
            if depth < _DEEPEST:
                yield from _entries(entry.path, path, depth + 1)
        else:
            yield path, *_told(entry)


def _told(entry: os.DirEntry[str]) -> tuple[int, int, int]:
    """Size and times; a link that leads nowhere has neither."""
    try:
        told = entry.stat()
    except OSError:
        return -2, 0, 0
    return told.st_size, told.st_mtime_ns, told.st_ctime_ns
