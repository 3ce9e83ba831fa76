"""The preview's server: this machine only, nothing but the site, and alive through every mistake."""

from __future__ import annotations

import asyncio
import re
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from tornado.httpclient import HTTPClientError

from tests.preview.running import PAGE, ROOT, Preview, line, preview

FOREIGN = "http://evil.example"


def test_pages_and_files(served: Preview) -> None:
    """Pages, data and files of the theme are served as drafts; nothing else is."""
    status, page = served.get()
    assert status == 200
    assert "草稿" in page
    for path, kind in {
        "/": "text/html; charset=utf-8",
        "/shili-ju/": "text/html; charset=utf-8",
        "/shili-ju/2026-budget/paste.html": "text/html; charset=utf-8",
        "/shili-ju/2026-budget/disclosure.json": "application/json",
        "/search/index.html": "text/html; charset=utf-8",
        "/rules/": "text/html; charset=utf-8",
        "/data/2026-tables.csv": "text/csv; charset=utf-8",
        "/assets/site.css": "text/css; charset=utf-8",
        "/assets/js/display.js": "text/javascript; charset=utf-8",
        "/assets/images/icon.svg": "image/svg+xml",
    }.items():
        status, body, headers = served.ask(path)
        assert (path, status, headers["content-type"], bool(body)) == (path, 200, kind, True)
        assert headers["cache-control"] == "no-store"


def test_links_lead_to_pages(served: Preview) -> None:
    """Whatever a page links to within the site is served."""
    asked, todo = set[str](), {"index.html", "shili-ju/2026-budget/index.html"}
    while todo - asked:
        path = (todo - asked).pop()
        asked.add(path)
        status, page = served.get(f"/{path}")
        assert status == 200, path
        if path.endswith(".html"):
            links = re.findall(r'href="(?!https?:|#|/|mailto:|tel:)([^"#?]+)', page)
            todo |= {joined(path, link) for link in links if not link.endswith(".pdf")}
    assert len(asked) > 20


def joined(page: str, link: str) -> str:
    """Where a link leads."""
    parts = page.split("/")[:-1]
    for step in link.split("/"):
        parts = parts[:-1] if step == ".." else [*parts, step]
    return "/".join(parts)


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/nothing/here.html", 404),
        ("/shili-ju/2031-budget/index.html", 404),
        ("/shili-ju", 302),
        ("/../secret.txt", 404),
        ("/%2e%2e/secret.txt", 404),
        ("/..%2fsecret.txt", 404),
        ("/shili-ju/../../secret.txt", 404),
        ("/shili-ju/unit.yaml", 404),
        ("/site.yaml", 404),
        ("//etc/passwd.txt", 404),
        ("/assets/../site.yaml", 404),
        ("/assets/css/tokens.css", 404),
        ("/_preview/../desk.py", 404),
        ("/a%00b.html", 404),
        ("/" + "x" * 300 + ".html", 404),
        ("/%ff%fe.html", 400),
    ],
)
def test_addresses(served: Preview, path: str, status: int) -> None:
    """An address leads to a file of the site or to 404, never to another file of this machine."""
    (served.content.parent / "secret.txt").write_text("not ours")
    answered, body = served.get(path)
    assert answered == status
    assert "not ours" not in body
    assert "网站名称" not in body


def test_nobody_is_sent_elsewhere(served: Preview) -> None:
    """An address that looks like another host leads to none."""
    assert served.ask("//evil")[2]["location"] == "/evil/"


def test_only_this_machine(served: Preview) -> None:
    """The server listens on the loopback alone and answers to no other name."""
    text = Path("/proc/net/tcp").read_text() + Path("/proc/net/tcp6").read_text()
    listening = re.findall(rf"([0-9A-F]+):{served.port:04X} [0-9A-F]+:0000 0A", text)
    assert listening == ["0100007F"]
    for host in ("evil.example", f"evil.example:{served.port}", "127.0.0.1:1", "127.0.0.1.evil.example"):
        assert served.get(Host=host)[0] == 403, host
        assert served.get("/_preview/line", Host=host)[0] == 403, host
    assert served.get(Host=f"localhost:{served.port}")[0] == 200
    assert served.get(Host="127.0.0.1")[0] == 200, "on port 80 a browser names no port"


def test_only_its_own_pages(served: Preview) -> None:
    """A page of another site can neither read the draft, nor show a part of it, nor listen to what is saved."""
    for origin in (FOREIGN, "null", "http://127.0.0.1:1", f"https://127.0.0.1:{served.port}"):
        assert served.get(Origin=origin)[0] == 403, origin
        assert asyncio.run(refused(served, origin)) == 403, origin
    own = f"http://127.0.0.1:{served.port}"
    assert served.get(Origin=own)[0] == 200
    assert asyncio.run(refused(served, own)) == 0
    assert served.ask()[2]["cross-origin-resource-policy"] == "same-origin"


async def refused(running: Preview, origin: str) -> int:
    """The status with which the line is refused; 0 if it is not."""
    try:
        async with line(running, Origin=origin):
            return 0
    except HTTPClientError as error:
        return error.code


def test_livereloads_own_doors_are_shut(served: Preview) -> None:
    """Nobody has pages reloaded by asking for an address, and no other script is served than ours."""
    for path in ("/forcereload", "/livereload", "/livereload.js"):
        assert served.get(path)[0] in {302, 404}, path
        assert served.get(f"{path}/")[0] == 404, path


def test_the_published_policy_holds(served: Preview) -> None:
    """A page has its published policy but for the line to the preview; nothing stands inline."""
    _, page = served.get()
    (policy,) = re.findall(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    (published,) = re.findall(r'Security-Policy" content="([^"{]*)', (ROOT / "templates/base.html").read_text("utf-8"))
    line_to = f" ws://127.0.0.1:{served.port} ws://localhost:{served.port}"
    assert policy.replace(line_to, "") == f"{published}'none'"
    assert policy != f"{published}'none'"
    assert re.findall(r"<script(?![^>]*(?: src=|ld\+json))", page) == []
    assert re.findall(r"<style| style=| on[a-z]+=", page) == []


def test_no_browser_is_opened(served: Preview) -> None:
    """Nobody's browser is opened unasked."""
    assert served.get()[0] == 200
    assert not (served.said / "browser").exists()


def test_nothing_is_written(tiny: Path, tmp_path: Path) -> None:
    """A preview keeps its draft in memory, and ends without a traceback when it is told to."""
    (tmp_path / "said").mkdir()
    with preview(tiny, tmp_path / "said") as running:
        assert running.get()[0] == 200
        assert running.get("/")[0] == 200
        assert sorted(path.name for path in running.said.iterdir()) == ["err", "out"]
    assert running.process.returncode == 0
    assert running.errors() == ""


def test_port_in_use(tiny: Path) -> None:
    """A port that is taken is one line and exit 2."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        command = [sys.executable, "-m", "site_builder", "preview", "--content", str(tiny), "--port", port]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, timeout=30, check=False)
    assert done.returncode == 2
    (said,) = done.stderr.decode().splitlines()
    assert port in said
    assert said.startswith("gongkai：")


@pytest.mark.parametrize("port", ["-1", "70000"])
def test_no_such_port(tiny: Path, port: str) -> None:
    """A number that is no port is one line and exit 2."""
    command = [sys.executable, "-m", "site_builder", "preview", "--content", str(tiny), f"--port={port}"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, timeout=30, check=False)
    assert (done.returncode, done.stderr.decode().count("\n")) == (2, 1)


def test_own_addresses_are_no_units(served: Preview) -> None:
    """The preview's own files are served, and are named on the page."""
    _, page = served.get(PAGE)
    for name in re.findall(r'"(/_preview/[^"]+)"', page):
        assert served.get(name)[0] == 200
