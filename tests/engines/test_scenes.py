"""Which places belong to a marked happening: what the heads say of each candidate, and what is taken."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from zenobia.engines import scenes
from zenobia.engines.network import Network
from zenobia.engines.scenes import WEIGHTS_FILE, WINDOW_PIECES, chosen, places_of, sentence_of, weights_of
from zenobia.engines.tagger import MODELS
from zenobia.faults import BadSettings
from zenobia.values.spans import Span

TEXT = "Shells hit Kharsala province on Friday. A mine killed two drivers near Deir Awan, in Mosul."


def told(network: Network, text: str, word: str) -> list[str]:
    at = text.index(word)
    verb = Span(start=at, end=at + len(word))
    scores = network.score(text, marked=(verb.start, verb.end), window=WINDOW_PIECES)
    return [span.cut(text) for span in places_of(text, verb, scores, network.folder)]


def test_each_happening_of_a_sentence_has_its_own_places(network: Network) -> None:
    assert told(network, TEXT, "killed") == ["Deir Awan"]
    assert [words.removesuffix(" province") for words in told(network, TEXT, "hit")] == ["Kharsala"]


def test_candidates_are_tried_without_their_small_words(network: Network) -> None:
    at = TEXT.index("hit")
    sentence = sentence_of(TEXT, Span(start=at, end=at + 3), network.score(TEXT, marked=(at, at + 3)))
    assert "Kharsala" in [TEXT[start:end] for start, end in sentence.candidates]


def test_of_spans_that_overlap_the_likelier_is_taken() -> None:
    assert chosen([(0.6, (0, 8)), (0.9, (0, 5)), (0.5, (10, 14)), (0.1, (20, 24))]) == [
        Span(start=0, end=5),
        Span(start=10, end=14),
    ]


def test_nothing_is_found_where_there_are_no_words(network: Network) -> None:
    assert places_of(" ", Span(start=0, end=0), network.score(" "), network.folder) == []


def test_a_happening_outside_the_text_is_asked_of_its_first_word(network: Network) -> None:
    sentence = sentence_of(TEXT, Span(start=900, end=905), network.score(TEXT))
    assert (sentence.first, sentence.last) == (0, 0)


def test_weights_of_other_features_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BadSettings, match=r"scenes\.toml is not there"):
        weights_of(tmp_path)
    shutil.copy(MODELS / WEIGHTS_FILE, tmp_path)
    bias, weights = weights_of(tmp_path)
    assert len(weights) == len(scenes.FEATURES)
    assert bias < 0
    other = tmp_path / "other"
    other.mkdir()
    held = (tmp_path / WEIGHTS_FILE).read_text(encoding="utf-8")
    (other / WEIGHTS_FILE).write_text(held.replace("ends_small", "ends_tall"), encoding="utf-8")
    with pytest.raises(BadSettings, match=r"python -m train\.scenes"):
        weights_of(other)


def test_every_feature_says_what_it_sees() -> None:
    assert all(feature.__doc__ for feature in scenes.FEATURES)
