"""Grades by published rules: each grade with the story that earns it."""

from __future__ import annotations

import pytest

from zenobia.reconcile import settle

BOMB = {"when": "2016-12-13"}


def graded(events, verdicts=(), **given):
    (incident,) = settle(events, verdicts, **given).incidents
    return incident.grade


def test_one_voice_is_weak_and_cannot_be_judged(tell):
    grade = graded([tell("bombing", "Aleppo", said_by="residents", **BOMB)])
    assert (grade.airwars, grade.credibility, grade.admiralty) == ("weak", 6, ("F6",))


def test_two_independent_voices_are_fair_and_confirmed_by_other_sources(tell):
    grade = graded([tell("bombing", "Aleppo", said_by=name, **BOMB) for name in ("residents", "River Observatory")])
    assert (grade.airwars, grade.credibility) == ("fair", 1)
    assert "residents" in grade.airwars_because[0] and "River Observatory" in grade.airwars_because[0]


def test_two_outlets_that_relay_one_speaker_are_one_voice(tell):
    grade = graded([tell("bombing", "Aleppo", said_by="River Observatory", source=desk, **BOMB) for desk in ("one", "two")])
    assert (grade.airwars, grade.credibility, len(grade.sources)) == ("weak", 6, 1)


def test_an_outlet_that_says_on_whose_word_it_speaks_is_no_second_voice(tell):
    relayed = tell("bombing", "Aleppo", said_by="River Observatory", source="one", **BOMB)
    again = tell("bombing", "Aleppo", source="one", published="2016-12-12", **BOMB)
    other = tell("bombing", "Aleppo", source="two", **BOMB)
    assert graded([relayed, again]).airwars == "weak"
    assert graded([relayed, again, other]).airwars == "fair"


@pytest.mark.parametrize(
    ("denying", "asserting", "airwars", "credibility"),
    [
        (("Defence Ministry",), ("residents",), "contested", 4),
        (("Defence Ministry",), ("residents", "River Observatory"), "contested", 3),
        (("Defence Ministry", "army command"), ("residents",), "contested", 5),
        (("Defence Ministry",), (), "discounted", 5),
    ],
)
def test_what_is_denied(tell, denying, asserting, airwars, credibility):
    events = [tell("air_strike", "Aleppo", by="Syrian army", said_by=name, **BOMB) for name in asserting]
    events += [tell("air_strike", "Aleppo", by="Syrian army", said_by=name, stance="denies", **BOMB) for name in denying]
    grade = graded(events)
    assert (grade.airwars, grade.credibility) == (airwars, credibility)


def test_another_doer_named_is_contested(tell):
    events = [
        tell("air_strike", "Aleppo", by="Syrian army", said_by="residents", **BOMB),
        tell("air_strike", "Aleppo", by="US-led coalition", said_by="River Observatory", minute=1, **BOMB),
    ]
    assert graded(events).airwars == "contested"


def test_reserve_is_no_assertion(tell):
    grade = graded([tell("bombing", "Aleppo", said_by="residents", stance="hedges", **BOMB)])
    assert (grade.airwars, grade.credibility) == ("weak", 6)


def test_a_doer_who_says_so_itself_and_another_voice_confirm(tell):
    from dataclasses import replace

    own = tell("air_strike", "Aleppo", by="US-led coalition", said_by="US-led coalition", **BOMB)
    speaker = replace(own.claim.said_by, id="made:coalition")
    own = replace(own, claim=replace(own.claim, said_by=speaker))
    other = tell("air_strike", "Aleppo", by="US-led coalition", said_by="residents", **BOMB)
    assert graded([own]).airwars == "weak"
    assert graded([own, other]).airwars == "confirmed"


def test_a_rating_is_a_persons_ruling_and_the_latest_stands(tell, rule):
    event = tell("bombing", "Aleppo", said_by="River Observatory", **BOMB)
    first = rule("rated", "River Observatory", value="B", why="ten years of lists of names")
    later = rule("rated", "River Observatory", value="C", by="second reviewer", hour=1)
    assert [graded([event], rulings).sources[0].reliability for rulings in ([], [first], [first, later])] == ["F", "B", "C"]
    assert "ten years" in graded([event], [first]).sources[0].why


def test_who_tells_of_its_own_withdrawal_is_probably_right(tell):
    from dataclasses import replace

    event = tell("withdrawal", "Palmyra", by="Syrian army", said_by="army command", when="2016-12-11")
    speaker = replace(event.claim.said_by, id="made:army")
    event = replace(event, claim=replace(event.claim, said_by=speaker))
    assert graded([event]).credibility == 2
