from __future__ import annotations

import pytest

from zenobia.engines.actors import load_actors
from zenobia.engines.tagger import load_tagger
from zenobia.faults import BadSettings
from zenobia.values.place import Place


class Nowhere:
    """A gazetteer that knows no place."""

    def lookup(self, name: str) -> tuple[Place, ...]:
        return ()

    def place(self, place_id: str) -> Place | None:
        return None

    def admin1(self, country: str, name: str) -> Place | None:
        return None


def test_the_rule_tagger_goes_by_its_name() -> None:
    assert load_tagger("rules", actors=load_actors(), gazetteer=Nowhere()).name == "rules"


def test_an_unknown_name_lists_the_known_ones() -> None:
    with pytest.raises(BadSettings, match="rules"):
        load_tagger("oracle", actors=load_actors(), gazetteer=Nowhere())
