"""Labelled reports of our own: spans exact, the same for the same seed, every frame reached, no mark-up that breaks silently."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, get_args

import pytest
from train.reports.by_hand import load_by_hand, read_by_hand
from train.reports.compose import make_reports
from train.reports.frames import load_frames, load_macros, read_frames
from train.reports.markup import parse
from train.reports.records import report

from zenobia.faults import BadSettings
from zenobia.values.claim import EVENT_TYPES, ControlState, Stance
from zenobia.values.toll import TollWhat

SPANS = ("speaker", "relay", "cue", "content", "hedge", "actor", "target", "place", "means", "toll", "holder")


@pytest.fixture(name="made", scope="module")
def made_fixture() -> list[dict[str, Any]]:
    return list(make_reports(600, 3))


@pytest.fixture(name="by_hand", scope="module")
def by_hand_fixture() -> list[dict[str, Any]]:
    return load_by_hand()


def spans_of(record: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for claim in record["claims"]:
        yield claim["quote"]
        yield claim["trigger"]
        for name in SPANS:
            yield from claim[name]
        yield from (one["who_span"] for one in claim["toll"] if one["who_span"])
        yield from (one for one in (claim["relation"], claim["time"]) if one)


def test_every_span_is_exact(made: list[dict[str, Any]], by_hand: list[dict[str, Any]]) -> None:
    for record in (*made, *by_hand):
        text = record["text"]
        for span in spans_of(record):
            assert text[span["start"] : span["end"]] == span["text"], record["doc_id"]
            assert span["text"] == span["text"].strip() != ""
        assert [text[one["start"] : one["end"]] for one in record["paragraphs"]] == text.split("\n")


def test_sentences_cover_the_text_and_hold_their_claims(made: list[dict[str, Any]], by_hand: list[dict[str, Any]]) -> None:
    for record in (*made, *by_hand):
        sentences = record["sentences"]
        assert all(one["end"] + 1 == after["start"] for one, after in pairwise(sentences))
        assert (sentences[0]["start"], sentences[-1]["end"]) == (0, len(record["text"]))
        for number, sentence in enumerate(sentences):
            own = [claim for claim in record["claims"] if claim["sentence"] == number]
            assert len(own) == sentence["claims"]
            for claim in own:
                quote = claim["quote"]
                assert sentence["start"] <= quote["start"] <= claim["trigger"]["start"] < quote["end"] <= sentence["end"]
                assert all(one["start"] < sentence["start"] for name in SPANS for one in claim[name] if one.get("inherited"))


def test_labels_are_those_of_the_claims(made: list[dict[str, Any]], by_hand: list[dict[str, Any]]) -> None:
    claims = [claim for record in (*made, *by_hand) for claim in record["claims"]]
    assert {claim["kind"] for claim in claims} == {"event", "control", "toll"}
    assert {claim["type"] for claim in claims} == {*EVENT_TYPES, None}
    assert {claim["stance"] for claim in claims} == set(get_args(Stance))
    assert {one["state"] for claim in claims for one in claim["control"]} == set(get_args(ControlState))
    assert {one["what"] for claim in claims for one in claim["toll"]} == set(get_args(TollWhat))
    for claim in claims:
        assert (claim["type"] is not None) == (claim["kind"] == "event")
        for toll in claim["toll"]:
            assert toll["high"] is None or 0 <= toll["low"] <= toll["high"]


def test_the_same_seed_gives_the_same_reports(made: list[dict[str, Any]]) -> None:
    again = list(make_reports(40, 3))
    assert json.dumps(again) == json.dumps(made[:40])
    assert json.dumps(list(make_reports(40, 4))) != json.dumps(again)


def test_every_frame_is_reached(made: list[dict[str, Any]]) -> None:
    used = {name for record in made for names in record["frames"] for name in names.split()}
    assert used == {frame.name for frame in load_frames()}


def test_reports_say_that_they_are_synthetic(made: list[dict[str, Any]], by_hand: list[dict[str, Any]]) -> None:
    assert all(record["synthetic"] is True for record in (*made, *by_hand))


def test_nothing_of_the_making_is_left_in_the_text(made: list[dict[str, Any]], by_hand: list[dict[str, Any]]) -> None:
    for record in (*made, *by_hand):
        assert not set("[]{}|^@~") & set(record["text"]), record["text"]
        assert " ." not in record["text"], record["text"]
        assert " ," not in record["text"], record["text"]


def test_a_marked_sentence_becomes_claims() -> None:
    first = parse(
        "[speaker:The ministry] [cue:said] [content:[actor=Dol Brigade:the group] [shelling:shelled] [place@1:Dol]"
        " and [withdrawal!:left] [rel@2:10 km north of [place@2:Ra]]"
        " [time@2=2024-03-05:on Tuesday], killing [killed@1 21-30:21 to 30 [who:people]]]."
    )
    second = parse("Among them were [killed 3 of people:three [who:children]][^place], in the [toll:toll].")
    record = report({}, None, [[first, second]])
    shelled, left, toll = record["claims"]
    assert shelled["quote"]["text"] == "the group shelled Dol and left 10 km north of Ra on Tuesday, killing 21 to 30 people"
    assert [one["name"] for one in shelled["actor"]] == ["Dol Brigade"]
    assert [(one["what"], one["who"], one["low"], one["high"]) for one in shelled["toll"]] == [("killed", "people", 21, 30)]
    assert [one["text"] for one in shelled["target"]] == ["people"]
    assert shelled["time"] is None
    assert (left["stance"], left["relation"]["text"]) == ("denies", "10 km north of Ra")
    assert left["control"] == [{"holder": "Dol Brigade", "state": "left", "place": "Ra"}]
    assert (left["time"]["date_start"], left["time"]["date_end"]) == ("2024-03-05", "2024-03-05")
    assert [(one["name"], one["inherited"]) for one in toll["place"]] == [("Ra", True)]
    assert [one["part_of"] for one in toll["toll"]] == ["people"]


@pytest.mark.parametrize(
    ("marked", "told"),
    [
        ("[actor:the army left", "not closed"),
        ("the army] left", "not opened"),
        ("[hero:the army] left", "no mark"),
        ("[actor:] left", "no mark"),
        ("[actor@2:He] [withdrawal:left]", "@2"),
        ("[time=Tuesday:then]", "no mark"),
        ("He  [withdrawal:left]", "white space"),
    ],
)
def test_broken_mark_up_is_named(marked: str, told: str) -> None:
    with pytest.raises(BadSettings, match=told):
        parse(marked)


def test_what_nobody_named_cannot_be_inherited() -> None:
    with pytest.raises(BadSettings, match=r"\[\^speaker\]"):
        report({}, None, [[parse("It [withdrawal:left][^speaker].")]])


def test_broken_files_are_named() -> None:
    with pytest.raises(BadSettings, match=r"frames/x\.txt:1"):
        read_frames("x", "{actor A} left.")
    with pytest.raises(BadSettings, match="position 'tail'"):
        read_frames("x", "## tail")
    with pytest.raises(BadSettings, match="opens no report"):
        list(read_by_hand("x", "A sentence."))


def test_macros_are_used() -> None:
    texts = " ".join([frame.text for frame in load_frames()] + list(load_macros().values()))
    assert [name for name in load_macros() if f"{{{name}}}" not in texts] == []
