"""Gold records to labelled texts, labelled texts to windows: offsets kept, nothing learnt that is not labelled."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import Whitespace
from train.examples import IGNORED, UNTOLD, batches, examples, label_words, written
from train.readers import READERS, Labelled, labelled_report, marked_entities, told_incidents
from train.reports.compose import make_reports
from train.swap import is_named, pools_of, swapped

from zenobia.engines.pieces import ENTITY_NAMES, INCIDENT_NAMES, ROLE_NAMES, TAGGING_HEADS, words_of

RECORDS: dict[str, list[dict[str, Any]]] = {
    "re3d": [
        {"id": "1", "source": "desk", "text": "Shells hit Dol.", "entities": [{"start": 11, "end": 14, "type": "Location"}]},
        {"id": "2", "source": "BBC Online", "text": "Left out.", "entities": []},
    ],
    "lgl": [{"id": "1", "text": "Dol is quiet.", "entities": [{"start": 0, "end": 3}]}],
    "gwn": [],
    "fakes": [
        {"id": "1", "source": "desk", "text": "Government jets bombed Zardana on 3 May 2015, killing seven civilians."}
    ],
    "isaf": [],
    "polnear": [
        {
            "id": "1",
            "text": "The mayor said Dol fell.",
            "attributions": [
                {"source": [{"start": 0, "end": 9}], "cue": [{"start": 10, "end": 14}], "content": [{"start": 15, "end": 23}]}
            ],
        }
    ],
    "muc4": [
        {
            "id": "1",
            "gtt_text": "rebels bombed the bridge. the rebels fled.",
            "gtt_templates": [
                {"incident_type": "bombing", "PerpInd": [["rebels"]], "PerpOrg": [], "Target": [["the bridge", "bridge"]],
                 "Victim": [], "Weapon": [[""]]}
            ],
        }
    ],
    "event_location": [
        {"id": "1", "text": "A bomb exploded in Dol.", "verb": {"start": 7, "end": 15}, "locations": [{"start": 19, "end": 22}]}
    ],
}  # fmt: skip
MARKED = {
    "re3d": [("Dol", "Location")],
    "toponyms": [("Dol", "place")],
    "polnear": [("The mayor", "source"), ("said", "cue"), ("Dol fell", "content")],
    "muc4": [("rebels", "PerpInd"), ("the bridge", "Target"), ("rebels", "PerpInd")],
    "silver": [("Government jets", "actor"), ("Zardana", "place"), ("3 May 2015", "time"), ("seven civilians", "toll")],
    "event_location": [("Dol", "place")],
}


@pytest.fixture(name="data")
def data_fixture(tmp_path: Path) -> Path:
    for name, records in RECORDS.items():
        (tmp_path / name).mkdir()
        lines = "".join(json.dumps(record) + "\n" for record in records)
        (tmp_path / name / "train.jsonl").write_text(lines, encoding="utf-8")
    return tmp_path


@pytest.fixture(name="tokenizer", scope="module")
def tokenizer_fixture() -> Tokenizer:
    tokenizer = Tokenizer(WordLevel({"[UNK]": 0, "[CLS]": 1, "[SEP]": 2, ",": 3, "shells": 4}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = Whitespace()
    return tokenizer


@pytest.mark.parametrize("name", MARKED)
def test_spans_mark_the_words_that_the_set_labels(name: str, data: Path) -> None:
    (labelled,) = READERS[name](data, "train")
    assert [(labelled.text[start:end], label) for start, end, label in labelled.spans] == MARKED[name]


def test_every_set_is_read_in_these_tests() -> None:
    assert set(READERS) == {*MARKED, "entities", "incidents", "reports"}


def test_a_report_of_our_own_teaches_four_heads() -> None:
    report = next(one for one in make_reports(20, 5) if any(claim["relay"] and claim["actor"] for claim in one["claims"]))
    labelled = labelled_report(report)
    told = ((labelled.head, labelled.spans), *labelled.also)
    marked = {head: {(labelled.text[start:end], name) for start, end, name in spans} for head, spans in told}
    assert [*marked] == ["chain", "deed", "action", "stance"]
    claim = next(one for one in report["claims"] if one["relay"] and one["actor"])
    assert (claim["relay"][0]["text"], "relay") in marked["chain"]
    assert (claim["trigger"]["text"], claim["stance"]) in marked["stance"]
    assert {text for text, _ in marked["action"]} == {one["trigger"]["text"] for one in report["claims"]}
    for head, spans in told:
        assert {name for _, _, name in spans} <= {label[2:] for label in TAGGING_HEADS[head][1:]}


def test_texts_of_our_own_mark_every_kind_of_name_and_every_role(data: Path) -> None:
    names, incidents = list(READERS["entities"](data, "train")), list(READERS["incidents"](data, "train"))
    assert {name for one in names for *_, name in one.spans} == set(ENTITY_NAMES)
    assert {name for one in incidents for *_, name in one.spans} == set(ROLE_NAMES)
    assert {kind for one in incidents for kind in one.incidents or ()} == set(INCIDENT_NAMES)
    assert {one.head for one in names} == {"entity"}
    assert {one.head for one in incidents} == {"role"}
    assert frozenset() in [one.incidents for one in incidents]
    for one in (*names, *incidents):
        assert not set(one.text) & set("[]|#")
        assert all(one.text[start:end].strip() == one.text[start:end] != "" for start, end, _ in one.spans)


def test_no_text_of_our_own_is_kept_for_measuring(data: Path) -> None:
    assert [*READERS["entities"](data, "dev"), *READERS["incidents"](data, "dev")] == []


def test_marked_words_are_found_where_they_stand() -> None:
    labelled = marked_entities("[Leila Aslan|P] paid [9 lira|€] in [Dol|L].")
    assert labelled.text == "Leila Aslan paid 9 lira in Dol."
    words = [(labelled.text[start:end], name) for start, end, name in labelled.spans]
    assert words == [("Leila Aslan", "Person"), ("9 lira", "Money"), ("Dol", "Location")]


@pytest.mark.parametrize("written", ["[Dol|X] fell.", "[Dol|L fell.", "Dol|L] fell."])
def test_a_broken_mark_is_no_text(written: str) -> None:
    with pytest.raises(ValueError, match="write"):
        marked_entities(written)


def test_swapped_names_stay_marked_and_pronouns_stay() -> None:
    text = "Fighters took Dol and they left Qaraf."
    spans = ((0, 8, "Organisation"), (14, 17, "Location"), (22, 26, "Organisation"), (32, 37, "Location"))
    labelled = Labelled(head="entity", text=text, spans=spans)
    pools = {"Location": ["Umm Zeit"], "Organisation": ["The Dawn Brigade"]}
    seen = {swapped(labelled, pools, random.Random(seed)) for seed in range(60)}
    texts = {one.text for one in seen}
    assert text in texts
    assert "Fighters took Umm Zeit and they left Qaraf." in texts
    assert "The Dawn Brigade took Umm Zeit and they left Umm Zeit." in texts
    for one in seen:
        words = [(one.text[start:end], name) for start, end, name in one.spans]
        assert words[2] == ("they", "Organisation")
        assert all(word in ("Umm Zeit", "Dol", "Qaraf") for word, name in words if name == "Location")
        assert len(words) == 4


def test_pools_hold_names_and_no_pronouns() -> None:
    pools = pools_of([Labelled(head="entity", text="They left Qaraf.", spans=((0, 4, "Person"), (10, 15, "Location")))])
    assert pools["Location"] == ["Qaraf"]
    assert "Person" not in pools
    assert all(is_named(word) for words in pools.values() for word in words)


def test_some_texts_are_learnt_in_another_case() -> None:
    text = "Shells hit Dol."
    chance = random.Random(4)
    shapes = [written(text, chance) for _ in range(400)]
    assert {text, text.lower(), text.upper()} == set(shapes)
    assert 300 < shapes.count(text) < 390
    assert written("İzmir", random.Random(1)) == "İzmir"


def test_whole_texts_are_labelled_with_their_incidents_alone(data: Path) -> None:
    (told,) = READERS["muc4"](data, "train")
    (scene,) = READERS["event_location"](data, "train")
    assert told.incidents == {"bombing"}
    assert scene.incidents is None
    assert scene.marked == (7, 15)


def labels_of(labelled: Labelled) -> list[str]:
    return [TAGGING_HEADS[labelled.head][tag] for tag in label_words(labelled.head, labelled.spans, words_of(labelled.text))]


def test_a_span_begins_once_and_goes_on_inside() -> None:
    labelled = Labelled(head="attribution", text="the mayor said so", spans=((0, 9, "source"), (10, 14, "cue")))
    assert labels_of(labelled) == ["B-source", "I-source", "B-cue", "O"]


def test_lost_commas_leave_whole_spans(tokenizer: Tokenizer) -> None:
    text = "shells , shells fell"
    labelled = Labelled(head="toponym", text=text, spans=((0, 15, "place"),))
    names = TAGGING_HEADS["toponym"]
    for lost, expected in ((0.0, ["B-place", "I-place", "I-place", "O"]), (1.0, ["B-place", "I-place", "O"])):
        (one,) = examples(labelled, tokenizer, 50, random.Random(1), lost)
        assert [names[label] for label in one.labels[0] if label != IGNORED] == expected
    started = Labelled(head="toponym", text=", shells", spans=((0, 8, "place"),))
    (one,) = examples(started, tokenizer, 50, random.Random(1), 1.0)
    assert [names[label] for label in one.labels[0] if label != IGNORED] == ["B-place"]


def test_windows_carry_edges_and_marks_and_those_with_marked_words_the_incidents(tokenizer: Tokenizer) -> None:
    labelled = Labelled(
        head="role",
        text="shells fell . " * 10,
        spans=((0, 6, "Weapon"),),
        marked=(0, 6),
        incidents=frozenset({INCIDENT_NAMES[1]}),
    )
    made = list(examples(labelled, tokenizer, 9, random.Random(1), 0.0))
    assert len(made) > 1
    assert all(one.ids[0] == 1 and one.ids[-1] == 2 for one in made)
    assert all(len(one.ids) == len(one.labels[0]) == len(one.marks) <= 11 for one in made)
    assert [sum(one.marks) for one in made] == [1, *[0] * (len(made) - 1)]
    first, *others = [one.incidents for one in made]
    assert first is not None
    assert (first[1], sum(first)) == (1.0, 1.0)
    assert others == [(UNTOLD,) * len(INCIDENT_NAMES)] * len(others)


def test_a_text_that_tells_of_nothing_says_so_in_every_window(tokenizer: Tokenizer) -> None:
    labelled = Labelled(head="role", text="shells fell . " * 10, spans=(), incidents=frozenset())
    made = list(examples(labelled, tokenizer, 9, random.Random(1), 0.0))
    assert len(made) > 1
    assert {one.incidents for one in made} == {(0.0,) * len(INCIDENT_NAMES)}


def test_batches_hold_every_window_once_within_their_size(tokenizer: Tokenizer) -> None:
    chance = random.Random(1)
    texts = ["shells " * chance.randint(1, 30) for _ in range(40)]
    made = [
        one
        for text in texts
        for one in examples(Labelled(head="entity", text=text, spans=()), tokenizer, 40, chance, 0.0)
    ]  # fmt: skip
    groups = batches(made, 100, chance)
    assert sorted(id(one) for group in groups for one in group) == sorted(map(id, made))
    assert all(len(group) * (max(len(one.ids) for one in group) - 8) <= 100 for group in groups)
    assert batches(made, 100, random.Random(3)) == batches(made, 100, random.Random(3))


def test_a_report_of_several_templates_marks_the_fillers_of_all() -> None:
    told = told_incidents("# attack | V: ana lima\n# arson | T: barn | I: riders\nriders shot ana lima and burned the barn.")
    assert told.incidents == {"attack", "arson"}
    assert told.text == "riders shot ana lima and burned the barn."
    words = [(told.text[start:end], name) for start, end, name in told.spans]
    assert words == [("riders", "PerpInd"), ("ana lima", "Victim"), ("barn", "Target")]


def test_a_mark_that_stands_nowhere_is_a_fault() -> None:
    with pytest.raises(ValueError, match="'mill' is marked"):
        told_incidents("# arson | T: mill\nriders burned the barn.")
