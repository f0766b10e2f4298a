"""Claims put on the earth: cases as data, and what holds for every fix."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zenobia.engines.gazetteer import open_gazetteer
from zenobia.locate import Locate, locate, spots
from zenobia.locate.geometry import distance_km
from zenobia.step import run
from zenobia.values.account import Account, Located
from zenobia.values.claim import Claim
from zenobia.values.document import Document
from zenobia.values.event import event_id
from zenobia.values.passage import Mention, Passage, Reading, Tags
from zenobia.values.spans import Quote, Span
from zenobia.values.times import When

CACHE = Path(__file__).parents[2] / ".cache" / "gazetteer"
CASES = [
    json.loads(line)
    for name in ("places.jsonl", "relative.jsonl")
    for line in (Path(__file__).parents[1] / "cases" / name).read_text(encoding="utf-8").split("\n")
    if line
]


@pytest.fixture(scope="module")
def gazetteer():
    with open_gazetteer(CACHE) as opened:
        yield opened


def account(text, names=(), claims=()):
    document = Document(
        id="doc_made", capture="capture_made", source="made", outlet="Made Notes", url="file:made", title=None, text=text,
        published=date(2016, 12, 11), received_at=datetime(2016, 12, 11, 20, tzinfo=UTC), language="en",
    )  # fmt: skip
    mentions = []
    at = 0
    for name in names:
        start = text.index(name, at)
        mentions.append(Mention(span=Span(start=start, end=start + len(name)), kind="place"))
        at = start + 1
    passage = Passage(
        id="passage_made", document="doc_made", ordinal=0, span=Span(start=0, end=len(text)), text=text,
        tags=Tags(mentions=tuple(mentions)),
    )  # fmt: skip
    return Account(reading=Reading(document=document, passages=(passage,)), claims=tuple(claims))


def claim(number, place, relation=None, when=None):
    return Claim(
        id=f"claim_{number}", document="doc_made", passage="passage_made", quote=Quote(start=0, end=1, text="x"), kind="event",
        type="battle", place=tuple(place), relation=relation, when=when,
    )  # fmt: skip


def fixed(gazetteer, text, names, place, relation=None):
    return locate(account(text, names, [claim(1, place, relation)]), gazetteer).events[0].fix


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_cases(gazetteer, case):
    given, expected = case["input"], case["expected"]
    fix = fixed(gazetteer, given["text"], given["names"], given["place"], given.get("relation"))
    if expected is None:
        assert fix is None
        return
    assert fix is not None
    for field in ("name", "id", "precision", "country", "admin1"):
        if field in expected:
            assert (field, getattr(fix, field)) == (field, expected[field])
    if "near" in expected:
        assert distance_km(tuple(expected["near"]), (fix.lat, fix.lon)) <= expected["within_km"]
    if "radius_km" in expected:
        low, high = expected["radius_km"]
        assert low <= fix.radius_km <= high
    assert fix.because


def test_the_event_carries_the_claim_and_the_document(gazetteer):
    when = When(text="on Sunday", start=date(2016, 12, 11), end=date(2016, 12, 11), precision="day")
    told = claim(7, ["Palmyra"], when=when)
    given = account("Fighting in Palmyra, Syria.", ["Palmyra"], [told])
    (located,) = run(Locate(gazetteer=gazetteer), [given])
    assert isinstance(located, Located)
    (event,) = located.events
    document = given.reading.document
    assert (event.id, event.claim, event.when) == (event_id(told.id), told, when)
    assert (event.source, event.outlet, event.published, event.received_at) == (
        "made", "Made Notes", document.published, document.received_at,
    )  # fmt: skip


def test_an_unplaced_fix_has_no_coordinates(gazetteer):
    fix = fixed(gazetteer, "Guards met at Qwertzuville.", ["Qwertzuville"], ["Qwertzuville"])
    assert (fix.lat, fix.lon, fix.radius_km, fix.precision) == (None, None, None, "unknown")


def test_names_of_one_report_decide_together(gazetteer):
    text = "In Iraq, troops left Rawa for Anah, Haditha and Hit."
    names = ["Iraq", "Rawa", "Anah", "Haditha", "Hit"]
    located = locate(account(text, names, [claim(n, [name]) for n, name in enumerate(names[1:])]), gazetteer)
    assert {event.fix.country for event in located.events} == {"IQ"}
    assert {event.fix.admin1 for event in located.events} == {"Anbar"}


def test_the_order_of_claims_does_not_matter(gazetteer):
    text = "Shells fell on Palmyra, Homs and Manbij in Syria."
    claims = [claim(1, ["Palmyra"]), claim(2, ["Homs"]), claim(3, ["Manbij"])]
    one = locate(account(text, ["Palmyra", "Homs", "Manbij"], claims), gazetteer)
    two = locate(account(text, ["Palmyra", "Homs", "Manbij"], claims[::-1]), gazetteer)
    assert {event.id: event.fix for event in one.events} == {event.id: event.fix for event in two.events}


WORDS = st.sampled_from(
    ["Palmyra", "north of", "10 km", "west of", "near", "Homs", "province", "the", "city", "between", "and", "countryside",
     "outskirts of", "-", "(", "'s", "village of", "air base", "eastern", "parts of", "²", "ـ", "ı", "99999999999999999999 km"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=7).map(" ".join), st.lists(WORDS, max_size=5).map(" ".join))
def test_any_words_give_a_sound_fix(place, relation):
    with open_gazetteer(CACHE) as gazetteer:
        fix = fixed(gazetteer, "Troops met in Syria.", [], [place], relation or None)
    assert fix is not None
    if fix.precision == "unknown":
        assert fix.lat is None and fix.radius_km is None
        return
    assert -90 <= fix.lat <= 90 and -180 <= fix.lon <= 180 and fix.radius_km > 0 and fix.because
    if fix.precision == "province":
        assert fix.radius_km > 10
    if fix.precision == "exact":
        assert fix.id is not None and fix.radius_km <= 30


def test_spots_answer_for_every_mention(gazetteer):
    text = "Syrian troops left Palmyra; a post at Ruritown fell."
    found = spots(account(text, ["Syrian", "Palmyra", "Ruritown"]), gazetteer)
    assert [text[span.start : span.end] for span, _ in found] == ["Syrian", "Palmyra", "Ruritown"]
    state, palmyra, unknown = (fix for _, fix in found)
    assert (state.precision, state.country) == ("country", "SY")
    assert palmyra.id == "geonames:163808"
    assert (unknown.id, unknown.precision, unknown.country) == (None, "near", "SY")
    assert "Ruritown" in unknown.because[0]


def test_a_long_report_is_placed_in_bounded_work(gazetteer):
    names = [f"Palmyra Qx{'abcdefghij'[n % 10] * (1 + n // 10)}" for n in range(600)]
    text = "In Syria: " + "; ".join(names)
    located = locate(account(text, names, [claim(1, [names[0]])]), gazetteer)
    assert len(located.events) == 1


@pytest.mark.parametrize("words", ["positions", "the west", "two cities"])
def test_words_that_are_no_place_take_the_name_of_the_one_beside_them(gazetteer, words):
    fix = fixed(gazetteer, "Troops left Palmyra in Syria.", ["Palmyra"], [words, "Palmyra"])
    assert (fix.name, fix.precision, fix.id, fix.country) == ("Palmyra", "near", None, "SY")


@pytest.mark.parametrize("words", ["eastern edge", "the citadel", "northern districts"])
def test_a_part_without_a_name_lies_by_the_town_of_the_report(gazetteer, words):
    fix = fixed(gazetteer, "Fighting went on in Palmyra, Syria. Palmyra is a town.", ["Palmyra"], [words])
    assert (fix.name, fix.precision, fix.country) == (words, "near", "SY")
    assert distance_km((34.56, 38.28), (fix.lat, fix.lon)) < 5 and fix.radius_km >= 4 and fix.because
