"""Faults of a printed page as findings: in the words of the tables, and where the fault was typed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from site_builder.formats.proofreading import CELL, FACE, GLYPH, HEADS, PAPER, Fault, Spot
from site_builder.sheets.address import names
from site_builder.sheets.sheet import Part, Sheet
from site_builder.site.views.disclosure import DisclosureView
from site_builder.values.finding import Finding
from site_builder.values.text import Place, brief, place_of

_SAID: Mapping[str, tuple[str, str]] = {
    FACE: ("缺少字体“{said}”，印出来的字会走样。", "请在生成网站的电脑上装这种字体，再生成一次。"),
    CELL: ("“{said}”比这一栏宽，会盖住旁边的格子。", "请核对填的内容和金额单位；没有填错，请技术人员放宽这一栏。"),
    HEADS: ("“{said}”太长，所在的一页没有地方印表头。", "请缩短这一格的文字，或者分成几条写。"),
    PAPER: ("“{said}”超出纸边，印不全。", "请核对填的内容；没有填错，请技术人员改版面。"),
}
"""Code → what is wrong and what to do."""


@dataclass(frozen=True, slots=True)
class _Origin:
    """What stands at a spot."""

    steps: tuple[str, ...]
    """Its printed place, from the large to the small."""
    source: Place
    """Where it was typed."""


def errata(view: DisclosureView, faults: Iterable[Fault]) -> tuple[Finding, ...]:
    """Faults of a disclosure's document as errors, each once."""
    found = dict.fromkeys(_finding(fault, _origin(view, fault.spot)) for fault in faults)
    # Contents and audit repeat what stands in tables: whoever mends it there has mended it everywhere.
    typed = {own.stated for own in found if own.code == GLYPH and own.source != view.place}
    return tuple(own for own in found if own.source != view.place or own.stated not in typed)


def _finding(fault: Fault, origin: _Origin) -> Finding:
    said = brief(fault.said)
    if fault.code == GLYPH:
        message = f"“{said}”（U+{ord(said):04X}）没有字体能印。"
        remedy = "请核对这个字；没有写错，就在生成网站的电脑上装有这个字的字体。"
    else:
        message, remedy = (words.replace("{said}", said) for words in _SAID[fault.code])
    return Finding(fault.code, "error", message, origin.source, remedy, "›".join(filter(None, origin.steps)), said)


def _origin(view: DisclosureView, spot: Spot) -> _Origin:
    for sheet in view.sheets:
        if sheet.slug == spot.anchor:
            return _of_sheet(sheet, spot, view.place)
    for number, section in enumerate(view.sections, start=1):
        if f"section-{number}" == spot.anchor:
            return _Origin(("说明", section.title, _in_section(spot)), place_of(section.title))
    return _Origin((spot.heading,), view.place)


def _in_section(spot: Spot) -> str:
    """A cell of a table in the explanations, counted with its head; blank for what stands in none."""
    return f"第 {spot.table + 1} 张表第 {spot.row + 1} 行第 {spot.column + 1} 列" if spot.table >= 0 else ""


def _of_sheet(sheet: Sheet, spot: Spot, disclosure: Place) -> _Origin:
    """A cell by its table, row and column; what stands around the tables of a sheet, by its title."""
    if spot.table < 0:
        return _Origin((sheet.title,), disclosure)
    part = sheet.parts[spot.table]
    row = spot.row - len(part.header) - bool(part.index)
    if row < 0:
        return _Origin((sheet.title, part.columns[spot.column].path[-1]), disclosure)
    return _Origin(names(sheet, part, part.rows[row], spot.column), next(_sources(part, row, spot.column), disclosure))


def _sources(part: Part, row: int, column: int) -> Iterator[Place]:
    """Where a cell was typed, or else anything of its row."""
    cells = part.rows[row].cells
    return (source for cell in (cells[column], *cells) for source in cell.sources if source.file)
