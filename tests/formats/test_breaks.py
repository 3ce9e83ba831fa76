"""Where no page ends: what fits on a page stands together, and what does not is never asked to."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from site_builder.formats.breaks import UPRIGHT, kept, spread
from site_builder.sheets.sheet import Cell, Part, Row

HALVES = (50.0, 50.0)
WORD = "字"
LINE = UPRIGHT.across // 4
"""Characters on one line of half a page."""


def block(lines: list[int], *, merged: int = 1, text: str = "") -> Part:
    """Rows of so many lines each beside merged cells over so many rows."""
    return Part(
        "",
        rows=tuple(
            Row((Cell(text, rows=0 if number % merged else min(merged, len(lines) - number)), Cell(WORD * LINE * own)))
            for number, own in enumerate(lines)
        ),
    )


def test_a_merged_cell_stands_together_as_long_as_it_fits() -> None:
    """The rows of a merged cell are not parted, whether they are many or tall, up to two thirds of a page."""
    assert all(kept(block([1] * 20, merged=20), HALVES, UPRIGHT)[1:])
    assert all(kept(block([4] * 7, merged=7), HALVES, UPRIGHT)[1:])
    for tall in ([1] * 40, [5] * 8):
        own = kept(block(tall, merged=len(tall)), HALVES, UPRIGHT)
        assert own[1], "no first row stands alone"
        assert own[-2:] == (True, True), "nor do the last"
        assert not all(own[2:-2])


def test_a_text_beside_its_rows_counts() -> None:
    """A merged cell whose text needs nearly a page stands together; one that needs more is spread over its rows."""
    fits, does_not = WORD * LINE * UPRIGHT.lines, WORD * LINE * (UPRIGHT.lines + 1)
    assert all(kept(block([1] * 11, merged=11, text=fits), HALVES, UPRIGHT)[1:])
    assert not spread(block([1] * 11, merged=11, text=fits), HALVES, UPRIGHT)
    assert not all(kept(block([1] * 11, merged=11, text=does_not), HALVES, UPRIGHT)[1:])
    assert spread(block([1] * 11, merged=11, text=does_not), HALVES, UPRIGHT) == {(0, 0)}


@given(st.lists(st.integers(1, UPRIGHT.lines + 9), min_size=1, max_size=60), st.integers(1, 30))
def test_no_more_is_kept_than_fits(lines: list[int], merged: int) -> None:
    """What stands together is never taller than a page: there would be none for it."""
    height = 0
    for own, together in zip(lines, kept(block(lines, merged=merged), HALVES, UPRIGHT), strict=True):
        height = height + own if together else own
        assert height <= UPRIGHT.lines or not together
