"""budget.yaml: revenue, expenditure, basic expenditure, three-public expenses, procurement, assets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from site_builder.book.disclosure import Entry
from site_builder.book.ledger import Fact
from site_builder.book.reading.fields import Notes, checked, mapping, nearest, records, secret, text
from site_builder.book.reading.figures import BASE, Account, facts
from site_builder.book.reading.kinds import Shape
from site_builder.law.dimensions import FISCAL_FUNDS, KINDS, OTHER_FUNDS, THREE_PUBLIC, TOTAL, VALUES, is_code
from site_builder.source.node import Items, Record
from site_builder.values.text import Text, brief

SHAPE: Shape = {
    "支出": "records",
    "年终结转": "records",
    "收入": "map",
    "基本支出": "map",
    "三公经费": "map",
    "政府采购": "records",
    "国有资产": "map",
    "科目名称": "map",
}
"""The keys of budget.yaml."""

_GENERAL = {"资金": "一般公共预算"}
_CURRENT = {"来源": "当年"}
_KINDS = {kind: {"量": kind} for kind in (*KINDS, TOTAL)}
_FUNDS = {fund: {"资金": fund} for fund in (*FISCAL_FUNDS, *OTHER_FUNDS, "财政拨款", "其他资金")}
_TIMES = ("上年", "上年执行", "全年预算", "决算")

EXPENDITURE = Account("支出", _KINDS, {**_GENERAL, **_CURRENT})
CARRY_FORWARD = Account("年终结转", _KINDS, {**_GENERAL, **_CURRENT})
_TOTALS = {"本年收入合计": {"资金": TOTAL}, "收入总计": {"资金": TOTAL, "来源": TOTAL}}
REVENUE = Account("收入", {**_FUNDS, **_TOTALS}, _CURRENT)
BASIC = Account("基本支出", {"金额": {}}, _GENERAL)
THREE = Account("三公经费", {item: {"项": item} for item in (*THREE_PUBLIC, TOTAL)}, _GENERAL)
PROCUREMENT = Account(
    "政府采购",
    {
        **{
            fund: {"资金": fund, "来源": "当年", "量": "金额"}
            for fund in ("一般公共预算", "政府性基金", "国有资本经营", "财政专户管理资金")
        },
        "单位资金": {"资金": "单位资金", "来源": "当年", "量": "金额"},
        "财政拨款结转": {"资金": "财政拨款", "来源": "上年结转", "量": "金额"},
        "预留中小微企业份额": {"量": "预留中小微企业份额"},
        "数量": {"量": "数量"},
        "单价": {"量": "单价"},
    },
    {},
    frozenset({"数量"}),
)
ASSETS = Account("国有资产", {"价值": {"量": "价值"}, "数量": {"量": "数量"}}, {}, frozenset({"数量"}))

_LINE: Shape = {
    "科目": "code",
    "名称": "text",
    "资金": "text",
    "来源": "text",
    "单位": "text",
    **dict.fromkeys((*_KINDS, *_TIMES), "any"),
    "涉密": "flag",
    "性质": "text",
    "依据": "text",
}
_SECRET_KEYS = frozenset({"科目", "资金", "来源", "单位", "涉密", "性质", "依据"})
_PURCHASE: Shape = {
    **dict.fromkeys(("项目名称", "品目名称", "目录序号", "计量单位"), "text"),
    **dict.fromkeys(PROCUREMENT.keys, "any"),
}


def read_budget(record: Record, notes: Notes) -> tuple[list[Fact], Mapping[str, tuple[Entry, ...]]]:
    """The facts of a budget, and the records that tables print."""
    found = [
        *_lines(record, "支出", EXPENDITURE, notes),
        *_lines(record, "年终结转", CARRY_FORWARD, notes),
        *_keyed(record, "收入", REVENUE, (*_TIMES, "上年结转"), notes),
        *_keyed(record, "三公经费", THREE, (*_TIMES, "政府性基金", "国有资本经营"), notes),
        *_basic(mapping(record, "基本支出"), notes),
        *_assets(mapping(record, "国有资产"), notes),
    ]
    purchases = records(record, "政府采购", _PURCHASE, "政府采购", notes)
    for number, purchase in enumerate(purchases, start=1):
        found += facts(PROCUREMENT, purchase, {"条": f"采购/{number}"}, notes)
    entries = tuple(_entry(purchase, f"采购/{number}") for number, purchase in enumerate(purchases, start=1))
    for code, node in mapping(record, "科目名称").fields.items():
        if isinstance(node, Text) and is_code(code):
            notes.names[str(code)] = node
        else:
            notes.add(
                "D05", f"“科目名称”里的“{brief(code)}”不是“编码: 名称”。", code.place, "例如“2013105: 专项业务”。"
            )
    return found, {"采购": entries}


def _lines(record: Record, key: str, account: Account, notes: Notes) -> Iterator[Fact]:
    """支出 and 年终结转: one line for each 项 and source of money."""
    listed = record.get(key)
    for number, node in enumerate(listed.nodes if isinstance(listed, Items) else (), start=1):
        hidden = secret(node, _LINE, _SECRET_KEYS, notes)
        line = hidden if hidden is not None else checked(node, _LINE, f"“{key}”第 {number} 条", notes)
        at = {
            dimension: str(value) for dimension in ("科目", "资金", "来源", "单位") if (value := text(line, dimension))
        }
        _closed(line, ("资金", "来源"), notes)
        if "科目" not in at:
            # One that is there but is no code has been noted already.
            if not (isinstance(node, Record) and node.get("科目")):
                notes.add("D06", f"“{key}”里有一条没有科目。", line.place, "每条写“科目: 编码”，填到“项”（7 位数字）。")
            continue
        if at["科目"] == TOTAL:
            # The total of the official table is over every fund and origin, unless one is named.
            at = {"资金": TOTAL, "来源": TOTAL, **at}
        if (name := text(line, "名称")) and is_code(at["科目"]):
            notes.names[at["科目"]] = name
        if hidden is not None:
            yield from _secret(line, at, account, notes)
            continue
        for key_of_secrets in ("性质", "依据"):
            if found := text(line, key_of_secrets):
                notes.add("D02", f"“{key_of_secrets}”只写在涉密事项里。", found.place, "不涉密就删去这一项。")
        yield from facts(account, line, at, notes)


def _secret(line: Record, at: Mapping[str, str], account: Account, notes: Notes) -> Iterator[Fact]:
    """A state secret has coordinates but no figure. Its kind tells which sums it is part of."""
    place = text(line, "涉密").place
    kind = str(text(line, "性质"))
    if kind not in KINDS:
        notes.add("D06", "涉密事项没有写明支出性质。", place, f"请写“性质: …”，可用的有：{'、'.join(KINDS)}。")
    if at["科目"] == TOTAL:
        notes.add("D06", "涉密事项写在“合计”上。", place, "请写它自己的科目编码。")
        return
    where = {**at, "量": kind}
    known = {dimension: value for dimension, value in where.items() if value in VALUES.get(dimension, (value,))}
    yield Fact({"账": account.name, **BASE, **account.assumed, **known}, Text("涉密", place), None)


def _closed(line: Record, dimensions: tuple[str, ...], notes: Notes) -> None:
    for dimension in dimensions:
        value = text(line, dimension)
        if value and value != TOTAL and value not in VALUES[dimension]:
            notes.add(
                "D07",
                f"“{dimension}”没有“{brief(value)}”。",
                value.place,
                nearest(value, tuple(sorted(VALUES[dimension]))),
            )


def _keyed(record: Record, key: str, account: Account, shifts: tuple[str, ...], notes: Notes) -> Iterator[Fact]:
    """收入 and 三公经费: a map whose keys are the rows of the official table."""
    shape: Shape = dict.fromkeys((*account.keys, *shifts), "any")
    yield from facts(account, checked(record.get(key), shape, f"“{key}”", notes), {}, notes)


def _basic(record: Record, notes: Notes) -> Iterator[Fact]:
    """基本支出: economic code → amount, or → {金额, 名称, 上年}."""
    shape: Shape = {"名称": "text", **dict.fromkeys(("金额", *_TIMES), "any")}
    for code, node in record.fields.items():
        if not is_code(code) and code != TOTAL:
            remedy = "写部门经济分类的编码，填到“款”（5 位数字），例如“30101: 176.08”。"
            notes.add("D05", f"“基本支出”里的“{brief(code)}”不是科目编码。", code.place, remedy)
            continue
        line = (
            Record({Text("金额", code.place): node})
            if isinstance(node, Text)
            else checked(node, shape, f"“{brief(code)}”", notes)
        )
        if name := text(line, "名称"):
            notes.names[str(code)] = name
        yield from facts(BASIC, line, {"经济": str(code)}, notes)


def _assets(record: Record, notes: Notes) -> Iterator[Fact]:
    """国有资产: kind of asset → value, or → {数量, 价值}."""
    for kind, node in record.fields.items():
        if kind == "截止日期":
            continue
        shape: Shape = dict.fromkeys(ASSETS.keys, "any")
        line = (
            Record({Text("价值", kind.place): node})
            if isinstance(node, Text)
            else checked(node, shape, f"“{brief(kind)}”", notes)
        )
        yield from facts(ASSETS, line, {"类": str(kind)}, notes)


def _entry(record: Record, key: str) -> Entry:
    return Entry({str(name): value for name, value in record.fields.items() if isinstance(value, Text)}, key=key)
