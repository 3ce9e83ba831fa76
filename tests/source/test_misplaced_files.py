"""Files that nobody would read, and files that must not be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from site_builder.values.finding import BuildError
from tests.examination import examine


def content(root: Path) -> Path:
    folder = root / "content" / "ju" / "2026-budget"
    folder.mkdir(parents=True)
    (folder.parent / "unit.yaml").write_text("名称: 示例局", "utf-8")
    (folder / "disclosure.yaml").write_text("表样: 全国统一表样", "utf-8")
    return root / "content"


@pytest.mark.parametrize("name", ["site.yml", "ju/budget.yaml", "ju/2026-budget/budget.YAML"])
def test_a_file_in_the_wrong_place_is_named(tmp_path: Path, name: str) -> None:
    """A typed file that is not where the program looks is an error: its figures would be missing."""
    root = content(tmp_path)
    (root / name).write_text("支出: []", "utf-8")
    assert ("D12", name) in {(found.code, found.source.file) for found in examine(root).findings}


def test_a_folder_that_says_no_year_is_an_error(tmp_path: Path) -> None:
    """A misspelt folder must not take down what was published from it."""
    root = content(tmp_path)
    (root / "ju" / "2026-budget").rename(root / "ju" / "2026预算")
    assert ("D11", "error") in {(found.code, found.severity) for found in examine(root).findings}


def test_final_accounts_have_no_form_yet(tmp_path: Path) -> None:
    """Final accounts are never printed on a budget's forms."""
    root = content(tmp_path)
    (root / "ju" / "2026-budget").rename(root / "ju" / "2026-final")
    assert "D13" in {found.code for found in examine(root).findings}


def test_links_out_of_the_content_are_refused(tmp_path: Path) -> None:
    """A link to a file elsewhere on the machine would publish it."""
    root = content(tmp_path)
    secret = tmp_path / "elsewhere.md"
    secret.write_text("别处的文件", "utf-8")
    (root / "ju" / "2026-budget" / "narrative.md").symlink_to(secret)
    with pytest.raises(BuildError, match="narrative"):
        examine(root)


def test_a_folder_without_letters_asks_for_an_address(tmp_path: Path) -> None:
    """An address is for ever, so none is made up for a unit whose folder holds no letter or digit."""
    root = content(tmp_path)
    (root / "ju").rename(root / "财政局")
    assert ("D09", "error") in {(found.code, found.severity) for found in examine(root).findings}
