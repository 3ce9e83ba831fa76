"""Identities within the tables of details: economic classes, “三公”, projects, procurement, assets, changes."""

from __future__ import annotations

from decimal import Decimal

from site_builder.values.money import rounded
from tests.audit.any_budget import budgets, law_of
from tests.audit.printed import BY_KIND, HEBEI, MINISTRY, NATIONAL, Line, Printed, classes, number, total

ANY = budgets(NATIONAL, MINISTRY)
EVERY = budgets(NATIONAL, MINISTRY, HEBEI)


@law_of(EVERY)
def test_basic_expenditure_adds_up(seen: Printed) -> None:
    """A20: in each row 合计 = 人员 + 公用; 合计 = Σ 类; 类 = Σ 款."""
    rows = seen.rows("一般公共预算基本支出表")
    for key, line in rows.items():
        whole, *parts = line.values()
        assert whole == sum(parts)
        below = [other for code, other in rows.items() if code[:-2] == key]
        for column, amount in line.items():
            assert amount == total(classes(rows) if key == "合计" else below or [line], column)


@law_of(EVERY)
def test_basic_expenditure_by_purpose(seen: Printed) -> None:
    """A21: 301 and 303 are 人员经费, the other classes 公用经费."""
    for code, line in seen.lines("一般公共预算基本支出表"):
        _, staff, office = line.values()
        assert code == "合计" or (office if code[:3] in {"301", "303"} else staff) == 0


def three_public(seen: Printed) -> list[list[Decimal]]:
    """合计, 出国, 公车, 购置, 运行, 接待: of each column of the table, or of each year where those are columns."""
    left_out = ("小计", "人员因公出国（境）费", "其他因公出国（境）费")
    lines = [list(line.values()) for key, line in seen.lines("三公经费") if not key.endswith(left_out)]
    if len(lines) == 1:
        return [lines[0][:6], lines[0][6:]]
    return [list(column) for column in zip(*lines, strict=True)]


@law_of(EVERY)
def test_three_public_adds_up(seen: Printed) -> None:
    """A22: 合计 = 因公出国（境）费 + 公务用车购置及运行费 + 公务接待费."""
    for whole, abroad, vehicles, _, _, reception in three_public(seen):
        assert whole == abroad + vehicles + reception


@law_of(EVERY)
def test_vehicles_add_up(seen: Printed) -> None:
    """A23, as long as both parts are typed: 公务用车购置及运行费 = 购置费 + 运行维护费."""
    for _, _, vehicles, purchase, running, _ in three_public(seen):
        assert vehicles == purchase + running


@law_of(budgets(HEBEI))
def test_travel_adds_up(seen: Printed) -> None:
    """A24, as long as both parts are typed: 因公出国（境）费 = 教学科研人员 + 其他."""
    rows = seen.rows("三公经费")
    for column in rows["合计"] if rows else ():
        parts = (rows["其中：教学科研人员因公出国（境）费"], rows["其他因公出国（境）费"])
        assert rows["一、因公出国（境）费"][column] == total(parts, column)


@law_of(budgets(HEBEI))
def test_three_public_by_fund(seen: Printed) -> None:
    """A25: in each row 合计 = the three budgets."""
    for _, line in seen.lines("三公经费"):
        whole, *funds = line.values()
        assert len(funds) == 3
        assert whole == sum(funds)


def adds_up(lines: list[Line], sources: int) -> None:
    """The first column is the sum of the other columns, the last row the sum of the other rows."""
    for line in lines:
        whole, *parts = line.values()
        assert len(parts) == sources
        assert whole == sum(parts)
    for column in lines[-1] if lines else ():
        assert lines[-1][column] == total(lines[:-1], column)


@law_of(ANY)
def test_projects_add_up(seen: Printed) -> None:
    """A26: each project is the sum of its sources of money, and the last row the sum of the projects."""
    adds_up([line for _, line in seen.lines("项目支出表")], 6)


@law_of(EVERY)
def test_purchases_add_up(seen: Printed) -> None:
    """A27 but for 数量 × 单价: each purchase is the sum of its sources, and the last row the sum of the purchases."""
    lines = [line for _, line in seen.lines("政府采购")]
    adds_up([{column: line[column] for column in line if "政府采购金额" in column} for line in lines], 6)


@law_of(EVERY)
def test_assets_add_up(seen: Printed) -> None:
    """A29: the first row is the sum of the kinds of assets."""
    whole, *kinds = [list(line.values())[-1] for _, line in seen.lines("国有资产")] or [Decimal(0)]
    assert whole == sum(kinds)


@law_of(ANY)
def test_money_of_a_target(seen: Printed) -> None:
    """A30: 项目资金 = 财政拨款 + 其他资金."""
    for card in seen.cards("项目绩效目标"):
        assert card["项目资金（万元）"] == card["其中：财政拨款"] + card["其他资金"]


@law_of(budgets(MINISTRY))
def test_changes_of_expenditure(seen: Printed) -> None:
    """A35: 增减额 = 本年 − 上年; 增减% = 增减额 ÷ 上年, blank where there was nothing last year."""
    for table in BY_KIND:
        for _, row in seen.texts(table):
            before, now = number(row["2025年执行数"]), number(row["2026年预算数.小计"])
            change, rate = (row[f"2026年预算数比2025年执行数.{word}"] for word in ("增减额", "增减%"))
            assert number(change) == now - before
            assert rate == (f"{rounded((now - before) / before * 100, 2)}%" if before else "")


@law_of(budgets(NATIONAL))
def test_changes_of_three_public(seen: Printed) -> None:
    """A35: 增减额 = 本年预算数 − 上年预算数."""
    for _, line in seen.lines("三公经费"):
        assert line["增减额"] == line["本年预算数"] - line["上年预算数"]
