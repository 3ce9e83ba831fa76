"""The units of a content folder, read, tabulated and audited one after the other."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from site_builder.build.examine import Examined, examine_unit
from site_builder.build.ground import read_ground
from site_builder.source.discover import unit_names


def examined(content: Path) -> Iterator[Examined]:
    """Every unit in folder order; it is let go as soon as the next is asked for."""
    ground = read_ground(content)
    return (examine_unit(ground, name) for name in unit_names(content))
