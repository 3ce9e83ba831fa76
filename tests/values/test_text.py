"""Texts that know where they were typed."""

from __future__ import annotations

import pickle

from hypothesis import given
from hypothesis import strategies as st

from site_builder.values.text import NOWHERE, Place, Text, brief, place_of


@given(st.text(), st.integers(1, 10**6), st.integers(1, 10**6))
def test_a_text_is_its_characters_and_keeps_its_place(typed: str, line: int, column: int) -> None:
    """Law: a text equals, hashes and prints as its characters, and its place survives a trip to another process."""
    text = Text(typed, Place("单位/预算.yaml", line, column))
    assert text == typed
    assert hash(text) == hash(typed)
    assert pickle.loads(pickle.dumps(text)).place == text.place  # noqa: S301
    assert place_of(text) == text.place
    assert place_of(typed) == NOWHERE


@given(st.text())
def test_a_brief_text_is_one_short_line(typed: str) -> None:
    """Law: what a message quotes is one line of at most 24 characters and an ellipsis."""
    assert len(brief(typed)) <= 25
    assert "\n" not in brief(typed)
