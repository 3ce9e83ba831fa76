"""Personal data (个人信息) is found and never repeated."""

from __future__ import annotations

from dataclasses import astuple

import pytest

from tests.conftest import Examined, Typed

# Invented: nobody is born on 1 January 1900, and the other numbers are of no series that is in use.
IDENTITY, MOBILE, ACCOUNT = "110101190001010014", "13800000000", "6222000000000009"


def found(seen: Examined) -> list[tuple[str, str]]:
    return [(own.severity, own.place) for own in seen.examination.findings if own.code == "G01"]


def typed_use(typed: Typed, use: str) -> Examined:
    return typed({"projects.yaml": f"项目:\n  - 名称: 困难补助\n    用途: {use}"})


@pytest.mark.parametrize("number", [IDENTITY, MOBILE, ACCOUNT])
def test_number_is_never_repeated(typed: Typed, number: str) -> None:
    """No part of a finding holds the number, not even the place where it is part of a name."""
    seen = typed({"projects.yaml": f"项目:\n  - 名称: 张某{number}补助\n    用途: 发给{number}"})
    findings = [own for own in seen.examination.findings if own.code == "G01"]
    masked = f"{number[:3]}***{number[-2:]}"
    assert [own.place for own in findings] == [f"项目1 张某{masked}补助›名称", f"项目1 张某{masked}补助›用途"]
    assert all(masked in own.message and number not in str(astuple(own)) for own in findings)


@pytest.mark.parametrize(
    "use",
    [
        f"身份证{IDENTITY}",
        f"发给{IDENTITY[:-1]}4。",
        "身份证号110101000101001",
        "身份证号110101190001010019",
        f"电话{MOBILE}",
        "电话 138-0000-0000",
        "电话：138 0000 0000。",
        f"打入{ACCOUNT}",
        "账号：1234567890123456",
        "家庭住址：示例市和平路1号",
    ],
)
def test_found(typed: Typed, use: str) -> None:
    """Numbers by their check digits and shape, or by what they are called; a warning, once."""
    assert found(typed_use(typed, use)) == [("warning", "项目1 困难补助›用途")]


@pytest.mark.parametrize(
    "use",
    [
        "编码13081124P000049100058",
        "编码 110101190001010019",
        "1101011900010100145",
        "110101190013010016",
        "文号：13800000000",
        "收入13800000000元",
        "支出 13800000000.00",
        "面积13800000000 平方米",
        "电话0335-13800000",
        "电话12345",
        "1234567890123456",
        f"合同号{ACCOUNT}",
        "采集住址和家庭地址",
        "2026-01-01至2026-12-31",
    ],
)
def test_not_personal(typed: Typed, use: str) -> None:
    """Codes, amounts, numbers of documents and landlines are nobody's data."""
    assert found(typed_use(typed, use)) == []
