"""Which source, cue and content belong together: labelled cases, and what holds for any marks."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zenobia.engines.linking import link

CASES = [json.loads(line) for line in (Path(__file__).parents[1] / "cases" / "linking.jsonl").read_text("utf-8").splitlines()]
NAMES = {"s": "source", "c": "cue", "t": "content"}


def unmarked(marked: str) -> tuple[str, list[tuple[int, int, str]]]:
    """Take the marks out of "[s|…] [c|…] [t|…]"."""
    text, spans = "", []
    at = 0
    for match in re.finditer(r"\[([sct])\|([^\]]*)\]", marked):
        text += marked[at : match.start()]
        spans.append((len(text), len(text) + len(match[2]), NAMES[match[1]]))
        text += match[2]
        at = match.end()
    return text + marked[at:], spans


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_cases(case: Any) -> None:
    text, spans = unmarked(case["input"])
    found = [
        [one.cue.cut(text), one.source.cut(text) if one.source else None, [content.cut(text) for content in one.contents]]
        for one in link(text, spans)
    ]
    assert found == case["expected"]


@given(st.lists(st.tuples(st.integers(1, 30), st.integers(1, 9), st.sampled_from(sorted(NAMES.values()))), max_size=12))
def test_contents_are_used_once_and_no_bound_moves(steps: list[tuple[int, int, str]]) -> None:
    spans, at = [], 0
    for gap, length, name in steps:
        spans.append((at + gap, at + gap + length, name))
        at += gap + length
    linked = link("x" * (at + 1), spans)
    contents = [(content.start, content.end, "content") for one in linked for content in one.contents]
    assert len(contents) == len(set(contents))
    assert set(contents) <= set(spans)
    assert {(one.cue.start, one.cue.end, "cue") for one in linked} <= set(spans)
    assert {(one.source.start, one.source.end, "source") for one in linked if one.source} <= set(spans)
