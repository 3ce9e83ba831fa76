"""The preview's server: answers this machine only, and tells open pages when there is something else to show.

The only module that imports livereload and tornado.
"""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from urllib.parse import quote

from livereload import Server
from livereload.handlers import LiveReloadHandler
from livereload.watcher import Watcher
from tornado.httputil import HTTPServerRequest
from tornado.web import Application, HTTPError, RequestHandler

from site_builder.preview.page import NAMES, OWN
from site_builder.preview.showing import Showing
from site_builder.source.discover import unit_names
from site_builder.terminal import say
from site_builder.values.finding import BuildError

ADDRESS = NAMES[0]
"""Other machines cannot reach the preview."""


def serve(content: Path, port: int) -> None:
    """Serve a draft of the site until interrupted; a faulty file shows its findings and never stops the server.

    Raises `BuildError` if there is no such content folder, or the port is taken.
    """
    unit_names(content)
    if not 0 < port < 1 << 16:
        message = f"没有端口 {port}。请写 1 到 65535 之间的数，例如 --port 8000。"
        raise BuildError(message)
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    showing = Showing(content, port, loop)
    try:
        _Preview(showing).serve(host=ADDRESS, port=port, restart_delay=0, debug=False)
    except OSError as error:
        message = f"端口 {port} 用不了：{error}。请换一个，例如 --port {8001 if port == 8000 else 8000}。"
        raise BuildError(message) from error
    finally:
        showing.stop()


class _Told(Watcher):  # type: ignore[misc]
    """Livereload's own watcher would look at every file again and again; saves are told by the system instead."""

    def start(self, _: object) -> bool:
        return True


class _Preview(Server):  # type: ignore[misc]
    """Livereload's server with handlers that answer this machine only."""

    def __init__(self, showing: Showing) -> None:
        super().__init__(watcher=_Told())
        self._showing = showing

    def application(self, port: int, host: str, **_: object) -> None:
        """Listen. Livereload's own would serve anybody, and let anybody have pages reloaded."""
        LiveReloadHandler.watcher = self.watcher
        given = {"showing": self._showing, "port": port}
        handlers = [(f"/{OWN}/line", _Line, given), ("/(.*)", _Page, given)]
        Application(handlers, log_function=_say_nothing).listen(port, address=host)
        say(f"预览：http://{host}:{port}/index.html  保存文件后自动刷新，按 Ctrl+C 结束。")
        self._showing.warm()

    def _setup_logging(self) -> None:
        """What happens is said on the terminal in Chinese."""


class _Page(RequestHandler):
    """Pages and files."""

    def initialize(self, showing: Showing, port: int) -> None:
        self._showing, self._port = showing, port

    def prepare(self) -> None:
        _refuse_strangers(self.request, self._port)

    async def get(self, address: str) -> None:
        folder, _, name = address.rpartition("/")
        if name and "." not in name:
            self.redirect(f"/{quote(address.strip('/'))}/")
            return
        answer = await self._showing.answer(address if name else f"{folder}/index.html".lstrip("/"))
        self.set_status(answer.status)
        charset = "; charset=utf-8" if answer.kind.startswith("text/") else ""
        self.set_header("Content-Type", answer.kind + charset)
        # A draft is never kept, and no other site's page may show a part of it.
        self.set_header("Cache-Control", "no-store")
        self.set_header("Cross-Origin-Resource-Policy", "same-origin")
        self.set_header("X-Content-Type-Options", "nosniff")
        self.finish(answer.body)


class _Line(LiveReloadHandler):  # type: ignore[misc]
    """The line to a page that is open."""

    address = mark = ""

    def initialize(self, showing: Showing, port: int) -> None:
        self._showing, self._port = showing, port

    def prepare(self) -> None:
        _refuse_strangers(self.request, self._port)

    def on_message(self, message: str) -> None:
        super().on_message(message)
        told = json.loads(message)
        if told["command"] == "info":
            self.address, self.mark = str(told["address"]), str(told["mark"])
            self._showing.opened(self)

    def on_close(self) -> None:
        super().on_close()
        self._showing.closed(self)

    def show_anew(self) -> None:
        self.send_message({"command": "reload", "path": self.address, "liveCSS": False})


def _refuse_strangers(request: HTTPServerRequest, port: int) -> None:
    """Another site's page could otherwise read the draft, by itself or by a name that it points at this machine."""
    hosts = {own for name in NAMES for own in (name, f"{name}:{port}")}
    origin = request.headers.get("Origin")
    if request.host not in hosts or (origin is not None and origin not in {f"http://{host}" for host in hosts}):
        raise HTTPError(403)


def _say_nothing(_: RequestHandler) -> None:
    """Nobody reads a list of requests."""
