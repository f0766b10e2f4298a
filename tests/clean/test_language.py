"""The language model's limits; examples stand in tests/cases/clean.jsonl."""

from __future__ import annotations

import pytest
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


@pytest.mark.parametrize(
    ("code", "text"),
    [
        (
            "nl",
            "Het leger was in de stad en had de weg naar het westen in handen, is er gezegd. Of dat zo is, weet men niet.",
        ),
        ("de", "Die Armee war in der Stadt und hat an der Straße nach Westen Stellung bezogen, sagte ein Sprecher am Abend."),
        ("da", "Hæren var i byen for at holde vejen mod vest, og den er ikke at se på kortet, sagde en talsmand i aftes."),
        ("ar", "The army said that it was in the town on Monday. " + "قصف الجيش القرية يوم الاثنين وقتل ثلاثة مدنيين. " * 12),
    ],
)
def test_words_that_other_languages_share_do_not_make_a_text_english(code: str, text: str) -> None:
    assert detect_language(text) == code


def test_shouted_english_is_english() -> None:
    assert (
        detect_language("THE GOVERNOR OF THE PROVINCE SAID THAT IT WAS NOT AT WAR WITH THE TRIBES OF THE NORTH, AND LEFT.")
        == "en"
    )
