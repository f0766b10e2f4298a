"""Labelled pairs: together or apart, and what contradicts what."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from zenobia.reconcile import settle
from zenobia.values.incident import incident_id

CASES = [json.loads(line) for line in (Path(__file__).parents[1] / "cases" / "reconcile.jsonl").read_text("utf-8").splitlines()]


def told(tell, slots):
    given = dict(slots)
    return tell(given.pop("type"), *given.pop("place"), **{key: as_tuples(value) for key, value in given.items()})


def as_tuples(value):
    return tuple(tuple(row) for row in value) if isinstance(value, list) else value


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_labelled_cases(tell, case):
    settled = settle([told(tell, slots) for slots in case["input"]])
    expected = case["expected"]
    assert (len(settled.incidents) == 1) is expected["together"]
    if expected["together"]:
        (incident,) = settled.incidents
        assert sorted({one.kind for one in incident.contradictions}) == expected["contradictions"]
        assert len(incident.superseded) == expected.get("superseded", 0)


def test_a_merge_leaves_no_id_without_an_answer(tell):
    early = tell("bombing", "Aleppo", when="2016-12-13", said_by="residents", minute=1)
    late = tell("bombing", "Aleppo", when="2016-12-13", said_by="River Observatory", minute=2)
    alone = settle([late]).incidents[0].id
    settled = settle([early, late])
    assert settled.incidents[0].id == incident_id(early.id)
    assert dict(settled.retired)[alone] == incident_id(early.id)


def test_a_retracted_founder_leaves_its_id_to_the_closest(tell, rule):
    first = tell("bombing", "Aleppo", when="2016-12-13", said_by="residents", minute=1)
    second = tell("bombing", "Aleppo", when="2016-12-13", said_by="River Observatory", minute=2)
    settled = settle([first, second], [rule("retracted", first.claim.id)])
    assert [incident.events for incident in settled.incidents] == [(second.id,)]
    assert dict(settled.retired)[incident_id(first.id)] == incident_id(second.id)


def test_retracting_a_document_takes_all_its_claims(tell, rule):
    wrong = [tell("bombing", "Aleppo", when="2016-12-13", document="hoax"), tell("battle", "Palmyra", document="hoax")]
    kept = tell("bombing", "Ramadi", when="2016-12-13")
    assert [one.events for one in settle([*wrong, kept], [rule("retracted", "hoax")]).incidents] == [(kept.id,)]


def test_rulings_that_clash_come_back_open(tell, rule):
    a, b, c = (tell("bombing", town, when="2016-12-13") for town in ("Aleppo", "Palmyra", "Ramadi"))
    rulings = [
        rule("different", a.id, c.id, by="one", hour=1),
        rule("same", a.id, b.id, by="two", hour=2),
        rule("same", b.id, c.id, by="three", hour=3),
    ]
    settled = settle([a, b, c], rulings)
    (review,) = settled.reviews
    assert review.kind == "contradicting_verdicts"
    assert set(review.verdicts) == {rulings[0].id, rulings[1].id}
    assert {frozenset(one.events) for one in settled.incidents} == {frozenset({a.id}), frozenset({b.id, c.id})}


def test_the_latest_ruling_on_a_pair_stands_and_the_difference_is_shown(tell, rule):
    a, b = (tell("bombing", town, when="2016-12-13") for town in ("Aleppo", "Palmyra"))
    settled = settle([a, b], [rule("same", a.id, b.id, by="one"), rule("different", b.claim.id, a.claim.id, by="two", hour=1)])
    assert len(settled.incidents) == 2
    assert [review.kind for review in settled.reviews] == ["overruled"]


def test_an_incident_id_stands_for_its_founder(tell, rule):
    a, b = (tell("bombing", town, when="2016-12-13") for town in ("Aleppo", "Palmyra"))
    ids = [incident.id for incident in settle([a, b]).incidents]
    settled = settle([a, b], [rule("same", *ids, why="one bomb, misplaced")])
    assert len(settled.incidents) == 1
    assert settled.incidents[0].joined[0].endswith("reviewer ruled them the same: one bomb, misplaced")


def test_a_title_says_who_speaks_and_never_states_what_is_claimed(tell):
    event = tell("territory_gained", "Palmyra", when="2016-12-11", by="ISIS", said_by="River Observatory")
    assert settle([event]).incidents[0].title == "Territory gained: Palmyra, 11 December 2016 (said by River Observatory)"


def test_a_denial_alone_gives_an_incident_that_nothing_speaks_for(tell):
    event = tell("chemical_attack", "Aleppo", when="2016-12-13", by="Syrian army", stance="denies", said_by="army command")
    (incident,) = settle([event]).incidents
    assert (incident.because, incident.against) == ((), (event.claim.id,))
    assert incident.is_contested


def test_air_forces_and_their_state_are_one_side_when_sides_are_known(tell):
    a = tell("air_strike", "Aleppo", when="2016-12-13", by="Russian Aerospace Forces", said_by="residents")
    b = tell("air_strike", "Aleppo", when="2016-12-13", by="Syrian army", said_by="River Observatory")
    (apart,) = settle([a, b]).incidents
    (allied,) = settle([a, b], sides=lambda actor, on: "made:allies").incidents
    assert [one.kind for one in apart.contradictions] == ["responsibility"]
    assert allied.contradictions == ()
