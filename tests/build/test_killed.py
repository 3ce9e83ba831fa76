"""A build that is killed, or that cannot write, never harms what is published."""

from __future__ import annotations

import os
import resource
import shutil
import sys
from collections.abc import Callable, Iterator
from multiprocessing import get_context
from pathlib import Path
from random import Random
from signal import SIGINT, SIGKILL
from subprocess import PIPE, Popen
from time import monotonic, sleep

import pytest

from site_builder.build.chain import build
from site_builder.build.orders import Settings
from site_builder.publish.lock import beside
from site_builder.values.finding import BuildError
from tests.build.sites import BUDGET, FOLDER, copies, edit, files

NO_PDF = Settings(pdf=False)
MOMENTS = 50
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def two(content: Path, tmp_path: Path) -> tuple[Path, Path]:
    """Content of three units and what was published from it."""
    build(copies(content, 2), tmp_path / "public", NO_PDF)
    return content, tmp_path / "public"


def apart(work: Callable[[], object], *, kill_after: float | None = None) -> int | None:
    """Do something in a process of its own, which may be killed; its exit code."""
    process = get_context("fork").Process(target=work)
    process.start()
    if kill_after is not None:
        sleep(kill_after)
        process.kill()
    process.join(50)
    return process.exitcode


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_killed_at_any_moment(two: tuple[Path, Path], tmp_path: Path) -> None:
    """Killed at fifty random moments: every file is the old or the new one, whole, and the next build repairs all."""
    content, published = two
    old = files(published)
    edit(content / BUDGET, "公务接待费: 0.55", "公务接待费: 0.56")
    shutil.rmtree(content / "unit-01")
    build(content, tmp_path / "clean" / "public", NO_PDF)

    def attempt(name: str) -> Path:
        top = tmp_path / name
        top.mkdir()
        shutil.copytree(published, top / "public")
        shutil.copytree(published.parent / ".gongkai", top / ".gongkai")
        return top / "public"

    whole = attempt("whole")
    begun = monotonic()
    assert apart(lambda: build(content, whole, NO_PDF)) == 0
    length = monotonic() - begun
    new = files(whole)
    assert {path for path in new if new[path] != old.get(path)} > {f"{FOLDER}/index.html", "unit-01/index.html"}
    moments = Random(1)  # noqa: S311 - moments, no secrets
    for number in range(MOMENTS):
        output = attempt(str(number))
        apart(lambda place=output: build(content, place, NO_PDF), kill_after=moments.uniform(0, length))  # type: ignore[misc]
        torn = {path for path, data in visible(output) if data not in {old.get(path), new.get(path)}}
        assert torn <= {"manifest.json"}
        assert build(content, output, NO_PDF).published
        assert files(output) == new
        shutil.rmtree(output.parent)


def visible(output: Path) -> Iterator[tuple[str, bytes]]:
    """What a web server would show."""
    return ((path, data) for path, data in files(output).items() if not path.startswith(".staging-"))


def test_a_full_disk(two: tuple[Path, Path]) -> None:
    """Where a file cannot be written whole, nothing old is touched; once there is room the next build does it."""
    content, output = two
    before = files(output)
    edit(content / BUDGET, "公务接待费: 0.55", "公务接待费: 0.56")

    def build_without_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
        with pytest.raises(BuildError):
            build(content, output, NO_PDF)

    assert apart(build_without_room) == 0
    assert files(output) == before
    assert f"{FOLDER}/index.html" in build(content, output, NO_PDF).rendered


def test_one_build_at_a_time(two: tuple[Path, Path]) -> None:
    """A second build of the same output is refused in one line, and may run when the first has ended."""
    content, output = two
    with beside(output), pytest.raises(BuildError, match="另一个 gongkai"):
        build(content, output, NO_PDF)
    assert build(content, output, NO_PDF).published


def test_an_output_that_is_a_file(content: Path, tmp_path: Path) -> None:
    """An output that cannot be a folder is one clear line."""
    (tmp_path / "public").write_text("ours")
    with pytest.raises(BuildError, match="public"):
        build(content, tmp_path / "public", NO_PDF)
    assert (tmp_path / "public").read_text() == "ours"


def test_a_folder_has_one_lock_by_whatever_name(tmp_path: Path) -> None:
    """Through a link it is the same folder, and held by the same build."""
    (tmp_path / "public").mkdir()
    (tmp_path / "link").symlink_to("public")
    with beside(tmp_path / "public"), pytest.raises(BuildError, match="另一个"), beside(tmp_path / "link"):
        pass


def test_a_link_to_itself_is_nothing(content: Path, tmp_path: Path) -> None:
    """A link that leads in a circle stands in nobody's way."""
    for folder in (content, content / "shili-ju", content / FOLDER):
        (folder / "loop").symlink_to("loop")
    assert build(content, tmp_path / "public", NO_PDF).published


def test_a_build_that_is_ended_leaves_nothing(content: Path, tmp_path: Path) -> None:
    """Told to end, as by a system that shuts down, a build takes away what it has staged, and says one line."""
    copies(content, 30)
    output = tmp_path / "public"
    command = [sys.executable, "-m", "site_builder", "build", "--no-pdf", "--jobs", "1"]
    with Popen([*command, "--content", content, "--output", output], stdout=PIPE, stderr=PIPE, cwd=ROOT) as process:
        wait_until(lambda: any(output.glob(".staging-*/*/index.html")))
        process.terminate()
        said, wrong = process.communicate(timeout=50)
    assert (process.returncode, said) == (2, b"")
    assert len(wrong.decode().splitlines()) == 1
    assert not output.exists()


@pytest.mark.parametrize("sent", [SIGKILL, SIGINT])
def test_workers_end_with_their_build(tmp_path: Path, sent: int) -> None:
    """However a build ends, its workers do too, at once: none puts anything where another build has long been done."""
    program = (
        "import os, sys, time\n"
        "from functools import partial\n"
        "from pathlib import Path\n"
        "from site_builder.publish.workers import Crew\n"
        "def work(folder, number):\n"
        "    Path(folder, str(os.getpid())).touch()\n"
        "    time.sleep(60)\n"
        "if __name__ == '__main__':\n"
        "    with Crew(2).at_work_here(pays=True) as hands:\n"
        "        list(hands.through(partial(work, sys.argv[1]), range(2)))\n"
    )
    (tmp_path / "own.py").write_text(program)
    seen = tmp_path / "seen"
    seen.mkdir()
    with Popen([sys.executable, tmp_path / "own.py", seen], env={**os.environ, "PYTHONPATH": str(ROOT)}) as process:
        wait_until(lambda: len(list(seen.iterdir())) == 2)
        process.send_signal(sent)
    workers = [int(own.name) for own in seen.iterdir()]
    wait_until(lambda: not any(map(is_running, workers)))
    assert len(workers) == 2


def is_running(process: int) -> bool:
    """Whether there is still such a process that has not ended."""
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def wait_until(came: Callable[[], bool]) -> None:
    """Wait for something that comes soon."""
    end = monotonic() + 30
    while not came():
        assert monotonic() < end
        sleep(0.05)
