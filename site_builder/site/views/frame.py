"""The frame around every page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from site_builder.book.disclosure import Site
from site_builder.law.labels import COLUMN_LABELS, SITE_LABELS

Pairs = tuple[tuple[str, str], ...]
"""Names and texts, in the order shown."""

_CONTACTS = ("主办单位", "承办单位", "联系电话", "电子邮箱", "联系地址")
_MARKS = (("备案号", "备案地址"), ("公安备案号", "公安备案地址"))
_SERVICES = (("党政机关网站标识", "党政机关标识地址"), ("我为政府网站找错", "找错地址"))


@dataclass(frozen=True, slots=True)
class Mark:
    """One official mark at the foot of a page, such as the number a site is filed under (备案号)."""

    text: str
    """What it says."""
    href: str
    """The page elsewhere that it leads to; blank if site.yaml gives none."""


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
    draft: bool
    """Whether it may only be looked at, not published."""
    labels: Pairs
    """SiteName, SiteDomain, SiteIDCode, as far as they are known."""
    column: Pairs
    """ColumnName, ColumnDescription, ColumnKeywords, ColumnType, as far as they are known."""
    contacts: Pairs
    """Who answers for the site and how to reach them."""
    marks: tuple[Mark, ...]
    """What the foot says of the site's registration."""
    feed: bool
    """Whether the page tells of the list of disclosures to subscribe to (feed.xml)."""
    data: bool
    """Whether there are downloads of data."""


def site_view(site: Site, generator: str, *, draft: bool = False, feed: bool = False, data: bool = True) -> SiteView:
    """The frame of all pages. Those of a unit do not know what others publish, so they name no feed."""
    fields = {key: str(value) for key, value in site.fields.items()}
    domain = fields.get("域名", "")
    address = domain.rstrip("/") + "/" if domain.startswith(("http://", "https://")) else ""
    return SiteView(
        name=fields.get("网站名称") or "预决算公开",
        fields=fields,
        address=address,
        generator=generator,
        draft=draft,
        labels=_labels(SITE_LABELS, {**fields, "域名": domain.partition("://")[2].partition("/")[0] or domain}),
        column=_labels(COLUMN_LABELS, fields),
        contacts=tuple((key, fields[key]) for key in _CONTACTS if fields.get(key)),
        marks=_marks(fields),
        feed=feed,
        data=data,
    )


def _labels(names: Mapping[str, str], fields: Mapping[str, str]) -> Pairs:
    return tuple((name, fields[key]) for name, key in names.items() if fields.get(key))


def _marks(fields: Mapping[str, str]) -> tuple[Mark, ...]:
    """Numbers stand with or without an address; a service without an address is none."""
    numbers = [Mark(fields[key], fields.get(link, "")) for key, link in _MARKS if fields.get(key)]
    return (*numbers, *(Mark(name, fields[link]) for name, link in _SERVICES if fields.get(link)))
