"""Incidents that hang together and stay two: each rule with fresh words, and what must not be related."""

from __future__ import annotations

import pytest

from zenobia.reconcile import settle


def blast(tell, when="2016-12-01", killed=4, place="Tiyas", **slots):
    return tell(
        "bombing",
        place,
        when=when,
        published=when,
        toll=(("killed", "people", killed, killed),),
        **{"source": "north-desk", **slots},
    )


def related(events, *verdicts):
    """Give (kind, founder of the later or the part, founder of the earlier or the whole, quote) of every relation."""
    settled = settle(events, verdicts)
    founders = {incident.id: incident.founder for incident in settled.incidents}
    for incident in settled.incidents:
        assert all(incident.id in {one.from_, one.to} for one in incident.relations)
    found = {one for incident in settled.incidents for one in incident.relations}
    for one in found:
        sharing = [incident.id for incident in settled.incidents if one in incident.relations]
        assert sorted(sharing) == sorted([one.from_, one.to]), "both sides carry it"
    return {(one.kind, founders[one.from_], founders[one.to], one.quote) for one in found}


RISEN = "The toll of the depot blast has climbed to 11, a medic said"


def test_a_risen_toll_updates_the_act_before_it(tell):
    first = blast(tell)
    later = tell(
        "bombing",
        "Tiyas",
        when="2016-12-05",
        published="2016-12-05",
        toll=(("killed", "people", 11, 11),),
        words=RISEN,
        source="south-desk",
        minute=9,
    )
    assert related([first, later]) == {("toll_update", later.id, first.id, RISEN)}
    (before, after) = settle([first, later]).incidents
    assert (before.tolls[0].high, after.tolls[0].high) == (4, 11), "no figure passes from one to the other"
    assert len(before.origins) == len(after.origins) == 1


@pytest.mark.parametrize(
    "words",
    [
        "Two men were arrested over the market bombing, the governor said",
        "Hundreds attended the funerals of those who died in the explosion",
        "Investigators began an inquiry into the blast",
        "The Harrun Front claimed responsibility for the attack",
    ],
)
def test_what_came_of_an_act_follows_it_up(tell, words):
    first = blast(tell)
    later = tell("arrest", "Tiyas", when="2016-12-20", published="2016-12-20", words=words, source="south-desk", minute=9)
    assert related([first, later]) == {("follow_up", later.id, first.id, words)}


def test_who_tried_to_do_something_was_not_tried_for_it(tell):
    words = "Fighters who tried to slip into the quarter were caught in the shelling after the killing of a guard"
    later = tell("arrest", "Tiyas", when="2016-12-05", published="2016-12-05", words=words, source="south-desk", minute=9)
    assert related([blast(tell), later]) == set()


@pytest.mark.parametrize(
    "words",
    [
        "Police held a courier who is suspected of planning attacks on convoys",
        "Three men were charged for a string of bombings in the valley",
    ],
)
def test_arrests_for_no_certain_act_follow_none_up(tell, words):
    later = tell("arrest", "Tiyas", when="2016-12-20", published="2016-12-20", words=words, source="south-desk", minute=9)
    assert related([blast(tell), later]) == set()


def test_who_claims_an_attack_tells_of_that_attack_and_not_of_the_one_before(tell):
    words = "The Harrun Front claimed responsibility for the attack"
    later = tell("shelling", "Tiyas", when="2016-12-20", published="2016-12-20", words=words, source="south-desk", minute=9)
    assert related([blast(tell), later]) == set()


def test_an_attack_that_answers_another_follows_it_up(tell):
    words = "Gunners shelled the quarter in retaliation for Thursday's bombing"
    first = blast(tell)
    later = tell("shelling", "Tiyas", when="2016-12-03", published="2016-12-03", words=words, source="south-desk", minute=9)
    assert related([first, later]) == {("follow_up", later.id, first.id, words)}


def test_what_looks_back_is_related_to_what_it_looks_back_to(tell):
    words = "Bakers closed their shops on the anniversary of the bombing"
    first = blast(tell)
    later = tell("bombing", "Tiyas", when="2017-12-01", published="2017-12-01", words=words, source="south-desk", minute=9)
    assert related([first, later]) == {("retelling", later.id, first.id, words)}


def test_what_tells_of_the_remembered_day_itself_is_no_news_that_looks_back(tell):
    older = blast(tell, when="2016-01-10")
    told = tell(
        "bombing",
        "Tiyas",
        when="2016-12-01",
        published="2017-12-01",
        source="south-desk",
        minute=9,
        words="A year ago the depot burned",
    )
    assert related([older, blast(tell, minute=3), told]) == set()


def test_a_period_that_holds_one_act_is_told_again_and_one_that_holds_several_has_parts(tell):
    first = blast(tell, when="2016-11-09")
    summed = tell("bombing", "Tiyas", when="2016-11-01/2016-11-30", published="2017-02-01", source="south-desk", minute=9)
    assert {one[:3] for one in related([first, summed])} == {("retelling", summed.id, first.id)}
    second = blast(tell, when="2016-11-20", source="east-desk", minute=3)
    assert {one[:3] for one in related([first, second, summed])} == {
        ("part_of", first.id, summed.id),
        ("part_of", second.id, summed.id),
    }


def test_one_strike_is_a_part_of_many(tell):
    many = tell(
        "air_strike", "Palmyra", when="2016-12-11", by="Russian Aerospace Forces", toll=(("conducted", "strikes", 64, 64),)
    )
    one = tell("air_strike", "Palmyra", when="2016-12-11", source="south-desk", minute=9)
    other = tell("air_strike", "Palmyra", when="2016-12-11", by="US-led coalition", source="east-desk", minute=12)
    assert {pair[:3] for pair in related([many, one])} == {("part_of", one.id, many.id)}
    assert related([many, other]) == set(), "another party's strike is no part of it"


def test_elsewhere_long_before_or_of_two_at_once_nothing_is_related(tell, rule):
    later = tell(
        "bombing", "Tiyas", when="2016-12-05", toll=(("killed", "people", 11, 11),), words=RISEN, source="south-desk", minute=9
    )
    assert related([blast(tell, place="Ramadi"), later]) == set()
    assert related([blast(tell, when="2016-09-01"), later]) == set()
    twins = [blast(tell), blast(tell, source="east-desk", minute=2)]
    assert related([*twins, later], rule("different", twins[0].id, twins[1].id)) == set()


def test_a_denial_points_to_nothing_and_a_ruling_that_joins_ends_a_relation(tell, rule):
    first = blast(tell)
    slots = {"when": "2016-12-05", "toll": (("killed", "people", 11, 11),), "words": RISEN, "source": "south-desk", "minute": 9}
    denied = tell("bombing", "Tiyas", stance="denies", **slots)
    assert related([first, denied]) == set()
    later = tell("bombing", "Tiyas", **slots)
    assert related([first, later], rule("same", first.id, later.id)) == set()
