"""Two written names are one when their keys are equal, and only then."""

from __future__ import annotations

import pytest

from zenobia.values.claim import Party
from zenobia.values.keys import party_key, place_key, voice_key, voice_name


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("al-Sukhnah", "Sukhna"),
        ("the city of Palmyra", "Palmyra"),
        ("al-Amriyha district", "Al Amriyha"),
        ("Deir ez-Zor", "Deir al-Zor"),
        ("Khān Shaykhūn", "khan shaykhun"),
        ("PALMYRA", "Palmyra"),
    ],
)
def test_spellings_of_one_place(one, other):
    assert place_key(one) == place_key(other) != ""


@pytest.mark.parametrize(("one", "other"), [("Homs", "Homs province"), ("north Hama", "Hama"), ("Palmyra", "Palma")])
def test_places_that_are_not_one(one, other):
    assert place_key(one) != place_key(other)


def test_words_that_are_all_generic_still_have_a_key():
    assert place_key("the old city") == "theoldcity"
    assert place_key("…") == ""


def test_an_id_is_stronger_than_a_name():
    army = Party(text="the army", name="Syrian army", id="made:army")
    assert party_key(army) == party_key(Party(text="troops", name="troops", id="made:army"))
    assert party_key(Party(text="the army", name="Syrian army")) == party_key(
        Party(text="Army", name="army", fullest="Syrian army")
    )


def test_a_nameless_speaker_is_a_voice_of_its_own_in_each_outlet(tell):
    here, there = (tell("battle", "Aleppo", said_by="residents", source=source) for source in ("desk-one", "desk-two"))
    assert voice_key(here) != voice_key(there)
    monitor = [tell("battle", "Aleppo", said_by="River Observatory", source=source) for source in ("desk-one", "desk-two")]
    assert len({voice_key(event) for event in monitor}) == 1


def test_without_a_speaker_the_outlet_speaks(tell):
    assert voice_name(tell("battle", "Aleppo", source="desk-two")) == "Desk two"
