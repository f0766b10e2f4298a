"""What every store must do, whatever database is under it."""

from __future__ import annotations

import json
import threading
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import DBAPIError

from zenobia.faults import BadSettings, BrokenRule, ZenobiaFault
from zenobia.store import FetchState, Query, Store, open_store
from zenobia.values.reject import Reason, Reject
from zenobia.values.source import Source

CASES = [json.loads(line) for line in (Path(__file__).parents[1] / "cases" / "store.jsonl").read_text().splitlines()]


def keep(store: Store, making: Any, *reports: Any, stamp: str | None = None) -> None:
    with store.batch():
        store.keep_captures(capture for capture, _ in reports)
        for _, located in reports:
            store.keep_located(located, stamp=stamp or making.READER)


def items(rows: Any) -> list[Any]:
    return [row.item for row in rows]


def everything(store: Store) -> tuple[Any, ...]:
    """All that can be listed, as values."""
    documents = items(store.documents())
    return (
        documents,
        [store.passages(document.id) for document in documents],
        items(store.events()),
        items(store.claims()),
        items(store.incidents()),
        items(store.controls()),
        list(store.contradictions()),
        sorted((str(reject.subject), reject.detail) for reject in store.rejects()),
    )


def world(making: Any) -> dict[str, Any]:
    """Five reports of one claim each, by name."""
    say = making.Saying
    return {
        "shell": making.report(
            say(words="Shells fell on the old mill of Qasr al-Wadi.", actor_id="zenobia:river-brigade"), url="file:a"
        ),
        "strike": making.report(
            say(
                words="A plane struck the new mill.",
                type="air_strike",
                actor="the eastern hill guard",
                place="Tell Ahmar",
                lat=34.501,
                lon=38.251,
                day=date(2016, 12, 5),
                until=date(2016, 12, 8),
            ),
            url="file:b",
            source="valley-post",
            hours=1,
        ),
        "fight": making.report(
            say(
                words="Both sides fought by the café.",
                type="battle",
                actor="two bands",
                place="Souq Saghir",
                lat=33.0,
                lon=36.5,
                day=None,
                speaker="the valley watch",
            ),
            url="file:c",
            hours=2,
        ),
        "siege": making.report(
            say(
                words="They hold الجسر since the spring.",
                type=None,
                place="Jisr",
                lat=None,
                lon=None,
                country=None,
                day=date(2016, 4, 1),
                until=date(2016, 12, 12),
            ),
            url="file:d",
            hours=3,
        ),
        "reef": making.report(
            say(
                words="Сгорел мост on the reef.",
                type="bombing",
                actor="unknown swimmers",
                place="Reef",
                lat=-17.5,
                lon=-179.75,
                country="FJ",
                day=date(2017, 6, 1),
            ),
            url="file:e",
            source="valley-post",
            hours=4,
        ),
    }


# The logs


def test_a_new_store_is_empty_and_sound(store: Store) -> None:
    counts = store.counts()
    assert {getattr(counts, name) for name in counts.__slots__} == {0}
    assert store.check() == []
    assert items(store.events()) == items(store.incidents()) == list(store.rejects()) == []


def test_a_capture_is_kept_once_and_comes_back_whole(store: Store, making: Any) -> None:
    taken = replace(making.capture("شرق Qasr\x00\r\n"), body=bytes(range(256)) * 500, title=None, warc="a.warc@12")
    assert store.keep_captures([taken, taken]) == 1
    assert store.keep_captures([replace(taken, received_at=making.moment(5))]) == 0
    assert store.capture(taken.id) == taken
    assert store.capture("capture_none") is None
    assert store.counts().captures == 1


@pytest.mark.parametrize(
    "statement",
    ["UPDATE {log} SET value = :value", "UPDATE {log} SET id = 'other'", "DELETE FROM {log}", "DELETE FROM {log} WHERE n = 1"],
)
@pytest.mark.parametrize("log", ["captures", "verdicts"])
def test_the_sacred_logs_refuse_change(store: Store, making: Any, run_sql: Any, log: str, statement: str) -> None:
    taken, ruling = making.capture("The bridge stands."), making.verdict("claim_1")
    store.keep_captures([taken])
    store.keep_verdict(ruling)
    values = {"value": b"x"} if ":value" in statement else {}
    with pytest.raises(DBAPIError, match="kept for ever"):
        run_sql(statement.format(log=log), **values)
    assert store.capture(taken.id) == taken
    assert store.verdicts() == [ruling]


def test_unread_streams_in_order_of_arrival_while_it_is_written(store: Store, making: Any) -> None:
    reports = making.many(30, each=1)
    store.keep_captures(capture for capture, _ in reversed(reports))
    read = []
    for capture in store.unread(making.READER):
        located = next(located for taken, located in reports if taken.id == capture.id)
        store.keep_located(located, stamp=making.READER)
        read.append(capture)
    assert read == [capture for capture, _ in reversed(reports)]
    assert list(store.unread(making.READER)) == []
    assert list(store.unread("reader@2")) == read


def test_what_gave_nothing_is_read_too(store: Store, making: Any) -> None:
    taken = making.capture("...")
    refusal = Reject(subject=taken.id, step="clean@1", reason=Reason.EMPTY, detail="no letters")
    store.keep_captures([taken])
    for _ in range(2):
        store.keep_rejected(taken.id, [refusal], stamp=making.READER)
    assert list(store.unread(making.READER)) == []
    assert list(store.rejects()) == [refusal]


def test_a_later_reader_may_reject_what_an_earlier_one_read(store: Store, making: Any) -> None:
    taken, located = making.report(making.Saying(words="Shells fell."))
    keep(store, making, (taken, located))
    refusal = Reject(subject=taken.id, step="clean@2", reason=Reason.EMPTY, detail="no letters")
    store.keep_rejected(taken.id, [refusal], stamp="reader@2")
    assert items(store.claims()) == items(store.documents()) == []
    store.keep_located(located, stamp="reader@3")
    assert items(store.events()) == list(located.events)
    assert list(store.rejects()) == []


def test_verdicts_are_kept_once_in_order_of_time(store: Store, making: Any) -> None:
    late, early = making.verdict("claim_1", hours=2), making.verdict("claim_2", hours=1)
    assert [store.keep_verdict(late), store.keep_verdict(early), store.keep_verdict(late)] == [True, True, False]
    assert store.verdicts() == [early, late]
    assert store.verdicts(as_of=making.moment(1.5)) == [early]


def test_sources_and_fetch_states_are_updated(store: Store, making: Any) -> None:
    for name in ("Hill Notes", "The Hill Notes"):
        store.keep_source(Source(id="hill-notes", name=name, kind="media", language="en"))
    assert [source.name for source in store.sources()] == ["The Hill Notes"]
    assert store.fetch_state("https://hill.example/feed") is None
    states = [
        FetchState(url="https://hill.example/feed", etag=etag, last_modified=None, fetched_at=making.moment(0))
        for etag in ("a", "b")
    ]
    for state in states:
        store.keep_fetch_state(state)
    assert store.fetch_state("https://hill.example/feed") == states[1]


def test_a_reject_of_no_capture_is_filed_once(store: Store) -> None:
    refusal = Reject(subject="https://gone.example", step="gather@1", reason=Reason.UNREACHABLE, detail="no answer in 20 s")
    for _ in range(2):
        store.keep_reject(refusal)
    assert list(store.rejects()) == [refusal]
    assert store.counts().rejects == 1


# What one report gives


def test_a_report_comes_back_equal(store: Store, making: Any) -> None:
    taken, located = making.report(
        making.Saying(words="Shells fell on “the mill” — twice."),
        making.Saying(words="القوات انسحبت 🌉 .", speaker="the valley watch", day=None, lat=None),
    )
    keep(store, making, (taken, located))
    document = located.document
    assert store.document(document.id) == document
    assert items(store.documents()) == [document]
    assert store.passages(document.id) == located.passages
    assert store.editions(document.id) == [taken]
    assert sorted(items(store.events()), key=lambda event: event.id) == sorted(located.events, key=lambda event: event.id)
    assert [store.event(event.id) for event in located.events] == list(located.events)
    assert [store.claim(event.claim.id) for event in located.events] == [event.claim for event in located.events]
    assert (store.document("doc_x"), store.event("event_x"), store.claim("claim_x"), store.incident("incident_x")) == (None,) * 4
    assert list(store.passages("doc_x")) == list(store.editions("doc_x")) == []
    assert store.check() == []


def test_text_that_databases_dislike_comes_back_equal(store: Store, making: Any) -> None:
    taken, located = making.report(making.Saying(words="A NUL \x00 and 'quotes' \"here\"; DROP TABLE events;--"))
    keep(store, making, (taken, located))
    assert store.document(located.document.id) == located.document
    assert items(store.events(Query(q="drop table events"))) == list(located.events)


def test_a_lone_surrogate_is_replaced_one_for_one(store: Store, making: Any) -> None:
    taken, located = making.report(making.Saying(words="shells fell"))
    broken = replace(located.document, text="\ud800" + located.document.text[1:], title="\udcff")
    keep(store, making, (taken, replace(located, document=broken)))
    found = store.document(located.document.id)
    assert found is not None and found.title == "\ufffd"
    assert found.text == "\ufffd" + located.document.text[1:]


def test_the_same_again_changes_nothing(store: Store, making: Any) -> None:
    reports = making.many(5)
    keep(store, making, *reports)
    before, counts, changes = everything(store), store.counts(), store.changes()
    keep(store, making, *reports)
    keep(store, making, *reports, stamp="reader@2")
    assert (everything(store), store.counts(), store.changes()) == (before, counts, changes)
    assert list(store.unread("reader@2")) == []


def test_a_later_reader_replaces_what_an_earlier_gave(store: Store, making: Any) -> None:
    taken, located = making.report(making.Saying(words="Shells fell."), making.Saying(words="Planes came.", type="air_strike"))
    keep(store, making, (taken, located))
    fewer = replace(making.as_read_by(located, "making@2"), events=making.as_read_by(located, "making@2").events[:1])
    keep(store, making, (taken, fewer), stamp="reader@2")
    assert items(store.events()) == list(fewer.events)
    assert store.event(located.events[1].id) is None
    assert items(store.claims(Query(q="planes"))) == []
    assert store.counts().documents == 1


def test_a_later_reader_may_name_the_document_otherwise(store: Store, making: Any) -> None:
    taken, located = making.report(making.Saying(words="Shells fell."))
    keep(store, making, (taken, located))
    renamed = replace(located, document=replace(located.document, id="doc_other"), passages=(), events=())
    keep(store, making, (taken, renamed), stamp="reader@2")
    assert items(store.documents()) == [renamed.document]
    assert store.document(located.document.id) is None


def test_a_report_needs_its_capture(store: Store, making: Any) -> None:
    taken, located = making.report(making.Saying(words="Shells fell."))
    with pytest.raises(BrokenRule, match=taken.id):
        store.keep_located(located, stamp=making.READER)
    assert items(store.documents()) == []


# Editions


def editions(making: Any) -> list[Any]:
    """Three editions of one note: the second drops a claim and adds one, the third is the second with another title."""
    shells, planes = making.Saying(words="Shells fell."), making.Saying(words="Planes came.", type="air_strike")
    fires = making.Saying(words="Fires burn still.", type="bombing")
    return [
        making.report(shells, planes, hours=0),
        making.report(shells, fires, hours=2),
        making.report(shells, fires, title="Notes from the hill, mended", hours=4),
    ]


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0), (2, 0, 1)])
def test_the_latest_edition_is_current_and_earlier_ones_are_history(store: Store, making: Any, order: tuple[int, ...]) -> None:
    made = editions(making)
    for number in order:
        keep(store, making, made[number])
    (first, old), (_, middle), (_, new) = made
    shells, planes = old.events
    assert store.document(old.document.id) == new.document
    assert items(store.documents()) == [new.document]
    assert store.passages(old.document.id) == new.passages
    assert [capture.id for capture in store.editions(old.document.id)] == [capture.id for capture, _ in made]
    said = {claim.quote.text for claim in items(store.claims())}
    assert said == {"Shells fell.", "Fires burn still."}
    assert store.claim(planes.claim.id) == planes.claim, "a claim that vanished is found by its id"
    current = store.event(shells.id)
    assert current is not None and current.received_at == first.received_at, "a claim is known from its first edition on"
    assert current.claim.quote == new.events[0].claim.quote
    fires = store.event(middle.events[1].id)
    assert fires is not None and fires.received_at == middle.document.received_at
    assert items(store.claims(Query(q="planes"))) == []
    assert store.counts().documents == 1 and store.counts().events == 2 and store.counts().captures == 3
    assert store.check() == []


def test_a_past_state_can_be_listed_again(store: Store, making: Any) -> None:
    made = editions(making)
    keep(store, making, *made)
    for hours, number in ((1, 0), (2, 1), (3, 1), (4, 2), (99, 2)):
        then = Query(as_of=making.moment(hours))
        assert items(store.documents(then)) == [made[number][1].document]
        assert {claim.id for claim in items(store.claims(then))} == {event.claim.id for event in made[number][1].events}
    assert items(store.events(Query(as_of=making.moment(-1)))) == []
    assert {event.received_at for event in items(store.events(Query(as_of=making.moment(1))))} == {making.moment(0)}


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(range(6)), twice=st.lists(st.integers(0, 5), max_size=3))
def test_the_order_of_reading_never_matters(store: Store, making: Any, order: list[int], twice: list[int]) -> None:
    reports = [*editions(making), *making.many(3, each=2)]
    store.wipe_derived()
    for number in [*order, *twice]:
        keep(store, making, reports[number])
    found = everything(store)
    store.wipe_derived()
    keep(store, making, *reports)
    assert found == everything(store)


# Questions


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_filters(store: Store, making: Any, case: dict[str, Any]) -> None:
    reports = world(making)
    keep(store, making, *reports.values())
    asked = dict(case["input"])
    if "bbox" in asked:
        asked["bbox"] = tuple(asked["bbox"])
    for end in ("start", "end"):
        if end in asked:
            asked[end] = date.fromisoformat(asked[end])
    names = {located.events[0].id: name for name, (_, located) in reports.items()}
    query = Query(**asked)
    assert [names[event.id] for event in items(store.events(query))] == case["expected"]
    claims = {located.events[0].claim.id: name for name, (_, located) in reports.items()}
    assert [claims[claim.id] for claim in items(store.claims(query))] == case["expected"]
    incidents = [making.incident(*located.events, title="Said of the hills") for _, located in reports.values()]
    store.keep_folds(incidents, (), stamp=making.FOLDER)
    if not {"type", "limit"} & set(asked) and "2016-12-11" not in (asked.get("start"), asked.get("end")):
        founders = {names[incident.founder] for incident in items(store.incidents(query))}
        timeless = {"fight"} if {"start", "end"} & set(asked) else set()
        assert founders == set(case["expected"]) - timeless, "incidents are found as their events are"


def test_a_document_is_asked_for_by_what_it_claims(store: Store, making: Any) -> None:
    reports = world(making)
    keep(store, making, *reports.values())
    names = {located.document.id: name for name, (_, located) in reports.items()}

    def found(**asked: Any) -> list[str]:
        return [names[document.id] for document in items(store.documents(Query(**asked)))]

    assert found() == ["shell", "strike", "fight", "siege", "reef"]
    assert found(type="battle") == ["fight"]
    assert found(bbox=(38, 34, 39, 35), actor="river brigade") == ["shell"]
    assert found(source="valley-post") == ["strike", "reef"]
    assert found(source="valley watch") == ["fight"]
    assert found(country="FJ") == ["reef"]
    assert found(q="notes hill mill") == ["shell", "strike"]
    assert found(q='"the hill"') == ["shell", "strike", "fight", "siege", "reef"]
    assert found(document=reports["siege"][1].document.id) == ["siege"]
    assert found(start=date(2016, 12, 12)) == []
    assert found(limit=1) == ["shell"]


def test_claims_of_one_document(store: Store, making: Any) -> None:
    reports = making.many(3)
    keep(store, making, *reports)
    located = reports[1][1]
    of_it = items(store.claims(Query(document=located.document.id)))
    assert {claim.id for claim in of_it} == {event.claim.id for event in located.events}


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=st.one_of(
        st.text(max_size=60),
        st.text(alphabet="\"'*():^-+{}|&!<>\\%_ aNEAR ORAND\u0000\ud800é中م", max_size=40),
        st.sampled_from(
            ['"', '""', "NEAR(a b)", "words : x", "a" * 5000, "a " * 2000, "'; DROP TABLE events;--", "😀", "\u200d"]
        ),
    )
)
def test_no_question_is_an_error(store: Store, making: Any, text: str) -> None:
    if not store.counts().documents:
        keep(store, making, *world(making).values())
    for query in (Query(q=text), Query(actor=text), Query(source=text), Query(type=text, country=text, document=text)):
        assert len(items(store.events(query))) <= 5
        assert len(items(store.documents(query))) <= 5
        assert items(store.incidents(query)) == items(store.controls(query=query)) == []


@pytest.mark.parametrize(
    ("query", "message"),
    [
        (Query(bbox=(10, 5, 20, -5)), "bbox=10,5,20,-5"),
        (Query(bbox=(-200, 0, 0, 1)), "bbox=-200"),
        (Query(bbox=(float("nan"), 0, 0, 1)), "bbox=nan"),
        (Query(start=date(2017, 1, 2), end=date(2017, 1, 1)), "2017-01-01"),
        (Query(limit=0), "limit=0"),
        (Query(after="not a key"), "not a key"),
        (Query(after="WyJpbmNpZGVudHMiLDEsImEiXQ"), "page key"),
        (Query(after="W10"), "page key"),
        (Query(after="é"), "page key"),
        (Query(after="WyJldmVudHMiLDEsMl0"), "page key"),
    ],
)
def test_what_cannot_be_asked_is_refused_at_once(store: Store, query: Query, message: str) -> None:
    with pytest.raises(BadSettings, match=message):
        store.events(query)


def test_a_moment_without_a_zone_is_refused(store: Store, making: Any) -> None:
    with pytest.raises(BadSettings, match="time zone"):
        store.events(Query(as_of=making.MORNING.replace(tzinfo=None)))


def lists(store: Store) -> dict[str, Any]:
    return {
        "documents": store.documents,
        "claims": store.claims,
        "events": store.events,
        "incidents": store.incidents,
        "controls": lambda query: store.controls(query=query),
    }


@pytest.mark.parametrize("name", ["documents", "claims", "events", "incidents", "controls"])
@pytest.mark.parametrize("filters", [{}, {"q": "mill"}, {"bbox": (36, 30, 41, 38)}, {"as_of": True}])
def test_pages_join_into_the_whole_list(store: Store, making: Any, name: str, filters: dict[str, Any]) -> None:
    reports = making.many(40, each=2)
    keep(store, making, *reports)
    events = [event for _, located in reports for event in located.events]
    controls = [
        making.control(event, start=date(2016, 1, 1) + timedelta(days=step), place=f"words:{step % 3}")
        for step, event in enumerate(events)
    ]
    store.keep_folds([making.incident(event) for event in events], controls, stamp=making.FOLDER)
    if "as_of" in filters:
        filters = {"as_of": making.moment(0.5)}
    if "q" in filters and name == "controls":
        filters = {"q": "river brigade"}
    ask = lists(store)[name]
    whole = list(ask(Query(**filters)))
    assert len(whole) > 7 and len({row.key for row in whole}) == len(whole)
    joined: list[Any] = []
    while page := list(ask(Query(**filters, limit=7, after=joined[-1].key if joined else None))):
        joined += page
    assert joined == whole
    assert all(set(row.key) <= set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_") for row in whole)


def test_a_list_may_be_written_to_while_it_streams(store: Store, making: Any) -> None:
    keep(store, making, *making.many(80, each=2))
    seen = 0
    for seen, row in enumerate(store.events(), 1):
        if seen == 1:
            keep(store, making, *making.many(80, each=2, first=80))
        assert store.event(row.item.id) == row.item
    assert seen == 320


# Folds


def test_read_states_tell_which_readings_have_changed(store: Store, making: Any) -> None:
    reports = making.many(3, each=1)
    keep(store, making, *reports)
    before = {mark.capture: mark for mark in store.read_states()}
    assert {mark.document for mark in before.values()} == {located.document.id for _, located in reports}
    capture, located = reports[1]
    store.keep_located(replace(located, events=()), stamp="reader@2")
    after = {mark.capture: mark for mark in store.read_states()}
    assert [name for name in after if after[name] != before[name]] == [capture.id]
    store.keep_rejected(capture.id, (), stamp="reader@3")
    assert {mark.capture: mark.document for mark in store.read_states()}[capture.id] is None


def test_folds_replace_what_stood_before(store: Store, making: Any) -> None:
    reports = making.many(4, each=2)
    keep(store, making, *reports)
    events = [event for _, located in reports for event in located.events]
    old = [making.incident(events[0], events[1], contested=True), making.incident(events[2])]
    store.keep_folds(old, [making.control(events[0])], stamp=making.FOLDER)
    assert list(store.contradictions()) == list(old[0].contradictions)
    new = [making.incident(*events[:3], contested=True), making.incident(events[4])]
    control = making.control(events[4], start=None)
    store.keep_folds(new, [control], stamp="fold@2", retired=[(old[1].id, old[0].id)])
    assert sorted(items(store.incidents()), key=lambda one: one.id) == sorted(new, key=lambda one: one.id)
    assert items(store.controls()) == [control]
    assert store.incident(old[1].id) == new[0], "a retired id redirects"
    assert store.incidents_of(events[2].claim.id) == [new[0]]
    assert store.incidents_of("claim_none") == []
    assert (store.counts().incidents, store.counts().contradictions, store.counts().controls) == (2, 1, 1)
    assert items(store.incidents(Query(document=reports[2][1].document.id))) == [new[1]]
    assert store.check() == []


def test_redirects_are_followed_and_never_circle(store: Store, making: Any) -> None:
    taken, located = making.report(making.Saying(words="Shells fell."))
    keep(store, making, (taken, located))
    lasting = making.incident(*located.events)
    store.keep_folds([lasting], (), stamp=making.FOLDER, retired=[("incident_a", "incident_b"), ("incident_b", lasting.id)])
    assert store.incident("incident_a") == lasting
    store.keep_folds((), (), stamp=making.FOLDER, retired=[(lasting.id, "incident_a")])
    assert store.incident("incident_a") is None
    store.keep_folds([lasting], (), stamp=making.FOLDER)
    assert store.incident("incident_b") == store.incident(lasting.id) == lasting


def test_incidents_come_latest_first_and_timeless_last(store: Store, making: Any) -> None:
    stretches = [
        (date(2016, 1, 1), date(2016, 3, 1)),
        (date(2016, 2, 1), date(2016, 2, 1)),
        (None, None),
        (date(2016, 5, 5), date(2016, 5, 5)),
    ]
    reports = [
        making.report(making.Saying(words=f"Shells fell on post {number}.", day=start, until=end), url=f"file:{number}")
        for number, (start, end) in enumerate(stretches)
    ]
    keep(store, making, *reports)
    store.keep_folds([making.incident(*located.events) for _, located in reports], (), stamp=making.FOLDER)
    order = [
        reports.index(next(one for one in reports if one[1].events[0].id == found.founder)) for found in items(store.incidents())
    ]
    assert order == [3, 0, 1, 2]


def test_control_is_listed_by_place_and_time(store: Store, making: Any) -> None:
    taken, located = making.report(making.Saying(words="They hold Qasr al-Wadi.", type=None))
    keep(store, making, (taken, located))
    event = located.events[0]
    stretches = [
        making.control(event, start=date(2016, 12, 10)),
        making.control(event, start=None, end=date(2016, 5, 1)),
        making.control(event, start=date(2016, 5, 2), end=date(2016, 12, 9)),
    ]
    store.keep_folds((), stretches, stamp=making.FOLDER)
    in_order = [stretches[1], stretches[2], stretches[0]]
    assert (
        items(store.controls()) == items(store.controls("QASR AL WADI")) == items(store.controls("words:qasralwadi")) == in_order
    )
    assert items(store.controls("Elsewhere")) == []
    assert items(store.controls(query=Query(start=date(2016, 12, 31)))) == [stretches[0]]
    assert items(store.controls(query=Query(end=date(2016, 4, 1)))) == [stretches[1]]
    assert items(store.controls(query=Query(q="river brigade", actor="river brigade", bbox=(38, 34, 39, 35)))) == in_order
    assert items(store.controls(query=Query(type="contested"))) == []
    assert items(store.controls(query=Query(as_of=making.moment(-1)))) == []


def test_folds_are_settled_until_something_changes(store: Store, making: Any) -> None:
    reports = making.many(3)
    assert not store.is_settled(making.FOLDER)
    keep(store, making, *reports[:1])
    store.keep_folds((), (), stamp=making.FOLDER)
    assert store.is_settled(making.FOLDER) and not store.is_settled("fold@2")
    keep(store, making, *reports[:1])
    assert store.is_settled(making.FOLDER)
    keep(store, making, *reports[1:2])
    assert not store.is_settled(making.FOLDER)
    store.keep_folds((), (), stamp=making.FOLDER)
    store.keep_verdict(making.verdict("claim_1"))
    assert not store.is_settled(making.FOLDER)
    seen = store.changes()
    keep(store, making, *reports[2:])
    store.keep_folds((), (), stamp=making.FOLDER, seen=seen)
    assert not store.is_settled(making.FOLDER), "what came while folding is not yet seen"


# The whole


def test_a_batch_is_all_or_nothing(store: Store, making: Any) -> None:
    reports = making.many(3)
    with pytest.raises(KeyError), store.batch():
        keep(store, making, *reports)
        assert len(items(store.events())) == 9, "inside, what was written is seen"
        raise KeyError
    assert store.counts().captures == store.counts().events == 0
    with store.batch():
        keep(store, making, *reports)
    assert store.counts().events == 9


def test_a_batch_with_a_failed_write_is_not_kept(store: Store, making: Any) -> None:
    (taken, located), (_, uncaught) = making.many(2)
    with pytest.raises(ZenobiaFault), store.batch():
        keep(store, making, (taken, located))
        with pytest.raises(BrokenRule):
            store.keep_located(uncaught, stamp=making.READER)
    assert store.counts().captures == 0
    keep(store, making, (taken, located))
    assert store.counts().captures == 1


def test_a_reader_beside_the_writer_sees_what_is_committed(store: Store, making: Any) -> None:
    seen: list[int] = []
    with store.batch():
        keep(store, making, *making.many(3))
        beside = threading.Thread(target=lambda: seen.append(len(items(store.events()))))
        beside.start()
        beside.join(timeout=20)
    assert seen == [0]
    assert len(items(store.events())) == 9


def test_writers_take_turns(store: Store, making: Any) -> None:
    reports = making.many(24, each=1)
    writers = [threading.Thread(target=keep, args=(store, making, *reports[start::4])) for start in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(timeout=60)
    assert store.counts().events == 24
    assert store.check() == []


def test_wiping_spares_the_logs_and_reading_again_gives_the_same(store: Store, making: Any) -> None:
    reports = [*making.many(5), *editions(making)]
    keep(store, making, *reports)
    store.keep_verdict(making.verdict("claim_1"))
    store.keep_source(Source(id="hill-notes", name="Hill Notes"))
    store.keep_fetch_state(FetchState(url="https://hill.example", etag=None, last_modified=None, fetched_at=making.moment(0)))
    store.keep_reject(Reject(subject="https://gone.example", step="gather@1", reason=Reason.UNREACHABLE, detail="no answer"))
    store.keep_folds([making.incident(*reports[0][1].events)], [making.control(reports[0][1].events[0])], stamp=making.FOLDER)
    before = everything(store)
    store.wipe_derived()
    counts = store.counts()
    assert (counts.captures, counts.verdicts, counts.rejects) == (8, 1, 1)
    assert counts.documents == counts.passages == counts.events == counts.incidents == counts.controls == 0
    assert store.sources() and store.fetch_state("https://hill.example") and not store.is_settled(making.FOLDER)
    assert items(store.documents(Query(q="hill"))) == items(store.events(Query(bbox=(-180, -90, 180, 90)))) == []
    assert len(list(store.unread(making.READER))) == 8
    keep(store, making, *reports)
    store.keep_folds([making.incident(*reports[0][1].events)], [making.control(reports[0][1].events[0])], stamp=making.FOLDER)
    assert everything(store) == before
    assert store.check() == []


def test_opening_again_finds_the_same(store_url: str, making: Any) -> None:
    with open_store(store_url) as first:
        keep(first, making, *making.many(3))
        before = everything(first)
    with open_store(store_url, read_only=True) as second:
        assert everything(second) == before
        with pytest.raises(BadSettings, match="reading only"):
            second.keep_captures([making.capture("new")])


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        ("UPDATE documents SET text = 'Other words altogether, and longer than what was there before.'", "does not say"),
        ("DELETE FROM readings", "nobody read"),
        ("DELETE FROM events", "claims that incidents rest on"),
        ("DELETE FROM pulse", "count of changes"),
    ],
)
def test_damage_is_found_and_named(store: Store, making: Any, run_sql: Any, damage: str, said: str) -> None:
    taken, located = making.report(making.Saying(words="Shells fell."))
    keep(store, making, (taken, located))
    store.keep_folds([making.incident(*located.events)], (), stamp=making.FOLDER)
    assert store.check() == []
    run_sql(damage)
    problems = store.check()
    assert len(problems) == 1 and said in problems[0]


def test_bytes_that_are_not_those_that_came_are_found(store: Store, making: Any) -> None:
    taken = replace(making.capture("The bridge stands."), body=b"The bridge fell.")
    store.keep_captures([taken])
    assert [taken.id in problem for problem in store.check()] == [True]
