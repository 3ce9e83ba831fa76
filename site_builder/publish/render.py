"""Rendering: each format by its own module, loaded when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pkgutil import resolve_name
from typing import Any

from site_builder.formats.dataset import figures_in_pieces
from site_builder.site.artifact import TYPESET, Artifact, Format
from site_builder.site.theme import Theme
from site_builder.values.finding import BuildError, Finding

_LIBRARIES = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"

# Named, not imported: whoever renders no PDF and no workbook does not pay for loading WeasyPrint and XlsxWriter.
_THEMED: Mapping[Format, str] = {
    "page": "site_builder.formats.page:render_page",
    "document": "site_builder.formats.document:render_document",
    "archive": "site_builder.formats.document:render_archive",
}
_PLAIN: Mapping[Format, str] = {
    "dataset": "site_builder.formats.dataset:render_dataset",
    "table": "site_builder.formats.dataset:render_table",
    "catalog": "site_builder.formats.catalog:render_catalog",
    "year": "site_builder.formats.dataset:render_year",
    "figures": "site_builder.formats.dataset:render_figures",
    "package": "site_builder.formats.package:render_package",
    "workbook": "site_builder.formats.workbook:render_workbook",
}
_PLACES: tuple[tuple[Format, str], ...] = (
    ("page", "pages"),
    ("page", "feeds"),
    ("document", "documents"),
    ("archive", "documents"),
)
_FONTS = "site_builder.formats.document:missing_fonts"


def why_no_documents() -> str:
    """Why no PDF can be made on this machine; blank if it can."""
    try:
        resolve_name(_THEMED["document"])
    except (ImportError, OSError) as error:
        said = " ".join(str(error).split())[:80]
        return f"缺少排版 PDF 用的系统组件（{said}）。在 Debian、Ubuntu 上请运行：apt-get install {_LIBRARIES}。"
    if missing := resolve_name(_FONTS)():
        return f"缺少中文字体（{'、'.join(missing)}）。在 Debian、Ubuntu 上请运行：apt-get install fonts-noto-cjk。"
    return ""


@dataclass(frozen=True, slots=True)
class Renderers:
    """What files are rendered with, whatever they show: the theme, and the versions of the formats."""

    theme: Theme
    """Templates and styles."""
    versions: Mapping[Format, str]
    """Of the formats that are in use."""
    _known: dict[tuple[Format, str], str] = field(default_factory=dict, repr=False, compare=False)

    def of(self, form: Format, template: str) -> str:
        """What every file of a format and template is given beside its view."""
        if (form, template) not in self._known:
            closure = self.theme.closure(template) if template else ""
            self._known[form, template] = "\0".join((form, template, self.versions.get(form, ""), closure))
        return self._known[form, template]


def renderers(theme: Theme, *, documents: bool) -> Renderers:
    """What renders all formats; whoever makes no documents does not pay for loading what sets them."""
    forms = [form for form in (*_THEMED, *_PLAIN) if documents or form not in TYPESET]
    versions = {form: _version(form) for form in forms}
    style = sha256(theme.style("document").encode()).hexdigest() if documents else ""
    found = Renderers(theme, {form: f"{own} {style}" if form in TYPESET else own for form, own in versions.items()})
    for form, place in _PLACES:
        # Looked at before anything is rendered: a template that is saved meanwhile is noticed by the next build.
        for template in theme.templates(place) if form in versions else ():
            found.of(form, template)
    return found


def _version(form: Format) -> str:
    module = {**_THEMED, **_PLAIN}[form].partition(":")[0]
    return str(resolve_name(f"{module}:VERSION"))


def render_in_pieces(artifact: Artifact, theme: Theme) -> Iterator[bytes]:
    """A file that units share, piece by piece where it may be larger than memory. None of these is a document."""
    view: Any = artifact.view
    if artifact.format == "figures":
        yield from figures_in_pieces(view)
        return
    made = render(artifact, theme)
    if not isinstance(made, bytes):
        raise TypeError(artifact.path)
    yield made


def render(artifact: Artifact, theme: Theme) -> bytes | tuple[Finding, ...]:
    """A file's bytes, or why there can be none: a pure function of what it is given."""
    view: Any = artifact.view
    if artifact.format in _THEMED:
        themed: Callable[[Artifact, Theme], bytes | tuple[Finding, ...]] = resolve_name(_THEMED[artifact.format])
        return themed(artifact, theme)
    if artifact.format in _PLAIN:
        plain: Callable[[Any], bytes] = resolve_name(_PLAIN[artifact.format])
        return plain(view)
    if artifact.format == "style":
        return str(view).encode()
    if artifact.format == "file":
        return bytes(view)
    message = f"没有“{artifact.format}”这种输出格式。"
    raise BuildError(message)
