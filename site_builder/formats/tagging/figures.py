"""Figures: where they stand on the page."""

from __future__ import annotations

from site_builder.formats.tagging.tree import Tree

_POINTS = 0.75
"""Points in a CSS pixel."""


def mend_figures(tree: Tree) -> None:
    """Give each figure's bounds in the page's own measure: points from its lower edge, not pixels from its upper."""
    for figure in tree.walk(tree.root):
        if figure["S"] == "/Figure":
            left, top, right, bottom = (_POINTS * side for side in figure["A"]["BBox"])
            height = tree.at(figure["Pg"])["MediaBox"][3]
            figure["A"]["BBox"][:] = [left, height - bottom, right, height - top]
