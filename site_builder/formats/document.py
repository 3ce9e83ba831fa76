"""Tagged, printable PDF. The only module that imports weasyprint."""

from __future__ import annotations

from shutil import which
from subprocess import run

from weasyprint import CSS, HTML
from weasyprint import __version__ as _weasyprint_version

from site_builder.site.artifact import Artifact
from site_builder.site.theme import Theme

VERSION = f"2, weasyprint {_weasyprint_version}"
"""Raised when the same view is to give other bytes; another WeasyPrint may typeset otherwise."""


FONTS = ("Noto Sans CJK SC", "Noto Serif CJK SC")
"""The families that the document's style names."""


def missing_fonts() -> tuple[str, ...]:
    """The families that this machine does not have; without them Chinese would print as boxes.

    Where Fontconfig's own lister is not installed nothing is known, and nothing is said to be missing.
    """
    lister = which("fc-list")
    if lister is None:
        return ()
    found = run([lister, ":", "family"], capture_output=True, text=True, check=False).stdout  # noqa: S603
    return tuple(font for font in FONTS if font not in found)


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
