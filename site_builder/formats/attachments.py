"""The data that a printed document carries with it: the same disclosure as a workbook and as JSON."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from site_builder.formats import dataset, workbook
from site_builder.site.views.disclosure import DisclosureView

VERSION = f"1, dataset {dataset.VERSION}, workbook {workbook.VERSION}"
"""Raised when the same view is to give other files."""


@dataclass(frozen=True, slots=True)
class Carried:
    """One file inside a document."""

    name: str
    """Its file name, that of the same file beside the document."""
    description: str
    """What it is."""
    media_type: str
    """Its format."""
    data: bytes
    """Its bytes."""


def carried(view: DisclosureView) -> tuple[Carried, ...]:
    """The files that a disclosure's document carries."""
    sheets = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    # In the order of their names, which PDF asks for.
    return (
        Carried("disclosure.json", "全部数据", "application/json", dataset.render_dataset(view)),
        Carried("disclosure.xlsx", "全部表格", sheets, workbook.render_workbook(view)),
    )


def dated(view: DisclosureView) -> datetime | None:
    """The day that the files state as theirs: 公开日期; none if it is unknown."""
    try:
        day = datetime.fromisoformat(dict(view.facts)["公开日期"])
    except (KeyError, ValueError):
        return None
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def associate(pdf: Any, files: tuple[Carried, ...], day: datetime | None) -> None:  # noqa: ANN401 - it has no types
    """Say of each file inside a PDF what it is to the document: the data that it shows.

    Its media type would otherwise be looked up in tables of the machine, and an unknown day be that of the clock.
    """
    found: list[Any] = [own for own in pdf.objects if isinstance(own, dict) and own.get("Type") == "/Filespec"]
    for own, file in zip(found, files, strict=True):
        own["AFRelationship"] = "/Data"
        stream = pdf.objects[int(own["EF"]["F"].split()[0])]
        stream.extra["Subtype"] = "/" + file.media_type.replace("/", "#2f")
        if day is None:
            del stream.extra["Params"]["CreationDate"], stream.extra["Params"]["ModDate"]
    pdf.catalog["AF"] = b"[%s]" % b" ".join(own.reference for own in found)
