"""Every row of the table is a sentence for readers, and each can speak."""

from __future__ import annotations

from zenobia.reconcile.facets import facet
from zenobia.reconcile.pairs import distance_km, pair_of
from zenobia.reconcile.weigh import APART_BITS, LINK_BITS, TABLE, reasons, weigh


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
