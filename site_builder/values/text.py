"""Text that remembers where it was typed."""

from __future__ import annotations

from typing import NamedTuple, Self


class Place(NamedTuple):
    """A position in a source file, as an editor shows it."""

    file: str
    """Path relative to the content folder, with forward slashes."""
    line: int = 1
    """Line, counted from 1."""
    column: int = 1
    """Column in characters, counted from 1."""


NOWHERE = Place("", 0, 0)
"""The place of values that nobody typed, such as computed totals."""


class Text(str):
    """A typed scalar: exactly the characters that were typed, and their place.

    It is an ordinary `str` in every other way, so it can be compared, hashed and printed as one.
    """

    __slots__ = ("place",)

    place: Place
    """Where the text was typed; `NOWHERE` if the program made it."""

    def __new__(cls, value: str, place: Place = NOWHERE) -> Self:
        """Attach a place to a string."""
        text = str.__new__(cls, value)
        text.place = place
        return text

    def __reduce__(self) -> tuple[type[Text], tuple[str, Place]]:
        """Keep the place when a text travels to another process."""
        return Text, (str(self), self.place)


def place_of(value: str) -> Place:
    """Where a string was typed, or `NOWHERE`."""
    return value.place if isinstance(value, Text) else NOWHERE


def brief(text: str, longest: int = 24) -> str:
    """A typed text on one line and short enough for a message, however long it is."""
    line = text[: longest + 1].replace("\n", " ")
    return line if len(text) <= longest else line[:longest] + "…"
