"""The table holds what many reports say, and nothing that one report could be known by."""

from __future__ import annotations

from train.words import table

OFTEN = ["Shells hit the market of Dol."] * 3 + ["The market was quiet."] * 5
RARELY = ["The ferry of Captain Brandt sank."] + ["The river rose."] * 7


def test_a_word_weighs_what_it_weighs_where_it_is_commonest() -> None:
    lines = dict(line.split("\t") for line in table([OFTEN, RARELY]))
    assert lines == {"the": "0", "market": "0", "river": "0.2", "rose": "0.2"}
