"""PDF/UA-1 and PDF/A-3a, as two programs read them that did not make the files.

Where the two disagree:
- veraPDF alone finds text whose character identifiers a CID-keyed font does not have (a font cut down so that its
  glyphs are numbered anew is read in that way): strict readers draw nothing there.
- page alone wants the metadata of a PDF/A-3 uncompressed, as PDF/A-1 did. It is.
- Neither looks whether a cell is tied to its own heads rather than to others: `test_structure` does.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import page
import pikepdf
import pytest

from site_builder.build.chain import build
from site_builder.build.orders import Settings
from tests.formats.validators.verapdf import MISSING, verdicts

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(300),
    pytest.mark.skipif(bool(MISSING), reason=MISSING),
    # WeasyPrint leaves closing the colour profile that PDF/A asks for to Python.
    pytest.mark.filterwarnings("ignore:unclosed file:ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


@pytest.fixture
def built(tiny_site: Path, real_documents: Path) -> list[Path]:
    """Every document: the small site's and the repository's."""
    return [*sorted(tiny_site.rglob("*.pdf")), *sorted(real_documents.rglob("*.pdf"))]


@pytest.fixture
def archived(tiny: Path, real_content: Path, tmp_path: Path) -> list[Path]:
    """Archival documents, of the small site and of a unit of the repository."""
    unit = "luoyang-hitech-committee"
    shutil.copytree(real_content / unit, tmp_path / "content" / unit)
    shutil.copy(real_content / "site.yaml", tmp_path / "content")
    for name, content in (("tiny", tiny), ("real", tmp_path / "content")):
        assert build(content, tmp_path / name, Settings(archival=True)).published
    return sorted(tmp_path.rglob("archive.pdf"))


@pytest.fixture
def spoilt(tiny_site: Path, tmp_path: Path) -> Path:
    """A document whose language was taken out."""
    with pikepdf.open(next(tiny_site.rglob("disclosure.pdf"))) as file:
        del file.Root.Lang
        file.save(tmp_path / "spoilt.pdf")
    return tmp_path / "spoilt.pdf"


def test_documents_are_accessible(built: list[Path], spoilt: Path) -> None:
    """Every document is PDF/UA-1 by veraPDF, and one that is spoilt is not."""
    *found, last = verdicts("ua1", [*built, spoilt])
    assert [own.path for own in found] == built
    assert {own.path: own.failed[:5] for own in found if not own.compliant} == {}
    assert all(own.checks > 10_000 for own in found)
    assert not last.compliant


def test_archives_are_archival(archived: list[Path]) -> None:
    """An archival document is PDF/A-3a by veraPDF."""
    found = verdicts("3a", archived)
    assert len(found) == 2
    assert {own.path: own.failed[:5] for own in found if not own.compliant} == {}


def test_archives_are_accessible(archived: list[Path]) -> None:
    """An archival document is PDF/UA-1 too by veraPDF."""
    found = verdicts("ua1", archived)
    assert {own.path: own.failed[:5] for own in found if not own.compliant} == {}


def test_second_opinion(built: list[Path], archived: list[Path], spoilt: Path) -> None:
    """The other program finds nothing either, except in the document that is spoilt."""
    asked = [(path, "ua1") for path in (*built, *archived)] + [(path, "3a") for path in archived]
    found = [(path, page.validate_pdf(path, profile=profile)) for path, profile in asked]
    assert [(path, {own.rule_id for own in report.failures}) for path, report in found if report.failures] == []
    assert not page.validate_pdf(spoilt, profile="ua1").is_compliant
