"""How rare words are among reports: a shipped table of plain words with their bits, made by `python -m train.words`.

A word that the table lacks is as rare as can be (`values.words.MOST_BITS`): names, numbers, small places.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from zenobia.faults import BrokenRule
from zenobia.values.words import MOST_BITS

TABLE = "words.tsv"


@dataclass(frozen=True, slots=True)
class Table:
    """Bits by word; called with a word, gives its bits."""

    bits: Mapping[str, float]

    def __call__(self, word: str) -> float:
        return self.bits.get(word, MOST_BITS)


@cache
def load_rarity() -> Table:
    """Read the shipped table.

    Raises:
        BrokenRule: a line of it is not a word and its bits.
    """
    bits: dict[str, float] = {}
    lines = resources.files("zenobia").joinpath("lexicon", TABLE).read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines, 1):
        word, tab, figure = line.partition("\t")
        try:
            bits[word] = float(figure)
        except ValueError:
            raise BrokenRule(f"lexicon/{TABLE} line {number}: {line!r} is not a word, a tab and bits; make it anew") from None
        if not word or not tab or not 0 <= bits[word] <= MOST_BITS:
            raise BrokenRule(f"lexicon/{TABLE} line {number}: {line!r}: bits lie in 0 to {MOST_BITS}; make it anew")
    return Table(bits)
