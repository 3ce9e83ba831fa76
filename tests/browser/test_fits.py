"""What is shown fits: on a narrow phone, with text twice as large, and on paper."""

from __future__ import annotations

import base64
import re
import subprocess
from pathlib import Path
from shutil import which

import pytest

from tests.browser.chromium import DESK, PHONE, Browser
from tests.browser.pages import FORMS, page_types

PDFTOTEXT = str(which("pdftotext"))

pytestmark = [pytest.mark.slow, pytest.mark.timeout(120)]

OVER = """(() => {
  const top = document.documentElement, over = top.scrollWidth - top.clientWidth;
  const wide = [...document.querySelectorAll("body *")].filter(
    own => own.getBoundingClientRect().right > top.clientWidth + 1 && !own.closest(".aside, .skip"));
  return over > 0 ? [[over, wide.slice(0, 2).map(own => own.outerHTML.slice(0, 120))]] : [];
})()"""
"""By how much a page is wider than its window, and what reaches over the edge."""


@pytest.mark.parametrize(("width", "letters"), [(PHONE, 16), (DESK, 16), (DESK, 32)])
def test_no_page_scrolls_sideways(real_site: Path, browser: Browser, width: int, letters: int) -> None:
    """A page is read from top to bottom at 320 px, with text at 200 % as set in the browser, and with large text."""
    browser.ask("Page.setFontSizes", fontSizes={"standard": letters})
    wide = []
    for page in page_types(real_site):
        browser.open((real_site / page).as_uri(), width)
        wide += [(page, "as it is", *own) for own in browser.run(OVER)]
        browser.run("document.getElementById('display-large').checked = true")
        wide += [(page, "large", *own) for own in browser.run(OVER)]
    browser.ask("Page.setFontSizes", fontSizes={"standard": 16})
    assert wide == []


WORD = re.compile(r'<word xMin="(.*?)" yMin="(.*?)" xMax="(.*?)" yMax="(.*?)">')
PAGE = re.compile(r'<page width="(.*?)" height="(.*?)">(.*?)</page>', re.DOTALL)
MARGIN = 10.0


@pytest.mark.parametrize("form", FORMS)
def test_nothing_is_cut_in_print(real_site: Path, browser: Browser, tmp_path: Path, form: str) -> None:
    """A disclosure that a citizen prints has every word between the edges of A4, and its tables as the law has them."""
    browser.open((real_site / form / "index.html").as_uri())
    official = browser.run("[...document.querySelectorAll('.official')].map(own => own.innerText.length).length")
    paper = browser.ask("Page.printToPDF", preferCSSPageSize=True, paperWidth=8.27, paperHeight=11.69)
    file = tmp_path / "page.pdf"
    file.write_bytes(base64.b64decode(paper["data"]))
    run = subprocess.run([PDFTOTEXT, "-bbox", file, "-"], capture_output=True, check=True)
    pages = PAGE.findall(run.stdout.decode())
    cut = [
        (number, word)
        for number, (width, height, text) in enumerate(pages, 1)
        for word in WORD.findall(text)
        if float(word[0]) < MARGIN or float(word[2]) > float(width) - MARGIN or float(word[3]) > float(height)
    ]
    assert len(pages) > 1
    assert cut == []
    shown = """[...document.querySelectorAll(%r)].filter(own => own.checkVisibility()).length"""
    browser.ask("Emulation.setEmulatedMedia", media="print")
    assert browser.run(shown % ".official") == official
    assert browser.run(shown % ".on-screen") == 0
