"""Corrections (更正): read, held against the tables, and told wherever the disclosure is published."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from site_builder.build.chain import Report, build
from site_builder.build.orders import Settings
from tests.conftest import Examined, Typed
from tests.examination import examine
from tests.site.test_government import ATOM, facts

DISCLOSURE = "shili-ju/2026-budget"
ADDRESS = "三公经费.公务接待费"
TWICE = """更正:
  - {日期: 2026-03-02, 位置: 三公经费.公务接待费, 原为: 0.65, 现为: 0.55, 原因: 少减一次退回的接待费}
  - {日期: 2026-02-20, 位置: 三公经费.公务接待费, 现为: 0.65, 原因: 漏填}
"""
BUDGET = """
支出:
  - {科目: 20401, 合计: 9}
  - {科目: 2040101, 基本支出: 2}
  - {科目: 2040102, 涉密: 是, 性质: 项目支出, 依据: 定密责任人签发的定密单}
  - {科目: 2040199, 涉密: 是, 性质: 项目支出, 依据: 同级其他支出不公开}
"""
PROJECTS = """
项目:
  - {名称: 某项目, 涉密: 是, 依据: 定密责任人签发的定密单}
"""


def corrected(content: Path, place: Path, typed: str, *, draft: bool = False) -> Report:
    """The small site whose disclosure.yaml ends in some corrections."""
    path = content / DISCLOSURE / "disclosure.yaml"
    path.write_text(path.read_text("utf-8") + typed, "utf-8")
    return build(content, place, Settings(pdf=False, draft=draft))


def told(site: Path) -> list[Mapping[str, object]]:
    data = json.loads((site / DISCLOSURE / "disclosure.json").read_text("utf-8"))
    found: list[Mapping[str, object]] = data["corrections"]
    return found


def test_newest_first(content: Path, tmp_path: Path) -> None:
    """The data list what was changed, newest first, with the unit of the table; a blank is blank, not zero."""
    assert corrected(content, tmp_path / "public", TWICE).published
    last, first = told(tmp_path / "public")
    assert (last["date"], last["before"], last["now"]) == ("2026-03-02", "0.65 万元", "0.55 万元")
    assert (first["date"], first["before"], first["now"]) == ("2026-02-20", "", "0.65 万元")
    assert "公务接待费" in str(last["place"])


@pytest.mark.parametrize("name", ["index.html", "paste.html"])
def test_on_pages(content: Path, tmp_path: Path, name: str) -> None:
    """Pages tell every correction, and the page of the disclosure says so before its tables."""
    corrected(content, tmp_path / "public", TWICE)
    page = (tmp_path / "public" / DISCLOSURE / name).read_text("utf-8")
    figures = re.findall(r"<del>(.*?)</del>.*?<ins>(.*?)</ins>", page)
    assert figures == [("0.65 万元", "0.55 万元"), ("空白", "0.65 万元")]
    if name == "index.html":
        assert page.index('href="#corrections"') < page.index("<table")
        assert facts(tmp_path / "public" / DISCLOSURE / name)["更正日期"] == "2026-03-02"


def test_uncorrected(tiny_site: Path) -> None:
    """Where nothing was corrected nothing is said of it."""
    assert told(tiny_site) == []
    assert 'id="corrections"' not in (tiny_site / DISCLOSURE / "index.html").read_text("utf-8")
    assert "更正日期" not in facts(tiny_site / DISCLOSURE / "index.html")


def test_in_the_feed(content: Path, tmp_path: Path) -> None:
    """An entry was updated on the day of its last correction, and keeps its name and its day of publication."""
    corrected(content, tmp_path / "a", "")
    corrected(content, tmp_path / "b", TWICE)
    before, after = (ET.parse(tmp_path / name / "feed.xml").getroot() for name in "ab")  # noqa: S314 - our own file
    for feed, day in ((before, "2026-02-10"), (after, "2026-03-02")):
        assert [own.text for own in feed.iterfind(".//atom:updated", ATOM)] == [f"{day}T00:00:00+08:00"] * 2
        assert [own.text for own in feed.iterfind(".//atom:published", ATOM)] == ["2026-02-10T00:00:00+08:00"]
    names = [[own.text for own in feed.iterfind("atom:entry/atom:id", ATOM)] for feed in (before, after)]
    assert names[0] == names[1]


def seen(typed: Typed, *lines: str, files: Mapping[str, str] | None = None) -> Examined:
    """What is said of corrections typed one per line, from line 3 of disclosure.yaml."""
    text = "\n".join(["表样: 全国统一表样", "更正:", *(f"  - {{{line}}}" for line in lines)])
    budget = {"budget.yaml": "三公经费: {公务接待费: 0.55}"}
    return typed({"disclosure.yaml": text, **(files or budget)})


WHOLE = f"日期: 2026-03-10, 位置: {ADDRESS}, 原为: 0.65, 现为: 0.55, 原因: 多算一次"


@pytest.mark.parametrize(
    ("line", "codes"),
    [
        (WHOLE, []),
        (WHOLE.replace("0.55", "0.550"), []),
        (WHOLE.replace("日期: 2026-03-10, ", ""), ["D06"]),
        (WHOLE.replace(", 原因: 多算一次", ""), ["D06"]),
        (WHOLE.replace(f"位置: {ADDRESS}, ", ""), ["D06"]),
        (WHOLE.replace("2026-03-10", "3月10日"), ["D04", "D06"]),
        (WHOLE.replace("原因", "缘由"), ["D02", "D06"]),
        (WHOLE.replace("0.55", "0.56"), ["E01"]),
        (WHOLE.replace(", 现为: 0.55", ""), ["E01"]),
        (WHOLE.replace("公务接待费", "接待费"), ["E03"]),
    ],
)
def test_each_slip_is_found(typed: Typed, line: str, codes: list[str]) -> None:
    """A correction has a day, a place and a reason, and ends with what the table prints."""
    assert [code for code in seen(typed, line).codes if code[0] in "DE"] == codes


def test_gaps_are_warnings(typed: Typed) -> None:
    """What is known of a correction is published though its day or reason is not; without a place it is nothing."""
    blank = seen(typed, f"位置: {ADDRESS}, 原为: 0.65, 现为: 0.55")
    assert {own.severity for own in blank.examination.findings if own.code == "D06"} == {"warning"}
    assert len(blank.it.subject.disclosure.corrections) == 1
    nowhere = seen(typed, "日期: 2026-03-10, 原因: 多算一次")
    assert {own.severity for own in nowhere.examination.findings if own.code == "D06"} == {"error"}


SECRETS = (
    "日期: 2026-03-10, 位置: 支出总表.20401.项目支出, 原为: 76543.21, 原因: 定密",
    "日期: 2026-03-10, 位置: 支出总表.2040102, 现为: 76543.21, 原因: 定密",
    "日期: 2026-03-10, 位置: 支出总表.2040102.项目支出, 原因: 由 76543.21 改为不公开",
    "日期: 2026-03-10, 位置: 项目绩效目标.某项目.项目资金（万元）, 原为: 76543.21, 原因: 定密",
)


@pytest.mark.parametrize("line", SECRETS)
def test_secrets_are_not_repeated(typed: Typed, line: str) -> None:
    """A figure beside a state secret is an error that no finding repeats, whichever way the secret is named."""
    result = seen(typed, line, files={"budget.yaml": BUDGET, "projects.yaml": PROJECTS})
    assert ("S07", "disclosure.yaml", 3) in result.faults
    assert "76543" not in repr(result.examination.findings)
    assert "E01" not in result.codes


@pytest.mark.parametrize("line", SECRETS)
def test_secrets_are_not_shown(tmp_path: Path, line: str) -> None:
    """Not even a draft shows the figure."""
    content = tmp_path / "content"
    files = {
        "unit.yaml": "名称: 示例局\n网址名: shili",
        "2026-budget/disclosure.yaml": f"表样: 全国统一表样\n更正:\n  - {{{line}}}\n",
        "2026-budget/budget.yaml": BUDGET,
        "2026-budget/projects.yaml": PROJECTS,
    }
    for name, text in files.items():
        (content / "bureau" / name).parent.mkdir(parents=True, exist_ok=True)
        (content / "bureau" / name).write_text(text, "utf-8")
    assert [own.code for own in examine(content).findings if own.code == "S07"] == ["S07"]
    build(content, tmp_path / "public", Settings(pdf=False, draft=True))
    pages = [path for path in (tmp_path / "public").rglob("*") if path.is_file()]
    assert any(path.name == "paste.html" for path in pages)
    assert not [path for path in pages if b"76543" in path.read_bytes()]


def test_whom_to_ask(content: Path, tmp_path: Path) -> None:
    """The site is asked until the unit says how to reach it."""
    path = content / "site.yaml"
    path.write_text(path.read_text("utf-8") + "联系电话: 0000-0000000\n", "utf-8")
    assert build(content, tmp_path / "public", Settings(pdf=False)).published
    assert facts(tmp_path / "public" / DISCLOSURE / "index.html")["联系电话"] == "0000-0000000"
    path = content / "shili-ju" / "unit.yaml"
    path.write_text(path.read_text("utf-8") + "联系电话: 0335-1234567\n", "utf-8")
    assert build(content, tmp_path / "public", Settings(pdf=False)).published
    assert facts(tmp_path / "public" / DISCLOSURE / "index.html")["联系电话"] == "0335-1234567"


def test_an_example_asks_the_site(real_site: Path) -> None:
    """Whoever is imitated by an example is not asked; the site is."""
    page = real_site / "qinhuangdao-etdz-office" / "2022-budget" / "index.html"
    assert facts(page)["电子邮箱"] == "example@example.com"
