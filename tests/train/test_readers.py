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
from train.examples import IGNORED, batches, examples, label_words
from train.readers import READERS, Labelled

from zenobia.engines.pieces import INCIDENT_NAMES, TAGGING_HEADS, words_of

RECORDS: dict[str, list[dict[str, Any]]] = {
    "re3d": [
        {"id": "1", "source": "desk", "text": "Shells hit Dol.", "entities": [{"start": 11, "end": 14, "type": "Location"}]},
        {"id": "2", "source": "BBC Online", "text": "Left out.", "entities": []},
    ],
    "lgl": [{"id": "1", "text": "Dol is quiet.", "entities": [{"start": 0, "end": 3}]}],
    "gwn": [],
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


@pytest.mark.parametrize("name", READERS)
def test_spans_mark_the_words_that_the_set_labels(name: str, data: Path) -> None:
    (labelled,) = READERS[name](data, "train")
    assert [(labelled.text[start:end], label) for start, end, label in labelled.spans] == MARKED[name]


def test_whole_texts_are_labelled_with_their_incidents_alone(data: Path) -> None:
    (told,) = READERS["muc4"](data, "train")
    (scene,) = READERS["event_location"](data, "train")
    assert told.incidents == {"bombing"}
    assert scene.incidents is None
    assert scene.marked == (7, 15)


def labels_of(labelled: Labelled) -> list[str]:
    return [TAGGING_HEADS[labelled.head][tag] for tag in label_words(labelled, words_of(labelled.text))]


def test_a_span_begins_once_and_goes_on_inside() -> None:
    labelled = Labelled(head="attribution", text="the mayor said so", spans=((0, 9, "source"), (10, 14, "cue")))
    assert labels_of(labelled) == ["B-source", "I-source", "B-cue", "O"]


def test_lost_commas_leave_whole_spans(tokenizer: Tokenizer) -> None:
    text = "shells , shells fell"
    labelled = Labelled(head="toponym", text=text, spans=((0, 15, "place"),))
    names = TAGGING_HEADS["toponym"]
    for lost, expected in ((0.0, ["B-place", "I-place", "I-place", "O"]), (1.0, ["B-place", "I-place", "O"])):
        (one,) = examples(labelled, tokenizer, 50, random.Random(1), lost)
        assert [names[label] for label in one.labels if label != IGNORED] == expected
    started = Labelled(head="toponym", text=", shells", spans=((0, 8, "place"),))
    (one,) = examples(started, tokenizer, 50, random.Random(1), 1.0)
    assert [names[label] for label in one.labels if label != IGNORED] == ["B-place"]


def test_windows_carry_edges_marks_and_the_text_s_incidents(tokenizer: Tokenizer) -> None:
    labelled = Labelled(
        head="role", text="shells fell . " * 10, spans=(), marked=(0, 6), incidents=frozenset({INCIDENT_NAMES[1]})
    )  # fmt: skip
    made = list(examples(labelled, tokenizer, 9, random.Random(1), 0.0))
    assert len(made) > 1
    assert all(one.ids[0] == 1 and one.ids[-1] == 2 for one in made)
    assert all(len(one.ids) == len(one.labels) == len(one.marks) <= 11 for one in made)
    assert [sum(one.marks) for one in made] == [1, *[0] * (len(made) - 1)]
    assert all(one.incidents is not None and one.incidents[1] == 1.0 and sum(one.incidents) == 1.0 for one in made)


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
