"""The claim record holds the keys that other programs rely on, and never a quote that does not stand in the text."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from zenobia.export.statement import claim_record, document_record
from zenobia.faults import BrokenRule
from zenobia.values.account import Located
from zenobia.values.claim import Claim, ControlClaim, Party, Speaker
from zenobia.values.document import Document
from zenobia.values.event import Event
from zenobia.values.place import Fix, Stop
from zenobia.values.spans import Quote
from zenobia.values.times import When
from zenobia.values.toll import Toll

RECEIVED = datetime(2016, 12, 11, 18, tzinfo=UTC)
TEXT = "Night raid\nWarplanes hit the depot on Sunday, killing at least 12 guards, the ministry said."
CONTRACT_KEYS = {
    "id", "quote", "kind", "type", "codes", "actor", "target", "place", "relation", "fix", "when", "said_by", "via", "stance",
    "toll", "control", "score", "made_by",
}  # fmt: skip


def document() -> Document:
    return Document(
        id="doc_1",
        capture="capture_1",
        source="notes",
        outlet=None,
        url="file:a.txt",
        title="Night raid",
        text=TEXT,
        published=date(2016, 12, 11),
        received_at=RECEIVED,
        language="en",
        meta=(("desk", '{"shift": 2}'),),
    )


def event() -> Event:
    words = "Warplanes hit the depot on Sunday, killing at least 12 guards"
    start = TEXT.index(words)
    day = date(2016, 12, 11)
    claim = Claim(
        id="claim_1",
        document="doc_1",
        passage="passage_1",
        quote=Quote(start=start, end=start + len(words), text=words),
        kind="event",
        type="air_strike",
        actor=(Party(text="Warplanes", name="Warplanes"),),
        place=("the depot",),
        said_by=Speaker(text="the ministry", name="Defence Ministry", kind="state"),
        via=(Speaker(text="Tass", name="TASS", kind="agency"),),
        toll=(Toll(what="killed", who="guards", low=12, high=None, text="at least 12 guards"),),
        control=(ControlClaim(holder="Islamic State", state="holds", place="the depot"),),
        score=0.9,
        made_by="claim.frames@1",
    )
    return Event(
        id="event_1",
        claim=claim,
        when=When(text="on Sunday", start=day, end=day, precision="day"),
        fix=Fix(name="Tadmur", lat=34.56, lon=38.28, radius_km=5.0, precision="near", country="SY"),
        source="notes",
        outlet=None,
        published=day,
        received_at=RECEIVED,
    )


def test_record_has_every_key_of_the_contract_and_survives_json() -> None:
    record = json.loads(json.dumps(claim_record(event(), document())))
    assert record.keys() >= CONTRACT_KEYS
    assert TEXT[record["quote"]["start"] : record["quote"]["end"]] == record["quote"]["text"]
    assert record["when"] == {"text": "on Sunday", "start": "2016-12-11", "end": "2016-12-11", "precision": "day"}
    assert record["said_by"] == {"text": "the ministry", "name": "Defence Ministry", "id": None, "kind": "state"}
    assert record["toll"][0] == {
        "what": "killed", "who": "guards", "low": 12, "high": None, "part_of": None, "text": "at least 12 guards"
    }  # fmt: skip
    assert record["control"][0]["holder"] == "Islamic State"
    assert (record["fix"]["lat"], record["fix"]["precision"]) == (34.56, "near")
    assert set(record["codes"]) >= {"plover", "plover_mode", "acled", "acled_sub", "ucdp"}


def test_what_the_text_does_not_say_is_null_not_missing() -> None:
    bare = replace(event(), when=None, fix=None)
    bare = replace(bare, claim=replace(bare.claim, said_by=None, via=(), type=None, kind="toll"))
    record = claim_record(bare, document())
    assert [record[key] for key in ("when", "fix", "said_by", "relation", "type")] == [None] * 5
    assert record["via"] == []
    assert set(record["codes"].values()) == {None}


def test_a_quote_that_does_not_stand_there_is_refused() -> None:
    broken = replace(event(), claim=replace(event().claim, quote=Quote(start=0, end=5, text="Other")))
    with pytest.raises(BrokenRule, match="claim_1: quote 0:5"):
        claim_record(broken, document())


def test_a_report_is_one_line_with_its_own_text_and_what_came_with_it() -> None:
    record = document_record(Located(document=document(), passages=(), events=(event(),)))
    assert record["document"]["text"] == TEXT
    assert record["document"]["meta"] == {"desk": {"shift": 2}}
    assert record["passages_repeated"] == 0
    assert [claim["id"] for claim in record["claims"]] == ["claim_1"]


def test_a_place_has_its_role_and_a_movement_its_ends() -> None:
    plain = claim_record(event(), document())
    assert (plain["place"], plain["route"]) == ([{"text": "the depot", "role": None}], [])
    depot, end = Stop(text="the depot", role="source", fix=event().fix), Stop(text="Hawsh", role="destination")
    told = claim_record(replace(event(), route=(depot, end, Stop(text="Tadmur", role="scene"))), document())
    assert told["place"] == [{"text": "the depot", "role": "source"}]
    assert [(stop["text"], stop["role"], stop["fix"] and stop["fix"]["name"]) for stop in told["route"]] == [
        ("the depot", "source", "Tadmur"), ("Hawsh", "destination", None),
    ]  # fmt: skip
