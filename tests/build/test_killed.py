"""A build that is killed, or that cannot write, never harms what is published."""

from __future__ import annotations

import resource
import shutil
from collections.abc import Callable, Iterator
from multiprocessing import get_context
from pathlib import Path
from random import Random
from time import monotonic, sleep

import pytest

from site_builder.build.chain import build
from site_builder.build.orders import Settings
from site_builder.publish.lock import beside
from site_builder.values.finding import BuildError
from tests.build.sites import BUDGET, FOLDER, copies, edit, files

NO_PDF = Settings(pdf=False)
MOMENTS = 50


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
