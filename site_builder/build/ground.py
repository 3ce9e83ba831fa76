"""What stands behind every unit of a site, whoever it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from site_builder import __version__
from site_builder.book.disclosure import Site
from site_builder.book.reading.book import read_site
from site_builder.law.classification import Classification, read_list
from site_builder.law.form import Form
from site_builder.law.form_reading import read_form
from site_builder.law.library import built_in, read_forms
from site_builder.source.decode import decode
from site_builder.source.discover import SourceFile, Top, discover_top
from site_builder.values.finding import Finding

GENERATOR = f"gongkai {__version__}"
"""What the pages say made them."""

_LIBRARIES = ("jinja2", "markdown-it-py", "markupsafe", "pyyaml", "xlsxwriter")
_PROGRAM = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Ground:
    """What every unit is read and audited with."""

    content: Path
    """The content folder."""
    site: Site
    """Who publishes."""
    forms: Mapping[str, Form]
    """Forms (表样) by name: the program's and the site's own."""
    lists: tuple[Classification, ...]
    """Classification lists of the site's own."""
    findings: tuple[Finding, ...]
    """What is wrong with any of this."""
    digest: str
    """Hash of the program and of every file that belongs to no unit."""


def read_ground(content: Path) -> Ground:
    """Read what belongs to no unit. Raises `BuildError` if there is no such folder."""
    top = discover_top(content)
    forms, form_findings = _forms(top)
    lists, list_findings = _lists(top)
    site, site_findings = read_site(top)
    findings = (*form_findings, *list_findings, *site_findings)
    return Ground(content, site, forms, lists, findings, _digest(top))


def _forms(top: Top) -> tuple[dict[str, Form], tuple[Finding, ...]]:
    """The program's forms and the site's own, which may build on them."""
    own, findings = read_forms(top.forms)
    records = {**built_in(), **own}
    forms: dict[str, Form] = {}
    faults = list(findings)
    for name in records:
        form, wrong = read_form(name, records)
        faults.extend(wrong)
        if form:
            forms[name] = form
    # A fault of a form is met again in every form that inherits from it.
    return forms, tuple(dict.fromkeys(faults))


def _lists(top: Top) -> tuple[tuple[Classification, ...], tuple[Finding, ...]]:
    lists: list[Classification] = []
    faults: list[Finding] = []
    for file in top.classifications:
        text, encoding = decode(file.path, file.data)
        own, wrong = read_list(file.path, text)
        faults += [*encoding, *wrong]
        lists += [own] if own else []
    return tuple(lists), tuple(faults)


def _digest(top: Top) -> str:
    digest = sha256(program().encode())
    for file in (*top.forms, *top.classifications, top.site or SourceFile("site.yaml", b"")):
        digest.update(f"{file.path}\0{len(file.data)}\0".encode() + file.data)
    digest.update(repr(top.unread).encode())
    return digest.hexdigest()


@cache
def program() -> str:
    """Hash of the program and of what it reads and writes pages with: others may make other bytes of the same."""
    digest = sha256(repr([(name, version(name)) for name in _LIBRARIES]).encode())
    for path in sorted(_PROGRAM.rglob("*")):
        if path.suffix in {".py", ".csv", ".yaml"}:
            data = path.read_bytes()
            digest.update(f"{path.relative_to(_PROGRAM).as_posix()}\0{len(data)}\0".encode() + data)
    return digest.hexdigest()
