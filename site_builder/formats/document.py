"""Tagged, printable PDF."""

from __future__ import annotations

from typing import Any

from site_builder.formats import attachments
from site_builder.formats.archive import identify
from site_builder.formats.paper import paper
from site_builder.formats.tagging.finisher import mend_tags
from site_builder.formats.typesetting import attached, missing_fonts, typeset, version
from site_builder.site.artifact import Artifact
from site_builder.site.theme import Theme

__all__ = ["VERSION", "missing_fonts", "render_archive", "render_document"]

VERSION = f"5, {version()}, attachments {attachments.VERSION}"
"""Raised when the same view is to give other bytes; another WeasyPrint or other fonts may set it otherwise."""


def render_document(artifact: Artifact, theme: Theme) -> bytes:
    """A PDF/UA document. It carries its fonts and its data, and fetches nothing."""
    return _write(artifact, theme, "pdf/ua-1")


def render_archive(artifact: Artifact, theme: Theme) -> bytes:
    """The same document for the archive: PDF/A-3, with the tags of a PDF/UA."""
    return _write(artifact, theme, "pdf/a-3a")


def _write(artifact: Artifact, theme: Theme, variant: str) -> bytes:
    page = theme.render(artifact.template, paper(artifact.view), artifact.root)
    view: Any = artifact.view
    files, day = attachments.carried(view), attachments.dated(view)

    def finish(document: object, pdf: object) -> None:
        mend_tags(document, pdf)
        attachments.associate(pdf, files, day)
        if variant.startswith("pdf/a"):
            identify(pdf)

    carried = [attached(file.name, file.data, file.description, day) for file in files]
    return typeset(page, theme.style("document"), variant, finish, carried)
