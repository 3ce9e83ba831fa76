"""A disclosure's CSV files described for programs: a Frictionless Data Package."""

from __future__ import annotations

from dataclasses import dataclass

from site_builder.site.views.disclosure import DisclosureView
from site_builder.site.views.publication import EXAMPLES
from site_builder.site.views.table import Block, Field


@dataclass(frozen=True, slots=True)
class PackageFile:
    """One CSV file."""

    name: str
    """Its name without its ending."""
    title: str
    """What a reader calls it."""
    fields: tuple[Field, ...]
    """Its columns."""


@dataclass(frozen=True, slots=True)
class PackageView:
    """What a Data Package says of itself."""

    name: str
    """Its name, ASCII, one for each disclosure."""
    title: str
    """The document's title."""
    note: str
    """What is said of a draft or an example; blank for others."""
    homepage: str
    """The page's full address; blank if the site's is not known."""
    licence: str
    """许可 of site.yaml."""
    files: tuple[PackageFile, ...]
    """The CSV files that have columns: a card has labels and values instead."""


def notice(view: DisclosureView) -> str:
    """What every data file that has room for it says of a draft or an example; blank for others."""
    return "草稿，不得发布" if view.site.draft else EXAMPLES.get(view.example, "")


def package_view(folder: str, view: DisclosureView, tables: tuple[tuple[Block, tuple[Field, ...]], ...]) -> PackageView:
    """The package of the disclosure in a folder of the site."""
    return PackageView(
        name=folder.replace("/", "-"),
        title=view.title,
        note="。".join(filter(None, (notice(view), view.example_note))),
        homepage=f"{view.site.address}{folder}/index.html" if view.site.address else "",
        licence=view.site.fields.get("许可", ""),
        files=tuple(PackageFile(block.name, block.label, fields) for block, fields in tables if fields),
    )
