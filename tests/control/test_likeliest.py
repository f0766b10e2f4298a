"""Who most likely held a place: what is borne out stands, what passes does not, and nobody is made up."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from zenobia.control import timeline
from zenobia.control.cells import atlas
from zenobia.control.likeliest import likeliest
from zenobia.control.statements import statements

HELD = (("ISIS", "holds", "Palmyra"),)
ARMY_HELD = (("Syrian army", "holds", "Palmyra"),)


def sequence(events):
    days: dict[date, list] = {}
    for one in statements(events, atlas(events)):
        days.setdefault(one.day, []).append(one)
    return likeliest([(days[day], ()) for day in sorted(days)])


def gained(tell, day, by, **more):
    return tell("territory_gained", "Palmyra", when=day, by=by, **more)


def held(tell, day, control=HELD, **more):
    return tell(None, "Palmyra", kind="control", when=day, control=control, **more)


def test_one_gain_changes_hands(tell):
    events = [gained(tell, "2015-05-21", "ISIS"), gained(tell, "2016-03-27", "Syrian army")]
    assert sequence(events) == ["made:isis", "made:army"]


def test_one_word_against_many_does_not(tell):
    many = [held(tell, f"2015-06-{day:02}", minute=day) for day in (1, 5, 9, 20, 24, 28)]
    assert set(sequence([gained(tell, "2015-05-21", "ISIS"), held(tell, "2015-06-12", ARMY_HELD), *many])) == {"made:isis"}


def test_who_left_leaves_nobody_until_somebody_comes(tell):
    left = tell("withdrawal", "Palmyra", when="2017-03-01", by="ISIS")
    events = [gained(tell, "2015-05-21", "ISIS"), left, gained(tell, "2017-03-20", "Syrian army")]
    assert sequence(events) == ["made:isis", None, "made:army"]


def test_of_two_days_for_one_gain_the_one_of_which_more_is_said_is_likelier(tell):
    two = [gained(tell, "2016-03-27", "Syrian army", said_by=voice) for voice in ("army command", "River Observatory")]
    first = gained(tell, "2016-03-23", "Syrian army", said_by="residents")
    assert sequence([gained(tell, "2015-05-21", "ISIS"), first, *two]) == ["made:isis", "made:isis", "made:army"]


def test_a_passing_word_ends_nobodys_time_but_the_latest_word_does(tell):
    many = [held(tell, f"2015-06-{day:02}", minute=day) for day in (1, 5, 9, 20, 24, 28)]
    passing = held(tell, "2015-06-12", ARMY_HELD, said_by="army command", minute=40)
    (stretch,) = timeline([gained(tell, "2015-05-21", "ISIS"), passing, *many])
    assert (stretch.status, stretch.holder, stretch.likeliest) == ("held", "ISIS", "ISIS")
    assert stretch.against == (passing.claim.id,) and stretch.denied_by == ("army command",)
    latest = held(tell, "2015-07-12", ARMY_HELD, said_by="army command", minute=41)
    last = timeline([gained(tell, "2015-05-21", "ISIS"), latest, *many])[-1]
    assert (last.start, last.status, last.holder, last.likeliest) == (date(2015, 7, 12), "held", "Syrian army", "ISIS")


def test_a_dispute_stays_one_whoever_is_likelier(tell):
    a = gained(tell, "2016-12-11", "ISIS", said_by="River Observatory", minute=1)
    b = tell("attack_repelled", "Palmyra", when="2016-12-11", by="Syrian army", on="ISIS", said_by="Defence Ministry", minute=2)
    (stretch,) = timeline([a, b])
    assert (stretch.status, stretch.holder, stretch.likeliest) == ("disputed", "ISIS", "ISIS")


def test_a_denied_gain_speaks_for_nobody(tell):
    assert sequence([gained(tell, "2016-12-15", "ISIS", stance="denies")]) == [None]
    events = [gained(tell, "2016-03-27", "Syrian army"), gained(tell, "2016-12-15", "ISIS", stance="denies", minute=1)]
    assert sequence(events) == ["made:army", "made:army"]


words = st.tuples(
    st.sampled_from(["2015-05-21", "2015-05-22", "2015-06-30", "2016-01-01"]),
    st.sampled_from(["ISIS", "Syrian army", "US-led coalition"]),
    st.sampled_from(["holds", "does_not_hold", "left", "contests", "besieges"]),
)


@given(told=st.lists(words, max_size=12))
def test_nobody_is_likeliest_of_whom_nobody_says_that_it_holds(tell, told):
    events = [
        tell(None, "Palmyra", kind="control", when=day, control=((party, state, "Palmyra"),), minute=at)
        for at, (day, party, state) in enumerate(told)
    ]
    said = {f"made:{party.casefold()}" for _, party, state in told if state == "holds"}
    named = {"made:isis": "made:isis", "made:syrian army": "made:army", "made:us-led coalition": "made:coalition"}
    assert {one for one in sequence(events) if one is not None} <= {named[one] for one in said}
