"""Copies: in go passages with their documents, out groups of passages that are one text carried by several documents.

1. Passages whose folded letters are equal are copies, if they are long enough to be nobody's phrase by chance.
2. For all others `copied.is_copy` decides: rows of words that both have, weighed by rarity. A part of a passage is found as well
   as a whole, and a formulaic release of another day is no copy.
3. Candidates are passages that share a band of their MinHash (Broder 1997), for near-copies, or one of the chosen shingles
   (winnowing, Schleimer, Wilkerson and Aiken 2003), for copies in part. Both only propose.
4. Copies inside one document are no echo. Groups are the connected components; a group is named by its smallest passage id.
5. The index grows and shrinks with the passages; what it holds depends on them alone, not on the order in which they came.

It never says which copy came first: `origins` asks the clock of arrival.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rensa import RMinHash  # type: ignore[import-untyped]  # it ships no types

from zenobia.reconcile.copied import Worded, is_copy, worded
from zenobia.reconcile.meetings import Guest, Meetings
from zenobia.values.ids import folded
from zenobia.values.words import Rarity, all_alike, words_of

MIN_WORDS = 8
"""Words of the shortest passage that can be an echo; below, two writers meet by chance ("The claim could not be verified")."""
SHINGLE_WORDS = 3
PERMUTATIONS, BANDS = 48, 12
"""Hash functions, bands of four rows: a pair at a resemblance of 0.7 is missed with probability 0.04, one at 0.5 with 0.46, and
then a shared row of words finds it (rule 3). `bench echo` measures both together."""
SEED = 2711
"""Any number; fixed, so that two machines find the same candidates."""
ROW_WORDS, WINDOW = 5, 10
"""Words of a shingle, and shingles of which one is chosen: any 14 words in a row that two passages share are found, if their
shingles are telling."""
ROW_BITS = 12.0
"""Bits of a shingle that may bring passages together: a name and some plain words, or five words of middling rarity."""
CROWD = 24
"""Passages of a group of candidates that are all compared with one another: 276 pairs."""
NEIGHBOURS = 8
"""How many following passages each is compared with in a larger group, sorted by MinHash: copies of one text lie side by side."""
CUT_KEPT = 4_096
"""Passages kept cut into words, some 20 KB each."""

_WORD = re.compile(r"[^\W_]+")
Link = tuple[str, str]
"""Two passages that are copies, the smaller id first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """One passage to compare: its id, the document it stands in, its words."""

    passage: str
    document: str
    words: str


class Echo:
    """The copies among the passages that have been added and not taken away."""

    def __init__(self, rarity: Rarity = all_alike) -> None:
        self._rarity = rarity
        self._texts: list[Text | None] = []
        self._number: dict[str, int] = {}
        self._copies: dict[str, set[str]] = {}
        self._meetings = Meetings(limit=CROWD, neighbours=NEIGHBOURS)

        @lru_cache(maxsize=CUT_KEPT)
        def cut(words: str) -> Worded:
            return worded(words, rarity)

        self._cut = cut

    def copies(self, passage: str) -> Collection[str]:
        """Give the passages that are copies of one, by rules 1 and 2 alone: not the copies of its copies."""
        return self._copies.get(passage, ())

    def add(self, texts: Iterable[Text]) -> tuple[set[Link], set[Link]]:
        """Add passages, each once; give the links gained and lost."""
        long_enough = [text for text in texts if len(_WORD.findall(text.words)) >= MIN_WORDS]
        come: dict[int, Guest] = {}
        for text, guest in zip(long_enough, _guests([text.words for text in long_enough], self._rarity), strict=True):
            number = self._number[text.passage] = len(self._texts)
            self._texts.append(text)
            come[number] = Guest(rank=(*guest.rank, text.passage), hubs=guest.hubs)
        gained, lost = self._meetings.add(come)
        parted = {link for a, b in lost if (link := self._link(a, b))[1] in self._copies.get(link[0], ())}
        for a, b in parted:
            self._part(a, b)
        return self._join(gained), parted

    def take(self, passages: Iterable[str]) -> tuple[set[Link], set[Link]]:
        """Take passages away; give the links gained and lost."""
        going = [passage for passage in passages if passage in self._number]
        parted = {(min(passage, other), max(passage, other)) for passage in going for other in self.copies(passage)}
        for a, b in parted:
            self._part(a, b)
        gained = self._meetings.take([self._number[passage] for passage in going])
        for passage in going:
            self._texts[self._number.pop(passage)] = None
        return self._join(gained), parted

    def group(self, passage: str) -> frozenset[str]:
        """Give all passages that are one text with this one, itself too."""
        found, waiting = {passage}, [passage]
        while waiting:
            fresh = set(self.copies(waiting.pop())) - found
            found |= fresh
            waiting.extend(fresh)
        return frozenset(found)

    def groups(self, passages: Iterable[str]) -> dict[str, str]:
        """Map each of these passages that has an echo in another document, and those it echoes, to the name of the group."""
        names: dict[str, str] = {}
        done: set[str] = set()
        for passage in passages:
            if passage in done or not self.copies(passage):
                continue
            members = self.group(passage)
            done |= members
            if len({self._text(member).document for member in members}) > 1:
                names.update(dict.fromkeys(members, min(members)))
        return names

    def _text(self, passage: str) -> Text:
        text = self._texts[self._number[passage]]
        assert text is not None
        return text

    def _link(self, a: int, b: int) -> Link:
        one, other = self._texts[a], self._texts[b]
        assert one is not None
        assert other is not None
        return (min(one.passage, other.passage), max(one.passage, other.passage))

    def _join(self, pairs: Iterable[tuple[int, int]]) -> set[Link]:
        joined: set[Link] = set()
        for a, b in sorted(pairs):
            link = self._link(a, b)
            if link[1] not in self._copies.get(link[0], ()) and self._is_copy(*link):
                joined.add(link)
                self._copies.setdefault(link[0], set()).add(link[1])
                self._copies.setdefault(link[1], set()).add(link[0])
        return joined

    def _part(self, a: str, b: str) -> None:
        for one, other in ((a, b), (b, a)):
            self._copies[one].discard(other)
            if not self._copies[one]:
                del self._copies[one]

    def _is_copy(self, a: str, b: str) -> bool:
        one, other = self._text(a).words, self._text(b).words
        return one == other or folded(one) == folded(other) or is_copy(self._cut(one), self._cut(other))


def echoes(texts: Iterable[Text], rarity: Rarity = all_alike) -> Mapping[str, str]:
    """Map each passage that has an echo in another document to the name of its group."""
    unique = {text.passage: text for text in texts}
    echo = Echo(rarity)
    echo.add(text for _, text in sorted(unique.items()))
    return echo.groups(sorted(unique))


def shared(a: Sequence[Text], b: Sequence[Text], rarity: Rarity = all_alike) -> float:
    """Give the share of a document's words that stand in passages which another document echoes; the larger of both shares."""
    groups = echoes([*a, *b], rarity)

    def share(texts: Sequence[Text]) -> float:
        words = sum(len(text.words) for text in texts)
        return sum(len(text.words) for text in texts if text.passage in groups) / words if words else 0.0

    return max(share(a), share(b))


def _guests(texts: Sequence[str], rarity: Rarity) -> Iterator[Guest]:
    """Give the keys of each text: its letters, its bands, its chosen shingles. Everybody is a hub."""
    cut = [words_of(text) for text in texts]
    digests = RMinHash.digests_from_token_sets([_rows(words, SHINGLE_WORDS) for words in cut], PERMUTATIONS, SEED)
    rows = [[folded(text), *_rows(words, ROW_WORDS)] for text, words in zip(texts, cut, strict=True)]
    width = PERMUTATIONS // BANDS
    for digest, (letters, *hashes), words in zip(digests, RMinHash.hash_token_sets(rows), cut, strict=True):
        told = [number for number, is_told in zip(hashes, _telling(words, rarity), strict=True) if is_told]
        bands = {hash((band, *digest[band * width : (band + 1) * width])) for band in range(BANDS)}
        yield Guest(rank=(digest[0], digest[1]), hubs=tuple({letters, *bands, *_chosen(told)}))


def _rows(words: Sequence[str], length: int) -> list[str]:
    return [" ".join(words[at : at + length]) for at in range(max(1, len(words) - length + 1))]


def _telling(words: Sequence[str], rarity: Rarity) -> list[bool]:
    """Tell of each row whether it has `ROW_BITS`: rows of plain words alone are in every report and would bring all together."""
    bits = [rarity(word) for word in words]
    return [sum(bits[at : at + ROW_WORDS]) >= ROW_BITS for at in range(max(1, len(words) - ROW_WORDS + 1))]


def _chosen(hashes: Sequence[int]) -> set[int]:
    """Choose the smallest of each window: two texts that share a window choose the same."""
    if len(hashes) <= WINDOW:
        return {min(hashes)} if hashes else set()
    return {min(hashes[at : at + WINDOW]) for at in range(len(hashes) - WINDOW + 1)}
