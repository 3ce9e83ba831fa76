"""Synthetic units of content: fictitious, deterministic, balanced, and no two alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from random import Random

from benchmarks.narrative import narrative
from benchmarks.projects import Project, money, projects_of, typed

YEAR = 2026
"""The budget year of every unit."""

_MATTERS = (20101, 20103, 20104, 20105, 20106, 20108, 20113, 20126, 20129, 20131, 20132, 20133, 20138, 20701, 21201)
_OPERATING = (30201, 30202, 30205, 30206, 30207, 30211, 30213, 30215, 30216, 30228, 30229, 30239, 30299)
_FUNCTION = {30302: 2080501, 30108: 2080505, 30109: 2080506, 30110: 2101101, 30111: 2101103, 30113: 2210201}
"""Economic class → the function class that pays it; everything else is paid from 行政运行."""


def write_content(folder: Path, numbers: Iterable[int]) -> Path:
    """A content folder with one unit for each number."""
    files = {"site.yaml": "网站名称: 示例县预算公开（演示）\n"}
    for number in numbers:
        files |= {f"unit-{number:05}/{name}": text for name, text in _unit(number).items()}
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return folder


def _unit(number: int) -> Mapping[str, str]:
    """The files of one unit; all of it follows from the number."""
    rng = Random(number)
    matter = rng.choice(_MATTERS)
    economics = _economics(rng)
    projects = projects_of(rng, matter, funded=number % 3 == 0)
    duties = [f"负责{project.name}，{project.goals[-1]}" for project in rng.sample(projects, 14)]
    folder = f"{YEAR}-budget"
    return {
        "unit.yaml": _head(rng, number, duties),
        f"{folder}/disclosure.yaml": _disclosure(rng, number),
        f"{folder}/budget.yaml": "\n".join(_budget(rng, matter, economics, projects)) + "\n",
        f"{folder}/projects.yaml": "\n".join(("项目:", *(line for each in projects for line in typed(each)))) + "\n",
        f"{folder}/narrative.md": narrative(
            rng, YEAR, len(duties), economics, [(each.name, each.goals, each.indicators) for each in projects]
        ),
    }


def _head(rng: Random, number: int, duties: list[str]) -> str:
    rank = rng.choice(("正科级", "副处级", "正处级"))
    listed = "\n".join(f"  - {duty}。" for duty in duties)
    return f"""单位编码: {900000 + number}
名称: 示例县第{number:04}局（演示）
单位性质: 行政
单位规格: {rank}
经费保障形式: 财政拨款
职责:
{listed}
"""


def _disclosure(rng: Random, number: int) -> str:
    day = rng.randint(10, 14)
    return f"""表样: 河北单位预算公开2022
标题: 示例县第{number:04}局（演示）{YEAR}年单位预算信息公开
示例: 演示
示例说明: 单位、数字和文字全部是虚构的，只用来测量程序的速度。
金额单位: 万元
小数位: 2
批复日期: {YEAR}-02-{day - rng.randint(3, 8):02}
公开日期: {YEAR}-02-{day}
保密审查: 已审查
"""


def _economics(rng: Random) -> Mapping[int, int]:
    """Basic expenditure by economic class, for a staff of some size."""
    staff = rng.randint(15, 130)
    wages = {code: staff * rng.randint(low, low * 3 // 2) for code, low in ((30101, 420), (30102, 380), (30103, 180))}
    shares = ((30108, 16), (30109, 8), (30110, 7), (30111, 5), (30113, 12))
    insured = {code: sum(wages.values()) * share // 100 for code, share in shares}
    operating = {code: rng.randint(60, staff * 40) for code in rng.sample(_OPERATING, rng.randint(9, 12))}
    public = {30217: max(10, sum(operating.values()) * rng.randint(2, 12) // 1000), 30231: rng.randint(200, 1500)}
    retired = {30302: rng.randint(500, 9000), 30399: rng.randint(20, 200)}
    return dict(sorted({**wages, **insured, **operating, **public, **retired}.items()))


def _budget(rng: Random, matter: int, economics: Mapping[int, int], projects: list[Project]) -> Iterator[str]:
    yield "支出:"
    for function, amount in _functions(matter, economics).items():
        yield f"  - {{科目: {function}, 基本支出: {money(amount)}, 上年: {{基本支出: {_before(rng, amount)}}}}}"
    for project in {each.function: each for each in projects}.values():
        spent = sum(each.amount for each in projects if each.function == project.function)
        yield f"  - {{科目: {project.function}, 资金: {project.fund}, 上年: {{项目支出: {_before(rng, spent)}}}}}"
    yield "基本支出:"
    yield from (f"  {code}: {money(amount)}" for code, amount in economics.items())
    car, guests = economics[30231], economics[30217]
    yield "三公经费:"
    yield f"  公务用车运行维护费: {money(car)}\n  公务接待费: {money(guests)}"
    yield f"  上年: {{公务用车运行维护费: {_before(rng, car)}, 公务接待费: {_before(rng, guests)}}}"
    general = [each for each in projects if each.fund == "一般公共预算"]
    yield "政府采购:"
    yield from (_purchase(rng, each) for each in rng.sample(general, 3))
    yield f"国有资产:\n  截止日期: {YEAR - 1}-12-31"
    yield f"  土地房屋: {{数量: {rng.randint(300, 5000)}, 价值: {money(rng.randint(9000, 90000))}}}"
    for kind in ("通用设备", "专用设备", "家具用具装具及动植物", "无形资产"):
        yield f"  {kind}: {{数量: {rng.randint(5, 900)}, 价值: {money(rng.randint(900, 70000))}}}"


def _functions(matter: int, economics: Mapping[int, int]) -> Mapping[int, int]:
    """Basic expenditure by function class: the same money as by economic class."""
    found = {matter * 100 + 1: 0}
    for code, amount in economics.items():
        function = _FUNCTION.get(code, matter * 100 + 1)
        found[function] = found.get(function, 0) + amount
    return dict(sorted(found.items()))


def _before(rng: Random, amount: int) -> str:
    return money(amount * rng.randint(88, 112) // 100)


def _purchase(rng: Random, project: Project) -> str:
    """Something that is bought for a project, and costs less than the project."""
    count = rng.randint(1, 12)
    price = project.amount * rng.randint(20, 60) // 100 // count
    goods = rng.choice(("便携式计算机", "办公桌椅", "宣传展板", "专用工具", "档案柜", "扫描仪"))
    return f"""  - 项目名称: {project.name}
    品目名称: {goods}
    目录序号: 分散采购
    计量单位: 件
    数量: {count}
    单价: {money(price)}
    一般公共预算: {money(price * count)}
    预留中小微企业份额: {money(price * count)}"""
