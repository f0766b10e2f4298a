"""Labelled cases of the room: tests/cases/clean.jsonl."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from zenobia.clean.dateline import find_dateline, parse_declared
from zenobia.clean.language import detect_language
from zenobia.clean.normalise import normalise

CASES = [
    json.loads(line) for line in (Path(__file__).parent.parent / "cases" / "clean.jsonl").read_text("utf-8").split("\n") if line
]


def day(found: date | None) -> str | None:
    return found.isoformat() if found else None


ANSWERS: dict[str, Callable[[Any], object]] = {
    "dateline": lambda given: day(find_dateline(given["title"], given["body"])),
    "declared": lambda given: day(parse_declared(given)),
    "language": detect_language,
    "normalise": normalise,
}


@pytest.mark.parametrize("case", CASES, ids=[f"{case['about']}: {case['why']}" for case in CASES])
def test_case(case: dict[str, Any]) -> None:
    assert ANSWERS[case["about"]](case["input"]) == case["expected"], case["why"]
