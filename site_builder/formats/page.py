"""HTML pages."""

from __future__ import annotations

from site_builder.site.artifact import Artifact
from site_builder.site.theme import Theme

VERSION = "1"
"""Raised when the same view is to give other bytes."""


def render_page(artifact: Artifact, theme: Theme) -> bytes:
    """A page's bytes."""
    return theme.render(artifact.template, artifact.view, artifact.root).encode()
