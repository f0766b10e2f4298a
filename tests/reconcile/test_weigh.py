"""Every row of the table is a sentence for readers, and each can speak."""

from __future__ import annotations

from zenobia.reconcile import compare
from zenobia.reconcile.facets import facet
from zenobia.reconcile.pairs import distance_km, pair_of
from zenobia.reconcile.weigh import APART_BITS, LINK_BITS, TABLE, reasons, weigh
from zenobia.values.place import Fix


def pair(a, b):
    return pair_of(facet(a), facet(b))


def test_rows_are_sentences():
    for row in TABLE:
        assert row.sentence.endswith(".") and "\n" not in row.sentence
        assert row.weight_bits != 0
    assert len({row.feature for row in TABLE}) == len(TABLE)


def test_evidence_is_the_same_from_either_side(tell):
    events = [
        tell("territory_gained", "Palmyra", when="2016-12-11", by="ISIS", toll=(("killed", "soldiers", 5, 9),)),
        tell(
            "attack_repelled",
            "al-Amriyha district",
            "Palmyra",
            by="Syrian army",
            on="ISIS",
            toll=(("killed", "soldiers", 40, None),),
        ),
        tell("battle", when="2016-12-10/2016-12-20"),
        tell("air_strike", "Homs province", when="2016-12-11", toll=(("conducted", "strikes", 9, 9),), said_by="residents"),
    ]
    for a in events:
        for b in events:
            assert weigh(pair(a, b)) == weigh(pair(b, a))


def test_reasons_are_the_sentences_of_what_speaks_for_it(tell):
    a = tell("bombing", "Aleppo", when="2016-12-13", by="ISIS")
    b = tell("bombing", "Aleppo", when="2016-12-13", by="ISIS", source="desk-two")
    assert reasons(pair(a, b))[:3] == (
        "Both are said to have happened on the same day.",
        "Both name the same place.",
        "Both tell of the same kind of act.",
    )
    assert weigh(pair(a, b)) >= LINK_BITS


def test_one_strong_disagreement_keeps_apart(tell):
    a = tell("bombing", "Aleppo", when="2016-12-13", by="ISIS")
    for other in (
        tell("bombing", "Aleppo", when="2016-12-23", by="ISIS"),
        tell("bombing", "Palmyra", when="2016-12-13", by="ISIS"),
        tell("protest", "Aleppo", when="2016-12-13", by="ISIS"),
    ):
        assert weigh(pair(a, other)) <= APART_BITS


def test_distance_is_along_the_great_circle():
    assert round(distance_km((34.56, 38.28), (34.89, 38.87))) == 65
    assert round(distance_km((0.0, 179.9), (0.0, -179.9))) == 22


def test_different_sentences_of_copies_are_no_more_one_than_in_one_text(tell):
    mill, canal = "The column reached Wadi Saram at dusk and shelled the mill", "Engineers shelled the Saram aqueduct for an hour"
    near = [facet(tell("shelling", "Tiyas", words=words, source="north-desk", document="doc_n")) for words in (mill, canal)]
    far = [facet(tell("shelling", "Tiyas", words=words, source="south-desk", document="doc_s")) for words in (mill, canal)]
    same = pair_of(near[0], far[0], is_echo=True, kinship=1.0)
    crossed = pair_of(near[0], far[1], is_echo=True, kinship=1.0)
    assert (compare.same_dispatch(same), compare.kin_reports(same), compare.both_lead(same)) == (1.0, 1.0, 1.0)
    assert (compare.same_dispatch(crossed), compare.kin_reports(crossed), compare.both_lead(crossed)) == (0.0, 0.0, 0.0)
    apart = pair_of(near[0], far[1], kinship=1.0)
    assert compare.kin_reports(apart) == 1.0, "kin reports in their own words may tell of one thing in any sentence"


def test_shared_words_count_by_how_rare_they_are(tell):
    rare = {"ammonium": 8.0, "depot": 6.0, "something": 6.0}
    a, b, c = (
        facet(tell("bombing", "Tiyas", words=words))
        for words in ("ammonium depot burned yesterday", "ammonium depot seen early", "something burned yesterday early")
    )

    def rarity(word):
        return rare.get(word, 1.0)

    assert compare.same_words(pair_of(a, b, rarity=rarity)) > 0.8 > 0.4 > compare.same_words(pair_of(a, c, rarity=rarity))


def test_names_of_places_that_nobody_knows_are_not_far_apart_as_known_ones_are(tell):
    known = pair_of(facet(tell("shelling", "Ramadi")), facet(tell("shelling", "Aleppo")))
    unknown = pair_of(facet(tell("shelling", "Tell Suwan")), facet(tell("shelling", "Khirbet Nar")))
    assert compare.far_apart(known) == 1.0 > compare.far_apart(unknown) > 0.0


def test_the_kind_of_a_place_is_no_part_of_its_name(tell):
    plain = facet(tell("shelling", "Tell Suwan"))
    for words in ("rebel stronghold of Tell Suwan", "village of Tell Suwan", "Sarmania's Tell Suwan"):
        assert facet(tell("shelling", words)).places == plain.places, words
    assert facet(tell("shelling", "citadel of Palmyra")).places[0] != facet(tell("shelling", "Palmyra")).places[0]


def test_a_country_is_hardly_a_place(tell):
    land = Fix(name="Sarmania", lat=30.0, lon=40.0, radius_km=400.0, precision="country", id="made:sarmania", country="SX")
    a, b = facet(tell("shelling", "Sarmania", fix=land)), facet(tell("shelling", "Tell Suwan"))
    assert compare.placeless(pair_of(a, b)) == 1.0
    assert compare.placeless(pair_of(b, facet(tell("shelling", "Khirbet Nar")))) == 0.0
