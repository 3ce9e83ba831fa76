"""Which unit an address belongs to: found by reading no more than `unit.yaml` files, and of these as few as will do."""

from __future__ import annotations

import re
from pathlib import Path

from site_builder.book.reading.head import read_head
from site_builder.source.discover import is_unit, unit_names

_WORDS = re.compile(rb"[a-z0-9-]+")
_SIGNS = re.compile(r"[^a-z0-9]+")


class Addresses:
    """The folders of units by the addresses that were asked for."""

    def __init__(self, content: Path) -> None:
        """Nothing is read before something is asked."""
        self._content = content
        self._known: dict[str, str] = {}
        self._words: dict[str, bytes] = {}

    def folder(self, slug: str) -> str:
        """The folder of the unit with an address; blank if there is none.

        A unit that had it and now says none that counts, since its `unit.yaml` is broken, still has it.
        """
        known = self._known.get(slug, "")
        found = next((name for name in (known, slug) if name and self._has(name, slug)), "")
        if not found:
            found = self._search(slug) or (known if is_unit(self._content, known) else "")
        if found:
            self._known[slug] = found
        return found

    def _has(self, name: str, slug: str) -> bool:
        return is_unit(self._content, name) and read_head(self._content, name).slug == slug

    def _search(self, slug: str) -> str:
        """Only files that have the address in them are parsed; and they are read again only if that finds nothing."""
        for words in [self._words, {}] if self._words else [{}]:
            self._words = words
            for name in unit_names(self._content):
                if name not in words:
                    words[name] = self._read(name)
                if f" {slug} ".encode() in words[name] and self._has(name, slug):
                    return name
        return ""

    def _read(self, name: str) -> bytes:
        """The words of a unit's name and head that an address can be made of."""
        folder = _SIGNS.sub("-", name.lower()).strip("-").encode() or b"unit"
        try:
            data = (self._content / name / "unit.yaml").read_bytes()
        except OSError:
            data = b""
        return b" ".join((b"", folder, *_WORDS.findall(data), b""))
