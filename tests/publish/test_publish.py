"""Staging, putting in place, telling what is whole, and handing out work, each by itself."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Iterator
from concurrent.futures import Executor, Future
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from site_builder.build.produce import planned
from site_builder.build.select import Disk
from site_builder.formats import typesetting
from site_builder.publish.manifest import Entry, Manifest, read_manifest, write_manifest
from site_builder.publish.publish import publish
from site_builder.publish.render import Renderers, renderers, why_no_documents
from site_builder.publish.staging import Staged, stage, staging
from site_builder.publish.workers import AHEAD, Crew, Hands
from site_builder.site.artifact import Artifact
from site_builder.site.theme import BUILT_IN, Theme
from site_builder.values.finding import BuildError


def put(output: Path, **texts: str) -> dict[str, Staged]:
    """What a build does after rendering, with files of these texts; `/` is written `__` and `.` is written `_`."""
    before = read_manifest(output)
    files = {name.replace("__", "/").replace("_", "."): text.encode() for name, text in texts.items()}
    with staging(output) as folder:
        staged = {path: stage(folder, path, data) for path, data in files.items()}
        after = Manifest({path: Entry(f"key of {path}", own.digest) for path, own in staged.items()})
        publish(staged, before, after, folder, output)
    return staged


def whole(output: Path, staged: dict[str, Staged]) -> list[str]:
    """The addresses that are published as they should be, for one who remembers how they looked."""
    entries = read_manifest(output).entries
    return sorted(Disk(output, entries).whole(entries, {path: own.look for path, own in staged.items()}))


@pytest.mark.parametrize("remembered", [True, False])
@pytest.mark.parametrize("text", ["22", ""])
def test_a_file_is_whole_by_its_bytes(tmp_path: Path, text: str, *, remembered: bool) -> None:
    """A file whose bytes are not those recorded is not whole, however it looked; nor is one that is not there."""
    staged = put(tmp_path, a_css="1", b_css="1", c_css="1")
    known = staged if remembered else {}
    assert whole(tmp_path, known) == ["a.css", "b.css", "c.css"]
    (tmp_path / "a.css").write_text(text)
    (tmp_path / "b.css").unlink()
    assert whole(tmp_path, known) == ["c.css"]


def test_a_look_is_that_of_certain_bytes(tmp_path: Path) -> None:
    """A file that looks as it did is not whole where other bytes have since been announced in its place."""
    staged = put(tmp_path, a_css="1")
    announced = Manifest({"a.css": Entry("another key", sha256(b"2").hexdigest())})
    (tmp_path / "manifest.json").write_bytes(b"".join(write_manifest(announced)))
    assert whole(tmp_path, staged) == []


def test_manifest_comes_back(tmp_path: Path) -> None:
    """A manifest is read as it was written, in the order of addresses, notices and all."""
    manifest = Manifest({"b": Entry("k", "d"), "a": Entry("k", "d", "标题"), "c": Entry("k", "d", "")})
    (tmp_path / "manifest.json").write_bytes(b"".join(write_manifest(manifest)))
    assert read_manifest(tmp_path) == manifest
    assert list(json.loads(b"".join(write_manifest(manifest)))["files"]) == ["a", "b", "c"]


def test_manifest_names_every_file(tmp_path: Path) -> None:
    """The manifest has the digest of every published file, so that anybody can check them."""
    put(tmp_path, a_css="1", deep__er__b_css="2")
    entries = read_manifest(tmp_path).entries
    assert set(entries) == {"a.css", "deep/er/b.css"}
    for path, entry in entries.items():
        assert sha256((tmp_path / path).read_bytes()).hexdigest() == entry.digest


def test_empty_folders_go(tmp_path: Path) -> None:
    """Folders that become empty go, up to the top and not beyond; a folder with anything in it stays."""
    put(tmp_path / "public", a__b__c__x_css="1", a__y_css="1")
    put(tmp_path / "public", a__y_css="1")
    assert [path.name for path in (tmp_path / "public" / "a").iterdir()] == ["y.css"]
    put(tmp_path / "public")
    assert [path.name for path in (tmp_path / "public").iterdir()] == ["manifest.json"]


def test_half_removed_folders_go(tmp_path: Path) -> None:
    """Where a killed build removed the file and the lowest folder, the next one removes the rest."""
    put(tmp_path, a__b__c__x_css="1")
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
        put(tmp_path, a_css="1", b_css="1")
    monkeypatch.undo()
    assert (tmp_path / "a.css").exists()
    put(tmp_path, c_css="1")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["c.css", "manifest.json"]


@pytest.mark.skipif(os.name != "posix", reason="permissions as on a web server")
def test_files_can_be_served(tmp_path: Path) -> None:
    """Published files and folders have ordinary permissions, so that a web server can read them."""
    put(tmp_path / "public", deep__a_css="1")
    mask = os.umask(0)
    os.umask(mask)
    for path in (tmp_path / "public").rglob("*"):
        wanted = (0o777 if path.is_dir() else 0o666) & ~mask
        assert stat.S_IMODE(path.stat().st_mode) == wanted, path


class Inline(Executor):
    """A pool that works here; it can break as real ones do."""

    def __init__(self, *, breaks: bool = False) -> None:
        self.breaks = breaks

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:  # noqa: ANN401
        """Do it now."""
        future: Future[Any] = Future()
        if self.breaks:
            future.set_exception(BrokenProcessPool("killed"))
        else:
            future.set_result(fn(*args, **kwargs))
        return future


def hands(monkeypatch: pytest.MonkeyPatch, pool: Executor) -> Iterator[Hands]:
    """Two workers whose pool is this one."""
    monkeypatch.setattr("site_builder.publish.workers.ProcessPoolExecutor", lambda *_, **__: pool)
    with Crew(2).at_work(str, Path(), Path(), pays=True) as found:
        yield found


def test_nothing_is_lost_on_the_way(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every task is answered once, and none is asked for long before its turn."""
    asked = []

    def tasks() -> Iterator[int]:
        for number in range(100):
            asked.append(number)
            yield number

    for own in hands(monkeypatch, Inline()):
        answers = own.through(str, tasks())
        first = next(answers)
        assert len(asked) == AHEAD * own.count
        assert sorted([first, *answers], key=int) == [str(number) for number in range(100)]


def test_a_killed_worker_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker that the system kills is one line that says what to do, not a traceback."""
    for own in hands(monkeypatch, Inline(breaks=True)):
        with pytest.raises(BuildError, match="--jobs 1"):
            list(own.through(str, [1]))


def test_documents_can_be_made_here() -> None:
    """The test machine has what PDFs need."""
    assert why_no_documents() == ""


def test_keys_differ(tmp_path: Path) -> None:
    """Whatever the rendering is given is in the key: content, format, template, depth, and what stands behind."""
    (tmp_path / "templates/pages").mkdir(parents=True)
    (tmp_path / "templates/pages/unit.html").write_text("another template")
    base = Artifact("a/b", "page", "view", "pages/unit.html")
    others = [
        Artifact("a/b", "page", "other", "pages/unit.html"),
        Artifact("a/b", "document", "view", "pages/unit.html"),
        Artifact("a/b", "page", "view", "pages/paste.html"),
        Artifact("b", "page", "view", "pages/unit.html"),
    ]
    plain = Renderers(Theme((BUILT_IN,)), {"page": "1"})
    behind = [Renderers(Theme((BUILT_IN,)), {"page": "2"}), Renderers(Theme((str(tmp_path), BUILT_IN)), {"page": "1"})]
    keys = {own.key(plain) for own in planned((base, *others))}
    keys |= {own.key(other) for own in planned((base,)) for other in behind}
    assert len(keys) == 7


def test_other_fonts_set_documents_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The fonts are among what stands behind a document, and nothing else: pages are left alone."""
    behind = renderers(Theme((BUILT_IN,)), documents=True)
    assert typesetting.version() in behind.versions["document"]
    assert typesetting.version() not in behind.versions["page"]
    monkeypatch.setattr(typesetting, "_FOLDER", tmp_path)
    seen = set()
    for name, data in (("song.ttf", b"a"), ("song.ttf", b"ab"), ("fang.ttf", b"ab")):
        (tmp_path / name).write_bytes(data)
        seen.add(typesetting.version())
    assert len(seen) == 3


def test_staged_digest(tmp_path: Path) -> None:
    """A staged file's digest is that of its bytes, as they are written, whole or piece by piece."""
    assert stage(tmp_path, "x/y", b"abc").digest == sha256(b"abc").hexdigest()
    assert (tmp_path / "x/y").read_bytes() == b"abc"
    assert replace(stage(tmp_path, "x/z", iter((b"a", b"", b"bc"))), path="x/y", modified=0) == replace(
        stage(tmp_path, "x/y", b"abc"), modified=0
    )
    assert (tmp_path / "x/z").read_bytes() == b"abc"
