"""Measures with Lighthouse, as a phone, one page of each type of a built site.

Needs Chromium and Node.js 22: cd benchmarks/lighthouse && npm ci --ignore-scripts
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
from functools import partial
from gzip import compress
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from shutil import which
from threading import Thread

from tests.browser.pages import page_types

COMMAND = Path(__file__).parent / "lighthouse" / "node_modules" / ".bin" / "lighthouse"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
FLAGS = "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"


class Silent(SimpleHTTPRequestHandler):
    """Serves a folder as web servers do, compressed, and says nothing."""

    def send_head(self) -> BytesIO | None:
        """What is asked for, compressed; 404 if there is no such file."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return None
        data = compress(path.read_bytes())
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        return BytesIO(data)

    def log_message(self, *_: object) -> None:
        """Nothing."""


def measured(address: str) -> tuple[list[int | None], list[str]]:
    """The scores of a page, and the audits of accessibility and best practices that it fails."""
    asked = ["--quiet", "--output=json", f"--only-categories={','.join(CATEGORIES)}", f"--chrome-flags={FLAGS}"]
    environ = {**os.environ, "CHROME_PATH": which("chromium") or ""}
    run = subprocess.run([COMMAND, address, *asked], capture_output=True, check=True, env=environ)  # noqa: S603
    report = json.loads(run.stdout)
    scores = [report["categories"][name]["score"] for name in CATEGORIES]
    judged = {own["id"] for name in CATEGORIES[1:] for own in report["categories"][name]["auditRefs"]}
    failed = [name for name, own in report["audits"].items() if name in judged and own["score"] == 0]
    return [None if score is None else round(score * 100) for score in scores], failed


def main() -> None:
    """Prints a table of scores."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("site", type=Path, nargs="?", default=Path("public"))
    parser.add_argument("pages", nargs="*")
    options = parser.parse_args()
    handler = partial(Silent, directory=str(options.site))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        print(f"| page | {' | '.join(CATEGORIES)} | fails |", f"|{' --- |' * 6}", sep="\n")
        for page in options.pages or page_types(options.site):
            scores, failed = measured(f"http://127.0.0.1:{server.server_port}/{page}")
            print(f"| {page} | {' | '.join(map(str, scores))} | {', '.join(failed)} |", flush=True)
        server.shutdown()


if __name__ == "__main__":
    main()
