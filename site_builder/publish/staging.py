"""Staged files: rendered, written beside the place where they will stand, not yet published."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import mkdtemp

from site_builder.values.finding import BuildError

_PREFIX = ".staging-"


@dataclass(frozen=True, slots=True)
class Staged:
    """A file that waits to be put in place."""

    path: str
    """Address relative to the site's top."""
    digest: str
    """SHA-256 of its bytes, in hex."""
    size: int
    """Its length in bytes."""
    modified: int
    """When it was written, in nanoseconds; moving it does not change this."""

    @property
    def look(self) -> tuple[str, int, int]:
        """By what it is known again without being read: digest, length and time."""
        return self.digest, self.size, self.modified


@contextmanager
def staging(output: Path) -> Iterator[Path]:
    """A new folder inside the output folder, on the same file system. What a killed build left is removed first.

    Raises `BuildError` if the output folder cannot be written. Where it did not exist and nothing was published,
    it is gone afterwards.
    """
    try:
        for leftover in output.glob(f"{_PREFIX}*"):
            shutil.rmtree(leftover, ignore_errors=True)
        output.mkdir(parents=True, exist_ok=True)
        folder = Path(mkdtemp(prefix=_PREFIX, dir=output))
    except OSError as error:
        raise unwritable(output, error) from error
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        with suppress(OSError):
            output.rmdir()


def stage(folder: Path, path: str, data: bytes | Iterable[bytes]) -> Staged:
    """Write a file, whole or piece by piece, where it waits. Raises `BuildError` if it cannot be written."""
    target, digest = folder / path, sha256()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("wb") as file:
            for piece in (data,) if isinstance(data, bytes) else data:
                digest.update(piece)
                file.write(piece)
        told = target.stat()
    except OSError as error:
        raise unwritable(folder.parent, error) from error
    return Staged(path, digest.hexdigest(), told.st_size, told.st_mtime_ns)


def unwritable(output: Path, error: OSError) -> BuildError:
    """What is said of an output folder that cannot be written."""
    return BuildError(f"写不进输出文件夹“{output}”：{error.strerror or error}。")
