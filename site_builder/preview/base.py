"""What stands behind every page: site, forms, classification lists and theme, read anew when one of them was saved."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from site_builder.build.ground import GENERATOR, Ground, read_ground
from site_builder.site.theme import Theme, theme
from site_builder.site.views.frame import SiteView, site_view
from site_builder.source.stamp import Stamp, stamp

_BEHIND_ALL = frozenset({"site.yaml", "forms", "classifications", "theme"})


@dataclass(frozen=True, slots=True)
class Base:
    """What stands behind every page."""

    ground: Ground
    """What units are read with."""
    theme: Theme
    """What pages are rendered with."""
    site: SiteView
    """The frame of a unit's pages."""
    stamps: tuple[Stamp, ...]
    """The files behind all of this, as they were just before."""


class Standing:
    """Gives the base as it is. Several threads may ask."""

    def __init__(self, content: Path) -> None:
        """Nothing is read before somebody asks."""
        self.content, self._lock = content, Lock()
        self._base: Base | None = None

    def base(self) -> Base:
        """The same as long as nothing behind it was saved. Raises `BuildError` without a content folder."""
        with self._lock:
            look = theme(self.content)
            stamps = tuple(_stamps(self.content, look))
            if self._base is None or self._base.stamps != stamps:
                ground = read_ground(self.content)
                self._base = Base(ground, look, site_view(ground.site, GENERATOR, draft=True), stamps)
            return self._base

    def forget(self) -> None:
        """Read all of it anew when it is asked for next: something was saved."""
        with self._lock:
            self._base = None


def _stamps(content: Path, look: Theme) -> list[Stamp]:
    folders = [(content, "forms"), (content, "classifications")]
    folders += [(place, part) for place in look.places for part in ("templates", "assets")]
    return [_file(content / "site.yaml"), *(stamp(root, name) for root, name in folders)]


def _file(path: Path) -> Stamp:
    try:
        told = path.stat()
    except OSError:
        return ()
    return ((path.name, told.st_size, told.st_mtime_ns, told.st_ctime_ns),)


def touched(content: Path, saved: Iterable[Path]) -> frozenset[str]:
    """The units' folders in which something was saved; blank stands for what is behind every page."""
    top = content.absolute()
    firsts = {path.relative_to(top).parts[:1] if path.is_relative_to(top) else () for path in saved}
    return frozenset("" if not first or first[0] in _BEHIND_ALL else first[0] for first in firsts)
