"""Words for ground: the whole, its parts, and what lies beside it."""

from __future__ import annotations

import pytest

from zenobia.control.cells import as_quoted, atlas, cell_of, joined, relative, whole_of


@pytest.mark.parametrize(
    ("words", "whole"),
    [
        ("parts of Palmyra", "Palmyra"),
        ("the rest of the ancient city", "the ancient city"),
        ("districts north of Palmyra", "Palmyra"),
        ("large parts of eastern Aleppo", "eastern Aleppo"),
        ("the northern part of Palmyra", "Palmyra"),
        ("most of Palmyra", "Palmyra"),
        ("eastern Aleppo", "Aleppo"),
        ("all of Palmyra but the citadel", "Palmyra"),
        ("the whole of Palmyra except for the citadel", "Palmyra"),
        ("all but the citadel of Palmyra", "Palmyra"),
        ("Palmyra", None),
        ("the outskirts of Palmyra", None),
        ("villages north of Palmyra", None),
        ("ancient citadel", None),
    ],
)
def test_parts_name_their_whole(words, whole):
    assert whole_of(words) == whole


@pytest.mark.parametrize(
    ("quote", "words"),
    [
        ("The army has left most of Palmyra.", "most of Palmyra"),
        ("They pulled out of large parts of the city.", "large parts of Palmyra"),
        ("They hold 80 percent of Palmyra.", "80 percent of Palmyra"),
        ("They took the rest of the province and Palmyra.", "Palmyra"),
        ("They took Palmyra, the last of the towns.", "Palmyra"),
        ("They advanced towards Palmyra.", "ground near Palmyra"),
        ("They hold villages north of Palmyra.", "ground near Palmyra"),
    ],
)
def test_a_share_of_a_place_in_the_quote_is_a_part(quote, words):
    assert as_quoted("Palmyra", quote) == words


@pytest.mark.parametrize(
    ("words", "place", "key", "parent"),
    [
        ("Palmyra", ("Palmyra",), "made:palmyra", None),
        ("the city of Palmyra", ("Palmyra",), "made:palmyra", None),
        ("the city", ("Palmyra",), "made:palmyra", None),
        ("parts of Palmyra", ("Palmyra",), "words:partspalmyra", "made:palmyra"),
        ("rest of the ancient city", ("rest of the ancient city", "Palmyra"), "words:rest@made:palmyra", "made:palmyra"),
        ("al-Amriyha district", ("al-Amriyha district", "Palmyra"), "words:amriyha@made:palmyra", "made:palmyra"),
        ("the citadel of Palmyra", ("the citadel of Palmyra",), "words:citadel@made:palmyra", "made:palmyra"),
        ("northern districts", ("northern districts", "Palmyra"), "words:northerndistricts@made:palmyra", "made:palmyra"),
        ("the outskirts of the city", ("Palmyra",), "words:outskirts@made:palmyra", None),
        ("Umm Hajar", ("Umm Hajar",), "words:ummhajar", None),
        ("al-Sukhnah", ("al-Sukhnah", "Palmyra"), "made:sukhnah", None),
    ],
)
def test_cells(tell, words, place, key, parent):
    event = tell("territory_gained", *place, by="ISIS")
    known = atlas([event, tell("battle", "Palmyra"), tell("battle", "al-Sukhnah")])
    cell = cell_of(event, words, known)
    assert (cell.key, cell.parent) == (key, parent)


def test_ground_at_a_distance_is_no_part(tell):
    event = tell("territory_gained", "Palmyra", relation="15 km east of Palmyra", by="ISIS")
    cell = relative(event, "Palmyra", "15 km east of Palmyra", atlas([event]))
    assert (cell.key, cell.parent) == ("words:15kmeastpalmyra", None)


def test_one_name_means_the_place_that_most_events_put_it_at(tell):
    there = [tell("battle", "Palmyra", words=f"Fight {number}.") for number in range(2)]
    assert atlas(there)["palmyra"].id == "made:palmyra"


@pytest.mark.parametrize("words", ["positions", "the west", "villages", "north-east"])
def test_loose_ground_without_a_name_is_no_cell(tell, words):
    event = tell("territory_gained", "Palmyra", by="ISIS")
    assert cell_of(event, words, atlas([event])) is None


def test_a_mere_name_beside_a_town_is_no_part_of_it(tell):
    event = tell("territory_gained", "Umm Hajar", "Palmyra", when="2016-12-11", by="ISIS")
    cell = cell_of(event, "Umm Hajar", atlas([event]))
    assert (cell.key, cell.parent, cell.near.id) == ("words:ummhajar@made:palmyra", None, "made:palmyra")


def test_places_held_alike_or_listed_are_no_parts_of_one_another(tell):
    both = tuple(("ISIS", "holds", place) for place in ("the mill quarter", "Palmyra"))
    alike = tell("territory_gained", "the mill quarter", "Palmyra", when="2016-12-11", control=both)
    words = "They took Salt Market quarter and Palmyra."
    listed = tell("territory_gained", "Salt Market quarter", "Palmyra", when="2016-12-11", words=words)
    assert cell_of(alike, "the mill quarter", atlas([alike])).parent is None
    assert cell_of(listed, "Salt Market quarter", atlas([listed])).parent is None
    alone = tell("territory_gained", "the mill quarter", "Palmyra", when="2016-12-11", control=both[:1])
    assert cell_of(alone, "the mill quarter", atlas([alone])).parent == "made:palmyra"


@pytest.mark.parametrize(
    ("beside", "one"), [(("Palmyra", None), True), (("Palmyra", "Tiyas"), False), (("Aleppo", "al-Shaar"), True)]
)
def test_one_unknown_name_is_one_place_unless_it_lies_far_from_itself(tell, beside, one):
    cells = []
    for town in beside:
        places = ("Umm Hajar", town) if town else ("Umm Hajar",)
        event = tell("territory_gained", *places, when="2016-12-11", by="ISIS")
        cells.append(cell_of(event, "Umm Hajar", atlas([event])))
    keys = joined(cells)
    assert ({keys.get(cell.key, cell.key) for cell in cells} == {"words:ummhajar"}) is one


@pytest.mark.parametrize("words", ["10 km northwest of Palmyra", "about 12 miles north of Palmyra"])
def test_ground_so_many_kilometres_away_is_no_part(tell, words):
    event = tell("territory_gained", "Palmyra", when="2016-12-11", by="ISIS")
    cell = cell_of(event, words, atlas([event]))
    assert (cell.key.endswith("@made:palmyra") or "palmyra" in cell.key, cell.parent) == (True, None)


@pytest.mark.parametrize("words", ["key village", "strategic railway town", "settlements"])
def test_another_word_for_a_place_is_no_place(tell, words):
    event = tell("territory_gained", "Palmyra", when="2016-12-11", by="ISIS")
    assert cell_of(event, words, atlas([event])) is None
