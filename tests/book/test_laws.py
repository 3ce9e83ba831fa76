"""Laws that hold for every budget."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from site_builder.law.dimensions import FISCAL_FUNDS, KINDS, OTHER_FUNDS
from site_builder.sheets.address import spots
from site_builder.values.money import parse_amount
from tests.conftest import Examined, Typed

GENERAL = ("2010301", "2010302", "2013101", "2013105", "2080505", "2210201")
CODES = {"政府性基金": ("2120801", "2120803"), "国有资本经营": ("2230105", "2230299")}
"""Fund → codes of its own budget; those of all others are the general ones."""

USES = [(code, fund) for fund in (*FISCAL_FUNDS, *OTHER_FUNDS) for code in CODES.get(fund, GENERAL)]
PAID = [(*use, kind) for use in USES for kind in (KINDS[:2] if use[1] in FISCAL_FUNDS else KINDS)]
"""Fiscal money pays basic expenditure and projects, nothing else."""

Line = tuple[str, str, str, str, str]
"""Code, fund, origin, kind, amount."""


def place(line: tuple[str, ...]) -> tuple[str, ...]:
    """A line without its amount: a figure is typed once, so no two lines stand at one place."""
    return line[:-1]


cents = st.integers(0, 99_999_999).map(lambda number: f"{number // 100}.{number % 100:02}")
lines = st.lists(
    st.builds(
        lambda paid, origin, amount: (*paid[:2], origin, paid[2], amount),
        st.sampled_from(PAID),
        st.sampled_from(("当年", "上年结转")),
        cents,
    ),
    min_size=1,
    max_size=12,
    unique_by=place,
)
budgets = st.tuples(
    lines,
    st.lists(
        st.builds(
            lambda use, amount: (*use, amount), st.sampled_from([use for use in USES if use[1] in FISCAL_FUNDS]), cents
        ),
        max_size=3,
        unique_by=place,
    ),
)


def written(expenditure: list[Line], forward: list[tuple[str, str, str]]) -> dict[str, str]:
    """A budget as a clerk would type it."""
    rows = [
        f"  - {{科目: {code}, 资金: {fund}, 来源: {origin}, {kind}: {amount}}}"
        for code, fund, origin, kind, amount in expenditure
    ]
    left = [f"  - {{科目: {code}, 资金: {fund}, 项目支出: {amount}}}" for code, fund, amount in forward]
    return {"budget.yaml": "\n".join(["支出:", *rows, *(["年终结转:", *left] if left else [])])}


def figure(seen: Examined, table: str, row: str, column: str = "") -> Decimal:
    """The exact figure of a cell; blank is nothing."""
    return seen.cell(table, row, column).amount or Decimal(0)


@settings(max_examples=40, deadline=None)
@given(budget=budgets)
def test_tables_tie(typed: Typed, budget: tuple[list[Line], list[tuple[str, str, str]]]) -> None:
    """Every total is the exact sum; income equals expenditure; the fiscal table agrees fund by fund."""
    expenditure, forward = budget
    seen = typed(written(expenditure, forward))
    assert seen.codes == []
    spent = sum((Decimal(line[-1]) for line in expenditure), Decimal(0))
    left = sum((Decimal(line[-1]) for line in forward), Decimal(0))
    assert figure(seen, "支出总表", "合计") == figure(seen, "收支总表", "本年支出合计") == spent
    assert figure(seen, "收支总表", "年终结转结余") == left
    assert figure(seen, "收支总表", "收入总计") == figure(seen, "收支总表", "支出总计") == spent + left
    assert figure(seen, "收入总表", "合计") == spent + left
    fiscal = {fund: figure(seen, "财政拨款收支总表", "支出总计", column) for fund, column in FUND_COLUMNS.items()}
    for fund, total in fiscal.items():
        assert total == sum((Decimal(line[-1]) for line in (*expenditure, *forward) if line[1] == fund), Decimal(0))
        assert total == figure(seen, "财政拨款收支总表", FUND_ROWS[fund]) + figure(
            seen, "财政拨款收支总表", f"年初{fund}"
        )
    assert figure(seen, "财政拨款收支总表", "收入总计") == sum(fiscal.values())


FUND_COLUMNS = {
    "一般公共预算": "一般公共预算财政拨款",
    "政府性基金": "政府性基金预算财政拨款",
    "国有资本经营": "国有资本经营预算财政拨款",
}
FUND_ROWS = {
    "一般公共预算": "一般公共预算拨款",
    "政府性基金": "政府性基金预算拨款",
    "国有资本经营": "国有资本经营预算拨款",
}


@settings(max_examples=40, deadline=None)
@given(expenditure=lines)
def test_columns_and_rows_add_up(typed: Typed, expenditure: list[Line]) -> None:
    """合计 is the sum of the 类 rows, each 类 of its 款, each 款 of its 项, and each row of its columns."""
    seen = typed(written(expenditure, []))
    for table in ("支出总表", "收入总表", "一般公共预算支出表", "政府性基金支出表", "国有资本经营支出表"):
        (part,) = seen.sheet(table).parts
        rows = {dict(row.keys)[""]: [cell.amount or Decimal(0) for cell in row.cells[2:]] for row in part.rows}
        for key, amounts in rows.items():
            below = [code for code in rows if _child(code, key)]
            for column, amount in enumerate(amounts) if below else ():
                assert amount == sum((rows[code][column] for code in below), Decimal(0)), (table, key)
            if table == "支出总表":
                assert amounts[0] == sum(amounts[1:], Decimal(0))


def _child(code: str, key: str) -> bool:
    return len(code) == 3 and code.isdigit() if key == "合计" else code.startswith(key) and len(code) == len(key) + 2


@settings(max_examples=25, deadline=None)
@given(expenditure=lines, random=st.randoms(use_true_random=False))
def test_order_does_not_matter(typed: Typed, expenditure: list[Line], random: object) -> None:
    """The tables are the same in whatever order the lines are typed."""
    mixed = list(expenditure)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    first, second = typed(written(expenditure, [])), typed(written(mixed, []))
    assert [first.rows(sheet.key) for sheet in first.sheets] == [second.rows(sheet.key) for sheet in second.sheets]


@settings(max_examples=25, deadline=None)
@given(expenditure=lines, data=st.data())
def test_a_figure_changes_its_own_cells(typed: Typed, expenditure: list[Line], data: st.DataObject) -> None:
    """Changing one typed figure changes exactly the cells that sum it."""
    number = data.draw(st.integers(0, len(expenditure) - 1))
    changed = list(expenditure)
    changed[number] = (*changed[number][:-1], str(Decimal(changed[number][-1]) + Decimal("0.01")))
    before, after = typed(written(expenditure, [])), typed(written(changed, []))
    pairs = list(zip(spots(before.sheets), spots(after.sheets), strict=True))
    for (*_, old), (*_, new) in pairs:
        assert (old.text != new.text) == (number in old.facts)
        assert old.facts == new.facts
    assert any(number in old.facts for (*_, old), _ in pairs)


@settings(max_examples=25, deadline=None)
@given(expenditure=lines)
def test_blank_is_not_zero(typed: Typed, expenditure: list[Line]) -> None:
    """A cell with no fact behind it is blank; a cell with facts prints their sum, if only 0.00."""
    seen = typed(written([(*line[:-1], "0") for line in expenditure], []))
    for *_, cell in spots(seen.sheets):
        if cell.where:
            assert cell.text in ({"0.00", "0"} if cell.facts else {""})
            assert (cell.amount is None) == (not cell.facts)


@settings(max_examples=25, deadline=None)
@given(expenditure=lines)
def test_printed_is_computed(typed: Typed, expenditure: list[Line]) -> None:
    """What a cell prints is its exact amount, and the sum of the figures whose places it names."""
    seen = typed(written(expenditure, []))
    for *_, cell in spots(seen.sheets):
        if cell.amount is not None:
            assert parse_amount(cell.text) == cell.amount
            facts = [seen.ledger.facts[number] for number in sorted(cell.facts)]
            assert tuple(fact.text.place for fact in facts) == cell.sources
            assert sum((Decimal(fact.text) for fact in facts), Decimal(0)) == cell.amount


@settings(max_examples=20, deadline=None)
@given(expenditure=lines)
def test_totals_do_not_change_the_output(typed: Typed, expenditure: list[Line]) -> None:
    """Right totals typed at every level change nothing that is printed."""
    plain = typed(written(expenditure, []))
    totals = [
        f"  - {{科目: {code}, 资金: 合计, 来源: 合计, {cell[1]}: {cell[0]:.2f}}}"
        for code in sorted({"合计", *(line[0][:3] for line in expenditure)})
        for cell in (
            (plain.cell("支出总表", code).amount, "合计"),
            (plain.cell("支出总表", code, "项目支出").amount, "项目支出"),
        )
        if cell[0] is not None
    ]
    files = written(expenditure, [])
    pasted = typed({"budget.yaml": "\n".join([files["budget.yaml"], *totals])})
    assert pasted.codes == []
    assert [plain.rows(sheet.key) for sheet in plain.sheets] == [pasted.rows(sheet.key) for sheet in pasted.sheets]
