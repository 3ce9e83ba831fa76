"""Open data: the files beside each disclosure, and those of the whole site."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from site_builder.sheets.sheet import Sheet
from site_builder.site.artifact import Artifact
from site_builder.site.summary import Summary
from site_builder.site.theme import Theme
from site_builder.site.views.data import DataView, FiguresView, Fragment, years
from site_builder.site.views.disclosure import DisclosureView, Download
from site_builder.site.views.frame import SiteView
from site_builder.site.views.linked import CatalogView
from site_builder.site.views.package import package_view
from site_builder.site.views.table import blocks, table

_WHOLE = ("disclosure.xlsx", "disclosure.json", "datapackage.json")


def data_downloads(sheets: tuple[Sheet, ...]) -> tuple[Download, ...]:
    """What a disclosure's page offers as data."""
    return (
        Download("全部表格", "disclosure.xlsx", "XLSX"),
        Download("全部数据", "disclosure.json", "JSON"),
        Download("数据说明", "datapackage.json", "JSON"),
        *(Download(block.label, f"tables/{block.name}.csv", "CSV") for block in blocks(sheets)),
    )


def data_files(folder: str, view: DisclosureView) -> Iterator[Artifact]:
    """The data of one disclosure."""
    yield Artifact(f"{folder}/disclosure.json", "dataset", view)
    yield Artifact(f"{folder}/disclosure.xlsx", "workbook", view)
    tables = [(block, table(block.part, block.sheet.unit)) for block in blocks(view.sheets)]
    for block, own in tables:
        yield Artifact(f"{folder}/tables/{block.name}.csv", "table", own)
    described = tuple((block, own.fields) for block, own in tables)
    yield Artifact(f"{folder}/datapackage.json", "package", package_view(folder, view, described))


def bulk_files(found: tuple[Summary, ...], site: SiteView, theme: Theme, *, pdf: bool) -> Iterator[Artifact]:
    """What tells of the whole site's data: the page, the lists of each year, the catalogue and the schema."""
    files = ("disclosure.pdf", *_WHOLE) if pdf else _WHOLE
    known = years(found, files)
    yield Artifact("data/index.html", "page", DataView(site, known, pdf), "pages/data.html")
    yield Artifact("data/disclosure.schema.json", "file", theme.schema("disclosure"))
    yield Artifact("data/catalog.jsonld", "catalog", CatalogView(site, known))
    for own in known:
        yield Artifact(f"data/{own.year}.json", "year", own)


def figures_files(found: Iterable[tuple[Summary, Fragment]]) -> Iterator[Artifact]:
    """For each year the figures of all disclosures, in the order of their addresses."""
    in_order = sorted(found, key=lambda line: (line[0].year, line[0].folder))
    for year, lines in groupby(in_order, key=lambda line: line[0].year):
        yield Artifact(f"data/{year}-tables.csv", "figures", FiguresView(tuple(fragment for _, fragment in lines)))
