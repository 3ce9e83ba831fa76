"""What a waiver (豁免) does: it answers warnings and notices, for a time, and is published with them."""

from __future__ import annotations

import json

import pytest

from site_builder.report import as_json, counted
from site_builder.values.finding import Finding
from tests.conftest import Examined, Typed

WAIVER = """
豁免:
  - 规则: {rule}
    位置: {place}
    理由: 两个项目由同一处室实施
    批准人: 示例区财政局预算科
    有效期至: 2026-12-31
"""
COPIED = """
项目:
  - 名称: 公园养护
    用途: 待补充
    目标: 待补充
  - 名称: 公园建设
    用途: 待补充
"""
WRONG_SUM = """
支出:
  - {科目: 合计, 基本支出: 500.00}
  - {科目: 2010301, 基本支出: 213.46}
  - {科目: 2010302, 基本支出: 12.00}
"""


def waived(typed: Typed, rule: str, place: str, *, as_of: str = "", **files: str) -> Examined:
    """One disclosure with one waiver."""
    site = {"site.yaml": f"截至日期: {as_of}"} if as_of else {}
    disclosure = "表样: 全国统一表样\n" + WAIVER.format(rule=rule, place=place)
    typed_files = {f"{name}.yaml": text for name, text in files.items()}
    return typed({"disclosure.yaml": disclosure, **site, **typed_files})


def of(seen: Examined, code: str) -> list[Finding]:
    return [finding for finding in seen.examination.findings if finding.code == code]


def test_waived_warning(typed: Typed) -> None:
    """A warning at the stated place has been answered: it keeps its place, has the reason, and is no warning."""
    seen = waived(typed, "L01", "项目1 公园养护›用途", projects=COPIED)
    assert [(own.place, own.severity, own.waiver) for own in of(seen, "L01")] == [
        ("项目1 公园养护›目标", "warning", ""),
        ("项目2 公园建设›用途", "warning", ""),
        ("项目1 公园养护›用途", "waived", "两个项目由同一处室实施"),
    ]


def test_waived_notice(typed: Typed) -> None:
    """A notice can be answered too."""
    seen = waived(typed, "L03", "项目1 公园养护", projects="项目:\n  - 名称: 公园养护\n    用途: 提出意见意见")
    assert [own.severity for own in of(seen, "L03")] == ["waived"]


def test_place_in_part(typed: Typed) -> None:
    """A waiver that leaves out steps answers every finding below the place it names."""
    seen = waived(typed, "L01", "项目1 公园养护", projects=COPIED)
    assert [own.severity for own in of(seen, "L01")] == ["warning", "waived", "waived"]
    assert of(seen, "W01") == []


def test_other_rules_stand(typed: Typed) -> None:
    """A waiver of one rule answers no finding of another at the same place."""
    seen = waived(typed, "L03", "项目1 公园养护›用途", projects=COPIED)
    assert {own.severity for own in of(seen, "L01")} == {"warning"}
    assert [own.place for own in of(seen, "W01")] == ["项目1 公园养护›用途"]


def test_waived_in_json(typed: Typed) -> None:
    """`check --format json` shows what was waived, and why."""
    seen = waived(typed, "L01", "项目2 公园建设", projects=COPIED)
    findings = json.loads(as_json(seen.examination.findings, {}, (), {}))["findings"]
    shown = [(own["place"], own["severity"], own["waiver"]) for own in findings if own["code"] == "L01"]
    assert ("项目2 公园建设›用途", "waived", "两个项目由同一处室实施") in shown


def test_waived_counts_apart(typed: Typed) -> None:
    """What was waived is not counted as a warning."""
    found = of(waived(typed, "L01", "项目1 公园养护", projects=COPIED), "L01")
    assert counted(found) == "警告 1、已豁免 2"


@pytest.mark.parametrize(
    ("as_of", "severity", "expired"),
    [("2026-12-31", "waived", 0), ("2027-01-01", "warning", 1), ("", "waived", 0)],
)
def test_last_day(typed: Typed, as_of: str, severity: str, expired: int) -> None:
    """A waiver holds up to and on its last day; afterwards the warning stands again."""
    projects = "项目:\n  - {名称: 公园养护, 用途: 待补充}"
    seen = waived(typed, "L01", "项目1 公园养护", as_of=as_of, projects=projects)
    assert [own.severity for own in of(seen, "L01")] == [severity]
    assert len(of(seen, "W02")) == expired


def test_day_unknown(typed: Typed) -> None:
    """Without a day on which the site is as it is, nobody can say whether a waiver has expired."""
    seen = waived(typed, "L01", "项目1 公园养护", projects=COPIED)
    assert [result.outcome for result in seen.it.results if result.check.code == "W02"] == ["unresolved"]


def test_errors_stay(typed: Typed) -> None:
    """An error stays an error, and the waiver is one more."""
    seen = waived(typed, "C01", "支出总表›合计", budget=WRONG_SUM)
    assert [own.severity for own in of(seen, "C01")] == ["error"]
    assert [(own.severity, own.place) for own in of(seen, "W03")] == [("error", "支出总表›合计")]


@pytest.mark.parametrize("rule", ["S04", "W01", "W03"])
def test_not_to_be_waived(typed: Typed, rule: str) -> None:
    """Neither secrecy nor the laws on waivers can be waived, whether or not they have found anything."""
    seen = waived(typed, rule, "支出总表", budget=WRONG_SUM)
    assert [own.severity for own in of(seen, "W03")] == ["error"]


def test_unread_file(typed: Typed) -> None:
    """While a file could not be read in full, nobody can say that a waiver has no use."""
    seen = waived(typed, "N13", "标题", projects="项目：一")
    assert of(seen, "W01") == []
    assert [result.outcome for result in seen.it.results if result.check.code == "W01"] == ["unresolved"]
