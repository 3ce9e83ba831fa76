"""Corrections (更正) of state secrets: they may say that something was changed, never what it was."""

from __future__ import annotations

import re
from collections.abc import Iterator

from site_builder.checks.check import check
from site_builder.checks.subject import Subject
from site_builder.values.finding import Finding
from site_builder.values.outcome import Outcome

_BASIS = "国家秘密不得在普通计算机上录入"
_FIGURE = re.compile(r"\d")


@check("S07", "更正里没有涉密数", "error", _BASIS, source="arithmetic")
def nothing_secret_corrected(subject: Subject) -> Iterator[Finding] | Outcome:
    """A correction whose place speaks of a state secret states no figure; the finding repeats nothing."""
    secret = [own.correction for own in subject.corrections if own.secret]
    if not secret:
        return "not_applicable"
    remedy = "请立即删掉“原为”“现为”和原因里的数字，并按保密规定处理这个文件。"
    return (
        Finding("S07", "error", "涉密事项的更正里填了内容。", own.address.place, remedy, "更正", basis=_BASIS)
        for own in secret
        if own.before or own.now or _FIGURE.search(own.reason)
    )
