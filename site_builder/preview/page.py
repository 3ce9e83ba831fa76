"""What a browser is given: a page as it will be published, with the preview's panel, style and script."""

from __future__ import annotations

import mimetypes
import re
from dataclasses import dataclass
from hashlib import sha256
from html import escape

from site_builder.preview.panel import Panel
from site_builder.publish.render import render
from site_builder.site.artifact import Artifact
from site_builder.site.theme import Theme
from site_builder.values.finding import BuildError

OWN = "_preview"
"""Folder of the preview's own addresses; no unit can have it."""

NAMES = ("127.0.0.1", "localhost")
"""What this machine calls itself."""

UNFINISHED = "unfinished"
"""The mark of all answers that are unfinished: they are shown anew when they are whole, and not before."""

_OWN_FILES = frozenset({"live.js", "panel.css"})
_CONNECT = re.compile(rb"(<meta http-equiv=\"Content-Security-Policy\"[^>]*connect-src 'self')")
_HTML = "text/html"


@dataclass(frozen=True, slots=True)
class Answer:
    """What is answered to one address."""

    status: int
    """HTTP status."""
    kind: str
    """Media type."""
    body: bytes
    """What is shown."""
    mark: str
    """Two answers with one mark show the same, but for how far something has come that is told when it is done."""
    said: str = ""
    """What its panel counts."""
    unfinished: bool = False
    """Whether units are still to be gathered for it."""


@dataclass(frozen=True, slots=True)
class Plain:
    """A page of the preview's own."""

    title: str
    """What is the matter."""
    text: str
    """What to do, or to wait for."""
    progress: tuple[int, int] | None = None
    """Parts of the work that are done, and all of them as far as they are known; None if nothing is waited for."""


MISSING = Plain("没有这一页", "地址可能输错了，或者还没有填写。")
"""What is said where there is nothing."""


def kind_of(address: str) -> str:
    """The media type of an address."""
    return mimetypes.guess_type(address)[0] or "application/octet-stream"


def marked(body: bytes, *more: object) -> str:
    """A mark that says whether anything of this has changed."""
    return sha256(body + repr(more).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def own_file(theme: Theme, name: str) -> Answer:
    """The preview's script or style, which come with the program whatever a site has of its own."""
    path = theme.places[-1] / "assets" / "preview" / name
    return _file(name, path.read_bytes() if name in _OWN_FILES else None)


def theme_file(theme: Theme, name: str) -> Answer:
    """A style sheet, script or image of the site."""
    return _file(name, theme.style("site").encode() if name == "site.css" else theme.assets().get(name))


def rendered(artifact: Artifact, theme: Theme) -> bytes:
    """A file of the site. Raises `BuildError` if the theme is at fault."""
    made = render(artifact, theme)
    if isinstance(made, bytes):
        return made
    raise BuildError("；".join(own.message for own in made))


def _file(name: str, data: bytes | None) -> Answer:
    if data is None:
        return Answer(404, "text/plain", b"", "")
    return Answer(200, kind_of(name), data, marked(data))


@dataclass(frozen=True, slots=True)
class Frame:
    """Puts panel, style and script on pages."""

    theme: Theme
    """Where they are; the preview's own come with the program, whatever else a site may have of its own."""
    port: int
    """The port of the server."""

    def answer(self, address: str, page: bytes, panel: Panel, mark: str, status: int = 200) -> Answer:
        """A file of the site; a page with all that belongs to the preview."""
        kind = kind_of(address)
        body = self._framed(address, page, panel, mark) if kind == _HTML else page
        return Answer(status, kind, body, mark, panel.said)

    def plain(self, address: str, page: Plain, panel: Panel, status: int) -> Answer:
        """A page of the preview's own, which stands in for one of the site."""
        mark = marked(b"", page, panel)
        body = self._framed(address, self._render("plain", page), panel, mark, standin=True)
        return Answer(status, _HTML, body, mark, panel.said)

    def _framed(self, address: str, page: bytes, panel: Panel, mark: str, *, standin: bool = False) -> bytes:
        lines = " ".join(f"ws://{name}:{self.port}" for name in NAMES)
        told = f'data-address="{escape(address)}" data-mark="{mark}"' + (' data-standin="yes"' if standin else "")
        head = f'<link rel="stylesheet" href="/{OWN}/panel.css">\n<script src="/{OWN}/live.js" {told} defer></script>\n'
        page = _CONNECT.sub(rb"\1 " + lines.encode(), page, count=1)
        page = page.replace(b"</head>", head.encode() + b"</head>", 1)
        before, body, after = page.rpartition(b"</body>")
        return before + (b"" if panel.is_blank else self._render("panel", panel)) + body + after

    def _render(self, name: str, view: Panel | Plain) -> bytes:
        built_in = Theme(self.theme.folders[-1:])
        return built_in.render(f"preview/{name}.html", view, "").encode()
