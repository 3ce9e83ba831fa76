"""Personal data (个人信息) in published texts. No finding repeats what it has found."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from site_builder.checks.check import check
from site_builder.checks.subject import Subject
from site_builder.checks.texts import Texts, Words
from site_builder.values.finding import Finding
from site_builder.values.outcome import Outcome

_DIGITS = re.compile(r"[0-9][0-9 -]{10}")
_NUMBER = re.compile(
    r"(?<![0-9A-Za-z])(?:\d{17}[\dXx]|\d{15,19}|\d{4}(?: \d{4}){3}(?: \d{1,3})?|1[3-9]\d(?:[ -]?\d{4}){2})"
    r"(?![0-9A-Za-z])"
)
_ADDRESS = re.compile(r"(?:住址|家庭地址)[:：]\s*[^\s，。；、（）]{4,}")
_ACCOUNT = re.compile(r"[账帐]号|[账帐]户|卡号|户名|开户")
_OF_THINGS = re.compile(r"(?:编[码号]|代码|文号|合同号|单号|[≥≤=<>￥¥.,，])\s*[:：]?\s*$")
_MEASURED = re.compile(r"\s*(?:[元万亿%％]|平方米|立方米|\.\d)")

_CODES = frozenset({"单位编码", "网址名", "目录序号", "索引号"})
_NEAR = 16
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"


@check("G01", "没有个人信息", "warning", "《个人信息保护法》：公开个人信息应当有法定理由", source="reprint")
def personal_data(subject: Subject) -> Iterator[Finding] | Outcome:
    """No published text holds an identity, bank or mobile number or a home address."""
    texts = Texts(words for words in subject.own_words if words.steps[-1] not in _CODES)
    return _personal(texts) if texts else "not_applicable"


def _personal(texts: Texts) -> Iterator[Finding]:
    if not _DIGITS.search(texts.joined) and not _ADDRESS.search(texts.joined):
        return
    for words in texts:
        for match in _NUMBER.finditer(words.text):
            if what := _what(match):
                yield _found(words, match, f"{what} {masked(match[0])}")
        if home := _ADDRESS.search(words.text):
            yield _found(words, home, "家庭住址")


def masked(number: str) -> str:
    """A number with its first three and last two digits only."""
    return f"{number[:3]}***{number[-2:]}"


def _found(words: Words, match: re.Match[str], what: str) -> Finding:
    place = _NUMBER.sub(lambda own: masked(own[0]), words.place)
    return Finding(
        "G01",
        "warning",
        f"这里有{what}，是个人信息，公开后收不回来。",
        words.at(match.start()),
        "请删去。要公布联系方式，请用办公电话，写在 unit.yaml 或 site.yaml 的“联系电话”里。",
        place,
    )


def _what(match: re.Match[str]) -> str:
    """What a number is, by its digits and by the words before it; blank if it is nobody's."""
    number = re.sub(r"[ -]", "", match[0])
    before = match.string[max(match.start() - _NEAR, 0) : match.start()]
    if _is_identity(number) or ("身份证" in before and len(number) in {15, 18}):
        return "身份证号码"
    if _OF_THINGS.search(before) and not _ACCOUNT.search(before):
        return ""
    if len(number) == 11:
        return "" if _MEASURED.match(match.string, match.end()) else "手机号码"
    return "银行账号" if number.isdecimal() and len(number) > 15 and _is_account(number, before) else ""


def _is_identity(number: str) -> bool:
    """Eighteen digits with a region, a date of birth and the check digit of GB 11643."""
    if len(number) != 18 or not "11" <= number[:2] <= "83":
        return False
    total = sum(int(digit) * weight for digit, weight in zip(number, _WEIGHTS, strict=False))
    return _CHECKS[total % 11] == number[-1].upper() and _is_date(number[6:14])


def _is_date(digits: str) -> bool:
    try:
        return date.fromisoformat(f"{digits[:4]}-{digits[4:6]}-{digits[6:]}") >= date(1900, 1, 1)
    except ValueError:
        return False


def _is_account(number: str, before: str) -> bool:
    """A number that is called an account, or a card of China UnionPay with its check digit (Luhn)."""
    if _ACCOUNT.search(before):
        return True
    doubled = [int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(number))]
    return number.startswith("62") and sum(digit - 9 if digit > 9 else digit for digit in doubled) % 10 == 0
