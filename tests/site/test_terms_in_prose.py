"""Terms in the narrative: the first mention of each leads to what it means, and nothing else of the HTML changes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.law.terms import terms
from site_builder.site.views.prose import with_terms
from site_builder.source.narrative import Section, parse_narrative
from site_builder.values.text import Text

PAGE = "glossary.html"


def linked(*html: str) -> tuple[str, ...]:
    return tuple(own.html for own in with_terms(tuple(Section(1, Text("一"), own) for own in html), PAGE))


def link(name: str, shown: str = "") -> str:
    return f'<a class="term" href="{PAGE}#{name}">{shown or name}</a>'


def test_first_mention_only() -> None:
    """A term is a link once in a disclosure, whatever section it stands in and however it is written."""
    first, second = linked("<p>基本支出 1 万元，基本支出减少。</p>", "<p>基本支出；项目支出。</p>")
    assert first == f"<p>{link('基本支出')} 1 万元，基本支出减少。</p>"
    assert second == f"<p>基本支出；{link('项目支出')}。</p>"


def test_longest_first() -> None:
    """Of two terms that overlap the longer is meant."""
    assert linked("<p>公务用车购置及运行维护费</p>") == (f"<p>{link('公务用车购置及运行维护费')}</p>",)


@pytest.mark.parametrize("written", ["“三公”经费", "三公经费"])
def test_quotation_marks(written: str) -> None:
    """“三公” is the same term with and without its marks, and stays as it was written."""
    assert linked(f"<p>{written}</p>") == (f"<p>{link('三公经费', written)}</p>",)


@pytest.mark.parametrize(
    "html",
    [
        '<p><a href="x" title="基本支出">基本支出</a></p>',
        '<p><a href="x"><strong>基本支出</strong></a></p>',
        "<h4>基本支出</h4>",
        "<pre><code>基本支出\n</code></pre>",
        "<p><code>基本支出</code></p>",
        "<table><caption>基本支出</caption><thead><tr><th>基本支出</th></tr></thead></table>",
        '<p title="a > b 基本支出">1</p>',
        "<p title='基本支出'>1</p>",
        "<!-- <p>基本支出 > </p> -->",
        "<p>基本<em>支出</em></p>",
    ],
)
def test_left_alone(html: str) -> None:
    """Tags, links, headings, captions, heads of tables and code stay as they are; a term is not made of two texts."""
    assert linked(html) == (html,)


def test_after_what_is_left_alone() -> None:
    """What is left alone does not count as told, and text behind it is linked again."""
    before = (
        '<p><a href="x">基本支出</a>，基本支出&lt;b&gt;</p>',
        "<table><tr><th>项目支出</th><td>项目支出</td></tr></table>",
    )
    assert linked(*before) == (
        f'<p><a href="x">基本支出</a>，{link("基本支出")}&lt;b&gt;</p>',
        f"<table><tr><th>项目支出</th><td>{link('项目支出')}</td></tr></table>",
    )


MARKS = ("[", "](http://a)", "`", "**", "#", "\n\n", "> ", "- ", "<b>", "&")
WORDS = st.lists(st.sampled_from([*(term.name for term in terms()), *MARKS]))


@given(WORDS)
def test_only_links_are_added(words: list[str]) -> None:
    """Whatever Markdown is typed, the page without the links of terms is what it was, and no link stands in another."""
    narrative, _ = parse_narrative("narrative.md", "".join(words).encode())
    found = with_terms(narrative.sections, PAGE)
    for section, made in zip(narrative.sections, found, strict=True):
        assert re.sub(r'<a class="term" [^>]*>(.*?)</a>', r"\1", made.html) == section.html
        assert not re.search(r"<a [^>]*>(?:(?!</a>).)*<a ", made.html, re.DOTALL)


def test_on_the_page_and_not_elsewhere(real_site: Path) -> None:
    """The page has the links; the page to be pasted into another site has none."""
    folder = real_site / "demo-park-bureau" / "2026-budget"
    page = (folder / "index.html").read_text("utf-8")
    told = re.findall(r'<a class="term" href="../../glossary/index.html#([^"]+)"', page)
    assert "机关运行经费" in told
    assert len(told) == len(set(told))
    assert 'class="term"' not in (folder / "paste.html").read_text("utf-8")
