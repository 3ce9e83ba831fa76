"""The desk: of the units that were asked for, what they come to; only the page that is asked for is rendered.

A unit is kept until a file behind it is saved. All of this works in one thread.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from site_builder.build.examine import Examined, examine_unit
from site_builder.preview.addresses import Addresses
from site_builder.preview.base import Base, Standing
from site_builder.preview.page import MISSING, OWN, Answer, Frame, Plain, marked, own_file, rendered, theme_file
from site_builder.preview.panel import Panel, panel
from site_builder.preview.printing import Printing, document_page
from site_builder.site.artifact import TYPESET, Artifact
from site_builder.site.plan import plan_unit
from site_builder.source.discover import unit_names
from site_builder.source.stamp import stamp
from site_builder.values.finding import Finding, has_errors

KEPT = 100
"""How many units are kept."""

_UNMAKEABLE = Plain("这一页现在生成不了", "请先改正下面的错误。改好并保存以后，这一页会自动出现。")


class _Kept:
    """A unit that was examined, and what was planned and rendered of it so far."""

    def __init__(self, examined: Examined, base: Base) -> None:
        self.examined = examined
        self.rendered: dict[str, bytes] = {}
        self._artifacts: dict[str, Artifact] = {}
        site = base.site
        self._coming = plan_unit(examined.unit, examined.disclosures, site, pdf=True, archival=False, data=True)

    def artifact(self, rest: str) -> Artifact | None:
        """What is planned at an address below the unit's; no more is planned than is needed to know."""
        path = f"{self.examined.unit.slug}/{rest}"
        while path not in self._artifacts and (own := next(self._coming, None)):
            self._artifacts[own.path] = own
        return self._artifacts.get(path)


class Desk:
    """Answers addresses that belong to a unit, to the theme, or to the preview itself."""

    def __init__(
        self, standing: Standing, port: int, printing: Printing, others: Callable[[str], Iterable[Finding]]
    ) -> None:
        """Nothing is read before something is asked. The others are what is known to be wrong with other units."""
        self._standing, self._port, self._printing, self._others = standing, port, printing, others
        self._content, self._addresses = standing.content, Addresses(standing.content)
        self._base: Base | None = None
        self._kept: dict[str, _Kept] = {}

    def forget(self, touched: frozenset[str]) -> None:
        """Keep nothing that depends on units that were touched."""
        self._kept = {name: own for name, own in self._kept.items() if touched.isdisjoint(own.examined.stamps)}

    def answer(self, address: str) -> Answer:
        """What is shown at an address. Raises `BuildError` if the theme or the content folder is at fault."""
        base = self._read()
        slug, _, rest = address.partition("/")
        if slug == OWN:
            return own_file(base.theme, rest)
        if slug == "assets":
            return theme_file(base.theme, rest)
        folder = self._addresses.folder(slug)
        if not folder:
            return Frame(base.theme, self._port).plain(address, MISSING, Panel(), 404)
        return self._of_unit(self._unit(folder, base), address, rest, base)

    def warm(self) -> None:
        """Make one page unless one was asked for: the first of its kind takes the longest."""
        for folder in () if self._kept else unit_names(self._content)[:1]:
            own = self._unit(folder, self._read()).examined
            for disclosure in own.unit.disclosures[:1]:
                self.answer(f"{own.unit.slug}/{disclosure.name}/index.html")

    def _read(self) -> Base:
        """What stands behind all pages; nothing that was made of another one is kept."""
        base = self._standing.base()
        if base is not self._base:
            self._base, self._kept = base, {}
        return base

    def _of_unit(self, kept: _Kept, address: str, rest: str, base: Base) -> Answer:
        findings = (*base.ground.findings, *kept.examined.findings)
        own = panel(self._content, findings, self._others(kept.examined.unit.folder))
        frame = Frame(base.theme, self._port)
        artifact = kept.artifact(rest)
        if artifact is None:
            return frame.plain(address, _UNMAKEABLE if has_errors(findings) else MISSING, own, 404)
        if artifact.format in TYPESET:
            return document_page(self._printing.document(artifact, base.theme), frame, self._content)
        if rest not in kept.rendered:
            kept.rendered[rest] = rendered(artifact, base.theme)
        page = kept.rendered[rest]
        return frame.answer(address, page, own, marked(page, own.remarks))

    def _unit(self, folder: str, base: Base) -> _Kept:
        """A unit as its files are now."""
        kept = self._kept.pop(folder, None)
        stamps = kept.examined.stamps if kept else {}
        if kept is None or any(stamp(self._content, name) != own for name, own in stamps.items()):
            kept = _Kept(examine_unit(base.ground, folder), base)
        self._kept = {**dict([*self._kept.items()][1 - KEPT :]), folder: kept}
        return kept
