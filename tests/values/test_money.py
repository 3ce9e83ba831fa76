"""Amounts: exactly what was typed, or nothing."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.values.money import STYLES, decimals, parse_amount, rounded, show, total, why_no_amount

AMOUNTS = st.decimals(min_value=-(10**12), max_value=10**12, places=2, allow_nan=False, allow_infinity=False)


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("474.90", "474.90"),
        ("0", "0"),
        ("0.00", "0.00"),
        ("-5.00", "-5.00"),
        ("+5", "5"),
        ("1,022.51", "1022.51"),
        ("12,345,678.90", "12345678.90"),
        ("0201", "201"),
    ],
)
def test_a_plain_number_is_read_exactly(typed: str, amount: str) -> None:
    """Law: digits, one decimal point, a sign and well placed commas are an amount, exact to the last digit."""
    assert str(parse_amount(typed)) == amount


NO_AMOUNTS = {
    "scientific": "1e3",
    "not a number": "NaN",
    "infinity": "Infinity",
    "YAML infinity": ".inf",
    "hexadecimal": "0x1F",
    "underscores": "1_000",
    "comma misplaced": "12,34.5",
    "comma at the end": "1,",
    "full-width digits": "４７４．９０",
    "full-width comma": "1，022.51",
    "with its unit": "25万元",
    "minus sign U+2212": "−5",
    "dash as minus": "—5",
    "two signs": "--5",
    "point first": ".5",
    "point last": "5.",
    "two points": "1.2.3",
    "space inside": "1 022.51",
    "full-width space": "　5",
    "yuan sign": "￥25",
    "about": "约25",
    "in words": "二十五",
    "none": "无",
    "dash": "—",
    "slash": "/",
    "percent": "5%",
    "time": "12:30",
    "date": "2022-12-31",
    "other digits": "٣",
    "superscript": "5²",
    "blank": "",
    "too long": "1" * 25,
    "far too long": "9" * 100_000,
    "lines": "5\n6",
    "ends in a line break": "5\n",
}


@pytest.mark.parametrize("typed", NO_AMOUNTS.values(), ids=NO_AMOUNTS.keys())
def test_what_is_no_plain_number_is_refused_with_a_cure(typed: str) -> None:
    """Law: nothing is guessed: whatever is not plainly a number is none, and there is a cure in Chinese for it."""
    assert parse_amount(typed) is None
    assert why_no_amount(typed).endswith("。")


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("25万元", "单位"),
        ("12,34.5", "千分位"),
        ("４７４", "全角"),
        ("1e3", "科学记数法"),
        ("−5", "负号"),
        ("—", "留空"),
        ("-", "留空"),
        ("无", "留空"),
        ("1 000", "空格"),
        ("1" * 25, "太长"),
    ],
)
def test_the_cure_fits_the_fault(typed: str, word: str) -> None:
    """Law: the cure of a common fault names that fault."""
    assert word in why_no_amount(typed)


@given(st.text(max_size=40))
def test_any_text_is_an_amount_or_has_a_cure(typed: str) -> None:
    """Law: no text whatever breaks the reading of amounts."""
    amount = parse_amount(typed)
    assert amount is None or amount.is_finite()
    assert why_no_amount(typed).endswith("。")


@given(AMOUNTS)
def test_what_is_printed_as_typed_reads_back(amount: Decimal) -> None:
    """Law: an amount printed as typed is the same amount when it is read again, to the last zero."""
    again = parse_amount(show(amount, "原样"))
    assert again == amount
    assert again is not None
    assert decimals(again) == decimals(amount)


@given(AMOUNTS, st.sampled_from([style for style in STYLES if "%" not in style]))
def test_what_is_printed_in_a_style_reads_back_rounded(amount: Decimal, style: str) -> None:
    """Law: an amount printed in any style, with commas or without, reads back as the amount rounded half up."""
    shown = show(amount, style)
    assert parse_amount(shown) == (
        amount if style == "原样" else rounded(amount, decimals(Decimal(style[-4:].strip("#,"))))
    )
    assert not shown.startswith("-0") or parse_amount(shown) != 0


@given(st.lists(AMOUNTS))
def test_sums_are_exact(amounts: list[Decimal]) -> None:
    """Law: a sum is exact, whatever the order of its parts."""
    assert total(amounts) == total(amounts[::-1]) == Decimal(sum(int(amount * 100) for amount in amounts)) / 100


def test_rounding_is_half_up() -> None:
    """Law: 四舍五入, away from zero, for gains and losses alike."""
    assert [show(Decimal(typed), "0") for typed in ("0.5", "1.5", "-0.5", "-0.4", "2.49")] == ["1", "2", "-1", "0", "2"]
