"""Write the lists of rules in docs/ from the laws themselves: docs/law/rules.md, docs/law/identities.md, the manual.

Run by `make docs`; a test compares what it would write with what is there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from site_builder.checks.check import SOURCES, Check, catalogue, edition, scope_in_words
from site_builder.checks.examples import Example, examples
from site_builder.checks.input_rules import input_rules
from site_builder.source.node import Items, Node, Record
from site_builder.source.yaml import parse
from site_builder.values.finding import SEVERITIES
from site_builder.values.outcome import OUTCOMES
from site_builder.values.text import Text

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
PROOFS = "tests/audit/"
_TABLE = re.compile(r"(?<=<!-- rules: begin -->\n).*?(?=<!-- rules: end -->)", re.DOTALL)


def pages() -> dict[Path, str]:
    """Every generated document and its text."""
    manual = DOCS / "manual.zh-CN.md"
    return {
        DOCS / "law" / "rules.md": "\n".join(rules()) + "\n",
        DOCS / "law" / "identities.md": "\n".join(identities()) + "\n",
        manual: _TABLE.sub(lambda _: "\n".join(codes()) + "\n", manual.read_text("utf-8")),
    }


def rules() -> Iterator[str]:
    """Every law with its ground, where it applies, and a wrong and a right example."""
    yield "# 审核规则"
    yield ""
    yield "由 `make docs` 从规则本身生成，请不要手改。Generated from the laws themselves; do not edit."
    yield ""
    yield f"共 {len(catalogue())} 条，版本 {edition()}。只有“错误”会阻止发布；没有核对过法规原文的，最多是“警告”。"
    subject = ""
    for law in sorted(catalogue(), key=lambda law: (law.subject, law.code)):
        if law.subject != subject:
            subject = law.subject
            yield from ("", f"## {subject}")
        yield from _law(law)


def identities() -> Iterator[str]:
    """Every identity of the field, and what holds it."""
    yield "# 勾稽关系和常见检查：逐条由什么保证"
    yield ""
    yield "由 `make docs` 从 `identities.yaml` 和规则本身生成，请不要手改。Generated; do not edit."
    yield ""
    yield f"- **由计算保证**：各表出自同一份填报数，不会不平；性质测试在 `{PROOFS}`。"
    yield "- **规则**：由列出的规则审核，见 [rules.md](rules.md)。"
    yield ""
    yield "| 编号 | 内容 | 由什么保证 |"
    yield "| --- | --- | --- |"
    for record in records():
        yield f"| {record['编号']} | {record['内容']} | {_held(record)} |"


def codes() -> Iterator[str]:
    """The manual's table of codes."""
    yield from ("### 填写和排版方面", "", "| 编号 | 意思 | 怎么改 |", "| --- | --- | --- |")
    yield from (f"| {rule.code} | {rule.title} | {rule.remedy} |" for rule in input_rules())
    yield from ("", "### 审核规则", "", "| 编号 | 要求 | 程度 |", "| --- | --- | --- |")
    yield from (f"| {law.code} | {law.title} | {SEVERITIES[law.severity]} |" for law in catalogue())


def records() -> list[Mapping[str, Node]]:
    """The identities as typed in docs/law/identities.yaml."""
    path = DOCS / "law" / "identities.yaml"
    node, findings = parse(path.name, path.read_bytes())
    assert not findings, findings  # noqa: S101 - our own file
    nodes = node.nodes if isinstance(node, Items) else ()
    return [{str(key): value for key, value in own.fields.items()} for own in nodes if isinstance(own, Record)]


def listed(node: Node | None) -> list[str]:
    """The texts of a list."""
    return [str(own) for own in node.nodes if isinstance(own, Text)] if isinstance(node, Items) else []


def _held(record: Mapping[str, Node]) -> str:
    known = {law.code for law in catalogue()}
    laws = [f"[{code}](rules.md#{code.lower()})" if code in known else code for code in listed(record.get("规则"))]
    proofs = [f"`{name}`" for name in listed(record.get("由构造保证"))]
    said = [
        f"{OUTCOMES['by_construction']}：{'、'.join(proofs)}" if proofs else "",
        f"规则 {'、'.join(laws)}" if laws else "",
        f"{OUTCOMES['not_applicable']}：{record['不适用']}" if "不适用" in record else "",
    ]
    return "；".join(word for word in said if word)


def _law(law: Check) -> Iterator[str]:
    yield from ("", f'### <a id="{law.code.lower()}"></a>{law.code} {law.title}', "")
    yield f"- 程度：{SEVERITIES[law.severity]}"
    yield f"- 依据：{law.basis}（{SOURCES[law.source]}）"
    if scope := scope_in_words(law.scope):
        yield f"- 适用：{scope}"
    own = examples(law.code)
    for title, found in (("错", [one for one in own if one.marks]), ("对", [one for one in own if not one.marks])):
        yield from (line for example in found[:1] for line in _example(title, example))


def _example(title: str, example: Example) -> Iterator[str]:
    for name, text in example.files.items():
        yield from ("", f"{title}（`{name}`）：", "", "```yaml" if name.endswith("yaml") else "```markdown")
        for number, line in enumerate(text.rstrip().split("\n"), start=1):
            yield line + ("  # ← 这一行" if (name, number) in example.marks else "")
        yield "```"


if __name__ == "__main__":
    for path, text in pages().items():
        path.write_text(text, "utf-8")
