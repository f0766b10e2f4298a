"""Our metrics against the public scorers, where they are at hand, and on small cases by hand where they are not."""

from __future__ import annotations

import json
import random
import re
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from zenobia.evaluate.metrics import case2021, claims, clusters, dedup, fakes, isaf, times

Records = list[dict[str, Any]]


def load(path: Path) -> Records:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def scored_by_the_set(folder: Path, golds: Sequence[Path], predictions: Records, tmp_path: Path) -> str:
    guess = tmp_path / "guess.jsonl"
    guess.write_text("".join(json.dumps(record) + "\n" for record in predictions), encoding="utf-8")
    command = [sys.executable, str(folder / "score.py"), *map(str, golds), str(guess)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def disturbed(records: Records, field: str, seed: int) -> Records:
    """Make wrong predictions of gold: swap a third of the answers among records, drop some."""
    chance = random.Random(seed)
    answers = [record[field] for record in records]
    swapped = [chance.choice(answers) if chance.random() < 0.33 else answer for answer in answers]
    made = []
    for record, answer in zip(records, swapped, strict=True):
        if chance.random() < 0.9:
            made.append({"id": record["id"], field: answer})
    return made


@pytest.mark.parametrize(("name", "field", "score"), [
    ("case2021_task2", "label", case2021.score), ("fakes", "event", fakes.score), ("isaf", "event", isaf.score),
    ("wikiwars", "entities", times.score), ("tempeval3", "entities", times.score),
])  # fmt: skip
@pytest.mark.parametrize("seed", [1, 2])
def test_equal_to_the_public_scorer(
    name: str, field: str, score: Callable[..., dict[str, object]], seed: int, shared_data: Path, tmp_path: Path
) -> None:
    path = shared_data / name / "dev.jsonl"
    gold = load(path)
    guess = disturbed(gold, field, seed)
    expected = json.loads(scored_by_the_set(shared_data / name, [path], guess, tmp_path))
    found = json.loads(json.dumps(score([gold], guess)))
    assert found == expected


def test_claims_equal_to_the_public_scorer(shared_data: Path, tmp_path: Path) -> None:
    folder = shared_data / "claims"
    paths = sorted(folder.glob("dev.gold-*.jsonl"))
    golds = [load(path) for path in paths]
    chance = random.Random(3)
    guess = [
        {"doc_id": record["doc_id"], "claims": [claim for claim in record["claims"] if chance.random() < 0.7]}
        for record in golds[-1]
    ]
    told = scored_by_the_set(folder, paths, guess, tmp_path)
    found: Any = claims.score(golds, guess)
    headline = re.search(r"slot_f1 ([\d.]+) claim_f1 ([\d.]+)", told)
    assert headline is not None
    assert (found["slot_f1"], found["claim_f1"]) == (float(headline[1]), float(headline[2]))
    for line in told.splitlines()[1:-1]:
        slot, precision, recall, f1, _ = line.split()
        row = found["table"][slot]
        assert (row["p"], row["r"], row["f1"]) == (float(precision), float(recall), float(f1))


def test_gold_against_itself_is_whole() -> None:
    gold = [
        {
            "id": "1",
            "entities": [{"start": 0, "end": 4, "type": "DATE", "value": "1941"}, {"start": 9, "end": 12, "type": "DATE"}],
        }
    ]
    found: Any = times.score([gold], gold)
    assert found["primary"] == found["strict"]["f1"] == 1.0
    assert times.score([gold], [])["primary"] == 0.0


def test_a_date_without_its_value_is_half_right() -> None:
    gold = [{"id": "1", "entities": [{"start": 0, "end": 4, "type": "DATE", "value": "1941"}]}]
    guess = [{"id": "1", "entities": [{"start": 1, "end": 9, "type": "TIME", "value": "1942"}]}]
    found: Any = times.score([gold], guess)
    assert (found["relaxed"]["f1"], found["strict"]["f1"], found["type"]["f1"], found["value"]["f1"]) == (1.0, 0.0, 0.0, 0.0)


def claim(**slots: Any) -> dict[str, Any]:
    return {
        "quote": "The army took the village on Sunday",
        "kind": "event",
        "type": "territory_gained",
        "stance": "asserts",
        **slots,
    }


def test_names_meet_when_one_holds_the_other() -> None:
    assert claims.same_name("the Syrian army", "Syrian army's")
    assert claims.same_name("countryside of Aleppo", "Aleppo")
    assert not claims.same_name("Idlib", "Aleppo")
    assert not claims.same_name("", "Aleppo")


def test_slots_of_a_missed_claim_are_missed() -> None:
    gold = [{"doc_id": "d", "claims": [claim(actor=["army"], place=["village"])]}]
    found = claims.score_one(gold, [{"doc_id": "d", "claims": [claim(actor=["army"])]}])
    assert found["CLAIM"][:3] == (1.0, 1.0, 1.0)
    assert found["place"][:3] == (0.0, 0.0, 0.0)
    assert found["SLOT"][0] == 1.0
    assert found["SLOT"][1] == 0.75
    assert claims.score_one(gold, [])["SLOT"][2] == 0.0


def test_an_event_that_carries_control_meets_a_control_claim() -> None:
    control = [{"holder": "army", "state": "holds", "place": "village"}]
    gold = [{"doc_id": "d", "claims": [claim(kind="control", type=None, control=control)]}]
    assert claims.score_one(gold, [{"doc_id": "d", "claims": [claim(control=control)]}])["CLAIM"][2] == 1.0
    assert claims.score_one(gold, [{"doc_id": "d", "claims": [claim()]}])["CLAIM"][2] == 0.0


@pytest.mark.parametrize("seed", [1, 2])
def test_clusters_equal_to_the_public_scorer(seed: int, shared_data: Path, tmp_path: Path) -> None:
    path = shared_data / "gva_linking" / "dev.jsonl"
    gold = load(path)
    chance = random.Random(seed)
    guess = [
        {"id": record["id"], "incident": chance.choice(["x", "y", record["incident"], record["incident"]])}
        for record in gold
        if chance.random() < 0.9
    ]
    expected = json.loads(scored_by_the_set(shared_data / "gva_linking", [path], guess, tmp_path))
    found: Any = clusters.score_reports([gold], guess)
    for name in ("muc", "b3", "ceafe"):
        assert found[name] == expected[name]
    assert {name: found["pairwise"][name] for name in ("p", "r", "f1")} == {
        name: expected["pairwise"][name] for name in ("p", "r", "f1")
    }
    assert found["conll_f1"] == expected["conll_f1"]


def test_copies_equal_to_the_public_scorer(shared_data: Path, tmp_path: Path) -> None:
    path = shared_data / "dedup" / "dev.jsonl"
    gold = load(path)
    chance = random.Random(3)
    guess = [{"id": record["id"], "duplicate": chance.random() < 0.6} for record in gold]
    expected = json.loads(scored_by_the_set(shared_data / "dedup", [path], guess, tmp_path))
    found: Any = dedup.score([gold], guess)
    assert (found["p"], found["r"], found["f1"]) == (expected["precision"], expected["recall"], expected["f1"])
    assert found["flagged_rate_per_kind"] == expected["flagged_rate_per_kind"]
