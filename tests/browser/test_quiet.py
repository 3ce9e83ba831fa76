"""Pages ask nobody else for anything and have nothing to complain of."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from tests.browser.chromium import Browser
from tests.browser.pages import every_page

pytestmark = [pytest.mark.slow, pytest.mark.timeout(120)]


class Silent(SimpleHTTPRequestHandler):
    """Serves a folder and says nothing."""

    def log_message(self, *_: object) -> None:
        """Nothing."""


@pytest.fixture(scope="module")
def served(real_site: Path) -> Iterator[str]:
    """The address of the site on this machine."""
    handler = partial(Silent, directory=str(real_site))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def linked_pages(site: Path) -> list[str]:
    """Every page but that for addresses that are not there, which only a server finds."""
    return [page for page in every_page(site) if page != "404.html"]


PAGES = {"server": every_page, "folder": linked_pages}


@pytest.mark.parametrize("way", PAGES)
def test_nothing_else_is_asked_and_nothing_fails(
    real_site: Path, browser: Browser, request: pytest.FixtureRequest, way: str
) -> None:
    """Opened from a folder or by way of a server, a page loads its own site's files only, and reports no error."""
    home = real_site.as_uri() if way == "folder" else request.getfixturevalue("served")
    asked, complaints = set(), []
    for page in PAGES[way](real_site):
        query = "?q=%E5%85%AC%E5%9B%AD" if page == "search/index.html" else ""
        browser.open(f"{home}/{page}{query}")
        if query:
            browser.until("document.querySelector('ol.hits li')")
        asked |= {own["request"]["url"] for own in browser.told("Network.requestWillBeSent")}
        complaints += [(page, own["entry"]["text"]) for own in browser.told("Log.entryAdded")]
        complaints += [(page, str(own)) for own in browser.told("Runtime.exceptionThrown")]
        complaints += [(page, str(own["args"])) for own in browser.told("Runtime.consoleAPICalled")]
    assert [address for address in asked if not address.startswith(f"{home}/")] == []
    assert len(asked) > len(PAGES[way](real_site)), "styles and scripts are loaded too"
    assert complaints == []
