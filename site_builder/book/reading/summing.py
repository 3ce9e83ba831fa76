"""A department's disclosure takes in the figures of the units it names (汇总单位)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from site_builder.book.disclosure import Disclosure, Entry, Unit
from site_builder.book.merging import merge
from site_builder.book.reading.fields import Notes
from site_builder.values.text import Place, brief


def with_subordinates(
    unit: Unit, others: Mapping[str, Unit], having: Callable[[str], Iterable[str]], notes: Notes
) -> Unit:
    """A department's disclosure takes in the figures of the units it names (汇总单位), of the same year and stage.

    `others` are units by folder, those that are named at least; `having` tells which folders have a disclosure.
    """
    summed = (_summed(unit, found, others, having, notes) for found in unit.disclosures)
    return replace(unit, disclosures=tuple(summed))


def subordinates(unit: Unit) -> frozenset[str]:
    """The folders of all units that a unit names."""
    return frozenset(folder for found in unit.disclosures for folder in found.units)


def _summed(
    unit: Unit,
    disclosure: Disclosure,
    others: Mapping[str, Unit],
    having: Callable[[str], Iterable[str]],
    notes: Notes,
) -> Disclosure:
    members = [("", unit, disclosure)]
    for number, folder in enumerate(disclosure.units):
        member = others.get(folder)
        found = next((own for own in member.disclosures if own.name == disclosure.name), None) if member else None
        if member is None or found is None:
            known = sorted(other for other in having(disclosure.name) if other != unit.folder)
            message = f"“汇总单位”里的“{brief(folder)}”没有 {disclosure.name}。"
            remedy = f"请写单位的文件夹名：{'、'.join(known)}。" if known else "请先建好所属单位同一年的公开文件夹。"
            notes.add("D10", message, disclosure.place, remedy)
        elif fault := _unfit(unit, disclosure, number, found):
            notes.add(*fault)
        else:
            members.append((f"{folder}/", member, found))
    if len(members) == 1:
        return disclosure
    whole = merge((str(member.name), prefix, part.ledger) for prefix, member, part in members)
    lists = {name: tuple(_kept_apart(members, name)) for name in ("项目", "采购")}
    entry = Entry(disclosure.entry.fields, {**disclosure.entry.children, **lists})
    return replace(disclosure, ledger=whole, entry=entry)


def _unfit(unit: Unit, disclosure: Disclosure, number: int, member: Disclosure) -> tuple[str, str, Place, str] | None:
    """Why a unit's figures cannot be added; None if they can."""
    folder, place = disclosure.units[number], disclosure.place
    if folder == unit.folder or folder in disclosure.units[:number]:
        return "D10", f"“汇总单位”里的“{brief(folder)}”会算两遍。", place, "本单位不用写，每个所属单位只写一次。"
    if member.units:
        return "D10", f"“{brief(folder)}”自己也有“汇总单位”。", place, "请直接列出最基层的单位。"
    if any(fact.amount is None for fact in member.ledger.facts):
        remedy = "部门的合计减去各单位的数，就会推出涉密数。请按保密规定另行编制部门的公开。"
        return "S05", f"“{brief(folder)}”有涉密事项，不能汇总。", place, remedy
    return None


def _kept_apart(members: list[tuple[str, Unit, Disclosure]], name: str) -> Iterator[Entry]:
    """The records of all units, each with a key of its own."""
    for prefix, _, part in members:
        for entry in part.entry.children.get(name, ()):
            yield replace(entry, key=prefix + entry.key)
