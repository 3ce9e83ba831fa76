"""Right sentences as clerks write them: no law on words speaks of them, however freely they are put."""

from __future__ import annotations

import pytest

from tests.conftest import Typed

OFFICE = {
    "bureau/unit.yaml": "名称: 示例县机关事务服务中心\n单位性质: 参公\n",
    "budget.yaml": """\
支出:
  - {科目: 2010301, 基本支出: 312.46, 上年: {基本支出: 298.15}}
  - {科目: 2010303, 上年: {项目支出: 230.20}}
  - {科目: 2080505, 基本支出: 34.72, 上年: {基本支出: 33.18}}
  - {科目: 2080506, 基本支出: 17.36, 上年: {基本支出: 16.59}}
  - {科目: 2120804, 资金: 政府性基金, 上年: {项目支出: 20.00}}
基本支出:
  30101: {金额: 236.28, 上年: {金额: 225.88}}
  30108: {金额: 34.72, 上年: {金额: 33.18}}
  30109: {金额: 17.36, 上年: {金额: 16.59}}
  30201: {金额: 58.98, 上年: {金额: 55.17}}
  30202: {金额: 2.15, 上年: {金额: 2.40}}
  30217: {金额: 1.20, 上年: {金额: 1.50}}
  30239: {金额: 13.85, 上年: {金额: 13.20}}
三公经费:
  公务用车运行维护费: 61.60
  公务接待费: 1.20
  上年: {公务用车运行维护费: 66.80, 公务接待费: 1.50}
政府采购:
  - {项目名称: 物业管理, 品目名称: 物业管理服务, 一般公共预算: 186.00}
  - {项目名称: 物业管理, 品目名称: 除雪机, 一般公共预算: 4.80}
  - {项目名称: 物业管理, 品目名称: 配电柜, 一般公共预算: 3.20}
国有资产:
  截止日期: 2025-12-31
  房屋: {数量: 18640, 价值: 3256.80}
  通用设备: 745.35
""",
    "projects.yaml": """\
项目:
  - {名称: 机关大院物业管理, 科目: 2010303, 金额: 186.00}
  - {名称: 公务用车服务平台, 科目: 2010303, 金额: 64.50}
  - {名称: 通村道路, 科目: 2120804, 资金: 政府性基金, 金额: 20.00}
  - {名称: 通村道路（上年结转）, 科目: 2120804, 资金: 政府性基金, 来源: 上年结转, 金额: 5.60}
""",
}
"""An office whose figures the sentences below tell."""

RIGHT = [
    "支出总计640.64万元。与2025年预算598.12万元相比，增加42.52万元，增长7.11%，原因是调标。",
    "一般公共预算支出615.04万元，比2025年预算578.12万元增加36.92万元，增长6.39%，主要是人员增加。",
    "行政运行2026年预算数为312.46万元，比2025年预算数298.15万元增加14.31万元，增长4.8%，原因是调标。",
    "基本支出由347.92万元增加到364.54万元。项目支出同比增长10.4%。",
    "收、支总计均为640.64万元，约合0.064亿元。",
    "通村道路25.60万元（含上年结转5.60万元）。",
    "政府性基金预算支出25.60万元，比上年20.00万元增加5.60万元，增长28.00%，主要是结转。",
    "2026年“三公”经费财政拨款预算62.80万元，比上年减少5.50万元，下降8.05%，原因是厉行节约。",
    "“三公”经费占一般公共预算支出的10.21%，较上年减少5.50万元，降幅8.05%，原因是厉行节约。",
    "“三公”经费62.80万元：公务用车运行维护费61.60万元，公务接待费1.20万元。",
    "“三公”经费预算数比上年执行数61.45万元增加1.35万元，增长2.20%，主要是上年部分维修未结算。",
    "2024年“三公”经费决算数为58.20万元，2025年预算数68.30万元，2026年预算数62.80万元。",
    "因公出国（境）费2026年0万元，2025年0万元，与上年持平。",
    "基本支出364.54万元，其中：人员经费288.36万元，占79.10%，主要包括基本工资236.28万元等；公用经费76.18万元，占20.90%。",
    "公用经费76.18万元，其中：办公费58.98万元、印刷费2.15万元、其他交通费用13.85万元。",
    "人员经费、公用经费比上年分别增加12.71万元、3.91万元，主要是调标。",
    "支出总计6406400.00元（640.64万元），其中：基本支出364.54万元，占56.90%；项目支出276.10万元，占43.10%。",
    "项目支出276.10万元，比上年增加25.90万元，原因是新增道路项目，增加5.60万元。",
    "3个项目涉及资金30.00万元，其中一般公共预算24.40万元、政府性基金5.60万元。",
    "政府采购预算194.00万元：货物类8.00万元，服务类186.00万元。",
    "资产总额4002.15万元（不含在建工程2860万元），其中房屋3256.80万元。",
    "每人每月学费380元、住宿费200元。培训费按每人每天260元、场地费每天1500元安排。",
    "全部门中，所属学校人员经费1013.59万元，公用经费82.58万元。",
]


def said(typed: Typed, files: dict[str, str], sentence: str) -> set[str]:
    """The codes of the laws on words that speak of a sentence."""
    seen = typed({**files, "narrative.md": f"## 二、收支预算情况\n\n{sentence}\n"})
    return {own.code for own in seen.examination.findings if own.code.startswith("N")} - {"N20"}


@pytest.mark.parametrize("sentence", RIGHT)
def test_right_sentences_are_left_in_peace(typed: Typed, sentence: str) -> None:
    """Nothing is said of a right sentence but that some of its amounts are in no table (N21)."""
    assert said(typed, OFFICE, sentence) <= {"N21"}


EXPLAINED = [
    "政府采购预算194.00万元：货物类8.00万元，服务类186.00万元。",
    "资产总额4002.15万元（不含在建工程2860万元），其中房屋3256.80万元。",
    "每人每月学费380元、住宿费200元。",
    "支出总计640.64万元，比上年598.12万元增加42.52万元，原因是调标。",
]


@pytest.mark.parametrize("sentence", EXPLAINED)
def test_what_words_explain_is_not_asked_for(typed: Typed, sentence: str) -> None:
    """Parts of a list that adds up, what is left out, prices and last year's totals need be in no table."""
    assert said(typed, OFFICE, sentence) == set()


WRONG = [
    ("一般公共预算支出615.04万元，比2025年预算587.12万元增加36.92万元，增长6.39%，主要是人员增加。", {"N21"}),
    ("通村道路26.50万元（含上年结转5.60万元）。", {"N01"}),
    ("基本支出346.54万元，占支出总计的56.90%。", {"N01"}),
    ("“三公”经费财政拨款预算62.80万元，比上年增加5.50万元，增长8.05%，原因是购车。", {"N07"}),
    ("政府采购预算194.00万元：货物类9.00万元，服务类186.00万元。", {"N14"}),
    ("政府采购预算194.00万元，其中货物类7.00万元，服务类186.00万元。", {"N14"}),
    (
        "基本支出364.54万元，其中：人员经费288.36万元，主要包括基本工资236.28万元等；公用经费76.18万元，占29.00%。",
        {"N09"},
    ),
]


@pytest.mark.parametrize(("sentence", "codes"), WRONG, ids=[sentence for sentence, _ in WRONG])
def test_one_slip_is_one_finding(typed: Typed, sentence: str, codes: set[str]) -> None:
    """The law that names a slip best speaks of it; what follows from it is not said again."""
    assert said(typed, OFFICE, sentence) == codes


DEPARTMENT = {
    "disclosure.yaml": "表样: 全国统一表样\n汇总单位: [school]\n",
    "budget.yaml": """\
支出:
  - {科目: 2050101, 基本支出: 76.06, 上年: {基本支出: 66.58}}
基本支出: {30101: 68.07, 30201: 7.99}
""",
    "school/unit.yaml": "名称: 示例县实验小学\n单位性质: 事业\n",
    "school/2026-budget/disclosure.yaml": "表样: 全国统一表样\n",
    "school/2026-budget/budget.yaml": """\
支出:
  - {科目: 2050202, 基本支出: 812.60}
基本支出: {30107: 790.00, 30201: 22.60}
""",
}


@pytest.mark.parametrize(
    ("sentence", "unknown"),
    [
        ("分单位看：局本级76.06万元、实验小学812.60万元。局本级比上年增加9.48万元，主要是调标。", False),
        ("局本级人员经费68.07万元，公用经费7.99万元。", False),
        ("分单位看：局本级76.60万元、实验小学812.60万元。", True),
    ],
)
def test_a_department_speaks_of_its_units(typed: Typed, sentence: str, *, unknown: bool) -> None:
    """What the tables sum of one unit is known, and is not taken for the department's."""
    assert said(typed, DEPARTMENT, sentence) == ({"N21"} if unknown else set())
