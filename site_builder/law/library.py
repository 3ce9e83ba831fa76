"""Which forms there are: those that come with the program and a site's own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources

from site_builder.source.discover import SourceFile
from site_builder.source.node import Record
from site_builder.source.yaml import parse
from site_builder.values.finding import Finding
from site_builder.values.text import Place, Text


@cache
def built_in() -> Mapping[str, Record]:
    """The forms that come with the program, by name. A fault in one of them is a bug and raises `ValueError`."""
    folder = resources.files("site_builder.law") / "forms"
    files = [
        SourceFile(f"forms/{path.name}", path.read_bytes()) for path in folder.iterdir() if path.name.endswith(".yaml")
    ]
    forms, findings = read_forms(files)
    if findings:
        raise ValueError(findings)
    return forms


def read_forms(files: Iterable[SourceFile]) -> tuple[Mapping[str, Record], tuple[Finding, ...]]:
    """The forms of some files by name, not yet laid over what they inherit; and what is wrong with the files."""
    forms: dict[str, Record] = {}
    findings: list[Finding] = []
    for file in files:
        node, found = parse(file.path, file.data)
        findings.extend(found)
        name = node.get("名称") if isinstance(node, Record) else None
        if isinstance(node, Record) and isinstance(name, Text) and name:
            if name in forms:
                message = f"表样“{name}”在 {forms[name].place.file} 里已经有了。"
                findings.append(Finding("F11", "error", message, name.place, "请换一个名称，或删去其中一个文件。"))
            forms.setdefault(str(name), node)
        elif not found:
            remedy = "在第一行写“名称: …”。"
            findings.append(Finding("F11", "error", "表样文件缺少“名称”。", Place(file.path), remedy))
    return forms, tuple(findings)
