"""The head of a unit: what its `unit.yaml` alone tells, for which nothing else is read."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from site_builder.book.reading.fields import Notes, text
from site_builder.book.reading.folder import parsed
from site_builder.book.reading.unit import read_unit, slug_of
from site_builder.source.discover import discover_head


class Head(NamedTuple):
    """Who a unit is."""

    folder: str
    """Its folder in the content."""
    slug: str
    """Its address."""
    name: str
    """名称."""


def read_head(root: Path, folder: str) -> Head:
    """The head of the unit in a folder. What is wrong with it is said when the unit is read."""
    notes = Notes()
    record = read_unit(parsed(discover_head(root, folder), notes), f"{folder}/unit.yaml", notes)
    return Head(folder, slug_of(record, folder), str(text(record, "名称")))
