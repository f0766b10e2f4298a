"""The table of words: plain words weigh little, names much."""

from __future__ import annotations

from zenobia.engines.rarity import load_rarity
from zenobia.values.words import MOST_BITS, words_of


def test_plain_words_weigh_little_and_unknown_ones_most() -> None:
    rarity = load_rarity()
    assert rarity("the") < rarity("police") < 1 < rarity("ceasefire") < MOST_BITS
    assert rarity("qasmiyeh") == MOST_BITS


def test_every_line_is_a_word_as_texts_are_cut() -> None:
    bits = load_rarity().bits
    assert len(bits) > 5_000
    assert all(0 <= figure < MOST_BITS for figure in bits.values())
    odd = [word for word in bits if words_of(word) not in ([word], [word.removesuffix("s")])]
    assert odd == []
