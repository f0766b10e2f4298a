"""Words and page keys, without a database."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zenobia.faults import BadSettings
from zenobia.store.codec import at_moment, moment, page_key, read_page_key, writable
from zenobia.store.words import phrases, wording


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Qasr al-Wadi’s MILL", "qasr al wadi s mill"),
        ("Çelik, Ünal: 3rd", "celik unal 3rd"),
        ("ﬁve ①²", "five 12"),
        ("قُصِفَت المدينة", "قصفت المدينة"),
        ("Київ", "КИІВ"),
        ("  --  ", ""),
    ],
)
def test_words_are_folded(text: str, expected: str) -> None:
    assert wording(text) == wording(expected)
    assert wording(text) == wording(wording(text))


def test_ascii_is_folded_as_all_text_is() -> None:
    text = "".join(map(chr, range(128)))
    assert wording(text) + " " + wording("é") == wording(text + " é")


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("old mill", ("old", "mill")),
        ('"old mill" fell', ("old mill", "fell")),
        ("“old mill” «café»", ("old mill", "café")),
        ('old "mill fell', ("old", "mill fell")),
        ('"" ! -- "?"', ()),
        ("mill mill", ("mill",)),
        ("al-Wadi's", ("al-Wadi's",)),
        ("", ()),
    ],
)
def test_a_question_is_words_and_phrases(question: str, expected: tuple[str, ...]) -> None:
    assert phrases(question) == expected


@given(st.text())
def test_any_text_is_a_question_of_writable_words(text: str) -> None:
    for phrase in phrases(writable(text)):
        assert wording(phrase)
        phrase.encode()


@given(st.lists(st.one_of(st.integers(-(2**63), 2**63 - 1), st.text(st.characters(exclude_categories=["Cs"]))), max_size=4))
def test_page_keys_come_back(position: list[int | str]) -> None:
    key = page_key("events", position)
    assert read_page_key("events", key, [type(part) for part in position]) == position
    with pytest.raises(BadSettings):
        read_page_key("claims", key, [type(part) for part in position])


@given(st.text())
def test_no_broken_key_is_taken(key: str) -> None:
    with pytest.raises(BadSettings):
        read_page_key("events", key, (int, str))


@given(st.datetimes(timezones=st.timezones()).filter(lambda at: 1 < at.year < 9999))
def test_moments_come_back(at: datetime) -> None:
    assert at_moment(moment(at)) == at.astimezone(UTC)
