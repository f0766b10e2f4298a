"""Words, windows and decoding: what training and running must do alike."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zenobia.engines.network import Network
from zenobia.engines.pieces import (
    ASKED,
    CAPITAL,
    CAPITALS,
    PLAIN,
    TAGGING_HEADS,
    Cutter,
    bio,
    joined,
    marks_of,
    pieces_of,
    spans_of,
    viterbi,
    windows,
    words_of,
)
from zenobia.engines.tagger import MODELS

LABELS = bio(("a", "b"))


@given(st.text(max_size=200))
def test_words_hold_every_visible_character_once(text: str) -> None:
    words = words_of(text)
    assert all(left.end <= right.start for left, right in pairwise(words))
    covered = "".join(text[word.start : word.end] for word in words)
    assert covered == "".join(text.split())


@given(
    text=st.text(alphabet="ab. \n", max_size=300),
    limit=st.integers(2, 40),
    chosen=st.lists(st.integers(1, 5), min_size=300, max_size=300),
)
def test_windows_hold_every_word_once_and_keep_the_limit(text: str, limit: int, chosen: list[int]) -> None:
    words = words_of(text)
    sizes = chosen[: len(words)]
    found = list(windows(text, words, sizes, limit))
    assert [n for first, after in found for n in range(first, after)] == list(range(len(words)))
    assert all(sum(sizes[first:after]) <= limit or after == first + 1 for first, after in found)


def test_a_window_ends_with_a_sentence_where_one_ends_late() -> None:
    text = "One two three. Four five six. Seven eight."
    words = words_of(text)
    found = list(windows(text, words, [1] * len(words), 9))
    assert [text[words[first].start : words[after - 1].end] for first, after in found] == [
        "One two three. Four five six.",
        "Seven eight.",
    ]


@pytest.mark.parametrize("calm", [0.0, 4.0])
@pytest.mark.parametrize("seed", range(8))
def test_decoding_finds_the_best_path_that_is_allowed(seed: int, calm: float) -> None:
    scores = np.random.default_rng(seed).normal(size=(4, len(LABELS))).astype(np.float32)
    scores[:, 0] += calm

    def is_allowed(path: tuple[int, ...]) -> bool:
        names = [LABELS[n] for n in path]
        before = ["O", *names]
        return all(not one.startswith("I-") or last[2:] == one[2:] for last, one in zip(before, names, strict=False))

    paths = filter(is_allowed, product(range(len(LABELS)), repeat=4))
    best = max(paths, key=lambda path: sum(float(scores[row, n]) for row, n in enumerate(path)))
    assert viterbi(scores, LABELS) == list(best)


@pytest.mark.parametrize("calm", [0.0, 2.0, 6.0])
@pytest.mark.parametrize("seed", range(8))
def test_long_texts_decode_as_well_as_step_by_step(seed: int, calm: float) -> None:
    scores = np.random.default_rng(seed).normal(scale=3, size=(80, len(LABELS)))
    scores[:, 0] += calm
    barred = np.array([[-np.inf if two[0] == "I" and one[1:] != two[1:] else 0.0 for two in LABELS] for one in LABELS])
    best = barred[0] + scores[0]
    for row in scores[1:]:
        best = (best[:, None] + barred).max(axis=0) + row
    path = viterbi(scores.astype(np.float32), LABELS)
    assert all(barred[one, two] == 0.0 for one, two in pairwise([0, *path]))
    assert sum(scores[row, label] for row, label in enumerate(path)) == pytest.approx(best.max(), abs=1e-4)


def test_nothing_decodes_to_nothing() -> None:
    assert viterbi(np.zeros((0, len(LABELS)), np.float32), LABELS) == []


def test_spans_run_from_begin_to_the_last_inside() -> None:
    words = words_of("one two three four")
    path = [LABELS.index(name) for name in ("B-a", "I-a", "B-a", "O")]
    assert spans_of(path, LABELS, words) == [(0, 7, "a"), (8, 13, "a")]


def test_every_head_can_say_nothing() -> None:
    assert all(labels[0] == "O" for labels in TAGGING_HEADS.values())


def test_a_name_begun_twice_is_one() -> None:
    text = "the Tigris River, the army"
    assert joined(text, [(0, 3, "a"), (4, 16, "a"), (18, 21, "a"), (22, 26, "b")]) == [(0, 16, "a"), (18, 21, "a"), (22, 26, "b")]
    assert joined(text, []) == []


def test_a_mark_tells_how_a_word_is_written_and_which_is_asked_about() -> None:
    text = "UN says A bomb hit Dol, 3 dead"
    assert marks_of(text, words_of(text)) == [CAPITALS, PLAIN, CAPITAL, PLAIN, PLAIN, CAPITAL, PLAIN, PLAIN, PLAIN]
    at = text.index("hit")
    assert marks_of(text, words_of(text), (at, at + 3))[4] == ASKED
    assert marks_of("", []) == []


def test_remembered_words_are_cut_as_new_ones() -> None:
    tokenizer = Network(MODELS).tokenizer
    cutter = Cutter(tokenizer)
    for text in (
        "The army shelled Novapol.",
        "Shells hit Novapol: 12 hurt in «Novapol»!",
        "x" * 300,
        "ß_ß " * 40,
        "The army shelled Novapol.",
    ):
        words = words_of(text)
        assert cutter.pieces_of(text, words) == pieces_of(tokenizer, text, words)
