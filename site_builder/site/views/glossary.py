"""Terms: the page that explains them, and which of them a table speaks of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from site_builder.law.terms import Term, terms, terms_in
from site_builder.sheets.sheet import Sheet
from site_builder.site.views.frame import SiteView


@dataclass(frozen=True, slots=True)
class GlossaryView:
    """The page of terms."""

    site: SiteView
    """The frame."""
    groups: Mapping[str, tuple[Term, ...]]
    """Every term under what it has to do with."""


def glossary_view(site: SiteView) -> GlossaryView:
    """The page of all terms."""
    groups: dict[str, tuple[Term, ...]] = {}
    for term in terms():
        groups[term.group] = (*groups.get(term.group, ()), term)
    return GlossaryView(site, groups)


def terms_of_tables(sheets: Iterable[Sheet]) -> dict[str, tuple[Term, ...]]:
    """A sheet's anchor → the terms in its titles and heads; of sheets made one per record only the first has any."""
    first: dict[str, Sheet] = {}
    for sheet in sheets:
        first.setdefault(sheet.key, sheet)
    return {sheet.slug: found for sheet in first.values() if (found := terms_in(_titles(sheet)))}


def _titles(sheet: Sheet) -> Iterator[str]:
    yield sheet.title
    for part in sheet.parts:
        for column in part.columns:
            yield from column.path
        if not part.columns:
            yield from (cell.text for row in part.rows for cell in row.cells if cell.head)
