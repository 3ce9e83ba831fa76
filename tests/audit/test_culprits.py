"""Of two sums that should be equal, the figure that explains the difference is named; where none does, nobody is."""

from __future__ import annotations

from decimal import Decimal

import pytest

from site_builder.checks.sums.addends import Addend
from site_builder.checks.sums.culprits import culprit

TOTAL = ["175.46"]
PARTS = ["174.90", "0.56"]
BY_FUNCTION = ["213.46", "20.31", "15.23"]


@pytest.mark.parametrize(
    ("left", "right", "suspects"),
    [
        (["175.64"], PARTS, {"左1"}),
        (TOTAL, ["147.90", "0.56"], {"右1"}),
        (["174.90"], PARTS, {"右2"}),
        (["176.02"], PARTS, {"右2"}),
        (TOTAL, ["176.02", "-0.56", "0.56", "0.56"], set()),
        (["174.34"], PARTS, {"右2"}),
        (["190.00"], PARTS, set()),
        (BY_FUNCTION, ["131.20", "23.01", "15.23", "82.26"], {"左2", "右2"}),
        (BY_FUNCTION, ["131.20", "20.31", "82.26"], {"左3"}),
        (BY_FUNCTION, ["131.20", "20.31", "15.23", "90.00"], set()),
    ],
    ids=[
        "digits of the total",
        "digits of a part",
        "left out",
        "added twice",
        "three alike",
        "sign",
        "nothing",
        "two sisters",
        "missing on one side",
        "nobody",
    ],
)
def test_the_likely_wrong_figure(left: list[str], right: list[str], suspects: set[str]) -> None:
    """Suspected are exchanged digits, what was left out or added twice, a wrong sign, and unequal sisters."""
    said = culprit(addends("左", left), addends("右", right))
    assert {place for place in ("左1", "左2", "左3", "右1", "右2", "右3", "右4") if f"“{place}”" in said} == suspects


def test_one_figure_against_one() -> None:
    """Of two figures alone, either may be the one with exchanged digits."""
    assert culprit(addends("左", ["9.14"]), addends("右", ["9.41"]))
    assert not culprit(addends("左", ["9.14"]), addends("右", ["9.42"]))


def addends(side: str, amounts: list[str]) -> list[Addend]:
    return [Addend(f"{side}{number}", Decimal(amount)) for number, amount in enumerate(amounts, start=1)]
