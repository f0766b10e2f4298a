"""What holds for the folds whatever is told: order is of no matter, nothing is lost, people's rulings stand, undoing undoes."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from zenobia.control import timeline
from zenobia.reconcile import Linker, Report, by_document, settle
from zenobia.values.incident import incident_id

FEW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])

PLACES = st.sampled_from(
    [("Palmyra",), ("al-Amriyha district", "Palmyra"), ("Aleppo",), ("al-Shaar", "Aleppo"), ("Homs province",), ()]
)
DAYS = st.sampled_from(["2016-12-10", "2016-12-11", "2016-12-12", "2016-12-01/2016-12-31", None])
TYPES = st.sampled_from(["territory_gained", "attack_repelled", "withdrawal", "air_strike", "bombing", "battle"])
SIDES = st.sampled_from(["ISIS", "Syrian army", "Russian Aerospace Forces", ""])
TOLLS = st.sampled_from(
    [(), (("killed", "civilians", 6, 6),), (("killed", "civilians", 9, None),), (("killed", "militants", 30, 40),)]
)
DISPATCH = "Fighters entered the town before dawn and reached the grain silo by noon, the River Observatory said{}."
ACCOUNTS = [
    "Account {} of a desk.",
    DISPATCH.format(""),
    "Account {} of a desk.",
    DISPATCH.format(", and the road to the west was cut"),
    DISPATCH.replace("before dawn", "at first light").format(" in its report {}"),
]
"""Some are copies of one dispatch, so that voices and evidence hang together across reports."""


@pytest.fixture(scope="module")
def report(tell):
    """Make one event out of drawn slots; each number is one report."""

    def made(number, type_, place, when, by, on, speaker, stance, toll):
        return tell(
            type_,
            *place,
            when=when,
            by=by,
            on=on,
            said_by=speaker,
            stance=stance,
            toll=toll,
            source=f"desk-{number % 3}",
            document=f"doc-{number // 2}",
            minute=number % 7,
            words=ACCOUNTS[number % len(ACCOUNTS)].format(number),
            published=f"2016-12-{11 + number % 3}",
        )

    return made


SLOTS = st.tuples(
    TYPES,
    PLACES,
    DAYS,
    SIDES,
    SIDES,
    st.sampled_from([None, "River Observatory", "Defence Ministry", "residents"]),
    st.sampled_from(["asserts", "asserts", "hedges", "denies"]),
    TOLLS,
)
LEDGERS = st.lists(SLOTS, min_size=1, max_size=14)


def written(report, slots):
    return [report(number, *slot) for number, slot in enumerate(slots)]


@FEW
@given(slots=LEDGERS, data=st.data())
def test_the_order_of_arrival_never_matters(report, slots, data):
    events = written(report, slots)
    shuffled = data.draw(st.permutations(events))
    assert settle(shuffled) == settle(events)
    assert timeline(shuffled) == timeline(events)


@FEW
@given(slots=LEDGERS)
def test_hearing_a_thing_twice_changes_nothing(report, slots):
    events = written(report, slots)
    assert settle([*events, *events]) == settle(events)
    assert timeline([*events, *events]) == timeline(events)


@FEW
@given(slots=LEDGERS)
def test_every_event_is_in_exactly_one_incident_and_every_id_leads_somewhere(report, slots):
    events = written(report, slots)
    settled = settle(events)
    placed = [event for incident in settled.incidents for event in incident.events]
    assert sorted(placed) == sorted({event.id for event in events})
    ids = {incident.id for incident in settled.incidents}
    retired = dict(settled.retired)
    for event in events:
        own = incident_id(event.id)
        assert (own in ids) != (own in retired)
        assert retired.get(own, own) in ids


@FEW
@given(slots=LEDGERS)
def test_an_incident_is_named_after_the_event_seen_first(report, slots):
    events = written(report, slots)
    seen = {event.id: (event.received_at, event.id) for event in events}
    for incident in settle(events).incidents:
        assert incident.founder == min(incident.events, key=seen.__getitem__)
        assert incident.id == incident_id(incident.founder)


@FEW
@given(slots=LEDGERS)
def test_nothing_is_said_without_a_claim(report, slots):
    events = written(report, slots)
    stance = {event.claim.id: event.claim.stance for event in events}
    for incident in settle(events).incidents:
        assert not any(stance[claim] == "denies" for claim in incident.because)
        assert set(incident.because) | set(incident.against) == set(incident.claims)
        assert all(toll.because and set(toll.because) <= set(incident.claims) for toll in incident.tolls)
        assert all(toll.high is None or toll.low <= toll.high for toll in incident.tolls)
        assert all({one.a, one.b} <= set(incident.claims) and one.a < one.b for one in incident.contradictions)
        assert sorted(claim for origin in incident.origins for claim in origin.claims) == sorted(incident.claims)
    for control in timeline(events):
        assert {*control.because, *control.against} <= set(stance)
        assert control.end is None or control.start <= control.end


@FEW
@given(slots=LEDGERS, data=st.data())
def test_a_pair_ruled_different_is_never_together_and_one_ruled_same_always(report, rule, slots, data):
    events = written(report, slots)
    a, b = data.draw(st.sampled_from(events)), data.draw(st.sampled_from(events))
    if a.id == b.id:
        return
    for ruling, is_together in (("different", False), ("same", True)):
        incidents = settle(events, [rule(ruling, a.id, b.id)]).incidents
        assert any({a.id, b.id} <= set(incident.events) for incident in incidents) is is_together


RULINGS = st.lists(st.tuples(st.sampled_from(["same", "different"]), st.integers(0, 13), st.integers(0, 13)), max_size=8)


@FEW
@given(slots=LEDGERS, drawn=RULINGS)
def test_whatever_people_rule_no_incident_holds_a_pair_last_ruled_different(report, rule, slots, drawn):
    events = written(report, slots)
    verdicts, latest = [], {}
    for hour, (ruling, one, other) in enumerate(drawn):
        a, b = events[one % len(events)].id, events[other % len(events)].id
        if a != b:
            verdicts.append(rule(ruling, a, b, hour=hour))
            latest[min(a, b), max(a, b)] = ruling
    settled = settle(events, verdicts)
    apart = [pair for pair, ruling in latest.items() if ruling == "different"]
    assert not any(set(pair) <= set(incident.events) for incident in settled.incidents for pair in apart)
    asked = {review.about for review in settled.reviews if review.kind == "contradicting_verdicts"}
    for pair, ruling in latest.items():
        is_together = any(set(pair) <= set(incident.events) for incident in settled.incidents)
        assert ruling == "different" or is_together or pair in asked, "a ruling that cannot hold is asked about"


@FEW
@given(slots=LEDGERS, data=st.data())
def test_what_is_taken_back_leaves_no_trace(report, rule, slots, data):
    events = written(report, slots)
    a, b = data.draw(st.sampled_from(events)), data.draw(st.sampled_from(events))
    ruling = data.draw(st.sampled_from(["retracted", "same", "different"]))
    first = rule(ruling, a.id, b.id if ruling != "retracted" else None)
    undo = rule("restored", a.id, hour=1) if ruling == "retracted" else rule("withdrawn", first.id, hour=1)
    assert settle(events, [undo, first]) == settle(events)
    assert timeline(events, [undo, first]) == timeline(events)


@FEW
@given(slots=LEDGERS, data=st.data())
def test_a_retracted_event_is_nowhere(report, rule, slots, data):
    events = written(report, slots)
    gone = data.draw(st.sampled_from(events))
    rest = [event for event in events if event.id != gone.id]
    settled = settle(events, [rule("retracted", gone.claim.id)])
    assert settled.incidents == settle(rest).incidents
    assert timeline(events, [rule("retracted", gone.claim.id)]) == timeline(rest)


@FEW
@given(slots=LEDGERS, minute=st.integers(0, 7))
def test_a_past_state_is_what_was_known_then(report, slots, minute):
    events = written(report, slots)
    as_of = min(event.received_at for event in events).replace(minute=minute)
    known = [event for event in events if event.received_at <= as_of]
    assert settle(events, as_of=as_of) == settle(known)
    assert timeline(events, as_of=as_of) == timeline(known)


@FEW
@given(slots=LEDGERS)
def test_stretches_of_one_place_follow_one_another_without_overlap(report, slots):
    by_place = {}
    for control in timeline(written(report, slots)):
        by_place.setdefault(control.place, []).append(control)
    for stretches in by_place.values():
        for before, after in pairwise(stretches):
            assert before.end is not None
            assert (after.start - before.end).days == 1
        assert stretches[-1].end is None
        assert len({stretch.id for stretch in stretches}) == len(stretches)


@FEW
@given(slots=LEDGERS, data=st.data())
def test_report_by_report_is_the_same_as_all_at_once(report, rule, slots, data):
    events = written(report, slots)
    reports = by_document(events, {})
    a, b = data.draw(st.sampled_from(events)), data.draw(st.sampled_from(events))
    drawn = data.draw(st.sampled_from([None, "same", "different", "retracted"]))
    verdicts = [rule(drawn, a.id, b.id if drawn != "retracted" else None)] if drawn else []
    linker, shown = Linker(), {}
    for document in data.draw(st.permutations(sorted(reports))):
        keep_up(shown, linker.update({document: reports[document]}, data.draw(st.sampled_from([[], verdicts]))))
    keep_up(shown, linker.update({}, verdicts))
    settled = settle(events, verdicts)
    assert linker.settled() == settled
    assert shown == {incident.id: replace(incident, relations=()) for incident in settled.incidents}


@FEW
@given(slots=LEDGERS, data=st.data())
def test_what_came_and_went_leaves_no_trace(report, rule, slots, data):
    events = written(report, slots)
    reports = by_document(events, {})
    passing = data.draw(st.lists(st.sampled_from(sorted(reports)), unique=True))
    linker, shown = Linker(), {}
    keep_up(shown, linker.update(reports))
    retraction = [rule("retracted", data.draw(st.sampled_from(events)).id)]
    keep_up(shown, linker.update({}, retraction))
    keep_up(shown, linker.update(dict.fromkeys(passing, Report()), retraction))
    staying = [event for event in events if event.claim.document not in passing]
    assert linker.settled().incidents == settle(staying, retraction).incidents
    keep_up(shown, linker.update({document: reports[document] for document in passing}))
    assert linker.settled() == settle(events)
    assert shown == {incident.id: replace(incident, relations=()) for incident in settle(events).incidents}


def keep_up(shown, change):
    """Keep a copy of what stands by changes alone, as a store does."""
    for name in change.gone:
        del shown[name]
    shown.update((incident.id, incident) for incident in change.written)
