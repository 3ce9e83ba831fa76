"""The nouns of a site: units (单位), their disclosures (公开), and the texts that tables print."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from site_builder.book.ledger import Ledger
from site_builder.source.narrative import Narrative
from site_builder.values.money import UNITS
from site_builder.values.text import NOWHERE, Place, Text

_KINDS = {"参公": "参公", "参照": "参公", "行政": "行政", "事业": "事业", "公益": "事业", "企业": "企业"}

STAGES = {"budget": "预算", "final": "决算"}
"""Stage of a disclosure → what it is called."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Texts by field, and lists of further entries: a disclosure, a project, a task, an indicator."""

    fields: Mapping[str, Text] = field(default_factory=dict)
    """Field name → what was typed."""
    children: Mapping[str, tuple[Entry, ...]] = field(default_factory=dict)
    """List name → its records, such as `任务` → tasks, each with its `指标`."""
    key: str = ""
    """The value of dimension 条 of the figures that belong to this record; blank if it has none."""
    secret: bool = False
    """Whether it is a state secret: then its texts are the form's, never typed ones."""


@dataclass(frozen=True, slots=True)
class SourceFault:
    """A fault of a published document that serves as an example, kept as published (原件如此)."""

    rule: Text
    """The code of the rule it breaks; blank if no rule sees it."""
    where: Text
    """The place in the document, in its own words."""
    remark: Text
    """What is wrong with it."""


@dataclass(frozen=True, slots=True)
class Waiver:
    """Somebody's answer to a finding that may stand (豁免); it is published with the finding."""

    rule: Text
    """The code of the rule."""
    where: Text
    """The place in the disclosure, as the finding prints it; steps may be left out."""
    reason: Text
    """Why it may stand."""
    approver: Text
    """Who approved that: a name or an office."""
    until: Text
    """The last day on which it holds, ISO."""

    def holds(self, day: str) -> bool:
        """Whether it still holds on a day; a day that nobody stated is no reason to doubt it."""
        return not day or day <= self.until


@dataclass(frozen=True, slots=True)
class Quote:
    """What a published document prints in one cell against its own sums or names (照录)."""

    address: Text
    """The cell: `表.行.列`."""
    text: Text
    """What it prints."""


@dataclass(frozen=True, slots=True)
class Correction:
    """A published cell that was changed afterwards (更正); it is published too."""

    date: Text
    """The day on which it was changed, ISO; blank if not stated."""
    address: Text
    """The cell: `表.行[.列]`."""
    before: Text
    """What it printed until then (原为)."""
    now: Text
    """What it printed from then on (现为)."""
    reason: Text
    """Why it was changed."""


@dataclass(frozen=True, slots=True)
class Disclosure:
    """What one unit publishes for one year and stage."""

    name: str
    """Folder name and last part of the address: `2026-budget`."""
    year: int
    """Budget year."""
    stage: str
    """`budget` (预算) or `final` (决算)."""
    form: Text
    """Name of its form (表样)."""
    title: Text
    """The document's title."""
    entry: Entry
    """Every text that a table can print."""
    ledger: Ledger
    """Every figure."""
    narrative: Narrative = field(default_factory=Narrative)
    """The explanations."""
    decimals: int = 2
    """Decimal places it states its money with (小数位); the tolerance of control totals follows from it."""
    money_unit: str = "万元"
    """The unit its amounts are typed in (金额单位)."""
    example: str = ""
    """`公开件`: made after a public document; `演示`: fictitious; blank: real."""
    example_note: str = ""
    """What the example page says of its origin."""
    approved: Text = field(default_factory=lambda: Text(""))
    """Date of approval (批复日期), ISO; blank if the source does not state it."""
    published: Text = field(default_factory=lambda: Text(""))
    """Date of publication (公开日期), ISO; blank if not stated."""
    secrecy_review: Text = field(default_factory=lambda: Text(""))
    """Result of the secrecy review before publication (保密审查)."""
    source_faults: tuple[SourceFault, ...] = ()
    """原件如此."""
    quotes: tuple[Quote, ...] = ()
    """照录."""
    waivers: tuple[Waiver, ...] = ()
    """豁免."""
    corrections: tuple[Correction, ...] = ()
    """更正, in the order typed."""
    units: tuple[str, ...] = ()
    """Folder names of the subordinate units whose figures are added (汇总单位)."""
    place: Place = NOWHERE
    """Its disclosure.yaml."""

    @property
    def corrected(self) -> str:
        """The day of the last correction, ISO; blank if there is none."""
        return max((str(own.date) for own in self.corrections), default="")

    @property
    def half(self) -> Decimal:
        """Half a unit of the last stated place, in 元: what rounding can take from one figure. 元 is exact."""
        if self.money_unit == "元":
            return Decimal(0)
        return Decimal(1).scaleb(-self.decimals) / 2 * UNITS[self.money_unit]


@dataclass(frozen=True, slots=True)
class Unit:
    """A budget unit (预算单位), or a department with subordinate units."""

    folder: str
    """Its folder in the content."""
    slug: str
    """Its address, ASCII (网址名); never changes."""
    code: Text
    """单位编码; blank if the unit has none."""
    name: Text
    """名称."""
    fields: Mapping[str, Text]
    """Every text of unit.yaml by field."""
    duties: tuple[Text, ...] = ()
    """Main duties (职责)."""
    disclosures: tuple[Disclosure, ...] = ()
    """Oldest first."""

    @property
    def kind(self) -> str:
        """行政, 参公, 事业 or 企业, as 单位性质 says it; blank if it says none of them."""
        stated = self.fields.get("单位性质", "")
        return next((kind for word, kind in _KINDS.items() if word in stated), "")


@dataclass(frozen=True, slots=True)
class Site:
    """The website that publishes (site.yaml)."""

    fields: Mapping[str, Text] = field(default_factory=dict)
    """网站名称, 主办单位, 联系方式 …"""


@dataclass(frozen=True, slots=True)
class Book:
    """Everything that was typed, understood."""

    site: Site
    """Who publishes."""
    units: tuple[Unit, ...]
    """In folder-name order."""
