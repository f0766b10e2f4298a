"""The language model's limits; examples stand in tests/cases/clean.jsonl."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from zenobia.clean.language import UNKNOWN, detect_language


@given(st.text(max_size=400))
@settings(max_examples=50, deadline=None)
def test_any_text_has_a_code_of_two_letters_or_none(text: str) -> None:
    code = detect_language(text)
    assert code == UNKNOWN or (len(code) == 2 and code.isalpha())


def test_only_the_beginning_is_looked_at() -> None:
    assert detect_language("The army shelled the village on Monday. " * 100 + "Армия обстреляла деревню. " * 5000) == "en"
