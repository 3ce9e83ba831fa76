"""Documents that were asked for: set one after another in a thread of their own, and kept as long as they hold."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from pkgutil import resolve_name
from threading import Event
from typing import Any

from site_builder.preview.page import Answer, Frame, Plain, marked
from site_builder.preview.panel import Panel, panel
from site_builder.publish.render import why_no_documents
from site_builder.site.artifact import Artifact
from site_builder.site.theme import Theme
from site_builder.values.finding import BuildError, Finding

_PRESS = "site_builder.formats.press:Press"
_UNPRINTABLE = Plain("打印版生成不了", "请先改正下面的错误。改好并保存以后，会自动重新生成。")
_KEPT = 8
"""Documents that are kept."""


class _CalledOff(Exception):  # noqa: N818 - nothing is wrong
    """Nobody waits for the document any more."""


class Document:
    """One document that was asked for."""

    def __init__(self, artifact: Artifact, theme: Theme) -> None:
        """Not yet begun."""
        self.artifact, self.theme = artifact, theme
        self.done, self.parts = 0, 0
        self.is_wanted = True
        self.made: Future[bytes | tuple[Finding, ...]] = Future()


class Printing:
    """The press, and what it has made."""

    def __init__(self, came_on: Callable[[], None]) -> None:
        """Nothing is loaded before a document is asked for. Whenever one has come on, that is told."""
        self._came_on = came_on
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="press")
        self._stopped = Event()
        self._documents: dict[str, Document] = {}
        self._press: Any = None

    def document(self, artifact: Artifact, theme: Theme) -> Document:
        """A document as far as it has come; it is begun if it has not been."""
        kept = self._documents.pop(artifact.path, None)
        if kept is None or kept.artifact != artifact or kept.theme is not theme:
            if kept:
                kept.is_wanted = False
            kept = Document(artifact, theme)
            self._thread.submit(self._set, kept)
        self._documents = {**dict([*self._documents.items()][1 - _KEPT :]), artifact.path: kept}
        return kept

    def stop(self) -> None:
        """Leave off at the next part."""
        self._stopped.set()
        self._thread.shutdown(cancel_futures=True)

    def _set(self, wanted: Document) -> None:
        def told(done: int, parts: int) -> None:
            # Superseded by a later save, or the preview ends.
            if self._stopped.is_set() or not wanted.is_wanted:
                raise _CalledOff
            wanted.done, wanted.parts = done, parts
            self._came_on()

        try:
            told(0, 0)
            wanted.made.set_result(self._made(wanted, told))
            self._came_on()
        except _CalledOff:
            wanted.made.cancel()
        except Exception as error:  # noqa: BLE001 - it is raised where the document is asked for
            wanted.made.set_exception(error)
            self._came_on()

    def _made(self, wanted: Document, told: Callable[[int, int], None]) -> bytes | tuple[Finding, ...]:
        if self._press is None:
            if missing := why_no_documents():
                raise BuildError(missing)
            # Named, not imported: whoever asks for no document does not pay for loading WeasyPrint.
            self._press = resolve_name(_PRESS)()
        made: bytes | tuple[Finding, ...] = self._press.document(wanted.artifact, wanted.theme, told)
        return made


def document_page(wanted: Document, frame: Frame, content: Path) -> Answer:
    """A document; until it is made, a page that says how far it has come, or why there can be none."""
    address = wanted.artifact.path
    if not wanted.made.done():
        said = f"已排好 {wanted.done}/{wanted.parts} 部分，" if wanted.parts else ""
        page = Plain("正在生成打印版", f"{said}完成后自动打开。", (wanted.done, wanted.parts))
        return frame.plain(address, page, Panel(), 200)
    made = wanted.made.result()
    if isinstance(made, bytes):
        return frame.answer(address, made, Panel(), marked(made))
    return frame.plain(address, _UNPRINTABLE, panel(content, made), 200)
