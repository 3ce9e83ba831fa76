"""What one build works with."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from site_builder.build.ground import Ground
from site_builder.build.orders import Settings
from site_builder.build.select import Disk
from site_builder.publish.memo import Memo
from site_builder.publish.render import Renderers


@dataclass(frozen=True, slots=True)
class Work:
    """What one build works with, from its beginning to its end."""

    ground: Ground
    """What units are read with."""
    renderers: Renderers
    """What files are rendered with."""
    settings: Settings
    """What the site is to have."""
    memo: Memo
    """What earlier builds made of which inputs."""
    disk: Disk
    """The output folder as it was published."""
    staging: Path
    """Where rendered files wait."""
