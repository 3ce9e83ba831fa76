"""The wheel: what is installed is the whole program, theme and law included."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).resolve().parent.parent
PIP = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--no-input", "-q")

pytestmark = [pytest.mark.slow, pytest.mark.timeout(180)]


def run(*command: str | Path, folder: Path, **environ: str) -> subprocess.CompletedProcess[str]:
    """A command in a folder, without the checkout on Python's path."""
    env = {**os.environ, **environ}
    return subprocess.run(command, cwd=folder, env=env, capture_output=True, encoding="utf-8", timeout=150, check=False)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built without the network."""
    folder = tmp_path_factory.mktemp("wheel")
    options = ("wheel", "--no-index", "--no-build-isolation", "--no-deps", "--wheel-dir", folder, ROOT)
    done = run(*PIP, *options, folder=folder)
    assert done.returncode == 0, done.stderr
    (made,) = folder.glob("*.whl")
    return made


def test_what_is_inside(wheel: Path) -> None:
    """The wheel carries code, forms, classifications, templates and styles, and nothing else of the checkout."""
    names = ZipFile(wheel).namelist()
    for folder, ending in (
        ("law/forms/", ".yaml"),
        ("law/classifications/", ".csv"),
        ("theme/templates/", ".html"),
        ("theme/assets/css/", ".css"),
    ):
        inside = {n.removeprefix("site_builder/theme/") for n in names if folder in n and n.endswith(ending)}
        assert inside, folder
    tops = {name.split("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"site_builder"}
    assert not [name for name in names if "__pycache__" in name or "/tests/" in name]


def test_installed_program_works(wheel: Path, tiny: Path, tiny_site: Path, tmp_path: Path) -> None:
    """Installed elsewhere, the program checks and builds, with the same pages as the checkout's."""
    target = tmp_path / "installed"
    done = run(*PIP, "install", "--no-index", "--no-deps", "--target", target, wheel, folder=tmp_path)
    assert done.returncode == 0, done.stderr
    # The checkout is on this interpreter's path; the installed copy comes before it.
    program = (sys.executable, "-P", "-m", "site_builder")
    where = run(
        sys.executable,
        "-P",
        "-c",
        "import site_builder as s; print(s.__file__)",
        folder=tmp_path,
        PYTHONPATH=str(target),
    )
    assert str(target) in where.stdout
    checked = run(*program, "check", "--content", tiny, folder=tmp_path, PYTHONPATH=str(target))
    assert checked.returncode == 0, checked.stderr
    output = tmp_path / "public"
    arguments = ("build", "--content", tiny, "--output", output, "--no-pdf")
    built = run(*program, *arguments, folder=tmp_path, PYTHONPATH=str(target))
    assert built.returncode == 0, built.stderr
    for name in ("index.html", "404.html", "assets/site.css", "shili-ju/2026-budget/tables/three-public.csv"):
        assert (output / name).read_bytes() == (tiny_site / name).read_bytes()
