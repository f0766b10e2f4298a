"""Contradictions carry both voices, both quotes, a reason, and whether one may merely be older."""

from __future__ import annotations

from zenobia.reconcile import settle


def clash(events):
    ((one,),) = [incident.contradictions for incident in settle(events).incidents]
    return one


def test_both_quotes_and_voices_stand_in_it(tell):
    day = {"when": "2016-12-13"}
    a = tell("bombing", "Aleppo", said_by="residents", toll=(("killed", "civilians", 6, 6),), words="Six neighbours died.", **day)
    b = tell("bombing", "Aleppo", said_by="army command", toll=(("killed", "civilians", 2, 2),), words="We count two.", **day)
    one = clash([a, b])
    quotes = {one.a: (one.said_a, one.quote_a), one.b: (one.said_b, one.quote_b)}
    assert quotes == {a.claim.id: ("residents", "Six neighbours died."), b.claim.id: ("army command", "We count two.")}
    assert one.why.endswith(": no number satisfies both.") and one.why.count(".") == 1
    assert (one.maybe_older, one.older) == (False, "")


def test_figures_of_different_days_may_merely_be_older(tell):
    toll = (("killed", "civilians", 6, 6),), (("killed", "civilians", 9, 9),)
    a = tell("bombing", "Aleppo", when="2016-12-13", said_by="residents", toll=toll[0], published="2016-12-13")
    b = tell("bombing", "Aleppo", when="2016-12-13", said_by="army command", toll=toll[1], published="2016-12-15")
    one = clash([a, b])
    assert one.maybe_older
    assert one.older.startswith("residents is quoted by a report of 13 December 2016")


def test_one_figure_counted_as_civilians_and_as_fighters_is_a_matter_of_definition(tell):
    day = {"when": "2016-12-13"}
    a = tell("air_strike", "Aleppo", said_by="residents", toll=(("killed", "civilians", 8, 8),), **day)
    b = tell("air_strike", "Aleppo", said_by="army command", toll=(("killed", "militants", 8, 8),), **day)
    assert clash([a, b]).kind == "definition"


def test_who_counts_both_defines_nothing_otherwise(tell):
    day = {"when": "2016-12-13"}
    a = tell(
        "air_strike", "Aleppo", said_by="residents", toll=(("killed", "civilians", 8, 8), ("killed", "militants", 3, 3)), **day
    )
    b = tell("air_strike", "Aleppo", said_by="army command", toll=(("killed", "militants", 3, None),), **day)
    assert [incident.contradictions for incident in settle([a, b]).incidents] == [()]


def test_a_part_taken_is_not_said_to_be_the_whole(tell):
    a = tell(
        "territory_gained", "citadel", "Palmyra", when="2016-12-11", by="ISIS", said_by="River Observatory",
        control=(("ISIS", "holds", "citadel"), ("ISIS", "holds", "Palmyra")), words="They then held the citadel.",
    )  # fmt: skip
    b = tell("attack_repelled", "Palmyra", when="2016-12-11", by="Syrian army", on="ISIS", said_by="Defence Ministry")
    one = clash([a, b])
    assert "took citadel in Palmyra" in one.why
    assert "and Palmyra" not in one.why
