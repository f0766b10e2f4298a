"""Reports are grouped by what they tell of, not by how they are written."""

from __future__ import annotations

from zenobia.engines.rarity import load_rarity
from zenobia.reconcile.stories import FEATURES, TABLE, stories, telling, weigh

FIRST = (
    "Rescuers pulled Halvard Osterby, 41, from a collapsed silo in Brennick on Tuesday. Two others died, Chief Imke Roelofs said."
)
LATER = "Brennick mourns two men. Halvard Osterby, 41, the only one saved from the silo, thanked Chief Imke Roelofs and her crew."
OTHER = "Rescuers pulled a man, 38, from a collapsed barn in Delvona on Friday. Two others died, Chief Paulus Hembrecht said."


def told(name, text, published=735_000):
    return telling(name, text, [], load_rarity(), published)


def test_one_story_in_two_reports_and_another_in_the_same_words():
    assert stories([told("a", FIRST), told("b", LATER, 735_002), told("c", OTHER)]) == (("a", "b"), ("c",))


def test_the_order_of_reports_is_of_no_matter():
    reports = [told("a", FIRST), told("b", LATER, 735_002), told("c", OTHER)]
    assert stories(reversed(reports)) == stories(reports)


def test_long_after_the_same_words_weigh_less():
    assert weigh(told("a", FIRST), told("b", LATER, 736_000)) < weigh(told("a", FIRST), told("b", LATER))


def test_rows_are_sentences_and_the_same_from_either_side():
    a, b = told("a", FIRST), told("b", OTHER)
    assert weigh(a, b) == weigh(b, a)
    assert len(TABLE) == len(FEATURES)
    for row in TABLE:
        assert row.sentence.endswith(".")
        assert 0.0 <= row.feature((a, b)) <= 1.0
