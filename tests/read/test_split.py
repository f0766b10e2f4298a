from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zenobia.read.split import MAX_SENTENCE_CHARS, sentences, split
from zenobia.values.document import Document

CASES = [json.loads(line) for line in (Path(__file__).parent.parent / "cases" / "split.jsonl").read_text("utf-8").splitlines()]


def document(text: str, title: str | None = None) -> Document:
    return Document(
        id="doc_1",
        capture="capture_1",
        source="sample",
        outlet=None,
        url="stdin:",
        title=title,
        text=f"{title}\n{text}" if title else text,
        published=None,
        received_at=datetime(2020, 1, 1, tzinfo=UTC),
        language="en",
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_sentences(case: dict[str, Any]) -> None:
    assert [span.cut(case["input"]) for span in sentences(case["input"])] == case["expected"]


def test_a_title_is_the_first_passage() -> None:
    passages = split(document("The ferry sank at dawn.\nNobody was hurt.", "Ferry sinks"))
    assert [(passage.text, passage.is_headline) for passage in passages] == [
        ("Ferry sinks", True),
        ("The ferry sank at dawn.", False),
        ("Nobody was hurt.", False),
    ]


def test_a_paragraph_printed_again_is_counted_and_kept_once() -> None:
    passages = split(document("The ferry sank at dawn.\nNobody was hurt.\nThe FERRY sank, at dawn!"))
    assert [(passage.text, passage.repeats) for passage in passages] == [("The ferry sank at dawn.", 1), ("Nobody was hurt.", 0)]


def test_a_body_printed_twice_in_one_line_is_read_once() -> None:
    body = "The ferry sank at dawn off the northern cape. All of its crew were taken to hospital by boat."
    passages = split(document(f"{body} {body}"))
    assert [(passage.text, passage.repeats, len(passage.sentences)) for passage in passages] == [(body, 1, 2)]


def test_a_title_printed_again_inside_the_body_is_cut_off() -> None:
    title = "Ferry sinks off the northern cape"
    passages = split(document(f"14 May - {title} - Rescuers searched the water all through the night.", title))
    assert [span.cut(passages[1].text) for span in passages[1].sentences][
        -1
    ] == "Rescuers searched the water all through the night."


def test_hard_wrapped_text_is_cut_at_blank_lines() -> None:
    text = "Rescuers searched the\nwater all through\nthe night\n\nNobody was\nfound on\nthe cape\nor beyond it\nby noon"
    assert [passage.text.split("\n")[0] for passage in split(document(text))] == ["Rescuers searched the", "Nobody was"]


@given(st.text(max_size=400))
def test_passages_and_sentences_are_pieces_of_the_text(text: str) -> None:
    whole = document(text)
    for passage in split(whole):
        assert passage.span.cut(whole.text) == passage.text
        assert all(0 <= span.start < span.end <= len(passage.text) for span in passage.sentences)
        ends = [0, *(span.end for span in passage.sentences)]
        assert all(span.start >= end for span, end in zip(passage.sentences, ends, strict=False))


def test_a_sentence_without_end_is_cut() -> None:
    spans = sentences("word " * 2_000)
    assert max(span.length for span in spans) <= MAX_SENTENCE_CHARS
