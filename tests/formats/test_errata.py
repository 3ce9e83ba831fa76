"""What cannot be printed is a finding: of which table, row and column, and where it was typed."""

from __future__ import annotations

from pathlib import Path

import pytest

from site_builder.formats.document import render_archive, render_document
from site_builder.formats.errata import errata
from site_builder.formats.proofreading import CELL, FACE, GLYPH, HEADS, PAPER, Fault, Spot
from site_builder.site.artifact import Artifact
from site_builder.site.theme import theme
from site_builder.site.views.disclosure import DisclosureView
from tests.conftest import artifacts
from tests.examination import examine

FOLDER = "shili-ju/2026-budget"
NO_GLYPH = "\ue000"


def document(content: Path) -> Artifact:
    """The one document of a content folder."""
    return next(own for own in artifacts(examine(content)) if own.format == "document")


def told(content: Path) -> list[tuple[str, str, str, int]]:
    """Code, place, file and line of everything that keeps a document from being printed."""
    found = render_document(document(content), theme(content))
    assert isinstance(found, tuple)
    assert all(own.severity == "error" and own.remedy for own in found)
    return [(own.code, own.place, own.source.file.removeprefix(f"{FOLDER}/"), own.source.line) for own in found]


def retyped(content: Path, name: str, before: str, after: str) -> None:
    """Type something else into a file of the disclosure."""
    path = content / FOLDER / name
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after), "utf-8")


def test_each_is_found_where_it_was_typed(content: Path) -> None:
    """Characters that no font has are told one by one, with table, row and column, and the line in its file."""
    retyped(content, "projects.yaml", "竣工图", f"竣工{NO_GLYPH}图")
    retyped(content, "projects.yaml", "问卷", f"问{NO_GLYPH}卷")
    retyped(content, "narrative.md", "（一）依据", f"（一）依{NO_GLYPH}据")
    found = told(content)
    assert [(code, file, line) for code, _, file, line in found] == [
        (GLYPH, "projects.yaml", 9),
        (GLYPH, "projects.yaml", 12),
        (GLYPH, "narrative.md", 7),
    ]
    assert [place.count("›") for _, place, _, _ in found] == [2, 2, 1]


def test_what_no_cell_holds_is_of_the_disclosure(content: Path) -> None:
    """A fault of the cover is of disclosure.yaml."""
    retyped(content, "disclosure.yaml", "只供测试", f"只供{NO_GLYPH}测试")
    assert [(code, file) for code, _, file, _ in told(content)] == [(GLYPH, "disclosure.yaml")]


# WeasyPrint leaves closing the colour profile that PDF/A asks for to Python.
@pytest.mark.filterwarnings("ignore:unclosed file:ResourceWarning")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_archives_have_the_same_faults(content: Path) -> None:
    """A document's variant for the archive is told the same."""
    retyped(content, "projects.yaml", "竣工图", f"竣工{NO_GLYPH}图")
    own = document(content)
    assert render_archive(own, theme(content)) == render_document(own, theme(content))


@pytest.mark.parametrize("code", [GLYPH, FACE, CELL, PAPER, HEADS])
def test_every_spot_has_its_place(tiny: Path, code: str) -> None:
    """Every row of every table, those of its head too, is told by its table and by a file of the disclosure."""
    view = document(tiny).view
    assert isinstance(view, DisclosureView)
    for sheet in view.sheets:
        for number, part in enumerate(sheet.parts):
            top = len(part.header) + bool(part.index)
            for row in range(top + len(part.rows)):
                spot = Spot(sheet.slug, sheet.title, number, row, 0)
                (found,) = errata(view, [Fault(code, "字", spot)])
                assert found.code == code
                assert found.place.startswith(f"{sheet.title}›"), found
                assert found.source.file.startswith(FOLDER)


def test_a_cell_of_the_explanations_is_counted(content: Path) -> None:
    """A fault in a table of the explanations is told by its table, row and column, head included."""
    table = "| 项目 | 数量 |\n| --- | --- |\n| 甲 | {} |\n"
    path = content / FOLDER / "narrative.md"
    tables = table.format("一") + "\n又：\n\n" + table.format(f"二{NO_GLYPH}")
    path.write_text(f"{path.read_text('utf-8')}\n## 明细\n\n{tables}", "utf-8")
    ((code, place, _, _),) = told(content)
    assert (code, place) == (GLYPH, "说明›明细›第 2 张表第 2 行第 2 列")
