"""Artifacts: every file that will be published, declared before anything is rendered."""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass
from hashlib import sha256
from typing import Literal

Format = Literal[
    "page",
    "document",
    "archive",
    "dataset",
    "table",
    "workbook",
    "package",
    "year",
    "figures",
    "catalog",
    "style",
    "file",
]
"""page: HTML · document: PDF · archive: PDF/A · dataset: JSON · table: CSV · workbook: XLSX ·
package: datapackage.json · year: JSON list of a year's disclosures · figures: CSV of a
year · catalog: JSON-LD list of all · style: CSS ·
file: bytes as they are."""

TYPESET = frozenset({"document", "archive"})
"""Formats that take seconds where others take milliseconds."""


@dataclass(frozen=True, slots=True)
class Artifact:
    """One file of the site: where it goes and everything its rendering is given."""

    path: str
    """Address relative to the site's top, with forward slashes."""
    format: Format
    """What renders it."""
    view: object
    """The frozen value it shows."""
    template: str = ""
    """For pages and documents: the template."""

    @property
    def root(self) -> str:
        """The way from the file to the site's top."""
        return "../" * self.path.count("/")


class Digests:
    """Hashes of values that are looked at together. What several of them hold, such as the tables, is read once."""

    def __init__(self) -> None:
        """Begin. The values must outlive this."""
        self._known: dict[int, bytes] = {}

    def of(self, artifact: Artifact) -> str:
        """Hash of what an artifact shows and where."""
        return sha256(artifact.root.encode() + b"\0" + self._of(artifact.view)).hexdigest()

    def _of(self, view: object) -> bytes:
        """A view is told by its parts."""
        if not is_dataclass(view) or isinstance(view, type):
            return self._whole(view)
        parts = {own.name: self._whole(getattr(view, own.name)) for own in fields(view) if own.repr}
        return f"{type(view).__name__}{parts}".encode()

    def _whole(self, value: object) -> bytes:
        """A frozen value's `repr` says all it holds, whatever the process."""
        if id(value) not in self._known:
            self._known[id(value)] = sha256(repr(value).encode("utf-8", "surrogatepass")).digest()
        return self._known[id(value)]


def key(shown: str, behind: str) -> str:
    """Hash of everything the rendering is given: the view's key, and what stands behind its format and template."""
    return sha256(f"{shown}\0{behind}".encode()).hexdigest()
