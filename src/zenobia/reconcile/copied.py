"""What one text took from another: in go two texts, out the stretches that both have, and how much of each is its own.

1. Words are copied where `RUN_WORDS` or more stand in a row in both texts, in whatever order the rows come.
2. Shares count in bits of rarity, not in words: a frame of plain words that every release fills in anew weighs little, the
   names and figures in it much.
3. One text is a copy of another, whole or in part, if at least `COPIED_SHARE` of the lesser one's bits stand in such rows.
4. Texts whose rarest words or figures are others are two texts, however alike their frame: formulaic releases tell of different
   days in one form.

It never says which text came first.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from zenobia.values.spans import Span
from zenobia.values.words import MOST_BITS, Rarity, Word, words_at

RUN_WORDS = 4
"""Words in a row that two writers rarely share by chance; `evaluate dedup` is the same with 4 and with 5."""
COPIED_SHARE = 0.55
"""Share of the lesser text's bits, in [0, 1]. By `evaluate dedup`: at 0.50 three of 77 formulaic pairs pass and two of 201 copies
are missed, at 0.55 one passes and four are missed."""
TELLING_BITS = MOST_BITS
"""Bits of a word that tells one release from another: a name, a place, a number of its own."""
TELLING_SHARE = 0.35
"""Least share of the telling words in common, of the text that has fewer. Set by hand; from 0.15 to 0.35 nothing changes."""
FEWEST_TELLING = 3
"""Telling words that both must have before they are held against them: one odd spelling parts no copies."""


@dataclass(frozen=True, kw_only=True)
class Worded:
    """A text cut into words, with the bits of each."""

    words: tuple[Word, ...]
    bits: tuple[float, ...]

    @cached_property
    def keys(self) -> tuple[str, ...]:
        return tuple(word.key for word in self.words)

    @cached_property
    def total_bits(self) -> float:
        return sum(self.bits)

    @cached_property
    def rows(self) -> dict[tuple[str, ...], list[int]]:
        """Every `RUN_WORDS` in a row, with where they begin."""
        found: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for at in range(len(self.keys) - RUN_WORDS + 1):
            found[self.keys[at : at + RUN_WORDS]].append(at)
        return found

    @cached_property
    def telling(self) -> frozenset[str]:
        return frozenset(key for key, bits in zip(self.keys, self.bits, strict=True) if bits >= TELLING_BITS)

    @cached_property
    def figures(self) -> frozenset[str]:
        return frozenset(key for key in self.keys if key.isdigit())


@dataclass(frozen=True, slots=True, kw_only=True)
class Copied:
    """The stretches of each text that the other has, in order, and their shares of each text's bits."""

    a: tuple[Span, ...]
    b: tuple[Span, ...]
    share_a: float
    share_b: float

    @property
    def novel_a(self) -> float:
        """The share of the first text that the second lacks."""
        return 1.0 - self.share_a

    @property
    def novel_b(self) -> float:
        return 1.0 - self.share_b


def worded(text: str, rarity: Rarity) -> Worded:
    """Cut a text for comparing."""
    words = tuple(words_at(text))
    return Worded(words=words, bits=tuple(rarity(word.key) for word in words))


def copied(a: Worded, b: Worded) -> Copied:
    """Align two texts."""
    in_a, in_b = _covered(a, b), _covered(b, a)
    return Copied(a=_spans(a, in_a), b=_spans(b, in_b), share_a=_share(a, in_a), share_b=_share(b, in_b))


def is_copy(a: Worded, b: Worded) -> bool:
    """Tell whether one is a copy of the other, whole or in part, by rules 3 and 4."""
    if a.rows.keys().isdisjoint(b.rows) or are_formulaic(a, b):
        return False
    less, more = (a, b) if a.total_bits <= b.total_bits else (b, a)
    return _share(less, _covered(less, more)) >= COPIED_SHARE


def are_formulaic(a: Worded, b: Worded) -> bool:
    """Tell whether two texts give other names and figures, so that only their frame can be shared."""
    if a.figures and b.figures and not a.figures & b.figures:
        return True
    fewest = min(len(a.telling), len(b.telling))
    return fewest >= FEWEST_TELLING and len(a.telling & b.telling) < TELLING_SHARE * fewest


def _covered(text: Worded, other: Worded) -> list[bool]:
    """Tell of each word whether it stands in a row that the other text has."""
    covered = [False] * len(text.keys)
    for row in text.rows.keys() & other.rows.keys():
        for at in text.rows[row]:
            covered[at : at + RUN_WORDS] = [True] * RUN_WORDS
    return covered


def _share(text: Worded, covered: list[bool]) -> float:
    if not text.total_bits:
        return 0.0
    return sum(bits for bits, is_covered in zip(text.bits, covered, strict=True) if is_covered) / text.total_bits


def _spans(text: Worded, covered: list[bool]) -> tuple[Span, ...]:
    found: list[Span] = []
    start: int | None = None
    for at, is_covered in enumerate([*covered, False]):
        if is_covered and start is None:
            start = at
        elif not is_covered and start is not None:
            found.append(Span(start=text.words[start].start, end=text.words[at - 1].end))
            start = None
    return tuple(found)
