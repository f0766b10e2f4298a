"""Figures of harm: labelled sentences, and what must hold on any text."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zenobia.read.tolls import MAX_FIGURES, MAX_SENTENCE, find_tolls

CASES = [json.loads(line) for line in (Path(__file__).parents[1] / "cases" / "tolls.jsonl").read_text("utf-8").splitlines()]
VOCABULARY = (
    "5 12 three at least more than dozens of people soldiers tanks killed were wounding and , . including children "
    "the a 100000 up to between 20 no civilians died death toll rose missing displaced 2-1/2 years % km strikes "
    "others NEWLINE"
)
WORDS = st.sampled_from([word.replace("NEWLINE", "\n") for word in VOCABULARY.split()])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["input"][:60])
def test_case(case: dict[str, Any]) -> None:
    found = [[one.toll.what, one.toll.who, one.toll.low, one.toll.high, one.toll.part_of] for one in find_tolls(case["input"])]
    assert found == case["expected"], case["why"]


def check_invariants(text: str) -> None:
    position = 0
    for mention in find_tolls(text):
        assert mention.toll.text == text[mention.span.start : mention.span.end]
        assert mention.span.start >= position
        assert mention.toll.low >= 0
        assert mention.toll.high is None or mention.toll.low <= mention.toll.high
        assert mention.toll.part_of != ""
        position = mention.span.end


@given(st.text(max_size=300))
def test_any_text(text: str) -> None:
    check_invariants(text)


@settings(max_examples=300)
@given(st.lists(WORDS, max_size=60))
def test_any_words_of_the_grammar(words: list[str]) -> None:
    check_invariants(" ".join(words))


@pytest.mark.parametrize("text", ["7" * 1_000_000, " " * 1_000_000, "a" * 1_000_000, "(" * 1_000_000])
def test_long_runs_give_nothing(text: str) -> None:
    assert find_tolls(text) == ()


def test_text_without_full_stops_is_read_in_pieces() -> None:
    text = "5 soldiers were killed and " * (10 * MAX_SENTENCE // 27)
    found = find_tolls(text)
    assert len(found) > 400
    assert {one.toll.what for one in found} == {"killed"}


def test_spans_survive_a_shift() -> None:
    sentence = "At least 12 people were killed, among them 3 children."
    before = find_tolls(sentence)
    after = find_tolls("Nothing was said of the rest.\n" + sentence)
    assert [one.toll for one in before] == [one.toll for one in after]
    assert {b.span.start - a.span.start for a, b in zip(before, after, strict=True)} == {30}


def test_a_table_of_figures_is_not_read() -> None:
    assert len(find_tolls("5 killed, " * MAX_FIGURES)) == MAX_FIGURES
    assert find_tolls("5 killed, " * (MAX_FIGURES + 1)) == ()
