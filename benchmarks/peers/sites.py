"""What the peers are given: our finished tables as data, beside the narrative as Markdown with its figures in place."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from benchmarks.examined import examined
from site_builder.checks.audit import Audited
from site_builder.sheets.binding import words
from site_builder.sheets.sheet import Cell, Part, Row, Sheet
from site_builder.site.views.publication import publication_facts
from site_builder.source.narrative import bind

Data = Mapping[str, Any]
"""A record of JSON."""
_LEVELS = {"类": "class", "款": "section", "项": "item", "合计": "total"}


def write_templates(sites: Path) -> None:
    """Each peer's templates, in a folder of its own."""
    for peer in ("hugo", "eleventy"):
        installed = shutil.ignore_patterns("node_modules", "package*.json")
        shutil.copytree(Path(__file__).parent / peer, sites / peer, ignore=installed)


def write_units(content: Path, sites: Path) -> Data:
    """The units of a content folder for both peers. The heads of their tables, which many units share, by name."""
    heads: dict[str, Data] = {}
    for found in (audited for own in examined(content) for audited in own.disclosures):
        unit, disclosure = found.subject.unit, found.subject.disclosure
        typed = (content / unit.folder / disclosure.name / "narrative.md").read_text("utf-8")
        narrative, page = bind(typed, words(found.subject.references)), _page(found, heads)
        folder = sites / "hugo" / "content" / unit.slug
        _write(folder / "_index.md", _json({"title": page["unit"], "duties": page["duties"]}))
        front = _json({"title": page["title"], "facts": page["facts"]})
        _write(folder / disclosure.name / "index.md", f"{front}\n\n{narrative}")
        _write(folder / disclosure.name / "sheets.json", _json(page["sheets"]))
        _write(sites / "eleventy" / "units" / f"{unit.slug}.md", narrative)
        _write(sites / "eleventy" / "units" / f"{unit.slug}.11tydata.json", _json(page))
    return heads


def write_heads(heads: Data, sites: Path) -> None:
    """The heads of tables for both peers."""
    for folder in (sites / "hugo" / "data", sites / "eleventy" / "_data"):
        _write(folder / "heads.json", _json(heads))


def _page(found: Audited, heads: dict[str, Data]) -> Data:
    """Everything that a page of a disclosure shows beside its narrative."""
    unit, disclosure = found.subject.unit, found.subject.disclosure
    return {
        "title": str(disclosure.title),
        "unit": str(unit.name),
        "address": f"{unit.slug}/{disclosure.name}",
        "facts": publication_facts(unit, disclosure),
        "duties": [str(duty) for duty in unit.duties],
        "sheets": [_sheet(sheet, heads) for sheet in found.subject.sheets],
    }


def _sheet(sheet: Sheet, heads: dict[str, Data]) -> Data:
    return {
        "slug": sheet.slug,
        "title": sheet.title,
        "above": sheet.head,
        "parts": [_part(sheet, part, heads) for part in sheet.parts],
        "below": sheet.notes,
    }


def _part(sheet: Sheet, part: Part, heads: dict[str, Data]) -> Data:
    named = f"{sheet.title}：{part.name}" if part.name else sheet.title
    head = ""
    if part.columns:
        data = {"rows": list(_head(part)), "index": part.index}
        head = sha256(_json(data).encode()).hexdigest()[:12]
        heads[head] = data
    looks = Counter(_look(row) for row in part.rows if _is_plain(row)).most_common(1)
    usual = looks[0][0] if looks else ()
    rows = [_row(row, usual) for row in part.rows]
    return {"caption": part.title or named, "head": head, "names": usual, "rows": rows}


def _head(part: Part) -> Iterator[list[Data]]:
    for level, row in enumerate(part.header):
        cells = [(cell, column.kind) for cell, column in zip(row, part.columns, strict=True) if cell.rows]
        yield [
            {**_cell(cell), "scope": "colgroup" if not level and cell.columns > 1 else "col", "class": kind}
            for cell, kind in cells
        ]


def _row(row: Row, usual: tuple[bool, ...]) -> Data:
    """Texts alone, where nothing spans and the same cells name the row as in the part's other rows."""
    level = {"level": _LEVELS[row.level]} if row.level in _LEVELS else {}
    if _is_plain(row) and _look(row) == usual:
        return {**level, "texts": [cell.text for cell in row.cells]}
    return {**level, "cells": [_cell(cell) for cell in row.cells if cell.rows]}


def _is_plain(row: Row) -> bool:
    return all(cell.rows == cell.columns == 1 for cell in row.cells)


def _look(row: Row) -> tuple[bool, ...]:
    return tuple(cell.head for cell in row.cells)


def _cell(cell: Cell) -> Data:
    """What a cell says; of the rest only what is not usual."""
    spans = {key: span for key, span in (("rows", cell.rows), ("columns", cell.columns)) if span > 1}
    return {"text": cell.text, **({"name": True} if cell.head else {}), **spans}


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
