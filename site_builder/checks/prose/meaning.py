"""What a name in the prose can mean: cells of the finished tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Literal

from site_builder.book.disclosure import Disclosure, Unit
from site_builder.checks.prose.aliases import ALIASES, OF_OFFICES
from site_builder.checks.prose.phrases import names_in
from site_builder.checks.prose.printed_names import NAMELESS, is_main, is_money, is_total, names_in_part, squeezed
from site_builder.sheets.address import Spot, at, find, names, spots
from site_builder.sheets.binding import last_year
from site_builder.sheets.sheet import Cell, Part, Sheet
from site_builder.values.money import EXACT, UNITS

Axis = Literal["total", "row", "column"]
"""What of its table a cell stands for."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """One cell that a name can mean."""

    place: str
    """Table, row and column as printed."""
    table: str
    """The key of its table."""
    cell: Cell
    """The cell."""
    unit: str
    """The money unit of its sheet."""
    axis: Axis
    """Whether it stands for its whole table, a row or a column."""

    @property
    def amount(self) -> Decimal:
        """In 元."""
        return EXACT.multiply(self.cell.amount or Decimal(0), UNITS[self.unit])


@dataclass(frozen=True, slots=True)
class Named:
    """A name of the prose, and what it can mean."""

    name: str
    """As the prose writes it, without brackets and quotation marks."""
    cells: tuple[Meaning, ...]
    """The cells that it means by itself."""
    line: tuple[Meaning, ...]
    """The rest of their rows and columns, which it can mean below another name."""
    key: frozenset[Spot]
    """The same for every name of the same cells."""

    @property
    def axis(self) -> Axis:
        """What of their tables its cells stand for."""
        axes = {meaning.axis for meaning in self.cells}
        return "row" if "row" in axes else "column" if "column" in axes else "total"

    def certain(self, above: Named | None) -> bool:
        """Whether it means one amount, standing by itself or below another name.

        Below a row, a column means only a cell of that row, and the other way round.
        """
        crossed = above is not None and {above.axis, self.axis} == {"row", "column"}
        cells = (*self.cells, *self.line) if crossed else self.cells
        return len({meaning.amount for meaning in cells}) == 1


@dataclass(frozen=True)
class Meanings:
    """The names that the tables of one disclosure give to amounts."""

    unit: Unit
    """Whose disclosure it is: only an office's 公用经费 are 机关运行经费."""
    disclosure: Disclosure
    """What was typed, for last year's figures."""
    sheets: tuple[Sheet, ...]
    """Its finished tables."""

    def of(self, words: str) -> Named | None:
        """What the words before a figure name, if they name nothing else."""
        if words not in self._asked:
            name = next((name for name in map(squeezed, names_in(words)) if name in self._index), None)
            self._asked[words] = self._named(name) if name else None
        return self._asked[words]

    def last(self, meaning: Meaning) -> Decimal | None:
        """Last year's amount of a cell in 元; None if it was not typed, or is a state secret."""
        cell = last_year(self.disclosure.ledger, meaning.cell, meaning.unit) if meaning.cell.where else None
        amount = cell.amount if cell else None
        return None if amount is None else EXACT.multiply(amount, UNITS[meaning.unit])

    def siblings(self, one: str, other: str) -> bool:
        """Whether two names stand side by side in a table, as rows of one level or as columns."""
        return any(squeezed(one) in line and squeezed(other) in line for line in self._lines)

    @cached_property
    def amounts(self) -> tuple[Decimal, ...]:
        """Every amount of money that the tables print, in 元, smallest first."""
        return tuple(sorted({own.amount for own in self._money()}))

    @cached_property
    def earlier(self) -> tuple[Decimal, ...]:
        """Last year's amounts of the same cells, and the changes, in 元, smallest first."""
        known = [(own.amount, last) for own in self._money() if (last := self.last(own)) is not None]
        return tuple(sorted({last for _, last in known} | {abs(now - last) for now, last in known}))

    @cached_property
    def of_units(self) -> tuple[Decimal, ...]:
        """The amounts of both years and the changes for each unit of a department by itself, in 元, smallest first."""
        found: set[Decimal] = set()
        for own in self._money():
            last = last_year(self.disclosure.ledger, own.cell, own.unit) if own.cell.where else None
            now, before = self._by_unit(own.cell), self._by_unit(last) if last else {}
            found |= {*now.values(), *before.values()}
            found |= {abs(amount - before[unit]) for unit, amount in now.items() if unit in before}
        return tuple(sorted(found))

    def _by_unit(self, cell: Cell) -> dict[str, Decimal]:
        """What a cell sums, in 元, unit by unit."""
        found: dict[str, Decimal] = {}
        for fact in (self.disclosure.ledger.facts[number] for number in cell.facts):
            if fact.amount is not None:
                unit = fact.where.get("单位", "")
                found[unit] = EXACT.add(found.get(unit, Decimal(0)), fact.amount)
        return found

    def _money(self) -> Iterator[Meaning]:
        for spot, _, _, _, cell in spots(self.sheets):
            if is_money(cell):
                yield Meaning("", "", cell, self.sheets[spot.sheet].unit, "row")

    @cached_property
    def _asked(self) -> dict[str, Named | None]:
        """What was asked before: several laws ask of the same words."""
        return {}

    @cached_property
    def _index(self) -> Mapping[str, list[Spot]]:
        found: dict[str, list[Spot]] = {}
        office = self.unit.kind in {"行政", "参公"} and not self.disclosure.units
        for written, addresses in (*ALIASES, *(OF_OFFICES if office else ())):
            meant = [spot for address in addresses if (spot := find(self.sheets, address))]
            for name in written if meant else ():
                found.setdefault(name, []).extend(spot for spot in meant if is_money(at(self.sheets, spot)))
        for number, sheet, part_number, part in self._parts():
            for row, column, name in names_in_part(part):
                if is_money(part.rows[row].cells[column]) and sheet.unit in UNITS:
                    found.setdefault(squeezed(name), []).append(Spot(number, part_number, row, column))
        return {name: found[name] for name in found if found[name] and name not in NAMELESS}

    @cached_property
    def _lines(self) -> tuple[frozenset[str], ...]:
        rows: dict[tuple[int, str, str], set[str]] = {}
        columns: list[set[str]] = []
        for number, _, _, part in self._parts():
            columns.append({squeezed(column.path[-1]) for column in part.columns})
            for row in part.rows:
                for cell, column in zip(row.cells, part.columns, strict=True):
                    if cell.head:
                        rows.setdefault((number, column.side, row.level), set()).add(squeezed(cell.text))
        return tuple(frozenset(names - NAMELESS) for names in (*rows.values(), *columns))

    def _named(self, name: str) -> Named:
        cells = dict.fromkeys(self._index[name])
        line = dict.fromkeys(other for spot in cells for other in self._line(spot) if other not in cells)
        meant = tuple(self._meaning(spot) for spot in cells)
        return Named(name, meant, tuple(self._meaning(spot) for spot in line), frozenset(cells))

    def _parts(self) -> Iterator[tuple[int, Sheet, int, Part]]:
        for number, sheet in enumerate(self.sheets):
            if not sheet.record and "绩效" not in sheet.key:
                yield from ((number, sheet, own, part) for own, part in enumerate(sheet.parts) if part.columns)

    def _meaning(self, spot: Spot) -> Meaning:
        sheet = self.sheets[spot.sheet]
        part = sheet.parts[spot.part]
        row = part.rows[spot.row]
        place = "›".join(names(sheet, part, row, spot.column))
        axis: Axis = "row" if not is_total(row) else "total" if is_main(part, row, spot.column) else "column"
        return Meaning(place, sheet.key, row.cells[spot.column], sheet.unit, axis)

    def _line(self, spot: Spot) -> Iterator[Spot]:
        """The other figures of a cell's row, or of its column if it stands in the row of totals."""
        part = self.sheets[spot.sheet].parts[spot.part]
        side = part.columns[spot.column].side if part.columns else ""
        if not is_total(part.rows[spot.row]):
            for number, cell in enumerate(part.rows[spot.row].cells):
                if is_money(cell) and part.columns[number].side == side:
                    yield Spot(spot.sheet, spot.part, spot.row, number)
        else:
            for number, row in enumerate(part.rows):
                if is_money(row.cells[spot.column]):
                    yield Spot(spot.sheet, spot.part, number, spot.column)
