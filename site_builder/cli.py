"""The commands: `gongkai build`, `check`, `explain`, `preview`. Everything that is printed is printed here."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from pkgutil import resolve_name
from signal import SIGTERM, default_int_handler, signal
from threading import current_thread, main_thread
from time import perf_counter
from typing import TYPE_CHECKING

from site_builder import SELDOM, __version__
from site_builder.progress import Progress
from site_builder.report import as_json, counted, fates_of, listing, work_done
from site_builder.terminal import as_line, prepare, say, settle, speaks_chinese
from site_builder.values.finding import BuildError, has_errors

if TYPE_CHECKING:
    from site_builder.build.chain import Report
    from site_builder.build.checking import Checked

DONE, FOUND, CANNOT = 0, 1, 2
"""Exit codes: done · error-level findings · cannot run."""

CONTENT = Path("content")
"""Where content is looked for unless the command says otherwise."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code."""
    gc.set_threshold(SELDOM)
    if current_thread() is main_thread():
        signal(SIGTERM, default_int_handler)
    prepare()
    try:
        options = _parser().parse_args(arguments)
        return int(options.run(options))
    except BuildError as error:
        say(f"gongkai：{error}", sys.stderr)
        return CANNOT
    except OSError as error:
        say(f"gongkai：{error.filename or ''}：{error.strerror or error}。", sys.stderr)
        return CANNOT
    except KeyboardInterrupt:
        say("已中断。再运行一次，会补齐没有做完的部分。", sys.stderr)
        return CANNOT
    finally:
        settle()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="gongkai", description="把部门预算变成依法公开的网页、PDF 和数据。")
    parser.add_argument("--version", action="version", version=f"gongkai {__version__}")
    commands = parser.add_subparsers(title="命令", required=True, metavar="命令")

    _building(commands.add_parser("build", help="生成网站"))

    command = commands.add_parser("check", help="只审核，不生成")
    _content(command)
    _jobs(command)
    command.add_argument("--format", choices=("text", "json"), default="text", help="输出格式")
    command.add_argument("units", nargs="*", metavar="UNIT", help="只看这些单位（文件夹名）")
    command.set_defaults(run=_check)

    command = commands.add_parser("explain", help="说明一条规则：问什么、依据、错的和对的例子")
    command.add_argument("code", nargs="?", metavar="CODE", help="规则编号，例如 C01；不写就列出全部规则")
    command.set_defaults(run=_explain)

    command = commands.add_parser("preview", help="在本机预览，保存即刷新")
    _content(command)
    command.add_argument("--port", type=int, default=8000, metavar="N", help="端口（默认 8000）")
    command.set_defaults(run=_preview)
    return parser


def _building(command: argparse.ArgumentParser) -> None:
    _content(command)
    command.add_argument("--output", type=Path, metavar="DIR", help="输出文件夹（默认 public，草稿默认 draft）")
    _jobs(command)
    command.add_argument("--cluster", default="", metavar="ADDRESS", help="交给 Dask 集群做，例如 tcp://10.0.0.1:8786")
    command.add_argument("--no-pdf", action="store_true", help="不生成 PDF")
    command.add_argument("--no-data", action="store_true", help="不生成数据下载（XLSX、CSV、JSON）")
    command.add_argument("--archival", action="store_true", help="另生成归档用的 PDF/A-3（archive.pdf）")
    command.add_argument("--draft", action="store_true", help="有错误也生成，每页标明“草稿”，不得发布")
    command.add_argument("--report", type=Path, metavar="FILE.json", help="把结果写成 JSON 文件")
    command.set_defaults(run=_build)


def _content(command: argparse.ArgumentParser) -> None:
    command.add_argument("--content", type=Path, default=CONTENT, metavar="DIR", help=f"内容文件夹（默认 {CONTENT}）")


def _jobs(command: argparse.ArgumentParser) -> None:
    command.add_argument("--jobs", type=int, default=os.cpu_count() or 1, metavar="N", help="同时工作的进程数")


def _build(options: argparse.Namespace) -> int:
    start = perf_counter()
    output = options.output or Path("draft" if options.draft else "public")
    # Named, not imported: asking for help loads neither templates nor parsers.
    build = resolve_name("site_builder.build.chain:build")
    settings = resolve_name("site_builder.build.orders:Settings")(
        pdf=not options.no_pdf, archival=options.archival, data=not options.no_data, draft=options.draft
    )
    crew = resolve_name("site_builder.publish.workers:Crew")(options.jobs, options.cluster)
    progress = Progress()
    try:
        report: Report = build(options.content, output, settings, crew, progress)
    finally:
        progress.end()
    findings, seconds = report.findings, perf_counter() - start
    for finding in findings:
        if finding.severity == "error":
            say(as_line(finding, options.content), sys.stderr)
    if options.report:
        told = as_json(findings, report.outcomes, fates_of(report.units), work_done(report, seconds))
        _write(options.report, told + "\n")
    if not report.published:
        say(f"{counted(findings)}。有错误，没有生成；已经公开的内容没有改动。", sys.stderr)
        return FOUND
    _say_what_was_made(report, options.content, output, seconds)
    if options.draft:
        say("这是草稿，不得发布。", sys.stderr)
    return DONE


def _say_what_was_made(report: Report, content: Path, output: Path, seconds: float) -> None:
    made = Counter(path.rpartition(".")[2] for path in (*report.rendered, *report.current))
    units = [len(unit.disclosures) for unit in report.units if unit.disclosures]
    say(f"{len(units)} 个单位，{sum(units)} 份公开。{counted(report.findings)}。")
    formats = {"html": "网页", "pdf": "PDF", "xlsx": "工作簿", "csv": "数据表", "json": "JSON"}
    say("，".join(f"{name} {made[suffix]}" for suffix, name in formats.items()) + "。")
    changes = f"新生成 {len(report.rendered)} 个文件，{len(report.current)} 个没有变化，撤下 {len(report.gone)} 个"
    say(f"{changes}，用时 {seconds:.1f} 秒。")
    if report.without_documents:
        say(f"没有生成 PDF：{report.without_documents}", sys.stderr)
    if any(finding.severity == "warning" for finding in report.findings):
        where = "" if content == CONTENT else f" --content {content}"
        say(f"警告请逐条看过再发布：gongkai check{where}")
    say(f"网站在 {output / 'index.html'}，用浏览器打开即可。")


def _check(options: argparse.Namespace) -> int:
    check = resolve_name("site_builder.build.checking:check")
    crew = resolve_name("site_builder.publish.workers:Crew")(options.jobs)
    progress = Progress()
    try:
        checked: Checked = check(options.content, options.units, crew, progress)
    finally:
        progress.end()
    if options.format == "json":
        plain = not speaks_chinese(sys.stdout)
        say(as_json(checked.findings, checked.outcomes, fates_of(checked.units), {}, ascii_only=plain))
    else:
        for line in listing(checked, options.content, datetime.now().astimezone().date()):
            say(line)
    return FOUND if has_errors(checked.findings) else DONE


def _explain(options: argparse.Namespace) -> int:
    explain = resolve_name("site_builder.explain:explain")
    overview = resolve_name("site_builder.explain:overview")
    for line in explain(options.code) if options.code else overview():
        say(line)
    return DONE


def _preview(options: argparse.Namespace) -> int:
    # Named, not imported: only a preview needs the server.
    serve = resolve_name("site_builder.preview.server:serve")
    serve(options.content, options.port)
    return DONE


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        message = f"写不了报告“{path}”：{error.strerror}。"
        raise BuildError(message) from error
