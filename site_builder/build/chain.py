"""A build: what has changed is made anew unit by unit, then what all units share, and all of it is put in place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path

from site_builder.book.reading.addresses import unique_addresses
from site_builder.book.reading.fields import Notes
from site_builder.build.clock import Clock
from site_builder.build.ground import Ground, read_ground
from site_builder.build.orders import EVERYTHING, Planned, Settings
from site_builder.build.searched import SEARCH
from site_builder.build.select import Disk, Known, name_of
from site_builder.build.shared import SEEN, make_shared
from site_builder.build.units import Made, make_units
from site_builder.build.work import Work
from site_builder.publish.lock import beside
from site_builder.publish.manifest import Entry, Manifest, read_manifest
from site_builder.publish.memo import memo
from site_builder.publish.publish import publish
from site_builder.publish.render import renderers, why_no_documents
from site_builder.publish.staging import Staged, staging
from site_builder.publish.workers import ALONE, Crew, Told, quiet
from site_builder.site.summary import UnitSummary, outcomes
from site_builder.site.theme import theme
from site_builder.values.finding import BuildError, Finding, has_errors, order
from site_builder.values.outcome import Outcome


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did."""

    findings: tuple[Finding, ...]
    """Everything that is wrong or worth knowing, gravest first."""
    units: tuple[UnitSummary, ...]
    """Every unit in short."""
    rendered: tuple[str, ...] = ()
    """Addresses that were rendered anew."""
    current: tuple[str, ...] = ()
    """Addresses that were up to date."""
    gone: tuple[str, ...] = ()
    """Addresses that were taken down, with those that now answer with a notice."""
    published: bool = False
    """Whether the output folder was written."""
    without_documents: str = ""
    """Why no PDF was made, if none was; blank otherwise."""
    spent: Mapping[str, float] = field(default_factory=dict)
    """Seconds of processor time by stage, over all workers."""

    @property
    def outcomes(self) -> Mapping[Outcome, int]:
        """How many checks had each outcome, over all disclosures."""
        return outcomes(self.units)


def build(
    content: Path,
    output: Path,
    settings: Settings = EVERYTHING,
    crew: Crew = ALONE,
    told: Told = quiet,
) -> Report:
    """Build a site. With an error-level finding nothing is published, unless it is a draft.

    Raises `BuildError` if the environment does not allow it.
    """
    _keep_apart(content, output)
    clock = Clock()
    ground = read_ground(content.absolute() if crew.cluster else content)
    missing = why_no_documents() if settings.pdf else ""
    settings = replace(settings, pdf=settings.pdf and not missing)
    found = renderers(theme(content), documents=settings.pdf)
    clock.stop("准备")
    with beside(output) as private, memo(private, _digest(ground, settings)) as remembered:
        before = read_manifest(output)
        _keep_published_documents(missing, before)
        _keep_drafts_apart(before, settings, output)
        with staging(output) as folder:
            work = Work(ground, found, settings, remembered, Disk(output, before.entries), folder)
            report = _build(work, crew, told, clock)
    return replace(report, without_documents=missing)


def _build(work: Work, crew: Crew, told: Told, clock: Clock) -> Report:
    made = make_units(work, crew, told)
    units = tuple(made.known.values())
    findings = _findings(work.ground, units)
    report = Report(findings, tuple(own.summary for own in units), spent=made.spent)
    if has_errors(findings) and not work.settings.draft:
        return report
    clock.stop("单位")
    shared = make_shared(work, units)
    clock.stop("全站")
    staged = {**made.staged, **shared.staged}
    files = (*(own for unit in units for own in unit.files), *shared.files)
    after = dict(_entries(work, (own for own in files if own.path not in made.failed), staged, shared.retired))
    publish(staged, Manifest(work.disk.entries), Manifest(after, work.settings.draft), work.staging, work.disk.output)
    _remember(work, made)
    clock.stop("发布")
    was = work.disk.entries
    gone = {path for path in was if path not in after or (path in shared.retired and was[path].retired is None)}
    return replace(
        report,
        rendered=tuple(sorted(staged)),
        current=tuple(sorted(after.keys() - staged.keys())),
        gone=tuple(sorted(gone)),
        published=True,
        spent={**made.spent, "全站": clock.spent["全站"], "发布": clock.spent["发布"]},
    )


def _findings(ground: Ground, units: Sequence[Known]) -> tuple[Finding, ...]:
    notes = Notes()
    unique_addresses((own.summary for own in units), notes)
    every = (*ground.findings, *notes.findings, *(found for own in units for found in own.findings))
    return tuple(sorted(dict.fromkeys(every), key=order))


def _entries(
    work: Work, files: Iterable[Planned], staged: Mapping[str, Staged], retired: Mapping[str, str]
) -> Iterator[tuple[str, Entry]]:
    """The manifest's lines: what is published, or about to be."""
    for own in files:
        key, before = own.key(work.renderers), work.disk.entries.get(own.path)
        if own.path in staged:
            yield own.path, Entry(key, staged[own.path].digest, retired.get(own.path))
        elif before:
            yield own.path, before if before.key == key else replace(before, key=key)


def _remember(work: Work, made: Made) -> None:
    """Write down what was made of which inputs, and nothing of units that are gone."""
    digests = {digest for own in made.known.values() for digest in (own.found, *own.figures.values())}
    work.memo.keep({SEARCH, SEEN, *map(name_of, made.known)}, digests)


def _digest(ground: Ground, settings: Settings) -> str:
    """What a memo holds for."""
    return sha256(f"{ground.digest}{settings}".encode()).hexdigest()


def _keep_published_documents(missing: str, before: Manifest) -> None:
    """A fault of this machine must not take down documents that another build has published."""
    if missing and any(path.endswith(".pdf") for path in before.entries):
        message = f"{missing}输出文件夹里已有 PDF，不能撤下。要生成不带 PDF 的网站，请换一个 --output。"
        raise BuildError(message)


def _keep_drafts_apart(before: Manifest, settings: Settings, output: Path) -> None:
    """A draft must not take the place of what is published, nor be taken for it."""
    if before.entries and before.draft != settings.draft:
        there, wanted = ("草稿", "正式网站") if before.draft else ("正式网站", "草稿")
        message = f"“{output}”里是{there}，不能用{wanted}盖掉。请换一个 --output。"
        raise BuildError(message)


def _keep_apart(content: Path, output: Path) -> None:
    """What was typed is never published as it is, and what is published is never read as typed."""
    typed, shown = content.resolve(), output.resolve()
    if typed.is_relative_to(shown) or shown.is_relative_to(typed):
        message = f"内容文件夹“{content}”和输出文件夹“{output}”不能一个套着另一个。请换一个 --output。"
        raise BuildError(message)
