"""What a clerk types wrong in a field: a finding at its place, with what was read and the cure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from site_builder.book.reading.book import read_book
from site_builder.law.form import Form
from site_builder.law.form_reading import read_form
from site_builder.law.library import built_in
from site_builder.source.discover import Content, DisclosureFolder, SourceFile, Top, UnitFolder, discover
from site_builder.values.finding import Finding

GOOD = {
    "site.yaml": "网站名称: 揭阳市预算公开\n",
    "unit/unit.yaml": "名称: 揭阳市人民政府办公室\n",
    "unit/2026-budget/disclosure.yaml": "表样: 全国统一表样\n",
}
_FORM, _ = read_form("全国统一表样", built_in())


def _content(typed: Mapping[str, bytes]) -> Content:
    files = {path: SourceFile(path, data) for path, data in typed.items()}
    own = tuple(file for path, file in files.items() if path.count("/") > 1)
    folder = DisclosureFolder("2026-budget", 2026, "budget", own)
    return Content(Top(files.get("site.yaml")), (UnitFolder("unit", files.get("unit/unit.yaml"), (folder,)),))


def _forms() -> Mapping[str, Form]:
    assert _FORM
    return {"全国统一表样": _FORM}


def findings(**typed: str) -> tuple[Finding, ...]:
    """What is found in a unit that is in order but for some files."""
    changed = {f"unit/2026-budget/{name.replace('_', '-')}.yaml": text for name, text in typed.items()}
    files = {path: text.encode() for path, text in {**GOOD, **changed}.items()}
    return read_book(_content(files), _forms())[1]


FAULTS: Mapping[str, tuple[str, str, list[tuple[str, int, int]]]] = {
    **{
        f"amount {typed}": ("budget", f"三公经费:\n  公务接待费: {typed}\n", [("D03", 2, 10)])
        for typed in (
            *(
                "1e3",
                "NaN",
                "Infinity",
                ".inf",
                "~",
                "null",
                "12,34.5",
                "４７４．９０",
                "25万元",
                "−5",
                "0x1F",
                "1_000",
                "无",
            ),
            *("约5", "5%", "12:30", "2022-12-31", "　5", "9" * 30),
        )
    },
    "list for an amount": ("budget", "三公经费:\n  公务接待费: [1, 2]\n", [("D03", 2, 10)]),
    "unknown key": ("budget", "三公经废:\n  公务接待费: 1\n", [("D02", 1, 1)]),
    "unknown key within": ("budget", "三公经费:\n  公务招待费: 1\n", [("D02", 2, 3)]),
    "unknown key of last year": ("budget", "三公经费:\n  上年: {公务招待费: 1}\n", [("D02", 2, 8)]),
    "text for a map": ("budget", "三公经费: 8.24\n", [("D04", 1, 7)]),
    "map for a list": ("budget", "支出: {科目: 2013101}\n", [("D04", 1, 5)]),
    "text for a record": ("budget", "支出:\n  - 科目2013101\n", [("D01", 2, 5)]),
    "list for a file": ("budget", "- 支出\n", [("D01", 1, 1)]),
    "code of six digits": ("budget", "支出:\n  - {科目: 201310, 基本支出: 1}\n", [("D04", 2, 10)]),
    "no code": ("budget", "支出:\n  - 基本支出: 1\n", [("D06", 2, 5)]),
    "economic code in words": ("budget", "基本支出:\n  工资: 1\n", [("D05", 2, 3)]),
    "unknown fund": ("budget", "支出:\n  - {科目: 2013101, 资金: 基金, 基本支出: 1}\n", [("D07", 2, 23)]),
    "date in Chinese": ("disclosure", "表样: 全国统一表样\n公开日期: 2026年1月31日\n", [("D04", 2, 7)]),
    "date that is none": ("disclosure", "表样: 全国统一表样\n公开日期: 2026-02-30\n", [("D04", 2, 7)]),
    "unknown form": ("disclosure", "表样: 全国统一表\n", [("D07", 1, 5)]),
    "no form": ("disclosure", "级次: 市级\n", [("D06", 1, 1)]),
    "unknown unit of money": ("disclosure", "表样: 全国统一表样\n金额单位: 百万元\n", [("D07", 2, 7)]),
    "decimals in superscript": ("disclosure", "表样: 全国统一表样\n小数位: ²\n", [("D07", 2, 6)]),
    "far too many decimals": ("disclosure", "表样: 全国统一表样\n小数位: 99\n", [("D07", 2, 6)]),
    "map for a text": ("disclosure", "表样: {全国: 统一}\n", [("D04", 1, 5), ("D06", 1, 1)]),
    "project without a name": ("projects", "项目:\n  - 金额: 5\n", [("D06", 2, 5)]),
    "indicator too short": ("projects", "项目:\n  - 名称: 甲\n    指标:\n      - 产出/数量\n", [("D08", 4, 9)]),
    "project of unknown source": ("projects", "项目:\n  - {名称: 甲, 来源: 去年, 金额: 1}\n", [("D07", 2, 17)]),
}


@pytest.mark.parametrize(
    ("file", "typed", "places"), FAULTS.values(), ids=[re.sub("[^ -~]+", "*", name) for name in FAULTS]
)
def test_a_wrong_field_is_found_where_it_is(file: str, typed: str, places: list[tuple[str, int, int]]) -> None:
    """Law: a field that holds what it must not is an error at its line and column, with a cure."""
    found = findings(**{file: typed})
    assert [(finding.code, *finding.source[1:]) for finding in found] == places
    for finding in found:
        assert finding.severity == "error"
        assert finding.message.endswith("。")
        assert finding.remedy.endswith(("。", "？"))
        assert finding.source.file == f"unit/2026-budget/{file}.yaml"


@pytest.mark.parametrize(
    ("typed", "nearest"),
    [("公务招待费", "公务接待费"), ("公务用车运行费", "公务用车运行维护费"), ("因公出国费", "因公出国（境）费")],
    ids=["one letter", "shortened", "without brackets"],
)
def test_an_unknown_key_is_told_the_nearest(typed: str, nearest: str) -> None:
    """Law: the cure of a misspelt key is the key that was meant."""
    (finding,) = findings(budget=f"三公经费:\n  {typed}: 1\n")
    assert f"“{typed}”" in finding.message
    assert f"“{nearest}”" in finding.remedy


def test_one_run_reports_every_fault_of_every_file() -> None:
    """Law: faults of writing and of content, in several files, all stand in one list, each once."""
    found = findings(
        disclosure="表样: 全国统一表样\n公开日期：2026-01-31\n金额单位: 百万\n",
        budget="三公经费:\n  公务接待费: 5万元\n  会务费: 1\n支出:\n  - {科目：2013101, 基本支出: 1e3}\n",
        projects="项目:\n  - 名称: *重点\n    金额: ５\n",
    )
    places = {(finding.code, finding.source.file.rpartition("/")[2], finding.source.line) for finding in found}
    assert len(found) == len(places)
    assert places == {
        *{
            ("Y11", "disclosure.yaml", 2),
            ("D07", "disclosure.yaml", 3),
            ("D03", "budget.yaml", 2),
            ("D02", "budget.yaml", 3),
        },
        *{
            ("Y11", "budget.yaml", 5),
            ("D03", "budget.yaml", 5),
            ("Y12", "projects.yaml", 2),
            ("D03", "projects.yaml", 3),
        },
    }


def test_a_file_that_cannot_be_read_is_not_said_to_lack_anything() -> None:
    """Law: what a file lacks is no finding when a part of it could not be read."""
    found = findings(disclosure="表样 全国统一表样\n级次: 市级\n")
    assert [(finding.code, finding.source.line) for finding in found] == [("Y16", 1)]


def test_many_unknown_keys_are_counted() -> None:
    """Law: a record full of unknown keys names the first twenty and counts the rest."""
    found = findings(budget="".join(f"键{number}: 1\n" for number in range(1000)))
    assert len(found) == 21
    assert "980" in found[-1].message


def test_a_file_with_a_second_ending_is_not_overlooked(tmp_path: Path) -> None:
    """Law: what Windows saves as budget.yaml.txt, or an editor as budget.yml, is a finding, never silence."""
    folder = tmp_path / "unit" / "2026-budget"
    folder.mkdir(parents=True)
    for name in ("disclosure.yaml", "budget.yaml.txt", "projects.yml", "预算.yaml"):
        (folder / name).write_text("表样: 全国统一表样\n", encoding="utf-8")
    found = read_book(discover(tmp_path), _forms())[1]
    assert sum(finding.code == "D12" for finding in found) == 3


NAMES = [
    "unit/unit.yaml",
    *(f"unit/2026-budget/{name}" for name in ("disclosure.yaml", "budget.yaml", "projects.yaml", "narrative.md")),
]


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(
    st.dictionaries(
        st.sampled_from(NAMES),
        st.binary(max_size=120) | st.text(max_size=60).map(lambda text: text.encode("utf-8", "replace")),
    )
)
def test_any_bytes_are_a_book(typed: dict[str, bytes]) -> None:
    """Law: no bytes in any of a unit's files break the reading; every finding has a file."""
    files = {**{path: text.encode() for path, text in GOOD.items()}, **typed}
    book, found = read_book(_content(files), _forms())
    assert len(book.units) == 1
    assert all(finding.source.file and finding.message for finding in found)
