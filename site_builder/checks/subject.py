"""What the laws look at: one disclosure with its form, its finished tables and its words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from site_builder.book.disclosure import Disclosure, Site, Unit
from site_builder.book.ledger import Fact
from site_builder.checks.prose.lists import Enumeration, enumerations
from site_builder.checks.prose.meaning import Meanings
from site_builder.checks.prose.prose import Prose, prose_of
from site_builder.checks.texts import Texts, Words, words_of
from site_builder.checks.works import Indicator, Work, indicators, works
from site_builder.law.classification import Classification
from site_builder.law.form import Form
from site_builder.sheets.binding import Reference
from site_builder.sheets.binding import words as prints_of
from site_builder.sheets.corrections import Corrected, corrected
from site_builder.sheets.sheet import Part, Row, Sheet
from site_builder.values.finding import Finding
from site_builder.values.text import Text

Located = tuple[Sheet, Part, Row, int]
"""A cell: its sheet, part, row and column number."""


@dataclass(frozen=True)
class Subject:
    """One disclosure as every law sees it. What several laws need is worked out once."""

    unit: Unit
    """Whose disclosure it is."""
    disclosure: Disclosure
    """What was typed."""
    form: Form
    """Its form."""
    codes: Classification
    """The classification of its year."""
    sheets: tuple[Sheet, ...]
    """Its finished tables."""
    references: tuple[Reference, ...] = ()
    """The references of its narrative, and what each prints."""
    incomplete: bool = False
    """Whether some of what was typed could not be read, so that figures may be missing."""
    as_of: Text = Text("")  # noqa: RUF009 - a text is as frozen as a string
    """The day on which the site is as it is (截至日期), ISO; blank if site.yaml does not state it."""
    site: Site = field(default_factory=Site)
    """The website that publishes it."""
    before: Disclosure | None = None
    """Last year's disclosure of the same unit and stage; None if it is not in the content."""
    found: tuple[Finding, ...] = ()
    """What the other laws found, for the laws on waivers, which come last; empty for all others."""

    @property
    def folder(self) -> str:
        """The folder of what was typed in the disclosure itself; a department's has its units' figures too."""
        return self.disclosure.place.file.rpartition("/")[0] + "/"

    @cached_property
    def own_facts(self) -> tuple[tuple[int, Fact], ...]:
        """The leaves typed in the disclosure itself, with their numbers; state secrets are left out."""
        known = ((number, fact) for number, fact in enumerate(self.disclosure.ledger.facts) if fact.amount is not None)
        folder = self.folder
        return tuple((number, fact) for number, fact in known if fact.text.place.file.startswith(folder))

    @cached_property
    def open_targets(self) -> tuple[tuple[Work, tuple[Indicator, ...]], ...]:
        """Every task and project that is no state secret, with its indicators."""
        return tuple((work, tuple(indicators(work))) for work in works(self.disclosure) if not work.entry.secret)

    @cached_property
    def targets(self) -> tuple[tuple[Work, tuple[Indicator, ...]], ...]:
        """Those of them that were typed in the disclosure itself."""
        folder = self.folder
        return tuple((work, found) for work, found in self.open_targets if work.place.file.startswith(folder))

    @cached_property
    def indicators(self) -> tuple[Indicator, ...]:
        """All indicators of these."""
        return tuple(own for _, found in self.targets for own in found)

    @cached_property
    def words(self) -> Texts:
        """Every typed text that is published, with its printed place."""
        return words_of(self.unit, self.disclosure, self.open_targets)

    @cached_property
    def own_words(self) -> Texts:
        """Every text that the unit itself typed, headings too; a department's units have their own disclosures."""
        sections = self.disclosure.narrative.sections
        headings = [Words(section.title, (str(section.title),)) for section in sections if section.title]
        folder = f"{self.unit.folder}/"
        return Texts(words for words in (*self.words, *headings) if words.text.place.file.startswith(folder))

    @cached_property
    def prose(self) -> Prose:
        """The narrative, read figure by figure."""
        return prose_of(Meanings(self.unit, self.disclosure, self.sheets), self.words, prints_of(self.references))

    @cached_property
    def enumerations(self) -> tuple[Enumeration, ...]:
        """Every total with its parts that the narrative lists."""
        return tuple(enumerations(self.prose))

    @cached_property
    def tables(self) -> frozenset[str]:
        """The keys of its form's tables."""
        return frozenset(table.key for table in self.form.tables)

    @cached_property
    def corrections(self) -> tuple[Corrected, ...]:
        """Every correction with its cell, oldest first."""
        return corrected(self.disclosure, self.sheets)

    @cached_property
    def cells(self) -> Mapping[frozenset[int], Sequence[Located]]:
        """Numbers of facts → the cells that sum exactly these, in the order printed."""
        found: dict[frozenset[int], list[Located]] = {}
        rows = ((sheet, part, row) for sheet in self.sheets for part in sheet.parts for row in part.rows)
        for sheet, part, row in rows:
            for column, cell in enumerate(row.cells):
                if cell.facts:
                    found.setdefault(cell.facts, []).append((sheet, part, row, column))
        return found
