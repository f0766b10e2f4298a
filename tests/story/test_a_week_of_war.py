"""A week of war at one town, from single claims to the map: read this file first.

Reports say things; nobody here knows what happened. The story is told with claims made by hand (`tell` in tests/conftest.py), as
if reports had been read, and follows them through the two folds: `settle` (which claims are about one happening, who speaks, what
contradicts what) and `timeline` (who is said to hold which ground, from when to when).

The town is Palmyra, the days are those of December 2016, as publicly reported; sentences, outlets and the River Observatory are
made up.
"""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from zenobia.control import timeline
from zenobia.reconcile import settle

ISIS, ARMY, RUSSIA = "ISIS", "Syrian army", "Russian Aerospace Forces"
WATCH, MINISTRY, COMMAND = "River Observatory", "Defence Ministry", "army command"


@pytest.fixture(scope="module")
def week(tell):
    """Everything that was said, by a name for each claim."""
    sunday = {"when": "2016-12-11", "published": "2016-12-11"}
    return {
        # What came before: two captures, told again as background by a note of 11 December.
        "fell": tell("territory_gained", "Palmyra", when="2015-05-01/2015-05-31", by=ISIS, document="note-b", minute=3),
        "fell too": tell("territory_gained", "Ramadi", when="2015-05-01/2015-05-31", by=ISIS, document="note-b", minute=3),
        "retaken": tell("territory_gained", "Palmyra", when="2016-03-27", by=ARMY, on=ISIS, said_by=COMMAND, document="c"),
        "retaken too": tell("territory_gained", "Palmyra", when="2016-03-01/2016-03-31", by=ARMY, document="note-b", minute=3),
        # Sunday, the ministry's account, carried by two outlets.
        "repelled": tell(
            "attack_repelled", "Palmyra", by=f"{ARMY}; {RUSSIA}", on=ISIS, said_by=MINISTRY, document="note-a", minute=1, **sunday
        ),
        "repelled again": tell(
            "attack_repelled", "Palmyra", by=ARMY, on=ISIS, said_by=MINISTRY, source="desk-two", minute=2, **sunday
        ),
        "64 strikes": tell(
            "air_strike",
            "Palmyra",
            by=RUSSIA,
            on=ISIS,
            said_by=MINISTRY,
            document="note-a",
            minute=1,
            toll=(("conducted", "air strikes", 64, 64), ("killed", "militants", 301, None)),
            **sunday,
        ),
        # Sunday, the monitor's account.
        "parts taken": tell(
            "territory_gained",
            "Palmyra",
            by=ISIS,
            said_by=WATCH,
            document="note-b",
            minute=3,
            control=((ISIS, "holds", "parts of Palmyra"),),
            **sunday,
        ),
        "district taken": tell(
            "territory_gained",
            "al-Amriyha district",
            "Palmyra",
            by=ISIS,
            said_by=WATCH,
            document="note-b",
            minute=3,
            control=((ISIS, "holds", "al-Amriyha district"),),
            **sunday,
        ),
        "nobody's": tell(
            None,
            "rest of the ancient city",
            "Palmyra",
            kind="control",
            said_by=WATCH,
            document="note-b",
            minute=3,
            control=((ISIS, "does_not_hold", "rest of the ancient city"), (ARMY, "does_not_hold", "rest of the ancient city")),
            **sunday,
        ),
        # Monday: the army is said to have gone.
        "gone": tell(
            "withdrawal",
            "Palmyra",
            when="2016-12-12",
            by=ARMY,
            said_by="state television",
            published="2016-12-12",
            minute=1440,
            control=((ARMY, "left", "Palmyra"),),
        ),
        # Tuesday: a bombing far away, whose toll rises on Wednesday.
        "bomb": tell(
            "bombing",
            "Aleppo",
            when="2016-12-13",
            said_by="residents",
            published="2016-12-13",
            minute=2900,
            toll=(("killed", "civilians", 6, 6),),
        ),
        "bomb, more dead": tell(
            "bombing",
            "Aleppo",
            when="2016-12-13",
            said_by="residents",
            published="2016-12-14",
            minute=4300,
            toll=(("killed", "civilians", 9, 9),),
        ),
        # In March the army comes back.
        "back": tell(
            "territory_gained", "Palmyra", when="2017-03-02", by=ARMY, said_by=COMMAND, published="2017-03-02", minute=117000
        ),
    }


@pytest.fixture(scope="module")
def settled(week):
    return settle(week.values())


def incident_of(settled, event):
    (found,) = [incident for incident in settled.incidents if event.id in incident.events]
    return found


def test_both_accounts_of_sunday_are_one_incident(settled, week):
    assault = incident_of(settled, week["repelled"])
    told = {week[name].id for name in ("repelled", "repelled again", "parts taken", "district taken", "nobody's")}
    assert set(assault.events) == told
    assert assault.founder == week["repelled"].id
    assert assault.when.start == assault.when.end == date(2016, 12, 11)


def test_the_two_accounts_contradict_each_other(settled, week):
    (contradiction,) = incident_of(settled, week["repelled"]).contradictions
    assert contradiction.kind == "control"
    assert {contradiction.a, contradiction.b} == {week["repelled"].claim.id, week["parts taken"].claim.id}
    assert contradiction.why == (
        "Defence Ministry says that Syrian army and Russian Aerospace Forces repelled an attack at Palmyra; "
        "River Observatory says that ISIS took parts of Palmyra: an attack that was beaten back takes no ground."
    )


def test_two_outlets_relaying_one_ministry_are_one_voice(settled, week):
    voices = {origin.name: origin.sources for origin in incident_of(settled, week["repelled"]).origins}
    assert voices == {MINISTRY: ("desk-one", "desk-two"), WATCH: ("desk-one",)}


def test_what_happened_in_other_months_stays_apart(settled, week):
    incidents = {name: incident_of(settled, week[name]).id for name in ("fell", "fell too", "retaken", "repelled", "back")}
    assert len(set(incidents.values())) == len(incidents)
    assert incident_of(settled, week["retaken"]) == incident_of(settled, week["retaken too"])


def test_the_strikes_are_an_incident_of_their_own_with_their_figures(settled, week):
    strikes = incident_of(settled, week["64 strikes"])
    assert strikes.events == (week["64 strikes"].id,)
    figures = {(toll.what, toll.who): (toll.low, toll.best, toll.high) for toll in strikes.tolls}
    assert figures == {("conducted", "air strikes"): (64, 64, 64), ("killed", "militants"): (301, 301, None)}


def test_a_toll_raised_later_replaces_the_earlier_one_and_contradicts_nothing(settled, week):
    bombing = incident_of(settled, week["bomb"])
    assert set(bombing.events) == {week["bomb"].id, week["bomb, more dead"].id}
    assert [(toll.low, toll.best, toll.high) for toll in bombing.tolls] == [(9, 9, 9)]
    assert bombing.superseded == ((week["bomb"].claim.id, week["bomb, more dead"].claim.id),)
    assert bombing.contradictions == ()


def test_the_map_shows_who_is_said_to_hold_the_town(week):
    town = [control for control in timeline(week.values()) if control.place == "made:palmyra"]
    told = [
        (stretch.start.isoformat(), stretch.status, stretch.holder, stretch.claimed_by, stretch.denied_by) for stretch in town
    ]
    assert told == [
        ("2015-05-31", "held", ISIS, ("Desk one",), ()),
        ("2016-03-27", "held", ARMY, (COMMAND, "Desk one"), ()),
        ("2016-12-11", "disputed", ISIS, (WATCH,), (MINISTRY,)),
        ("2016-12-12", "held", ISIS, (WATCH, "state television"), ()),
        ("2017-03-02", "held", ARMY, (COMMAND,), ()),
    ]
    assert [stretch.end for stretch in town] == [*(stretch.start - timedelta(days=1) for stretch in town[1:]), None]


def test_the_map_can_be_drawn_as_it_was_known_on_sunday_evening(week):
    sunday_night = week["parts taken"].received_at
    town = [control for control in timeline(week.values(), as_of=sunday_night) if control.place == "made:palmyra"]
    assert [(stretch.status, stretch.holder) for stretch in town] == [("held", ISIS), ("held", ARMY), ("disputed", ISIS)]
    assert town[-1].end is None


def test_a_person_rules_and_takes_it_back(week, rule):
    two = (week["bomb"].claim.id, week["bomb, more dead"].claim.id)
    apart = rule("different", *two)
    ruled = settle(week.values(), [apart])
    assert incident_of(ruled, week["bomb"]) != incident_of(ruled, week["bomb, more dead"])
    assert settle(week.values(), [apart, rule("withdrawn", apart.id, hour=1)]) == settle(week.values())
