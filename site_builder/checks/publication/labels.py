"""The labels (网页标签) of government pages: what site.yaml must say to fill them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from site_builder.checks.check import check
from site_builder.checks.subject import Subject
from site_builder.law.labels import COLUMN_LABELS, SITE_LABELS
from site_builder.values.finding import Finding, Severity
from site_builder.values.outcome import Outcome
from site_builder.values.text import Place

_BASIS = "《政府网站发展指引》（国办发〔2017〕47号）：网页应当有网站标签、栏目标签和内容标签"
_CODE = re.compile(r"[0-9]{10}|[a-z]{2}[0-9]{8}")
_MADE_UP = "（演示）"


@check("M03", "网页标签的内容齐全", "warning", _BASIS, source="custom")
def labels_are_filled(subject: Subject) -> Iterator[Finding]:
    """site.yaml has every value that the labels of the site and of the column need."""
    wanted = (*SITE_LABELS.values(), *COLUMN_LABELS.values())
    missing = [key for key in wanted if not subject.site.fields.get(key)]
    message = f"网页标签缺少{'、'.join(f'“{key}”' for key in missing)}。"
    remedy = "请写进 site.yaml。没有的标签，网页上就没有。"
    finding = Finding("M03", _severity(subject), message, Place("site.yaml"), remedy, "网页标签")
    return iter([finding] if missing else [])


@check("M04", "网站标识码的写法正确", "warning", _BASIS, source="custom")
def code_of_the_site(subject: Subject) -> Iterator[Finding] | Outcome:
    """网站标识码 is ten digits, for ministries two letters and eight digits; one marked as made up need not be."""
    code = subject.site.fields.get("网站标识码")
    if not code:
        return "unresolved"
    message = f"网站标识码写的是“{code}”，应当是 10 位数字，部委的是两个小写字母加 8 位数字。"
    remedy = "请照全国政府网站信息报送系统里的标识码改。"
    finding = Finding("M04", _severity(subject), message, code.place, remedy, "网页标签›网站标识码", str(code))
    return iter([] if _CODE.fullmatch(code) or code.endswith(_MADE_UP) else [finding])


def _severity(subject: Subject) -> Severity:
    """An example is no government page."""
    return "notice" if subject.disclosure.example else "warning"
