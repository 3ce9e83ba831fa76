"""Classifications: codes, names, a site's own lists."""

from __future__ import annotations

import pytest

from site_builder.law.classification import KINDS, built_in, classification, read_list
from tests.conftest import Typed

LINE = "支出:\n  - {科目: 2013101, 基本支出: 5}"


def test_lists_are_whole_trees() -> None:
    """Every code of a built-in list has its upper levels in the list, and a name."""
    for lists in built_in():
        assert set(lists.names) == set(KINDS)
        for names in lists.names.values():
            assert all(names.values())
            assert all(code[:length] in names for code in names for length in (3, 5) if length < len(code))
            assert list(names) == sorted(names)


def test_classes_are_the_thirty(typed: Typed) -> None:
    """收支总表 lists every 类 of the year, in code order, with or without figures."""
    rows = typed({"budget.yaml": LINE}).rows("收支总表")
    assert [row[2] for row in rows[:3]] == ["一、一般公共服务支出", "二、外交支出", "三、国防支出"]
    assert [row[3] for row in rows[:3]] == ["5.00", "", ""]


def test_codes_bring_their_names(typed: Typed) -> None:
    """Names of 类, 款 and 项 come from the year's list."""
    rows = typed({"budget.yaml": LINE}).rows("支出总表")
    assert [row[:2] for row in rows[1:]] == [
        ["201", "一般公共服务支出"],
        ["20131", "党委办公厅（室）及相关机构事务"],
        ["2013101", "行政运行"],
    ]


@pytest.mark.parametrize(
    "budget",
    [LINE.replace("2013101,", "2013101, 名称: 机关运行,"), LINE + "\n科目名称: {2013101: 机关运行}"],
)
def test_a_typed_name_is_printed_and_reported(typed: Typed, budget: str) -> None:
    """A name typed beside a code overrides the list's everywhere, and is reported as K02."""
    seen = typed({"budget.yaml": budget})
    assert seen.text("支出总表", "2013101", "科目名称") == "机关运行"
    assert seen.text("一般公共预算支出表", "2013101", "科目名称") == "机关运行"
    (found,) = [finding for finding in seen.examination.findings if finding.code == "K02"]
    assert (found.stated, found.computed, found.severity) == ("机关运行", "行政运行", "notice")


def test_the_official_name_typed_is_no_finding(typed: Typed) -> None:
    """A typed name that is the list's says nothing new."""
    assert typed({"budget.yaml": LINE.replace("2013101,", "2013101, 名称: 行政运行,")}).said == []


def test_an_unknown_code(typed: Typed) -> None:
    """A code that no list has is K01 at its place, with the nearest ones; each unknown level once."""
    seen = typed({"budget.yaml": "支出:\n  - {科目: 2013191, 基本支出: 5}"})
    (found,) = seen.said
    assert (found.code, found.severity, found.source.line, found.stated) == ("K01", "warning", 2, "2013191")
    assert "2013101" in found.message
    assert typed({"budget.yaml": "支出:\n  - {科目: 9990101, 基本支出: 5}"}).codes == ["C08", *["K01"] * 3]


def test_an_unknown_code_with_a_name(typed: Typed) -> None:
    """A name typed beside an unknown code settles it."""
    assert typed({"budget.yaml": "支出:\n  - {科目: 2013191, 名称: 本地事务, 基本支出: 5}"}).codes == []


OWN = "编码,名称\n201,本地类\n20131,本地款\n2013101,本地项\n"


def test_a_list_of_the_sites_own(typed: Typed) -> None:
    """A site's list replaces the built-in one of its kind, from its year on; other kinds stay."""
    budget = {"budget.yaml": LINE + "\n基本支出: {30101: 5}", "classifications/2026/functions.csv": OWN}
    seen = typed(budget)
    assert seen.codes == []
    assert seen.text("支出总表", "2013101", "科目名称") == "本地项"
    assert seen.text("一般公共预算基本支出表", "30101", "科目名称") == "基本工资"
    assert [row[2] for row in seen.rows("收支总表")][:2] == ["一、本地类", ""]
    later = {**budget, "classifications/2027/functions.csv": OWN.replace("本地", "明年")}
    assert typed(later).text("支出总表", "2013101", "科目名称") == "本地项"


def test_a_list_of_a_built_in_year() -> None:
    """A site's own list of a year goes before the program's of the same year, and not before its time."""
    own, faults = read_list("classifications/2022/functions.csv", OWN)
    assert faults == ()
    assert own is not None
    assert classification(2022, (own,)).name("科目", "2013101") == "本地项"
    later, _ = read_list("classifications/2030/functions.csv", OWN)
    assert later is not None
    assert classification(2029, (later,)).name("科目", "2013101") == "行政运行"
    assert classification(2031, (later,)).name("科目", "2013101") == "本地项"


def test_an_old_list_of_one_kind_hides_no_other() -> None:
    """Each kind is looked up for itself: an old list of one kind leaves the others as they are."""
    own, _ = read_list("classifications/2019/economics.csv", "编码,名称\n301,旧类\n")
    assert own is not None
    assert classification(2020, (own,)).name("经济", "301") == "旧类"
    assert classification(2020, (own,)).name("科目", "2013101") == "行政运行"


@pytest.mark.parametrize(
    ("path", "text", "line"),
    [
        ("2026/functions.csv", "code,name\n201,甲\n", 1),
        ("2026/functions.csv", "", 1),
        ("2026/functions.csv", "编码,名称\n201,甲\n2O1,乙\n", 3),
        ("2026/functions.csv", "编码,名称\n201\n", 2),
        ("2026/functions.csv", "编码,名称\n201,\n", 2),
        ("2026/functions.csv", "编码,名称\n201,甲,乙\n", 2),
        ("2026/functions.csv", "编码,名称\n0201,甲\n", 2),
        ("2026/functions.csv", "编码,名称\n201,甲\n202,乙\n201,丙\n", 4),
        ("2026/科目.csv", OWN, 1),
        ("今年/functions.csv", OWN, 1),
    ],
)
def test_a_faulty_list(typed: Typed, path: str, text: str, line: int) -> None:
    """A fault of a list is F20 at its line, and the list is not used."""
    seen = typed({f"classifications/{path}": text, "budget.yaml": LINE})
    assert seen.faults == [("F20", path.rpartition("/")[2], line)]
    assert seen.text("支出总表", "2013101", "科目名称") == "行政运行"
