"""A real browser that tests drive: Chromium, which listens on this machine alone, at a port it chooses."""

from __future__ import annotations

import asyncio
import json
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import sleep
from typing import Any
from urllib.request import urlopen

import pytest
from tornado.websocket import WebSocketClientConnection, websocket_connect

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
"""The browser of this machine."""

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
"""It shows nothing, and speaks to nobody but the tests."""

DESK, PHONE = 1280, 320
"""Widths of windows, in CSS pixels."""

Message = dict[str, Any]


@dataclass(eq=False)
class Browser:
    """A browser with one window, and what it has said since its page was opened."""

    runner: asyncio.Runner
    line: WebSocketClientConnection
    said: list[Message] = field(default_factory=list)

    def ask(self, method: str, **parameters: object) -> Message:
        """One command and its answer."""
        return self.runner.run(self._ask(method, parameters))

    def open(self, url: str, width: int = DESK, media: str = "screen") -> None:
        """Shows a page in a window of this width, as a screen or paper does."""
        size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
        self.ask("Emulation.setDeviceMetricsOverride", **size)
        self.ask("Emulation.setEmulatedMedia", media=media)
        self.said.clear()
        self.ask("Page.navigate", url=url)
        self.runner.run(self._until("method", "Page.loadEventFired"))

    def run(self, script: str) -> Any:  # noqa: ANN401 - whatever a script gives
        """What an expression gives on the page."""
        answer = self.ask("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    def until(self, script: str) -> None:
        """Waits until an expression is true, but not for ever."""
        for _ in range(200):
            if self.run(f"Boolean({script})"):
                return
            sleep(0.05)
        pytest.fail(f"never true: {script}")

    def press(self, key: str, code: int, *, shift: bool = False) -> None:
        """A key goes down and up."""
        own = {"key": key, "code": key, "windowsVirtualKeyCode": code, "modifiers": 8 if shift else 0}
        self.ask("Input.dispatchKeyEvent", type="keyDown", **own, **({"text": "\r"} if key == "Enter" else {}))
        self.ask("Input.dispatchKeyEvent", type="keyUp", **own)

    def told(self, method: str) -> Iterator[Message]:
        """What was said of a kind since the page was opened."""
        return (message["params"] for message in self.said if message.get("method") == method)

    async def _ask(self, method: str, parameters: Message) -> Message:
        await self.line.write_message(json.dumps({"id": 1, "method": method, "params": parameters}))
        answer = await self._until("id", 1)
        assert "error" not in answer, (method, answer)
        return dict(answer["result"])

    async def _until(self, key: str, value: object) -> Message:
        while True:
            message = dict(json.loads(str(await self.line.read_message())))
            self.said.append(message)
            if message.get(key) == value:
                return message


@contextmanager
def started(profile: Path) -> Iterator[Browser]:
    """A browser with a profile of its own; ended whatever happens."""
    options = [*FLAGS, "--remote-debugging-port=0", f"--user-data-dir={profile}", "about:blank"]
    silent = subprocess.DEVNULL
    with subprocess.Popen([str(CHROMIUM), *options], stdout=silent, stderr=silent) as process:
        try:
            with asyncio.Runner() as runner:
                line = runner.run(_connected(_first_page(profile / "DevToolsActivePort")))
                browser = Browser(runner, line)
                for domain in ("Page", "Log", "Network", "Runtime"):
                    browser.ask(f"{domain}.enable")
                yield browser
                runner.run(_hung_up(line))
        finally:
            process.terminate()


async def _connected(address: str) -> WebSocketClientConnection:
    return await websocket_connect(address, max_message_size=1 << 28)


async def _hung_up(line: WebSocketClientConnection) -> None:
    line.close()
    while await line.read_message() is not None:
        pass


def _first_page(file: Path) -> str:
    """The address of a starting browser's page, at the port that it writes down."""
    for _ in range(300):
        if file.is_file() and (text := file.read_text("ascii")).count("\n"):
            with urlopen(f"http://127.0.0.1:{text.split()[0]}/json") as answer:
                pages = [own["webSocketDebuggerUrl"] for own in json.load(answer) if own["type"] == "page"]
            if pages:
                return str(pages[0])
        sleep(0.1)
    pytest.fail("the browser does not start")
