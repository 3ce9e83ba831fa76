"""Printed documents that several tests read."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.formats.printed import Document, Documents, documents


@pytest.fixture(params=["tiny", pytest.param("real", marks=pytest.mark.slow)])
def made(request: pytest.FixtureRequest) -> Documents:
    """The small site's document; then every document of the repository."""
    names = {"tiny": ("tiny_site", "tiny"), "real": ("real_documents", "real_content")}[request.param]
    site, content = (Path(request.getfixturevalue(name)) for name in names)
    return documents(site, content)


@pytest.fixture
def small(tiny_site: Path, tiny: Path) -> Document:
    """The small site's document."""
    return documents(tiny_site, tiny)[0]
