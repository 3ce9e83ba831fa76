"""Watching folders for saves. The only module that imports watchfiles.

A save is told after a quiet moment of a hundredth of a second, so that one which an editor makes in two steps is
told once; and what is saved while something is told is told next.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from threading import Event, Thread

from watchfiles import watch

from site_builder.terminal import say

QUIET = 10
"""Milliseconds without another save after which one is told."""

_LOOK_UP = 500
"""Milliseconds after which the thread sees that it is to end."""

_POLL = 1000
"""Milliseconds between two looks where the system does not tell of saves."""

Saved = Callable[[frozenset[Path]], None]
"""Is given the files and folders that were saved, made or removed."""


class Watch:
    """A thread that tells of every save below some folders until it is stopped."""

    def __init__(self, folders: Iterable[Path], begun: Callable[[], None], saved: Saved) -> None:
        """Begin. What was saved before that is told is not told, and anything that is saved after it is."""
        self._folders, self._begun, self._saved = tuple(folders), begun, saved
        self._stopped = Event()
        self._thread = Thread(target=self._run, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Tell no more."""
        self._stopped.set()
        self._thread.join()

    def _run(self) -> None:
        polling = False
        while not self._stopped.is_set():
            try:
                self._tell(polling=polling)
            # The latter where a name cannot be read, as from an archive of another system: what it hid is made up for.
            except (FileNotFoundError, RuntimeError):
                self._stopped.wait(_LOOK_UP / 1000)
            except OSError as error:
                if polling:
                    raise
                say(f"系统不能通知文件变化（{error}），改为每秒查看一次，会慢一些。", sys.stderr)
                polling = True

    def _tell(self, *, polling: bool) -> None:
        """Tell of saves until it is stopped, or a folder is not the one it was: then its watch has ended unheard."""
        before = [folder.stat().st_ino for folder in self._folders]
        saves = watch(
            *self._folders,
            watch_filter=None,
            step=QUIET,
            rust_timeout=_LOOK_UP,
            yield_on_timeout=True,
            raise_interrupt=False,
            force_polling=polling,
            poll_delay_ms=_POLL,
            ignore_permission_denied=True,
        )
        for number, changes in enumerate(saves):
            if self._stopped.is_set():
                return
            if not number:
                self._begun()
            if changes:
                self._saved(frozenset(Path(path) for _, path in changes))
            if before != [folder.stat().st_ino for folder in self._folders]:
                return
