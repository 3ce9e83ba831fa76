"""A single typed figure that is changed does not go unseen: it breaks a sum, or it is said to be rounding."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import Examined, Typed

CONTENT = Path(__file__).resolve().parents[2] / "content"
HALF = Decimal("0.005")
KINDS = ("基本支出", "项目支出", "合计")
REVENUE = ("一般公共预算", "本年收入合计", "收入总计")
VEHICLES = "公务用车购置及运行维护费"
THREE_PUBLIC = {"公务接待费": "30217", "公务用车运行维护费": "30231"}
"""Item → its economic code in basic expenditure."""

Name = tuple[str, ...]
"""A typed figure: section, key, and kind where its line has several."""


@dataclass(frozen=True)
class Whole:
    """A budget with every official total typed in."""

    figures: Mapping[Name, Decimal]
    """Leaves and totals."""
    totals: Mapping[Name, frozenset[Name]]
    """Total → the leaves it covers."""


@cache
def whole() -> Whole:
    """The clerk's budget of content/, with the totals of its official tables pasted in."""
    typed = yaml.safe_load((CONTENT / "qinhuangdao-etdz-office/2022-budget/budget.yaml").read_text("utf-8"))
    leaves: dict[Name, Decimal] = {
        ("支出", str(line["科目"]), kind): Decimal(str(line[kind]))
        for line in typed["支出"]
        for kind in KINDS
        if kind in line
    }
    leaves |= {("基本支出", str(code)): Decimal(str(amount)) for code, amount in typed["基本支出"].items()}
    leaves |= {("三公经费", item): Decimal(str(typed["三公经费"][item])) for item in THREE_PUBLIC}
    totals = {name: frozenset(covered) for name, covered in covering(leaves) if covered}
    sums = {name: added(leaves, covered) for name, covered in totals.items()}
    return Whole({**leaves, **sums}, totals)


def covering(leaves: Mapping[Name, Decimal]) -> Iterator[tuple[Name, list[Name]]]:
    """Every total of the official tables, with the leaves it covers."""
    spent = [name for name in leaves if name[0] == "支出"]
    codes = {name[1][:digits] for name in spent for digits in (3, 5, 7)}
    for code in (*sorted(codes), "合计"):
        for kind in KINDS:
            under = [name for name in spent if code == "合计" or name[1].startswith(code)]
            covered = [name for name in under if kind in {name[2], "合计"}]
            if ("支出", code, kind) not in leaves:
                yield ("支出", code, kind), covered
    yield from ((("收入", key), spent) for key in REVENUE)
    basic = [name for name in leaves if name[0] == "基本支出"]
    for code in (*sorted({name[1][:3] for name in basic}), "合计"):
        yield ("基本支出", code), [name for name in basic if code == "合计" or name[1].startswith(code)]
    items: list[Name] = [("三公经费", item) for item in THREE_PUBLIC]
    yield ("三公经费", "合计"), items
    yield ("三公经费", VEHICLES), [("三公经费", "公务用车运行维护费")]


def written(figures: Mapping[Name, Decimal]) -> str:
    """The figures as budget.yaml."""
    lines: dict[str, list[str]] = {}
    spent: dict[str, dict[str, Decimal]] = {}
    for (section, key, *kinds), amount in sorted(figures.items()):
        if section == "支出":
            spent.setdefault(key, {})[kinds[0]] = amount
        else:
            lines.setdefault(section, []).append(f"  {key}: {amount}")
    lines["支出"] = [
        f"  - {{科目: {code}, {', '.join(f'{kind}: {amount}' for kind, amount in line.items())}}}"
        for code, line in spent.items()
    ]
    return "\n".join(text for section, own in lines.items() for text in (f"{section}:", *own))


def tolerance(figures: int) -> Decimal:
    """What rounding allows between a total and its parts; a single part allows nothing."""
    return HALF * (figures + 1) if figures > 1 else Decimal(0)


def is_broken(figures: Mapping[Name, Decimal]) -> bool:
    """Whether some identity does not hold."""
    totals = whole().totals
    beyond = any(gap(figures, name) > tolerance(len(covered)) for name, covered in totals.items())
    twice = any(figures[one] != figures[other] for one in totals for other in totals if totals[one] == totals[other])
    by_function = [name for name in figures if name[0] == "支出" and name[2] == "基本支出" and name not in totals]
    by_use = [name for name in figures if name[0] == "基本支出" and name not in totals]
    apart = abs(added(figures, by_function) - added(figures, by_use))
    less = any(figures["三公经费", item] < figures["基本支出", code] for item, code in THREE_PUBLIC.items())
    return beyond or twice or less or apart > HALF * (len(by_function) + len(by_use))


def gap(figures: Mapping[Name, Decimal], total: Name) -> Decimal:
    """How far a total is from its parts."""
    return abs(figures[total] - added(figures, whole().totals[total]))


def added(figures: Mapping[Name, Decimal], names: Iterable[Name]) -> Decimal:
    return sum((figures[name] for name in names), Decimal(0))


def errors(seen: Examined) -> list[tuple[str, str]]:
    """Code and file name of every error."""
    found = (finding for finding in seen.examination.findings if finding.severity == "error")
    return [(finding.code, finding.source.file.rpartition("/")[2]) for finding in found]


def examined(typed: Typed, figures: Mapping[Name, Decimal]) -> Examined:
    return typed({"disclosure.yaml": "表样: 河北单位预算公开2022", "budget.yaml": written(figures)})


def test_the_whole_table_pasted_is_right(typed: Typed) -> None:
    """The clerk's budget with all its totals has no error and no rounding, and nothing is left untied."""
    seen = examined(typed, whole().figures)
    assert errors(seen) == []
    assert not any(finding.code == "C07" for finding in seen.examination.findings)
    assert set(whole().figures) - set(whole().totals) == frozenset().union(*whole().totals.values())


cents = st.one_of(st.integers(-20, 20), st.integers(-50_000, 50_000)).filter(bool).map(lambda n: Decimal(n) / 100)


@settings(max_examples=120, deadline=None)
@given(name=st.sampled_from(sorted(whole().figures)), change=cents)
def test_no_changed_figure_goes_unseen(typed: Typed, name: Name, change: Decimal) -> None:
    """A change beyond the tolerance of a sum is an error in budget.yaml; a smaller one is a rounding note."""
    figures = {**whole().figures, name: whole().figures[name] + change}
    seen = examined(typed, figures)
    assert {file for _, file in errors(seen)} == ({"budget.yaml"} if is_broken(figures) else set())
    if not is_broken(figures):
        notes = [finding for finding in seen.examination.findings if finding.code == "C07"]
        assert bool(notes) == any(gap(figures, total) for total in whole().totals)


DEMO = CONTENT / "demo-park-bureau/2026-budget"
BY_FUNCTION = re.compile(r"^  - \{科目: \d{7}, 基本支出: ([\d.]+)", re.MULTILINE)
BY_USE = re.compile(r"^  3\d{4}: ([\d.]+)$", re.MULTILINE)
BOUGHT = re.compile(r"^    (?:一般公共预算|政府性基金|国有资本经营|财政拨款结转): ([\d.]+)$", re.MULTILINE)


@cache
def demo() -> str:
    return (DEMO / "budget.yaml").read_text("utf-8")


def spans(*patterns: re.Pattern[str]) -> list[tuple[int, int]]:
    """Where the figures of the demonstration stand."""
    return [match.span(1) for pattern in patterns for match in pattern.finditer(demo())]


def changed_demo(typed: Typed, span: tuple[int, int], change: Decimal) -> Examined:
    """The demonstration with one figure changed; it has no totals but those that the program makes."""
    start, end = span
    text = f"{demo()[:start]}{Decimal(demo()[start:end]) + change}{demo()[end:]}"
    return typed({"budget.yaml": text, "projects.yaml": (DEMO / "projects.yaml").read_text("utf-8")})


@settings(max_examples=30, deadline=None)
@given(span=st.sampled_from(spans(BY_FUNCTION, BY_USE)), change=cents)
def test_basic_expenditure_is_tied_without_totals(typed: Typed, span: tuple[int, int], change: Decimal) -> None:
    """Without any total, a basic figure is tied to the other classification, within the rounding of both."""
    allowed = HALF * len(spans(BY_FUNCTION, BY_USE))
    codes = {code for code, _ in errors(changed_demo(typed, span, change))}
    assert ("B12" in codes) == (abs(change) > allowed)
    assert codes <= {"B12", "B18"}


@settings(max_examples=20, deadline=None)
@given(span=st.sampled_from(spans(BOUGHT)), change=st.integers(6, 9999).map(lambda number: Decimal(number) / 100))
def test_procurement_is_tied_to_its_price(typed: Typed, span: tuple[int, int], change: Decimal) -> None:
    """An amount of procurement is tied to quantity and unit price."""
    assert ("A27", "budget.yaml") in errors(changed_demo(typed, span, change))
