"""A timeline kept up document by document is the one drawn from everything at once, whatever comes, goes and comes back."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from zenobia.control import Survey, timeline

FEW = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
PLACES = st.sampled_from(
    [
        ("Palmyra",),
        ("al-Amriyha district", "Palmyra"),
        ("the citadel of Palmyra",),
        ("Umm Hajar",),
        ("Umm Hajar", "Palmyra"),
        ("Umm Hajar", "Tiyas"),
        ("parts of Umm Hajar",),
        ("parts of Umm Hajar", "Palmyra"),
        ("Aleppo",),
        ("eastern Aleppo",),
    ]
)
SLOTS = st.tuples(
    st.sampled_from(["territory_gained", "attack_repelled", "withdrawal", "siege"]),
    PLACES,
    st.sampled_from(["2016-12-10", "2016-12-11", "2016-12-13", "2016-12-01/2016-12-31", None]),
    st.sampled_from(["ISIS", "Syrian army", "the army", "Old Bridge Brigade", ""]),
    st.sampled_from([None, "River Observatory", "Defence Ministry"]),
    st.sampled_from(["asserts", "asserts", "hedges", "denies"]),
    st.integers(0, 4),
)


@pytest.fixture(scope="module")
def written(tell):
    def made(slots):
        return [
            tell(type_, *place, when=when, by=by, said_by=voice, stance=stance, document=f"doc-{document}", minute=number)
            for number, (type_, place, when, by, voice, stance, document) in enumerate(slots)
        ]

    return made


def by_document(events):
    found = {}
    for event in events:
        found.setdefault(event.claim.document, []).append(event)
    return found


@FEW
@given(slots=st.lists(SLOTS, min_size=1, max_size=12), data=st.data())
def test_document_by_document_gives_what_everything_at_once_gives(written, slots, data):
    events = written(slots)
    survey = Survey()
    told = by_document(events)
    for name in data.draw(st.permutations(sorted(told))):
        half = told[name][: len(told[name]) // 2]
        survey.update({name: half})
        survey.update({name: data.draw(st.permutations(told[name]))})
    assert survey.controls() == timeline(events)


@FEW
@given(slots=st.lists(SLOTS, min_size=1, max_size=12), data=st.data())
def test_what_goes_and_comes_back_leaves_no_trace(written, rule, slots, data):
    events = written(slots)
    told = by_document(events)
    survey = Survey()
    survey.update(told)
    gone = data.draw(st.sampled_from(sorted(told)))
    rest = [event for event in events if event.claim.document != gone]
    survey.update({gone: ()})
    assert survey.controls() == timeline(rest)
    survey.update({gone: told[gone]}, frozenset({gone}))
    assert survey.controls() == timeline(rest) == timeline(events, [rule("retracted", gone)])
    one = data.draw(st.sampled_from(events))
    survey.update({}, frozenset({one.claim.id}))
    assert survey.controls() == timeline(events, [rule("retracted", one.claim.id)])
    survey.update({})
    assert survey.controls() == timeline(events)


def test_only_grounds_of_which_something_else_is_said_are_drawn_anew(tell, monkeypatch):
    drawn = []
    survey = Survey()
    draw = survey._draw
    monkeypatch.setattr(survey, "_draw", lambda grounds: (drawn.append(set(grounds)), draw(grounds)))
    events = {
        "doc-a": [tell("territory_gained", "Palmyra", when="2015-05-21", by="ISIS", document="doc-a")],
        "doc-b": [tell("territory_gained", "Aleppo", when="2016-12-22", by="Syrian army", document="doc-b")],
    }
    survey.update(events)
    survey.update({"doc-b": [tell("withdrawal", "Aleppo", when="2016-12-22", by="ISIS", document="doc-b")]})
    survey.update({"doc-c": [tell("air_strike", "Palmyra", when="2016-12-22", by="ISIS", document="doc-c")]})
    assert drawn == [{"made:palmyra", "made:aleppo"}, {"made:aleppo"}, set()]
