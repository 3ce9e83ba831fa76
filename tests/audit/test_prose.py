"""Prose read against the tables: what is an amount, what a name means, where a finding points, what stays silent."""

from __future__ import annotations

from decimal import Decimal

import pytest

from site_builder.checks.audit import Audited
from site_builder.checks.prose.amounts import amounts_of
from site_builder.checks.prose.meaning import Meanings
from site_builder.checks.prose.phrases import phrase_of
from site_builder.checks.prose.reading import Reading, readings_of
from site_builder.checks.texts import Words
from site_builder.sheets.sheet import Column, Part, Sheet
from site_builder.source.narrative import Passage
from site_builder.values.text import Place, Text
from tests.conftest import Typed
from tests.examination import Examination

LAWS = ("N01", "N02", "N03", "N04", "N05", "N06", "N07", "N08", "N09", "N10", "N11", "N14", "N15", "N16", "N17", "N21")

BUDGET = """\
支出:
  - {科目: 2010301, 基本支出: 474.90, 上年: {基本支出: 460.00}}
  - {科目: 2010302, 项目支出: 72.88, 上年: {项目支出: 80.00}}
  - {科目: 2010350, 资金: 事业收入, 项目支出: 20.00}
基本支出:
  30101: 395.37
  30201: 74.68
  30202: 4.85
三公经费: {公务接待费: 0.55, 上年: {公务接待费: 0.60}}
"""


def reading(text: str, **prints: str) -> Reading:
    """A paragraph that begins at the top of a file, read."""
    passage = Passage(Text(text, Place("narrative.md")), Text("一、情况"))
    (only,) = readings_of([Words(passage.text, ("一、情况",), passage)], prints)
    return only


@pytest.mark.parametrize(
    ("text", "yuan"),
    [
        ("公用经费 79.53 万元。", ["795300"]),
        ("共 1,022.51万元、0.8亿元、3千元、260元", ["10225100", "80000000", "3000", "260"]),
        ("**合计** “ 5 ” 万元", ["50000"]),
        ("占86.33%，提高3个百分点", ["86.33", "3"]),
        ("2026年3月5日，财预〔2016〕143号，32人，12345市长热线，5号楼，第3次", []),
        ("投资 5 万美元，7.5折，多元化，12,34.5万元", []),
    ],
    ids=["unit", "units", "marks and spaces", "percent", "dates and numbers", "no amounts"],
)
def test_amounts(text: str, yuan: list[str]) -> None:
    """An amount is a plain number with a unit of money or a percent sign; it is taken in 元."""
    assert [amount.value for amount in amounts_of(reading(text))] == [Decimal(value) for value in yuan]


@pytest.mark.parametrize(
    ("text", "exact"),
    [
        ("79.53万元", True),
        ("达到79.53万元", True),
        ("约80万元", False),
        ("80余万元", False),
        ("80万元左右", False),
        ("不超过80万元", False),
        ("80万元以内", False),
        ("增加到80万元", False),
        ("70万元至80万元", False),
        ("比上年约增加80万元", False),
        ("260元/人", False),
    ],
)
def test_what_claims_to_be_exact(text: str, *, exact: bool) -> None:
    """What says 约, 左右, 以内, or is an end of a range or a price for each, contradicts nothing."""
    assert [amount.exact for amount in amounts_of(reading(text))][-1] is exact


@pytest.mark.parametrize(
    ("words", "unit", "role", "head", "sign"),
    [
        ("公用经费", "万元", "level", "公用经费", 0),
        ("公用经费比上年增加", "万元", "change", "公用经费", 1),
        ("与2025年相比减少了", "万元", "change", "", -1),
        ("公用经费净增", "万元", "change", "公用经费", 1),
        ("下降", "%", "rate", "", -1),
        ("基本支出占支出总计的", "%", "share", "基本支出", 0),
        ("培训费每人每天", "元", "other", "培训费每人每天", 0),
        ("完成率", "%", "other", "完成率", 0),
        ("提高", "个百分点", "other", "提高", 0),
    ],
)
def test_what_words_make_of_a_figure(words: str, unit: str, role: str, head: str, sign: int) -> None:
    """The words before a figure tell an amount from a change, a rate and a share."""
    phrase = phrase_of(words, unit)
    assert (phrase.role, phrase.head, phrase.sign) == (role, head, sign)


def test_references_are_read_as_they_print() -> None:
    """What a reference prints is part of the sentence and known to be bound; its characters lead to its brace."""
    own = reading("经费 {甲.乙}，\n其中办公费4.68万元。", **{"甲.乙": "79.53 万元"})
    assert own.text == "经费79.53万元，其中办公费4.68万元。"
    first, second = amounts_of(own)
    assert (first.bound, second.bound) == (True, False)
    assert (own.at(first.start), own.at(second.start)) == (
        Place("narrative.md", 1, 4),
        Place("narrative.md", 2, 6),
    )


def test_a_reference_without_a_figure_ends_the_sum(typed: Typed) -> None:
    """A list with a reference that names nothing is R01's matter: nobody knows its sum."""
    prose = "## 一、情况\n\n培训项目5万元，包括师资费3.00万元、场地费1.50万元、教材费{甲.乙}。"
    said = set(typed({"budget.yaml": BUDGET, "narrative.md": prose}).codes)
    assert said & {*LAWS, "R01"} == {"R01"}


def test_columns_of_every_part_stand_side_by_side(typed: Typed) -> None:
    """Names are side by side as columns of one part, whichever part of a table that is."""
    own = typed({"budget.yaml": BUDGET}).examination.disclosures[0].subject
    titles = (("房屋", "车辆"), ("货物", "服务"))
    parts = tuple(Part("", columns=tuple(Column((title,), "amount") for title in pair)) for pair in titles)
    meanings = Meanings(own.unit, own.disclosure, (Sheet("表", "t", "表", (), "万元", parts),))
    assert all(meanings.siblings(*pair) for pair in titles)
    assert not meanings.siblings("房屋", "货物")


def test_a_finding_points_at_the_figure(typed: Typed) -> None:
    """The place is the heading and the name, the source is the figure's own line and column."""
    prose = "## 四、基本支出\n\n人员经费395.37万元，\n公用经费 79.35 万元。\n"
    seen = typed({"budget.yaml": BUDGET, "narrative.md": prose})
    (found,) = (finding for finding in seen.examination.findings if finding.code == "N01")
    assert (found.place, found.source.line, found.source.column) == ("四、基本支出›公用经费", 4, 6)
    assert (found.stated, found.computed) == ("79.35万元", "79.53 万元")


@pytest.mark.parametrize(
    ("sentence", "severities"),
    [
        ("支出总计557.78万元。", ["error"]),
        ("项目支出92.88万元，其中一般公共预算72.88万元。", []),
        ("项目支出90.00万元。", ["notice"]),
        ("上年项目支出90.00万元。", ["notice"]),
        ("公用经费 79.53 万元，比上年增加 5.00 万元。", []),
    ],
    ids=["one amount", "right", "several amounts", "last year", "nothing to compare with"],
)
def test_only_one_meaning_is_an_error(typed: Typed, sentence: str, severities: list[str]) -> None:
    """A name of several amounts that agrees with none of them is a notice; a name of one is an error."""
    seen = typed({"budget.yaml": BUDGET, "narrative.md": f"## 一、情况\n\n{sentence}\n"})
    found = [finding.severity for finding in seen.examination.findings if finding.code in {"N01", "N06"}]
    assert found == severities


def test_agency_operating_funds_are_of_offices_alone(typed: Typed) -> None:
    """机关运行经费 are the 公用经费 of an administrative unit; an institution's are not called so."""
    files = {"budget.yaml": BUDGET, "narrative.md": "## 九、机关运行经费\n\n机关运行经费79.35万元。"}
    office = typed({**files, "bureau/unit.yaml": "名称: 示例局\n单位性质: 行政"})
    school = typed({**files, "bureau/unit.yaml": "名称: 示例学校\n单位性质: 事业"})
    assert [("N01" in seen.codes) for seen in (office, school)] == [True, False]


def test_an_unread_file_is_no_contradiction(typed: Typed) -> None:
    """While figures are missing because a file has faults, the narrative is not said to be wrong."""
    files = {"budget.yaml": f"{BUDGET}  其他: 3\n", "narrative.md": "## 一、情况\n\n公用经费79.35万元。"}
    assert not set(typed(files).codes) & set(LAWS)


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("支出总表.合计.基本支出.占比", "83.64%"),
        ("支出总表.201.占比", "100.00%"),
        ("一般公共预算支出表.2010302.项目支出.占比", "100.00%"),
        ("一般公共预算基本支出表.印刷费.占比", "1.02%"),
        ("收支总表.事业收入.占比", "3.52%"),
        ("三公经费.公务接待费.占比", "100.00%"),
        ("支出总表.合计.基本支出.占比|万元", None),
        ("收支总表.外交支出.占比", None),
    ],
)
def test_a_share_is_of_its_row_or_its_column(typed: Typed, address: str, words: str | None) -> None:
    """`.占比` divides by the row's total; a cell that is itself in the column of totals, by the column's."""
    assert typed({"budget.yaml": BUDGET}).says(address) == words


def test_a_share_of_nothing_is_refused(typed: Typed) -> None:
    """R01 says what is missing where there is no total to divide by."""
    zero = "三公经费: {公务接待费: 0}"
    seen = typed({"budget.yaml": zero, "narrative.md": "## 一、情况\n\n接待费占{三公经费.公务接待费.占比}。"})
    (found,) = (finding for finding in seen.examination.findings if finding.code == "R01")
    assert "占比" in found.remedy


def disclosure(real: Examination, unit: str, year: int) -> Audited:
    """One disclosure of the repository's content."""
    return next(
        item for item in real.disclosures if item.subject.unit.folder == unit and item.subject.disclosure.year == year
    )


@pytest.mark.parametrize("unit", ["demo-park-bureau", "demo-botanic-garden"])
@pytest.mark.parametrize("year", [2025, 2026])
def test_the_demonstrations_take_every_amount_from_the_tables(real: Examination, unit: str, year: int) -> None:
    """No amount of the demonstrations was typed, and no law on words has anything to say of them."""
    item = disclosure(real, unit, year)
    assert [figure.amount.text for figure in item.subject.prose.literal] == []
    assert len(item.subject.prose.figures) > 50
    said = [found for result in item.results for found in result.findings if found.code in LAWS]
    assert said == []


FAULTS = {
    "Q01": ("N02", "三、机关运行经费安排情况›机关运行经费", "79.53万元"),
    "Q02": ("N03", "三、机关运行经费安排情况›印刷费", "2.87万元"),
    "Q03": ("N04", "三、机关运行经费安排情况›其他交通费用", "22.20万元"),
    "Q04": ("N03", "三、机关运行经费安排情况›离退休干部经费", "5.02万元"),
    "Q05": ("N03", "三、机关运行经费安排情况›公务移动通讯费补贴", "16.49万元"),
    "Q06": ("N05", "四、财政拨款“三公”经费预算情况及增减变化原因›三公经费", "9.00万元"),
    "Q07": ("N06", "四、财政拨款“三公”经费预算情况及增减变化原因›公务接待费", "增加 0.2万元"),
    "Q08": ("N10", "四、财政拨款“三公”经费预算情况及增减变化原因", "增加的原因"),
    "Q09": ("N11", "四、财政拨款“三公”经费预算情况及增减变化原因›机关运行经费", "3.87万元"),
    "Q10": ("N10", "二、单位预算安排的总体情况", "98.45万元"),
    "Q11": ("N15", "七、国有资产信息›固定资产", "885.83万元"),
}
"""Faults that were read by hand in a public document, as the laws find them in the example made after it."""


@pytest.mark.parametrize("fault", FAULTS)
def test_the_faults_of_a_real_document_are_found(real: Examination, fault: str) -> None:
    """Each fault is found by one law, and stands as a remark on the source."""
    item = disclosure(real, "qinhuangdao-etdz-office", 2022)
    found = [
        finding.severity
        for result in item.results
        for finding in result.findings
        if (finding.code, finding.place, finding.stated) == FAULTS[fault]
    ]
    assert found == ["remark"]


def test_what_was_right_in_a_real_document_is_not_spoken_of(real: Examination) -> None:
    """The remarks are those faults and one more name that the table lacks; the rest is left to notices."""
    item = disclosure(real, "qinhuangdao-etdz-office", 2022)
    said = [found for result in item.results for found in result.findings if found.code in LAWS]
    assert len([found for found in said if found.severity == "remark"]) == len(FAULTS) + 1
    assert {found.severity for found in said} == {"remark", "notice"}
    assert {found.code for found in said if found.severity == "notice"} == {"N21"}
