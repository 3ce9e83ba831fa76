"""Content folders and output folders as several tests of the build need them."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

FOLDER = "shili-ju/2026-budget"
BUDGET = f"{FOLDER}/budget.yaml"


def files(folder: Path) -> Mapping[str, bytes]:
    """Every file below a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def edit(path: Path, old: str, new: str) -> None:
    """A clerk's change."""
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def copies(content: Path, count: int) -> Path:
    """More units with the same figures, each at an address of its own."""
    for number in range(count):
        unit = Path(shutil.copytree(content / "shili-ju", content / f"unit-{number:02}"))
        edit(unit / "unit.yaml", "shili-ju", unit.name)
        edit(unit / "unit.yaml", "测试局", f"测试{number}局")
    return content
