"""Printed documents that several tests read."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.conftest import once, published
from tests.formats.printed import Document, Documents, documents

MANY = 75
"""More rows than a page holds."""


@pytest.fixture(scope="session")
def long_content(tiny: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small content with indicators and explanations that go on over pages. Look, do not touch."""
    return once(tmp_path_factory, "long-content", lambda place: lengthened(tiny, place))


@pytest.fixture(scope="session")
def long_site(long_content: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of that content with its PDF. Look, do not touch."""
    return once(tmp_path_factory, "long-site", lambda place: published(long_content, place))


def lengthened(tiny: Path, place: Path) -> None:
    """A copy with a merged cell and a table of the explanations that take more than a page, code, and a long word."""
    folder = shutil.copytree(tiny, place) / "shili-ju/2026-budget"
    projects = (folder / "projects.yaml").read_text("utf-8").rstrip("\n")
    more = "".join(f"\n      - 产出/数量 | 第 {n} 处面积 | ≥{n}㎡ | 竣工图 | 年度计划" for n in range(1, MANY))
    first = "      - 产出/数量 | 修缮面积 | ≥120㎡ | 竣工图 | 年度计划"
    assert first in projects
    (folder / "projects.yaml").write_text(projects.replace(first, first + more) + "\n", "utf-8")
    narrative = (folder / "narrative.md").read_text("utf-8")
    rows = "".join(f"| 第{n}处 | 修缮 |\n" for n in range(1, MANY))
    long_word = f"按`编制内`人数计算，见 https://example.com/{'a' * 150}。\n\n```\n甲  乙\n```\n"
    table = f"\n## 修缮“明细”\n\n| 处所 | 做什么 |\n| --- | --- |\n{rows}| 合计 | 修缮 |\n\n明细到此为止。\n"
    (folder / "narrative.md").write_text(f"{narrative}\n{long_word}{table}", "utf-8")


@pytest.fixture(params=["tiny", "long", pytest.param("real", marks=pytest.mark.slow)])
def made(request: pytest.FixtureRequest) -> Documents:
    """The small site's document; one that is longer; then every document of the repository."""
    names = {
        "tiny": ("tiny_site", "tiny"),
        "long": ("long_site", "long_content"),
        "real": ("real_documents", "real_content"),
    }[request.param]
    site, content = (Path(request.getfixturevalue(name)) for name in names)
    return documents(site, content)


@pytest.fixture
def small(tiny_site: Path, tiny: Path) -> Document:
    """The small site's document."""
    return documents(tiny_site, tiny)[0]


@pytest.fixture
def long(long_site: Path, long_content: Path) -> Document:
    """The longer document."""
    return documents(long_site, long_content)[0]
