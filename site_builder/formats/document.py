"""Tagged, printable PDF."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from site_builder.formats import attachments
from site_builder.formats.archive import identify
from site_builder.formats.compaction import compact
from site_builder.formats.continuing import continued
from site_builder.formats.errata import errata
from site_builder.formats.paper import paper
from site_builder.formats.strokes import join_strokes
from site_builder.formats.tagging.finisher import mend_tags
from site_builder.formats.typesetting import attached, lay_out, missing_fonts, version, write
from site_builder.site.artifact import Artifact
from site_builder.site.theme import Theme
from site_builder.values.finding import Finding

__all__ = ["VERSION", "missing_fonts", "render_archive", "render_document", "written"]

VERSION = f"8, {version()}, attachments {attachments.VERSION}"
"""Raised when the same view is to give other bytes; another WeasyPrint or other fonts may set it otherwise."""


def render_document(artifact: Artifact, theme: Theme) -> bytes | tuple[Finding, ...]:
    """A PDF/UA document, or why there can be none. It carries its fonts and its data, and fetches nothing."""
    return written(artifact, theme, "pdf/ua-1")


def render_archive(artifact: Artifact, theme: Theme) -> bytes | tuple[Finding, ...]:
    """The same document for the archive: PDF/A-3, with the tags of a PDF/UA."""
    return written(artifact, theme, "pdf/a-3a")


def written(
    artifact: Artifact, theme: Theme, variant: str, lay: Callable[[str, str, str], Any] = lay_out
) -> bytes | tuple[Finding, ...]:
    """A document as PDF of a variant; `lay` lays its page out in a style for that variant."""
    view: Any = artifact.view
    home = view.site.address and view.site.address + artifact.path
    page = theme.render(artifact.template, paper(view, home), artifact.root)
    files, day = attachments.carried(view), attachments.dated(view)

    def finish(document: object, pdf: object) -> None:
        mend_tags(document, pdf)
        attachments.associate(pdf, files, day)
        if variant.startswith("pdf/a"):
            identify(pdf)
        join_strokes(pdf)
        compact(pdf)

    carried = [attached(file.name, file.data, file.description, day) for file in files]
    style = theme.style("document")
    made = write(lambda: lay(continued(page, style, variant), style, variant), variant, finish, carried)
    return made if isinstance(made, bytes) else errata(view, made)
