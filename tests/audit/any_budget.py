"""Any budget as a clerk would type it: figures at many places, none typed twice."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from hypothesis import given, settings
from hypothesis import strategies as st

from site_builder.law.dimensions import FISCAL_FUNDS, KINDS, OTHER_FUNDS
from tests.audit.printed import Printed, published

FUNDS = (*FISCAL_FUNDS, *OTHER_FUNDS)
CODES = ("2010301", "2010302", "2013101", "2080505", "2080506", "2120801", "2210201", "2230105")
ECONOMIC = ("30101", "30102", "30201", "30217", "30231", "30302", "30701", "31002", "39999")
THREE_PUBLIC = (
    *("教学科研人员因公出国（境）费", "其他因公出国（境）费"),
    *("公务用车购置费", "公务用车运行维护费", "公务接待费"),
)
PURCHASE = (
    "一般公共预算",
    "政府性基金",
    "国有资本经营",
    "财政专户管理资金",
    "单位资金",
    "财政拨款结转",
    "预留中小微企业份额",
    "单价",
)
KINDS_BUT_PROJECTS = tuple(kind for kind in KINDS if kind != "项目支出")
"""Project expenditure is typed once, with the projects."""

Figure = tuple[str, ...]
"""Where a figure is typed, and the figure."""


def _place(figure: Figure) -> Figure:
    return figure[:-1]


def _some(*places: st.SearchStrategy[str], most: int = 5) -> st.SearchStrategy[list[Figure]]:
    """Some places, none twice, each with an amount after it."""
    cents = st.integers(0, 9_999_999).map(lambda amount: f"{amount // 100}.{amount % 100:02}")
    return st.lists(st.tuples(*places, cents), max_size=most, unique_by=_place)


_code, _origin = st.sampled_from(CODES), st.sampled_from(("当年", "上年结转"))
_year = st.sampled_from(("上年", "上年执行"))
_items = _some(st.sampled_from(THREE_PUBLIC))
_assets = _some(st.sampled_from(("土地房屋", "通用设备", "专用设备", "无形资产")))
_details = st.tuples(
    _some(st.sampled_from(ECONOMIC)).map(lambda found: _map("基本支出", found)),
    st.tuples(_items, _items, _items).map(lambda found: _three_public(*found)),
    st.lists(_some(st.sampled_from(PURCHASE)), max_size=3).map(lambda found: _listed("政府采购", map(_joined, found))),
    _assets.map(lambda found: _map("国有资产", found)),
)


def typed(
    *, funds: tuple[str, ...] = FUNDS, kinds: tuple[str, ...] = KINDS_BUT_PROJECTS, forward: bool = True
) -> st.SearchStrategy[dict[str, str]]:
    """The files of one budget, in no particular order of codes."""
    fund, kind = st.sampled_from(funds), st.sampled_from(kinds)
    return st.builds(
        _written,
        _some(_code, fund, _origin, kind, most=8),
        _some(_code, fund, _year, kind, most=4),
        _some(_code, fund) if forward else st.just([]),
        st.lists(st.tuples(_code, _origin, _some(fund)), max_size=4),
        _details,
    )


def _written(
    now: list[Figure],
    before: list[Figure],
    left: list[Figure],
    projects: list[tuple[str, str, list[Figure]]],
    details: tuple[str, ...],
) -> dict[str, str]:
    lines = [
        *(f"科目: {code}, 资金: {fund}, 来源: {origin}, {kind}: {amount}" for code, fund, origin, kind, amount in now),
        *(f"科目: {code}, 资金: {fund}, {year}: {{{kind}: {amount}}}" for code, fund, year, kind, amount in before),
    ]
    forward = [f"科目: {code}, 资金: {fund}, 项目支出: {amount}" for code, fund, amount in left]
    records = [
        f"名称: {name}, 科目: {code}, 来源: {origin}, 资金: {{{_joined(money)}}}"
        for (code, origin, money), name in zip(projects, "甲乙丙丁", strict=False)
    ]
    return {
        "budget.yaml": "\n".join((_listed("支出", lines), _listed("年终结转", forward), *details)),
        "projects.yaml": _listed("项目", records),
        "overall-target.yaml": "年度目标: 平稳运行",
    }


def _three_public(now: list[Figure], last_year: list[Figure], government_fund: list[Figure]) -> str:
    # Not every form lists the “三公” of other funds; what it does list must stay right beside them.
    inner = (("上年", last_year), ("政府性基金", government_fund))
    return _map("三公经费", [*now, *((key, f"{{{_joined(found)}}}") for key, found in inner if found)])


def _joined(pairs: Iterable[Figure]) -> str:
    return ", ".join(f"{key}: {amount}" for key, amount in pairs)


def _listed(key: str, lines: Iterable[str]) -> str:
    listed = [f"  - {{{line}}}" for line in lines]
    return "\n".join((f"{key}:", *listed)) if listed else ""


def _map(key: str, pairs: list[Figure]) -> str:
    return f"{key}: {{{_joined(pairs)}}}" if pairs else ""


def budgets(
    *forms: str,
    funds: tuple[str, ...] = FUNDS,
    kinds: tuple[str, ...] = KINDS_BUT_PROJECTS,
    forward: bool = True,
) -> st.SearchStrategy[Printed]:
    """The tables of any budget in one of some forms."""
    files = typed(funds=funds, kinds=kinds, forward=forward)
    return st.builds(lambda own, form: published({"bureau": own}, form)["bureau"], files, st.sampled_from(forms))


def law_of(books: st.SearchStrategy[Printed]) -> Callable[[Callable[[Printed], None]], Callable[..., None]]:
    """A function that asserts a law, as a test that asks it of several budgets."""
    return lambda law: settings(max_examples=10, deadline=None)(given(books)(law))
