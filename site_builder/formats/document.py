"""Tagged, printable PDF. The only module that imports weasyprint."""

from __future__ import annotations

from weasyprint import CSS, HTML
from weasyprint import __version__ as _weasyprint_version

from site_builder.site.artifact import Artifact
from site_builder.site.theme import Theme

VERSION = f"2, weasyprint {_weasyprint_version}"
"""Raised when the same view is to give other bytes; another WeasyPrint may typeset otherwise."""


def render_document(artifact: Artifact, theme: Theme) -> bytes:
    """A PDF/UA document. It carries its fonts and fetches nothing."""
    html = theme.render(artifact.template, artifact.view, artifact.root)
    style = CSS(string=theme.style("document"))
    # Without a base, relative links stay relative: they name neither the place of the build nor another host.
    page = HTML(string=html, url_fetcher=_refuse)
    return bytes(page.write_pdf(stylesheets=[style], pdf_variant="pdf/ua-1"))


def _refuse(url: str, *_: object, **__: object) -> dict[str, object]:
    message = f"PDF 不得引用外部资源：{url}"
    raise ValueError(message)
