"""The home page, the lists of each year and the site map: complete, plain, and small however many units there are."""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from site_builder.formats.page import render_page
from site_builder.site.artifact import Artifact
from site_builder.site.key_figures import Figure
from site_builder.site.overview import overview_pages
from site_builder.site.summary import Summary
from site_builder.site.theme import theme
from site_builder.site.views.frame import site_view
from site_builder.site.views.listing import FEW, MANY, disclosure_line, newest_first
from tests.examination import Examination
from tests.site.test_pages import Tag, pages, parse

HOME_BYTES = 20_000
"""The home page of a great site, as it is sent without compression."""

PAGE_BYTES = 100_000
"""Any page of a great site, compressed."""


def unit(number: int, year: int = 2026, published: str = "2026-02-10") -> Summary:
    """One of many units with a disclosure."""
    figures = {"支出总计": Figure(f"{number}.25", Decimal(number * 10_000 + 2500), "万元", "income-and-expenditure")}
    office = f"示例市第{number // 25 + 1}局"
    name = f"示例市第{number}中心小学"
    title = f"{name}{year}年单位预算公开"
    code = f"{number:06}"
    return Summary(code, name, code, office, f"{year}-budget", year, "budget", title, published, "", 0, figures=figures)


def site_of(real: Examination, count: int) -> Mapping[str, Artifact]:
    """The pages above the units of a site with so many of them."""
    found = tuple(unit(number) for number in range(1, count + 1))
    return {own.path: own for own in overview_pages(found, site_view(real.book.site, "", feed=True))}


def rendered(artifact: Artifact) -> bytes:
    return render_page(artifact, theme(Path("nowhere")))


def hrefs(page: Tag) -> list[str]:
    return [tag.attributes["href"] for tag in page.all("a")]


def column(page: Tag) -> list[Tag]:
    """The lines of its lists of disclosures."""
    return [line for tag in page.all("ul") if tag.has("disclosures") for line in tag.own("li")]


def test_a_list_is_what_a_column_is(real_site: Path) -> None:
    """A line is a plain link that says unit, four-digit year and document, and the date; nothing is mixed in."""
    for path, page in pages(real_site).items():
        for line in column(page):
            (link,) = line.all("a")
            assert link.attributes["title"] == link.text, path
            year = link.attributes["href"].rpartition("/index.html")[0].rpartition("/")[2].partition("-")[0]
            assert year in link.text, path
            words = link.text + "".join(
                tag.text for tag in line.all("time", "span") if tag.name == "time" or tag.has("tag")
            )
            assert "".join(line.text.split()) == "".join(words.split()), path


def test_a_title_that_says_too_little_is_completed() -> None:
    """What a document's title leaves out of unit and year stands before it; what it says is not said twice."""
    own = replace(unit(1), unit="示例局（本级）", year=2026)
    titles = ("示例局2026年部门预算", "2026年部门预算", "示例局部门预算", "部门预算")
    assert [disclosure_line(replace(own, title=title)).title for title in titles] == [
        "示例局2026年部门预算",
        "示例局（本级）2026年部门预算",
        "2026年示例局部门预算",
        "示例局（本级）2026年部门预算",
    ]


def test_newest_first() -> None:
    """The latest year comes first, in it the latest day; a day that nobody stated comes after all others."""
    asked = (unit(1, 2025, "2026-03-01"), unit(2, published=""), unit(3, published="2026-02-01"), unit(4))
    assert [own.code for own in newest_first(asked)] == ["000004", "000003", "000002", "000001"]


def test_every_disclosure_is_in_its_years_list(real_site: Path, real: Examination) -> None:
    """The lists of all years together have every disclosure once."""
    lists = [page for path, page in pages(real_site).items() if path.startswith("list/")]
    listed = [href.removeprefix("../../") for page in lists for line in column(page) for href in hrefs(line)]
    own = [f"{one.subject.unit.slug}/{one.subject.disclosure.name}/index.html" for one in real.disclosures]
    assert sorted(listed) == sorted(own)


def test_home_leads_everywhere(real_site: Path, real: Examination) -> None:
    """From the home page a citizen can search, choose a year, compare, and choose a unit."""
    page = pages(real_site)["index.html"]
    (form,) = page.all("form")
    assert (form.attributes["action"], form.attributes["method"]) == ("search/index.html", "get")
    assert [tag.attributes["name"] for tag in form.all("input")] == ["q"]
    years = {one.subject.disclosure.year for one in real.disclosures}
    wanted = {f"{kind}/{year}/index.html" for kind in ("list", "compare") for year in years}
    wanted |= {f"{own.slug}/index.html" for own in real.book.units if own.disclosures}
    assert wanted <= set(hrefs(page))


def test_a_form_is_allowed_where_there_is_one(real_site: Path) -> None:
    """The policy of a page permits its own form and no other page's."""
    for path, page in pages(real_site).items():
        (policy,) = (tag.attributes["content"] for tag in page.all("meta") if "http-equiv" in tag.attributes)
        assert ("form-action 'self'" in policy) == bool(list(page.all("form"))), path


@pytest.mark.parametrize("count", [FEW, FEW + 1, MANY])
def test_units_stand_on_the_home_page(real: Examination, count: int) -> None:
    """Few units stand there with their documents, more by name under their 主管部门; all lead to their pages."""
    page = parse(rendered(site_of(real, count)["index.html"]).decode())
    assert {f"{number:06}/index.html" for number in range(1, count + 1)} <= set(hrefs(page))
    assert len(list(page.all("details"))) == (0 if count == FEW else (count // 25) + 1)


def test_a_great_home_page_is_small(real: Examination) -> None:
    """With 10,000 units the home page, the site map and the page of missing addresses lead to the lists instead."""
    site = site_of(real, 10_000)
    for path in ("index.html", "sitemap/index.html", "404.html"):
        text = rendered(site[path])
        assert len(text) < HOME_BYTES, path
        assert any(href.endswith("search/units.html") for href in hrefs(parse(text.decode()))), path


def test_pages_of_a_great_site_are_light(real: Examination) -> None:
    """With 10,000 units every page of the lists and comparisons stays light, and all of them can be reached."""
    site = site_of(real, 10_000)
    listed = set()
    for path in ("list/2026/index.html", "compare/2026/index.html"):
        last = rendered(site[path])
        assert len(gzip.compress(last)) < PAGE_BYTES, path
        folder = path.removesuffix("index.html")
        pages_of = [f"{folder}index.html", *(own for own in site if own.startswith(folder) and own.count("/") == 3)]
        listed = {href.removeprefix("../../") for href in hrefs(parse(last.decode()))}
        assert set(pages_of) - {path} <= listed, path
        assert len(pages_of) > 1, path
