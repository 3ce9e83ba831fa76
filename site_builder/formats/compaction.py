"""An unwritten PDF without what nothing refers to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

_REFERENCE = re.compile(rb"\b(\d+) 0 R\b")


def compact(pdf: Any) -> None:  # noqa: ANN401 - the PDF writer has no types
    """Leave out the objects that nothing refers to, and number the others anew: each costs an entry of its own.

    Whoever knows an object by its number has done with it: this comes last.
    """
    # The writer lists its pages as numbers.
    pdf.pages["Kids"][:] = pdf.page_references
    found, waiting = set[int](), [pdf.catalog.number]
    while waiting:
        number = waiting.pop()
        if number not in found:
            found.add(number)
            waiting.extend(_numbers(_values(pdf.objects[number])))
    first, *objects = pdf.objects
    objects = [own for own in objects if own.number in found]
    numbers = {own.number: number for number, own in enumerate(objects, start=1)}
    for own in objects:
        _renumber(_values(own), numbers)
        own.number = numbers[own.number]
    pdf.objects[:] = [first, *objects]


def _values(own: Any) -> Any:  # noqa: ANN401
    """What an object holds; of a stream, what is said about it."""
    return own.extra if hasattr(own, "extra") else own


def _numbers(value: Any) -> Iterator[int]:  # noqa: ANN401
    """The numbers of the objects that a value refers to."""
    if isinstance(value, bytes):
        yield from map(int, _REFERENCE.findall(value))
    elif isinstance(value, dict | list):
        for own in value.values() if isinstance(value, dict) else value:
            yield from _numbers(own)


def _renumber(value: Any, numbers: Mapping[int, int]) -> Any:  # noqa: ANN401
    if isinstance(value, bytes):
        return _REFERENCE.sub(lambda found: b"%d 0 R" % numbers[int(found[1])], value)
    if isinstance(value, dict | list):
        for key, own in list(value.items() if isinstance(value, dict) else enumerate(value)):
            value[key] = _renumber(own, numbers)
    return value
