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
    address: str
    """The site's full address with a slash at its end (域名); blank if it was not typed."""
    generator: str
    """Program and version."""


def site_view(site: Site, generator: str) -> SiteView:
    """The frame of all pages."""
    fields = {key: str(value) for key, value in site.fields.items()}
    domain = fields.get("域名", "")
    address = domain.rstrip("/") + "/" if domain.startswith(("http://", "https://")) else ""
    return SiteView(fields.get("网站名称") or "预决算公开", fields, address, generator)
