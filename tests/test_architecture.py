"""The shape of the program: floors, doors, sizes, names. What is agreed in DESIGN is held here."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = "site_builder"
MODULES = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / PACKAGE).rglob("*.py"))

FLOORS = (
    ("values",),
    ("source",),
    ("law",),
    ("book",),
    ("sheets",),
    ("checks",),
    ("site",),
    ("formats",),
    ("publish",),
    ("build",),
    ("explain",),
    ("terminal",),
    ("progress",),
    ("report",),
    ("preview",),
    ("cli",),
    ("__main__",),
)
"""From the ground up; imports point down only."""

DOORS = {
    "yaml": "source/yaml.py",
    "markdown_it": "source/narrative.py",
    "jinja2": "site/theme.py",
    "weasyprint": "formats/typesetting.py",
    "xlsxwriter": "formats/workbook.py",
    "livereload": "preview/server.py",
    "tornado": "preview/server.py",
    "watchfiles": "preview/watching.py",
    "distributed": "publish/cluster.py",
}
"""Dependency → the one module that imports it."""

TALKERS = {"cli.py", "terminal.py"}
"""Modules that may print."""

LONGEST_FILE = 200
LONGEST_FUNCTION = 30

every_module = pytest.mark.parametrize("path", MODULES)


@cache
def tree(path: str) -> ast.Module:
    return ast.parse((ROOT / path).read_text("utf-8"))


@cache
def own_path(path: str) -> str:
    """A module's path inside the package."""
    return path.removeprefix(f"{PACKAGE}/")


def floor(path: str) -> int:
    """The number of a module's floor; the package itself is the ground."""
    name = own_path(path).split("/")[0].removesuffix(".py")
    return next((number for number, names in enumerate(FLOORS) if name in names), -1 if name == "__init__" else 99)


def imports(path: str) -> Iterator[tuple[str, str]]:
    """Every module that a module imports, and the name it takes from it."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from ((name.name, "") for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield from ((node.module or "", name.name) for name in node.names)


def own_imports(path: str) -> set[str]:
    """The package's modules that a module imports, as paths."""
    found = set()
    for module, name in imports(path):
        if module.split(".")[0] == PACKAGE:
            candidates = [f"{module}.{name}" if name else module, module]
            paths = [
                form
                for part in candidates
                for form in (f"{part.replace('.', '/')}.py", f"{part.replace('.', '/')}/__init__.py")
            ]
            found.add(next(candidate for candidate in paths if candidate in MODULES))
    return found


def functions(path: str) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(tree(path)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


@every_module
def test_floors(path: str) -> None:
    """A module stands on a floor and imports only from its own or from below."""
    assert floor(path) < 99, "give the module a floor in DESIGN and here"
    above = {other for other in own_imports(path) if floor(other) > floor(path)}
    assert above == set()


def test_no_circles() -> None:
    """No module imports itself by way of others."""
    graph = {path: own_imports(path) - {f"{PACKAGE}/__init__.py"} for path in MODULES}
    while free := [path for path, others in graph.items() if not others & graph.keys()]:
        for path in free:
            del graph[path]
    assert graph == {}


@every_module
def test_imports_stand_on_top(path: str) -> None:
    """Whatever a module needs is said at its top, except a heavy dependency at its own door."""
    inner = [
        node
        for function in functions(path)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert [ast.unparse(node) for node in inner if own_path(path) not in DOORS.values()] == []


@every_module
def test_one_door_for_each_dependency(path: str) -> None:
    """Every dependency is imported by one module, and no other dependency is imported at all."""
    roots = {module.split(".")[0] for module, _ in imports(path)}
    foreign = roots - set(sys.stdlib_module_names) - {PACKAGE}
    assert foreign == {name for name, door in DOORS.items() if door == own_path(path) and name in foreign}


def test_checking_needs_no_typesetter(tmp_path: Path) -> None:
    """`gongkai check` does not pay for weasyprint, xlsxwriter, nor for a web server."""
    unit = tmp_path / "bureau"
    unit.mkdir()
    (unit / "unit.yaml").write_text("名称: 示例局\n", "utf-8")
    program = (
        "import sys; from site_builder.cli import main; code = main(['check', '--content', sys.argv[1]]);"
        "heavy = {'weasyprint', 'xlsxwriter', 'livereload', 'tornado'} & set(sys.modules);"
        "print(sorted(heavy), code, file=sys.stderr)"
    )
    run = subprocess.run(
        [sys.executable, "-c", program, tmp_path], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert run.stderr.strip().endswith("[] 0")


@every_module
def test_everything_public_says_what_it_is(path: str) -> None:
    """Modules, public classes, functions, methods and fields have docstrings."""
    module = tree(path)
    missing = [] if ast.get_docstring(module) else [path]
    for node in module.body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef) and not node.name.startswith("_"):
            missing += [] if ast.get_docstring(node) else [node.name]
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            missing += [f"{node.name}.{member}" for member in _silent_members(node)]
    assert missing == []


def _silent_members(node: ast.ClassDef) -> Iterator[str]:
    for member, after in zip(node.body, [*node.body[1:], None], strict=True):
        if isinstance(member, ast.FunctionDef) and not member.name.startswith("_") and not ast.get_docstring(member):
            yield member.name
        if isinstance(member, ast.AnnAssign) and isinstance(member.target, ast.Name):
            told = (
                isinstance(after, ast.Expr)
                and isinstance(after.value, ast.Constant)
                and isinstance(after.value.value, str)
            )
            if not told and not member.target.id.startswith("_"):
                yield member.target.id


@every_module
def test_sizes(path: str) -> None:
    """Files and functions stay short enough to be read at once."""
    lines = (ROOT / path).read_text("utf-8").count("\n")
    long = {f.name: n for f in functions(path) if (n := (f.end_lineno or 0) - f.lineno + 1) > LONGEST_FUNCTION}
    assert long == {}
    assert lines <= LONGEST_FILE


@every_module
def test_money_is_exact(path: str) -> None:
    """No binary fraction is ever made."""
    calls = {
        node.func.id for node in ast.walk(tree(path)) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    literals = [
        node.value for node in ast.walk(tree(path)) if isinstance(node, ast.Constant) and isinstance(node.value, float)
    ]
    assert "float" not in calls
    if floor(path) <= floor(f"{PACKAGE}/checks/check.py"):
        assert literals == [] or own_path(path) in SIMILARITY, "only a measure of likeness may be a fraction"


SIMILARITY = {"law/classification.py", "book/reading/fields.py", "checks/words/references.py", "book/reading/words.py"}
"""Modules that ask difflib how alike two words are."""


@every_module
def test_only_commands_talk(path: str) -> None:
    """Findings are values; only the commands print them."""
    names = {
        node.func.id for node in ast.walk(tree(path)) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    assert "print" not in names or own_path(path) in TALKERS


@every_module
def test_no_clock_below_the_commands(path: str) -> None:
    """Times come from the content, never from the clock."""
    text = ast.unparse(tree(path))
    assert (
        not re.search(r"\b(datetime\.now|datetime\.utcnow|date\.today|time\.time|localtime|gmtime)\b", text)
        or own_path(path) in TALKERS
    )


@every_module
def test_names_say_something(path: str) -> None:
    """No module is a drawer of odds and ends."""
    assert not re.search(r"utils?|helpers?|common|manager|misc", own_path(path))
    classes = [node.name for node in ast.walk(tree(path)) if isinstance(node, ast.ClassDef)]
    assert not [name for name in classes if re.search(r"Utils?|Helper|Manager|Processor|Handler", name)]


COLLECTORS = {"source/scan.py", "book/reading/fields.py", "law/form_notes.py", "build/units.py"}
"""Modules whose values fill up while something is read or made, and are then dropped."""


@every_module
def test_values_do_not_change(path: str) -> None:
    """Public dataclasses are frozen, and slotted unless they keep what they have worked out.

    Only what collects while reading or making is not frozen.
    """
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            for decorator in node.decorator_list:
                said = ast.unparse(decorator)
                if said.startswith("dataclass"):
                    assert "slots=True" in said or "cached_property" in ast.unparse(node), node.name
                    assert "frozen=True" in said or own_path(path) in COLLECTORS, node.name
