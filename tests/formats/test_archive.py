"""`--archival`: a PDF/A-3 beside each printed document, and nothing else changed."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest

from site_builder.cli import main
from tests.formats.printed import shown

FOLDER = "shili-ju/2026-budget"

# WeasyPrint leaves closing the colour profile that PDF/A asks for to Python.
pytestmark = [
    pytest.mark.filterwarnings("ignore:unclosed file:ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


def test_archives_stand_beside_documents(tiny: Path, tiny_site: Path, tmp_path: Path) -> None:
    """Asked for, an archive.pdf stands beside each document; all other files are those of a build without it."""
    assert main(["build", "--archival", "--content", str(tiny), "--output", str(tmp_path), "--jobs", "1"]) == 0
    found = {path.relative_to(tmp_path).as_posix(): path.read_bytes() for path in tmp_path.rglob("*.*")}
    others = {path.relative_to(tiny_site).as_posix(): path.read_bytes() for path in tiny_site.rglob("*.*")}
    assert found.keys() - others.keys() == {f"{FOLDER}/archive.pdf"}
    assert {path for path in others if found[path] != others[path]} == {"manifest.json"}
    with pikepdf.open(tmp_path / FOLDER / "archive.pdf") as archive, pikepdf.open(found_document(tmp_path)) as printed:
        with archive.open_metadata() as said:
            assert (said["pdfaid:part"], said["pdfaid:conformance"], said["pdfuaid:part"]) == ("3", "A", "1")
        assert {name: archive.attachments[name].get_file().read_bytes() for name in archive.attachments} == {
            name: found[f"{FOLDER}/{name}"] for name in ("disclosure.json", "disclosure.xlsx")
        }
        for kept, page in zip(archive.pages, printed.pages, strict=True):
            assert list(shown(kept)) == list(shown(page))


def test_no_archive_without_documents(content: Path, tmp_path: Path) -> None:
    """Where no PDF is made, none is made for the archive."""
    assert (
        main(["build", "--archival", "--no-pdf", "--content", str(content), "--output", str(tmp_path / "public")]) == 0
    )
    assert not list((tmp_path / "public").rglob("*.pdf"))


def found_document(site: Path) -> Path:
    return site / FOLDER / "disclosure.pdf"
