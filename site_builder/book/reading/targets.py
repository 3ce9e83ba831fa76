"""overall-target.yaml and projects.yaml: tasks, projects and their indicators (绩效目标)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from site_builder.book.disclosure import Entry
from site_builder.book.ledger import Fact
from site_builder.book.reading.fields import Notes, checked, mapping, nearest, paragraphs, records, secret, text, texts
from site_builder.book.reading.figures import Account, fact, facts
from site_builder.book.reading.kinds import Shape
from site_builder.law.dimensions import FISCAL_FUNDS, KINDS, OTHER_FUNDS, VALUES
from site_builder.law.form import Form
from site_builder.source.indicator import parse_value, parts
from site_builder.source.node import Items, Node, Record
from site_builder.values.text import Place, Text, brief

OVERALL: Shape = {
    "财政供养人员数": "text",
    "下属单位数": "text",
    "支出": "map",
    "收入": "map",
    "年度目标": "texts",
    "任务": "records",
}
"""The keys of overall-target.yaml."""

TASK: Shape = {"名称": "text", "内容": "texts", "来源": "texts", "金额": "any", "指标": "lines"}
PROJECT: Shape = {
    **dict.fromkeys(("编码", "名称", "类别", "来源", "依据"), "text"),
    "科目": "code",
    "资金": "any",
    "金额": "any",
    "用途": "texts",
    "支出计划": "map",
    "目标": "texts",
    "指标": "lines",
    "涉密": "flag",
}
"""The keys of a project."""

_BLANK = Text("")
_SECRET_KEYS = frozenset({"名称", "涉密", "依据"})
_TASK_MONEY = Account("任务", {"金额": {}}, {})
_OVERALL_EXPENDITURE = Account("支出", {kind: {"量": kind} for kind in KINDS}, {})
_OVERALL_REVENUE = Account(
    "收入", {fund: {"资金": fund} for fund in ("财政拨款", "其他资金", *FISCAL_FUNDS, *OTHER_FUNDS)}, {}
)


def read_overall(record: Record, form: Form, notes: Notes) -> tuple[list[Fact], Entry]:
    """The overall target of a department or unit: its texts, tasks and figures."""
    found = [
        *_summary(record, "支出", _OVERALL_EXPENDITURE, notes),
        *_summary(record, "收入", _OVERALL_REVENUE, notes),
    ]
    tasks = records(record, "任务", TASK, "任务", notes)
    for number, task in enumerate(tasks, start=1):
        found += facts(_TASK_MONEY, task, {"条": f"任务/{number}"}, notes)
    fields = {name: text(record, name) for name in ("财政供养人员数", "下属单位数")}
    fields["年度目标"] = paragraphs(record, "年度目标")
    entries = tuple(_task(task, f"任务/{number}", form, notes) for number, task in enumerate(tasks, start=1))
    return found, Entry(fields, {"任务": entries})


def read_projects(nodes: tuple[Node, ...], form: Form, notes: Notes) -> tuple[list[Fact], tuple[Entry, ...]]:
    """Projects, each with its money at its 科目 and 资金; so project expenditure is never typed twice."""
    found: list[Fact] = []
    entries: list[Entry] = []
    for number, node in enumerate(nodes, start=1):
        key = f"项目/{number}"
        if (hidden := secret(node, PROJECT, _SECRET_KEYS, notes)) is not None:
            entries.append(_secret(hidden, key, form))
            continue
        record = checked(node, PROJECT, f"第 {number} 个项目", notes)
        if not text(record, "名称"):
            notes.add("D06", f"第 {number} 个项目没有名称。", node.place, "请写“名称: …”。")
        if basis := text(record, "依据"):
            notes.add(
                "D02", "“依据”只写在涉密项目里，别处不会印出。", basis.place, "项目涉密就加“涉密: 是”；否则删去这一行。"
            )
        found += _money(record, key, notes)
        entries.append(_project(record, key, form, notes))
    return found, tuple(entries)


def _summary(record: Record, key: str, account: Account, notes: Notes) -> Iterator[Fact]:
    shape: Shape = dict.fromkeys(account.keys, "any")
    yield from facts(account, checked(record.get(key), shape, f"“{key}”", notes), {}, notes)


def _money(record: Record, key: str, notes: Notes) -> Iterator[Fact]:
    at = {"条": key, "量": "项目支出", "来源": str(text(record, "来源")) or "当年"}
    if code := text(record, "科目"):
        at["科目"] = str(code)
    if at["来源"] not in VALUES["来源"]:
        source = text(record, "来源")
        notes.add("D07", f"“来源”没有“{brief(source)}”。", source.place, nearest(source, tuple(sorted(VALUES["来源"]))))
    if isinstance(record.get("资金"), Record) and (whole := record.get("金额")) is not None:
        notes.add("D02", "“资金”已经分项写了金额，又写了“金额”。", whole.place, "请删去“金额”，它是各项之和。")
    for fund, node in _by_fund(record):
        if fund not in VALUES["资金"]:
            notes.add("D07", f"“资金”没有“{brief(fund)}”。", fund.place, nearest(fund, tuple(sorted(VALUES["资金"]))))
        elif isinstance(node, Text):
            yield from fact("项目", node, {**at, "资金": str(fund)}, "项目金额", notes)


def _by_fund(record: Record) -> Iterator[tuple[Text, Node]]:
    """`资金` is one fund, or a map from funds to amounts; without it the money is general public budget."""
    funds = record.get("资金")
    if isinstance(funds, Record):
        yield from funds.fields.items()
    elif (node := record.get("金额")) is not None:
        yield (funds if isinstance(funds, Text) and funds else Text("一般公共预算", node.place)), node


def _secret(record: Record, key: str, form: Form) -> Entry:
    """A project that is a state secret prints the form's own words."""
    fields = {name: Text("\n".join(words)) for name, words in form.secret.items() if name != "指标"}
    lines = tuple(Text(line) for line in form.secret.get("指标", ()))
    indicators = tuple(_indicator(line, form, Notes()) for line in lines)
    return Entry({**fields, "名称": text(record, "名称")}, {"指标": indicators}, key, secret=True)


def _project(record: Record, key: str, form: Form, notes: Notes) -> Entry:
    fields = {name: text(record, name) for name in ("编码", "名称", "类别", "科目")}
    fields |= {name: paragraphs(record, name) for name in ("用途", "目标")}
    plan = mapping(record, "支出计划")
    fields |= {f"支出计划.{when}": share for when, share in plan.fields.items() if isinstance(share, Text)}
    return Entry(fields, {"指标": _indicators(record, form, notes)}, key)


def _task(record: Record, key: str, form: Form, notes: Notes) -> Entry:
    if not text(record, "名称"):
        notes.add("D06", "有一个任务没有名称。", record.place, "请写“名称: …”。")
    fields = {
        "名称": text(record, "名称"),
        "内容": paragraphs(record, "内容"),
        "来源": paragraphs(record, "来源"),
    }
    return Entry(fields, {"指标": _indicators(record, form, notes)}, key)


def _indicators(record: Record, form: Form, notes: Notes) -> tuple[Entry, ...]:
    node = record.get("指标")
    lines = texts(record, "指标") if isinstance(node, Items) else ()
    return tuple(_indicator(line, form, notes) for line in lines)


def _indicator(line: Text, form: Form, notes: Notes) -> Entry:
    """One line, taken apart in the order the form gives (指标行). Parts at the end may be left out."""
    named = form.indicator_parts
    found = parts(line)
    if len(found) > len(named) or len(found) < _least(named):
        least = f"；“{named[_least(named) - 1]}”之后的可以不写" if _least(named) < len(named) else ""
        remedy = f"请写成“{' | '.join(named)}”{least}。"
        notes.add("D08", f"这条指标有 {len(found)} 段，与表样不合：“{brief(line)}”。", line.place, remedy)
    fields = dict(zip(named, found, strict=False))
    level_one, _, level_two = fields.pop("级", _BLANK).partition("/")
    place = line.place
    stated = fields["值"] if "值" in fields else Text("", place)
    value = parse_value(stated)
    core = str(fields.get("核心", ""))
    if core not in {"", "核心", "非核心"}:
        notes.add(
            "D08", f"“{brief(core)}”不是“核心”或“非核心”。", fields["核心"].place, "核心指标写“核心”，其他的不写。"
        )
    return Entry(
        {
            **fields,
            "一级": _level(level_one, form.level_names, place),
            "二级": _level(level_two, form.level_names, place),
            "原文": stated,
            "对比符号": Text(value.comparison, value.rest.place),
            "数值": value.rest,
            "核心": Text("是" if core == "核心" else "否", place),
        }
    )


def _least(named: tuple[str, ...]) -> int:
    """级, 名称 and 值 must be there; what stands after the value may be left out."""
    return named.index("值") + 1 if "值" in named else len(named)


def _level(name: str, names: Mapping[str, str], place: Place) -> Text:
    short = name.strip()
    return Text(names.get(short) or short, place)
