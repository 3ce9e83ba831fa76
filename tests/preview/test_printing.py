"""Documents are made when they are asked for, and what a save has overtaken is left off."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from site_builder.preview import printing as printing_module
from site_builder.preview.base import Standing
from site_builder.preview.desk import Desk
from site_builder.preview.gathering import Gathering
from site_builder.preview.printing import Printing
from site_builder.values.finding import Finding
from site_builder.values.text import Place
from tests.preview.running import BUDGET, FOLDER
from tests.preview.test_desk import change

ADDRESS = f"{FOLDER}/disclosure.pdf"
PATIENCE = 10
Told = Callable[[int, int], None]


class Press:
    """Stands in for the typesetter: it sets a part whenever it may."""

    def __init__(self) -> None:
        self.may, self.begun, self.made = Event(), Event(), list[str]()
        self.result: bytes | tuple[Finding, ...] = b"%PDF-"

    def document(self, artifact: Any, _: object, told: Told) -> bytes | tuple[Finding, ...]:  # noqa: ANN401
        """A document of three parts."""
        told(1, 3)
        self.begun.set()
        assert self.may.wait(PATIENCE)
        told(2, 3)
        self.made.append(artifact.path)
        return self.result


@pytest.fixture
def press(monkeypatch: pytest.MonkeyPatch) -> Press:
    """A press that waits."""
    own = Press()
    monkeypatch.setattr(printing_module, "resolve_name", lambda _: lambda: own)
    monkeypatch.setattr(printing_module, "why_no_documents", lambda: "")
    return own


@pytest.fixture
def printing(press: Press) -> Iterator[Printing]:
    """The printing of a preview."""
    own = Printing(lambda: None)
    yield own
    press.may.set()
    own.stop()


@pytest.fixture
def made(content: Path, printing: Printing) -> Desk:
    """A desk with a press."""
    return Desk(Standing(content), 8000, printing, Gathering().others)


def finished(printing: Printing) -> None:
    """Wait until everything that was asked for is made."""
    for document in printing._documents.values():
        document.made.exception(PATIENCE)


def test_progress_and_document(made: Desk, press: Press, printing: Printing) -> None:
    """It is answered at once how far the document has come; when it is made, it is answered itself, and kept."""
    assert made.answer(ADDRESS).kind == "text/html"
    assert press.begun.wait(PATIENCE)
    page = made.answer(ADDRESS).body.decode()
    assert '<progress max="3" value="1"' in page
    press.may.set()
    finished(printing)
    assert made.answer(ADDRESS).body == b"%PDF-"
    assert made.answer(ADDRESS).kind == "application/pdf"
    assert press.made == [ADDRESS]


def test_a_save_overtakes_it(content: Path, made: Desk, press: Press, printing: Printing) -> None:
    """A document that a save has overtaken is left off at the next part, and another is begun."""
    first = made.answer(ADDRESS)
    assert press.begun.wait(PATIENCE)
    change(content, BUDGET, "公务接待费: 0.55", "公务接待费: 0.56")
    assert made.answer(ADDRESS).kind == first.kind
    press.may.set()
    finished(printing)
    assert made.answer(ADDRESS).body == b"%PDF-"
    assert press.made == [ADDRESS], "the first was never finished"


def test_what_cannot_be_printed(made: Desk, press: Press, printing: Printing) -> None:
    """Why there can be no document stands in the panel, with the lines in question."""
    press.result = (Finding("F01", "error", "印不出来。", Place(BUDGET, 2, 1)),)
    press.may.set()
    made.answer(ADDRESS)
    finished(printing)
    page = made.answer(ADDRESS).body.decode()
    assert f"{BUDGET}:2:1" in page
    assert "<mark><span>2</span>" in page


def test_it_is_never_begun_unasked(made: Desk, press: Press) -> None:
    """Whoever looks at pages sets no document."""
    assert made.answer(f"{FOLDER}/index.html").status == 200
    assert not press.begun.is_set()


def test_the_end_does_not_wait_for_it(made: Desk, press: Press, printing: Printing) -> None:
    """A preview that ends leaves its document off at the next part."""
    made.answer(ADDRESS)
    assert press.begun.wait(PATIENCE)
    printing._stopped.set()
    press.may.set()
    printing.stop()
    assert press.made == []
