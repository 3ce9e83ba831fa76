"""The chain and nothing else: discover → parse → read → tabulate → audit → plan → select → render → publish."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from site_builder import __version__
from site_builder.book.disclosure import Book, Disclosure, Site, Unit
from site_builder.book.reading.book import read_book
from site_builder.checks.audit import Audited, audit, counts
from site_builder.checks.check import catalogue
from site_builder.checks.subject import Subject
from site_builder.law.classification import Classification, classification, read_list
from site_builder.law.form import Form
from site_builder.law.form_reading import read_form
from site_builder.law.library import built_in, read_forms
from site_builder.publish.manifest import Manifest, read_manifest, select
from site_builder.publish.publish import publish
from site_builder.publish.render import render, version, why_no_documents
from site_builder.sheets.binding import references
from site_builder.sheets.tabulate import tabulate
from site_builder.site.artifact import TYPESET, Artifact, key
from site_builder.site.plan import plan, with_archives
from site_builder.site.theme import Theme, theme
from site_builder.source.decode import decode
from site_builder.source.discover import Content, discover
from site_builder.values.finding import BuildError, Finding, has_errors, order
from site_builder.values.outcome import Outcome
from site_builder.values.text import Text

GENERATOR = f"gongkai {__version__}"
"""What the pages say made them."""


@dataclass(frozen=True, slots=True)
class Examination:
    """Everything that was typed, understood, tabulated and audited."""

    book: Book
    """The nouns."""
    disclosures: tuple[Audited, ...]
    """Every disclosure with its tables and results."""
    findings: tuple[Finding, ...]
    """Everything that is wrong or worth knowing, gravest first."""

    @property
    def rules(self) -> int:
        """How many laws there are."""
        return len(catalogue())

    @property
    def outcomes(self) -> Mapping[Outcome, int]:
        """How many checks had each outcome, over all disclosures."""
        return counts(result for item in self.disclosures for result in item.results)


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did."""

    examination: Examination
    """What was found."""
    rendered: tuple[str, ...] = ()
    """Addresses that were rendered anew."""
    current: tuple[str, ...] = ()
    """Addresses that were up to date."""
    gone: tuple[str, ...] = ()
    """Addresses that were taken down."""
    published: bool = False
    """Whether the output folder was written."""
    without_documents: str = ""
    """Why no PDF was made, if none was; blank otherwise."""


def examine(content: Path) -> Examination:
    """Read and audit a content folder. Writes nothing."""
    found = discover(content)
    forms, form_findings = _forms(found)
    lists, list_findings = _classifications(found)
    book, read_findings = read_book(found, forms)
    faulty = {finding.source.file for finding in read_findings if finding.severity == "error"}
    disclosures = tuple(
        audit(subject) for unit in book.units for subject in _subjects(unit, forms, lists, book.site, faulty)
    )
    audited = (finding for item in disclosures for result in item.results for finding in result.findings)
    # What is wrong with a unit is met again in each of its disclosures.
    findings = dict.fromkeys((*form_findings, *list_findings, *read_findings, *audited))
    return Examination(book, disclosures, tuple(sorted(findings, key=order)))


def build(
    content: Path, output: Path, *, jobs: int = 1, pdf: bool = True, archival: bool = False, draft: bool = False
) -> Report:
    """Build a site. With an error-level finding nothing is published, unless it is a draft.

    Raises `BuildError` if the environment does not allow it.
    """
    examination = examine(content)
    if has_errors(examination.findings) and not draft:
        return Report(examination)
    missing = why_no_documents() if pdf else ""
    with_pdf = pdf and not missing
    before = read_manifest(output)
    _keep_published_documents(missing, before)
    look = theme(content)
    artifacts = plan(examination.book, examination.disclosures, look, GENERATOR, pdf=with_pdf, draft=draft)
    artifacts = with_archives(artifacts) if archival else artifacts
    ground = _ground(artifacts, look)
    keys = {artifact.path: key(artifact, ground) for artifact in artifacts}
    selection = select(artifacts, keys, before, output)
    with _executor(jobs, selection.stale) as executor:
        publish(render(selection.stale, look, executor), selection, keys, before, output)
    rendered = tuple(artifact.path for artifact in selection.stale)
    return Report(examination, rendered, selection.current, selection.gone, published=True, without_documents=missing)


def _subjects(
    unit: Unit, forms: Mapping[str, Form], lists: tuple[Classification, ...], site: Site, faulty: Collection[str]
) -> Iterator[Subject]:
    """Every disclosure of a unit with its tables, ready for the audit."""
    for disclosure in unit.disclosures:
        form, codes = forms[disclosure.form], classification(disclosure.year, lists)
        sheets = tabulate(disclosure, form, codes)
        yield Subject(
            unit=unit,
            disclosure=disclosure,
            form=form,
            codes=codes,
            sheets=sheets,
            references=references(disclosure, sheets),
            incomplete=any(file.startswith(f"{unit.folder}/{disclosure.name}/") for file in faulty),
            as_of=site.fields.get("截至日期", Text("")),
            site=site,
            before=_before(unit, disclosure),
        )


def _before(unit: Unit, disclosure: Disclosure) -> Disclosure | None:
    """Last year's disclosure of the same stage."""
    earlier = (own for own in unit.disclosures if (own.year, own.stage) == (disclosure.year - 1, disclosure.stage))
    return next(earlier, None)


def _keep_published_documents(missing: str, before: Manifest) -> None:
    """A fault of this machine must not take down documents that another build has published."""
    if missing and any(path.endswith(".pdf") for path in before.entries):
        message = f"{missing}输出文件夹里已有 PDF，不能撤下。要生成不带 PDF 的网站，请换一个 --output。"
        raise BuildError(message)


def _forms(found: Content) -> tuple[dict[str, Form], tuple[Finding, ...]]:
    """The program's forms and the site's own, which may build on them."""
    own, findings = read_forms(found.forms)
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


def _classifications(found: Content) -> tuple[tuple[Classification, ...], tuple[Finding, ...]]:
    lists: list[Classification] = []
    faults: list[Finding] = []
    for file in found.classifications:
        text, encoding = decode(file.path, file.data)
        own, wrong = read_list(file.path, text)
        faults += [*encoding, *wrong]
        lists += [own] if own else []
    return tuple(lists), tuple(faults)


def _ground(artifacts: tuple[Artifact, ...], look: Theme) -> dict[str, str]:
    """What stands behind every artifact of a format: the format's version and the theme."""
    digest = look.digest
    return {form: f"{version(form)} {digest}" for form in {artifact.format for artifact in artifacts}}


def _executor(jobs: int, stale: tuple[Artifact, ...]) -> AbstractContextManager[Executor | None]:
    """A pool pays for itself only where documents are typeset."""
    documents = sum(artifact.format in TYPESET for artifact in stale)
    if jobs < 2 or documents < 2:
        return nullcontext(None)
    return ProcessPoolExecutor(min(jobs, documents), mp_context=get_context("spawn"))
