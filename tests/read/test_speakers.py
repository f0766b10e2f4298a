from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from zenobia.read.speakers import quotations
from zenobia.values.passage import Tags

CASES = [json.loads(line) for line in (Path(__file__).parent.parent / "cases" / "speakers.jsonl").read_text("utf-8").splitlines()]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_attributions(case: dict[str, Any], tagged: Callable[..., Sequence[Tags]]) -> None:
    text = case["input"]
    found = [
        [
            said.source.cut(text) if said.source else None,
            [span.cut(text).strip() for span in said.contents],
            [span.cut(text) for span in said.via],
        ]
        for said in tagged(text)[0].attributions
    ]
    for expected in case["expected"]:
        assert expected in found
    if "verb" in case:
        assert tagged(text)[0].attributions[0].verb == case["verb"]


def test_a_speaker_with_a_colon_speaks_for_the_passages_after(tagged: Callable[..., Sequence[Tags]]) -> None:
    first, second, third = tagged("Minister Smith said:", "The town has fallen.", "A farmer said troops had left.")
    assert first.attributions
    assert [(said.source, said.contents[0].end) for said in second.attributions] == [(None, len("The town has fallen."))]
    assert all(said.source is not None for said in third.attributions)


def test_a_quotation_over_two_sentences_is_content_as_a_whole(tagged: Callable[..., Sequence[Tags]]) -> None:
    text = "“The town has fallen. We lost it at noon,” the mayor said."
    (said,) = tagged(text)[0].attributions
    assert said.contents[0].start == 0


def test_an_unclosed_quotation_is_none() -> None:
    assert quotations("“The town has fallen.") == ()
    assert len(quotations("“a” and “b”")) == 2
