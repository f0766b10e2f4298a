"""Words as they are compared between texts: cut, lowered, their plain endings taken off, and weighed by how rare they are.

1. A word is a run of letters and digits, with hyphens and apostrophes inside: "16-year-old", "O'Hara".
2. "'s" and a plural "s" fall away; nothing else is stemmed, for a name must not become another.
3. A word weighs as many bits as it is rare among reports: one in 256 is `MOST_BITS`, and rarer ones weigh no more.

Which words are rare is a table made once (`engines.rarity`), not a count over what is compared: with a count, every report that
arrives would change what all others have in common.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

MOST_BITS = 8.0
"""Bits of a word that no table knows: names, numbers, places. One report in 256: tables of some thousand reports end there."""

Rarity = Callable[[str], float]
"""Maps a word, as `words_of` gives it, to its bits in [0, MOST_BITS]."""

_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_LONG_ENOUGH = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A word with where it stands."""

    key: str
    start: int
    end: int


def all_alike(word: str) -> float:
    """Weigh every word the same: what is done without a table."""
    return MOST_BITS / 2


def word_key(word: str) -> str:
    """Give the form in which a word is compared."""
    key = word.casefold().replace("’", "'")
    key = key[:-2] if key.endswith("'s") else key.rstrip("'")
    return key[:-1] if len(key) > _LONG_ENOUGH and key[-1] == "s" and key[-2] != "s" else key


def words_of(text: str) -> list[str]:
    """Cut a text into the forms of its words."""
    return [word_key(word) for word in _WORD.findall(text)]


def words_at(text: str) -> list[Word]:
    """Cut a text into words with their places, in code points of the text."""
    return [Word(key=word_key(match[0]), start=match.start(), end=match.end()) for match in _WORD.finditer(text)]
