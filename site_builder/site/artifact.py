"""Artifacts: every file that will be published, declared before anything is rendered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Literal

Format = Literal[
    "page", "document", "archive", "dataset", "table", "workbook", "package", "year", "catalog", "style", "file"
]
"""page: HTML · document: PDF · archive: PDF/A · dataset: JSON · table: CSV · workbook: XLSX ·
package: datapackage.json · year: JSON list of a year's disclosures · catalog: JSON-LD list of all · style: CSS ·
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


def key(artifact: Artifact, ground: Mapping[str, str]) -> str:
    """Hash of everything the rendering is given: format and its version, theme, template, view.

    A frozen view's `repr` says all it holds and never depends on the process.
    """
    given = (
        artifact.format,
        ground.get(artifact.format, ""),
        artifact.template,
        artifact.root,
        repr(artifact.view),
    )
    return sha256("\0".join(given).encode("utf-8", "surrogatepass")).hexdigest()
