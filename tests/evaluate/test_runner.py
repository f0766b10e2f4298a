"""The runner: what a predictor may see, what is written, and what is said of broken sets."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from zenobia.evaluate import ReportInput, evaluate, set_names
from zenobia.evaluate.records import stripped
from zenobia.faults import BadSettings, Unreadable
from zenobia.values.account import Located

Read = Callable[[ReportInput], Located]
Put = Callable[[str, Any], Path]

RECORDS: dict[str, tuple[str, dict[str, Any], dict[str, Any], dict[str, Any]]] = {
    # set: (file, input fields, gold fields, false gold)
    "fakes": (
        "fakes/dev.jsonl",
        {
            "id": "f1",
            "title": "Barrel bombs kill 14 in Idlib",
            "text": "12 May 2016 Regime helicopters dropped barrel bombs on Idlib killing 14 people including 3 children.",
            "source": "desk",
        },
        {"event": {"date": "2016-05-12", "location": "idlib", "actor": "syrian government or russian troops", "cause": "shelling",
                   "civilians": 14, "non_civilians": 0, "children": 3, "women": 0}},
        {"event": {"date": "1999-01-01", "location": "homs", "actor": "al-nusra front", "cause": "execution",
                   "civilians": 99, "non_civilians": 98, "children": 97, "women": 96}},
    ),
    "isaf": (
        "isaf/dev.jsonl",
        {
            "id": "i1",
            "text": "2011-05-S-001\nKABUL, Afghanistan (May 12, 2011)\nA security force captured a Taliban leader"
            " and detained two additional suspected insurgents in Arghandab district, Kandahar province, yesterday.",
            "incident_index": "1",
        },
        {"event": {"date": "2011-05-11", "event_type": ["detention"], "province": ["kandahar"], "target_group": ["taliban"],
                   "min_killed": 0, "min_captured": 3, "min_leaders_killed": 0, "min_leaders_captured": 1, "killq": False,
                   "captureq": True, "killcaptureraid": True, "airstrike": False, "noshotsfired": False}},
        {"event": {"date": "1999-01-01", "event_type": ["airstrike"], "province": ["herat"], "target_group": ["hig"],
                   "min_killed": 50, "min_captured": 60, "min_leaders_killed": 1, "min_leaders_captured": 1, "killq": True,
                   "captureq": False, "killcaptureraid": False, "airstrike": True, "noshotsfired": True}},
    ),
    "dedup": (
        "dedup/dev.jsonl",
        {
            "id": "d1",
            "a": {"id": "a", "title": "Ferry sinks", "text": "The ferry Ostrava sank off Cape Renko at dawn with nine aboard."},
            "b": {"id": "b", "title": None, "text": "The ferry Ostrava sank off Cape Renko at dawn with nine aboard, he said."},
        },
        {"duplicate": True, "kind": "edited"},
        {"duplicate": False, "kind": "other"},
    ),
    "case2021_task2": (
        "case2021_task2/dev.jsonl",
        {"id": "c1", "text": "Warplanes carried out two air raids on a depot near the port, residents said."},
        {"label": "AIR_STRIKE"},
        {"label": "DIPLO"},
    ),
    "syria_pairs": (
        "syria_pairs/dev.jsonl",
        {
            "id": "p1",
            "a": {"id": "f1", "title": "Barrel bombs kill 14 in Saraqeb market", "source": "desk", "text":
                  "12 May 2016 Regime helicopters dropped barrel bombs on the vegetable market of Saraqeb killing 14 people."},
            "b": {"id": "f2", "title": "Saraqeb market hit by barrel bombs, 19 dead", "source": "other desk", "text":
                  "12 May 2016 Barrel bombs that helicopters dropped on the vegetable market of Saraqeb killed 19 people."},
        },
        {"same_incident": True, "toll_relation": "DIFFERENT", "toll_a": 14, "toll_b": 19},
        {"same_incident": False, "toll_relation": None, "toll_a": 1, "toll_b": 1},
    ),
    "wikiwars": (
        "wikiwars/dev.jsonl",
        {
            "id": "w1",
            "dct": "2009-12-19T17:00:00",
            "text": "In July 1758 the fort fell.\\nIn 1759, 1760 and 1761 it was held. On 9 August the fleet left.",
        },
        {"entities": [{"start": 3, "end": 12, "text": "July 1758", "type": "DATE", "value": "1758-07"}]},
        {"entities": [{"start": 0, "end": 2, "text": "In", "type": "DATE", "value": "1999"}]},
    ),
    "tempeval3": (
        "tempeval3/dev.jsonl",
        {"id": "t1", "dct": "1998-08-07", "text": "The bank closed on Friday."},
        {"entities": [{"start": 19, "end": 25, "text": "Friday", "type": "DATE", "value": "1998-08-07"}]},
        {"entities": []},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", RECORDS)
def test_gold_is_never_read(name: str, read: Read, put: Put) -> None:
    file, given, gold, falsified = RECORDS[name]
    with_gold = evaluate(name, put(file, [{**given, **gold}]), reader=read)
    without = evaluate(name, put(file, [given]), reader=read)
    against = evaluate(name, put(file, [{**given, **falsified, "quirk": 7}]), reader=read)
    assert with_gold.predictions == without.predictions == against.predictions
    assert with_gold.metrics is not None
    assert without.metrics is None
    assert with_gold.primary is not None
    assert against.primary is not None
    assert with_gold.primary > against.primary


@pytest.mark.parametrize("name", RECORDS)
def test_predictions_are_written_one_a_line(name: str, read: Read, put: Put, tmp_path: Path) -> None:
    file, given, _, _ = RECORDS[name]
    out = tmp_path / "out.jsonl"
    result = evaluate(name, put(file, [given, {**given, "id": "second"}]), out=out, reader=read)
    assert [json.loads(line) for line in out.read_text("utf-8").splitlines()] == list(result.predictions)
    assert result.records == 2
    assert result.predictions[1]["id"] == "second"


REPORTS = [
    ("a", "Nils Brandvold, 34, was shot outside the Harrow bakery in Pellworth on Monday, Sergeant Odile Marchetti said."),
    (
        "b",
        "Police in Pellworth named the man shot at the Harrow bakery as Nils Brandvold. Sergeant Odile Marchetti is in charge.",
    ),
    ("c", "A woman, 34, was shot outside a laundry in Quindale on Monday, Sergeant Bertil Oakes said."),
]


def test_reports_are_linked_without_their_gold(read: Read, put: Put) -> None:
    given = [{"id": name, "title": "Shooting", "dct": "2015-03-03", "text": text} for name, text in REPORTS]
    gold, falsified = ("1", "1", "2"), ("1", "2", "2")

    def run(incidents: tuple[str, ...] | None) -> Any:
        told = [{**one, "incident": label} for one, label in zip(given, incidents, strict=True)] if incidents else given
        return evaluate("gva_linking", put("gva_linking/dev.jsonl", told), reader=read)

    assert run(gold).predictions == run(None).predictions == run(falsified).predictions
    assert [one["incident"] for one in run(None).predictions] == ["a", "a", "c"]
    assert run(None).metrics is None
    assert run(gold).primary == 1.0 > run(falsified).primary


def document(name: str, topic: str, text: str, word: str, cluster: str | None) -> dict[str, Any]:
    tokens = text.split()
    mention = {"m_id": "1", "tokens": [tokens.index(word)], "sentence": 0, "text": word}
    events = [mention if cluster is None else {**mention, "cluster": cluster}]
    return {
        "id": name,
        "topic": topic,
        "subtopic": topic,
        "tokens": tokens,
        "token_sentence": [0] * len(tokens),
        "events": events,
    }


def test_mentions_are_linked_without_their_labels_and_topics(put: Put) -> None:
    told = [
        ("a", "Nils Brandvold was shot outside the Harrow bakery in Pellworth , Sergeant Odile Marchetti said .", "shot"),
        ("b", "Sergeant Odile Marchetti named the man shot at the Harrow bakery of Pellworth as Nils Brandvold .", "shot"),
        ("c", "A deer was shot in the Quindale reserve , ranger Bertil Oakes said .", "shot"),
    ]

    def run(labels: tuple[str | None, ...], topics: str) -> Any:
        records = [document(*one[:1], topic, *one[1:], label) for one, label, topic in zip(told, labels, topics, strict=True)]
        return evaluate("ecbplus", put("ecbplus/dev.jsonl", records), reader=refused)

    gold = run(("x", "x", "y"), "112")
    assert gold.predictions == run((None,) * 3, "345").predictions == run(("x", "y", "y"), "122").predictions
    assert run((None,) * 3, "345").primary is None
    said = [one["events"][0]["cluster"] for one in gold.predictions]
    assert said[0] == said[1] != said[2]
    assert gold.primary == 1.0 > run(("x", "y", "y"), "122").primary


def refused(report: ReportInput) -> Located:
    raise Unreadable(f"{report.doc_id} is not read: its mentions are given")


def test_a_report_that_cannot_be_read_is_a_story_of_its_own(put: Put) -> None:
    def refuse(report: ReportInput) -> Located:
        raise Unreadable(f"{report.doc_id}: no letters; give a text")

    result = evaluate("gva_linking", put("gva_linking/dev.jsonl", [{"id": "a", "text": " "}]), reader=refuse)
    assert result.predictions == ({"id": "a", "incident": "a"},)
    assert result.unread == ("a: no letters; give a text",)


def test_claims_take_every_gold_beside_the_documents(read: Read, put: Put) -> None:
    put(
        "claims/dev.docs.jsonl",
        [{"doc_id": "d1", "title": None, "text": "Nothing happened.", "published": "2016-01-01", "outlet": None}],
    )
    put("claims/dev.gold-a.jsonl", [{"doc_id": "d1", "claims": []}])
    data = put(
        "claims/dev.gold-b.jsonl", [{"doc_id": "d1", "claims": [{"quote": "Nothing happened", "kind": "event", "type": "other"}]}]
    )
    result = evaluate("claims", data, reader=read)
    assert result.predictions == ({"doc_id": "d1", "claims": []},)
    assert result.metrics is not None
    assert result.metrics["slot_f1"] == 0.0


def test_a_report_that_cannot_be_read_counts_as_empty(put: Put) -> None:
    def refuse(report: ReportInput) -> Located:
        raise Unreadable(f"{report.doc_id}: no letters; give a text")

    file, given, gold, _ = RECORDS["fakes"]
    result = evaluate("fakes", put(file, [{**given, **gold}]), reader=refuse)
    assert result.predictions == ({"id": "f1", "event": {}},)
    assert result.unread == ("f1: no letters; give a text",)


def test_a_predictor_is_handed_input_fields_alone() -> None:
    record = {"id": "1", "text": "x", "event": {"a": 1}, "title": "t"}
    assert stripped(record, ("id", "text", "dct"), ("id", "text"), "f") == {"id": "1", "text": "x"}


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (['{"id": "1", "text": "a"}', "{broken"], "line 2 is not JSON"),
        (["[1]"], "line 1 is not a JSON object but list"),
        (['{"id": "1"}'], "no text in field 'text'"),
        (['{"id": "1", "text": 5}'], "no text in field 'text'"),
    ],
)
def test_broken_sets_are_named(lines: list[str], said: str, read: Read, put: Put) -> None:
    with pytest.raises(BadSettings, match=said):
        evaluate("wikiwars", put("wikiwars/dev.jsonl", lines), reader=read)


def test_missing_set_and_file_are_named(read: Read, tmp_path: Path) -> None:
    with pytest.raises(BadSettings, match="choose one of"):
        evaluate("nothing", tmp_path, reader=read)
    with pytest.raises(BadSettings, match="is not there"):
        evaluate("fakes", tmp_path, reader=read)


def test_an_unwritable_target_is_named(read: Read, put: Put, tmp_path: Path) -> None:
    file, given, _, _ = RECORDS["wikiwars"]
    with pytest.raises(BadSettings, match="cannot be written"):
        evaluate("wikiwars", put(file, [given]), out=tmp_path / "no" / "such" / "out.jsonl", reader=read)


def test_the_sets_are_listed() -> None:
    assert {"claims", "fakes", "isaf", "wikiwars", "tempeval3"} <= set(set_names())
