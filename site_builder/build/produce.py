"""The work on one unit, from its files to its staged pages: what a worker does, whoever and wherever it is."""

from __future__ import annotations

import pickle
import sys
from collections.abc import Iterator
from hashlib import sha256

from site_builder.build.clock import Clock
from site_builder.build.examine import Examined, examine_unit
from site_builder.build.ground import GENERATOR, program
from site_builder.build.orders import Order, Planned, Product, Shares
from site_builder.formats.dataset import render_rows
from site_builder.publish.render import Renderers, render, renderers
from site_builder.publish.staging import stage
from site_builder.site.artifact import TYPESET, Artifact, Digests
from site_builder.site.plan import plan_unit
from site_builder.site.search.mentions import found
from site_builder.site.summary import short
from site_builder.site.views.data import figures
from site_builder.site.views.frame import site_view
from site_builder.values.finding import Finding


def produce(order: Order) -> tuple[Product, ...]:
    """Everything that an order asks for. A pure function but for the files that it puts where it is told."""
    return tuple(_produce(order, folder) for folder in order.folders)


def _produce(order: Order, folder: str) -> Product:
    clock = Clock()
    examined = examine_unit(order.ground, folder)
    clock.stop("审核")
    artifacts = tuple(_planned(examined, order))
    files = tuple(_files(artifacts, _typed(examined, order)))
    clock.stop("排定")
    made = dict(_rendered(artifacts, files, order))
    rendered = {path: data for path, data in made.items() if isinstance(data, bytes)}
    clock.stop("PDF" if order.documents else "网页和数据")
    return Product(
        summary=short(examined.unit, examined.disclosures),
        stamps=examined.stamps,
        findings=(*examined.findings, *(own for wrong in made.values() if isinstance(wrong, tuple) for own in wrong)),
        files=files,
        shares=shares(examined, data=order.settings.data),
        staged=tuple(stage(order.staging, *own) for own in rendered.items()) if order.staging else (),
        carried={} if order.staging else rendered,
        failed=frozenset(made) - rendered.keys(),
        spent=clock.spent,
    )


def _typed(examined: Examined, order: Order) -> str:
    """Hash of all that a unit's views are made of."""
    return sha256(f"{order.ground.digest}{order.settings}{examined.typed}".encode()).hexdigest()


def _files(artifacts: tuple[Artifact, ...], typed: str) -> Iterator[Planned]:
    """Files as they are known before they are rendered.

    Most are told by what their unit's views are made of, which costs nothing; documents, which take seconds to set, by
    what they show.
    """
    documents = {own.path: own for own in planned(tuple(own for own in artifacts if own.format in TYPESET))}
    for own in artifacts:
        yield documents.get(own.path) or Planned(own.path, own.format, own.template, typed)


def _rendered(
    artifacts: tuple[Artifact, ...], files: tuple[Planned, ...], order: Order
) -> Iterator[tuple[str, bytes | tuple[Finding, ...]]]:
    """What is not known to be published as it should be, rendered; without that which turns out to be so."""
    for own, file in zip(artifacts, files, strict=True):
        wanted = order.render and (own.format in TYPESET) == order.documents
        if wanted and not file.is_current(order.published, order.renderers):
            made = render(own, order.renderers.theme)
            entry = order.published.get(own.path)
            if not entry or isinstance(made, tuple) or sha256(made).hexdigest() != entry.digest:
                yield own.path, made


def identify(here: Renderers) -> str:
    """What a worker could make other bytes by: Python, the program, the theme, the libraries and the fonts."""
    own = renderers(here.theme, documents="document" in here.versions)
    return repr((sys.version, program(), here.theme.digest, sorted(own.versions.items())))


def planned(artifacts: tuple[Artifact, ...]) -> Iterator[Planned]:
    """What is known of artifacts before they are rendered."""
    digests = Digests()
    return (Planned(own.path, own.format, own.template, digests.of(own)) for own in artifacts)


def _planned(examined: Examined, order: Order) -> Iterator[Artifact]:
    wanted = order.settings
    site = site_view(order.ground.site, GENERATOR, draft=wanted.draft, data=wanted.data)
    return plan_unit(
        examined.unit, examined.disclosures, site, pdf=wanted.pdf, archival=wanted.archival, data=wanted.data
    )


def shares(examined: Examined, *, data: bool) -> Shares:
    """What a unit gives to files that it shares with all others; figures only where there are downloads of data."""
    subjects = [own.subject for own in examined.disclosures]
    mentions = tuple(found(own.unit, own.disclosure, own.sheets) for own in subjects)
    lines = {
        f"{examined.unit.slug}/{own.subject.disclosure.name}": render_rows(figures(own))
        for own in examined.disclosures
        if data
    }
    return Shares(pickle.dumps(mentions), lines)
