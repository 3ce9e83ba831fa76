"""Identities between tables that no typed figure can break, since the tables are views of one ledger."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from site_builder.law.dimensions import FISCAL_FUNDS
from tests.audit.any_budget import budgets, law_of, typed
from tests.audit.printed import BOOKS, BY_KIND, LISTED, MINISTRY, NATIONAL, OWN, Line, Printed, published, total

ANY = budgets(NATIONAL, MINISTRY)
FISCAL = budgets(NATIONAL, MINISTRY, funds=FISCAL_FUNDS, kinds=("基本支出",), forward=False)
"""Budgets that spend fiscal appropriation on basic expenditure and projects, and nothing else."""


SPENT = ("基本支出", "项目支出")


def summary(seen: Printed, row: str) -> Decimal:
    """A figure of 收支总表."""
    rows = {**seen.rows("收支总表", "支出"), **seen.rows("收支总表", "收入")}
    return rows[row]["预算数"]


def by_kind(seen: Printed, table: str) -> dict[str, Line]:
    """A table of expenditure: row → 合计, 基本支出, 项目支出, whatever the form calls their heads."""
    return {
        key: {
            "合计": sum((line[column] for column in line if column.endswith(("合计", "小计"))), Decimal(0)),
            **{kind: total([line], next(column for column in line if column.endswith(kind))) for kind in SPENT},
        }
        for key, line in seen.lines(table)
    }


@law_of(ANY)
def test_appropriations(seen: Printed) -> None:
    """B01, B02, B03: the three appropriations of 收支总表 = those of 财政拨款收支总表."""
    rows = seen.rows("财政拨款收支总表", "收入")
    for own in OWN:
        assert summary(seen, f"{own}收入") == rows[own]["金额"]


@law_of(ANY)
def test_income_in_both_tables(seen: Printed) -> None:
    """B04, B05: 收入总计, 本年收入合计 and 上年结转 of 收支总表 = those of 收入总表."""
    line = seen.rows("收入总表").get("合计", {})
    for row, column in (("收入总计", "合计"), ("本年收入合计", "本年收入.小计"), ("上年结转结余", "上年结转")):
        assert summary(seen, row) == line[column]


@law_of(ANY)
def test_sources_in_both_tables(seen: Printed) -> None:
    """B06: each source of income of 收入总表 = its rows of 收支总表."""
    line = seen.rows("收入总表")["合计"]
    assert line["本年收入.财政拨款收入"] == sum(summary(seen, f"{own}收入") for own in OWN)
    sources = [row for row in seen.rows("收支总表", "收入") if "、" in row][3:]
    assert len(sources) == 6
    for row in sources:
        assert summary(seen, row) == line[f"本年收入.{row.partition('、')[2]}"]


@law_of(ANY)
def test_expenditure_in_both_tables(seen: Printed) -> None:
    """B07, B08: 本年支出合计 and each 类 of 收支总表 = those of 支出总表."""
    rows = seen.rows("支出总表")
    assert summary(seen, "本年支出合计") == total([rows["合计"]], "合计")
    assert {key for key in rows if len(key) == 3} <= seen.rows("收支总表", "支出").keys()
    for key, line in seen.rows("收支总表", "支出").items():
        if key.isdigit():
            assert line["预算数"] == rows.get(key, {}).get("合计", 0)


@law_of(budgets(NATIONAL, MINISTRY, forward=False))
def test_income_and_expenditure_row_by_row(seen: Printed) -> None:
    """B09: without 年终结转 the rows of 收入总表 and 支出总表 are the same, and so are their totals."""
    income, expenditure = seen.rows("收入总表"), seen.rows("支出总表")
    assert {key: line["合计"] for key, line in income.items()} == {
        key: line["合计"] for key, line in expenditure.items()
    }


@law_of(ANY)
def test_each_budget_in_both_tables(seen: Printed) -> None:
    """B10, B11: each 类, and 本年支出合计, of a budget in 财政拨款收支总表 = 类 and 合计 of its own table."""
    fiscal = seen.rows("财政拨款收支总表", "支出")
    for book, table in zip(BOOKS, BY_KIND, strict=True):
        rows = by_kind(seen, table)
        assert fiscal["本年支出合计"][book] == total([rows.get("合计", {})], "合计")
        for key, line in fiscal.items():
            if key.isdigit():
                assert line[book] == total([rows.get(key, {})], "合计")


def all_and_fiscal(seen: Printed) -> Iterator[tuple[str, Decimal, Decimal]]:
    """Each row and column of 支出总表, and the sum of the same of the tables of the three budgets."""
    funds = [by_kind(seen, table) for table in BY_KIND]
    for key, line in seen.lines("支出总表"):
        for column in ("合计", *SPENT):
            yield f"{key} {column}", line[column], total((rows.get(key, {}) for rows in funds), column)


@law_of(ANY)
def test_fiscal_expenditure_is_part_of_all(seen: Printed) -> None:
    """B13: each row and column of 支出总表 ≥ that of the three budgets, as long as nothing is negative."""
    for place, whole, fiscal in all_and_fiscal(seen):
        assert whole >= fiscal, place


@law_of(FISCAL)
def test_fiscal_expenditure_is_all(seen: Printed) -> None:
    """B14: where there is only fiscal money, 支出总表 = the three budgets, row by row and column by column."""
    for place, whole, fiscal in all_and_fiscal(seen):
        assert whole == fiscal, place


@law_of(ANY)
def test_projects_are_project_expenditure(seen: Printed) -> None:
    """B15, as long as project expenditure is typed with the projects: 项目支出 by 项 = the projects of that 项."""
    projects = [row for _, row in seen.texts("项目支出表")]
    money = [line for _, line in seen.lines("项目支出表")]
    for key, line in seen.lines("支出总表"):
        own = [line for line, row in zip(money, projects, strict=True) if row["功能科目"] == key]
        if key == "合计":
            assert line["项目支出"] == total(money[-1:], "合计")
        elif len(key) == 7:
            assert line["项目支出"] == total(own, "合计")


@law_of(ANY)
def test_an_empty_table_is_of_nothing(seen: Printed) -> None:
    """B16: a budget's table has no figure of this year where 财政拨款收支总表 has none; without any it says so."""
    fiscal = seen.texts("财政拨款收支总表", "支出")
    for book, table in zip(BOOKS, BY_KIND, strict=True):
        figures = {(key, column): row[column] for key, row in seen.texts(table) for column in list(row)[2:]}
        this_year = [text for (_, column), text in figures.items() if column.endswith(("合计", "小计", *SPENT))]
        assert any(row[book] for key, row in fiscal if key.isdigit()) == any(this_year)
        assert bool(seen.sheet(table).notes) == (not any(figures.values()))


@law_of(ANY)
def test_the_overall_target_tells_the_same_money(seen: Printed) -> None:
    """A33, B25, B26: the kinds of expenditure and the sources of income of 整体绩效目标 = those of the other tables."""
    (card,) = seen.cards("整体绩效目标")
    spent, fiscal = seen.rows("支出总表")["合计"], seen.rows("财政拨款收支总表", "收入")
    assert [card[kind] for kind in SPENT] == [spent[kind] for kind in SPENT]
    assert card["财政拨款"] == fiscal["收入总计"]["金额"]
    assert card["其他资金"] == summary(seen, "收入总计") - card["财政拨款"]
    others = card["经营、上缴和补助支出"] + card["年终结转"]
    assert card["基本支出"] + card["项目支出"] + others == card["财政拨款"] + card["其他资金"]


@law_of(FISCAL)
def test_the_overall_target_tells_all_money(seen: Printed) -> None:
    """B27: without other kinds of expenditure and 年终结转, 基本支出 + 项目支出 = 支出总计."""
    (card,) = seen.cards("整体绩效目标")
    assert card["基本支出"] + card["项目支出"] == summary(seen, "支出总计")


@law_of(ANY)
def test_targets_tell_the_money_of_their_projects(seen: Printed) -> None:
    """B28, B29: the money of each target, and that of fiscal funds, = its project's; their sum = 合计."""
    cards, lines = seen.cards("项目绩效目标"), [line for _, line in seen.lines("项目支出表")]
    for card, line in zip(cards, lines, strict=False):
        assert card["项目资金（万元）"] == line["合计"]
        fiscal = sum(line[column] for column in line if column.startswith("本年拨款"))
        assert fiscal <= card["其中：财政拨款"] <= fiscal + line["上年结转"]
    assert len(cards) == len(lines[:-1])
    assert total(cards, "项目资金（万元）") == total(lines[-1:], "合计")


@settings(max_examples=6, deadline=None)
@given(files=st.tuples(typed(), typed(), typed()), form=st.sampled_from((NATIONAL, MINISTRY)))
def test_a_department_is_the_sum_of_its_units(files: tuple[dict[str, str], ...], form: str) -> None:
    """B39, without setting off what units pay each other: every figure of a department = Σ its units and itself."""
    bureau, school, library = files
    members = {"school": school, "library": library}
    alone = published({"bureau": bureau, **members}, form)
    listed = f"表样: {form}\n汇总单位: [school, library]"
    whole = published({"bureau": {**bureau, "disclosure.yaml": listed}, **members}, form)["bureau"]
    for table, side in SUMMED:
        parts = [unit.rows(table, side) for unit in alone.values()]
        for key, line in whole.rows(table, side).items():
            for column, amount in line.items():
                assert amount == total((rows.get(key, {}) for rows in parts), column), (table, key, column)


SUMMED = (
    *((table, side) for table in ("收支总表", "财政拨款收支总表") for side in ("收入", "支出")),
    *((table, "") for table in (*LISTED, "一般公共预算基本支出表", "三公经费", "国有资产")),
)
