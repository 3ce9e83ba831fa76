"""Previews that tests may use."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.preview.running import Preview, preview


@pytest.fixture(scope="module")
def served(tiny: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    """One preview of a content folder that a module's tests may change, and put back."""
    top = tmp_path_factory.mktemp("preview")
    shutil.copytree(tiny, top / "content")
    (top / "said").mkdir()
    with preview(top / "content", top / "said") as running:
        yield running


@pytest.fixture(autouse=True)
def _as_it_was(request: pytest.FixtureRequest, tiny: Path) -> Iterator[None]:
    """What a test has saved is undone."""
    yield
    if "served" in request.fixturenames:
        content = request.getfixturevalue("served").content
        for path in content.iterdir():
            if not (tiny / path.name).exists():
                shutil.rmtree(path)
        shutil.copytree(tiny, content, dirs_exist_ok=True)
