"""Documents made over and over, as a preview does: only what an edit touches is typeset again."""

from __future__ import annotations

import gc
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import partial
from typing import Any, NamedTuple
from xml.etree.ElementTree import Element

from site_builder.formats.document import written
from site_builder.formats.pressing.frame import frame, is_contents, paired
from site_builder.formats.pressing.kept_page import Fonts, KeptPage
from site_builder.formats.pressing.parts import Part, document, parts, skeleton, units
from site_builder.formats.typesetting import fonts, lay_out, parsed
from site_builder.site.artifact import Artifact
from site_builder.site.theme import Theme
from site_builder.values.finding import Finding

Told = Callable[[int, int], None]
"""Is told how many parts of a document are typeset, and of how many."""

_COUNTS = re.compile(r"counter-(increment|reset|set)")
"""A style that counts through the document, which therefore is one part."""
_KEPT = 2
"""Documents of which the pages are kept."""


class _Given(NamedTuple):
    """What pages are laid out from."""

    page: str
    style: str
    variant: str
    number: int = 1
    """Which of several equal ones it is."""


class Press:
    """Makes documents, and keeps the pages of the last two. Not for several threads at once."""

    def __init__(self) -> None:
        """Begin with nothing kept."""
        self._kept: dict[str, _Pages] = {}

    def document(
        self, artifact: Artifact, theme: Theme, told: Told = lambda _done, _all: None
    ) -> bytes | tuple[Finding, ...]:
        """The document that `render_document` makes of the same, or why there can be none."""
        own = self._kept.pop(artifact.path, None) or _Pages()
        before = len(self._kept)
        self._kept = {**dict([*self._kept.items()][1 - _KEPT :]), artifact.path: own}
        if before == _KEPT:
            # Boxes refer to each other: Python would let those of several documents pile up before it looks.
            gc.collect()
        return written(artifact, theme, "pdf/ua-1", partial(own.put_together, told))


class _Pages:
    """The pages of one document, by what they were laid out from."""

    def __init__(self) -> None:
        self._fonts = fonts()
        self._opened: Fonts = {}
        self._laid: dict[_Given, Any] = {}

    def put_together(self, told: Told, page: str, style: str, variant: str) -> Any:  # noqa: ANN401 - it has no types
        """A document of its parts. Pages that it does not have are forgotten."""
        root = parsed(page)
        outline = _Given(skeleton(root), style, variant)
        found = (units(root),) if _COUNTS.search(style) else parts(root, self._lay(outline))
        given = dict(_given(root, found, style, variant))
        self._lay_all(given.values(), len(found), told)
        pieces = [(part, self._lay(given[part]).pages if part in given else ()) for part in found]
        around = _Given(frame(root, pieces), style, variant)
        whole = self._lay(around)
        told(len(found), len(found))
        self._laid = {own: self._laid[own] for own in (outline, *given.values(), around) if own in self._laid}
        return whole.copy([own.under(head) for own, head in paired(pieces, whole)])

    def _lay_all(self, given: Collection[_Given], total: int, told: Told) -> None:
        new = [own for own in given if own not in self._laid]
        for left, own in zip(range(len(new), 0, -1), new, strict=True):
            told(len(given) - left, total)
            self._lay(own)
        told(len(given), total)

    def _lay(self, given: _Given) -> Any:  # noqa: ANN401
        if given not in self._laid:
            self._laid[given] = lay_out(given.page, given.style, given.variant, self._fonts)
            self._laid[given].pages = [KeptPage(page, self._opened) for page in self._laid[given].pages]
        return self._laid[given]


def _given(root: Element, found: Sequence[Part], style: str, variant: str) -> Iterator[tuple[Part, _Given]]:
    """For each part but the contents, what it is laid out from. Parts that are equal have pages of their own."""
    seen = Counter[str]()
    for part in found:
        if not is_contents(part):
            page = document(root, {unit: [unit] for unit in part})
            seen[page] += 1
            yield part, _Given(page, style, variant, seen[page])
