"""Lines of tables: what touches is one line, and nothing looks different for it."""

from __future__ import annotations

import subprocess
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops

from site_builder.formats import document
from site_builder.formats.strokes import Span, joined
from site_builder.site.artifact import Artifact
from site_builder.site.theme import theme
from tests.conftest import artifacts
from tests.examination import examine
from tests.formats.printed import Documents

PLACES = st.integers(0, 60)


@given(st.lists(st.tuples(PLACES, PLACES).map(lambda own: (min(own), max(own)))))
def test_joining_covers_what_was_covered(spans: list[Span]) -> None:
    """Joined spans cover the same places, in order, and no two of them touch."""
    found = list(joined(spans))
    assert _covered(found) == _covered(spans)
    assert all(end + 2 < begin for (_, end), (begin, _) in pairwise(found))


def _covered(spans: list[Span]) -> set[int]:
    """The places that spans cover, with those between two that touch."""
    return {place for begin, end in spans for place in range(begin, end + 3)}


def test_a_line_is_drawn_once(made: Documents) -> None:
    """No path has two lines of one axis that touch: a table's line runs through all its cells."""
    paths = lines = 0
    for page in (page for own in made for page in own.file.pages):
        for path in _paths(page):
            paths += 1
            for spans in path.values():
                lines += len(spans)
                assert len(list(joined(spans))) == len(spans)
    assert lines > 4 * paths, "lines of one pen are drawn together"


def _paths(page: pikepdf.Page) -> Iterator[dict[tuple[str, int], list[Span]]]:
    """The straight lines of each path, by axis."""
    path: dict[tuple[str, int], list[Span]] = defaultdict(list)
    x = y = 0
    for own in pikepdf.parse_content_stream(page):
        operator = str(own.operator)
        if operator == "m":
            x, y = map(_hundredths, own.operands)
        elif operator == "l":
            to_x, to_y = map(_hundredths, own.operands)
            axis, ends = (("row", y), (x, to_x)) if y == to_y else (("column", x), (y, to_y))
            path[axis].append((min(ends), max(ends)))
        elif operator == "S":
            yield path
            path = defaultdict(list)


def _hundredths(number: object) -> int:
    return round(Decimal(str(number)) * 100)


def test_nothing_looks_different(tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page looks as it did with a line for each cell."""
    (own,) = (own for own in artifacts(examine(tiny)) if own.format == "document")
    once = _pages(own, tmp_path / "once")
    monkeypatch.setattr(document, "join_strokes", lambda _: None)
    apart = _pages(own, tmp_path / "apart")
    assert len(once) == len(apart) > 1
    for one, other in zip(once, apart, strict=True):
        assert not sum(ImageChops.difference(one, other).histogram()[16:]), "of 256 shades"


def _pages(own: Artifact, folder: Path) -> list[Image.Image]:
    folder.mkdir()
    made = document.render_document(own, theme(folder))
    assert isinstance(made, bytes)
    command = ["pdftoppm", "-r", "60", "-gray", "-", str(folder / "page")]
    subprocess.run(command, input=made, check=True, timeout=50)
    return [Image.open(path) for path in sorted(folder.iterdir())]
