"""Only what has changed is read and rendered, and what was published never vanishes silently."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from site_builder.build import produce
from site_builder.build.chain import build
from site_builder.build.examine import Examined, examine_unit
from site_builder.build.ground import Ground
from site_builder.build.orders import Settings
from site_builder.values.finding import BuildError
from tests.build.sites import BUDGET, FOLDER, copies, edit, files

NO_PDF = Settings(pdf=False)


@pytest.fixture
def output(content: Path, tmp_path: Path) -> Path:
    """What was published of four units."""
    build(copies(content, 3), tmp_path / "public", NO_PDF)
    return tmp_path / "public"


@pytest.fixture
def examined(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The folders of the units that were examined."""
    seen: list[str] = []

    def noted(ground: Ground, name: str) -> Examined:
        seen.append(name)
        return examine_unit(ground, name)

    monkeypatch.setattr(produce, "examine_unit", noted)
    return iter([seen])


def built(content: Path, output: Path, examined: list[str]) -> tuple[list[str], tuple[str, ...]]:
    """The units that a build examined, and the files it rendered."""
    examined.clear()
    report = build(content, output, NO_PDF)
    assert report.published
    return sorted(examined), report.rendered


def test_what_is_read_again(content: Path, output: Path, examined: Iterator[list[str]]) -> None:
    """Nothing is read where nothing was saved; one saved file has one unit read; a touched file changes no page."""
    seen = next(examined)
    assert built(content, output, seen) == ([], ())
    edit(content / "unit-01/2026-budget/budget.yaml", "公务接待费: 0.55", "公务接待费: 0.56")
    units, rendered = built(content, output, seen)
    assert units == ["unit-01"]
    assert {path.partition("/")[0] for path in rendered} == {"unit-01", "compare", "data"}
    (content / BUDGET).write_bytes((content / BUDGET).read_bytes())
    assert built(content, output, seen) == (["shili-ju"], ())
    assert built(content, output, seen) == ([], ())


def test_a_department_follows_its_units(content: Path, output: Path, examined: Iterator[list[str]]) -> None:
    """A department that sums a unit is read again when the unit's figures were saved, and prints the new sum."""
    seen = next(examined)
    edit(content / "unit-00/2026-budget/disclosure.yaml", "表样:", "汇总单位: [unit-01]\n表样:")
    build(content, output, NO_PDF)
    edit(content / "unit-01/2026-budget/budget.yaml", "公务接待费: 0.55", "公务接待费: 0.56")
    units, rendered = built(content, output, seen)
    assert units == ["unit-00", "unit-01"]
    assert "unit-00/2026-budget/index.html" in rendered


def test_a_unit_that_comes_later(content: Path, tmp_path: Path) -> None:
    """A department that names a unit which is not there yet is read again when it is."""
    draft = Settings(pdf=False, draft=True)
    copies(content, 2)
    shutil.move(content / "unit-01", tmp_path / "unit-01")
    edit(content / "unit-00/2026-budget/disclosure.yaml", "表样:", "汇总单位: [unit-01]\n表样:")
    first = build(content, tmp_path / "draft", draft)
    assert "D10" in {found.code for found in first.findings}
    shutil.move(tmp_path / "unit-01", content / "unit-01")
    second = build(content, tmp_path / "draft", draft)
    assert "D10" not in {found.code for found in second.findings}
    assert "unit-00/2026-budget/index.html" in second.rendered


@pytest.mark.parametrize("typed", ["../elsewhere", "x" * 300, "C:\\Windows", "forms", "'unit-00/'"])
def test_a_name_that_is_no_unit(content: Path, tmp_path: Path, typed: str) -> None:
    """Whatever is typed in the place of a unit's folder is a finding, and nothing elsewhere is read."""
    edit(content / FOLDER / "disclosure.yaml", "表样:", f"汇总单位: [{typed}]\n表样:")
    shutil.copytree(content / "shili-ju", tmp_path / "elsewhere")
    report = build(content, tmp_path / "public", NO_PDF)
    assert not report.published
    assert "D10" in {found.code for found in report.findings}


def test_a_new_file_in_a_folder(content: Path, output: Path, examined: Iterator[list[str]]) -> None:
    """A file that nobody reads is noticed although no other file was saved."""
    (content / "unit-02" / "budget.yaml").write_text("支出: []\n", "utf-8")
    report = build(content, output, NO_PDF)
    assert not report.published
    assert ("D12", "unit-02/budget.yaml") in {(found.code, found.source.file) for found in report.findings}
    assert next(examined) == ["unit-02"]


def test_findings_are_remembered(content: Path, output: Path, examined: Iterator[list[str]]) -> None:
    """Units that are not read again are counted and told of as before."""
    first = build(content, output, NO_PDF)
    edit(content / "unit-01/2026-budget/budget.yaml", "公务接待费: 0.55", "公务接待费: 0.56")
    second = build(content, output, NO_PDF)
    others = {found for found in first.findings if not found.source.file.startswith("unit-01")}
    assert others
    assert others <= set(second.findings)
    assert second.outcomes == first.outcomes
    assert next(examined) == ["unit-01"]


def test_a_form_reaches_who_uses_it(content: Path, output: Path) -> None:
    """A changed form renders the disclosures that use it; other units' pages stay as they are."""
    form = content / "forms" / "own.yaml"
    form.write_text("名称: 本县表样\n继承: 测试表样\n", "utf-8")
    disclosure = content / "unit-00/2026-budget/disclosure.yaml"
    disclosure.write_text(disclosure.read_text("utf-8").replace("测试表样", "本县表样"), "utf-8")
    first = build(content, output, NO_PDF)
    assert first.published, [found for found in first.findings if found.severity == "error"]
    form.write_text("名称: 本县表样\n继承: 测试表样\n表:\n  三公经费: {标题: 三公经费表（本县）}\n", "utf-8")
    report = build(content, output, NO_PDF)
    assert report.published, [found for found in report.findings if found.severity == "error"]
    assert "unit-00/2026-budget/index.html" in report.rendered
    assert {path.partition("/")[0] for path in report.rendered} <= {"unit-00", "data", "search"}


def test_the_memo_may_be_lost(content: Path, output: Path, examined: Iterator[list[str]]) -> None:
    """Without its memo a build reads everything, and renders nothing that is published as it should be."""
    before = files(output)
    shutil.rmtree(output.parent / ".gongkai")
    units, rendered = built(content, output, next(examined))
    assert (len(units), rendered) == (4, ())
    assert files(output) == before


def test_a_damaged_memo(content: Path, output: Path) -> None:
    """A memo that was overwritten is said in one line and removed; the next build is as good as any."""
    before = files(output)
    (output.parent / ".gongkai" / "public" / "memo.sqlite").write_bytes(b"not ours" * 1000)
    with pytest.raises(BuildError, match="memo"):
        build(content, output, NO_PDF)
    assert build(content, output, NO_PDF).rendered == ()
    assert files(output) == before


@pytest.mark.parametrize("table", ["value", "piece"])
def test_a_memo_with_a_wrong_byte(content: Path, output: Path, examined: Iterator[list[str]], table: str) -> None:
    """What is not remembered as it was put is not believed: nothing wrong is published, and nothing else is needed."""
    before = files(output)
    with closing(sqlite3.connect(output.parent / ".gongkai" / "public" / "memo.sqlite")) as memo:
        rows = memo.execute(f"SELECT data FROM {table}").fetchall()  # noqa: S608 - one of two tables
        for (data,) in rows:
            middle = len(data) // 2
            other = data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :]
            memo.execute(f"UPDATE {table} SET data = ? WHERE data = ?", (other, data))  # noqa: S608
        memo.commit()
    for path in ("data/2026-tables.csv", "index.html"):
        (output / path).unlink()
    if table == "piece":
        with pytest.raises(BuildError, match="memo"):
            build(content, output, NO_PDF)
    units, _ = built(content, output, next(examined))
    assert len(units) == 4
    assert files(output) == before


def test_a_page_that_was_taken_down(content: Path, output: Path) -> None:
    """The page of a removed disclosure tells that it was taken down, for good; its other files are gone."""
    shutil.rmtree(content / FOLDER)
    report = build(content, output, NO_PDF)
    assert f"{FOLDER}/index.html" in report.gone
    assert f"{FOLDER}/disclosure.json" in report.gone
    page = (output / FOLDER / "index.html").read_text("utf-8")
    assert "已经撤下" in page
    assert "2026年" in page, "the title it had"
    assert [path for path in files(output) if path.startswith(f"{FOLDER}/")] == [f"{FOLDER}/index.html"]
    again = build(content, output, NO_PDF)
    assert (again.rendered, again.gone) == ((), ())
    assert (output / FOLDER / "index.html").read_text("utf-8") == page


def test_a_page_is_taken_down_without_a_manifest_too(content: Path, output: Path) -> None:
    """Where the manifest is damaged, pages of what is gone are still found, and answer with a notice."""
    shutil.rmtree(content / FOLDER)
    (output / "manifest.json").write_text('{"version": 2, "files"')
    report = build(content, output, NO_PDF)
    assert f"{FOLDER}/index.html" in report.gone
    assert "已经撤下" in (output / FOLDER / "index.html").read_text("utf-8")


def test_a_page_that_comes_back(content: Path, output: Path, tmp_path: Path) -> None:
    """A disclosure that is published again stands where the notice stood."""
    before = files(output)
    shutil.move(content / "unit-01", tmp_path / "unit-01")
    build(content, output, NO_PDF)
    assert "已经撤下" in (output / "unit-01/index.html").read_text("utf-8")
    shutil.move(tmp_path / "unit-01", content / "unit-01")
    build(content, output, NO_PDF)
    assert files(output) == before


def test_a_draft_takes_down_without_a_word(content: Path, tmp_path: Path) -> None:
    """A draft was never published, so its removed pages are just gone."""
    draft = Settings(pdf=False, draft=True)
    build(copies(content, 1), tmp_path / "draft", draft)
    shutil.rmtree(content / "unit-00")
    build(content, tmp_path / "draft", draft)
    assert not (tmp_path / "draft" / "unit-00").exists()
