"""What government sites ask of a page: labels, the head of a disclosure, the foot, feed, addresses, terms."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from urllib.parse import urljoin
from xml.etree import ElementTree as ET

import pytest

from site_builder.build.chain import build
from site_builder.build.orders import Settings
from site_builder.law.labels import COLUMN_LABELS, SITE_LABELS
from site_builder.law.terms import terms, terms_in
from tests.conftest import Typed

ATOM = {"atom": "http://www.w3.org/2005/Atom"}
LABEL = re.compile(r'<meta name="([A-Z]\w+)" content="([^"]*)">')
SITE = """网站名称: 示例县预决算公开
域名: https://example.com/caizheng
网站标识码: 示例0001（演示）
栏目名称: 预算公开
栏目说明: 示例县预算公开文件
栏目关键词: 预算公开;部门预算
栏目类型: 财政预算
"""
ABOUT = ("404.html", "accessibility/index.html", "feedback/index.html", "sitemap/index.html")
"""Pages about the site, which belong to no column."""
DISCLOSURE = "shili-ju/2026-budget/index.html"

Made = Callable[..., Path]


@pytest.fixture
def made(content: Path, tmp_path: Path) -> Made:
    """The small site with another site.yaml, and with changes to its disclosure.yaml."""

    def site(of_site: str, changes: Mapping[str, str] | None = None) -> Path:
        (content / "site.yaml").write_text(of_site, "utf-8")
        path = content / "shili-ju" / "2026-budget" / "disclosure.yaml"
        text = path.read_text("utf-8")
        for old, new in (changes or {}).items():
            assert old in text
            text = text.replace(old, new)
        path.write_text(text, "utf-8")
        report = build(content, tmp_path / "public", Settings(pdf=False))
        assert report.published, report.findings
        return tmp_path / "public"

    return site


def labels(page: Path) -> dict[str, str]:
    found = LABEL.findall(page.read_text("utf-8"))
    assert len(found) == len(dict(found)), page
    return dict(found)


def facts(page: Path) -> dict[str, str]:
    return dict(re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", page.read_text("utf-8")))


def test_every_page_names_its_site(real_site: Path) -> None:
    """Site labels stand on every page, column labels on every page of the column."""
    for path in real_site.rglob("*.html"):
        address = path.relative_to(real_site).as_posix()
        told = labels(path).keys()
        assert SITE_LABELS.keys() <= told, address
        assert (COLUMN_LABELS.keys() & told) == (set() if address in ABOUT else COLUMN_LABELS.keys()), address


def test_labels_say_what_was_typed(made: Made) -> None:
    """Labels print site.yaml's words; the domain is without scheme and folder, the disclosure's address with both."""
    told = labels(made(SITE) / DISCLOSURE)
    assert told["SiteName"] == "示例县预决算公开"
    assert told["SiteDomain"] == "example.com"
    assert told["SiteIDCode"] == "示例0001（演示）"
    assert told["ColumnKeywords"] == "预算公开;部门预算"
    assert told["Url"] == f"https://example.com/caizheng/{DISCLOSURE}"
    assert told["Description"].startswith(told["ArticleTitle"])
    assert told["ContentSource"] == told["Author"]


def test_what_was_not_typed_is_not_labelled(made: Made) -> None:
    """Without a value there is no label; nothing is made up for it."""
    told = labels(made("网站名称: 示例县预决算公开\n", {"公开日期: 2026-02-10\n": ""}) / DISCLOSURE)
    assert told.keys() & {"SiteDomain", "SiteIDCode", "Url", "PubDate", *COLUMN_LABELS} == set()


@pytest.mark.parametrize(
    ("typed", "printed"), [("2026-02-10", "2026-02-10"), ("2026-02-10\n公开时间: 09:30", "2026-02-10 09:30")]
)
def test_date_of_publication(made: Made, typed: str, printed: str) -> None:
    """PubDate is the date that was typed, with the time if one was typed, and the page prints the same."""
    site = made(SITE, {"公开日期: 2026-02-10": f"公开日期: {typed}"})
    assert labels(site / DISCLOSURE)["PubDate"] == printed
    assert facts(site / DISCLOSURE)["公开日期"] == printed


def test_head_of_a_disclosure(made: Made) -> None:
    """The head has what disclosure.yaml states, 主动公开 and the unit unless it states others, and no blanks."""
    plain = facts(made(SITE) / DISCLOSURE)
    assert plain["公开方式"] == "主动公开"
    assert plain["发布机构"] == labels(made(SITE) / DISCLOSURE)["ContentSource"]
    assert plain.keys().isdisjoint({"索引号", "主题分类", "发文字号", "成文日期"})
    stated = {"索引号": "示-2026-01", "主题分类": "财政", "发布机构": "示例县财政局", "发文字号": "示财〔2026〕1号"}
    stated |= {"成文日期": "2026-02-04", "公开方式": "依申请公开"}
    typed = "".join(f"{key}: {text}\n" for key, text in stated.items())
    told = facts(made(SITE, {"保密审查": f"{typed}保密审查"}) / DISCLOSURE)
    assert stated.items() <= told.items()
    assert all(told.values())


def test_an_example_publishes_nothing(real_site: Path) -> None:
    """A page made after another's document does not say that its unit published it, and is no news."""
    page = real_site / "qinhuangdao-etdz-office" / "2022-budget" / "index.html"
    assert facts(page).keys().isdisjoint({"发布机构", "公开方式"})
    assert labels(page).keys().isdisjoint({"ContentSource", "Author", "PubDate"})
    assert "qinhuangdao" not in (real_site / "feed.xml").read_text("utf-8")


@pytest.mark.parametrize("name", ["real_site", "tiny_site"])
def test_nothing_comes_from_elsewhere(name: str, request: pytest.FixtureRequest) -> None:
    """No page asks another host for anything, and its policy would not let it; no script or style stands in a page."""
    site: Path = request.getfixturevalue(name)
    for path in site.rglob("*.html"):
        page = re.sub(r'<script type="application/ld.json">.*?</script>', "", path.read_text("utf-8"))
        tags = re.findall(r"<[a-zA-Z][^>]*>", page)
        fetched = [tag for tag in tags if re.match(r"<(?!a\b)", tag) and re.search(r"\s(?:\w+)=.(?:\w+:)?//", tag)]
        assert [tag for tag in fetched if not tag.startswith("<meta name=")] == [], path
        assert [tag for tag in tags if re.search(r"\s(?:on\w+|style)\s*=", tag)] == [], path
        assert not re.search(r"<style|<script(?![^>]* src=)|http-equiv=.refresh", page), path
        (policy,) = re.findall(r'Content-Security-Policy" content="([^"]*)"', page)
        assert policy.startswith("default-src 'none'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "), (
            path
        )
        assert not re.search(r"unsafe|[*]|//|(?:script|connect)-src (?!'self'(?:;|$))", policy), path


def test_foot(made: Made) -> None:
    """Marks and services are links if site.yaml has addresses; without one a number is text, a service left out."""
    numbers = "备案号: 示ICP备00000000号\n公安备案号: 示公网安备00号\n"
    plain = (made(SITE + numbers) / "index.html").read_text("utf-8")
    assert "<li>示ICP备00000000号</li>" in plain
    assert "找错" not in plain
    assert "党政机关网站标识" not in plain
    keys = ("备案地址", "公安备案地址", "党政机关标识地址", "找错地址")
    links = {key: f"https://example.org/{number}?a=1" for number, key in enumerate(keys)}
    typed = "".join(f"{key}: {link}\n" for key, link in links.items())
    page = (made(SITE + numbers + typed) / "index.html").read_text("utf-8")
    away = re.findall(r'<a href="(https?:[^"]*)" rel="external">(.*?)</a>', page)
    assert [link for link, _ in away] == list(links.values())
    assert all("离开本站" in text for _, text in away)


@pytest.mark.parametrize("link", ["javascript:alert(1)", "www.example.org", "https://a b", "//example.org"])
def test_only_whole_addresses_are_links(content: Path, tmp_path: Path, link: str) -> None:
    """What is no address of a web page stops the build, at its line."""
    (content / "site.yaml").write_text(f"{SITE}找错地址: '{link}'\n", "utf-8")
    report = build(content, tmp_path / "public", Settings(pdf=False))
    assert not report.published
    wrong = [(found.code, found.source.line) for found in report.findings if found.severity == "error"]
    assert wrong == [("D04", SITE.count("\n") + 1)]


@pytest.mark.parametrize("time", ["9:30", "24:00", "09:60", "上午"])
def test_only_times_are_times(typed: Typed, time: str) -> None:
    """A time of publication is written as hour and minute."""
    seen = typed({"disclosure.yaml": f"表样: 全国统一表样\n公开时间: '{time}'"})
    assert ("D04", "disclosure.yaml", 2) in seen.faults


def test_feed(made: Made) -> None:
    """The feed has every disclosure of a known day, newest first, dated by what was typed."""
    site = made(SITE, {"公开日期: 2026-02-10": "公开日期: 2026-02-10\n公开时间: 09:30"})
    feed = ET.parse(site / "feed.xml").getroot()  # noqa: S314 - our own file
    (entry,) = feed.findall("atom:entry", ATOM)
    assert entry.findtext("atom:updated", namespaces=ATOM) == "2026-02-10T09:30:00+08:00"
    assert feed.findtext("atom:updated", namespaces=ATOM) == "2026-02-10T09:30:00+08:00"
    (link,) = entry.findall("atom:link", ATOM)
    assert link.get("href") == f"https://example.com/caizheng/{DISCLOSURE}"


def test_feed_of_many(real_site: Path) -> None:
    """Entries stand newest first under names that differ, and each has a page."""
    feed = ET.parse(real_site / "feed.xml").getroot()  # noqa: S314 - our own file
    entries = feed.findall("atom:entry", ATOM)
    days = [entry.findtext("atom:updated", "", ATOM) for entry in entries]
    assert len(days) == 4
    assert days == sorted(days, reverse=True)
    assert len({entry.findtext("atom:id", "", ATOM) for entry in entries}) == len(entries)
    for entry in entries:
        (link,) = entry.findall("atom:link", ATOM)
        assert (real_site / link.get("href", "").removeprefix("https://example.com/")).is_file()


def test_names_in_the_feed_last(made: Made) -> None:
    """A name in the feed depends neither on the domain nor on the site's name."""
    names = [
        re.findall(r"<id>(.*?)</id>", (made(text) / "feed.xml").read_text("utf-8"))
        for text in (SITE, SITE.replace("example.com", "example.org").replace("示例县", "样例县"))
    ]
    assert names[0] == names[1]


def test_no_news_no_feed(made: Made) -> None:
    """Where no day of publication is known there is no feed, and no page speaks of one."""
    site = made(SITE, {"公开日期: 2026-02-10\n": ""})
    assert not (site / "feed.xml").exists()
    assert not [path for path in site.rglob("*.html") if "feed.xml" in path.read_text("utf-8")]


def test_addresses_for_search_engines(made: Made) -> None:
    """sitemap.xml has full addresses of all pages that stay; below a domain's top there is no robots.txt."""
    site = made(SITE)
    found = [own.text for own in ET.parse(site / "sitemap.xml").iter() if own.tag.endswith("loc")]  # noqa: S314
    pages = {path.relative_to(site).as_posix() for path in site.rglob("index.html")}
    assert found == sorted(urljoin("https://example.com/caizheng/", page) for page in pages)
    assert not (site / "robots.txt").exists()


def test_robots_at_the_top(real_site: Path) -> None:
    """At the top of a domain robots.txt leads to the list of addresses and forbids nothing."""
    lines = (real_site / "robots.txt").read_text("utf-8").splitlines()
    assert "Sitemap: https://example.com/sitemap.xml" in lines
    assert not [line for line in lines if line.startswith("Disallow")]


def test_no_domain_no_addresses(made: Made) -> None:
    """Without 域名 no file claims to know full addresses."""
    site = made("网站名称: 示例县预决算公开\n")
    assert not (site / "sitemap.xml").exists()
    assert not (site / "robots.txt").exists()


def test_a_lost_reader_finds_home(made: Made) -> None:
    """404.html answers at any address: where 域名 is known all its links are whole."""
    page = (made(SITE) / "404.html").read_text("utf-8")
    links = re.findall(r'<a (?:class="[^"]*" )?href="([^"]*)"', page)
    assert [link for link in links if not link.startswith(("https://example.com/caizheng/", "#"))] == []


def test_map_of_the_site(real_site: Path) -> None:
    """The map leads to every page of units and disclosures."""
    page = (real_site / "sitemap" / "index.html").read_text("utf-8")
    pages = [path.relative_to(real_site).as_posix() for path in real_site.glob("*/*-budget/index.html")]
    assert len(pages) == 9
    assert [path for path in pages if f'href="../{path}"' not in page] == []


def test_contacts_on_statements(made: Made) -> None:
    """The pages on accessibility and feedback give the contacts that site.yaml has, and say so if it has none."""
    for name in ("accessibility", "feedback"):
        told = facts(made(f"{SITE}主办单位: 示例县财政局\n联系电话: 0000-0000000\n") / name / "index.html")
        assert told == {"主办单位": "示例县财政局", "联系电话": "0000-0000000"}
        assert facts(made(SITE) / name / "index.html") == {}


def test_terms_are_each_explained_once() -> None:
    """No name stands for two terms, every term has a meaning, and anchors differ."""
    names = [name for term in terms() for name in (term.name, *term.others)]
    assert len(names) == len(set(names))
    assert all(term.meaning.endswith("。") for term in terms())
    assert len({term.anchor for term in terms()}) == len(terms())


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("一般公共预算“三公”经费支出表", ["一般公共预算", "“三公”经费"]),
        ("上解上级支出", ["上缴上级支出"]),
        ("公务用车购置及运行费", ["公务用车购置及运行维护费"]),
        ("事业单位经营收入 事业收入", ["事业单位经营收入", "事业收入"]),
        ("科目编码", []),
    ],
)
def test_terms_in_titles(text: str, found: list[str]) -> None:
    """A title's terms are found under all their names, the longest first."""
    assert [term.name for term in terms_in([text])] == found


def test_tables_lead_to_terms(real_site: Path) -> None:
    """Key figures and tables lead to the terms in their titles; of targets made one per project only the first does."""
    page = (real_site / "demo-park-bureau" / "2026-budget" / "index.html").read_text("utf-8")
    before_tables = page.partition('class="figures"')[2].partition('class="contents"')[0]
    assert before_tables.count('<p class="terms">') == 1
    lines = re.findall(r'<p class="terms">.*?</p>', page)
    assert 5 < len(lines) < 20
    assert all('href="../../glossary/index.html#' in line for line in lines)
