"""The review desk at the command line: the queue asks, a ruling answers, a later ruling takes it back."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]


@pytest.fixture
def ledger(run: Run, report: str, tmp_path: Path) -> str:
    (tmp_path / "a.txt").write_text(report)
    assert run("ingest", "a.txt", "--published", "2016-12-11", "--source", "Desk", "--engine", "rules").code == 0
    return report


def lines(run: Run, *arguments: str) -> list[dict[str, Any]]:
    ran = run(*arguments, "--format", "jsonl")
    assert ran.code == 0, ran.err
    return [json.loads(line) for line in ran.out.splitlines()]


def test_a_claim_is_retracted_and_restored(run: Run, ledger: str) -> None:
    before = lines(run, "incidents")
    claim = next(claim for claim in lines(run, "claims") if claim["stance"] == "asserts")["id"]
    who = ("--by", "Ada", "--why", "the spokesman spoke of another market")
    ran = run("review", "rule", "retracted", claim, *who)
    assert ran.code == 0, ran.err
    kept = json.loads(ran.out)
    assert (kept["ruling"], kept["about"], kept["by"], kept["stands"]) == ("retracted", claim, "Ada", True)
    assert all(claim not in incident["claim_ids"] for incident in lines(run, "incidents"))
    assert run("review", "rule", "withdrawn", kept["id"], *who).code == 0
    assert lines(run, "incidents") == before
    assert [(one["ruling"], one["stands"]) for one in lines(run, "review", "rulings")] == [
        ("retracted", False), ("withdrawn", False),
    ]  # fmt: skip


def test_the_queue_asks_about_the_denial_until_it_is_confirmed(run: Run, ledger: str) -> None:
    asked = [one for one in lines(run, "review") if one["kind"] == "contested"]
    assert asked
    for one in asked:
        assert run("review", "rule", "confirmed", one["about"][0], "--by", "Ada", "--why", "read both").code == 0
    assert not [one for one in lines(run, "review") if one["kind"] == "contested"]
    assert len(lines(run, "review", "--limit", "1")) <= 1


def test_what_is_not_fit_is_refused_and_nothing_is_kept(run: Run, ledger: str) -> None:
    ran = run("review", "rule", "retracted", "claim_nobody", "--by", "Ada", "--why", "no such thing")
    assert ran.code == 2
    assert "names nothing in this ledger" in ran.err
    assert lines(run, "review", "rulings") == []
