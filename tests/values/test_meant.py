"""Loose words take their meaning from their own report, and from nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from zenobia.values.claim import Speaker
from zenobia.values.meant import is_government, is_party, meant

NAMED = Speaker(text="River Observatory", name="River Observatory", kind="monitor", id="made:river-observatory")


def spoken(event, speaker):
    return replace(event, claim=replace(event.claim, said_by=speaker))


@pytest.mark.parametrize("words", ["the Observatory", "monitor", "The monitor"])
def test_a_short_word_for_a_speaker_is_the_one_named_in_the_report(tell, words):
    named = spoken(tell("battle", "Palmyra", document="one"), NAMED)
    short = tell("withdrawal", "Palmyra", said_by=words, document="one")
    elsewhere = tell("withdrawal", "Palmyra", said_by=words, document="two")
    _, mine, other = meant([named, short, elsewhere])
    assert mine.claim.said_by.id == NAMED.id and mine.claim.said_by.text == words
    assert other.claim.said_by.id is None


def test_two_monitors_leave_the_monitor_unnamed(tell):
    other = replace(NAMED, name="Valley Watch", id="made:valley-watch")
    told = [spoken(tell("battle", "Palmyra", document="one"), one) for one in (NAMED, other)]
    short = tell("withdrawal", "Palmyra", said_by="monitor", document="one")
    assert meant([*told, short])[-1].claim.said_by.id is None


@pytest.mark.parametrize(
    ("words", "is_of_state", "may_hold"),
    [
        ("the army", True, True),
        ("government forces", True, True),
        ("regime troops", True, True),
        ("troops", False, True),
        ("Free Army", False, True),
        ("rebel fighters", False, True),
        ("the temple", False, False),
        ("The operation", False, False),
    ],
)
def test_words_for_parties(words, is_of_state, may_hold):
    assert (is_government(words), is_party(words)) == (is_of_state, may_hold)


def test_the_army_is_that_of_the_country(tell):
    (event,) = meant([tell("withdrawal", "Palmyra", by="army", control=(("army", "left", "Palmyra"),))])
    assert event.claim.actor[0].id == event.claim.control[0].holder_id == "army:SY"


def test_a_thing_holds_nothing(tell):
    (event,) = meant([tell(None, "Palmyra", kind="control", control=(("Temple", "holds", "Palmyra"),))])
    assert event.claim.control[0].holder is None


def test_capitals_are_where_a_report_was_sent_from(tell):
    (event,) = meant([tell("battle", "ALEPPO", "Palmyra", control=(("ISIS", "holds", "ALEPPO"), ("ISIS", "holds", "Palmyra")))])
    assert event.claim.place == ("Palmyra",)
    assert [entry.place for entry in event.claim.control] == ["Palmyra"]


def test_an_attack_repelled_lies_where_its_own_words_say(tell):
    there = tell("battle", "Palmyra", document="one")
    words = "An attack on Palmyra was beaten back."
    silent = tell("attack_repelled", on="ISIS", document="one", words=words)
    other = tell("attack_repelled", on="ISIS", document="one", words="The attack was beaten back.")
    _, placed, unplaced = meant([there, silent, other])
    assert (placed.claim.place, placed.fix) == (("Palmyra",), there.fix)
    assert (unplaced.claim.place, unplaced.fix) == ((), None)


def test_what_says_everything_stays_itself(tell):
    event = tell("territory_gained", "Palmyra", by="ISIS", said_by="Defence Ministry")
    assert meant([event])[0] is event
