"""Corrections are laid over events and leave no trace when taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from zenobia.faults import BadSettings
from zenobia.review import check, corrected
from zenobia.values.place import Stop
from zenobia.values.toll import Toll


@pytest.fixture
def event(tell):
    dead = (("killed", "civilians", 6, 6), ("killed", "militants", 2, 2))
    return tell("bombing", "Aleppo", when="2016-12-13", by="ISIS", on="Syrian army", toll=dead)


def ruled(event, verdict):
    (changed,) = corrected([event], [verdict])
    return changed


def test_a_day_is_put_right(event, rule):
    changed = ruled(event, rule("wrong_time", event.claim.id, value="2016-12-14/2016-12-15"))
    assert (changed.when.start, changed.when.end) == (date(2016, 12, 14), date(2016, 12, 15))
    assert changed.claim.when == changed.when
    assert (changed.id, changed.claim.id, changed.claim.quote) == (event.id, event.claim.id, event.claim.quote)


@pytest.mark.parametrize(
    ("value", "fix"),
    [
        ("Palmyra", ("Palmyra", None, None, None, "unknown")),
        ("Palmyra @ 34.56, 38.28", ("Palmyra", 34.56, 38.28, 1.0, "exact")),
        ("Palmyra @ 34.56, -38.28 ± 5 km", ("Palmyra", 34.56, -38.28, 5.0, "exact")),
    ],
)
def test_a_place_is_put_right(event, rule, value, fix):
    changed = ruled(event, rule("wrong_place", event.id, value=value))
    found = changed.fix
    assert (found.name, found.lat, found.lon, found.radius_km, found.precision) == fix
    assert changed.claim.place == ("Palmyra",)


def test_parties_are_put_right_by_slot(event, rule):
    doer = ruled(event, rule("wrong_actor", event.id, value="Syrian Army <made:army>"))
    assert [(party.name, party.id) for party in doer.claim.actor] == [("Syrian Army", "made:army")]
    assert doer.claim.target == event.claim.target
    target = ruled(event, rule("wrong_actor", event.id, slot="target", value="a market"))
    assert [party.name for party in target.claim.target] == ["a market"]


@pytest.mark.parametrize(("value", "bounds"), [("9", (9, 9)), ("9-12", (9, 12)), ("9-", (9, None))])
def test_a_figure_is_put_right(event, rule, value, bounds):
    changed = ruled(event, rule("wrong_toll", event.id, slot="killed: civilians", value=value))
    dead, fighters = changed.claim.toll
    assert (dead.low, dead.high) == bounds
    assert fighters == Toll(what="killed", who="militants", low=2, high=2, text="2 militants")


@pytest.mark.parametrize("value", [None, "no such day"])
def test_a_ruling_without_a_readable_value_empties_the_slot(event, rule, value):
    given = {} if value is None else {"value": value}
    assert ruled(event, rule("wrong_time", event.id, **given)).when is None
    assert ruled(event, rule("wrong_toll", event.id, slot="killed")).claim.toll == ()
    assert ruled(event, rule("wrong_place", event.id)).fix is None
    on_the_way = replace(event, route=(Stop(text="Aleppo", role="source"),))
    assert ruled(on_the_way, rule("wrong_place", event.id)).route == ()


def test_the_latest_correction_stands_and_a_withdrawn_one_never_was(event, rule):
    first = rule("wrong_time", event.id, value="2016-12-14")
    second = rule("wrong_time", event.claim.id, value="2016-12-15", hour=1)
    assert corrected([event], [second, first])[0].when.start == date(2016, 12, 15)
    assert corrected([event], [first, rule("withdrawn", first.id, hour=2)]) == (event,)


def test_other_events_are_left_alone(event, tell, rule):
    other = tell("bombing", "Ramadi", when="2016-12-13")
    changed, same = corrected([event, other], [rule("wrong_time", event.id)])
    assert same == other
    assert changed == replace(event, when=None, claim=replace(event.claim, when=None))


@pytest.mark.parametrize(
    ("ruling", "value", "said"),
    [
        ("wrong_time", "yesterday", "2016-12-11"),
        ("wrong_time", "2016-12-13/2016-12-11", "swap"),
        ("wrong_place", "Palmyra @ 134.56, 38.28", "off the earth"),
        ("wrong_place", "@ 34.56, 38.28", "NAME"),
        ("wrong_actor", "<made:army>", "NAME <ID>"),
        ("wrong_toll", "dozens", "12-15"),
        ("wrong_toll", "15-12", "swap"),
    ],
)
def test_what_could_not_be_used_is_refused_before_it_is_kept(ruling, value, said):
    with pytest.raises(BadSettings, match=said) as raised:
        check(ruling, value)
    assert repr(value) in str(raised.value)


@pytest.mark.parametrize("ruling", ["wrong_time", "wrong_place", "wrong_actor", "wrong_toll"])
def test_a_value_too_long_is_refused_unread(ruling):
    with pytest.raises(BadSettings, match="limit is 300"):
        check(ruling, "a" + " " * 100_000 + "<")


def test_rulings_without_values_need_no_check():
    check("same", "anything")


def test_type_stance_and_speaker_are_put_right(event, rule):
    assert ruled(event, rule("wrong_type", event.id, value="shelling")).claim.type == "shelling"
    assert ruled(event, rule("wrong_type", event.id)).claim.type == "other"
    assert ruled(event, rule("wrong_stance", event.id, value="denies")).claim.stance == "denies"
    assert ruled(event, rule("wrong_stance", event.id)) == event
    named = ruled(event, rule("wrong_speaker", event.id, value="River Observatory <made:river>"))
    assert (named.claim.said_by.name, named.claim.said_by.id) == ("River Observatory", "made:river")
    assert ruled(named, rule("wrong_speaker", event.id)).claim.said_by is None


@pytest.mark.parametrize(
    ("ruling", "value"), [("wrong_type", "a raid"), ("wrong_stance", "maybe"), ("wrong_speaker", "<x>"), ("wrong_toll", "six")]
)
def test_unreadable_values_are_refused_before_they_are_kept(ruling, value):
    with pytest.raises(BadSettings, match="write"):
        check(ruling, value)


def test_ground_goes_along_with_its_place_and_its_holder(tell, rule):
    taken = tell("territory_gained", "Palmyra", when="2016-12-11", by="ISIS", control=(("ISIS", "holds", "Palmyra"),))
    moved = ruled(taken, rule("wrong_place", taken.id, value="Tiyas @ 34.52, 37.63"))
    assert [entry.place for entry in moved.claim.control] == ["Tiyas"]
    assert ruled(taken, rule("wrong_place", taken.id)).claim.control == ()
    by_others = ruled(taken, rule("wrong_actor", taken.id, value="Syrian army <made:army>"))
    assert [(entry.holder, entry.holder_id) for entry in by_others.claim.control] == [("Syrian army", "made:army")]
    assert [entry.holder for entry in ruled(taken, rule("wrong_actor", taken.id)).claim.control] == [None]
