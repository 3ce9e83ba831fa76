"""WCAG 2.2 AA as axe-core finds it, on every type of page, as it is and as readers may set it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.browser.chromium import DESK, PHONE, Browser
from tests.browser.pages import page_types
from tests.conftest import published

AXE = Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(300),
    pytest.mark.skipif(not AXE.is_file(), reason="needs axe-core: scripts/setup test"),
]

EVERYTHING = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
COLOURS = ("color-contrast",)

REPEATED = "tbody tr:nth-child(n+9):not(:last-child)"
"""Rows after the first eight are like those before them; their headers and ids have tests of their own."""

FLAT = """document.adoptedStyleSheets = [new CSSStyleSheet()];
document.adoptedStyleSheets[0].replaceSync(`
  thead, th, td { position: static !important }
  .scroll, .paste { overflow: visible !important; background: none !important; max-block-size: none !important }`);"""
"""What stays in view while a table scrolls lies over other cells, and axe does not judge colours in layers."""


LAYERS = {"bgOverlap", "elmPartiallyObscured", "elmPartiallyObscuring", "nonBmp"}
"""Why axe leaves the colours of headers that span rows, and of single signs, to judgement."""


class Look(NamedTuple):
    """How a reader looks at a page: the width of the window and the choices in the masthead."""

    width: int
    choices: tuple[str, ...]
    asked: tuple[str, ...]


LOOKS = {
    "desk": Look(DESK, (), EVERYTHING),
    "phone": Look(PHONE, (), EVERYTHING),
    "large": Look(PHONE, ("large",), EVERYTHING),
    "dark": Look(DESK, ("dark",), COLOURS),
    "contrast": Look(DESK, ("contrast", "light"), COLOURS),
    "dark contrast": Look(DESK, ("contrast", "dark"), COLOURS),
}


def faults(browser: Browser, asked: tuple[str, ...]) -> Iterator[str]:
    """What axe finds wrong, and what it leaves to judgement and has not been judged."""
    browser.run(f"{FLAT}{AXE.read_text('utf-8')};0")
    options = {"runOnly": asked, "rules": {"target-size": {"enabled": True}} if asked == EVERYTHING else {}}
    options["resultTypes"] = ("violations", "incomplete")
    found = browser.run(f"axe.run({{exclude: [{json.dumps(REPEATED)}]}}, {json.dumps(options)})")
    for kind in ("violations", "incomplete"):
        for rule in found[kind]:
            for node in rule["nodes"]:
                if kind == "violations" or not judged(rule["id"], node):
                    yield f"{kind} {rule['id']} {node['target']} {node['failureSummary']}"


def judged(rule: str, node: dict[str, Any]) -> bool:
    """Headers that span rows and single signs have the colours of their neighbours; a blank table has no figures."""
    reasons = [own["data"] for own in node["any"] if own["data"]]
    only_layers = all(isinstance(own, dict) and own.get("messageKey") in LAYERS for own in reasons)
    return rule == "th-has-data-cells" or (rule == "color-contrast" and bool(reasons) and only_layers)


@pytest.mark.parametrize("look", LOOKS)
def test_nothing_is_wrong(real_site: Path, browser: Browser, look: str) -> None:
    """No page breaks a rule, whatever the width of the window, the size of the text and the colours."""
    own = LOOKS[look]
    broken = []
    for page in page_types(real_site):
        browser.open((real_site / page).as_uri(), own.width)
        for choice in own.choices:
            browser.run(f"document.getElementById('display-{choice}').checked = true")
        broken += [(page, fault) for fault in faults(browser, own.asked)]
    assert broken == []


def test_nothing_is_wrong_where_a_page_was_taken_down(content: Path, tmp_path: Path, browser: Browser) -> None:
    """The notice at an address whose page is no more breaks no rule either, wide or narrow."""
    site = tmp_path / "site"
    published(content, site, pdf=False)
    shutil.move(next(content.glob("*/[0-9]*-budget")), tmp_path)
    published(content, site, pdf=False)
    (notice,) = (path for path in site.glob("*/[0-9]*-budget/index.html"))
    assert "已经撤下" in notice.read_text("utf-8")
    broken: list[str] = []
    for width in (DESK, PHONE):
        browser.open(notice.as_uri(), width)
        broken += faults(browser, EVERYTHING)
    assert broken == []
