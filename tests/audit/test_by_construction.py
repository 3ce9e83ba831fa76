"""Identities of income and expenditure within one table: every cell is a sum of the same facts, so they cannot break.

Each law is asked of any budget, in each form that has the table, and reads what is printed.
"""

from __future__ import annotations

from itertools import pairwise

from site_builder.law.dimensions import FISCAL_FUNDS, KINDS
from tests.audit.any_budget import budgets, law_of
from tests.audit.printed import BOOKS, BY_KIND, LISTED, MINISTRY, NATIONAL, OWN, Line, Printed, classes, total

ANY = budgets(NATIONAL, MINISTRY)


def numbered(rows: dict[str, Line]) -> list[Line]:
    """The rows that are numbered 一、二、…"""
    return [line for key, line in rows.items() if "、" in key]


@law_of(ANY)
def test_income_of_the_year(seen: Printed) -> None:
    """A01: 本年收入合计 = 一 + … + 九."""
    rows = seen.rows("收支总表", "收入")
    assert len(numbered(rows)) == 9
    assert rows["本年收入合计"]["预算数"] == total(numbered(rows), "预算数")


@law_of(ANY)
def test_income_in_all(seen: Printed) -> None:
    """A02: 收入总计 = 本年收入合计 + 上年结转结余."""
    rows = seen.rows("收支总表", "收入")
    assert rows["收入总计"]["预算数"] == rows["本年收入合计"]["预算数"] + rows["上年结转结余"]["预算数"]


@law_of(ANY)
def test_expenditure_of_the_year(seen: Printed) -> None:
    """A03: 本年支出合计 = Σ 类."""
    rows = seen.rows("收支总表", "支出")
    assert rows["本年支出合计"]["预算数"] == total(classes(rows), "预算数")


@law_of(ANY)
def test_expenditure_in_all(seen: Printed) -> None:
    """A04: 支出总计 = 本年支出合计 + 年终结转结余."""
    rows = seen.rows("收支总表", "支出")
    assert rows["支出总计"]["预算数"] == rows["本年支出合计"]["预算数"] + rows["年终结转结余"]["预算数"]


@law_of(ANY)
def test_income_equals_expenditure(seen: Printed) -> None:
    """A05: 收入总计 = 支出总计."""
    income, expenditure = seen.rows("收支总表", "收入"), seen.rows("收支总表", "支出")
    assert income["收入总计"] == expenditure["支出总计"]


@law_of(ANY)
def test_income_by_origin(seen: Printed) -> None:
    """A06: in each row 合计 = 小计 + 上年结转."""
    for _, line in seen.lines("收入总表"):
        assert line["合计"] == line["本年收入.小计"] + line["上年结转"]


@law_of(ANY)
def test_income_by_source(seen: Printed) -> None:
    """A07: in each row 小计 = Σ 来源列."""
    for _, line in seen.lines("收入总表"):
        sources = [column for column in line if column.startswith("本年收入.")][1:]
        assert len(sources) == 7
        assert line["本年收入.小计"] == sum(line[column] for column in sources)


@law_of(ANY)
def test_totals_are_sums_of_classes(seen: Printed) -> None:
    """A08: in every column of figures 合计 = Σ 类."""
    for table in LISTED:
        rows = seen.rows(table)
        for column in rows.get("合计", {}):
            assert rows["合计"][column] == total(classes(rows), column), (table, column)


@law_of(ANY)
def test_classes_are_sums_of_what_is_below(seen: Printed) -> None:
    """A09, A10: in every column of figures 类 = Σ 款 and 款 = Σ 项."""
    for table in LISTED:
        rows = seen.rows(table)
        for key in (code for code in rows if len(code) in {3, 5}):
            below = [line for code, line in rows.items() if code[:-2] == key]
            assert below
            for column, amount in rows[key].items():
                assert amount == total(below, column), (table, key, column)


@law_of(ANY)
def test_expenditure_by_kind(seen: Printed) -> None:
    """A12: in each row of 支出总表 合计 = 基本 + 项目 + 经营 + 上缴上级 + 对附属单位补助."""
    for _, line in seen.lines("支出总表"):
        assert len(line) == 1 + len(KINDS)
        assert line["合计"] * 2 == sum(line.values())


@law_of(ANY)
def test_fiscal_income_of_the_year(seen: Printed) -> None:
    """A13: 本年收入合计 = the three appropriations."""
    rows = seen.rows("财政拨款收支总表", "收入")
    assert rows["本年收入合计"]["金额"] == sum(rows[own]["金额"] for own in OWN)


@law_of(ANY)
def test_fiscal_income_in_all(seen: Printed) -> None:
    """A14: 收入总计 = 本年收入合计 + 年初结转; 年初结转 = that of the three budgets."""
    rows = seen.rows("财政拨款收支总表", "收入")
    carried = rows["年初财政拨款结转和结余"]["金额"]
    assert carried == sum(rows[f"年初{fund}"]["金额"] for fund in FISCAL_FUNDS)
    assert rows["收入总计"]["金额"] == rows["本年收入合计"]["金额"] + carried


@law_of(ANY)
def test_fiscal_expenditure_by_budget(seen: Printed) -> None:
    """A15: in each row of expenditure 合计 = the three budgets."""
    for _, line in seen.lines("财政拨款收支总表", "支出"):
        assert line["合计"] == sum(line[book] for book in BOOKS)


@law_of(ANY)
def test_fiscal_expenditure_of_the_year(seen: Printed) -> None:
    """A16: in each column 本年支出合计 = Σ 类."""
    rows = seen.rows("财政拨款收支总表", "支出")
    for column in ("合计", *BOOKS):
        assert rows["本年支出合计"][column] == total(classes(rows), column)


@law_of(ANY)
def test_fiscal_expenditure_in_all(seen: Printed) -> None:
    """A17: 支出总计 = 本年支出合计 + 年末结转, and equals 收入总计."""
    rows = seen.rows("财政拨款收支总表", "支出")
    for column in ("合计", *BOOKS):
        parts = (rows["本年支出合计"], rows["年末财政拨款结转和结余"])
        assert rows["支出总计"][column] == total(parts, column)
    assert rows["支出总计"]["合计"] == seen.rows("财政拨款收支总表", "收入")["收入总计"]["金额"]


@law_of(ANY)
def test_each_budget_balances(seen: Printed) -> None:
    """A18: for each of the three budgets 拨款 + 年初结转 = 支出 + 年末结转."""
    income, expenditure = (seen.rows("财政拨款收支总表", side) for side in ("收入", "支出"))
    for own, fund, book in zip(OWN, FISCAL_FUNDS, BOOKS, strict=True):
        comes = income[own]["金额"] + income[f"年初{fund}"]["金额"]
        assert comes == expenditure["本年支出合计"][book] + expenditure["年末财政拨款结转和结余"][book]


@law_of(budgets(NATIONAL, MINISTRY, funds=FISCAL_FUNDS, kinds=("基本支出",)))
def test_a_budget_by_kind(seen: Printed) -> None:
    """A19, as long as fiscal money pays for nothing else: in each row of T5, T8 and T9 合计 = 基本 + 项目."""
    for table in BY_KIND:
        for _, line in seen.lines(table):
            (whole,) = (line[column] for column in line if column.endswith(("合计", "小计")))
            assert whole == sum(line[column] for column in line if column.endswith(("基本支出", "项目支出")))


@law_of(ANY)
def test_rows_are_in_order_and_named_alike(seen: Printed) -> None:
    """A38: codes ascend, none twice; one code has one name in all tables."""
    names: set[tuple[str, str]] = set()
    for table in LISTED:
        rows = seen.texts(table)
        codes = [key for key, _ in rows[1:]]
        assert all(first < second for first, second in pairwise(codes)), table
        names |= {(key, row["功能分类科目.科目名称"]) for key, row in rows}
    assert len(names) == len({code for code, _ in names})
    assert all(name for _, name in names)


@law_of(ANY)
def test_every_table_is_there(seen: Printed) -> None:
    """Z02: whatever the budget, the nine tables are printed; one without rows says why."""
    assert {*LISTED, *UNLISTED} <= {sheet.key for sheet in seen.sheets}
    for sheet in seen.sheets:
        assert sheet.notes or any(part.rows for part in sheet.parts)


UNLISTED = ("收支总表", "财政拨款收支总表", "一般公共预算基本支出表", "三公经费")
