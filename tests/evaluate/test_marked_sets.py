"""Sets of marked words: entities, attributions, templates, places of a happening; by rules and by the network."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from zenobia.engines.actors import load_actors
from zenobia.engines.network import Network, Scores
from zenobia.engines.pieces import INCIDENT_NAMES, TAGGING_HEADS, words_of
from zenobia.engines.tagger import load_network, load_tagger
from zenobia.evaluate import ReportInput, evaluate, muc4, re3d
from zenobia.evaluate.metrics import event_location as event_location_metric
from zenobia.evaluate.metrics import muc4 as muc4_metric
from zenobia.evaluate.metrics import polnear as polnear_metric
from zenobia.evaluate.metrics import re3d as re3d_metric
from zenobia.evaluate.metrics.assignment import best_assignment
from zenobia.evaluate.offsets import Offsets, bare_report
from zenobia.faults import BadSettings
from zenobia.values.account import Located
from zenobia.values.passage import Tags
from zenobia.values.spans import Span

Read = Callable[[ReportInput], Located]
Put = Callable[[str, Any], Path]
Records = list[dict[str, Any]]

SAID = "The army said on Monday that shelling had hit Homs. Reuters could not confirm it."
TOLD = (
    "guerrillas of the river front attacked the power station and killed mayor juan perez with rifles. a bomb destroyed a bridge."
)
SETS: dict[str, tuple[dict[str, Any], dict[str, Any], dict[str, Any]]] = {
    # set: (input fields, gold fields, false gold)
    "re3d": (
        {"id": "r1", "text": SAID, "title": "Shelling", "source": "desk"},
        {"entities": [{"start": 0, "end": 8, "type": "Organisation"}, {"start": 46, "end": 50, "type": "Location"}]},
        {"entities": [{"start": 0, "end": 3, "type": "Money"}]},
    ),
    "polnear": (
        {"id": "p1", "text": SAID, "publisher": "desk", "date": "2016-05-03", "title": "Shelling", "wire": "None"},
        {"attributions": [{"source": [{"start": 0, "end": 8}], "cue": [{"start": 9, "end": 13}],
                           "content": [{"start": 24, "end": 50}]}]},
        {"attributions": [{"source": [], "cue": [{"start": 60, "end": 65}], "content": [{"start": 74, "end": 81}]}]},
    ),
    "muc4": (
        {"id": "m1", "text": TOLD.upper(), "dateline": "RIVERTOWN", "dct": "1989-03-04", "gtt_text": TOLD},
        {"gtt_templates": [{"incident_type": "attack", "PerpInd": [["guerrillas", "guerrillas of the river front"]],
                            "PerpOrg": [], "Target": [["power station"]], "Victim": [["juan perez", "mayor juan perez"]],
                            "Weapon": [["rifles"]]}]},
        {"gtt_templates": [{"incident_type": "robbery", "PerpInd": [["nobody"]], "PerpOrg": [], "Target": [], "Victim": [],
                            "Weapon": []}]},
    ),
    "event_location": (
        {"id": "e1", "text": "Shells hit Aleppo and a bomb killed two people in Homs.", "verb": {"start": 29, "end": 35}},
        {"locations": [{"start": 50, "end": 54}]},
        {"locations": [{"start": 0, "end": 6}]},
    ),
}  # fmt: skip
METRICS: dict[str, tuple[str, str, Callable[..., dict[str, object]]]] = {
    # set: (field of gold, field of predictions, metric)
    "re3d": ("entities", "entities", re3d_metric.score),
    "polnear": ("attributions", "attributions", polnear_metric.score),
    "muc4": ("gtt_templates", "templates", muc4_metric.score),
    "event_location": ("locations", "locations", event_location_metric.score),
}


@pytest.fixture(name="tagged", scope="session")
def tagged_fixture(read: Read) -> Read:
    """Read with the rule tagger, for a gazetteer that knows nothing."""

    class NoPlaces:
        def lookup(self, name: str) -> tuple[()]:
            return ()

        def place(self, place_id: str) -> None:
            return None

        def admin1(self, country: str, name: str) -> None:
            return None

        def country_of(self, words: str) -> None:
            return None

        def home_of(self, words: str) -> None:
            return None

    tagger = load_tagger("rules", actors=load_actors(), gazetteer=NoPlaces())

    def tag(report: ReportInput) -> Located:
        located = read(report)
        tags = tagger.tag(located.passages)
        return replace(
            located, passages=tuple(replace(one, tags=found) for one, found in zip(located.passages, tags, strict=True))
        )

    return tag


@pytest.fixture(name="network", scope="session")
def network_fixture() -> Network:
    try:
        return load_network()
    except BadSettings:
        pytest.skip("the network is not in this checkout")


def unseen(name: str, put: Put, **readers: Any) -> None:
    """Make sure that gold, true or false, changes no prediction, and that false gold scores no more."""
    given, gold, falsified = SETS[name]
    file = f"{name}/dev.jsonl"
    with_gold = evaluate(name, put(file, [{**given, **gold}]), **readers)
    without = evaluate(name, put(file, [given]), **readers)
    against = evaluate(name, put(file, [{**given, **falsified, "quirk": 7}]), **readers)
    assert with_gold.predictions == without.predictions == against.predictions
    assert without.metrics is None
    assert with_gold.primary is not None
    assert against.primary == 0.0


@pytest.mark.parametrize("name", SETS)
def test_gold_is_never_read_by_rules(name: str, tagged: Read, put: Put) -> None:
    unseen(name, put, reader=tagged)


@pytest.mark.parametrize("name", SETS)
def test_gold_is_never_read_by_the_network(name: str, network: Network, tagged: Read, put: Put) -> None:
    unseen(name, put, reader=tagged, network=network)


@pytest.mark.parametrize("name", SETS)
def test_the_network_finds_something_in_plain_sentences(name: str, network: Network, tagged: Read, put: Put) -> None:
    given, gold, _ = SETS[name]
    result = evaluate(name, put(f"{name}/dev.jsonl", [{**given, **gold}]), reader=tagged, network=network)
    assert result.primary is not None
    assert result.primary > 0.0


def test_rules_give_mentions_and_attributions(tagged: Read, put: Put) -> None:
    found: Any = evaluate("polnear", put("polnear/dev.jsonl", [SETS["polnear"][0]]), reader=tagged).predictions[0]
    words = [[SAID[span["start"] : span["end"]] for span in one["source"]] for one in found["attributions"]]
    assert ["The army"] in words
    entities: Any = evaluate("re3d", put("re3d/dev.jsonl", [SETS["re3d"][0]]), reader=tagged).predictions[0]
    assert (0, 8, "Organisation") in {(one["start"], one["end"], one["type"]) for one in entities["entities"]}


def test_a_text_without_words_is_predicted_empty(network: Network, tagged: Read, put: Put) -> None:
    for name in SETS:
        given = {**SETS[name][0], "text": " ", "gtt_text": " "}
        result = evaluate(name, put(f"{name}/dev.jsonl", [given]), reader=tagged, network=network)
        assert [value for key, value in result.predictions[0].items() if key != "id"] == [[]]


def disturbed(records: Records, field: str, key: str, seed: int) -> Records:
    """Make wrong predictions of gold: answers swapped, dropped, moved, doubled."""
    chance = random.Random(seed)
    made: Records = []
    for record in records:
        if chance.random() < 0.08:
            continue
        answers = json.loads(json.dumps(record[field] if chance.random() < 0.85 else chance.choice(records)[field]))
        for answer in answers:
            if "incident_type" in answer:
                for role in muc4_metric.ROLES:
                    kept = [entity for entity in answer[role] if chance.random() < 0.8]
                    answer[role] = [chance.choice([entity[0], entity, [entity[-1]], entity[:2]]) for entity in kept]
                continue
            spans = [answer] if "start" in answer else [span for role in ("source", "cue", "content") for span in answer[role]]
            for span in spans:
                span["end"] += chance.choice([0, 0, 4, 9])
        answers = [answer for answer in answers if chance.random() < 0.9]
        doubled = [answer for answer in answers if "incident_type" in answer and chance.random() < 0.3]
        made.append({"id": record["id"], key: answers + doubled})
    return made


@pytest.mark.parametrize("name", METRICS)
def test_equal_to_the_public_scorer(name: str, shared_data: Path, tmp_path: Path) -> None:
    field, key, score = METRICS[name]
    path = shared_data / name / "dev.jsonl"
    gold = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    guess = disturbed(gold, field, key, seed=4)
    written = tmp_path / "guess.jsonl"
    written.write_text("".join(json.dumps(record) + "\n" for record in guess), encoding="utf-8")
    command = [sys.executable, str(shared_data / name / "score.py"), str(path), str(written)]
    expected = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    expected.pop("full_key", None)  # the slots of the 1992 answer keys are not ours
    assert json.loads(json.dumps(score([gold], guess))) == expected


@pytest.mark.parametrize("name", METRICS)
def test_gold_against_itself_is_whole(name: str) -> None:
    field, key, score = METRICS[name]
    gold = [{**SETS[name][0], **SETS[name][1]}]
    assert score([gold], [{"id": gold[0]["id"], key: gold[0][field]}])["primary"] == 1.0
    assert score([gold], [])["primary"] == 0.0


def test_the_largest_assignment_leaves_the_worthless_alone() -> None:
    assert sorted(best_assignment([[3.0, 2.0], [2.0, 0.0]])) == [(0, 1), (1, 0)]
    assert best_assignment([[0.0, 0.0, 1.0]]) == [(0, 2)]
    assert best_assignment([]) == []


@pytest.mark.parametrize(
    ("names", "groups"),
    [
        (["juan perez", "perez", "mayor juan perez"], [["mayor juan perez", "juan perez", "perez"]]),
        (["national river front", "nrf", "army"], [["national river front", "nrf"], ["army"]]),
        (["the bridge", "bridge"], [["the bridge", "bridge"]]),
        (["the", "of"], []),
    ],
)
def test_names_of_one_entity_are_one_filler(names: list[str], groups: list[list[str]]) -> None:
    fillers = [muc4.Filler(start=n, text=name, role="Victim") for n, name in enumerate(names)]
    assert [[filler.text for filler in group] for group in muc4.entities(fillers)] == groups


@pytest.mark.parametrize(
    ("names", "name"),
    [
        (["river front", "valiant river front", "river front"], "river front"),
        (["perez", "juan perez"], "juan perez"),
        (["The bridge", "bridge", "old stone bridge"], "The bridge"),
    ],
)
def test_an_entity_goes_by_the_name_it_is_given_most_often(names: list[str], name: str) -> None:
    assert muc4.name_of([muc4.Filler(start=n, text=one, role="Target") for n, one in enumerate(names)]) == name


@pytest.mark.parametrize(
    ("marked", "whole"),
    [
        ([("the mayor of", "Person"), ("Dol", "Location")], [("the mayor of Dol", "Person")]),
        ([("the", "Location"), ("Dawn Brigade", "Organisation")], [("the Dawn Brigade", "Organisation")]),
        ([("units of the", "Organisation")], [("units", "Organisation")]),
        ([("The", "Person")], []),
        ([("Dol", "Location"), ("Dawn Brigade", "Organisation")], [("Dol", "Location"), ("Dawn Brigade", "Organisation")]),
    ],
)
def test_no_entity_ends_in_an_article_or_preposition(marked: list[tuple[str, str]], whole: list[tuple[str, str]]) -> None:
    text = "The units of the army met the mayor of Dol and the Dawn Brigade."
    spans = [(text.index(words), text.index(words) + len(words), name) for words, name in marked]
    if marked[0][0] == "the":
        spans[0] = (text.index("the Dawn"), text.index("the Dawn") + 3, "Location")
    assert [(text[start:end], name) for start, end, name in re3d.completed(text, spans)] == whole


def test_the_same_words_are_of_one_type() -> None:
    text = "Dol and Dol and Dol, Qaraf or Qaraf"
    kinds = ["Location", "Person", "Location", "Location", "Person"]
    starts = [0, 8, 16, 21, 30]
    spans = [(start, start + (3 if start < 20 else 5), kind) for start, kind in zip(starts, kinds, strict=True)]
    assert [name for *_, name in re3d.agreed(text, spans)] == ["Location", "Location", "Location", "Location", "Person"]


def test_offsets_count_in_the_text_as_given(read: Read) -> None:
    given = "\n\nThe  army\u200b said it.\r\nHoms fell."
    cleaned = read(bare_report({"id": "x", "text": "The army said it.\nHoms fell."}))
    offsets = Offsets(cleaned, given)
    first, second = cleaned.passages
    found = offsets.of(first, Span(start=4, end=8))
    assert found is not None
    assert found.cut(given) == "army"
    found = offsets.of(second, Span(start=0, end=4))
    assert found is not None
    assert found.cut(given) == "Homs"
    assert offsets.of(replace(first, tags=Tags()), Span(start=3, end=3)) is None


def reading(text: str, marks: dict[str, str], told: dict[str, float], sure: float = 2.0) -> Scores:
    """Make scores of a text: words to the role that they are marked with, types to what they are told with."""
    words = tuple(words_of(text))
    tokens = np.zeros((len(words), sum(len(labels) for labels in TAGGING_HEADS.values())), np.float32)
    column = 0
    for head, labels in TAGGING_HEADS.items():
        if head == "role":
            for n, word in enumerate(words):
                role = marks.get(text[word.start : word.end])
                tokens[n, column + (labels.index(f"I-{role}") if role else 0)] = sure
                if role and not (n and marks.get(text[words[n - 1].start : words[n - 1].end]) == role):
                    tokens[n, column + labels.index(f"B-{role}")] = sure + 1
        column += len(labels)
    incident = np.array([[told.get(name, -5.0) for name in INCIDENT_NAMES]], np.float32)
    return Scores(words=words, tokens=tokens, incident=incident)


RAID = "riders shot ana lima and zoe. then they burned the barn owned by her."
RAID_MARKS = {"riders": "PerpInd", "ana": "Victim", "lima": "Victim", "zoe": "Victim", "barn": "Target", "owned": "Target"}


def test_a_victim_goes_by_two_words_and_no_target_ends_in_a_participle() -> None:
    found = muc4.fillers_of(RAID, [reading(RAID, RAID_MARKS, {})], muc4.CUTS.lifts)
    assert [(one.text, one.role) for one in found] == [("riders", "PerpInd"), ("ana lima", "Victim"), ("barn", "Target")]


def test_what_two_readings_disagree_on_goes_to_the_surer() -> None:
    marked, silent = reading(RAID, RAID_MARKS, {"attack": 2.0}), reading(RAID, {}, {"attack": -4.0}, sure=9.0)
    assert muc4.fillers_of(RAID, [marked, silent], {}) == []
    assert muc4.fillers_of(RAID, [marked, reading(RAID, {}, {}, sure=1.0)], {}) == muc4.fillers_of(RAID, [marked], {})
    assert muc4.told_of([marked, silent])["attack"] == -1.0


@pytest.mark.parametrize(
    ("told", "led"),
    [
        ({"attack": 3.0, "arson": 0.5}, [["riders"], []]),
        ({"attack": -0.2, "arson": 0.5}, [[], ["riders"]]),
        ({"attack": -3.0, "arson": 0.5}, [["riders"]]),
        ({"attack": -3.0, "arson": -3.0}, []),
    ],
)
def test_who_did_it_did_what_is_told_most_surely(told: dict[str, float], led: list[list[str]]) -> None:
    templates: Any = muc4.filled(RAID, [reading(RAID, RAID_MARKS, told)], muc4.CUTS)
    assert [[name for (name,) in one["PerpInd"]] for one in templates] == led
    assert [one["incident_type"] for one in templates] == [kind for kind, score in told.items() if score > -2]
    if len(templates) == 2:
        assert [one["Victim"] for one in templates] == [[["ana lima"]], []]
        assert [one["Target"] for one in templates] == [[], [["barn"]]]
