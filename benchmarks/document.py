"""What a printed document costs, beside WeasyPrint's own command and a browser printing the same page.

The peer is the page as its author would write it: columns as wide as their contents ask, a contents with a dot
repeated, the system's fonts. Beside it stands the command with our very page.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from benchmarks.compiled import compile_program
from benchmarks.document_again import print_again
from benchmarks.document_set import set_page
from site_builder.build.examine import examine_unit
from site_builder.build.ground import GENERATOR, read_ground
from site_builder.formats.paper import paper
from site_builder.site.plan import plan_unit
from site_builder.site.theme import theme
from site_builder.site.views.frame import site_view

PAIRS = 5
"""How often each two are run one after the other."""
BATCH = 6
"""Documents of a batch."""
_PLAIN = {
    r"<colgroup>.*?</colgroup>": "",
    r"table-layout: fixed": "table-layout: auto",
    r'leader\("·+"\)': 'leader("·")',
}
"""What stands in our page → what its author would write."""


@dataclass(frozen=True, slots=True)
class Run:
    """One process from its start to its end."""

    cpu: float
    """Processor seconds, those of its children included."""
    wall: float
    """Elapsed seconds."""
    memory: float
    """Megabytes at the most."""
    size: int
    """Bytes of the PDF."""


def main() -> None:
    """Write the page, run each pair, print the ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--unit", default="qinhuangdao-etdz-office", help="whose first document is set")
    wanted = parser.parse_args()
    compile_program()
    with TemporaryDirectory() as folder:
        page = Path(folder) / "page.html"
        page.write_text(_page(wanted.unit), "utf-8")
        print(f"{wanted.unit}, {len(page.read_bytes())} bytes of HTML; load {os.getloadavg()[0]:.1f}\n")
        _print_peers(page)
        _print_batch(page)
        _print_growth(page)
        print_again(PAIRS, Path(folder))


def _page(unit: str) -> str:
    """A unit's document with its style inside."""
    ground, look = read_ground(Path("content")), theme(Path("content"))
    found, site = examine_unit(ground, unit), site_view(ground.site, GENERATOR)
    artifacts = plan_unit(found.unit, found.disclosures, site, pdf=True, archival=False, data=True)
    own = next(each for each in artifacts if each.format == "document")
    html = look.render(own.template, paper(own.view), own.root)
    return html.replace("</head>", f"<style><![CDATA[{look.style('document')}]]></style></head>")


def _ours(page: Path, pdf: Path, tags: str = "tags") -> Run:
    return _run([sys.executable, "-m", "benchmarks.document_set", str(page), str(pdf), tags], pdf)


def _weasyprint(page: Path, pdf: Path) -> Run:
    """The plain command with the system's fonts."""
    program = Path(sys.executable).with_name("weasyprint")
    return _run([str(program), "--quiet", "--pdf-variant", "pdf/ua-1", str(page), str(pdf)], pdf)


def _chromium(page: Path, pdf: Path) -> Run:
    browser = shutil.which("chromium") or "chromium"
    options = ("--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", f"--print-to-pdf={pdf}")
    return _run([browser, *options, page.as_uri()], pdf)


def _html(page: Path) -> Path:
    """The same page for readers of HTML, to whom a CDATA section means nothing."""
    other = page.with_suffix(".plain.html")
    other.write_text(page.read_text("utf-8").replace("<![CDATA[", "").replace("]]></style>", "</style>"), "utf-8")
    return other


def _as_written(page: Path) -> Path:
    """The page without what was done to it for speed."""
    text = page.read_text("utf-8")
    for ours, plain in _PLAIN.items():
        text, times = re.subn(ours, plain, text, flags=re.DOTALL)
        if not times:
            message = f"the page has no {ours}"
            raise ValueError(message)
    other = page.with_suffix(".written.html")
    other.write_text(text, "utf-8")
    return other


def _run(command: Sequence[str], pdf: Path) -> Run:
    environment = {name: value for name, value in os.environ.items() if name != "FONTCONFIG_FILE"}
    started = perf_counter()
    silent = subprocess.DEVNULL
    process = subprocess.Popen(command, env=environment, stdout=silent, stderr=silent)  # noqa: S603
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    wall = perf_counter() - started
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return Run(used.ru_utime + used.ru_stime, wall, used.ru_maxrss / 1024, pdf.stat().st_size)


def _print_peers(page: Path) -> None:
    pdf, plain = page.with_suffix(".pdf"), _html(page)
    written = _as_written(plain)
    print(f"Ratios, medians of {PAIRS} pairs (min–max).\n")
    print("| ours ÷ | CPU | elapsed | memory | bytes |\n| --- | --- | --- | --- | --- |")
    peers: Mapping[str, Callable[[], Run]] = {
        "weasyprint command": lambda: _weasyprint(written, pdf),
        "the same with our very page": lambda: _weasyprint(plain, pdf),
        "chromium": lambda: _chromium(written, pdf),
        "ours, without tags": lambda: _ours(page, pdf, "none"),
    }
    for name, peer in peers.items():
        pairs = [(_ours(page, pdf), peer()) for _ in range(PAIRS)]
        columns = [
            [getattr(own, field) / getattr(other, field) for own, other in pairs]
            for field in ("cpu", "wall", "memory", "size")
        ]
        print(f"| {name} | {' | '.join(map(_spread, columns))} |", flush=True)
    own = [_ours(page, pdf) for _ in range(PAIRS)]
    print(
        f"\nOurs: {median(each.cpu for each in own):.2f} s CPU, {median(each.memory for each in own):.0f} MB, ", end=""
    )
    print(f"{own[0].size} bytes.\n")


def _print_batch(page: Path) -> None:
    """Elapsed time of documents on two warm workers, and of the plain command for each in turn."""
    ratios, written = [], _as_written(_html(page))
    for _ in range(PAIRS):
        with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
            started = perf_counter()
            list(pool.map(set_page, [page] * BATCH, [page.with_suffix(f".{number}.pdf") for number in range(BATCH)]))
            ours = perf_counter() - started
        ratios.append(_weasyprint(written, page.with_suffix(".pdf")).wall * BATCH / ours)
    print(f"Batch of {BATCH} on two workers: {_spread(ratios)} times as many documents in a minute as the command.\n")


def _print_growth(page: Path) -> None:
    """Whether many pages cost more for each than few."""
    print("| tables, times over | CPU s | CPU ÷ times | memory MB |\n| --- | --- | --- | --- |")
    text = page.read_text("utf-8")
    start, end = text.index('<div id="tables">'), text.index("</div>", text.rindex("</table>")) + len("</div>")
    longer = page.with_suffix(".longer.html")
    for times in (1, 3, 7):
        longer.write_text(text[:start] + text[start:end] * times + text[end:], "utf-8")
        own = _ours(longer, longer.with_suffix(".pdf"))
        print(f"| {times} | {own.cpu:.2f} | {own.cpu / times:.2f} | {own.memory:.0f} |", flush=True)


def _spread(values: Sequence[float]) -> str:
    return f"{median(values):.2f} ({min(values):.2f}–{max(values):.2f})"


if __name__ == "__main__":
    main()
