"""Watching goes on whatever is saved."""

from __future__ import annotations

import os
from pathlib import Path
from threading import Event

from site_builder.preview.watching import Watch


def test_a_name_in_another_encoding_ends_no_watch(tmp_path: Path) -> None:
    """A file with a name that cannot be read, as archives of another system have, hides no later save."""
    told: set[str] = set()
    begun, came = Event(), Event()

    def saved(paths: frozenset[Path]) -> None:
        told.update(path.name for path in paths)
        came.set()

    watch = Watch([tmp_path], begun.set, saved)
    try:
        assert begun.wait(20)
        begun.clear()
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xb8\xbd\xbc\xfe.docx")).touch()
        assert begun.wait(20), "what was missed is made up for"
        came.clear()
        (tmp_path / "budget.yaml").touch()
        assert came.wait(20)
        assert "budget.yaml" in told
    finally:
        watch.stop()
