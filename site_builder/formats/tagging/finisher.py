"""The hook that WeasyPrint calls before it writes a file."""

from __future__ import annotations

from typing import Any

from site_builder.formats.tagging.artifacts import mark_artifacts
from site_builder.formats.tagging.figures import mend_figures
from site_builder.formats.tagging.tables import mend_tables
from site_builder.formats.tagging.tree import Tree


def mend_tags(document: Any, pdf: Any) -> None:  # noqa: ANN401 - WeasyPrint has no types
    """Make a tagged PDF's tree say what the pages show."""
    tree = Tree(pdf)
    # The boxes alone know which cells on two pages are one: WeasyPrint hands them over no other way.
    mend_tables(tree, tuple(page._page_box for page in document.pages))  # noqa: SLF001
    mend_figures(tree)
    mark_artifacts(tree)
