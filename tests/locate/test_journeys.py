"""Where a movement or a shot comes from and goes to: cases as data, and what follows for the claim's place."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from zenobia.engines.gazetteer import open_gazetteer
from zenobia.locate import locate
from zenobia.locate.journeys import journey
from zenobia.values.account import Account
from zenobia.values.claim import Claim
from zenobia.values.passage import Mention, Passage, Reading, Tags
from zenobia.values.spans import Quote, Span

CACHE = Path(__file__).parents[2] / ".cache" / "gazetteer"
CASES = [
    json.loads(line)
    for line in (Path(__file__).parents[1] / "cases" / "routes.jsonl").read_text(encoding="utf-8").split("\n")
    if line
]


@pytest.fixture(scope="module", name="gazetteer")
def gazetteer_fixture():
    with open_gazetteer(CACHE) as opened:
        yield opened


def told(text, type_, place, names=(), relation=None, lead=""):
    """Make a claim whose words are `text`, in a passage where `lead` stands before them."""
    whole = lead + text
    mentions = tuple(
        Mention(span=Span(start=whole.index(name), end=whole.index(name) + len(name)), kind="place") for name in names or place
        if name in whole
    )  # fmt: skip
    passage = Passage(
        id="passage_made", document="doc_made", ordinal=0, span=Span(start=0, end=len(whole)), text=whole,
        tags=Tags(mentions=mentions),
    )  # fmt: skip
    claim = Claim(
        id="claim_made", document="doc_made", passage="passage_made", kind="event", type=type_, place=tuple(place),
        quote=Quote(start=len(lead), end=len(whole), text=text), relation=relation,
    )  # fmt: skip
    return claim, passage


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_cases(case):
    given, expected = case["input"], case["expected"]
    found = journey(*told(given["text"], given["type"], given["place"], given["names"], lead="It was a long day. "))
    assert {station.words: station.role for station in found.stations} == expected["roles"]
    assert list(found.ground()) == expected["ground"]
    assert found.spot == expected["spot"]


@pytest.fixture(name="put")
def put_fixture(gazetteer, document):
    def put(text, type_, place, relation=None):
        claim, passage = told(text, type_, place, relation=relation)
        reading = Reading(document=replace(document, text=text), passages=(passage,))
        return locate(Account(reading=reading, claims=(claim,)), gazetteer).events[0]

    return put


@pytest.fixture(name="document", scope="module")
def document_fixture():
    from tests.locate.test_locate import account

    return account("x").reading.document


def test_the_claim_is_put_at_the_end_that_its_type_asks_for(put):
    text = "In Syria, {} from Salamiyah to Maarat al-Numan."
    place = ["Maarat al-Numan", "Salamiyah"]
    left = put(text.format("guards withdrew"), "withdrawal", place)
    assert (left.fix.country, left.fix.admin1, left.claim.place[0]) == ("SY", "Hama", "Salamiyah")
    brought = put(text.format("trucks carried flour"), "aid_blocked_or_delivered", place)
    assert (brought.fix.admin1, brought.claim.place[0]) == ("Idlib", "Maarat al-Numan")
    assert {stop.text: (stop.role, stop.fix.admin1) for stop in brought.route} == {
        "Salamiyah": ("source", "Hama"), "Maarat al-Numan": ("destination", "Idlib"),
    }  # fmt: skip
    assert "went to" in brought.fix.because[-1]


def test_the_ends_of_a_movement_do_not_lie_in_one_another(put):
    event = put("People fled from Raqqa to Suruc in Turkey.", "displacement", ["Raqqa", "Suruc"])
    assert event.fix.country == "SY"
    assert [stop.fix.country for stop in event.route] == ["SY", "TR"]


def test_what_is_under_way_is_not_at_its_destination(put):
    event = put("A column headed to Palmyra in Syria.", "movement", ["Palmyra"])
    assert (event.fix.id, event.fix.precision) == (None, "district")
    assert event.fix.radius_km >= 30
    arrived = put("A column arrived in Palmyra in Syria.", "movement", ["Palmyra"])
    assert (arrived.fix.id, arrived.fix.precision) == ("geonames:163808", "exact")


def test_a_relation_to_the_other_end_moves_nothing(put):
    event = put("In Syria, people fled Raqqa to a camp near Azaz.", "displacement", ["Raqqa", "Azaz"], relation="near Azaz")
    assert event.fix.admin1 == "Raqqa"


def test_a_spot_between_two_places_is_on_neither(put):
    event = put("A bus was attacked between Homs and Palmyra in Syria.", "armed_attack", ["Homs", "Palmyra"])
    assert event.fix.id is None
    assert event.fix.precision in {"near", "district", "province"}
    assert 37.0 < event.fix.lon < 38.1


def test_a_claim_without_a_way_keeps_its_places_as_they_were(put):
    event = put("Shells fell in Palmyra in Syria.", "shelling", ["Palmyra"])
    assert event.claim.place == ("Palmyra",)
    assert [(stop.text, stop.role, stop.fix) for stop in event.route] == [("Palmyra", "scene", None)]


def test_a_missing_passage_reads_the_claims_own_places_alone():
    claim, _ = told("Jets that took off from Tiyas bombed Mirbat.", "air_strike", ["Mirbat"])
    assert [station.words for station in journey(claim, None).stations] == ["Mirbat"]
