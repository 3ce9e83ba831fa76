"""A page that is drawn once: what was drawn is laid down again as long as the page is the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import copy
from dataclasses import dataclass
from typing import Any

from site_builder.formats.strokes import drawn_together

# WeasyPrint has no types, and no word of its own for a page that is drawn twice.
# ruff: noqa: SLF001, ANN401

Fonts = dict[object, Any]
"""Fonts as a document collects them while it is drawn: what each is asked for by → the font and its glyphs used."""


class KeptPage:
    """Stands for a page of WeasyPrint's, which it is but for its way of being drawn."""

    def __init__(self, page: Any, opened: Fonts) -> None:
        """Keep a page. To open a font takes a moment and megabytes: those that are open are common to all pages."""
        self._page = page
        self._opened = opened
        self._head: Any = None
        self._drawn: _Drawn | None = None

    def __getattr__(self, name: str) -> Any:
        """Whatever else is asked of a page."""
        return getattr(self._page, name)

    def under(self, head: Any) -> KeptPage:
        """The page with the head and the foot of another, and without the links of the last document that it was in."""
        if head is not self._head:
            box = self._page._page_box
            margins = [child for child in head._page_box.children if _in_margin(child)]
            box.children = (*(child for child in box.children if not _in_margin(child)), *margins)
            self._head, self._drawn = head, None
        for *_, box in self._page.links:
            box.link_annotation = None
        return self

    def paint(self, stream: Any, scale: float) -> None:
        """Draw the page on a stream."""
        self._drawn = self._drawn or self._draw(stream, scale)
        if self._drawn:
            self._drawn.lay_down(stream)
        else:
            self._page.paint(stream, scale)

    def _draw(self, stream: Any, scale: float) -> _Drawn | None:
        """Draw the page aside. None if it has what each document numbers anew, or what no font has."""
        names = ("ExtGState", "XObject", "Pattern", "Shading")
        resources = {name: type(stream._resources)() for name in names}
        fonts = _Used(self._opened)
        aside = stream.clone(
            resources={**stream._resources, **resources}, fonts=fonts, images={}, tags=copy(stream._tags)
        )
        aside._ctm_stack = [stream.ctm]
        self._page.paint(aside, scale)
        self._opened.update(fonts)
        states, *others = resources.values()
        numbered = any(others) or any(name.startswith("s") for name in states)
        if numbered or any(font.missing for font in fonts.values()):
            return None
        return _Drawn(tuple(_joined(aside.stream)), aside._tags, states, fonts)


@dataclass(frozen=True, slots=True)
class _Drawn:
    """What a page left on a stream."""

    stream: tuple[Any, ...]
    tags: dict[Any, Any] | None
    states: dict[str, Any]
    fonts: Fonts

    def lay_down(self, stream: Any) -> None:
        """Leave the same on another stream. Marks are mended on each, so each has its own."""
        stream.stream.extend(copy(item) if isinstance(item, dict) else item for item in self.stream)
        if self.tags is not None:
            stream._tags.update(self.tags)
        stream._resources["ExtGState"].update(self.states)
        for key, font in self.fonts.items():
            own = stream._fonts.setdefault(key, _unused(font))
            for glyph, text in font.to_unicode.items():
                own.to_unicode.setdefault(glyph, text)
            own.widths.update(font.widths)


class _Used(Fonts):
    """The fonts of one page, in the order in which it uses them."""

    def __init__(self, opened: Fonts) -> None:
        super().__init__()
        self._opened = opened

    def __contains__(self, key: object) -> bool:
        if not super().__contains__(key) and key in self._opened:
            self[key] = _unused(self._opened[key])
        return super().__contains__(key)


def _in_margin(box: Any) -> bool:
    return hasattr(box, "at_keyword")


def _unused(font: Any) -> Any:
    """A font of which no glyph was used yet."""
    own = copy(font)
    own.to_unicode, own.widths, own.missing = {}, {}, {}
    return own


def _joined(items: Sequence[Any]) -> Iterator[Any]:
    """A stream in few pieces, lines of tables drawn once.

    Properties of marked content and the tags before them stay apart: they are mended.
    """
    run: list[bytes] = []
    for item, after in zip(items, [*items[1:], None], strict=True):
        if isinstance(item, dict) or isinstance(after, dict):
            if run:
                yield drawn_together(b"\n".join(run))
            run = []
            yield item
        else:
            run.append(item if isinstance(item, bytes) else item.encode())
    yield drawn_together(b"\n".join(run))
