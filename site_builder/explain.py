"""`gongkai explain CODE`: what a rule asks, how it is known, and a wrong and a right example."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.checks.check import SOURCES, Check, catalogue, scope_in_words
from site_builder.checks.examples import Example, examples
from site_builder.checks.input_rules import InputRule, input_rules
from site_builder.values.finding import BuildError, Severity

STOPS: dict[Severity, str] = {
    "error": "错误：有这种问题就不能发布",
    "warning": "警告：请逐条看过，改正或者说明",
    "notice": "提示：请核对",
}
"""What the severities of rules mean."""


def explain(code: str) -> Iterator[str]:
    """A rule in plain lines.

    Raises `BuildError` if there is no such rule.
    """
    wanted = code.strip().upper()
    laws = {law.code: law for law in catalogue()}
    rules = {rule.code: rule for rule in input_rules()}
    if wanted in laws:
        return _of_law(laws[wanted])
    if wanted in rules:
        return _of_input(rules[wanted])
    near = [known for known in (*laws, *rules) if known[:1] == wanted[:1]]
    known = f"{wanted[0]} 类的有：{'、'.join(near)}。" if near else "不写编号，就列出全部规则。"
    message = f"没有规则“{code}”。{known}"
    raise BuildError(message)


def overview() -> Iterator[str]:
    """Every rule with its title, one a line."""
    yield from (f"{law.code} {law.title}" for law in catalogue())
    yield from (f"{rule.code} {rule.title}" for rule in input_rules())


def _of_input(rule: InputRule) -> Iterator[str]:
    yield f"{rule.code} {rule.title}"
    yield f"怎么办：{rule.remedy}。"


def _of_law(law: Check) -> Iterator[str]:
    yield f"{law.code} {law.title}"
    yield f"程度：{STOPS[law.severity]}。"
    yield f"依据：{law.basis}（{SOURCES[law.source]}）"
    if scope := scope_in_words(law.scope):
        yield f"适用：{scope}。"
    own = examples(law.code)
    wrong, right = [one for one in own if one.marks], [one for one in own if not one.marks]
    for title, found in (("错的例子", wrong[:1]), ("对的例子", right[:1])):
        for example in found:
            yield ""
            yield f"{title}："
            yield from _shown(example)


def _shown(example: Example) -> Iterator[str]:
    for name, text in example.files.items():
        yield f"  {name}"
        for number, line in enumerate(text.rstrip().split("\n"), start=1):
            mark = "  ← 这一行" if (name, number) in example.marks else ""
            yield f"    {line}{mark}"
