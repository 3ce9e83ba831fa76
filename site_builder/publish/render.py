"""Rendering: pure, in batches, through one seam for workers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Executor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from hashlib import sha256
from pkgutil import resolve_name
from typing import Any

from site_builder.site.artifact import TYPESET, Artifact, Format
from site_builder.site.theme import Theme
from site_builder.values.finding import BuildError

BATCH = 24
"""Artifacts that travel to a worker together; a document travels alone."""

_LIBRARIES = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"

# Named, not imported: whoever renders no PDF and no workbook does not pay for loading WeasyPrint and XlsxWriter.
_THEMED: Mapping[str, str] = {
    "page": "site_builder.formats.page:render_page",
    "document": "site_builder.formats.document:render_document",
    "archive": "site_builder.formats.document:render_archive",
}
_PLAIN: Mapping[str, str] = {
    "dataset": "site_builder.formats.dataset:render_dataset",
    "table": "site_builder.formats.dataset:render_table",
    "catalog": "site_builder.formats.catalog:render_catalog",
    "year": "site_builder.formats.dataset:render_year",
    "package": "site_builder.formats.package:render_package",
    "workbook": "site_builder.formats.workbook:render_workbook",
}
_FONTS = "site_builder.formats.document:missing_fonts"


@dataclass(frozen=True, slots=True)
class Rendered:
    """A file ready to be published."""

    path: str
    """Address relative to the site's top."""
    data: bytes
    """Its bytes."""

    @property
    def digest(self) -> str:
        """SHA-256 of the bytes, in hex."""
        return sha256(self.data).hexdigest()


def render(artifacts: Iterable[Artifact], theme: Theme, executor: Executor | None) -> Iterator[Rendered]:
    """Every artifact's bytes, in any order. Without an executor the work is done here."""
    batches = list(_batches(artifacts))
    if executor is None:
        for batch in batches:
            yield from render_batch(batch, theme)
        return
    try:
        for future in as_completed([executor.submit(render_batch, batch, theme) for batch in batches]):
            yield from future.result()
    except BrokenProcessPool as error:
        message = "一个工作进程被系统终止，多半是内存不足。请用 --jobs 1 再试。"
        raise BuildError(message) from error


def render_batch(batch: tuple[Artifact, ...], theme: Theme) -> tuple[Rendered, ...]:
    """The work of one worker: a pure function of what it is given."""
    return tuple(Rendered(artifact.path, _render(artifact, theme)) for artifact in batch)


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


def version(form: Format) -> str:
    """The version of a format: part of the key of everything it renders."""
    renderer = {**_THEMED, **_PLAIN}.get(form)
    return str(resolve_name(f"{renderer.partition(':')[0]}:VERSION")) if renderer else ""


def _batches(artifacts: Iterable[Artifact]) -> Iterator[tuple[Artifact, ...]]:
    light: list[Artifact] = []
    for artifact in artifacts:
        if artifact.format in TYPESET:
            yield (artifact,)
        else:
            light.append(artifact)
    for start in range(0, len(light), BATCH):
        yield tuple(light[start : start + BATCH])


def _render(artifact: Artifact, theme: Theme) -> bytes:
    view: Any = artifact.view
    if artifact.format in _THEMED:
        themed: Callable[[Artifact, Theme], bytes] = resolve_name(_THEMED[artifact.format])
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
