"""The preview: local, alive through every mistake, and up to date within seconds."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from time import monotonic, sleep
from wsgiref.util import setup_testing_defaults

import pytest

from site_builder.build import build
from site_builder.preview import respond

ROOT = Path(__file__).resolve().parent.parent
PAGE = "/shili-ju/2026-budget/index.html"
BUDGET = "shili-ju/2026-budget/budget.yaml"
PATIENCE = 15


class Preview:
    """A running preview and what it has said."""

    def __init__(self, process: subprocess.Popen[bytes], port: int, said: Path) -> None:
        self.process, self.port, self.said = process, port, said

    def get(self, path: str = PAGE, host: str = "") -> tuple[int, str]:
        """The answer to a request."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", path, headers={"Host": host or f"127.0.0.1:{self.port}"})
            answer = connection.getresponse()
            return answer.status, answer.read().decode()
        except ConnectionError:
            return 0, ""
        finally:
            connection.close()

    def errors(self) -> str:
        """What it has said on stderr."""
        return (self.said / "err").read_text("utf-8")

    def until(self, happened: Callable[[], bool]) -> None:
        """Wait for something, but not for ever."""
        end = monotonic() + PATIENCE
        while not happened():
            assert self.process.poll() is None, self.errors()
            assert monotonic() < end, self.errors()
            sleep(0.05)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def preview(content: Path, said: Path) -> Iterator[Preview]:
    """A preview in a process of its own, in which every warning is an error; stopped whatever happens."""
    port = free_port()
    command = [sys.executable, "-W", "error", "-m", "site_builder", "preview", "--content", str(content)]
    environ = {**os.environ, "BROWSER": f"touch {said / 'browser'}", "TMPDIR": str(said), "PYTHONUTF8": "1"}
    with (said / "out").open("wb") as out, (said / "err").open("wb") as err:
        process = subprocess.Popen([*command, "--port", str(port)], cwd=ROOT, env=environ, stdout=out, stderr=err)
        try:
            running = Preview(process, port, said)
            running.until(lambda: running.get()[0] == 200)
            yield running
        finally:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(5)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait(5)


@pytest.fixture(scope="module")
def served(tiny: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    """One preview of a content folder that its tests may change."""
    top = tmp_path_factory.mktemp("preview")
    shutil.copytree(tiny, top / "content")
    (top / "said").mkdir()
    with preview(top / "content", top / "said") as running:
        yield running


def change(running: Preview, old: str, new: str, name: str = BUDGET) -> None:
    path = running.said.parent / "content" / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_pages_and_styles(served: Preview) -> None:
    """Pages and styles are served, as drafts, with the script that reloads them and no policy against it."""
    status, page = served.get()
    assert status == 200
    assert "草稿" in page
    assert "livereload.js" in page
    assert "Content-Security-Policy" not in page
    assert served.get("/assets/site.css")[0] == 200
    assert served.get("/shili-ju/")[0] == 200
    assert served.get("/livereload.js")[0] == 200
    assert served.get("/nothing/here")[0] == 404


def test_only_this_machine(served: Preview) -> None:
    """The server listens on the loopback alone and answers to no other name."""
    text = Path("/proc/net/tcp").read_text() + Path("/proc/net/tcp6").read_text()
    listening = re.findall(rf"([0-9A-F]+):{served.port:04X} [0-9A-F]+:0000 0A", text)
    assert listening == ["0100007F"]
    assert served.get(host="evil.example")[0] == 403
    assert served.get(host=f"evil.example:{served.port}")[0] == 403
    assert served.get(host=f"localhost:{served.port}")[0] == 200
    assert served.get(host="127.0.0.1")[0] == 200, "on port 80 a browser names no port"


def test_no_browser_is_opened(served: Preview) -> None:
    """Nobody's browser is opened unasked."""
    assert served.get()[0] == 200
    assert not (served.said / "browser").exists()


def test_a_save_is_shown(served: Preview) -> None:
    """A saved figure is on the page within seconds, and so is the next one saved at once."""
    change(served, "公务用车运行维护费: 8.24\n", "公务用车运行维护费: 77.61\n")
    served.until(lambda: "77.61" in served.get()[1])
    change(served, "公务用车运行维护费: 77.61\n", "公务用车运行维护费: 8.24\n")
    served.until(lambda: "77.61" not in served.get()[1])


def test_a_broken_file(served: Preview) -> None:
    """A broken file is said on stderr with its line; the server lives, and shows the next good save."""
    before = len(served.errors())
    change(served, "支出:\n", "支出\n")
    served.until(lambda: f"{BUDGET}:" in served.errors()[before:])
    assert served.get("/index.html")[0] == 200
    change(served, "支出\n", "支出:\n")
    served.until(lambda: "1,474.90" in served.get()[1])


def test_a_new_file_and_a_removed_one(served: Preview) -> None:
    """A unit that is added appears, and one that is removed goes."""
    content = served.said.parent / "content"
    shutil.copytree(content / "shili-ju", content / "new")
    change(served, "shili-ju", "new", "new/unit.yaml")
    served.until(lambda: served.get("/new/index.html")[0] == 200)
    shutil.rmtree(content / "new")
    served.until(lambda: served.get("/new/index.html")[0] == 404)


def test_stopped(tiny: Path, tmp_path: Path) -> None:
    """A preview that is ended leaves no draft behind and no traceback."""
    (tmp_path / "said").mkdir()
    with preview(tiny, tmp_path / "said") as running:
        assert list(running.said.glob("gongkai-preview-*"))
    assert running.process.returncode == 0
    assert not list(running.said.glob("gongkai-preview-*"))
    assert "Traceback" not in running.errors()


def test_port_in_use(tiny: Path) -> None:
    """A port that is taken is one line and exit 2."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        command = [sys.executable, "-m", "site_builder", "preview", "--content", str(tiny), "--port", port]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, timeout=30, check=False)
    assert done.returncode == 2
    assert [line for line in done.stderr.decode().splitlines() if port in line and line.startswith("gongkai：")]
    assert "Traceback" not in done.stderr.decode()


@pytest.fixture(scope="module")
def draft(tiny: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A draft as the preview builds it."""
    folder = tmp_path_factory.mktemp("draft") / "site"
    build(tiny, folder, pdf=False, draft=True)
    (folder.parent / "secret.txt").write_text("not ours")
    return folder


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/", "200 OK"),
        ("/shili-ju", "302 Found"),
        ("/shili-ju/", "200 OK"),
        ("/assets/site.css", "200 OK"),
        ("/../secret.txt", "404 Not Found"),
        ("//etc/passwd", "404 Not Found"),
        ("/a\0b", "404 Not Found"),
        ("/\xff\xfe", "404 Not Found"),
        ("/" + "x" * 300, "404 Not Found"),
    ],
)
def test_addresses(draft: Path, address: str, status: str) -> None:
    """An address leads to a file of the draft or to 404, never out of its folder."""
    environ: dict[str, object] = {}
    setup_testing_defaults(environ)
    environ |= {"PATH_INFO": address, "HTTP_HOST": "127.0.0.1:8000"}
    statuses: list[str] = []

    def start(status: str, headers: list[tuple[str, str]], error: object = None, /) -> Callable[[bytes], object]:
        assert error is None
        assert dict(headers)
        statuses.append(status)
        return lambda _: None

    body = b"".join(respond(draft, environ, start))
    assert statuses == [status]
    assert b"not ours" not in body


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("chromium"), reason="needs Chromium")
def test_a_browser_reloads(served: Preview, tmp_path: Path) -> None:
    """A real browser runs the script, connects, and is told to reload after a save."""
    command = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path}"]
    address = f"http://127.0.0.1:{served.port}{PAGE}"
    quiet = subprocess.DEVNULL
    with subprocess.Popen([*command, "--remote-debugging-port=0", address], stdout=quiet, stderr=quiet) as browser:
        try:
            served.until(lambda: "Browser Connected" in served.errors())
            change(served, "公务接待费: 0.55", "公务接待费: 0.57")
            served.until(lambda: served.errors().count("Browser Connected") > 1)
        finally:
            browser.terminate()
            browser.wait(10)
