"""What a build keeps to itself stands beside the output folder, never in it; and one build at a time."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from site_builder.values.finding import BuildError

if sys.platform == "win32":
    from msvcrt import LK_NBLCK, locking
else:
    from fcntl import LOCK_EX, LOCK_NB, flock

_FOLDER = ".gongkai"


@contextmanager
def beside(output: Path) -> Iterator[Path]:
    """The folder that belongs to an output folder, locked against a second build until this one ends, however it ends.

    Raises `BuildError` if another build holds it, or it cannot be written.
    """
    # Whatever names it has, a folder is one.
    place = output.resolve()
    folder = place.parent / _FOLDER / (place.name or "site")
    try:
        folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.mkdir(exist_ok=True)
        (folder.parent / ".gitignore").write_text("*\n")
        file = (folder / "lock").open("a")
    except OSError as error:
        message = f"写不进“{folder}”：{error.strerror or error}。程序要在输出文件夹旁边记下做过什么。"
        raise BuildError(message) from error
    with file:
        try:
            _hold(file.fileno())
        except (BlockingIOError, PermissionError) as error:
            message = f"另一个 gongkai 正在写“{output}”。请等它结束，再运行一次。"
            raise BuildError(message) from error
        yield folder


def _hold(file: int) -> None:
    """Lock a file until its process ends. Raises `OSError` if another process has locked it."""
    if sys.platform == "win32":
        locking(file, LK_NBLCK, 1)
    else:
        flock(file, LOCK_EX | LOCK_NB)
