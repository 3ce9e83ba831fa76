"""Synthetic projects: what they are for, what they cost, what they are to reach."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random

_THEMES = tuple(csv.DictReader((Path(__file__).parent / "themes.csv").read_text("utf-8").splitlines()))
_PLACES = ("东部", "西部", "南部", "北部", "城东", "城西", "城南", "城北", "沿河", "山前", "站前", "老城", "新城")
_BASES = ("年度工作计划", "上年完成情况", "采购合同（演示）", "行业标准（演示）", "实际工作需要")
_URBAN = ("乡村道路养护", "公共厕所管理", "市容环境整治", "地名标志更新")
"""What a government fund may pay for."""


@dataclass(frozen=True, slots=True)
class Project:
    """A project and its targets."""

    name: str
    """名称."""
    function: int
    """功能科目."""
    fund: str
    """资金."""
    amount: int
    """金额, in hundredths of 万元, as all figures here."""
    goals: tuple[str, ...]
    """目标."""
    indicators: tuple[str, ...]
    """指标, one line each."""


def projects_of(rng: Random, matter: int, *, funded: bool) -> list[Project]:
    """Some twenty projects. `matter` is the 款 they are paid from, unless a government fund pays."""
    themes = rng.sample(_THEMES, rng.randint(18, 22))
    return [_project(rng, theme, matter, fund=funded and theme["project"] in _URBAN) for theme in themes]


def money(hundredths: int) -> str:
    """An amount in 万元 as a clerk types it."""
    return f"{hundredths // 100}.{hundredths % 100:02}"


def _project(rng: Random, theme: Mapping[str, str], matter: int, *, fund: bool) -> Project:
    place, amount = rng.choice(_PLACES), rng.randint(300, 20000)
    count, month = rng.randint(3, 400), rng.randint(6, 11)
    matters = "{action}{object}".format(**theme)
    return Project(
        name=place + theme["project"],
        function=2120803 if fund else matter * 100 + rng.choice((2, 2, 99)),
        fund="政府性基金" if fund else "一般公共预算",
        amount=amount,
        goals=(
            f"在{place}{matters}不少于{count}{theme['measure']}",
            f"{month}月底前{rng.choice(('完成', '做完', '落实'))}{matters}的主要任务",
            f"改善{place}的{theme['effect']}，{rng.choice(('让', '使'))}{theme['people']}满意",
        ),
        indicators=tuple(_indicators(rng, theme, place, amount, count)),
    )


def _indicators(rng: Random, theme: Mapping[str, str], place: str, amount: int, count: int) -> Iterator[str]:
    what, act, people = theme["object"], theme["action"], theme["people"]
    basis = rng.choice(_BASES)
    yield f"产出/成本 | {what}{act}总成本 | {place}{theme['project']}全年实际支出 | ≤{money(amount)}万元 | 项目预算"
    yield f"产出/数量 | {act}{what}数量 | 全年在{place}{act}{what}的数量 | ≥{count}{theme['measure']} | {basis}"
    if rng.random() < 0.6:
        yield f"产出/数量 | 现场检查次数 | 到{place}现场检查{what}的次数 | ≥{rng.randint(2, 40)}次 | {basis}"
    yield f"产出/质量 | {what}{act}合格率 | 合格的{what}占全部{what}的比例 | ≥{rng.randint(90, 99)}% | {basis}"
    yield f"产出/时效 | {what}{act}及时率 | 按期{act}的{what}占计划的比例 | ≥{rng.randint(90, 99)}% | {basis}"
    yield f"效益/社会效益 | {theme['effect']} | {place}{theme['effect']}同上年相比 | 比上年改善 | 实际工作需要"
    if rng.random() < 0.4:
        yield f"效益/可持续影响 | {what}管理制度 | {place}建立{what}台账和回访制度 | 持续运行 | {basis}"
    share = f"≥{rng.randint(88, 98)}%"
    yield f"满意度/服务对象满意度 | {people}满意度 | 满意的{people}占受访{people}的比例 | {share} | 问卷调查"


def typed(project: Project) -> Iterator[str]:
    """A project as it stands in projects.yaml."""
    yield f"  - 名称: {project.name}"
    yield f"    科目: {project.function}"
    yield f"    资金: {project.fund}"
    yield f"    金额: {money(project.amount)}"
    yield "    目标:"
    yield from (f"      - {goal}" for goal in project.goals)
    yield "    指标:"
    yield from (f"      - {indicator}" for indicator in project.indicators)
