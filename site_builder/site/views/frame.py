"""The frame around every page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from site_builder.book.disclosure import Site


@dataclass(frozen=True, slots=True)
class SiteView:
    """The frame around every page."""

    name: str
    """网站名称."""
    fields: Mapping[str, str]
    """主办单位, 联系电话 and the rest of site.yaml."""
    generator: str
    """Program and version."""


def site_view(site: Site, generator: str) -> SiteView:
    """The frame of all pages."""
    return SiteView(
        site.get("网站名称") or "预决算公开",
        {key: str(value) for key, value in site.fields.items()},
        generator,
    )
