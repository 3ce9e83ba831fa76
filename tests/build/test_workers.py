"""One seam for workers: here, in processes, or on a cluster, the bytes are the same."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from time import monotonic, sleep

import pytest

from site_builder.build import units
from site_builder.build.chain import build
from site_builder.build.orders import Settings
from site_builder.publish import cluster as seam
from site_builder.publish.workers import Crew
from site_builder.values.finding import BuildError
from tests.build.sites import copies, edit, files

ROOT = Path(__file__).resolve().parent.parent.parent
NO_PDF = Settings(pdf=False)
PATIENCE = 40


def until(happened: Callable[[], object]) -> None:
    """Wait for something, but not for ever."""
    end = monotonic() + PATIENCE
    while not happened():
        assert monotonic() < end
        sleep(0.01)


@contextmanager
def running(*arguments: str, log: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A process that is stopped whatever happens."""
    with log.open("wb") as said:
        process = subprocess.Popen([sys.executable, "-m", *arguments], cwd=ROOT, stdout=said, stderr=said)
        try:
            yield process
        finally:
            process.kill()
            process.wait(10)


@contextmanager
def cluster(folder: Path, workers: int) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """A real scheduler with workers that are processes of their own, on the loopback alone."""
    told = folder / "scheduler.json"
    alone = ("--host", "127.0.0.1", "--no-dashboard")
    with ExitStack() as stack:
        scheduler = ("distributed.cli.dask_scheduler", *alone, "--port", "0", "--scheduler-file", str(told))
        stack.enter_context(running(*scheduler, log=folder / "scheduler.log"))
        until(told.exists)
        worker = ("distributed.cli.dask_worker", "--scheduler-file", str(told), *alone, "--nthreads", "1", "--no-nanny")
        logs = [folder / f"worker-{number}.log" for number in range(workers)]
        started = [
            stack.enter_context(running(*worker, "--local-directory", str(folder / log.stem), log=log)) for log in logs
        ]
        until(lambda: all("Registered to" in log.read_text("utf-8") for log in logs))
        address = next(
            line.split()[-1] for line in (folder / "scheduler.log").read_text("utf-8").splitlines() if "tcp://" in line
        )
        yield address, started


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_a_pool_gives_the_same_bytes(content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two processes make what one makes, also where only a part is made anew."""
    monkeypatch.setattr(units, "FEW", 1)
    copies(content, 5)
    for name, crew in (("serial", Crew(1)), ("pool", Crew(2))):
        build(content, tmp_path / name, NO_PDF, crew)
    assert files(tmp_path / "pool") == files(tmp_path / "serial")
    for number in (1, 3, 4):
        edit(content / f"unit-{number:02}/2026-budget/budget.yaml", "公务接待费: 0.55", "公务接待费: 0.56")
    for name, crew in (("serial", Crew(1)), ("pool", Crew(2))):
        assert build(content, tmp_path / name, NO_PDF, crew).rendered
    assert files(tmp_path / "pool") == files(tmp_path / "serial")


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_an_error_in_a_pool_publishes_nothing(content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With an error in one of many units every finding is still reported, and nothing is published."""
    monkeypatch.setattr(units, "FEW", 1)
    copies(content, 5)
    for number in (0, 4):
        edit(content / f"unit-{number:02}/2026-budget/budget.yaml", "1474.90", "1474.9O")
    report = build(content, tmp_path / "public", NO_PDF, Crew(2))
    assert not report.published
    wrong = {found.source.file.partition("/")[0] for found in report.findings if found.severity == "error"}
    assert wrong == {"unit-00", "unit-04"}
    assert not (tmp_path / "public").exists()


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_a_cluster_gives_the_same_bytes(content: Path, tmp_path: Path) -> None:
    """Two workers of a cluster, of which one is killed midway, make what one process makes."""
    copies(content, 23)
    build(content, tmp_path / "serial", NO_PDF)
    with cluster(tmp_path, 2) as (address, workers):
        killed: list[int] = []

        def kill(what: str, done: int, of: int) -> None:
            assert (what, of) == ("单位", 24)
            if not killed and done > 1:
                workers[0].kill()
                killed.append(done)

        report = build(content, tmp_path / "cluster", NO_PDF, Crew(cluster=address), kill)
        assert report.published
        assert killed
        assert workers[0].wait(10)
        assert workers[1].poll() is None
    assert files(tmp_path / "cluster") == files(tmp_path / "serial")


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_what_a_cluster_is_asked_first(content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Workers that would make other bytes are refused; those that do not see the output give files back."""
    build(content, tmp_path / "serial", NO_PDF)
    with cluster(tmp_path, 1) as (address, _):
        with monkeypatch.context() as patched:
            patched.setattr(units, "identify", other)
            with pytest.raises(BuildError, match="版本与本机不同"):
                build(content, tmp_path / "refused", NO_PDF, Crew(cluster=address))
        assert not (tmp_path / "refused").exists()
        monkeypatch.setattr(seam, "_without", lambda _, folder: [] if folder == content else ["far"])
        build(content, tmp_path / "far", NO_PDF, Crew(cluster=address))
    assert files(tmp_path / "far") == files(tmp_path / "serial")


def other(_: object) -> str:
    """What no two processes say alike."""
    return str(os.getpid())


def test_no_cluster(content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A cluster that does not answer is one line."""
    monkeypatch.setattr(seam, "_PATIENCE", "1s")
    with pytest.raises(BuildError, match=r"127\.0\.0\.1:9"):
        build(content, tmp_path / "public", NO_PDF, Crew(cluster="tcp://127.0.0.1:9"))
