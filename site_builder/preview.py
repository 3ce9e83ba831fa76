"""The preview: builds a draft, serves it on this machine only, and builds again after every save.

The only module that imports livereload.
"""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from livereload import Server

from site_builder.build import build
from site_builder.site.theme import theme
from site_builder.values.finding import BuildError, Finding

ADDRESS = "127.0.0.1"
"""Other machines cannot reach the preview."""


def serve(content: Path, port: int) -> None:
    """Serve a draft of the site until interrupted; a faulty file shows its findings and never stops the server."""
    with TemporaryDirectory(prefix="gongkai-preview-") as folder:
        rebuild = partial(_rebuild, content, Path(folder))
        rebuild()
        server = Server()
        for watched in (
            content,
            *(Path(own) / part for own in theme(content).folders for part in ("templates", "assets")),
        ):
            server.watch(f"{watched}/", rebuild)
        print(f"预览：http://{ADDRESS}:{port}/index.html  保存文件后自动刷新，按 Ctrl+C 结束。", flush=True)
        server.serve(root=folder, host=ADDRESS, port=port, restart_delay=0)


def _rebuild(content: Path, folder: Path) -> None:
    """Build the draft without PDF; what cannot be built is said on the terminal, and the last draft stays."""
    try:
        report = build(content, folder, pdf=False, draft=True)
    except BuildError as error:
        print(f"gongkai：{error}", file=sys.stderr, flush=True)
        return
    findings = [found for found in report.examination.findings if found.severity in {"error", "warning"}]
    for finding in findings:
        print(_line(finding), file=sys.stderr, flush=True)
    print(f"已更新 {len(report.rendered)} 个文件，错误和警告 {len(findings)} 条。", flush=True)


def _line(finding: Finding) -> str:
    file, line, column = finding.source
    return f"{file}:{line}:{column} {finding.message}{finding.remedy}"
