"""Heads, bodies and cards are full grids: every slot is covered exactly once."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from site_builder.sheets.card import lay_out
from site_builder.sheets.header import header
from site_builder.sheets.sheet import Cell
from tests.conftest import Typed
from tests.examination import Examination


def covered(grid: Sequence[Sequence[Cell]]) -> list[list[int]]:
    """How often each slot of a grid is covered by the spans of the cells that begin somewhere."""
    width = len(grid[0]) if grid else 0
    count = [[0] * width for _ in grid]
    for row, cells in enumerate(grid):
        assert len(cells) == width
        for column, cell in enumerate(cells):
            for down in range(row, row + cell.rows):
                for right in range(column, column + cell.columns if cell.rows else column):
                    count[down][right] += 1
    return count


def complete(grid: Sequence[Sequence[Cell]]) -> bool:
    """Whether every slot is covered exactly once."""
    return all(number == 1 for row in covered(grid) for number in row)


titles = st.lists(st.sampled_from("甲乙丙"), min_size=1, max_size=4).map(tuple)


@given(paths=st.lists(titles, min_size=1, max_size=8).map(tuple))
def test_heads(paths: tuple[tuple[str, ...], ...]) -> None:
    """A head of any titles is complete; a leaf title stands over its own column alone."""
    grid = header(paths)
    assert complete(grid)
    for column, path in enumerate(paths):
        leaf = grid[len(path) - 1][column]
        assert (leaf.text, leaf.columns, leaf.rows) == (path[-1], 1, len(grid) - len(path) + 1)


def test_equal_neighbours_join() -> None:
    """Titles join under one parent only; a leaf does not join a branch of its name."""
    grid = header((("甲", "小计"), ("甲", "其中", "丙"), ("乙", "小计"), ("甲",), ("甲", "丁")))
    assert [(cell.text, cell.columns) for cell in grid[0] if cell.rows] == [("甲", 2), ("乙", 1), ("甲", 1), ("甲", 1)]
    assert [cell.rows for cell in grid[0]] == [1, 0, 1, 3, 1]


cells = st.builds(
    Cell,
    text=st.sampled_from("甲乙丙"),
    rows=st.integers(1, 4),
    columns=st.integers(1, 3),
)


@settings(deadline=None)
@given(lines=st.lists(st.lists(cells, min_size=1, max_size=5).map(tuple), min_size=1, max_size=6).map(tuple))
def test_cards(lines: tuple[tuple[Cell, ...], ...]) -> None:
    """A card of any spans, wherever they hang, is complete and loses no cell."""
    grid = [row.cells for row in lay_out(lines)]
    assert complete(grid)
    assert len(grid) == len(lines)
    for line, row in zip(lines, grid, strict=True):
        begun = [cell for cell in row if cell.rows]
        kept = iter(begun)
        assert all(any(cell.text == wanted.text and cell.columns >= wanted.columns for cell in kept) for wanted in line)


def test_a_card_is_as_wide_as_its_widest_line() -> None:
    """The last cell of a line takes the rest; one that runs down, at the left or right, keeps its column."""
    lines = ((Cell("甲"), Cell("乙", rows=2)), (Cell("丙"), Cell("丁"), Cell("戊")), (Cell("己"),))
    grid = [row.cells for row in lay_out(lines)]
    assert [[(cell.text, cell.columns) for cell in row if cell.rows] for row in grid] == [
        [("甲", 3), ("乙", 1)],
        [("丙", 1), ("丁", 1), ("戊", 1)],
        [("己", 4)],
    ]


def test_every_printed_grid(real: Examination) -> None:
    """Every head and every body of the repository's own content is complete."""
    for item in real.disclosures:
        for sheet in item.subject.sheets:
            for part in sheet.parts:
                assert complete(part.header), sheet.title
                assert complete([row.cells for row in part.rows]), sheet.title
                assert not part.columns or all(len(row.cells) == len(part.columns) for row in part.rows)


@settings(max_examples=25, deadline=None)
@given(tasks=st.lists(st.lists(st.sampled_from(("产出/数量", "产出/质量", "效益/社会效益")), max_size=4), max_size=4))
def test_bodies_with_records(typed: Typed, tasks: list[list[str]]) -> None:
    """Tasks and projects with any number of indicators, none included, merge into complete bodies."""
    records = "\n".join(
        f"  - {{名称: 事{number}, 金额: 1, 指标: [{', '.join(f'{level} | 个数 | =1' for level in levels)}]}}"
        for number, levels in enumerate(tasks)
    )
    for form in ("全国统一表样", "洛阳高新区整体绩效目标", "广东整体绩效目标"):
        seen = typed(
            {
                "disclosure.yaml": f"表样: {form}",
                "overall-target.yaml": f"任务:\n{records}" if tasks else "",
                "projects.yaml": f"项目:\n{records}" if tasks else "",
            }
        )
        for sheet in seen.sheets:
            for part in sheet.parts:
                assert complete([row.cells for row in part.rows]), sheet.title
