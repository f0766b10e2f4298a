"""Normalising touches what cannot be seen and nothing else; examples stand in tests/cases/clean.jsonl."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from zenobia.clean.normalise import normalise, storable


def letters(text: str) -> list[str]:
    return [character for character in text if character.isalnum()]


@given(st.text())
def test_letters_stay_in_their_order_and_twice_is_once(text: str) -> None:
    once = normalise(text)
    assert letters(once) == letters(text)
    assert normalise(once) == once


@given(st.text(alphabet=st.characters(exclude_categories=[])))
def test_what_is_storable_keeps_its_length_and_encodes(text: str) -> None:
    stored = storable(text)
    assert len(stored) == len(text)
    assert "\0" not in stored
    stored.encode("utf-8")


def test_what_can_be_stored_is_left_alone() -> None:
    assert storable("a\u00a0b\r\n\u202ec") == "a\u00a0b\r\n\u202ec"
    assert storable("a\0b\ud800c") == "a\ufffdb\ufffdc"
