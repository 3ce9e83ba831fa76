"""Making units: those that have changed are examined and rendered; their documents only once nothing is wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from hashlib import sha256
from itertools import chain

from site_builder.build.orders import Order, Product
from site_builder.build.produce import identify, produce
from site_builder.build.select import Known, Remembered, Selected, name_of, select
from site_builder.build.work import Work
from site_builder.publish.staging import Staged, stage
from site_builder.publish.workers import BATCH, FEW, Crew, Hands, Told
from site_builder.site.artifact import TYPESET
from site_builder.source.discover import unit_names
from site_builder.values.finding import BuildError, has_errors


@dataclass(slots=True)
class Made:
    """The units of a site, and the files that were rendered for them."""

    known: dict[str, Known] = field(default_factory=dict)
    """By folder."""
    staged: dict[str, Staged] = field(default_factory=dict)
    """By address."""
    failed: set[str] = field(default_factory=set)
    """Addresses of documents that cannot be set."""
    spent: Counter[str] = field(default_factory=Counter)
    """Seconds of processor time by stage, over all workers."""

    @property
    def is_sound(self) -> bool:
        """Whether nothing is wrong with any unit."""
        return not any(has_errors(own.findings) for own in self.known.values())


def make_units(work: Work, crew: Crew, told: Told) -> Made:
    """Every unit. With an error in any of them nothing more is rendered, unless it is a draft."""
    selected = tuple(select(unit_names(work.ground.content), work.ground, work.renderers, work.memo, work.disk))
    made = Made(known={own.folder: own.known for own in selected if own.known})
    stale = [own for own in selected if not own.known]
    _make(stale, work, crew, made, told)
    if work.settings.draft or made.is_sound:
        _make([own for own in stale if _lacks_documents(own, made, work)], work, crew, made, told, documents=True)
    # In folder order, whichever was ready first.
    made.known = {own.folder: made.known[own.folder] for own in selected}
    return made


def _make(
    stale: Sequence[Selected], work: Work, crew: Crew, made: Made, told: Told, *, documents: bool = False
) -> None:
    if not stale:
        return
    published = {own.folder: own.published for own in stale}
    count = 0
    identity, content = partial(identify, work.renderers), work.ground.content
    with crew.at_work(identity, content, work.staging, pays=len(stale) > (1 if documents else FEW)) as hands:
        orders = _orders(stale, hands, work, made, documents=documents)
        for product in chain.from_iterable(hands.through(produce, orders)):
            _keep(product, published[product.summary.folder], work, made)
            count += 1
            told("PDF" if documents else "单位", count, len(stale))


def _orders(stale: Sequence[Selected], hands: Hands, work: Work, made: Made, *, documents: bool) -> Iterator[Order]:
    for batch in hands.tasks(stale, 1 if documents else BATCH):
        yield Order(
            folders=tuple(own.folder for own in batch),
            ground=work.ground,
            renderers=work.renderers,
            settings=work.settings,
            published={path: key for own in batch for path, key in own.published.items()},
            documents=documents,
            staging=work.staging.absolute() if hands.shares else None,
            render=work.settings.draft or made.is_sound,
        )


def _lacks_documents(own: Selected, made: Made, work: Work) -> bool:
    files = (file for file in made.known[own.folder].files if file.format in TYPESET)
    return any(not file.is_current(own.published, work.renderers) for file in files)


def _keep(product: Product, published: Iterable[str], work: Work, made: Made) -> None:
    """Take in what a worker has made of a unit."""
    folder = product.summary.folder
    before: Remembered | None = work.memo.get(name_of(folder)) if folder in made.known else None
    if before and before.known.files != product.files:
        message = f"“{folder}”在生成期间被改动。请再运行一次。"
        raise BuildError(message)
    carried = (stage(work.staging, path, data) for path, data in product.carried.items())
    staged = {own.path: own for own in (*product.staged, *carried)}
    made.staged |= staged
    made.spent.update(product.spent)
    made.failed |= product.failed
    seen = before.seen if before else {path: work.disk.look(path) for path in published}
    seen = {**seen, **{path: own.look for path, own in staged.items()}}
    known = replace(before.known if before else _known(product, work), findings=product.findings)
    work.memo.put(name_of(folder), Remembered(known, product.stamps, seen))
    # As the memo tells it, each text is held once for all units.
    made.known[folder] = work.memo.get(name_of(folder)).known


def _known(product: Product, work: Work) -> Known:
    """What is remembered of a unit, with its shares put away as pieces."""
    pieces = {own: sha256(own).hexdigest() for own in (product.shares.found, *product.shares.figures.values())}
    for data, digest in pieces.items():
        work.memo.put_piece(digest, data)
    return Known(
        summary=product.summary,
        findings=product.findings,
        files=product.files,
        found=pieces[product.shares.found],
        figures={folder: pieces[data] for folder, data in product.shares.figures.items()},
    )
