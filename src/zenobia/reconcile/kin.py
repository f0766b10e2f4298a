"""Which reports are kin, kept up as they come and go: in go reports' texts, out how much two share that few others have.

1. Reports that share one of their `SIGNS`, telling words chosen by a hash, meet; those that meet and are `NEAR` are kin.
2. Who is kin to whom depends on the reports that are there, never on how they came.

What two reports share is computed when asked, and forgotten when memory runs short; the texts are kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from zlib import crc32

from zenobia.reconcile.meetings import Guest, Meetings
from zenobia.reconcile.stories import CROWD, NEIGHBOURS, Telling, kinship, telling
from zenobia.values.words import MOST_BITS, Rarity, words_of

SIGNS = 12
"""Telling words of a report by which it meets others. Two that share a fifth of theirs hardly ever share none of these."""
NEAR = 0.4
"""Kinship, in [0, 1], from which claims of two reports are worth comparing though one lacks a day or a place. Set by hand."""
TELLINGS_KEPT = 8_192
"""Reports whose words are kept weighed, some 15 KB each; forgotten all at once."""
KINSHIPS_KEPT = 200_000
"""Pairs of reports whose kinship is remembered, some 200 bytes each; forgotten all at once."""

Two = tuple[str, str]
"""Two reports, the smaller id first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A report's texts, and the day on which it was published."""

    texts: tuple[str, ...]
    published: date | None


class Kin:
    """Reports by id, and what they share."""

    def __init__(self, rarity: Rarity) -> None:
        self._rarity = rarity
        self._words: dict[str, Words] = {}
        self._numbers: dict[str, int] = {}
        self._names: list[str] = []
        self._meetings = Meetings(limit=CROWD, neighbours=NEIGHBOURS)
        self._tellings: dict[str, Telling] = {}
        self._kinships: dict[Two, float] = {}
        self._kin: dict[str, set[str]] = {}

    def of(self, report: str) -> frozenset[str]:
        """Give the kin of a report."""
        return frozenset(self._kin.get(report, ()))

    def says_otherwise(self, report: str, words: Words) -> bool:
        """Tell whether a report that is there has other words or another day."""
        return report in self._words and self._words[report] != words

    def replace(self, reports: Mapping[str, Words]) -> set[Two]:
        """Put these texts in the place of what their reports said before; give the pairs that are kin now, or no more."""
        different = {name: words for name, words in reports.items() if self._words.get(name) != words}
        leaving = [name for name in different if name in self._words]
        changed: set[Two] = set()
        for name in leaving:
            changed |= {_two(name, other) for other in self._kin.get(name, ())}
            self._forget(name)
        for one, other in changed:
            self._part(one, other)
        closer = self._meetings.take([self._numbers.pop(name) for name in leaving])
        come: dict[int, Guest] = {}
        for name, words in sorted(different.items()):
            self._words.pop(name, None)
            if words.texts:
                self._words[name] = words
                self._numbers[name] = len(self._names)
                come[len(self._names)] = self._guest(name, words)
                self._names.append(name)
        met, parted = self._meetings.add(come)
        for one, other in (_two(self._names[a], self._names[b]) for a, b in parted):
            if other in self._kin.get(one, ()):
                self._part(one, other)
                changed.add((one, other))
        for one, other in (_two(self._names[a], self._names[b]) for a, b in closer | met):
            if self.kinship(one, other) >= NEAR and one in self._words and other in self._words:
                self._kin.setdefault(one, set()).add(other)
                self._kin.setdefault(other, set()).add(one)
                changed.add((one, other))
        return changed

    def kinship(self, a: str, b: str) -> float:
        """Tell in [0, 1] how much two reports share; 0 within one, or where the texts of one are not given."""
        key = _two(a, b)
        if a == b or a not in self._words or b not in self._words:
            return 0.0
        if key not in self._kinships:
            if len(self._kinships) >= KINSHIPS_KEPT:
                self._kinships.clear()
            self._kinships[key] = kinship(self._telling(key[0]), self._telling(key[1]))
        return self._kinships[key]

    def _telling(self, name: str) -> Telling:
        if name not in self._tellings:
            if len(self._tellings) >= TELLINGS_KEPT:
                self._tellings.clear()
            words = self._words[name]
            day = words.published.toordinal() if words.published else None
            self._tellings[name] = telling(name, "\n".join(words.texts), (), self._rarity, day)
        return self._tellings[name]

    def _guest(self, name: str, words: Words) -> Guest:
        telling_words = {word for text in words.texts for word in words_of(text) if self._rarity(word) >= MOST_BITS}
        chosen = sorted(telling_words, key=lambda word: (crc32(word.encode("utf-8", "surrogatepass")), word))[:SIGNS]
        return Guest(rank=(words.published.toordinal() if words.published else 0, name), hubs=tuple(chosen))

    def _forget(self, name: str) -> None:
        self._tellings.pop(name, None)
        for key in [key for key in self._kinships if name in key]:
            del self._kinships[key]

    def _part(self, a: str, b: str) -> None:
        for one, other in ((a, b), (b, a)):
            self._kin[one].discard(other)
            if not self._kin[one]:
                del self._kin[one]


def _two(a: str, b: str) -> Two:
    return (a, b) if a < b else (b, a)
