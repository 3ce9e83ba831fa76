"""A page without a mouse: everything is reached in order, seen when reached, and left again."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.chromium import DESK, PHONE, Browser
from tests.browser.pages import FORMS, page_types

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]

TAB, ENTER, RIGHT = ("Tab", 9), ("Enter", 13), ("ArrowRight", 39)

WATCH = """
const folded = "details:not([open]) > :not(summary)";
window.outline = own => { const s = getComputedStyle(own); return s.outlineStyle + s.outlineWidth; };
window.places = [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")]
  .filter(own => own.checkVisibility() && !own.disabled && !own.closest(folded))
  .filter(own => own.type !== "radio" || own.checked);
window.plain = places.map(outline);
places.length"""
"""All that can be focused, in document order; of radio buttons the one that is chosen."""

WHERE = """(() => {
  const own = document.activeElement, box = own.getBoundingClientRect(), at = places.indexOf(own);
  const drawn = !outline(own).startsWith("none") && outline(own) !== plain[at];
  const inside = box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  return [at, drawn && inside, own.outerHTML.slice(0, 120)];
})()"""
"""Which of them has the focus, and whether that can be seen."""


@pytest.mark.parametrize("width", [DESK, PHONE])
def test_every_place_is_reached_in_order(real_site: Path, browser: Browser, width: int) -> None:
    """Tab goes through all links, controls and scrolling tables in document order, each visibly, and then leaves."""
    for page in page_types(real_site):
        browser.open((real_site / page).as_uri(), width)
        count = browser.run(WATCH)
        assert count, page
        for number in range(count):
            browser.press(*TAB)
            at, seen, what = browser.run(WHERE)
            assert at == number, (page, number, at, what)
            assert seen, (page, what)
        browser.press(*TAB)
        assert browser.run(WHERE)[0] < 1, f"{page}: the focus is trapped"


def test_the_head_is_skipped(real_site: Path, browser: Browser) -> None:
    """The first place on a page leads past its head: the next one is in the main part."""
    for page in page_types(real_site):
        browser.open((real_site / page).as_uri())
        for key in (TAB, ENTER, TAB):
            browser.press(*key)
        assert browser.run("document.activeElement.closest('main, footer') !== null"), page


def test_wide_tables_scroll(real_site: Path, browser: Browser) -> None:
    """Whatever scrolls sideways can be focused, and follows the arrow keys."""
    scrolling = "[...document.querySelectorAll('.scroll')].filter(own => own.scrollWidth > own.clientWidth + 1)"
    found = 0
    for form in FORMS:
        browser.open((real_site / form / "index.html").as_uri())
        assert browser.run(f"{scrolling}.filter(own => own.tabIndex !== 0).length") == 0, form
        for number in range(browser.run(f"{scrolling}.length")):
            browser.run(f"{scrolling}[{number}].focus()")
            browser.press(*RIGHT)
            browser.until("document.activeElement.scrollLeft > 0")
            found += 1
    assert found


def test_details_open(real_site: Path, browser: Browser) -> None:
    """What is folded opens with Enter and closes again."""
    found = 0
    for page in page_types(real_site):
        browser.open((real_site / page).as_uri())
        if browser.run("document.querySelector('summary')?.checkVisibility()"):
            before = browser.run("document.querySelector('details').open")
            browser.run("document.querySelector('summary').focus()")
            for after in (not before, before):
                browser.press(*ENTER)
                browser.until(f"document.querySelector('details').open === {str(after).lower()}")
            found += 1
    assert found
