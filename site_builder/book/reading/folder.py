"""One unit's folder read: its parsed files become a `Unit` as they say it, and every fault a finding."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from site_builder.book.disclosure import STAGES, Disclosure, Entry, Unit
from site_builder.book.ledger import Fact, ledger
from site_builder.book.reading import unit as heads
from site_builder.book.reading.budget import SHAPE as BUDGET
from site_builder.book.reading.budget import read_budget
from site_builder.book.reading.fields import Notes, checked, nearest, text, texts
from site_builder.book.reading.secrets import speaks_of_secrets
from site_builder.book.reading.targets import OVERALL, read_overall, read_projects
from site_builder.law.form import Form
from site_builder.source.discover import DisclosureFolder, SourceFile, UnitFolder
from site_builder.source.narrative import Narrative, parse_narrative
from site_builder.source.node import EMPTY, Items, Node, Record
from site_builder.source.yaml import parse
from site_builder.values.finding import has_errors
from site_builder.values.money import UNITS
from site_builder.values.text import Place, Text, brief

_FILES = ("disclosure.yaml", "budget.yaml", "overall-target.yaml", "projects.yaml", "narrative.md")


@dataclass(frozen=True, slots=True)
class _Files:
    """The files of one disclosure, parsed."""

    nodes: Mapping[str, Node]
    narrative: Narrative


@dataclass(frozen=True, slots=True)
class ReadUnit:
    """One unit as its own files say it, without the figures of subordinate units."""

    unit: Unit
    """What was typed."""
    notes: Notes
    """What is wrong with how it was typed."""


def read_unit(folder: UnitFolder, forms: Mapping[str, Form]) -> ReadUnit:
    """One unit's folder."""
    notes = Notes()
    unit = _unit(folder, forms, notes)
    note_unread(folder.unread, notes)
    for stray in folder.strays:
        remedy = "公开文件夹的名称是“年度-阶段”，例如 2026-budget。"
        notes.add("D11", f"文件夹“{stray}”认不出年度和阶段，里面的内容没有读。", Place(stray), remedy)
    return ReadUnit(unit, notes)


def note_unread(files: Iterable[str], notes: Notes) -> None:
    """Note typed files that nobody reads."""
    for unread in files:
        remedy = "文件名要和手册写的一样，全用小写；预算等文件放在“年度-阶段”文件夹里。"
        notes.add("D12", f"“{unread}”不在程序读的地方，没有读。", Place(unread), remedy)


def parsed(file: SourceFile | None, notes: Notes) -> Node | None:
    """A file's nodes; None if there is no such file or it cannot be read."""
    if file is None:
        return None
    node, findings = parse(file.path, file.data)
    notes.findings.extend(findings)
    if speaks_of_secrets(file.path, file.data):
        notes.sealed.add(file.path)
        # A fault could have cut a figure loose from its mark; so nothing of such a file is read.
        return EMPTY if has_errors(findings) else node
    return node


def _unit(folder: UnitFolder, forms: Mapping[str, Form], notes: Notes) -> Unit:
    file = f"{folder.name}/unit.yaml"
    if folder.unit is None:
        notes.add("D06", "缺少 unit.yaml。", Place(file), "请新建这个文件，写上“名称”。")
    record = (
        heads.read_unit(parsed(folder.unit, notes), file, notes)
        if folder.unit
        else heads.read_unit(None, file, Notes())
    )
    fields = heads.typed_texts(record)
    entry = Entry(fields, {"机构": heads.organisations(record, notes)})
    disclosures = tuple(
        found
        for own in folder.disclosures
        if _has_forms(own, folder.name, notes) and (found := _disclosure(own, folder.name, entry, forms, notes))
    )
    return Unit(
        folder=folder.name,
        slug=heads.slug_of(record, folder.name),
        code=text(record, "单位编码"),
        name=text(record, "名称"),
        fields=fields,
        duties=texts(record, "职责"),
        disclosures=disclosures,
    )


def _title(unit: Entry, folder: DisclosureFolder) -> Text:
    return Text(f"{unit.fields.get('名称', '')}{folder.year}年{STAGES[folder.stage]}公开")


def _has_forms(folder: DisclosureFolder, unit: str, notes: Notes) -> bool:
    """Final accounts (决算) cannot be printed on the forms of a budget."""
    if folder.stage == "final":
        remedy = "目前只有预算公开的表样。请先移走这个文件夹。"
        message = f"“{folder.name}”是决算公开，还没有决算的表样。"
        notes.add("D13", message, Place(f"{unit}/{folder.name}/disclosure.yaml"), remedy)
    return folder.stage != "final"


def _disclosure(
    folder: DisclosureFolder, unit: str, of_unit: Entry, forms: Mapping[str, Form], notes: Notes
) -> Disclosure | None:
    files = _files(folder, f"{unit}/{folder.name}", notes)
    file = f"{unit}/{folder.name}/disclosure.yaml"
    record = heads.read_disclosure(files.nodes.get("disclosure.yaml"), file, notes)
    name = text(record, "表样")
    form = _form(name, forms, notes)
    if form is None:
        return None
    # An unknown unit has been noted; what follows is read as if it were 万元.
    unit_name = typed if (typed := str(text(record, "金额单位"))) in UNITS else "万元"
    own = Notes(notes.findings, UNITS[unit_name], sealed=notes.sealed)
    facts, entry = _contents(files, form, own)
    made = {"年度": Text(str(folder.year)), "上年度": Text(str(folder.year - 1)), "金额单位": Text(unit_name)}
    texts_of_all = {**of_unit.fields, **heads.typed_texts(record), **made, **entry.fields}
    found = Disclosure(
        name=folder.name,
        year=folder.year,
        stage=folder.stage,
        form=name,
        title=text(record, "标题") or _title(of_unit, folder),
        entry=Entry(texts_of_all, {**of_unit.children, **entry.children}),
        ledger=ledger(facts, own.names),
        narrative=files.narrative,
        money_unit=unit_name,
        place=Place(file, 1, 1),
    )
    return heads.described(found, record, notes)


def _form(name: Text, forms: Mapping[str, Form], notes: Notes) -> Form | None:
    if name and name not in forms:
        notes.add("D07", f"没有叫“{brief(name)}”的表样。", name.place, nearest(name, tuple(forms)))
    return forms.get(str(name))


def _contents(files: _Files, form: Form, notes: Notes) -> tuple[list[Fact], Entry]:
    budget = checked(files.nodes.get("budget.yaml"), BUDGET, "budget.yaml ", notes)
    overall = checked(files.nodes.get("overall-target.yaml"), OVERALL, "overall-target.yaml ", notes)
    facts, lists = read_budget(budget, notes)
    more, target = read_overall(overall, form, notes)
    money, projects = read_projects(_project_nodes(files, notes), form, notes)
    fields = {**target.fields, "资产截止日期": _asset_date(budget)}
    return [*facts, *more, *money], Entry(fields, {**lists, **target.children, "项目": projects})


def _asset_date(budget: Record) -> Text:
    assets = budget.get("国有资产")
    return text(assets, "截止日期") if isinstance(assets, Record) else Text("")


def _project_nodes(files: _Files, notes: Notes) -> tuple[Node, ...]:
    """projects.yaml holds a list under “项目”; projects/*.yaml hold one each."""
    record = checked(files.nodes.get("projects.yaml"), {"项目": "records"}, "projects.yaml ", notes)
    listed = record.get("项目")
    single = tuple(node for name, node in files.nodes.items() if name.startswith("projects/"))
    return (*(listed.nodes if isinstance(listed, Items) else ()), *single)


def _files(folder: DisclosureFolder, path: str, notes: Notes) -> _Files:
    nodes: dict[str, Node] = {}
    narrative = Narrative()
    for file in folder.files:
        name = file.path.removeprefix(path + "/")
        if name == "narrative.md":
            narrative, findings = parse_narrative(file.path, file.data)
            notes.findings.extend(findings)
        elif name in _FILES or name.startswith("projects/"):
            nodes[name] = parsed(file, notes) or Text("")
        else:
            notes.add("D12", f"不认识的文件“{name}”，没有读。", Place(file.path), nearest(name, _FILES))
    if "disclosure.yaml" not in nodes:
        remedy = "请新建 disclosure.yaml，至少写“表样: …”。"
        notes.add("D06", "缺少 disclosure.yaml。", Place(f"{path}/disclosure.yaml"), remedy)
    return _Files(nodes, narrative)
