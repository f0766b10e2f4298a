"""Shouted text gets its lower case back, code point by code point."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zenobia.engines.actors import load_actors
from zenobia.engines.lexicon import load_lexicon
from zenobia.read.casing import Casing, is_shouted
from zenobia.read.vocabulary import compile_lexicon
from zenobia.values.place import Place


class NoTowns:
    """A map with one town of two words."""

    def lookup(self, name: str) -> tuple[Place, ...]:
        if name != "San Lorenzo":
            return ()
        return (Place(id="zenobia:x", name=name, lat=0.0, lon=0.0, feature="P.PPL", country="", population=100),)

    def place(self, place_id: str) -> Place | None:
        return None

    def admin1(self, country: str, name: str) -> Place | None:
        return None


CASING = Casing(compile_lexicon(load_lexicon()), load_actors(), NoTowns())


@pytest.mark.parametrize(
    ("shouted", "cased"),
    [
        ("TROOPS TOOK THE TOWN OF SAN LORENZO", "troops took the town of San Lorenzo"),
        ("COLONEL ANSELMO QUERIDA SAID SO", "colonel Anselmo Querida said so"),
        ("RUSSIAN TROOPS HIT THE VILLAGE", "Russian Troops hit the village"),
        ("THEY WANT TO HINDER THE PROCESS", "they want to hinder the process"),
    ],
)
def test_names_keep_their_capitals(shouted: str, cased: str) -> None:
    assert CASING.cased(shouted) == cased


def test_an_acronym_is_not_shouted() -> None:
    assert not is_shouted("THE UN SAID.")
    assert not is_shouted("Troops of the UN took the town, AFP said.")


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_offsets_hold(text: str) -> None:
    shouted = text.upper()
    assert len(CASING.cased(shouted)) == len(shouted)
    assert CASING.cased(shouted).lower() == shouted.lower() or len(shouted.lower()) != len(shouted)
