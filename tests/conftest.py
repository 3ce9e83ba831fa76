"""Sites that many tests look at, each built once even for several workers; and one unit typed in a test."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from textwrap import dedent
from time import sleep

import pytest

from site_builder.book.ledger import Ledger
from site_builder.build.chain import build
from site_builder.build.orders import Settings
from site_builder.checks.audit import Audited
from site_builder.publish.workers import Crew
from site_builder.sheets.address import plain
from site_builder.sheets.binding import resolve
from site_builder.sheets.sheet import Cell, Part, Row, Sheet
from site_builder.site.artifact import Artifact
from site_builder.site.plan import plan_unit
from site_builder.site.views.frame import site_view
from site_builder.values.finding import Finding
from tests.browser.chromium import CHROMIUM, Browser, started
from tests.examination import Examination, examine

HERE = Path(__file__).resolve().parent


@dataclass(frozen=True)
class Examined:
    """What the real chain makes of one unit's files: figures, tables and findings."""

    audited: Audited | None
    examination: Examination

    @property
    def it(self) -> Audited:
        assert self.audited is not None, self.examination.findings
        return self.audited

    @property
    def ledger(self) -> Ledger:
        return self.it.subject.disclosure.ledger

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        return self.it.subject.sheets

    @property
    def said(self) -> list[Finding]:
        """Every finding; what a fragment lacks is left unsaid."""
        return [found for found in self.examination.findings if found.code not in FRAGMENTS]

    @property
    def faults(self) -> list[tuple[str, str, int]]:
        """Code, file name and line of every error and warning; what a fragment lacks is left unsaid."""
        grave = [found for found in self.said if found.severity in {"error", "warning"}]
        return [(found.code, found.source.file.rpartition("/")[2], found.source.line) for found in grave]

    @property
    def codes(self) -> list[str]:
        """The codes of all errors and warnings."""
        return [code for code, _, _ in self.faults]

    def says(self, reference: str) -> str | None:
        """What `{reference}` in the narrative prints."""
        return resolve(self.it.subject.disclosure, self.sheets, reference)

    def sheet(self, key: str) -> Sheet:
        """A table by its key."""
        return next(sheet for sheet in self.sheets if sheet.key == key)

    def rows(self, table: str) -> list[list[str]]:
        """Every printed text of a table."""
        return [[cell.text for cell in row.cells] for part in self.sheet(table).parts for row in part.rows]

    def cell(self, table: str, row: str, column: str = "") -> Cell:
        """A cell by row key and column title; without a title, the first figure of the row's side."""
        for part, own, side in _keyed(self.sheet(table), row):
            for other, cell in zip(part.columns, own.cells, strict=True):
                mine = not side or other.side == side
                if mine and (column in other.path if column else other.kind == "amount"):
                    return cell
        message = f"{table} has no cell {row}.{column}"
        raise LookupError(message)

    def text(self, table: str, row: str, column: str = "") -> str:
        """What a cell prints."""
        return self.cell(table, row, column).text


def _keyed(sheet: Sheet, key: str) -> Iterator[tuple[Part, Row, str]]:
    for part in sheet.parts:
        for row in part.rows:
            yield from ((part, row, side) for side, own in row.keys if plain(own) == plain(key))


FRAGMENTS: frozenset[str] = frozenset({"B12", "B15", "B30", "B34", "M01", "M03", "P01", "T03", "T04"})
"""Codes of laws on what a test's few lines do not try to be, complete: it is left unsaid."""

Typed = Callable[[Mapping[str, str]], Examined]
"""Examine one unit's files, given as {file name: text}."""

ABROAD = ("forms/", "classifications/", "site.yaml", "bureau/", "school/", "library/")
"""Beginnings of names that are counted from the content folder; all others belong to bureau/2026-budget."""


def written(content: Path, files: Mapping[str, str]) -> Path:
    """A content folder with one unit's files, and what these leave unsaid."""
    defaults = {"bureau/unit.yaml": "名称: 示例局", "disclosure.yaml": "表样: 全国统一表样"}
    for name, text in {**defaults, **files}.items():
        path = content / name if name.startswith(ABROAD) else content / "bureau/2026-budget" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dedent(text).lstrip("\n"), "utf-8")
    return content


@pytest.fixture(scope="session")
def typed(tmp_path_factory: pytest.TempPathFactory) -> Typed:
    """Files as a clerk types them, through the real chain: the newest disclosure of the unit `bureau`."""
    numbers = count()
    root = tmp_path_factory.mktemp("typed")

    def examined(files: Mapping[str, str]) -> Examined:
        content = written(root / str(next(numbers)), files)
        result = examine(content)
        shutil.rmtree(content)
        of_bureau = [item for item in result.disclosures if item.subject.unit.folder == "bureau"]
        return Examined(of_bureau[-1] if of_bureau else None, result)

    return examined


@pytest.fixture(scope="session")
def tiny() -> Path:
    """A small content folder: one unit, one disclosure, four tables."""
    return HERE / "site" / "content"


@pytest.fixture
def content(tiny: Path, tmp_path: Path) -> Path:
    """A copy of the small content folder that a test may change."""
    return Path(shutil.copytree(tiny, tmp_path / "content"))


@pytest.fixture(scope="session")
def tiny_site(tiny: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small site with its PDF. Look, do not touch."""
    return once(tmp_path_factory, "tiny-site", lambda place: published(tiny, place))


@pytest.fixture(scope="session")
def real_content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository's content as it was when the tests began. Look, do not touch."""
    return once(tmp_path_factory, "real-content", lambda place: shutil.copytree(HERE.parent / "content", place))


@pytest.fixture(scope="session")
def real_site(real_content: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository's site without PDFs. Look, do not touch."""
    return once(tmp_path_factory, "real-site", lambda place: published(real_content, place, pdf=False))


@pytest.fixture(scope="session")
def real_documents(real_content: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository's site with its PDFs, which take their time. Look, do not touch."""
    jobs = os.cpu_count() or 1
    return once(tmp_path_factory, "real-documents", lambda place: published(real_content, place, jobs=jobs))


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A real browser, one for each worker."""
    if CHROMIUM is None:
        pytest.skip("needs Chromium")
    with started(tmp_path_factory.mktemp("browser")) as running:
        yield running


@pytest.fixture(scope="session")
def real(real_content: Path) -> Examination:
    """The repository's content, read and audited."""
    return examine(real_content)


def artifacts(examination: Examination, *, pdf: bool = True) -> Iterator[Artifact]:
    """Every file that a build plans for the units of an examination."""
    site = site_view(examination.book.site, "gongkai")
    for unit in examination.book.units:
        own = tuple(found for found in examination.disclosures if found.subject.unit.folder == unit.folder)
        yield from plan_unit(unit, own, site, pdf=pdf, archival=False, data=True)


def published(content: Path, place: Path, *, jobs: int = 1, pdf: bool = True) -> None:
    """A site built from faultless content."""
    findings = build(content, place, Settings(pdf=pdf), Crew(jobs)).findings
    assert [found for found in findings if found.severity == "error"] == []


def once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """A folder that the first worker makes and the others wait for."""
    base = factory.getbasetemp()
    place = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / name
    lock, done = place.with_suffix(".lock"), place.with_suffix(".done")
    try:
        lock.mkdir()
    except FileExistsError:
        while not done.exists():
            sleep(0.05)
    else:
        try:
            make(place)
        finally:
            done.touch()
    assert place.is_dir(), f"{name} could not be made"
    return place
