"""Charts and sentences: they show what a table states, to scale, and nothing where a table states nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from site_builder.checks.audit import Audited
from site_builder.formats.paper import paper
from site_builder.site.charts.bars import LONGEST, Bar, Chart, Stated, grouped, length
from site_builder.site.charts.draw import charts
from site_builder.site.charts.sentences import sentences
from site_builder.site.theme import theme
from tests.conftest import Examined, Typed, artifacts
from tests.examination import Examination

BUDGET = """
    支出:
      - {科目: 2013101, 基本支出: 240, 项目支出: 60}
      - {科目: 2080505, 资金: 事业收入, 基本支出: 100}
    三公经费:
      公务用车运行维护费: 8
      公务接待费: 0.5
      上年: {公务用车运行维护费: 4, 公务接待费: 1}
"""


def drawn(found: Examined) -> dict[str, Chart]:
    """The charts of what was typed, by anchor."""
    return {chart.id: chart for chart in charts(found.sheets, found.it.subject.disclosure.year)}


def said(found: Examined) -> str:
    """The sentences of what was typed."""
    return "".join(sentences(found.it.subject.disclosure, found.sheets))


def lengths(chart: Chart) -> dict[str, list[int | None]]:
    """Name of a group → how long its bars are."""
    return {group.name: [bar.length for bar in group.bars] for group in chart.groups}


def every(real: Examination) -> Iterator[tuple[Audited, Chart]]:
    """Every chart of the real content."""
    for audited in real.disclosures:
        for chart in charts(audited.subject.sheets, audited.subject.disclosure.year):
            yield audited, chart


def bars(chart: Chart) -> Iterator[Bar]:
    for group in chart.groups:
        yield from group.bars


def printed(audited: Audited) -> dict[str, set[str]]:
    """Key of the tables' anchors → every text that they print, figures with their unit."""
    return {
        sheet.slug: {
            f"{cell.text} {sheet.unit}" if cell.amount is not None else cell.text
            for part in sheet.parts
            for row in part.rows
            for cell in row.cells
        }
        for sheet in audited.subject.sheets
    }


def test_every_figure_is_printed_in_the_table_that_the_chart_names(real: Examination) -> None:
    """A chart of several cards names the first; its figures stand in any of them."""
    kinds = set()
    for audited, chart in every(real):
        kinds.add(chart.id)
        texts = printed(audited)
        kind = chart.anchor.rstrip("0123456789")
        allowed = set().union(*(own for slug, own in texts.items() if slug.rstrip("0123456789") == kind))
        assert chart.anchor in texts
        assert {bar.text for bar in bars(chart) if bar.text} <= allowed
    assert kinds == {"chart-income", "chart-expenditure", "chart-three-public", "chart-plan"}


def test_a_bar_is_as_long_as_its_figure_says(real: Examination) -> None:
    """From zero, on one scale in each chart: exact but for the rounding of one step, and only nothing is nothing."""
    for _, chart in every(real):
        figures = [
            (Decimal(re.sub(r"[,%]| .*", "", bar.text)), bar.length) for bar in bars(chart) if bar.length is not None
        ]
        end = Decimal(100) if chart.id == "chart-plan" else max(amount for amount, _ in figures)
        for amount, drawn_length in figures:
            assert abs(drawn_length - LONGEST * amount / end) <= 1
            assert (drawn_length == 0) == (amount == 0)


def test_a_chart_compares_at_least_two_figures_that_are_not_zero(real: Examination) -> None:
    for _, chart in every(real):
        assert sum(bool(bar.length) for bar in bars(chart)) > 1


def test_what_is_not_stated_has_no_bar_and_no_figure(real: Examination) -> None:
    blank = [bar for _, chart in every(real) for bar in bars(chart) if not bar.text]
    assert blank
    assert {bar.length for bar in blank} == {None}


@pytest.mark.parametrize(
    "amounts",
    [(), ("5",), (None, "5"), ("0", "5"), ("0", "0"), ("-1", "5", "3"), ("-5", "-3")],
)
def test_what_says_no_more_than_a_number_is_not_drawn(amounts: tuple[str | None, ...]) -> None:
    """One figure, zeros, and figures below zero, which parts of a whole cannot have."""
    figures = tuple(("", (Stated("", amount or "", Decimal(amount) if amount else None),)) for amount in amounts)
    assert grouped(figures) == ()


def test_a_scale_with_an_end_holds_everything_or_nothing_is_drawn() -> None:
    def of(*amounts: str) -> tuple[tuple[str, tuple[Stated, ...]], ...]:
        return (("", tuple(Stated("", amount, Decimal(amount)) for amount in amounts)),)

    assert [bar.length for bar in grouped(of("0.5", "1"), Decimal(1))[0].bars] == [500, 1000]
    assert grouped(of("0.5", "1.01"), Decimal(1)) == ()


def test_the_smallest_amount_can_be_seen_and_zero_cannot() -> None:
    assert length(Decimal("0.01"), Decimal(99999999)) == 1
    assert length(Decimal(0), Decimal(99999999)) == 0


def test_parts_are_drawn_with_their_whole(typed: Typed) -> None:
    found = drawn(typed({"budget.yaml": BUDGET}))
    assert lengths(found["chart-income"]) == {"一般公共预算拨款收入": [1000], "事业收入": [333]}
    assert lengths(found["chart-expenditure"]) == {"一般公共服务支出": [1000], "社会保障和就业支出": [333]}
    assert "400.00 万元" in found["chart-income"].lead
    assert "400.00 万元" in found["chart-expenditure"].lead


def test_three_public_shows_both_years_that_the_table_states(typed: Typed) -> None:
    chart = drawn(typed({"budget.yaml": BUDGET}))["chart-three-public"]
    assert lengths(chart) == {"公务用车购置及运行维护费": [1000, 500], "公务接待费": [63, 125]}
    assert [bar.label for bar in chart.groups[0].bars] == ["2026 年", "2025 年"]


def test_a_kind_that_one_year_does_not_state_has_one_bar(typed: Typed) -> None:
    """公务接待费 of last year was not typed: that is not zero."""
    chart = drawn(typed({"budget.yaml": BUDGET.replace("4, 公务接待费: 1}", "4}")}))["chart-three-public"]
    assert [(bar.text, bar.length) for bar in chart.groups[1].bars] == [("0.50 万元", 63), ("", None)]


def test_money_of_one_function_is_drawn_by_kind(typed: Typed) -> None:
    text = BUDGET.replace("2080505", "2013101")
    chart = drawn(typed({"budget.yaml": text}))["chart-expenditure"]
    assert lengths(chart) == {"基本支出": [1000], "项目支出": [176]}
    assert chart.anchor == "expenditure"


def test_money_of_one_source_is_a_number_and_no_chart(typed: Typed) -> None:
    text = BUDGET.replace("资金: 事业收入, ", "")
    assert set(drawn(typed({"budget.yaml": text}))) == {"chart-expenditure", "chart-three-public"}


def test_parts_that_do_not_make_the_stated_whole_are_not_drawn(typed: Typed) -> None:
    """The typed total says 500, the rows 400; a typed total of 400 is drawn."""
    right, wrong = (f"{BUDGET}    收入: {{收入总计: {whole}}}\n" for whole in (400, 500))
    assert "chart-income" in drawn(typed({"budget.yaml": right}))
    found = typed({"budget.yaml": wrong})
    assert found.text("收支总表", "收入总计") == "500.00"
    assert "chart-income" not in drawn(found)


def test_a_negative_part_is_not_drawn(typed: Typed) -> None:
    """What was taken back is less than nothing; as something added it would be drawn."""
    for amount, shown in (("20", True), ("-20", False)):
        more = f"      - {{科目: 2080505, 资金: 其他收入, 基本支出: {amount}}}\n    三公经费:"
        found = typed({"budget.yaml": BUDGET.replace("    三公经费:", more)})
        assert found.cell("收支总表", "其他收入").amount == Decimal(amount)
        assert ("chart-income" in drawn(found)) == shown


def test_what_is_quoted_against_its_figures_is_neither_drawn_nor_said(typed: Typed) -> None:
    """A bar could only be as long as the figure that is not printed."""
    example = "表样: 全国统一表样\n示例: 公开件\n照录:\n  三公经费.合计.本年预算数: 9.99\n"
    found = typed({"budget.yaml": BUDGET, "disclosure.yaml": example})
    assert found.text("三公经费", "合计", "本年预算数") == "9.99"
    assert "chart-three-public" not in drawn(found)
    assert "三公" not in said(found)


@pytest.mark.parametrize("total", ["", "      - {科目: 合计, 合计: 900}\n"])
def test_beside_a_secret_nothing_is_drawn_and_no_share_is_said(typed: Typed, total: str) -> None:
    """Whether the total is published or not: no bar stands for what is secret, and none leaves it out unsaid."""
    hidden = "      - {科目: 2040102, 涉密: 是, 性质: 项目支出, 依据: 定密单}\n"
    text = BUDGET.replace("    三公经费:", f"{hidden}{total}    三公经费:")
    found = typed({"budget.yaml": text})
    assert found.text("收支总表", "本年支出合计") == ("900.00" if total else "")
    assert set(drawn(found)) == {"chart-three-public"}
    assert "每 100 元" not in said(found)


def test_sentences_repeat_what_cells_print(typed: Typed) -> None:
    found = typed({"budget.yaml": BUDGET})
    assert re.findall(r"\d+\.\d\d", said(found)) == ["400.00", "340.00", "60.00", "75.00", "8.50", "3.50", "70.00"]


def test_what_nobody_stated_is_not_said(typed: Typed) -> None:
    """Without 三公 and without a total there is no sentence of them."""
    text = re.sub(r"三公经费:.*", "", BUDGET, flags=re.DOTALL)
    assert "三公" not in said(typed({"budget.yaml": text}))
    assert said(typed({"budget.yaml": "三公经费: {公务接待费: 1}"})).count("。") == 1


def test_no_disclosure_says_more_than_five_sentences(real: Examination) -> None:
    said_of = [sentences(own.subject.disclosure, own.subject.sheets) for own in real.disclosures]
    assert max(map(len, said_of)) == 5


def page(site: Path, audited: Audited) -> str:
    folder = f"{audited.subject.unit.slug}/{audited.subject.disclosure.name}"
    return (site / folder / "index.html").read_text("utf-8")


def figures_of(html: str) -> dict[str, str]:
    """Anchor of each chart → its mark-up."""
    found = re.finditer(r'<figure class="chart[^"]*" id="([^"]+)".*?</figure>', html, re.DOTALL)
    return {figure[1]: figure[0] for figure in found}


def test_pages_show_every_chart_and_the_contents_lead_there(real: Examination, real_site: Path) -> None:
    """Each name and figure is text, once; the bars are hidden from who reads the text; the table is linked."""
    for audited in real.disclosures:
        html = page(real_site, audited)
        shown, expected = figures_of(html), charts(audited.subject.sheets, audited.subject.disclosure.year)
        assert list(shown) == [chart.id for chart in expected]
        assert html.count('id="charts"') == html.count('href="#charts"') == bool(expected)
        for chart in expected:
            text = re.sub(r"<svg.*?</svg>", "", shown[chart.id], flags=re.DOTALL)
            assert all(text.count(f">{group.name}<") == 1 for group in chart.groups)
            assert re.findall(r'chart-figure">([^<]+)<', text) == [bar.text for bar in bars(chart) if bar.text]
            assert re.findall(r'<rect width="(\d+)"', shown[chart.id]) == [
                str(bar.length) for bar in bars(chart) if bar.length is not None
            ]
            assert all('aria-hidden="true"' in tag for tag in re.findall(r"<svg[^>]*>", shown[chart.id]))
            assert f'href="#{chart.anchor}"' in text


def test_sentences_stand_on_their_page(real: Examination, real_site: Path) -> None:
    for audited in real.disclosures:
        found = re.search(r'<ul class="in-words">(.*?)</ul>', page(real_site, audited), re.DOTALL)
        expected = sentences(audited.subject.disclosure, audited.subject.sheets)
        assert tuple(re.findall("<li>(.*?)</li>", found[1] if found else "")) == expected


def test_page_and_document_have_the_same_drawing(real: Examination, real_content: Path) -> None:
    """Byte by byte, and in the document the way to the table leads to a place in it."""
    look = theme(real_content)
    drawings: dict[str, list[dict[str, str]]] = {}
    for own in (own for own in artifacts(real) if own.template.endswith("/disclosure.html")):
        html = look.render(own.template, own.view if own.format == "page" else paper(own.view), own.root)
        drawings.setdefault(own.path.rpartition("/")[0], []).append(figures_of(html))
        assert all(f'id="{at}"' in html for at in re.findall(r'见表：<a href="#([^"]+)"', html))
    assert all(len(both) == 2 and both[0] == both[1] for both in drawings.values())
    assert any(both[0] for both in drawings.values())


def test_in_a_pdf_every_bar_is_a_figure_with_words(tiny_site: Path) -> None:
    """The tag tree has one figure for each bar of the page, each with its alternative text."""
    folder = next(path.parent for path in tiny_site.rglob("disclosure.pdf"))
    drawn_bars = (folder / "index.html").read_text("utf-8").count("<svg")
    with pikepdf.open(folder / "disclosure.pdf") as file:
        words = [str(tag.get("/Alt", "")) for tag in tags(file.Root.StructTreeRoot.K) if tag.S == "/Figure"]
    assert len(words) == drawn_bars > 0
    assert all(words)


def tags(kids: Any) -> Iterator[pikepdf.Dictionary]:  # noqa: ANN401 - pikepdf objects answer to any name
    """Every element of a tag tree."""
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from tags(kid.get("/K", pikepdf.Array()))
