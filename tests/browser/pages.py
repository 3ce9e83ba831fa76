"""Pages to look at: of each type of page at least one, and a disclosure on each kind of form."""

from __future__ import annotations

import re
from pathlib import Path

FORMS = (
    "qinhuangdao-etdz-office/2022-budget",
    "demo-park-bureau/2026-budget",
    "demo-botanic-garden/2026-budget",
    "jieyang-government-office/2026-budget",
)
"""Disclosures on forms of Hebei, of ministries, of the whole country and of Guangdong."""


def every_page(site: Path) -> list[str]:
    """The addresses of all pages of a site."""
    return sorted(page.relative_to(site).as_posix() for page in site.rglob("*.html"))


def page_types(site: Path) -> list[str]:
    """Of pages whose addresses differ in unit, number or year one; a type that is added is in by itself."""
    units = {page.parent.parent.name for page in site.glob("*/[0-9]*-budget/index.html")}
    first: dict[str, str] = {}
    for address in every_page(site):
        top, _, rest = address.partition("/")
        first.setdefault(re.sub(r"\d+", "#", f"unit/{rest}" if top in units else address), address)
    return sorted({*first.values(), *(f"{form}/index.html" for form in FORMS)})
