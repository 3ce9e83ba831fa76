"""The preview: builds a draft, serves it on this machine only, and builds again after every save.

The only module that imports livereload.
"""

from __future__ import annotations

import mimetypes
import re
import signal
import sys
from collections.abc import Iterable
from contextlib import suppress
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote
from wsgiref.types import StartResponse, WSGIEnvironment

from livereload import Server
from livereload.handlers import LiveReloadHandler

from site_builder.build import build
from site_builder.site.theme import theme
from site_builder.terminal import as_line, say
from site_builder.values.finding import BuildError

ADDRESS = "127.0.0.1"
"""Other machines cannot reach the preview."""

# The page's own policy forbids scripts, and with them the one that reloads it.
_POLICY = re.compile(rb'<meta http-equiv="Content-Security-Policy"[^>]*>')


def serve(content: Path, port: int) -> None:
    """Serve a draft of the site until interrupted; a faulty file shows its findings and never stops the server.

    Raises `BuildError` if there is no such content folder, or the port is taken.
    """
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with TemporaryDirectory(prefix="gongkai-preview-") as temporary:
        folder = Path(temporary).resolve()
        server = _server(content, folder)
        _build(content, folder)
        say(f"预览：http://{ADDRESS}:{port}/index.html  保存文件后自动刷新，按 Ctrl+C 结束。")
        try:
            server.serve(host=ADDRESS, port=port, restart_delay=0, debug=False)
        except (OSError, OverflowError) as error:
            message = f"端口 {port} 用不了：{error}。请换一个，例如 --port {8001 if port == 8000 else 8000}。"
            raise BuildError(message) from error


def respond(folder: Path, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    """One file of a folder. Drafts are answered to this machine only, under its own name, and never kept."""
    if environ.get("HTTP_HOST", "").partition(":")[0] not in {ADDRESS, "localhost"}:
        # Another site's page could otherwise read the draft through a name that it points at this machine.
        start_response("403 Forbidden", [("Content-Type", "text/plain")])
        return [b"127.0.0.1 only"]
    address = environ["PATH_INFO"].encode("latin-1").decode(errors="replace").strip("/").replace("\0", "")
    path = _file(folder, address)
    if path.name == "index.html" and not environ["PATH_INFO"].endswith(("/", ".html")):
        start_response("302 Found", [("Location", f"/{quote(address)}/")])
        return []
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    charset = "; charset=utf-8" if kind.startswith("text/") else ""
    status = "404 Not Found" if path == folder / "404.html" else "200 OK"
    start_response(status, [("Content-Type", kind + charset), ("Cache-Control", "no-store")])
    return [_POLICY.sub(b"", path.read_bytes()) if kind == "text/html" else path.read_bytes()]


def _file(folder: Path, address: str) -> Path:
    with suppress(OSError):
        wanted = (folder / address).resolve()
        wanted = wanted / "index.html" if wanted.is_dir() else wanted
        if wanted.is_relative_to(folder) and wanted.is_file():
            return wanted
    return folder / "404.html"


def _server(content: Path, folder: Path) -> Server:
    server = Server(partial(respond, folder))
    # By default a save within three seconds of the last one would not be shown.
    LiveReloadHandler.DEFAULT_RELOAD_TIME = 0
    themes = (Path(own) / part for own in theme(content).folders for part in ("templates", "assets"))
    for watched in (content, *themes):
        server.watch(f"{watched}/", partial(_rebuild, content, folder))
    return server


def _rebuild(content: Path, folder: Path) -> None:
    """Build again; what cannot be built is said on the terminal, and the last draft stays."""
    try:
        _build(content, folder)
    except BuildError as error:
        say(f"gongkai：{error}", sys.stderr)


def _build(content: Path, folder: Path) -> None:
    report = build(content, folder, pdf=False, draft=True)
    findings = [found for found in report.examination.findings if found.severity in {"error", "warning"}]
    for finding in findings:
        say(as_line(finding, content), sys.stderr)
    say(f"已更新 {len(report.rendered)} 个文件，错误和警告 {len(findings)} 条。")
