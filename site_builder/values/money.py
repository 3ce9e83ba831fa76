"""Exact amounts: from what a clerk typed to `Decimal`, and back to what a table prints."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache

UNITS = {"元": Decimal(1), "千元": Decimal(1000), "万元": Decimal(10_000), "亿元": Decimal(100_000_000)}
"""Money units (金额单位) and how many 元 each is."""

AS_TYPED = "原样"
"""The style that prints what was typed."""

STYLES = (AS_TYPED, "0", "0.00", "#,##0", "#,##0.00", "0%", "0.0%", "0.00%")
"""The styles (式) in which a form can print a figure."""

# Wide enough that no sum of budgets is ever rounded by the context itself.
EXACT = Context(prec=60)

_AMOUNT = re.compile(r"[-+]?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?")
_LONGEST = 24


# A figure is asked for again in every table that prints it.
@lru_cache(maxsize=4096)
def parse_amount(text: str) -> Decimal | None:
    """The exact amount that a text states; None if it states none.

    Only plain digits count, with an optional sign, decimal point and correctly placed thousands commas:
    `1e3`, `NaN`, `12,34.5`, full-width digits and amounts with a unit are refused, never guessed at.
    """
    if len(text) > _LONGEST or not text.isascii() or not _AMOUNT.fullmatch(text):
        return None
    return Decimal(text.replace(",", ""))


_CURES = (
    (r".*[\s\u200b\ufeff].*", "数字里有空格或别的空白，请删去。"),
    (r"[−–—－﹣].*\d.*", "负号要用半角“-”，例如 -5.00。"),
    (r"[-+]?\d*,[\d,.]*", "千分位逗号位置不对。请去掉逗号，或每三位一个逗号，例如 1,022.51。"),
    (r".*[元万亿].*", "金额只写数字，不带单位。单位写在 disclosure.yaml 的“金额单位”里。"),
    (r".*[０-９．，].*", "请把全角数字改成半角，例如 474.90。"),
    (r"[-+]?[\d.]+[eE][-+]?\d+", "不能用科学记数法。请写出全部数字，例如 1000。"),
    (r"无|[-−–—－﹣]+|/|／|[Nn]/?[Aa]", "没有数就留空；确实是零就写 0。"),
    (rf".{{{_LONGEST + 1},}}", "数字太长，请核对。"),
)


def why_no_amount(text: str) -> str:
    """What to do about a text that is not an amount, in Chinese."""
    found = (cure for pattern, cure in _CURES if re.fullmatch(pattern, text, re.DOTALL))
    return next(found, "请只写数字，例如 474.90。")


def decimals(amount: Decimal) -> int:
    """How many digits stand after the decimal point."""
    exponent = amount.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def total(amounts: list[Decimal]) -> Decimal:
    """The exact sum."""
    result = Decimal(0)
    for amount in amounts:
        result = EXACT.add(result, amount)
    return result


def rounded(amount: Decimal, places: int) -> Decimal:
    """Round half up (四舍五入), as accountants do."""
    return amount.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP, context=EXACT)


def show(amount: Decimal, style: str) -> str:
    """Print an amount in a style of `STYLES`; `原样` keeps the decimals the amount has."""
    if style == AS_TYPED:
        return f"{amount:f}"
    pattern = style.rstrip("%")
    scaled = amount * 100 if pattern != style else amount
    figure = rounded(scaled, len(pattern.partition(".")[2]))
    # A small negative that rounds to nothing is printed as zero, not as minus zero.
    figure = abs(figure) if figure == 0 else figure
    return (f"{figure:,f}" if "," in pattern else f"{figure:f}") + style[len(pattern) :]
