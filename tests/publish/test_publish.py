"""Selecting, rendering and putting in place, each by itself."""

from __future__ import annotations

import json
import os
import stat
from concurrent.futures import Executor, Future
from concurrent.futures.process import BrokenProcessPool
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from site_builder.publish.manifest import Entry, Manifest, read_manifest, select, write_manifest
from site_builder.publish.publish import publish
from site_builder.publish.render import BATCH, Rendered, render, why_no_documents
from site_builder.site.artifact import Artifact, key
from site_builder.site.theme import Theme
from site_builder.values.finding import BuildError

NOTHING = Manifest()


def style(path: str, text: str) -> Artifact:
    """An artifact that needs no template."""
    return Artifact(path, "style", text)


def put(output: Path, *artifacts: Artifact) -> Manifest:
    """What a build does after planning."""
    keys = {artifact.path: key(artifact, {}) for artifact in artifacts}
    before = read_manifest(output)
    selection = select(artifacts, keys, before, output)
    return publish(render(selection.stale, Theme(()), None), selection, keys, before, output)


def chosen(output: Path, *artifacts: Artifact) -> tuple[list[str], list[str], list[str]]:
    """The stale, current and gone addresses."""
    keys = {artifact.path: key(artifact, {}) for artifact in artifacts}
    selection = select(artifacts, keys, read_manifest(output), output)
    return [own.path for own in selection.stale], list(selection.current), list(selection.gone)


def test_selection_is_set_algebra(tmp_path: Path) -> None:
    """New and changed files are stale, equal ones current, unplanned ones gone."""
    put(tmp_path, style("a.css", "1"), style("b.css", "1"), style("c.css", "1"))
    assert chosen(tmp_path, style("a.css", "1"), style("b.css", "2"), style("d.css", "1")) == (
        ["b.css", "d.css"],
        ["a.css"],
        ["c.css"],
    )


@pytest.mark.parametrize("text", ["2", ""])
def test_a_file_is_current_by_its_bytes(tmp_path: Path, text: str) -> None:
    """A file whose bytes are not those recorded is stale, whatever its key."""
    put(tmp_path, style("a.css", "1"))
    (tmp_path / "a.css").write_text(text)
    assert chosen(tmp_path, style("a.css", "1")) == (["a.css"], [], [])


def test_manifest_comes_back() -> None:
    """A manifest is read as it was written, in the order of addresses."""
    manifest = Manifest({"b": Entry("k", "d"), "a": Entry("k", "d")})
    assert list(json.loads(write_manifest(manifest))["files"]) == ["a", "b"]


def test_manifest_names_every_file(tmp_path: Path) -> None:
    """The manifest has the digest of every published file, so that anybody can check them."""
    put(tmp_path, style("a.css", "1"), style("deep/er/b.css", "2"))
    for path, entry in read_manifest(tmp_path).entries.items():
        assert sha256((tmp_path / path).read_bytes()).hexdigest() == entry.digest


def test_empty_folders_go(tmp_path: Path) -> None:
    """Folders that become empty go, up to the top and not beyond; a folder with anything in it stays."""
    put(tmp_path / "public", style("a/b/c/x.css", "1"), style("a/y.css", "1"))
    put(tmp_path / "public", style("a/y.css", "1"))
    assert [path.name for path in (tmp_path / "public" / "a").iterdir()] == ["y.css"]
    put(tmp_path / "public")
    assert [path.name for path in (tmp_path / "public").iterdir()] == ["manifest.json"]


def test_half_removed_folders_go(tmp_path: Path) -> None:
    """Where a killed build removed the file and the lowest folder, the next one removes the rest."""
    put(tmp_path, style("a/b/c/x.css", "1"))
    (tmp_path / "a/b/c/x.css").unlink()
    (tmp_path / "a/b/c").rmdir()
    put(tmp_path)
    assert not (tmp_path / "a").exists()


def test_what_is_put_in_place_was_announced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file of a build that was cut short is known to the next one, even if that no longer wants it."""
    replace = Path.replace

    def cut_short(path: Path, target: Path) -> Path:
        if path.name == "b.css":
            raise KeyboardInterrupt
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", cut_short)
    with pytest.raises(KeyboardInterrupt):
        put(tmp_path, style("a.css", "1"), style("b.css", "1"))
    monkeypatch.undo()
    assert (tmp_path / "a.css").exists()
    put(tmp_path, style("c.css", "1"))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["c.css", "manifest.json"]


@pytest.mark.skipif(os.name != "posix", reason="permissions as on a web server")
def test_files_can_be_served(tmp_path: Path) -> None:
    """Published files and folders have ordinary permissions, so that a web server can read them."""
    put(tmp_path / "public", style("deep/a.css", "1"))
    mask = os.umask(0)
    os.umask(mask)
    for path in (tmp_path / "public").rglob("*"):
        wanted = (0o777 if path.is_dir() else 0o666) & ~mask
        assert stat.S_IMODE(path.stat().st_mode) == wanted, path


class Inline(Executor):
    """A pool that works here and counts what it is given; it can break as real ones do."""

    def __init__(self, *, breaks: bool = False) -> None:
        self.breaks = breaks
        self.batches: list[int] = []

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:  # noqa: ANN401
        """Do it now."""
        future: Future[Any] = Future()
        self.batches.append(len(args[0]))
        if self.breaks:
            future.set_exception(BrokenProcessPool("killed"))
        else:
            future.set_result(fn(*args, **kwargs))
        return future


def test_work_travels_in_batches() -> None:
    """Small files travel together, and nothing is lost or doubled on the way."""
    artifacts = [style(f"{number}.css", str(number)) for number in range(2 * BATCH + 1)]
    pool = Inline()
    made = {file.path: file.data for file in render(artifacts, Theme(()), pool)}
    assert made == {f"{number}.css": str(number).encode() for number in range(2 * BATCH + 1)}
    assert pool.batches == [BATCH, BATCH, 1]


def test_a_killed_worker_is_said() -> None:
    """A worker that the system kills is one line that says what to do, not a traceback."""
    with pytest.raises(BuildError, match="--jobs 1"):
        list(render([style("a.css", "1")], Theme(()), Inline(breaks=True)))


def test_documents_can_be_made_here() -> None:
    """The test machine has what PDFs need."""
    assert why_no_documents() == ""


def test_keys_differ() -> None:
    """Whatever the rendering is given is in the key: content, format, template, depth, and what stands behind."""
    base = Artifact("a/b", "page", "view", "t")
    others = [
        Artifact("a/b", "page", "other", "t"),
        Artifact("a/b", "document", "view", "t"),
        Artifact("a/b", "page", "view", "u"),
        Artifact("b", "page", "view", "t"),
    ]
    keys = {key(artifact, {}) for artifact in (base, *others)} | {key(base, {"page": "another theme"})}
    assert len(keys) == 6


def test_rendered_digest() -> None:
    """A file's digest is that of its bytes."""
    assert Rendered("x", b"abc").digest == sha256(b"abc").hexdigest()
