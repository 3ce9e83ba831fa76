"""A preview that runs in a process of its own, and a visitor who looks at it as a browser does."""

from __future__ import annotations

import asyncio
import json
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from http.client import HTTPConnection
from pathlib import Path
from time import monotonic, sleep

from tornado.httpclient import HTTPRequest
from tornado.websocket import WebSocketClientConnection, websocket_connect

ROOT = Path(__file__).resolve().parents[2]
PAGE = "/shili-ju/2026-budget/index.html"
FOLDER = "shili-ju/2026-budget"
BUDGET = f"{FOLDER}/budget.yaml"
PATIENCE = 20
"""Seconds after which what has not happened is taken not to happen."""


class Preview:
    """A running preview, its content, and what it has said."""

    def __init__(self, process: subprocess.Popen[bytes], port: int, content: Path, said: Path) -> None:
        self.process, self.port, self.content, self.said = process, port, content, said

    def get(self, path: str = PAGE, **headers: str) -> tuple[int, str]:
        """The answer to a request; 0 if nobody answers."""
        status, body, _ = self.ask(path, **headers)
        return status, body.decode(errors="replace")

    def ask(self, path: str = PAGE, **headers: str) -> tuple[int, bytes, dict[str, str]]:
        """The answer to a request, with its headers."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.request("GET", path, headers={"Host": f"127.0.0.1:{self.port}", **headers})
            answer = connection.getresponse()
            return answer.status, answer.read(), {key.lower(): value for key, value in answer.getheaders()}
        except ConnectionError:
            return 0, b"", {}
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
            sleep(0.02)

    def change(self, old: str, new: str, name: str = BUDGET) -> None:
        """Save a file with something else in it."""
        path = self.content / name
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new), "utf-8")


@contextmanager
def preview(content: Path, said: Path) -> Iterator[Preview]:
    """A preview in which every warning is an error; stopped whatever happens."""
    port = free_port()
    command = [sys.executable, "-W", "error", "-m", "site_builder", "preview", "--content", str(content)]
    environ = {**os.environ, "BROWSER": f"touch {said / 'browser'}", "TMPDIR": str(said), "PYTHONUTF8": "1"}
    with (said / "out").open("wb") as out, (said / "err").open("wb") as err:
        process = subprocess.Popen([*command, "--port", str(port)], cwd=ROOT, env=environ, stdout=out, stderr=err)
        try:
            running = Preview(process, port, content, said)
            running.until(lambda: running.get("/_preview/live.js")[0] == 200)
            yield running
        finally:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait(5)


def free_port() -> int:
    """A port at which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Visitor:
    """Does what the preview's script does in a browser: shows a page, and asks for it again when told."""

    def __init__(self, running: Preview, path: str) -> None:
        self.running, self.path = running, path
        self.shown: list[str] = []

    def look(self) -> dict[str, str]:
        """Ask for the page; gives what its script is to say of it."""
        self.shown.append(self.running.get(self.path)[1])
        told = dict(re.findall(r'data-(address|mark)="([^"]*)"', self.shown[-1]))
        return {"command": "info", "url": self.path, **told}

    async def until(self, shown: Callable[[str], bool]) -> None:
        """Look on, from page to page, until one is right; fails if that does not happen."""
        async with asyncio.timeout(PATIENCE):
            while True:
                told = await asyncio.to_thread(self.look)
                if shown(self.shown[-1]):
                    return
                async with line(self.running) as own:
                    await own.write_message(json.dumps(told))
                    while json.loads(str(await own.read_message()))["command"] != "reload":
                        pass


@asynccontextmanager
async def line(running: Preview, **headers: str) -> AsyncIterator[WebSocketClientConnection]:
    """The line that an open page has to the preview."""
    own = await websocket_connect(HTTPRequest(f"ws://127.0.0.1:{running.port}/_preview/line", headers=headers))
    try:
        yield own
    finally:
        own.close()
