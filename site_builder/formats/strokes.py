"""The lines of tables in an unwritten PDF, each drawn once.

WeasyPrint draws the border of each cell apart and says its colour and breadth each time. Drawn together the file is a
tenth smaller, and what touches is one line.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import groupby
from typing import Any

_PEN = rb"/Artifact\nBMC\nq\nq\n(?:/\S+ gs\n)?[\d. ]+ RG\n[\d.]+ w\n"
_LINE = rb"[-\d.]+ [-\d.]+ m\n[-\d.]+ [-\d.]+ l\n"
_END = b"S\nQ\nQ\nEMC"
_RUN = re.compile(rb"(?P<pen>%b)%b%b(?:\n(?P=pen)%b%b)+" % (_PEN, _LINE, _END, _LINE, _END))
"""Lines that follow each other with one pen."""
_ENDS = re.compile(rb"([-\d.]+) ([-\d.]+) m\n([-\d.]+) ([-\d.]+) l\n")
_NEAR = 2
"""What is no farther apart than this touches."""

Span = tuple[int, int]
"""Where a line begins and where it ends, on its axis, in hundredths of a pixel."""


def join_strokes(pdf: Any) -> None:  # noqa: ANN401 - the PDF writer has no types
    """Draw lines that follow each other with one pen together, and as one line where they touch."""
    for reference in pdf.page_references:
        page = pdf.objects[int(reference.split()[0])]
        stream = pdf.objects[int(page["Contents"].split()[0])].stream
        stream[:] = _pieces(stream)


def drawn_together(piece: bytes) -> bytes:
    """A piece of a page in which that is done. Done again it changes nothing."""
    return _RUN.sub(_together, piece)


def joined(spans: Iterable[Span]) -> Iterator[Span]:
    """Spans of one axis in their order, those that touch or overlap as one."""
    begin, end = None, 0
    for start, stop in sorted(spans):
        if begin is None or start > end + _NEAR:
            if begin is not None:
                yield begin, end
            begin, end = start, stop
        end = max(end, stop)
    if begin is not None:
        yield begin, end


def _pieces(stream: Iterable[Any]) -> Iterator[Any]:
    """A stream in few pieces. What is said of marked content is no bytes yet, and stays apart."""
    for apart, items in groupby(stream, key=lambda item: isinstance(item, dict)):
        if apart:
            yield from items
        else:
            plain = b"\n".join(item if isinstance(item, bytes) else str(item).encode() for item in items)
            yield drawn_together(plain)


def _together(run: re.Match[bytes]) -> bytes:
    return run["pen"] + b"".join(_drawn(_ENDS.findall(run[0]))) + _END


def _drawn(ends: Iterable[tuple[bytes, bytes, bytes, bytes]]) -> Iterator[bytes]:
    rows, columns = defaultdict[int, list[Span]](list), defaultdict[int, list[Span]](list)
    for x, y, to_x, to_y in (tuple(map(_hundredths, line)) for line in ends):
        if y == to_y:
            rows[y].append((min(x, to_x), max(x, to_x)))
        elif x == to_x:
            columns[x].append((min(y, to_y), max(y, to_y)))
        else:
            yield _path(x, y, to_x, to_y)
    for y, spans in rows.items():
        yield from (_path(start, y, stop, y) for start, stop in joined(spans))
    for x, spans in columns.items():
        yield from (_path(x, start, x, stop) for start, stop in joined(spans))


def _hundredths(number: bytes) -> int:
    return round(Decimal(number.decode()).scaleb(2))


def _path(*places: int) -> bytes:
    x, y, to_x, to_y = (Decimal(place).scaleb(-2) for place in places)
    return f"{x} {y} m\n{to_x} {to_y} l\n".encode()
