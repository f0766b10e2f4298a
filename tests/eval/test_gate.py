"""The gate's judgement: floors hold, fall, are skipped, and are never lowered by writing."""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(name="gate", scope="module")
def gate_fixture() -> ModuleType:
    spec = importlib.util.spec_from_file_location("gate_under_test", ROOT / "eval" / "gate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("figure", "digest", "verdict", "fails"),
    [
        (0.80, "a", "holds", False),
        (0.90, "a", "holds", False),
        (0.79, "a", "below its floor", True),
        (0.99, "b", "other corpus", True),
    ],
)
def test_a_figure_is_held_against_its_floor(gate: Any, figure: float, digest: str, verdict: str, fails: bool) -> None:
    row = gate.judge("set", figure, digest, {"floor": 0.8, "digest": "a"})
    assert (row.verdict, row.fails) == (verdict, fails)


def test_a_set_without_a_floor_does_not_fail(gate: Any) -> None:
    row = gate.judge("set", 0.1, "a", None)
    assert (row.verdict, row.fails) == ("no floor yet", False)


def test_writing_raises_and_never_lowers(gate: Any) -> None:
    floors = {"up": {"floor": 0.5, "digest": "a"}, "down": {"floor": 0.9, "digest": "a"}, "gone": {"floor": 0.7, "digest": "a"}}
    rows = [
        gate.judge("up", 0.61, "a", floors["up"]),
        gate.judge("down", 0.61, "a", floors["down"]),
        gate.judge("new", 0.61, "c", None),
        gate.Row(name="gone", floor=0.7, figure=None, digest=None, verdict="skipped: not here"),
    ]
    raised = gate.raised(floors, rows)
    assert {name: one["floor"] for name, one in raised.items()} == {"up": 0.6, "down": 0.9, "gone": 0.7, "new": 0.6}


def test_a_digest_names_bytes_and_names(gate: Any, tmp_path: Path) -> None:
    one, two = tmp_path / "a.jsonl", tmp_path / "b.jsonl"
    one.write_text("x")
    two.write_text("y")
    digest = gate.digest_of([one, two])
    assert digest == gate.digest_of([two, one])
    two.write_text("z")
    assert digest != gate.digest_of([one, two])


def test_the_table_says_what_was_skipped(gate: Any) -> None:
    told = gate.table([gate.Row(name="isaf", floor=0.8, figure=None, digest=None, verdict="skipped: not here")])
    assert "isaf" in told
    assert "skipped: not here" in told


def test_own_reports_quote_their_own_words() -> None:
    cases = ROOT / "eval" / "cases"
    documents = {one["doc_id"]: one for one in map(json.loads, (cases / "reports.docs.jsonl").read_text("utf-8").splitlines())}
    golds = [json.loads(line) for line in (cases / "reports.gold-own.jsonl").read_text("utf-8").splitlines()]
    assert documents.keys() == {gold["doc_id"] for gold in golds}
    for gold in golds:
        document = documents[gold["doc_id"]]
        for claim in gold["claims"]:
            assert claim["quote"] in f"{document['title']}\n{document['text']}"
