"""A department's disclosure takes in the figures of the units it names (汇总单位)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from site_builder.book.disclosure import Disclosure, Entry, Unit
from site_builder.book.ledger import merge
from site_builder.book.reading.fields import Notes
from site_builder.values.text import brief


def with_subordinates(units: tuple[Unit, ...], notes: Notes) -> tuple[Unit, ...]:
    """A department's disclosure takes in the figures of the units it names (汇总单位), of the same year and stage."""
    own = {(unit.folder, found.name): (unit, found) for unit in units for found in unit.disclosures}
    return tuple(
        replace(unit, disclosures=tuple(_summed(unit, found, own, notes) for found in unit.disclosures))
        for unit in units
    )


def _summed(
    unit: Unit,
    disclosure: Disclosure,
    all_of_them: Mapping[tuple[str, str], tuple[Unit, Disclosure]],
    notes: Notes,
) -> Disclosure:
    members = [("", unit, disclosure)]
    for folder in disclosure.units:
        if found := all_of_them.get((folder, disclosure.name)):
            members.append((f"{folder}/", *found))
        else:
            known = sorted(other for other, name in all_of_them if name == disclosure.name and other != unit.folder)
            message = f"“汇总单位”里的“{brief(folder)}”没有 {disclosure.name}。"
            remedy = f"请写单位的文件夹名：{'、'.join(known)}。" if known else "请先建好所属单位同一年的公开文件夹。"
            notes.add("D10", message, disclosure.place, remedy)
    if len(members) == 1:
        return disclosure
    whole = merge((str(member.name), prefix, part.ledger) for prefix, member, part in members)
    lists = {name: tuple(_kept_apart(members, name)) for name in ("项目", "采购")}
    entry = Entry(disclosure.entry.fields, {**disclosure.entry.children, **lists})
    return replace(disclosure, ledger=whole, entry=entry)


def _kept_apart(members: list[tuple[str, Unit, Disclosure]], name: str) -> Iterator[Entry]:
    """The records of all units, each with a key of its own."""
    for prefix, _, part in members:
        for entry in part.entry.children.get(name, ()):
            yield replace(entry, key=prefix + entry.key)
