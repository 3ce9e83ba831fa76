"""Every page as a browser reads it: structure, links, tables, policy, and the figures of the sheets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urldefrag

import pytest

from site_builder.build.chain import build
from site_builder.build.orders import Settings
from site_builder.sheets.sheet import Cell, Part
from tests.examination import Examination

VOID = {"meta", "link", "br", "hr", "img", "col", "input"}
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


@dataclass(eq=False)
class Tag:
    """An element: name, attributes, and what stands in it."""

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Tag | str] = field(default_factory=list)

    def all(self, *names: str) -> Iterator[Tag]:
        """Elements of these names in document order; every element if none is named."""
        for child in self.children:
            if isinstance(child, Tag):
                if not names or child.name in names:
                    yield child
                yield from child.all(*names)

    def own(self, *names: str) -> list[Tag]:
        """Direct children of these names."""
        return [child for child in self.children if isinstance(child, Tag) and child.name in names]

    @property
    def text(self) -> str:
        """Its text."""
        return "".join(child if isinstance(child, str) else child.text for child in self.children)

    def has(self, name: str) -> bool:
        """Whether it has a class."""
        return name in self.attributes.get("class", "").split()


class Reader(HTMLParser):
    """Builds the tree and refuses what is not closed."""

    def __init__(self) -> None:
        super().__init__()
        self.top = Tag("document")
        self.open = [self.top]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element begins."""
        assert len(attrs) == len({name for name, _ in attrs}), f"<{tag}> repeats an attribute"
        made = Tag(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(made)
        if tag not in VOID:
            self.open.append(made)

    def handle_endtag(self, tag: str) -> None:
        """An element ends: the one that was opened last."""
        assert self.open.pop().name == tag, f"</{tag}> closes another element"

    def handle_data(self, data: str) -> None:
        """Text."""
        self.open[-1].children.append(data)


def parse(text: str) -> Tag:
    reader = Reader()
    reader.feed(text)
    reader.close()
    assert reader.open == [reader.top], "an element is not closed"
    return reader.top


@cache
def pages(site: Path) -> dict[str, Tag]:
    """Every page of a site by its address."""
    return {p.relative_to(site).as_posix(): parse(p.read_text("utf-8")) for p in sorted(site.rglob("*.html"))}


class Slot(NamedTuple):
    """A cell of a table in its grid."""

    tag: Tag
    x: int
    y: int
    width: int
    height: int


Grid = dict[tuple[int, int], Slot]


def grid(table: Tag) -> Grid:
    """The HTML table model: every slot and the cell that covers it."""
    slots: Grid = {}
    rows = [row for group in table.own("thead", "tbody", "tfoot") for row in group.own("tr")]
    for y, row in enumerate(rows):
        x = 0
        for tag in row.own("th", "td"):
            while (x, y) in slots:
                x += 1
            width, height = (int(tag.attributes.get(name, "1")) for name in ("colspan", "rowspan"))
            cell = Slot(tag, x, y, width, height)
            for place in ((column, line) for line in range(y, y + height) for column in range(x, x + width)):
                assert place not in slots, "two cells overlap"
                slots[place] = cell
    return slots


def is_header(cell: Slot, slots: Grid, *, of_rows: bool) -> bool:
    """Whether a cell is a row header (or a column header) by its scope, else by what stands beside it."""
    scope = cell.tag.attributes.get("scope", "")
    if cell.tag.name != "th" or scope:
        return cell.tag.name == "th" and scope == ("row" if of_rows else "col")
    in_rows = any(own.tag.name == "td" for (_, y), own in slots.items() if cell.y <= y < cell.y + cell.height)
    in_columns = any(own.tag.name == "td" for (x, _), own in slots.items() if cell.x <= x < cell.x + cell.width)
    return (in_rows and not in_columns) if of_rows else not in_rows


def scanned(cell: Slot, slots: Grid, *, of_rows: bool) -> list[Slot]:
    """HTML's “scanning and assigning header cells”: leftwards for row headers, upwards for column headers."""
    found: list[Slot] = []
    lines = range(cell.y, cell.y + cell.height) if of_rows else range(cell.x, cell.x + cell.width)
    for line in lines:
        opaque: list[tuple[int, int]] = []
        block: list[tuple[int, int]] = []
        for step in range((cell.x if of_rows else cell.y) - 1, -1, -1):
            current = slots.get((step, line) if of_rows else (line, step))
            if current is None:
                continue
            if current.tag.name == "td":
                opaque, block = [*opaque, *block], []
                continue
            extent = (current.y, current.height) if of_rows else (current.x, current.width)
            block.append(extent)
            if extent not in opaque and is_header(current, slots, of_rows=of_rows):
                found.append(current)
    return found


def of_groups(cell: Slot, table: Tag, slots: Grid) -> list[Slot]:
    """Headers of the column group that a cell begins in (`scope=colgroup`)."""
    edges = [0]
    for group in table.own("colgroup"):
        edges.append(edges[-1] + (len(group.own("col")) or int(group.attributes.get("span", "1"))))
    ends = next(((a, b) for a, b in pairwise(edges) if a <= cell.x < b), (0, 0))
    return [
        own
        for own in dict.fromkeys(slots.values())
        if own.tag.attributes.get("scope") == "colgroup"
        and ends[0] <= own.x < ends[1]
        and own.x < cell.x + cell.width
        and own.y < cell.y + cell.height
    ]


def headers(cell: Slot, table: Tag, slots: Grid) -> tuple[list[str], list[str]]:
    """The texts of a cell's row headers and column headers, outermost first."""
    rows = scanned(cell, slots, of_rows=True)
    columns = {*scanned(cell, slots, of_rows=False), *of_groups(cell, table, slots)}
    in_order = (sorted(set(found), key=lambda own: (own.y, own.x)) for found in (rows, columns))
    row, column = ([own.tag.text for own in found if own.tag.text.strip()] for found in in_order)
    return row, column


def statutory(page: Tag) -> list[Tag]:
    """The tables of the sheets, without those in the narrative."""
    return [table for table in page.all("table") if table.has("grid") or table.has("card")]


def is_number(cell: Slot, table: Tag) -> bool:
    """Whether a cell numbers its row (序号) or its column (栏次), and so is a name of its own."""
    heads = sum(len(group.own("tr")) for group in table.own("thead"))
    columns = [column.has("col-number") for group in table.own("colgroup") for column in group.own("col")]
    return cell.y < heads or (bool(columns) and columns[cell.x])


@pytest.fixture(params=["tiny_site", "real_site"])
def site(request: pytest.FixtureRequest) -> Path:
    """Each site in turn."""
    return Path(request.getfixturevalue(request.param))


def test_one_main_heading(site: Path) -> None:
    """A page has one h1 and skips no level of headings."""
    for path, page in pages(site).items():
        levels = [HEADINGS.index(tag.name) + 1 for tag in page.all(*HEADINGS)]
        assert levels[0] == 1, path
        assert levels.count(1) == 1, path
        assert all(later - level <= 1 for level, later in pairwise(levels)), path
        assert all(tag.text.strip() for tag in page.all(*HEADINGS)), path


def test_ids_are_unique(site: Path) -> None:
    """An anchor leads to one place, and what refers to an id finds it."""
    for path, page in pages(site).items():
        ids = [tag.attributes["id"] for tag in page.all() if "id" in tag.attributes]
        assert len(ids) == len(set(ids)), path
        asked = [
            word
            for tag in page.all()
            for name in ("aria-labelledby", "aria-describedby", "for", "headers")
            for word in tag.attributes.get(name, "").split()
        ]
        assert set(asked) <= set(ids), path


def test_links_resolve(site: Path) -> None:
    """Every link within the site leads to a file that is there, and to an anchor that is on it."""
    anchors = {
        path: {tag.attributes["id"] for tag in page.all() if "id" in tag.attributes}
        for path, page in pages(site).items()
    }
    for path, page in pages(site).items():
        for link in page.all("a", "link"):
            address, anchor = urldefrag(link.attributes["href"])
            if re.match(r"https?://", address) or (path == "404.html" and address.startswith("/")):
                continue
            target = (site / path).parent.joinpath(unquote(address)).resolve() if address else site.resolve() / path
            assert target.is_file(), f"{path}: {link.attributes['href']}"
            assert not anchor or anchor in anchors[target.relative_to(site.resolve()).as_posix()], f"{path}: #{anchor}"


@pytest.mark.parametrize(("name", "top"), [("tiny_site", "/yusuan/"), ("real_site", "/")])
def test_a_missing_page_is_styled_at_any_depth(name: str, top: str, request: pytest.FixtureRequest) -> None:
    """Where 域名 is known, 404.html asks for its style and script from the top too, on whichever host it stands."""
    page = pages(request.getfixturevalue(name))["404.html"]
    styles = [tag.attributes["href"] for tag in page.all("link") if tag.attributes["rel"] == "stylesheet"]
    assert styles == ["assets/site.css", f"{top}assets/site.css"]
    assert [tag.attributes["src"] for tag in page.all("script") if is_ours(tag)] == [f"{top}assets/js/display.js"]


def test_every_file_is_linked(site: Path) -> None:
    """Whatever is published can be reached from the home page."""
    seen, waiting = set(), ["index.html"]
    while waiting:
        path = waiting.pop()
        if path in seen:
            continue
        seen.add(path)
        for link in pages(site)[path].all("a", "link", "script") if path.endswith(".html") else ():
            address = urldefrag(link.attributes.get("href") or link.attributes.get("src", ""))[0]
            if address and not re.match(r"https?://", address):
                target = (site / path).parent.joinpath(unquote(address)).resolve()
                waiting.append(target.relative_to(site.resolve()).as_posix())
    there = {p.relative_to(site).as_posix() for p in site.rglob("*") if p.is_file() and p.suffix != ".pdf"}
    there = {path for path in there if not path.startswith("search/data/")}
    assert there - seen - {"robots.txt"} == {"404.html", "manifest.json"}


def test_head_of_every_page(site: Path) -> None:
    """A page says its language, title, width and policy."""
    for path, page in pages(site).items():
        (html,) = page.own("html")
        assert html.attributes["lang"] == "zh-CN", path
        (title,) = html.own("head")[0].own("title")
        assert title.text.strip(), path
        metas = {
            tag.attributes.get("name") or tag.attributes.get("http-equiv", ""): tag.attributes.get("content", "")
            for tag in page.all("meta")
        }
        assert "width=device-width" in metas["viewport"], path
        assert "user-scalable" not in metas["viewport"], path
        policy = metas["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'"), path
        assert "unsafe" not in policy, path
        assert "http" not in policy, path


def test_titles_differ(site: Path) -> None:
    """No two pages have one title."""
    titles = [next(page.all("title")).text for page in pages(site).values()]
    assert len(titles) == len(set(titles))


def test_landmarks(site: Path) -> None:
    """A page has one main part and a way past the head; landmarks of one kind have names that tell them apart."""
    for path, page in pages(site).items():
        (main,) = page.all("main")
        assert next(page.all("a")).attributes["href"] == f"#{main.attributes['id']}", path
        names = [tag.attributes.get("aria-label") for tag in page.all("nav")]
        assert None not in names, path
        assert len(names) == len(set(names)), path


def is_data(tag: Tag) -> bool:
    """Whether an element holds a description for machines, which no browser runs."""
    return tag.name == "script" and tag.attributes.get("type") == "application/ld+json"


def is_ours(tag: Tag) -> bool:
    """Whether an element loads one of the two scripts of the site."""
    return tag.name == "script" and tag.attributes.get("src", "").endswith(
        ("assets/js/search.js", "assets/js/display.js")
    )


def test_nothing_is_fetched(site: Path) -> None:
    """A page asks no other place for anything, and carries no inline style or script."""
    for path, page in pages(site).items():
        for tag in (own for own in page.all() if not is_data(own)):
            assert tag.name not in {"style", "iframe", "object", "embed", "base"}, path
            assert tag.name != "form" or path in {"index.html", "search/index.html"}, path
            assert tag.name != "script" or (is_ours(tag) and not tag.text), path
            assert "style" not in tag.attributes, path
            assert not [name for name in tag.attributes if name.startswith("on")], path
            fetched = [tag.attributes.get("src", ""), tag.attributes.get("srcset", "")]
            fetched += [tag.attributes["href"]] if tag.name == "link" else []
            assert not any("//" in address for address in fetched), path
    for style in site.rglob("*.css"):
        assert not re.search(r"@import|url\(", style.read_text("utf-8")), style


def test_tables_have_captions(site: Path) -> None:
    """Every table of a sheet says what it is, and no two on a page say the same."""
    for path, page in pages(site).items():
        captions = [[" ".join(own.text.split()) for own in table.own("caption")] for table in statutory(page)]
        assert all(len(own) == 1 and own[0] for own in captions), path


def test_cells_have_headers(site: Path) -> None:
    """By HTML's own algorithm every filled cell has a column header in a grid, and a row header.

    A one-row table laid across, such as the “三公” table of ministries, has no column that could name its row.
    """
    bare = []
    for path, page in pages(site).items():
        for table in statutory(page):
            slots = grid(table)
            named = any(tag for body in table.own("tbody") for tag in body.all("th"))
            assert len(slots) == (max(x for x, _ in slots) + 1) * (max(y for _, y in slots) + 1), "a slot has no cell"
            for cell in dict.fromkeys(slots.values()):
                if cell.tag.name == "td" and cell.tag.text.strip() and not is_number(cell, table):
                    row, column = headers(cell, table, slots)
                    if (named and not row) or not (column or table.has("card")):
                        bare.append((path, " ".join(table.own("caption")[0].text.split()), cell.tag.text))
    assert bare == []


def test_every_table_is_a_sheet_or_in_the_narrative(site: Path) -> None:
    """A table outside the sheets is part of the narrative, or a sheet's indicators told again; it has a head row.

    A page to be pasted into another site has plain tables only.
    """
    for path, page in pages(site).items():
        if path.endswith("paste.html"):
            continue
        told_again = [table for table in page.all("table") if table.has("rows")]
        others = [table for table in page.all("table") if table not in (*statutory(page), *told_again)]
        inside = [table for own in page.all("section") if own.has("narrative") for table in own.all("table")]
        assert others == inside, path
        assert all(list(table.all("thead")) for table in (*others, *told_again)), path


def begun(part: Part) -> Iterator[Cell]:
    return (cell for row in part.rows for cell in row.cells if cell.rows)


def disclosure_pages(site: Path, examination: Examination) -> Iterator[tuple[Tag, list[Part]]]:
    """Every disclosure's page with the parts of its sheets."""
    for audited in examination.disclosures:
        address = f"{audited.subject.unit.slug}/{audited.subject.disclosure.name}/index.html"
        yield pages(site)[address], [part for sheet in audited.subject.sheets for part in sheet.parts]


def printed(tag: Tag) -> str:
    """What a cell shows of its sheet, without what is said to readers of the screen alone."""
    return "".join(child if isinstance(child, str) else printed(child) for child in tag.children if not _beside(child))


def _beside(child: Tag | str) -> bool:
    return isinstance(child, Tag) and (child.has("aside") or child.attributes.get("aria-hidden") == "true")


def test_pages_print_the_sheets(real_site: Path, real: Examination) -> None:
    """Cell by cell a page's tables say what the sheets say, with the same spans."""
    for page, parts in disclosure_pages(real_site, real):
        for table, part in zip(statutory(page), parts, strict=True):
            (body,) = table.own("tbody")
            shown = [
                (printed(tag), int(tag.attributes.get("rowspan", "1")), int(tag.attributes.get("colspan", "1")))
                for tag in body.all("th", "td")
            ]
            assert shown == [(cell.text, cell.rows, cell.columns) for cell in begun(part)]


def test_columns_are_those_of_the_sheet(real_site: Path, real: Examination) -> None:
    """The column headers that HTML finds for a filled cell are the titles of its column, no more and no others."""
    for page, parts in disclosure_pages(real_site, real):
        for table, part in zip(statutory(page), parts, strict=True):
            if not part.columns:
                continue
            slots = grid(table)
            heads = len(part.header) + bool(part.index)
            for cell in dict.fromkeys(slots.values()):
                if cell.tag.name == "td" and cell.y >= heads and cell.width == 1 and cell.tag.text.strip():
                    path = [text for text in part.columns[cell.x].path if text]
                    assert headers(cell, table, slots)[1] == list(dict.fromkeys(path)), cell.tag.text


def test_figures_of_this_year(tiny_site: Path) -> None:
    """Where a table has last year beside this year, the head of the page and the narrative speak of this year."""
    page = pages(tiny_site)["shili-ju/2026-budget/index.html"]
    figures = {
        part.text: " ".join(tag.text.split())
        for tag in page.all("a")
        for part in tag.all("span")
        if part.has("figure-label")
    }
    assert figures["“三公”经费"] == "“三公”经费 8.79 万元"
    (narrative,) = (tag for tag in page.all("section") if tag.has("narrative"))
    assert "本年支出 1594.49 万元，其中公务接待费 0.55 万元，比上年减少 0.25 万元。" in narrative.text


NASTY = "<script>alert(1)</script>"
LINKS = """<a href=http://example.org>x</a>

<http://example.org/>

> <iframe src=//example.org>

&lt;script&gt;
"""


def test_typed_markup_stays_text(content: Path, tmp_path: Path) -> None:
    """Text that looks like HTML, in YAML or Markdown, is shown and never becomes markup."""
    unit, folder = content / "shili-ju", content / "shili-ju" / "2026-budget"
    texts = {
        content / "site.yaml": ("示例县财政局", f"'{NASTY}<b>'"),
        unit / "unit.yaml": ("起草", f"{NASTY}</li>"),
        folder / "disclosure.yaml": ("只供测试。", f"'\"><img src=x onerror=alert(1)>{NASTY}'"),
        folder / "projects.yaml": ("办公楼修缮", "<td></table><svg onload=alert(1)>"),
        folder / "narrative.md": (
            "说明本单位的预算。",
            f"{NASTY}\n\n[点](javascript:alert(1)) [点](data:text/html,x) {LINKS}",
        ),
    }
    for path, (old, new) in texts.items():
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), "utf-8")
    narrative = folder / "narrative.md"
    narrative.write_text(narrative.read_text("utf-8").replace("### （一）依据", f"### {NASTY}"), "utf-8")
    report = build(content, tmp_path / "public", Settings(pdf=False))
    assert report.published, report.findings
    for address, page in pages(tmp_path / "public").items():
        made = {tag.name for tag in page.all() if not (is_ours(tag) or is_data(tag) or tag.has("chart-bar"))}
        assert made.isdisjoint({"script", "img", "svg", "iframe", "b"}), address
        links = [tag.attributes["href"] for tag in page.all("a")]
        assert not [link for link in links if re.match(r"\s*(javascript|data|vbscript):", link, re.IGNORECASE)], address
    shown = pages(tmp_path / "public")["shili-ju/2026-budget/index.html"].text
    assert shown.count(NASTY) >= 3
    assert "<svg onload=alert(1)>" in shown
