"""The hook that WeasyPrint calls before it writes a file."""

from __future__ import annotations

from typing import Any

from site_builder.formats.tagging.artifacts import mark_artifacts
from site_builder.formats.tagging.figures import mend_figures
from site_builder.formats.tagging.links import mend_links
from site_builder.formats.tagging.tables import mend_tables
from site_builder.formats.tagging.texts import join_texts
from site_builder.formats.tagging.tree import Tree


def mend_tags(document: Any, pdf: Any) -> None:  # noqa: ANN401 - WeasyPrint has no types
    """Make a tagged PDF's tree say what the pages show."""
    tree = Tree(pdf)
    # The boxes alone know which cells on two pages are one: WeasyPrint hands them over no other way.
    boxes = [box for page in document.pages for box in page._page_box.descendants()]  # noqa: SLF001
    mend_tables(tree, boxes)
    mend_links(tree, boxes)
    mend_figures(tree)
    mark_artifacts(tree)
    join_texts(tree)
