"""The shipped network: one answer for one text, whatever is read beside it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from zenobia.engines.network import Network
from zenobia.engines.pieces import TAGGING_HEADS
from zenobia.engines.tagger import MODELS, load_network, load_tagger
from zenobia.faults import BadSettings

TEXT = "The Ministry of Defence said on Monday that its soldiers had taken the hills above Qaraf, 12 km east of Dol."
LONG = " ".join([TEXT] * 30)


def test_the_same_answer_whatever_is_read_before(network: Network) -> None:
    first = network.score(TEXT)
    network.score(LONG)
    again, other = network.score(TEXT), load_network(threads=2).score(TEXT)
    assert np.array_equal(first.tokens, again.tokens)
    assert np.array_equal(first.incident, again.incident)
    assert np.allclose(first.tokens, other.tokens, atol=1e-4)


def test_a_text_of_many_windows_is_scored_word_by_word(network: Network) -> None:
    scores = network.score(LONG)
    assert len(scores.words) == scores.tokens.shape[0]
    assert scores.tokens.shape[1] == sum(len(labels) for labels in TAGGING_HEADS.values())
    assert scores.incident.shape[0] > 1
    assert len(network.score("shell " * 1000, window=10_000).words) == 1000


def test_no_words_no_scores(network: Network) -> None:
    scores = network.score(" \n ")
    assert scores.words == ()
    assert all(scores.spans(name) == [] for name in TAGGING_HEADS)


def test_a_speaker_and_what_was_said_are_marked(network: Network) -> None:
    found = {name: TEXT[start:end] for start, end, name in network.score(TEXT).spans("attribution")}
    assert found["source"] == "The Ministry of Defence"
    assert found["cue"].startswith("said")
    assert "taken the hills" in found["content"]


def test_a_lifted_label_is_marked_more(network: Network) -> None:
    scores = network.score(TEXT)
    marked = [
        sum(end - start for start, end, name in scores.spans("attribution", lifts={"cue": lift}) if name == "cue")
        for lift in (-20.0, 0.0, 20.0)
    ]
    assert marked[0] < marked[1] < marked[2]


def test_an_unknown_head_is_named(network: Network) -> None:
    with pytest.raises(KeyError, match="nothing"):
        network.score(TEXT).head("nothing")


def test_marking_a_word_changes_what_the_scene_head_is_asked(network: Network) -> None:
    text = "Shells hit Aleppo on Friday and a bomb killed two people in Homs."
    at = text.index("killed")
    found = network.score(text, marked=(at, at + 6)).spans("scene")
    assert [text[start:end] for start, end, _ in found] == ["Homs"]


@pytest.mark.parametrize("missing", ["tagger.int8.onnx", "tokenizer.json"])
def test_a_missing_file_is_named_with_the_next_move(missing: str, tmp_path: Path) -> None:
    for name in {"tagger.int8.onnx", "tokenizer.json"} - {missing}:
        (tmp_path / name).write_bytes(b"{}")
    with pytest.raises(BadSettings, match=f"{missing} is not there.*--engine rules"):
        Network(tmp_path).score("Shells fell.")
    with pytest.raises(BadSettings, match="--engine rules"):
        load_network(tmp_path)


def test_an_unknown_engine_is_named() -> None:
    with pytest.raises(BadSettings, match="network, rules"):
        load_tagger("oracle", actors=None, gazetteer=None)  # type: ignore[arg-type]  # refused before either is asked


def test_what_ships_stays_small(network: Network) -> None:
    assert network.folder == MODELS
    assert sum(path.stat().st_size for path in MODELS.iterdir() if path.is_file()) <= 30 * 1024 * 1024
