"""Peers are timed only when they say what our pages say: in the layout that print has, cell by cell."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.peers.pages import differences

OURS = """<section class="sheet wide" id="three-public">
<div class="official">
<div class="scroll">
<table class="grid"><caption><span class="aside">三公经费</span></caption>
<thead><tr><th scope="col">项目</th><th scope="col">预算数</th></tr></thead>
<tbody><tr><th scope="row" rowspan="2">公务用车</th><td class="n">8.24</td></tr><tr><td></td></tr></tbody></table>
</div>
</div>
<div class="scroll on-screen"><table class="rows"><caption>三公经费</caption><tr><td>8.24</td></tr></table></div>
</section>
<section class="sheet" id="income">
<div class="scroll">
<table class="rows"><caption><span class="aside">收入总表</span></caption>
<tbody><tr><th scope="row"><span class="aside">类 </span><a href="#income-1">教育支出</a></th>
<td><span aria-hidden="true">—</span><span class="aside">无数据</span></td></tr></tbody></table>
</div>
</section>
<section class="narrative"><h2>总体情况</h2>
<p>收入 <a class="term" href="">8.24</a> 万元。</p></section>
<section class="audit"><table><tr><td>1</td></tr></table></section>"""
THEIRS = """<section class="sheet"><div class="scroll"><table><caption>三公经费</caption>
<tr><th scope="col">项目</th><th scope="col">预算数</th></tr>
<tr><th scope="row" rowspan="2">公务用车</th><td>8.24</td></tr><tr><td></td></tr></table></div></section>
<section class="sheet"><div class="scroll"><table><caption>收入总表</caption>
<tr><th scope="row">教育支出</th><td></td></tr></table></div></section>
<section class="narrative"><h2 id="x">总体情况</h2><p>收入 8.24 万元。</p></section>"""


def test_the_same_cells_are_no_difference(tmp_path: Path) -> None:
    assert not _found(tmp_path, THEIRS)


@pytest.mark.parametrize(
    ("said", "instead"),
    [
        ("公务用车", "公务用车费"),
        ("<td>8.24", "<td>8.2"),
        ('scope="col">预算数', ">预算数"),
        (' rowspan="2"', ""),
        ("<td>8.24</td>", '<td colspan="2">8.24</td>'),
        ('<th scope="row">教育支出</th>', "<td>教育支出</td>"),
        ("<tr><td></td></tr>", ""),
        ("<tr><td></td></tr>", "<tr><td></td></tr><tr></tr>"),
        ("<caption>收入总表</caption>", ""),
        ('<section class="narrative"', '<section class="sheet"><table></table></section><section class="narrative"'),
        ("万元。", "元。"),
    ],
)
def test_another_cell_is_found(tmp_path: Path, said: str, instead: str) -> None:
    assert said in THEIRS
    assert _found(tmp_path, THEIRS.replace(said, instead, 1))


def test_a_unit_that_is_not_listed_is_found(tmp_path: Path) -> None:
    assert _found(tmp_path, THEIRS, home='<a href="/900002/">')


def _found(folder: Path, theirs: str, home: str = '<a href="/900001/">') -> list[str]:
    pages = {"ours/900001/2026-budget": OURS, "theirs/900001/2026-budget": theirs, "theirs/900001": "", "theirs": home}
    for place, html in pages.items():
        (folder / place).mkdir(parents=True, exist_ok=True)
        (folder / place / "index.html").write_text(html, "utf-8")
    return list(differences(folder / "ours", folder / "theirs", ["900001"]))
