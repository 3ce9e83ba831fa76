"""Last year's column (上年) against what last year's disclosure said of its own year."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from site_builder.book.disclosure import Disclosure
from site_builder.book.ledger import Selection, condition_of
from site_builder.checks.check import check
from site_builder.checks.subject import Located, Subject
from site_builder.checks.sums.addends import MOST_SHOWN, has_secret, in_unit, rounding, whole
from site_builder.checks.sums.places import place_of_leaf
from site_builder.law.dimensions import ASSUMED, Condition
from site_builder.sheets.address import names
from site_builder.values.finding import Finding
from site_builder.values.outcome import Outcome
from site_builder.values.text import Place

_LAST_YEAR: Mapping[str, frozenset[str]] = {"年": frozenset({"上年"}), "口径": frozenset({"预算数"})}


@dataclass(frozen=True, slots=True)
class _Pair:
    """One figure of last year, as it is said this year and as it was said then."""

    printed: Located | None
    """The cell that prints it; None if no table does."""
    now: Selection
    """This year's leaves; none if the cell is blank."""
    then: Selection
    """Last year's leaves; none if there was no such figure."""


@check("B41", "上年数与上年公开的一致", "warning", "上年预算数应是上年公开的预算数", source="custom")
def last_year_as_disclosed(subject: Subject) -> Iterable[Finding] | Outcome:
    """Each figure of last year's budget is the one that last year's disclosure printed."""
    ledger = subject.disclosure.ledger
    if not ledger.select([{"年": ("上年",), "口径": ("预算数",)}]):
        return "not_applicable"
    before = subject.before
    # A department that adds up other units than last year is no longer the same whole.
    if before is None or set(before.units) != set(subject.disclosure.units):
        return "unresolved"
    secret = any(fact.amount is None for part in (ledger, before.ledger) for fact in part.facts)
    return tuple(_changed(subject, before)) or ("unresolved" if secret else "passed")


def _changed(subject: Subject, before: Disclosure) -> Iterator[Finding]:
    """The figures that differ, without those that only sum others and those that a printed one tells."""
    pairs = {(pair.now, pair.then): pair for pair in (*_unprinted(subject, before), *_printed(subject, before))}
    wrong = {key: pair for key, pair in pairs.items() if _differs(subject, before, pair)}
    printed = [key for key, pair in wrong.items() if pair.printed]
    agreed = [then for now, then in pairs if now and (now, then) not in wrong]
    for (now, then), pair in wrong.items():
        parts = (other for other in printed if other != (now, then) and other[0] <= now and other[1] <= then)
        told = any(parts) if pair.printed else any(now <= other for other, _ in printed)
        # A part that is left blank lacks nothing where the whole was typed.
        within = not now and any(then <= of_whole for of_whole in agreed)
        if not (told or within):
            yield _finding(subject, before, pair)


def _printed(subject: Subject, before: Disclosure) -> Iterator[_Pair]:
    """The printed cells of last year's budget, blank ones included."""
    rows = ((sheet, part, row) for sheet in subject.sheets for part in sheet.parts for row in part.rows)
    for sheet, part, row in rows:
        for column, cell in enumerate(row.cells):
            if cell.where and _asks_last_year(cell.where):
                yield _Pair((sheet, part, row, column), cell.facts, before.ledger.select(_as_then(cell.where)))


def _unprinted(subject: Subject, before: Disclosure) -> Iterator[_Pair]:
    """The leaves of last year's budget, which the narrative compares with even where no table prints them."""
    for number, fact in enumerate(subject.disclosure.ledger.facts):
        if fact.where["年"] == "上年" and fact.where["口径"] == "预算数":
            yield _Pair(None, frozenset({number}), before.ledger.select(_as_then((condition_of(fact),))))


def _asks_last_year(where: tuple[Condition, ...]) -> bool:
    """Whether conditions, joined, ask for last year's budget and nothing else."""
    for condition in where:
        if "上年" in condition.get("年", ()):
            return all(_asked(where, dimension) == values for dimension, values in _LAST_YEAR.items())
    return False


def _asked(where: tuple[Condition, ...], dimension: str) -> frozenset[str]:
    sets = [frozenset(condition[dimension]) for condition in where if dimension in condition]
    return frozenset.intersection(*sets) if sets else frozenset({ASSUMED[dimension]})


def _as_then(where: tuple[Condition, ...]) -> list[Condition]:
    """The same conditions asked of last year's disclosure: its own year, its budget. Its units have no names there."""
    return [{key: values for key, values in own.items() if key not in ASSUMED and key != "条"} for own in where]


def _differs(subject: Subject, before: Disclosure, pair: _Pair) -> bool:
    now, then = subject.disclosure, before
    if has_secret(now, pair.now) or has_secret(then, pair.then):
        return False
    gap = abs(whole(now, pair.now) - whole(then, pair.then))
    if now.money_unit == then.money_unit:
        return gap > rounding(now, len(pair.now) + len(pair.then))
    return gap > now.half * len(pair.now) + then.half * len(pair.then)


def _finding(subject: Subject, before: Disclosure, pair: _Pair) -> Finding:
    disclosure = subject.disclosure
    now, then = in_unit(disclosure, whole(disclosure, pair.now)), in_unit(disclosure, whole(before, pair.then))
    said = f"这里的上年数是 {now:f}" if pair.now else "这里没有填上年数"
    was = f"{before.year} 年公开的是 {then:f}" if pair.then else f"{before.year} 年的公开没有这个数"
    gap = f"，相差 {abs(now - then):f} {disclosure.money_unit}" if pair.now and pair.then else ""
    return Finding(
        "B41",
        "warning" if pair.now and pair.then else "notice",
        f"{said}，{was}{gap}。",
        _typed_at(subject, before, pair),
        "上年数照上年公开的填；科目或口径调整过的，请在说明中写明。",
        "›".join(names(*pair.printed)) if pair.printed else place_of_leaf(subject, min(pair.now)),
        f"{now:f}" if pair.now else "",
        f"{then:f}" if pair.then else "",
        others=tuple(_said_then(subject, before, number) for number in sorted(pair.then)[:MOST_SHOWN]),
    )


def _said_then(subject: Subject, before: Disclosure, number: int) -> str:
    fact = before.ledger.facts[number]
    amount = in_unit(subject.disclosure, whole(before, frozenset({number})))
    return f"{before.year} 年公开的 {fact.text.place.file} 第 {fact.text.place.line} 行 {amount:f}"


def _typed_at(subject: Subject, before: Disclosure, pair: _Pair) -> Place:
    """Where the first of the leaves that differ was typed."""
    leaves = (own for own in _unprinted(subject, before) if own.now <= pair.now)
    wrong = next((own for own in leaves if _differs(subject, before, own)), pair)
    return subject.disclosure.ledger.facts[min(wrong.now)].text.place if pair.now else subject.disclosure.place
