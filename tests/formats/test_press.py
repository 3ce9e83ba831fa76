"""A process that keeps pages: documents are the same bytes as those made in one go, and only what changed is set."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from site_builder.formats.document import render_document
from site_builder.formats.press import Press
from site_builder.site.artifact import Artifact
from site_builder.site.theme import theme
from tests.conftest import artifacts
from tests.examination import examine

FOLDER = "shili-ju/2026-budget"


def document(content: Path) -> Artifact:
    """The one document of a content folder."""
    return next(own for own in artifacts(examine(content)) if own.format == "document")


def retype(content: Path, name: str, before: str, after: str) -> None:
    """Type something else into a file of the disclosure."""
    path = content / FOLDER / name
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), "utf-8")


def note(told: list[tuple[int, int]], done: int, parts: int) -> None:
    """What is told while a document is made."""
    told.append((done, parts))


@pytest.fixture
def printed(content: Path) -> Callable[[], tuple[int, int]]:
    """Make the document as it is typed now, in one press, and see that it is as if made in one go.

    Gives how many parts were set anew, and how many there are.
    """
    press = Press()

    def make() -> tuple[int, int]:
        told: list[tuple[int, int]] = []
        artifact, look = document(content), theme(content)
        made = press.document(artifact, look, partial(note, told))
        assert made == render_document(artifact, look)
        assert [done for done, _ in told] == list(range(told[0][0], told[-1][1] + 1))
        return len(told) - 1, told[-1][1]

    return make


def test_only_what_an_edit_touches_is_set_again(content: Path, printed: Callable[[], tuple[int, int]]) -> None:
    """One word of one table: one part of the document and the contents, which are looked at last, are set again."""
    first, parts = printed()
    assert first == parts
    retype(content, "projects.yaml", "竣工图", "竣工图纸")
    assert printed() == (2, parts)
    assert printed() == (1, parts)


@pytest.mark.slow
def test_pages_that_come_and_go(content: Path, printed: Callable[[], tuple[int, int]]) -> None:
    """What moves all that follows, and every number in the contents, is set right and sets nothing else again."""
    printed()
    retype(content, "projects.yaml", "竣工图", "竣工图、照片和清单" * 300)
    assert printed()[0] == 2
    retype(content, "projects.yaml", "竣工图、照片和清单" * 300, "竣工图")
    assert printed()[0] == 2


@pytest.mark.slow
def test_tables_that_come_and_go(content: Path, printed: Callable[[], tuple[int, int]]) -> None:
    """A further project has a table of its own, which goes with it; the tables of others are not set again."""
    _, parts = printed()
    path = content / FOLDER / "projects.yaml"
    text = path.read_text("utf-8")
    further = text.removeprefix("项目:\n").replace("办公楼", "食堂").replace("001X", "0021")
    path.write_text(text + further, "utf-8")
    again, more = printed()
    assert more == parts + 1
    assert again < more
    path.write_text(text, "utf-8")
    assert printed()[1] == parts


@pytest.mark.slow
def test_another_title(content: Path, printed: Callable[[], tuple[int, int]]) -> None:
    """What stands on every page touches every part."""
    _, parts = printed()
    retype(content, "disclosure.yaml", "表样", "标题: 示例局2026年预算\n表样")
    assert printed() == (parts, parts)


@pytest.mark.slow
@pytest.mark.parametrize(
    "rules",
    [
        ".narrative, .sheet { break-before: auto } .charts { break-after: auto } .remarks { display: none }",
        "@page :first { @bottom-left { content: '封面' } } @page :left { @bottom-left { content: counter(pages) } }",
        "#tables { page: tall } @page tall { size: A3; @top-left { content: string(sheet) string(sheet, last) } }",
        "h2 { counter-increment: heading } h2::before { content: counter(heading) '. ' }",
        ".cover, .printed-contents { display: none } table { opacity: .5 }",
    ],
)
def test_own_theme(content: Path, printed: Callable[[], tuple[int, int]], rules: str) -> None:
    """Where pages end, what stands in their margins and what is counted is for the site's own style to say."""
    style = theme(content).style("document")
    own = content / "theme" / "assets" / "css" / "document.css"
    own.parent.mkdir(parents=True)
    own.write_text(f"{style}\n{rules}", "utf-8")
    printed()
    retype(content, "budget.yaml", "公务接待费: 0.55", "公务接待费: 0.56")
    printed()


@pytest.mark.slow
def test_faults_are_told_until_they_are_mended(content: Path, printed: Callable[[], tuple[int, int]]) -> None:
    """A character that no font has is a finding each time, though the page that it stands on is not set again."""
    printed()
    retype(content, "projects.yaml", "竣工图", "竣工\ue000图")
    press, look = Press(), theme(content)
    wrong = press.document(document(content), look)
    assert isinstance(wrong, tuple)
    assert wrong == render_document(document(content), look)
    printed()
    assert printed()[0] == 1
    retype(content, "projects.yaml", "竣工\ue000图", "竣工图")
    assert isinstance(press.document(document(content), look), bytes)
    printed()


@pytest.mark.slow
def test_called_off(content: Path) -> None:
    """Who is told may break off; what was set until then is kept."""
    press, artifact, look = Press(), document(content), theme(content)
    told: list[int] = []

    def once(done: int, _parts: int) -> None:
        told.append(done)
        if told == [0, 1, 2]:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        press.document(artifact, look, once)
    assert press.document(artifact, look, once) == render_document(artifact, look)
    assert told[3] == 2


@pytest.mark.slow
def test_the_last_two_are_kept(content: Path) -> None:
    """Pages of the two last documents are kept, and those of no third."""
    press, artifact, look = Press(), document(content), theme(content)
    first: list[int] = []
    for path in ("a/a.pdf", "b/b.pdf", "a/a.pdf", "c/c.pdf", "a/a.pdf", "b/b.pdf"):
        told: list[tuple[int, int]] = []
        press.document(replace(artifact, path=path), look, partial(note, told))
        first.append(told[0][0])
    assert [bool(done) for done in first] == [False, False, True, False, True, False]


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_real_documents(real_content: Path) -> None:
    """Every document of the repository is the same bytes as if made in one go, one after the other in one press."""
    press, look = Press(), theme(real_content)
    for artifact in artifacts(examine(real_content)):
        if artifact.format == "document":
            assert press.document(artifact, look) == render_document(artifact, look), artifact.path
