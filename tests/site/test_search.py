"""Search: what is found, where it leads, what it never finds; and the lists that need no script."""

from __future__ import annotations

import json
import re
import tracemalloc
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.search_reader import Reader, numbers_in
from site_builder.book.disclosure import Site, Unit
from site_builder.checks.works import works
from site_builder.sheets.sheet import Sheet
from site_builder.site.search.grams import fold, grams, numbers
from site_builder.site.search.mentions import Found, Mention, found
from site_builder.site.search.pages import search_pages
from site_builder.site.search.shards import PLACES, shards
from site_builder.site.views.frame import site_view
from site_builder.site.views.search import LINES, list_views
from site_builder.values.text import Text
from tests.browser.chromium import Browser
from tests.conftest import Typed
from tests.examination import Examination
from tests.site.test_pages import pages, parse

QUERIES = {
    "公园绿地局": ("单位", "demo-park-bureau/index.html"),
    "900002": ("单位", "demo-botanic-garden/index.html"),
    "口袋公园建设": ("项目", "demo-park-bureau/2026-budget/index.html#project-target-3"),
    "法律顾问制度": ("任务", "jieyang-hitech-office/2026-budget/index.html#overall-target"),
    "活植物保存率": ("指标", "demo-botanic-garden/2026-budget/index.html#overall-target"),
    "2060702": ("科目", "demo-botanic-garden/2026-budget/index.html#expenditure"),
    "13081124P000049100058": ("项目", "chengde-hitech-office/2024-budget/index.html#project-target-1"),
    "（演示": ("单位", "demo-botanic-garden/index.html"),
    "附属单位上缴收入": ("名词", "demo-botanic-garden/2026-budget/index.html#section-14"),
}
"""What is typed → kind and address of the first result."""


@cache
def reader(site: Path) -> Reader:
    return Reader({path.name: path.read_bytes() for path in (site / "search" / "data").iterdir()})


def indexed(examination: Examination) -> Iterator[Found]:
    subjects = (own.subject for own in examination.disclosures)
    return (found(own.unit, own.disclosure, own.sheets) for own in subjects)


def texts(sheets: tuple[Sheet, ...]) -> str:
    return "\n".join(
        cell.text for sheet in sheets for part in sheet.parts for row in part.rows for cell in row.cells
    ) + "\n".join(sheet.title for sheet in sheets)


@pytest.mark.parametrize("query", QUERIES)
def test_first_result(real_site: Path, query: str) -> None:
    """The best match of a name, a code or a piece of either comes first and leads to its place."""
    kind, _, address = reader(real_site).first_page(query)[0]
    assert (kind, address) == QUERIES[query]


def test_nothing_is_missed(real_site: Path, real: Examination) -> None:
    """Any piece of any name or code, in whatever width, leads to every block that has it."""
    own = reader(real_site)
    start = own.load("start")
    blocks = {name: own.load(name[:-3]).split("\n") for name in own.files if name[0] == "b"}
    held = {
        int(name[1:-3]): fold("\n".join(line.rpartition("\t")[0] for line in lines)) for name, lines in blocks.items()
    }
    mentions = [mention for each in indexed(real) for mention in each.mentions]
    for at, name in enumerate(sorted({text for mention in mentions for text in (mention.name, mention.code) if text})):
        first = at % len(name)
        piece = fold(name[first : first + 1 + at % 9])
        there = {number for number, text in held.items() if piece in text}
        assert there, piece
        assert there <= set(own.candidates(start, piece)), piece


@pytest.mark.parametrize("query", ["绿地养护", "ＢＭＪ", "社会化", "三重四创", "电费"])
def test_all_results(real_site: Path, real: Examination, query: str) -> None:
    """What has the piece is found once in every place, and nothing else is."""
    there = [
        (mention.kind, mention.name, f"{own.href}#{mention.anchor}")
        for own in indexed(real)
        for mention in own.mentions
        if any(fold(query) in fold(text) for text in (mention.name, mention.code))
    ]
    results = reader(real_site).first_page(query)
    assert set(results) <= set(there)
    assert len(results) == min(10, len(there))


@pytest.mark.parametrize("query", ["没有这样的项目", "〇", "zzz"])
def test_nothing_is_made_up(real_site: Path, query: str) -> None:
    """What is nowhere has no result."""
    assert reader(real_site).first_page(query) == []


def test_order(real_site: Path) -> None:
    """A whole name comes before one that begins so, that before one that has it inside; newer years come first."""
    results = reader(real_site).first_page("园艺技术培训")
    assert [address.split("/")[1] for kind, _, address in results if kind == "项目"] == sorted(
        (address.split("/")[1] for kind, _, address in results if kind == "项目"), reverse=True
    )
    names = [name for _, name, _ in reader(real_site).first_page("公园绿地")]
    inside = [not name.startswith("公园绿地") for name in names]
    assert inside == sorted(inside)


def test_results_lead_to_anchors(real_site: Path, real: Examination) -> None:
    """Every place in the index is an id on a page that is there."""
    for own in indexed(real):
        ids = set(re.findall(r'\bid="([^"]+)"', (real_site / own.href).read_text("utf-8")))
        assert {mention.anchor for mention in own.mentions} <= ids, own.href


def test_only_what_is_printed(real: Examination) -> None:
    """No name and no code is found that the disclosure's tables and explanations do not print."""
    for audited, own in zip(real.disclosures, indexed(real), strict=True):
        printed = " ".join(texts(audited.subject.sheets).split())
        explained = " ".join(section.html for section in audited.subject.disclosure.narrative.sections)
        for mention in own.mentions:
            assert mention.name in (explained if mention.kind == "名词" else printed), mention
            assert mention.code in printed, mention


def test_every_work_is_found(real: Examination) -> None:
    """Every project and task that a disclosure has can be found."""
    for audited, own in zip(real.disclosures, indexed(real), strict=True):
        names = {(mention.kind, mention.name) for mention in own.mentions}
        assert {(work.kind, " ".join(work.name.split())) for work in works(audited.subject.disclosure)} <= names


MARKED = """
项目:
  - {名称: 办公楼修缮, 编码: XM-1, 科目: 2010302, 金额: 3}
  - {名称: 专项, 编码: XM-2, 科目: 2010399, 涉密: 是, 依据: 定密单, 指标: [产出/数量 | 密标 | 面积 | ≥20个 | 甲]}
"""


def test_secrets_are_not_found(typed: Typed) -> None:
    """Of a project that is a state secret only the name that the form prints is found, whatever is typed beside it."""
    own = typed({"disclosure.yaml": "表样: 河北单位预算公开2022", "projects.yaml": MARKED}).it.subject
    mentions = found(own.unit, own.disclosure, own.sheets).mentions
    said = " ".join(f"{mention.name} {mention.code}" for mention in mentions)
    assert {mention.name for mention in mentions if mention.kind == "项目"} == {"办公楼修缮", "专项"}
    assert not [word for word in ("XM-2", "2010399", "定密单", "密标") if word in said]


def unit(number: int) -> Unit:
    return Unit(f"u{number}", f"u{number}", Text(str(100000 + number)), Text(f"第{number}局"), {})


def bought(number: int) -> Found:
    mention = Mention("项目", "办公设备购置", f"XM-{number % 2}", "projects", "项目支出表")
    return Found(f"u{number}", "2026-budget", 2026, "2026年预算", (mention,))


def test_many_places_take_many_lines() -> None:
    """What occurs more often than one line can say is still found in all its places."""
    count = PLACES * 4
    files = shards(tuple(unit(number) for number in range(count)), tuple(bought(number) for number in range(count)))
    own = Reader(files)
    written = [line.split("\t") for name in files if name[0] == "b" for line in own.load(name[:-3]).split("\n")]
    places = [number for name, _, rest in written if name == "办公设备购置" for number in numbers_in(rest)]
    assert sorted(places) == list(range(count))
    assert max(map(len, files.values())) < 4096


def test_same_index_in_any_order(real: Examination) -> None:
    """The files depend on what there is, not on the order in which disclosures are given."""
    units, own = tuple(real.book.units), tuple(indexed(real))
    assert shards(units, own) == shards(units, own[::-1])


def test_a_place_is_said_once() -> None:
    """What is found twice in one place, as where two units claim one address, is one result."""
    assert shards((unit(1),), (bought(1), bought(1))) == shards((unit(1),), (bought(1),))


def test_empty_site() -> None:
    """The index of a site without disclosures finds nothing, and is whole."""
    assert Reader(shards((), ())).first_page("公园") == []


def test_folding() -> None:
    """Capitals and full-width signs are as good as plain ones, and a text has its pairs, characters and beginning."""
    assert fold("ＡＢc（１）") == "abc(1)"
    assert grams("abc") == {"ab", "bc", "Ba", "Bb", "Bc", "Aa"}
    assert grams("2013") - grams("201") == {"13", "B3", "C\u010d"}


@given(st.sets(st.integers(0, 10**7)))
def test_numbers(those: set[int]) -> None:
    """Numbers are read as they were written, in characters that need no escape."""
    written = numbers(sorted(those))
    assert numbers_in(written) == sorted(those)
    assert json.dumps(written) == f'"{written}"'


def listed(site: Path) -> dict[tuple[str, str], str]:
    """Every link of the lists that the search page offers: its text by list and address."""
    folder = site / "search"
    offered = [link.attributes["href"] for link in pages(site)["search/index.html"].all("a")]
    names = [name for name in offered if (folder / name).is_file() and "/" not in name]
    links = ((name, link) for name in names for link in pages(site)[f"search/{name}"].all("a"))
    return {(name, link.attributes["href"].removeprefix("../")): link.text for name, link in links}


def test_lists_are_complete(real_site: Path, real: Examination) -> None:
    """Without a script every unit, project, task and code is in a list that the search page offers."""
    links = listed(real_site)
    assert {unit.slug for unit in real.book.units} <= {address.split("/")[0] for name, address in links}
    lists = {"项目": "projects.html", "任务": "projects.html", "科目": "codes.html"}
    newest = {own.unit: own for own in sorted(indexed(real), key=lambda own: own.year)}
    for own in indexed(real):
        for mention in own.mentions:
            if mention.kind in {"项目", "任务"} or (mention.kind == "科目" and newest[own.unit] is own):
                assert (lists[mention.kind], f"{own.href}#{mention.anchor}") in links, mention


def test_long_lists_have_pages() -> None:
    """A long list has pages of bounded length, one after the other, and contents that lead to each."""
    count = LINES * 2 + 1
    units = tuple(unit(number) for number in range(count))
    views = dict(list_views(site_view(Site(), "gongkai"), units, ()))
    chain, name = [], "units-1.html"
    while name:
        chain.append(name)
        name = views[name].after
    lines = {own: [line for _, group in views[own].groups for line in group] for own in ("units.html", *chain)}
    assert [line.href for line in lines["units.html"]] == chain
    assert [len(lines[own]) for own in chain] == [LINES, LINES, 1]
    assert {line.href for own in chain for line in lines[own]} == {
        f"../u{number}/index.html" for number in range(count)
    }


def test_what_is_found_is_not_held() -> None:
    """However many units there are, what can be found in them is let go again: a site may have ten thousand."""
    few, many = (peak(partial(exhaust, Finds(count))) for count in (100, 300))
    assert (many - few) / 200 < peak(partial(Finds(1).found, 0)) / 5


@dataclass(frozen=True)
class Finds:
    """What is found in some units, made anew whenever it is gone through."""

    count: int

    def __iter__(self) -> Iterator[Found]:
        return map(self.found, range(self.count))

    def found(self, number: int) -> Found:
        named = (Mention("科目", f"第{own}项支出", f"{2010000 + own}", f"a{own}", "支出总表") for own in range(100))
        return replace(bought(number), mentions=tuple(named))


def exhaust(own: Finds) -> None:
    units = tuple(map(unit, range(own.count)))
    for _ in search_pages(units, own, site_view(Site(), "gongkai")):
        pass


def peak(work: Callable[[], object]) -> int:
    """The most bytes that some work takes at once."""
    tracemalloc.start()
    try:
        work()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.slow
@pytest.mark.parametrize("query", list(QUERIES)[:5])
def test_in_a_browser(real_site: Path, browser: Browser, query: str) -> None:
    """A browser that opens the page from a folder shows the same results as the index holds, with matches marked."""
    browser.open(f"{(real_site / 'search/index.html').as_uri()}?q={quote(query)}")
    browser.until("document.querySelector('ol.hits li')")
    page = parse(browser.run("document.documentElement.outerHTML"))
    (results,) = (tag for tag in page.all("ol") if tag.has("hits"))
    links = [next(item.all("a")).attributes["href"] for item in results.own("li")]
    assert links == [f"../{address}" for _, _, address in reader(real_site).first_page(query)]
    assert [mark.text for mark in results.all("mark")][:1] == [query]
