"""The build as a whole: what is published, when, and that it is always the same bytes."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from time import sleep
from typing import IO, Any

import pytest

from site_builder.build.chain import build
from site_builder.build.orders import Settings
from site_builder.publish.lock import beside
from site_builder.values.finding import BuildError

ROOT = Path(__file__).resolve().parent.parent
FOLDER = "shili-ju/2026-budget"
TEMPLATES = [
    ("pages/unit.html", "<h1", r"(shili-ju|another)/index\.html"),
    (
        "components/facts/template.html",
        "<dt>",
        r"(feedback|accessibility|(shili-ju|another)(/2026-budget)?)/index\.html",
    ),
    ("layouts/page.html", "{% block trail %}", r".*\.html"),
]
"""A template, a place in it, and the addresses that it is part of."""
PAGES = {"404.html", "index.html", "shili-ju/index.html", f"{FOLDER}/index.html"}


def files(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def empty_folders(top: Path) -> list[Path]:
    return [path for path in top.rglob("*") if path.is_dir() and not any(path.iterdir())]


def entries(output: Path) -> dict[str, dict[str, str]]:
    """What the manifest says of every file."""
    found: dict[str, dict[str, str]] = json.loads((output / "manifest.json").read_text("utf-8"))["files"]
    return found


def notices(output: Path) -> set[str]:
    """Where a notice stands in the place of a page that was taken down."""
    return {path for path, own in entries(output).items() if "retired" in own}


def alive(output: Path) -> tuple[dict[str, bytes], dict[str, dict[str, str]]]:
    """Every file but notices, and what the manifest says of them."""
    left_out = {*notices(output), "manifest.json"}
    found = {path: data for path, data in files(output).items() if path not in left_out}
    return found, {path: own for path, own in entries(output).items() if path not in left_out}


def pages_of(unit: str) -> set[str]:
    """The pages that a unit with one disclosure has at lasting addresses."""
    return {f"{unit}/index.html", f"{unit}/2026-budget/index.html"}


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def copy_unit(content: Path, name: str) -> Path:
    """A second unit with the same figures."""
    unit = Path(shutil.copytree(content / "shili-ju", content / name))
    edit(unit / "unit.yaml", "shili-ju", name)
    return unit


def run(*arguments: str | Path, **environ: str) -> subprocess.CompletedProcess[str]:
    """The program in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "site_builder", *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, **environ},
        capture_output=True,
        encoding="utf-8",
        timeout=50,
        check=False,
    )


def test_an_error_publishes_nothing(content: Path, tmp_path: Path) -> None:
    """With an error-level finding the old site stays byte for byte."""
    output = tmp_path / "public"
    build(content, output, Settings(pdf=False))
    before = files(output)
    edit(content / FOLDER / "budget.yaml", "1474.90", "1474.9O")
    report = build(content, output, Settings(pdf=False))
    assert not report.published
    assert any(found.severity == "error" for found in report.findings)
    assert files(output) == before


def test_an_error_makes_no_folder(content: Path, tmp_path: Path) -> None:
    """Where nothing was published, a build with an error creates nothing."""
    edit(content / FOLDER / "budget.yaml", "1474.90", "1474.9O")
    build(content, tmp_path / "public", Settings(pdf=False))
    assert not (tmp_path / "public").exists()


@pytest.mark.parametrize("memo", ["kept", "lost", "damaged"])
def test_nothing_changed_renders_nothing(content: Path, tmp_path: Path, memo: str) -> None:
    """A second build of the same content renders no file and changes no byte, whatever has become of the memo."""
    output = tmp_path / "public"
    first = build(content, output, Settings(pdf=False))
    before = files(output)
    place = tmp_path / ".gongkai" / "public" / "memo.sqlite"
    if memo == "lost":
        place.unlink()
    if memo == "damaged":
        place.write_bytes(b"x" * 10_000)
        with pytest.raises(BuildError, match=r"memo\.sqlite"):
            build(content, output, Settings(pdf=False))
    second = build(content, output, Settings(pdf=False))
    assert (second.rendered, second.gone) == ((), ())
    assert set(second.current) == set(first.rendered) == set(before) - {"manifest.json"}
    assert files(output) == before


def test_one_figure_renders_one_disclosure(content: Path, tmp_path: Path) -> None:
    """One changed figure renders its disclosure's pages and data, the tables that show it, and its year's."""
    output = tmp_path / "public"
    copy_unit(content, "another")
    build(content, output, Settings(pdf=False))
    edit(content / FOLDER / "budget.yaml", "公务接待费: 0.55", "公务接待费: 0.56")
    report = build(content, output, Settings(pdf=False))
    assert set(report.rendered) == {
        f"{FOLDER}/index.html",
        f"{FOLDER}/disclosure.json",
        f"{FOLDER}/disclosure.xlsx",
        f"{FOLDER}/paste.html",
        f"{FOLDER}/tables/three-public.csv",
        "compare/2026/comparison.csv",
        "compare/2026/index.html",
        "data/2026-tables.csv",
    }


def test_a_changed_style_renders_what_it_dresses(content: Path, tmp_path: Path) -> None:
    """A site's own style sheet wins over the built-in one and is published at once."""
    output = tmp_path / "public"
    build(content, output, Settings(pdf=False))
    own = content / "theme" / "assets" / "css"
    own.mkdir(parents=True)
    (own / "site.css").write_text("body { color: black }\n")
    report = build(content, output, Settings(pdf=False))
    assert report.rendered == ("assets/site.css",)
    assert "body { color: black }" in (output / "assets/site.css").read_text("utf-8")


@pytest.mark.parametrize(("template", "before", "users"), TEMPLATES)
def test_a_changed_template_is_seen(content: Path, tmp_path: Path, template: str, before: str, users: str) -> None:
    """A template that is changed, even while the program runs, renders exactly the pages that it is part of."""
    output = tmp_path / "public"
    own = content / "theme" / "templates" / template
    own.parent.mkdir(parents=True)
    own.write_bytes((ROOT / "templates" / template).read_bytes())
    copy_unit(content, "another")
    first = build(content, output, Settings(pdf=False))
    edit(own, before, f"改过{before}")
    wanted = tuple(path for path in first.rendered if re.fullmatch(users, path))
    assert build(content, output, Settings(pdf=False)).rendered == wanted
    assert "another/index.html" in wanted
    assert "改过" in (output / "another/index.html").read_text("utf-8")


def test_a_removed_disclosure_is_taken_down(content: Path, tmp_path: Path) -> None:
    """The files of a removed disclosure go, with the folders that become empty; everything else stays.

    Where its pages were, a notice says what stood there, and stays in all later builds.
    """
    output = tmp_path / "public"
    unit = copy_unit(content, "another")
    first = build(content, output, Settings(pdf=False))
    (output / ".gitignore").write_text("*\n")
    (output / "note.txt").write_text("ours")
    (output / "another" / "kept").mkdir()
    (output / "another" / "kept" / "note.txt").write_text("ours")
    shutil.rmtree(unit)
    report = build(content, output, Settings(pdf=False))
    assert report.gone == tuple(path for path in first.rendered if path.startswith("another/"))
    left = {path for path in files(output) if path.startswith("another/")}
    assert left == {"another/kept/note.txt", *pages_of("another")}
    assert [path.name for path in (output / "another" / "2026-budget").iterdir()] == ["index.html"]
    assert notices(output) == pages_of("another")
    for path in pages_of("another"):
        assert entries(output)[path]["retired"]
        assert entries(output)[path]["retired"] in (output / path).read_text("utf-8")
    assert (output / ".gitignore").read_text() == "*\n"
    assert (output / "note.txt").read_text() == "ours"
    before = files(output)
    again = build(content, output, Settings(pdf=False))
    assert (again.rendered, again.gone) == ((), ())
    assert files(output) == before


def test_what_comes_back_is_no_notice(content: Path, tmp_path: Path) -> None:
    """A disclosure that is published again stands where it stood, byte for byte, and leaves no notice."""
    output = tmp_path / "public"
    unit = copy_unit(content, "another")
    build(content, output, Settings(pdf=False))
    before = files(output)
    unit.rename(tmp_path / "aside")
    build(content, output, Settings(pdf=False))
    (tmp_path / "aside").rename(unit)
    assert build(content, output, Settings(pdf=False)).gone == ()
    assert files(output) == before


def test_drafts_have_no_notices(content: Path, tmp_path: Path) -> None:
    """What is taken out of a draft leaves nothing behind: it was never published."""
    output = tmp_path / "draft"
    unit = copy_unit(content, "another")
    build(content, output, Settings(pdf=False, draft=True))
    shutil.rmtree(unit)
    build(content, output, Settings(pdf=False, draft=True))
    assert not (output / "another").exists()


def test_only_what_changed_is_examined(content: Path, tmp_path: Path) -> None:
    """A unit whose files are as they were read, and whose pages are as they were published, is left alone."""
    output = tmp_path / "public"
    copy_unit(content, "another")
    said: list[tuple[str, int, int]] = []

    def told(*what: Any) -> None:  # noqa: ANN401
        said.append(what)

    build(content, output, Settings(pdf=False), told=told)
    assert said == [("单位", 1, 2), ("单位", 2, 2)]
    edit(content / FOLDER / "budget.yaml", "公务接待费: 0.55", "公务接待费: 0.56")
    build(content, output, Settings(pdf=False), told=told)
    assert said[2:] == [("单位", 1, 1)]


def test_one_build_at_a_time(content: Path, tmp_path: Path) -> None:
    """While one build writes an output folder, another one refuses to."""
    with beside(tmp_path / "public"), pytest.raises(BuildError, match="public"):
        build(content, tmp_path / "public", Settings(pdf=False))
    assert not (tmp_path / "public").exists()


@pytest.mark.parametrize("damage", ["changed", "deleted", "emptied"])
def test_a_damaged_file_is_repaired(content: Path, tmp_path: Path, damage: str) -> None:
    """A published file that somebody changed, emptied or deleted is rendered again, and only that one."""
    output = tmp_path / "public"
    build(content, output, Settings(pdf=False))
    before = files(output)
    hurt = output / FOLDER / "index.html"
    if damage == "deleted":
        hurt.unlink()
    else:
        hurt.write_bytes(b"" if damage == "emptied" else hurt.read_bytes() + b" ")
    assert build(content, output, Settings(pdf=False)).rendered == (f"{FOLDER}/index.html",)
    assert files(output) == before


def test_two_builds_give_the_same_bytes(tiny: Path, tiny_site: Path, tmp_path: Path) -> None:
    """Another folder, process, hash seed, time zone, locale and two workers give the same bytes, PDF included."""
    content = Path(shutil.copytree(tiny, tmp_path / "elsewhere" / "内容"))
    output = tmp_path / "another place" / "public"
    done = run(
        *("build", "--content", content, "--output", output, "--jobs", "2"),
        PYTHONHASHSEED="4711",
        TZ="Pacific/Kiritimati",
        LC_ALL="C.UTF-8",
    )
    assert done.returncode == 0, done.stderr
    assert files(output) == files(tiny_site)


def test_workers_give_the_same_bytes(content: Path, tmp_path: Path) -> None:
    """Two documents set by two workers are the bytes that one process sets."""
    copy_unit(content, "another")
    build(content, tmp_path / "serial")
    done = run("build", "--content", content, "--output", tmp_path / "parallel", "--jobs", "2")
    assert done.returncode == 0, done.stderr
    assert files(tmp_path / "parallel") == files(tmp_path / "serial")


def test_no_trace_of_machine_or_clock(tiny_site: Path, real_site: Path) -> None:
    """No published byte names a path, the machine or the user, and no PDF says when it was made."""
    private = [str(ROOT), str(tiny_site), str(real_site), f"{Path.home()}/", "file:", sys.prefix, "/tmp/"]  # noqa: S108
    for site in (tiny_site, real_site):
        for path, data in files(site).items():
            assert [word for word in private if word.encode() in data] == [], path
            # The files inside a PDF are of the day that is stated as 公开日期.
            made = re.sub(rb"/(CreationDate|ModDate) \(D:\d{8}000000Z\)", b"", data)
            assert not re.search(rb"/CreationDate|/ModDate|xmp:CreateDate|xmp:ModifyDate", made), path


def test_without_pdf_nothing_leads_to_one(content: Path, tmp_path: Path) -> None:
    """`--no-pdf` makes no PDF and no link to one."""
    build(content, tmp_path / "public", Settings(pdf=False))
    found = files(tmp_path / "public")
    assert not [path for path in found if path.endswith(".pdf")]
    assert not [path for path, data in found.items() if b".pdf" in data]


def test_without_pdf_libraries(content: Path, tmp_path: Path) -> None:
    """Where WeasyPrint cannot load its libraries, pages and data are built and one line says what to install."""
    stub = tmp_path / "stub" / "weasyprint"
    stub.mkdir(parents=True)
    (stub / "__init__.py").write_text("raise OSError('cannot load library\\n\\nlibpango-1.0-0')\n")
    output = tmp_path / "public"
    done = run("build", "--content", content, "--output", output, PYTHONPATH=str(stub.parent))
    assert done.returncode == 0
    assert len(done.stderr.splitlines()) == 1
    assert "apt-get install libpango-1.0-0" in done.stderr
    found = files(output)
    assert set(found) > PAGES
    assert not [path for path, data in found.items() if b".pdf" in data]


def test_a_draft_says_so(content: Path, tmp_path: Path) -> None:
    """A draft is built in spite of errors, and every page says 草稿."""
    copy_unit(content, "another")
    edit(content / FOLDER / "narrative.md", "{支出总表.合计}", "{支出总表.没有}")
    report = build(content, tmp_path / "public", Settings(pdf=False, draft=True))
    assert report.published
    pages = list((tmp_path / "public").rglob("*.html"))
    assert len(pages) > 10
    assert all("草稿" in page.read_text("utf-8") for page in pages)


def test_a_draft_is_no_publication(content: Path, tmp_path: Path) -> None:
    """A draft is not put over a publication, nor a publication over a draft: neither is harmed."""
    for draft in (True, False):
        output = tmp_path / str(draft)
        build(content, output, Settings(pdf=False, draft=draft))
        before = files(output)
        with pytest.raises(BuildError, match="草稿"):
            build(content, output, Settings(pdf=False, draft=not draft))
        assert files(output) == before


@pytest.mark.parametrize("place", ["", "public", ".."])
def test_content_and_output_are_apart(content: Path, place: str) -> None:
    """What was typed does not lie in what is published, nor the other way round."""
    with pytest.raises(BuildError, match="套着"):
        build(content, content / place, Settings(pdf=False))


@pytest.mark.parametrize("output", ["file", "below a file", "read-only"])
def test_output_that_cannot_be_written(content: Path, tmp_path: Path, output: str) -> None:
    """An output folder that cannot be written is one line and exit 2."""
    (tmp_path / "taken").write_text("not a folder")
    place = {
        "file": tmp_path / "taken",
        "below a file": tmp_path / "taken" / "public",
        "read-only": Path("/proc/1/public"),
    }
    done = run("build", "--content", content, "--output", place[output], "--no-pdf")
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert done.stderr.startswith("gongkai：写不进")


def test_a_full_disk_leaves_the_old_site(content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When staging fails, nothing published has changed and nothing is left lying about."""
    output = tmp_path / "public"
    build(content, output, Settings(pdf=False))
    before = files(output)
    edit(content / FOLDER / "budget.yaml", "公务接待费: 0.55", "公务接待费: 0.56")
    opened = Path.open

    def full(path: Path, mode: str = "r", *arguments: Any, **options: Any) -> IO[Any]:  # noqa: ANN401
        if path.name == "three-public.csv" and mode == "wb":
            raise OSError(28, "No space left on device")
        return opened(path, mode, *arguments, **options)

    monkeypatch.setattr(Path, "open", full)
    with pytest.raises(BuildError, match="No space left"):
        build(content, output, Settings(pdf=False))
    assert files(output) == before


KILLER = """
import os, pathlib, signal, sys
from site_builder.cli import main
left = int(sys.argv.pop(1))
def killing(function):
    def wrapped(*arguments, **options):
        global left
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return function(*arguments, **options)
    return wrapped
for name in ("replace", "unlink", "rmdir"):
    setattr(pathlib.Path, name, killing(getattr(pathlib.Path, name)))
opened = pathlib.Path.open
def writing(path, mode="r", *arguments, **options):
    return (killing(opened) if mode == "wb" else opened)(path, mode, *arguments, **options)
pathlib.Path.open = writing
main(sys.argv[1:])
"""


# 0 to 34 stage, 36 announces, 37 to 71 put in place, 72 to 103 remove, 105 says that it is done.
@pytest.mark.parametrize("moment", [0, 20, 36, 37, 38, 41, 43, 54, 64, 70, 72, 80, 97, 105])
def test_killed_at_any_moment(content: Path, tmp_path: Path, moment: int) -> None:
    """A build that is killed leaves what the next build turns into exactly a clean build's files, but for notices."""
    output = tmp_path / "public"
    unit = copy_unit(content, "another")
    build(content, output, Settings(pdf=False))
    before = files(output)
    undisturbed = Path(shutil.copytree(output, tmp_path / "undisturbed"))
    shutil.rmtree(unit)
    copy_unit(content, "third")
    edit(content / FOLDER / "budget.yaml", "公务接待费: 0.55", "公务接待费: 0.56")
    command = ["build", "--content", str(content), "--output", str(output), "--no-pdf"]
    killer = [sys.executable, "-c", KILLER, str(moment)]
    killed = subprocess.run([*killer, *command], cwd=ROOT, capture_output=True, timeout=50, check=False)
    left = {path: data for path, data in files(output).items() if not path.startswith(".staging-")}
    build(content, undisturbed, Settings(pdf=False))
    assert killed.returncode == -9
    known = {*before.items(), *files(undisturbed).items()}
    assert {path for path, data in left.items() if (path, data) not in known} <= {"manifest.json"}
    shutil.rmtree(content / "third")
    build(content, output, Settings(pdf=False))
    build(content, tmp_path / "smaller", Settings(pdf=False))
    assert alive(output) == alive(tmp_path / "smaller")
    assert pages_of("another") <= notices(output) <= pages_of("another") | pages_of("third")
    assert empty_folders(output) == []


@pytest.mark.parametrize("seconds", [0.15, 0.45, 0.7])
def test_killed_by_the_clock(content: Path, tmp_path: Path, seconds: float) -> None:
    """kill -9 after any time: the next build ends as a clean build does."""
    command = ["build", "--content", str(content), "--output", str(tmp_path / "public"), "--no-pdf"]
    with subprocess.Popen(
        [sys.executable, "-m", "site_builder", *command], cwd=ROOT, stdout=subprocess.DEVNULL
    ) as process:
        sleep(seconds)
        process.kill()
    build(content, tmp_path / "public", Settings(pdf=False))
    build(content, tmp_path / "clean", Settings(pdf=False))
    assert files(tmp_path / "public") == files(tmp_path / "clean")


def test_leftover_staging_is_swept(content: Path, tmp_path: Path) -> None:
    """What a killed build left staged is removed by the next one."""
    left = tmp_path / "public" / ".staging-x7" / "index.html"
    left.parent.mkdir(parents=True)
    left.write_text("half")
    build(content, tmp_path / "public", Settings(pdf=False))
    assert not list((tmp_path / "public").glob(".staging-*"))


def test_nothing_is_touched_before_all_is_staged(content: Path, tmp_path: Path) -> None:
    """A template that fails leaves the old site: rendering comes before the first rename."""
    output = tmp_path / "public"
    build(content, output, Settings(pdf=False))
    before = files(output)
    own = content / "theme" / "templates" / "pages"
    own.mkdir(parents=True)
    (own / "unit.html").write_text("{{ view.no_such_thing }}")
    with pytest.raises(BuildError, match=r"pages/unit\.html"):
        build(content, output, Settings(pdf=False))
    assert files(output) == before


def test_report(content: Path, tmp_path: Path) -> None:
    """`--report` writes findings with every key, the outcomes of the checks, and what was done."""
    edit(content / FOLDER / "narrative.md", "{支出总表.合计}", "{支出总表.没有}")
    report = tmp_path / "report.json"
    done = run("build", "--content", content, "--output", tmp_path / "public", "--no-pdf", "--report", report)
    assert done.returncode == 1
    data = json.loads(report.read_text("utf-8"))
    assert {"findings", "checks", "rendered", "current", "gone"} <= set(data)
    (finding,) = (found for found in data["findings"] if found["severity"] == "error")
    assert {"code", "severity", "file", "line", "column", "place", "message", "stated", "computed", "basis"} <= set(
        finding
    )
    assert (finding["file"], finding["line"]) == (f"{FOLDER}/narrative.md", 5)
    assert set(data["checks"]) == {"passed", "by_construction", "failed", "not_applicable", "unresolved"}
    assert data["rendered"] == []


DAMAGED = ["", "[]", "{", '{"version": 2}', '{"version": 2, "files": []}', '{"version": 2, "files": {"a": 1}}', "\xff"]


@pytest.mark.parametrize("text", [*DAMAGED, "null", '{"version": 1, "files": {}}'])
def test_a_manifest_that_cannot_be_read(content: Path, tmp_path: Path, text: str) -> None:
    """A damaged manifest costs a full build, never a failure."""
    output = tmp_path / "public"
    build(content, output, Settings(pdf=False))
    before = files(output)
    (output / "manifest.json").write_bytes(text.encode("latin-1"))
    assert build(content, output, Settings(pdf=False)).current == ()
    assert files(output) == before


HOSTILE = [
    {"a.css": {"key": "k", "sha256": "d", "retired": {"key": "k", "sha256": "d"}}},
    {"a.css": {"key": 1, "sha256": None}},
    {"a\0.css": {"key": "k", "sha256": "d"}},
    {"a\ud800.css": {"key": "k", "sha256": "d"}},
]


@pytest.mark.parametrize("entries", HOSTILE)
def test_a_manifest_that_nobody_wrote(content: Path, tmp_path: Path, entries: dict[str, object]) -> None:
    """Entries such as no build writes cost no failure either."""
    output = tmp_path / "public"
    build(content, output, Settings(pdf=False))
    before = files(output)
    (output / "manifest.json").write_text(json.dumps({"version": 2, "files": entries}))
    build(content, output, Settings(pdf=False))
    assert files(output) == before
    (output / "manifest.json").write_text("[" * 100_000)
    build(content, output, Settings(pdf=False))
    assert files(output) == before


def test_a_draft_does_not_follow_a_damaged_manifest(content: Path, tmp_path: Path) -> None:
    """Where nobody can tell what is published, it is not taken for a draft."""
    output = tmp_path / "public"
    build(content, output, Settings(pdf=False))
    (output / "manifest.json").write_text("{")
    before = files(output)
    with pytest.raises(BuildError, match="--output"):
        build(content, output, Settings(pdf=False, draft=True))
    assert files(output) == before


def test_a_draft_follows_a_damaged_draft(content: Path, tmp_path: Path) -> None:
    """Pages tell whether they are a draft: that is built again, and is not taken for what is published."""
    output = tmp_path / "draft"
    build(content, output, Settings(pdf=False, draft=True))
    before = files(output)
    (output / "manifest.json").write_text("{")
    with pytest.raises(BuildError, match="--output"):
        build(content, output, Settings(pdf=False))
    assert build(content, output, Settings(pdf=False, draft=True)).published
    assert files(output) == before


@pytest.mark.parametrize("path", ["404.html", "search"])
def test_what_stands_in_the_way_is_named(content: Path, tmp_path: Path, path: str) -> None:
    """A folder where a file is to be, or a file where a folder is, is not ours: it is named before anything is put."""
    output = tmp_path / "public"
    build(content, output, Settings(pdf=False))
    before = files(output)
    there = output / path
    if there.is_file():
        there.unlink()
        there.mkdir()
        (there / "own.txt").write_text("own")
    else:
        shutil.rmtree(there)
        there.write_text("own")
    manifest = (output / "manifest.json").read_bytes()
    with pytest.raises(BuildError, match=path):
        build(content, output, Settings(pdf=False))
    assert (output / "manifest.json").read_bytes() == manifest
    shutil.rmtree(there) if there.is_dir() else there.unlink()
    build(content, output, Settings(pdf=False))
    assert files(output) == before


def test_a_manifest_cannot_delete_other_files(content: Path, tmp_path: Path) -> None:
    """A manifest that names files outside the site takes none of them down."""
    output = tmp_path / "public"
    build(content, output, Settings(pdf=False))
    precious = tmp_path / "precious.txt"
    precious.write_text("keep")
    manifest = json.loads((output / "manifest.json").read_text("utf-8"))
    entry = {"key": "", "sha256": ""}
    manifest["files"] |= {"../precious.txt": entry, str(precious): entry}
    (output / "manifest.json").write_text(json.dumps(manifest))
    assert build(content, output, Settings(pdf=False)).gone == ()
    assert precious.read_text() == "keep"
