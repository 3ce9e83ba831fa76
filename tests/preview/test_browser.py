"""The preview in a real browser: what is saved appears by itself, and what is wrong lies over the page."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from random import Random
from time import monotonic, sleep

import pytest

from tests.browser.chromium import DESK, PHONE, Browser
from tests.browser.test_wcag import AXE, EVERYTHING, faults
from tests.preview.running import BUDGET, FOLDER, PAGE, PATIENCE, Preview
from tests.preview.test_saves import FIGURE

pytestmark = [pytest.mark.slow, pytest.mark.timeout(180)]

PANEL = "document.querySelector('#preview-panel')"
LISTED = f"{PANEL}?.querySelectorAll('li.error').length"


@pytest.fixture
def page(served: Preview, browser: Browser) -> Iterator[Browser]:
    """A browser that shows the page; in the end nothing was ever refused by its policy, and no script has failed.

    Of a page that cannot be made, a browser says that it failed to load.
    """
    browser.open(f"http://127.0.0.1:{served.port}{PAGE}")
    browser.run("sessionStorage.clear()")
    yield browser
    complaints = [
        text for own in browser.told("Log.entryAdded") if "Failed to load" not in (text := own["entry"]["text"])
    ]
    complaints += [str(own) for own in browser.told("Runtime.exceptionThrown")]
    assert complaints == []
    browser.open("about:blank")


def until(browser: Browser, script: str) -> None:
    """Wait until an expression is true, on whatever page is shown by then; but not for ever."""
    end = monotonic() + PATIENCE
    while not shows(browser, script):
        assert monotonic() < end, script
        sleep(0.05)


def shows(browser: Browser, script: str) -> bool:
    """Whether an expression is true; while another page comes, nothing is."""
    try:
        return bool(browser.run(f"document.readyState === 'complete' && Boolean({script})"))
    except AssertionError:
        return False


def has(text: str) -> str:
    """An expression that is true if the page has a text."""
    return f"document.querySelector('main').textContent.includes('{text}')"


def test_a_save_appears(served: Preview, page: Browser) -> None:
    """A page that is open shows what was saved, without a touch, and stands where it stood."""
    page.run("scrollTo(0, 700)")
    for figure in ("311.25", "322.25"):
        served.change(FIGURE, f"公务接待费: 7{figure}")
        until(page, has(f"7,{figure}"))
        until(page, "Math.abs(scrollY - 700) < 2")
        served.change(f"公务接待费: 7{figure}", FIGURE)
        until(page, f"!{has(f'7,{figure}')}")


def test_the_last_of_many_saves_appears(served: Preview, page: Browser) -> None:
    """Of twenty saves at odd moments the browser shows the last one in the end."""
    text = (served.content / BUDGET).read_text("utf-8")
    chance = Random(7)  # noqa: S311 - any moments will do
    for number in range(1, 21):
        (served.content / BUDGET).write_text(text.replace(FIGURE, f"公务接待费: {7400 + number}.25", 1), "utf-8")
        sleep(chance.random() / 5)
    until(page, has("7,420.25"))


def test_a_broken_file(served: Preview, page: Browser) -> None:
    """A file that is broken shows its fault over the page, with the line; the panel goes when it is mended."""
    said = f"{PANEL}.querySelector('summary').textContent"
    before = page.run(said)
    assert shows(page, f"!{LISTED}")
    served.change("支出:\n", "支出\n")
    until(page, LISTED)
    assert page.run(f"{PANEL}.querySelector('li.error mark').textContent").split() == ["1", "支出"]
    assert BUDGET in page.run(f"{PANEL}.querySelector('li.error code').textContent")
    assert page.run("document.querySelector('h1').textContent"), "the page is there all the same"
    until(page, f"{PANEL}.querySelector('[role=status]').textContent.includes('错误')")
    served.change("支出\n", "支出:\n")
    until(page, f"!{LISTED}")
    assert page.run(said) == before


def test_nothing_can_be_shown(served: Preview, page: Browser) -> None:
    """Where not even a draft can be made, the panel is shown alone; the page comes back, and stands where it stood."""
    page.run("scrollTo(0, 700)")
    served.change("表样:", "表样样:", f"{FOLDER}/disclosure.yaml")
    until(page, f"{LISTED} && {has('生成不了')}")
    served.change("表样样:", "表样:", f"{FOLDER}/disclosure.yaml")
    until(page, f"{has('收支总表')} && !{LISTED}")
    until(page, "Math.abs(scrollY - 700) < 2")


def test_a_broken_theme(served: Preview, page: Browser) -> None:
    """A template that is broken is told of on the page, which comes back when it is mended."""
    own = served.content / "theme" / "templates" / "pages"
    own.mkdir(parents=True)
    (own / "disclosure.html").write_text("{% if %}", "utf-8")
    until(page, f"{has('disclosure.html')} && {has('生成不了')}")
    shutil.rmtree(served.content / "theme")
    until(page, has("收支总表"))


def test_the_panel_is_folded_by_keyboard(served: Preview, page: Browser) -> None:
    """The panel is folded and unfolded with a key, and stays as it is while pages come and go."""
    served.change("支出:\n", "支出\n")
    until(page, LISTED)
    page.run(f"{PANEL}.querySelector('summary').focus()")
    page.press("Enter", 13)
    until(page, f"!{PANEL}.querySelector('details').open")
    served.change(FIGURE, "公务接待费: 0.56")
    until(page, f"document.querySelector('script[data-mark]') && {LISTED} && !{PANEL}.querySelector('details').open")
    page.run(f"{PANEL}.querySelector('summary').focus()")
    page.press("Enter", 13)
    until(page, f"{PANEL}.querySelector('details').open")


def test_a_document_is_made_when_it_is_asked_for(served: Preview, page: Browser) -> None:
    """A document is announced at once with its progress, and is shown when it is made."""
    address = f"/{FOLDER}/disclosure.pdf"
    link = "document.querySelector('a[href=\"disclosure.pdf\"]')"
    assert not page.run(f"{link}.hasAttribute('download')")
    page.open(f"http://127.0.0.1:{served.port}{address}")
    assert shows(page, "document.querySelector('progress') || document.contentType === 'application/pdf'")
    until(page, "document.contentType === 'application/pdf' || document.querySelector('embed[type*=pdf]')")
    status, body, headers = served.ask(address)
    assert (status, headers["content-type"], body[:5]) == (200, "application/pdf", b"%PDF-")


def test_it_comes_back_by_itself(served: Preview, page: Browser) -> None:
    """A page whose line was cut, as by a machine that slept, shows what was saved in the meantime."""
    page.ask("Network.emulateNetworkConditions", offline=True, latency=0, downloadThroughput=-1, uploadThroughput=-1)
    served.change(FIGURE, "公务接待费: 7611.25")
    served.until(lambda: "7,611.25" in served.get()[1])
    page.ask("Network.emulateNetworkConditions", offline=False, latency=0, downloadThroughput=-1, uploadThroughput=-1)
    until(page, has("7,611.25"))
    page.said.clear()


@pytest.mark.skipif(not AXE.is_file(), reason="needs axe-core: scripts/setup test")
@pytest.mark.parametrize("width", [DESK, PHONE])
def test_nothing_bars_anybody(served: Preview, page: Browser, width: int) -> None:
    """With the panel over it a page breaks no rule of WCAG, nor does the one that stands in for it."""
    served.change(FIGURE, "公务接待费：0.55")
    until(page, LISTED)
    for path in (PAGE, "/nothing/"):
        page.open(f"http://127.0.0.1:{served.port}{path}", width)
        assert list(faults(page, EVERYTHING)) == [], path
