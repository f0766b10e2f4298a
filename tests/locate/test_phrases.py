"""Place words taken apart."""

from __future__ import annotations

import pytest

from zenobia.locate.phrases import parse, sided


@pytest.mark.parametrize(
    ("words", "name", "how", "side", "km"),
    [
        ("Palmyra", "Palmyra", "at", None, None),
        ("north of Palmyra", "Palmyra", "direction", "north", None),
        ("north of the Raqqa city", "Raqqa city", "direction", "north", None),
        ("to the north-east of Raqqa", "Raqqa", "direction", "northeast", None),
        ("10 km west of Hit", "Hit", "offset", "west", 10.0),
        ("some 30km (19 miles) to the south of Kirkuk", "Kirkuk", "offset", "south", 30.0),
        ("15 kilometres east of the town", "", "offset", "east", 15.0),
        ("five miles from Kherson", "Kherson", "offset", None, 8.04672),
        ("2,5 km north of Izium", "Izium", "offset", "north", 2.5),
        ("near Manbij", "Manbij", "near", None, None),
        ("in the vicinity of Tuz", "Tuz", "near", None, None),
        ("outside Tuz", "Tuz", "near", None, None),
        ("the western outskirts of Aleppo", "Aleppo", "outskirts", "west", None),
        ("Bakhmut's outskirts", "Bakhmut", "outskirts", None, None),
        ("northern countryside of Aleppo", "Aleppo", "countryside", "north", None),
        ("Aleppo northern countryside", "Aleppo", "countryside", "north", None),
        ("rural Damascus", "Damascus", "countryside", None, None),
        ("parts of Palmyra", "Palmyra", "part", None, None),
        ("the eastern half of Mosul", "Mosul", "part", "east", None),
        ("the city", "", "at", None, None),
        ("west of the city", "", "direction", "west", None),
        ("market", "", "at", None, None),
        ("Syria's", "Syria", "at", None, None),
        ("S.C.", "S.C.", "at", None, None),
    ],
)
def test_forms(words, name, how, side, km):
    phrase = parse(words)
    assert (phrase.name, phrase.how, phrase.side) == (name, how, side)
    assert phrase.km == (pytest.approx(km) if km else None)


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Homs province", "division"),
        ("province of Homs", "division"),
        ("Kherson oblast", "division"),
        ("Bakhmut raion", "district"),
        ("village of Robotyne", "town"),
        ("Gaza City", "town"),
        ("T4 air base", "site"),
        ("Shaer gas field", "site"),
        ("Homs", None),
    ],
)
def test_kinds(words, kind):
    assert parse(words).kind == kind


def test_between():
    for words in ("between Homs and Palmyra", "the road between Homs and Palmyra", "the Homs-Palmyra road"):
        phrase = parse(words)
        assert (phrase.how, phrase.name, phrase.other) == ("between", "Homs", "Palmyra")


def test_sides_are_read_only_when_asked():
    assert parse("eastern Mosul").how == "at"
    part = sided("eastern Mosul")
    assert part is not None and (part.name, part.how, part.side) == ("Mosul", "part", "east")
    assert sided("Mosul") is None


def test_hostile_words_are_refused():
    assert parse("north of " * 2_000).name == ""
