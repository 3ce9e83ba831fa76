"""Figures across units and years: as printed, never guessed, computed exactly."""

from __future__ import annotations

import csv
import io
import shutil
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

from site_builder.build.produce import planned
from site_builder.formats.dataset import render_table
from site_builder.law.dimensions import Condition
from site_builder.law.form import ColumnKind
from site_builder.sheets.sheet import Cell, Column, Part, Row, Sheet
from site_builder.site.key_figures import MEASURES, STAFF, Figure, in_unit, key_figures, money_unit
from site_builder.site.summary import Summary, summary
from site_builder.site.views.comparison import (
    LINES,
    Line,
    comparison_table,
    comparison_views,
    per_person,
)
from site_builder.site.views.development import Change, change, developments
from site_builder.site.views.frame import site_view
from tests.conftest import artifacts
from tests.examination import Examination, examine
from tests.site.test_pages import Tag, grid, headers, pages

THIS_YEAR: tuple[Condition, ...] = ({"年": ("本年",)},)


def money(text: str, unit: str = "万元") -> Figure:
    factor = 10_000 if unit == "万元" else 1
    return Figure(text, Decimal(text.replace(",", "")) * factor, unit, "expenditure")


def people(text: str) -> Figure:
    return Figure(text, Decimal(text), "", "overall-target")


def made(code: str = "101", year: int = 2026, **figures: Figure) -> Summary:
    """A unit's disclosure with some figures."""
    slug = f"u{code}"
    return Summary(slug, f"单位{code}", code, "", f"{year}-budget", year, "budget", f"{year}年预算", figures=figures)


def compared(real: Examination, found: tuple[Summary, ...], year: int = 2026) -> list[Line]:
    views = dict(comparison_views(site_view(real.book.site, ""), found, year)).values()
    return [line for view in views for _, lines in view.tables for line in lines]


def summaries(real: Examination) -> tuple[Summary, ...]:
    return tuple(summary(audited) for audited in real.disclosures)


def test_a_figure_is_a_printed_cell(real: Examination) -> None:
    """Every figure of a summary is printed in the table that it names, and is what that cell states, in 元."""
    factors = {"万元": 10_000, "元": 1}
    for audited in real.disclosures:
        tables = {sheet.slug: sheet for sheet in audited.subject.sheets}
        for measure, figure in summary(audited).figures.items():
            sheet = tables[figure.anchor]
            cells = [cell for part in sheet.parts for row in part.rows for cell in row.cells]
            own = [cell.amount for cell in cells if cell.text == figure.text and cell.amount is not None]
            if measure == STAFF:
                assert figure.text in {cell.text for cell in cells}
            else:
                assert figure.amount in {amount * factors[sheet.unit] for amount in own}, (measure, figure)


def test_every_form_answers(real: Examination) -> None:
    """The addresses find what they name: the national form has every measure, a form of targets alone has its four."""
    known = {own.href: set(own.figures) for own in summaries(real)}
    assert known["demo-park-bureau/2025-budget/index.html"] == set(MEASURES)
    assert known["demo-park-bureau/2026-budget/index.html"] == set(MEASURES), "the ministries' form lays 三公 across"
    assert known["luoyang-hitech-committee/2026-budget/index.html"] == {"财政拨款", "基本支出", "项目支出", STAFF}
    assert "公务用车购置" not in known["qinhuangdao-etdz-office/2022-budget/index.html"], "blank stays blank"


def test_the_page_shows_what_is_printed(real_site: Path, real: Examination) -> None:
    """In the comparison every unit has its printed figures under the right heads, and nothing where it has none."""
    known = {own.href: own for own in summaries(real) if own.year == 2026}
    page = pages(real_site)["compare/2026/index.html"]
    seen = set()
    for table in page.all("table"):
        slots = grid(table)
        for cell in dict.fromkeys(slots.values()):
            if cell.tag.name == "td":
                (unit,) = (tag for tag in slots[(0, cell.y)].tag.all("a"))
                own = known[unit.attributes["href"].removeprefix("../../")]
                heads = headers(cell, table, slots)[1]
                measure = heads[0] if heads[-1] == "合计" else heads[-1]
                if measure in MEASURES:
                    seen.add((own.href, measure))
                    assert cell.tag.text == (own.figure(measure).text or "—无数据")
    assert len(seen) == len(known) * 8


def test_per_person_is_computed_exactly(real: Examination) -> None:
    """支出总计 ÷ 人数, rounded half up to two places, from exact amounts: 1000.05 万元 for 10 people is 100.01."""
    (line,) = compared(real, (made(支出总计=money("1,000.05"), 人数=people("10")),))
    assert line.per_person == "100.01"
    for own in summaries(real):
        total, staff = own.figure("支出总计").amount, own.figure(STAFF).amount
        share = per_person(own)
        assert (share is None) == (total is None or staff is None)
        if share is not None and total is not None and staff is not None:
            exact = (total / staff).quantize(Decimal("0.01"), ROUND_HALF_UP)
            assert share.quantize(Decimal("0.01"), ROUND_HALF_UP) == exact


def test_nothing_is_computed_from_what_is_not_known(real: Examination) -> None:
    """Words, blank and nobody give no share and no change; a stated zero is a figure."""
    secret = Figure("涉密", None, "万元", "expenditure")
    assert [
        line.per_person
        for line in compared(
            real,
            (
                made("1", 支出总计=secret, 人数=people("10")),
                made("2", 人数=people("10")),
                made("3", 支出总计=money("5.00")),
                made("4", 支出总计=money("5.00"), 人数=people("0")),
                made("5", 支出总计=money("5.00"), 人数=Figure("约10", None, "", "overall-target")),
                made("6", 支出总计=money("0.00"), 人数=people("10")),
            ),
        )
    ] == ["", "", "", "", "", "0.00"]
    assert change(money("5.00"), secret, "万元") is None
    assert change(Figure(), money("5.00"), "万元") is None
    assert change(money("0.00"), money("5.00"), "万元") == Change("-5.00", "-100.0%")


def test_words_are_shown_in_place_of_an_amount(real: Examination) -> None:
    """A cell that prints words where its amount would be shows them; blank shows nothing and is not zero."""
    secret, blank, zero = (key(*cell) for cell in (("涉密", None), ("", None), ("0.00", Decimal(0))))
    assert (secret["“三公”经费"].text, secret["“三公”经费"].amount) == ("涉密", None)
    assert "“三公”经费" not in blank
    assert zero["“三公”经费"].amount == 0
    rows = [replace(made(str(number)), figures=own) for number, own in enumerate((secret, blank, zero))]
    assert [line.texts[2] for line in compared(real, tuple(rows))] == ["涉密", "", "0.00"]
    assert [row[-7] for row in comparison_table(tuple(rows), 2026).rows] == ["涉密", "", "0"]


def key(text: str, amount: Decimal | None, *, quoted: bool = False) -> dict[str, Figure]:
    """What a “三公” table comes to whose total is printed so."""
    kind: tuple[ColumnKind, ColumnKind] = ("label", "amount")
    row = Row((Cell("合计", head=True), Cell(text, amount, where=THIS_YEAR, quoted=quoted)), keys=(("", "合计"),))
    columns = tuple(Column((title,), own) for title, own in zip(("项目", "本年"), kind, strict=True))
    part = Part("", columns=columns, rows=(row,))
    return dict(key_figures((Sheet("三公经费", "three-public", "三公经费", (), "万元", (part,)),)))


def test_what_contradicts_itself_is_not_computed_with() -> None:
    """A figure quoted from a published document against its own sums is shown as quoted and has no amount."""
    quoted = key("9.00", Decimal("8.79"), quoted=True)["“三公”经费"]
    assert (quoted.text, quoted.amount) == ("9.00", None)


def test_units_of_money_are_brought_together_exactly(real: Examination) -> None:
    """What is printed in another unit is converted with all its digits, and what was printed stands beside it."""
    rows = (
        made("1", 支出总计=money("12.30")),
        made("2", 支出总计=money("1.00")),
        made("3", 支出总计=money("123,456.78", "元")),
    )
    assert [(line.texts[0], line.printed[0]) for line in compared(real, rows)] == [
        ("12.30", ""),
        ("1.00", ""),
        ("12.345678", "123,456.78 元"),
    ]
    assert money_unit(own.figure("支出总计") for own in rows[1:]) == "万元", "of two the larger"
    assert in_unit(money("12.30"), "元") == "123,000.00"


def test_order_prefers_nobody(real: Examination) -> None:
    """Units stand in the order of their codes whatever they spend or are called; those without a code come last."""
    rows = [
        made(code, 支出总计=money(total)) for code, total in (("900", "1"), ("", "9"), ("101002", "5"), ("101", "2"))
    ]
    for order in (rows, rows[::-1]):
        assert [line.code for line in compared(real, tuple(order))] == ["101", "101002", "900", ""]


def test_nothing_is_added_up_over_units(real_site: Path, real: Examination) -> None:
    """A row of the comparison is one disclosure; one that includes subordinate units says of how many."""
    rows = [row for row in pages(real_site)["compare/2026/index.html"].all("tr") if list(row.all("a"))]
    own = sorted(one.href for one in summaries(real) if one.year == 2026)
    assert sorted(link(row) for row in rows) == own
    (bureau,) = (row for row in rows if link(row).startswith("demo-park-bureau"))
    assert "含 1 个所属单位" in next(bureau.all("th")).text


def link(row: Tag) -> str:
    return next(row.all("a")).attributes["href"].removeprefix("../../")


def test_the_file_says_the_same_exactly(real: Examination) -> None:
    """The CSV has the order of the page, a column for every figure, amounts in 元 with nothing lost."""
    found = summaries(real)
    text = render_table(comparison_table(found, 2026)).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    lines = compared(real, found)
    assert [row["单位名称"] for row in rows] == [line.unit for line in lines]
    known = {f"{own.slug}/{own.name}": own for own in found}
    for row in rows:
        for measure in ("支出总计", "财政拨款", "“三公”经费", "公务接待"):
            stated = row[f"{measure}（元）"]
            assert (Decimal(stated) if stated else None) == known[row["公开"]].figure(measure).amount


def test_changes_are_exact() -> None:
    """A change is the difference of two years' own exact figures, whatever units they are printed in."""
    years = (
        made(year=2024, 支出总计=money("100.00")),
        made(year=2025, 支出总计=money("1,000,000.01", "元"), 人数=people("10")),
        made(year=2026, 支出总计=money("99.50"), 人数=people("9")),
    )
    (own,) = developments(years)
    assert [(row.year, [amount.change for amount in row.amounts]) for row in own.rows] == [
        (2026, [Change("-0.500001", "-0.5%"), Change("-1", "-10.0%")]),
        (2025, [Change("+0.000001", "0.0%"), None]),
        (2024, [None, None]),
    ]
    assert [row.amounts[0].printed for row in own.rows] == ["", "1,000,000.01 元", ""]


def test_a_change_is_against_the_year_before() -> None:
    """Over a gap nothing is called a change; an equal figure is said to be equal."""
    with_gap = developments((made(year=2022, 支出总计=money("1")), made(year=2024, 支出总计=money("2"))))
    assert [amount.change for own in with_gap for row in own.rows for amount in row.amounts] == [None, None]
    assert change(money("2.00"), money("20,000", "元"), "万元") == Change("持平")
    assert change(money("2.00"), money("0.00"), "万元") == Change("+2.00", ""), "nothing is a share of nothing"


def test_a_single_year_is_no_development() -> None:
    """One year, or one year of each stage, is not followed over years."""
    budget = made(支出总计=money("1"))
    assert developments((budget,)) == ()
    assert developments((budget, replace(budget, stage="final", name="2026-final"))) == ()


def test_each_year_has_its_own_figure(real_site: Path, real: Examination) -> None:
    """On a unit's page a year shows the figures of its own disclosure and leads to the table that prints them."""
    known = {own.href: own for own in summaries(real) if own.slug == "demo-botanic-garden"}
    page = pages(real_site)["demo-botanic-garden/index.html"]
    (table,) = (table for table in page.all("table") if table.has("followed"))
    for row in (row for body in table.own("tbody") for row in body.own("tr")):
        own = known[next(row.own("th")[0].all("a")).attributes["href"].removeprefix("../")]
        for cell in row.own("td"):
            figure = own.figure(cell.attributes["data-label"])
            shown = next(cell.all("a"))
            assert (shown.text, shown.attributes["href"]) == (figure.text, f"../{own.href}#{figure.anchor}")


def test_a_unit_depends_on_itself_alone(real: Examination, real_content: Path, tmp_path: Path) -> None:
    """Every file of a unit that sums no others is the same whatever they disclose."""
    name = "demo-botanic-garden"
    shutil.copytree(real_content / name, tmp_path / name)
    shutil.copy(real_content / "site.yaml", tmp_path)
    alone = list(planned(tuple(artifacts(examine(tmp_path)))))
    assert f"{name}/index.html" in {own.path for own in alone}
    assert alone == [own for own in planned(tuple(artifacts(real))) if own.path.startswith(f"{name}/")]


def test_long_comparisons_have_pages(real: Examination) -> None:
    """Every unit is on one page, no page has more than its share, and all pages have one money unit."""
    found = tuple(made(f"{number:05}", 支出总计=money("1", "元")) for number in range(LINES + 1))
    views = dict(comparison_views(site_view(real.book.site, ""), (*found, made("9", 支出总计=money("1"))), 2026))
    assert list(views) == ["compare/2026/index.html", "compare/2026/2/index.html"]
    sizes = [sum(len(lines) for _, lines in view.tables) for view in views.values()]
    assert sizes == [LINES, 2]
    assert {view.unit for view in views.values()} == {"元"}
