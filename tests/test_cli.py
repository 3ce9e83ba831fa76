"""The command line's contract: names, exit codes, what is printed where."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from threading import Thread

import pytest

from site_builder.cli import main

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = (sys.executable, "-m", "site_builder")
NARRATIVE = "shili-ju/2026-budget/narrative.md"
KEYS = {"code", "severity", "file", "line", "column", "place", "message", "stated", "computed", "basis"}
OUTCOMES = {"passed", "by_construction", "failed", "not_applicable", "unresolved"}

Printed = pytest.CaptureFixture[str]


def run(*arguments: str | Path, **environ: str) -> subprocess.CompletedProcess[bytes]:
    """The program in a process of its own."""
    env = {**os.environ, **environ}
    return subprocess.run([*PROGRAM, *arguments], cwd=ROOT, env=env, capture_output=True, timeout=50, check=False)


@pytest.fixture
def faulty(content: Path) -> Path:
    """Content with one error, in words that no Chinese code page of the last century has."""
    path = content / NARRATIVE
    path.write_text(path.read_text("utf-8").replace("{支出总表.合计}", "{支出总表.没有𠮷}"), "utf-8")
    return content


def test_check_without_faults(tiny: Path, capsys: Printed) -> None:
    """Faultless content is exit 0, and `check` says how many disclosures it looked at."""
    assert main(["check", "--content", str(tiny)]) == 0
    assert capsys.readouterr().out.splitlines()[-1].startswith("1 份公开：")


def test_check_says_where(faulty: Path, capsys: Printed) -> None:
    """An error is exit 1, printed as file:line:column with its rule and its cure."""
    assert main(["check", "--content", str(faulty)]) == 1
    out = capsys.readouterr().out
    assert f"{(faulty / NARRATIVE).as_posix()}:5:" in out
    assert "错误 R01：" in out
    assert out.splitlines()[-1].startswith("1 份公开：错误 1")


def test_check_writes_nothing(faulty: Path) -> None:
    """`check` leaves no file behind."""
    before = sorted(faulty.parent.rglob("*"))
    main(["check", "--content", str(faulty)])
    assert sorted(faulty.parent.rglob("*")) == before


def test_check_as_json(faulty: Path, capsys: Printed) -> None:
    """`--format json` prints findings with every key, and how many checks had each outcome."""
    assert main(["check", "--content", str(faulty), "--format", "json"]) == 1
    data = json.loads(capsys.readouterr().out)
    assert set(data) >= {"findings", "checks"}
    assert set(data["checks"]) == OUTCOMES
    assert all(isinstance(number, int) for number in data["checks"].values())
    errors = [found for found in data["findings"] if found["severity"] == "error"]
    assert [(found["code"], found["file"], found["line"]) for found in errors] == [("R01", NARRATIVE, 5)]
    assert all(set(found) >= KEYS for found in data["findings"])


def test_check_of_units(faulty: Path, capsys: Printed) -> None:
    """`check UNIT` speaks of that unit alone, in findings, counts and exit code; a path to it is good too."""
    other = faulty / "other"
    (other / "2026-budget").mkdir(parents=True)
    for name in ("unit.yaml", "2026-budget/disclosure.yaml", "2026-budget/budget.yaml"):
        text = (faulty / "shili-ju" / name).read_text("utf-8").replace("shili-ju", "other")
        (other / name).write_text(text, "utf-8")
    assert main(["check", "--content", str(faulty), "other"]) == 0
    assert main(["check", "--content", str(faulty), str(other) + "/"]) == 0
    assert "R01" not in capsys.readouterr().out
    assert main(["check", "--content", str(faulty), "--format", "json", "other"]) == 0
    one = json.loads(capsys.readouterr().out)["checks"]
    assert main(["check", "--content", str(faulty), "--format", "json"]) == 1
    both = json.loads(capsys.readouterr().out)["checks"]
    assert one["failed"] == 0
    assert 0 < sum(one.values()) < sum(both.values())
    assert main(["check", "--content", str(faulty), "shili-ju"]) == 1


def test_check_of_a_unit_that_is_not(tiny: Path, capsys: Printed) -> None:
    """A unit that does not exist is not faultless: one line, exit 2, with the names there are."""
    assert main(["check", "--content", str(tiny), "shili"]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert len(captured.err.splitlines()) == 1
    assert "shili-ju" in captured.err


@pytest.mark.parametrize("command", ["build", "check", "preview"])
def test_missing_content(tmp_path: Path, command: str) -> None:
    """A missing content folder is one line on stderr and exit 2."""
    done = run(command, "--content", tmp_path / "没有")
    assert done.returncode == 2
    assert done.stdout == b""
    assert len(done.stderr.decode().splitlines()) == 1
    assert "找不到内容文件夹" in done.stderr.decode()


def test_report_that_cannot_be_written(tiny: Path, tmp_path: Path, capsys: Printed) -> None:
    """A report that cannot be written is one line and exit 2."""
    where = ["--output", str(tmp_path / "public"), "--report", str(tmp_path / "no" / "report.json")]
    assert main(["build", "--content", str(tiny), "--no-pdf", *where]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


@pytest.mark.parametrize("arguments", [[], ["unknown"], ["build", "--jobs", "many"], ["check", "--format", "xml"]])
def test_wrong_usage(arguments: list[str], capsys: Printed) -> None:
    """A command line that cannot be understood is exit 2, said on stderr."""
    with pytest.raises(SystemExit) as leaving:
        main(arguments)
    assert leaving.value.code == 2
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("command", [[], ["build"], ["check"], ["preview"]])
def test_help(command: list[str], capsys: Printed) -> None:
    """Every command explains itself."""
    with pytest.raises(SystemExit) as leaving:
        main([*command, "--help"])
    assert leaving.value.code == 0
    assert "usage: gongkai" in capsys.readouterr().out


def test_help_loads_little() -> None:
    """Help loads neither templates nor parsers nor PDF; a check loads no PDF and no server."""
    script = (
        "import sys, site_builder.cli as cli\n"
        "try: cli.main(sys.argv[1:])\n"
        "except SystemExit: pass\n"
        "print([m for m in ('jinja2', 'yaml', 'markdown_it', 'weasyprint', 'livereload') if m in sys.modules])\n"
    )

    def loaded(*arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, "-c", script, *arguments], cwd=ROOT, capture_output=True, encoding="utf-8", check=True
        )
        return done.stdout.splitlines()[-1]

    assert loaded("--help") == "[]"
    assert "weasyprint" not in loaded("check", "--content", "tests/site/content")
    assert "livereload" not in loaded("check", "--content", "tests/site/content")


def test_version() -> None:
    """`python -m site_builder` is gongkai."""
    done = run("--version")
    assert (done.returncode, done.stdout.split()[0]) == (0, b"gongkai")


@pytest.mark.parametrize("encoding", ["ascii", "cp936", "latin-1", "utf-8"])
@pytest.mark.parametrize("form", ["text", "json"])
def test_any_terminal(faulty: Path, encoding: str, form: str) -> None:
    """No encoding of the terminal makes a command fail, and JSON is the same data in all of them."""
    done = run("check", "--content", faulty, "--format", form, PYTHONIOENCODING=encoding)
    assert done.returncode == 1
    assert done.stderr == b""
    if form == "json":
        finding = next(own for own in json.loads(done.stdout.decode(encoding))["findings"] if own["code"] == "R01")
        assert finding["stated"] == "支出总表.没有𠮷"


def test_help_on_any_terminal() -> None:
    """Help is printed where Chinese cannot be."""
    done = run("--help", PYTHONIOENCODING="ascii")
    assert (done.returncode, done.stderr) == (0, b"")


def test_old_locale(tiny: Path) -> None:
    """A machine without a locale builds as any other does."""
    done = run("check", "--content", tiny, LANG="C", LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize("command", [["--help"], ["check"], ["check", "--format", "json"], ["build", "--no-pdf"]])
@pytest.mark.parametrize("stream", ["stdout", "stderr"])
def test_nobody_reads(faulty: Path, tmp_path: Path, command: list[str], stream: str) -> None:
    """A reader that has gone away (`| head`) brings no traceback and does not change the exit code."""
    where = ["--content", faulty] if command != ["--help"] else []
    where += ["--output", tmp_path / "public"] if "build" in command else []
    reading, writing = os.pipe()
    os.close(reading)
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, stream: writing}
    with subprocess.Popen([*PROGRAM, *command, *where], cwd=ROOT, **pipes) as process:  # type: ignore[call-overload]
        os.close(writing)
        out, err = process.communicate(timeout=50)
    assert process.returncode == (0 if command == ["--help"] else 1)
    assert b"Traceback" not in (out or b"") + (err or b"")
    assert b"BrokenPipe" not in (err or b"")


def test_full_disk(tiny: Path) -> None:
    """A result that could not be written is said, and is not a success."""
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*PROGRAM, "check", "--content", tiny, "--format", "json"],
            cwd=ROOT,
            stdout=full,
            stderr=subprocess.PIPE,
            timeout=50,
            check=False,
        )
    assert done.returncode == 2
    assert len(done.stderr.decode().splitlines()) == 1


def test_any_thread(tiny: Path) -> None:
    """The program may be called by another, from whatever thread."""
    done: list[int] = []
    thread = Thread(target=lambda: done.append(main(["check", "--content", str(tiny)])))
    thread.start()
    thread.join(50)
    assert done == [0]


def test_interrupted(tiny: Path, capsys: Printed, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl+C is one line and exit 2."""

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("site_builder.build.checking.check", interrupt)
    assert main(["check", "--content", str(tiny)]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
