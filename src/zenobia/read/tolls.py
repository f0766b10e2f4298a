"""Figures of harm: how many were killed, injured, captured, missing, displaced, destroyed, damaged; how many strikes conducted.

In: a text. Out: `TollMention`s in order; each `toll.text` is `text[span.start:span.end]`.

1. A figure is a toll only where its clause says the harm: a verb that governs it, a passive or participle after it, a noun of
   harm that it counts ("12 deaths") or that governs it ("the death of 12").
2. A harm word looks left when it is passive, intransitive or stands right after a figure; right when an object follows.
3. Figures joined by commas, "and" or "including" share the harm of the one that is governed, until another harm word claims one.
4. After "including", "among them", "of whom" a figure is part of the whole before it (`part_of`).
5. People are killed where things are destroyed, and injured where things are damaged, whatever the verb.
6. "others", "more" or nothing counted ("three wounded") count what the figure before them counted.
7. "n killed and wounded" together splits no further: no toll.

Never guesses a figure, never resolves who "they" are.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from zenobia.read.tolls_counts import Count, find_counts
from zenobia.read.tolls_words import (
    ACTS,
    HARM_NOUNS,
    INTRANSITIVE,
    MUNITIONS,
    PARTICIPLES,
    PEOPLE,
    PHRASES_LEFT,
    PHRASES_RIGHT,
    PLACES_HELD,
    THINGS,
    TRANSITIVE,
)
from zenobia.values.passage import TollMention
from zenobia.values.toll import Toll, TollWhat

LEFT_REACH = 90
"""Code points between a figure's noun and the harm word after it: room for one place phrase."""
MAX_SENTENCE = 1200
"""Code points of a sentence; the longest in running news have 800. Keeps the work linear on text without full stops."""
TIGHT_REACH = 12
"""Code points between a figure and the harm word right after it: "others" with its spaces."""
LOOSE_REACH = 45
"""The same where the word may be active or passive ("the 12 fishermen in the boat killed")."""
RIGHT_REACH = 60
"""Code points between a harm word and the figure after it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cue:
    start: int
    end: int
    what: TollWhat
    looks: str
    """left, right, or either."""


_SENTENCE = re.compile(r"[.!?;](?=\s+[\"“'(]?[A-Z]|\s*$)|\n")
_ABBREVIATED = re.compile(
    r"\b(?:[A-Z]|Gen|Lt|Col|Maj|Sgt|Capt|Mr|Mrs|Dr|St|No|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Gov|Sen|vs)$"
)
_TO_BE = re.compile(
    r"\b(?:was|were|been|being|be|are|is|got|get|gets)\b(?:\s+(?:also|reportedly|all|later|allegedly|either|both|"
    r"[a-z]+ly|then|killed|wounded|injured|arrested|captured|rounded up)){0,2}(?:\s+(?:and|or))?\s+$",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r"\b(?:when|after|as|while|but|that|who|which|where|because|before|said|says|told|announced|"
    r"until|since|if|although|in order)\b",
    re.IGNORECASE,
)
_AUXILIARY = re.compile(r"\b(?:was|were|is|are|had|has|have|been|will|would)\b", re.IGNORECASE)
_JOIN = re.compile(
    r"^(?:[^.;:!?\n]{0,70}?)(?:,|\band\b|\bas well as\b|\bplus\b|\balong with\b|\bor\b|"
    r"\bincluding\b|\bamong\b|\bwhom\b)"
    r"[\s,]*(?:(?:them|whom|the|of|for|at|another|a|injuring)\s+){0,2}$",
    re.IGNORECASE,
)
_WORD_CUES = {**TRANSITIVE, **PARTICIPLES, **INTRANSITIVE}
_CUE_WORD = re.compile(r"\b(?:" + "|".join(sorted(_WORD_CUES, key=len, reverse=True)) + r")\b", re.IGNORECASE)
_LEFT_PHRASES = tuple((re.compile(rf"\b{pattern}\b", re.IGNORECASE), what) for pattern, what in PHRASES_LEFT.items())
_RIGHT_PHRASES = tuple((re.compile(rf"\b{pattern}(?=\s)", re.IGNORECASE), what) for pattern, what in PHRASES_RIGHT.items())
_OBJECT_NEXT = re.compile(
    r"\s+(?:the|a|an|at|up|more|over|some|their|his|several|dozens|scores|hundreds|many|two|three|\d|[A-Z])", re.ASCII
)
_BOTH = re.compile(r"\s*(?:,|and|or)\s+(?:wounded|injured|killed|missing|hurt)\b", re.IGNORECASE)
_LEFT_OPEN = re.compile(r"\bleft\b|\bleaving\b", re.IGNORECASE)


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for mark in _SENTENCE.finditer(text):
        if mark[0] == "." and _ABBREVIATED.search(text[max(0, mark.start() - 6) : mark.start()]):
            continue
        yield from _cut(text, start, mark.end())
        start = mark.end()
    yield from _cut(text, start, len(text))


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Give a sentence whole, or one that has no end in pieces: what is far apart is not linked anyway."""
    while end - start > MAX_SENTENCE:
        space = text.rfind(" ", start + MAX_SENTENCE // 2, start + MAX_SENTENCE)
        stop = space if space > start else start + MAX_SENTENCE
        yield start, stop
        start = stop
    if start < end:
        yield start, end


def _cues(text: str, start: int, end: int) -> list[_Cue]:
    found: list[_Cue] = []
    for phrases, looks in ((_LEFT_PHRASES, "left"), (_RIGHT_PHRASES, "right")):
        for pattern, what in phrases:
            found += [_Cue(start=m.start(), end=m.end(), what=what, looks=looks) for m in pattern.finditer(text, start, end)]
    taken = [(cue.start, cue.end) for cue in found]
    for match in _CUE_WORD.finditer(text, start, end):
        if any(a <= match.start() < b for a, b in taken):
            continue
        word = match[0].lower()
        looks = "right" if word in PARTICIPLES else "left" if word in INTRANSITIVE else "either"
        if looks == "either" and _TO_BE.search(text[max(start, match.start() - 40) : match.start()]):
            looks = "left"
        found.append(_Cue(start=match.start(), end=match.end(), what=_WORD_CUES[word], looks=looks))
    return sorted(found, key=lambda cue: cue.start)


def _chains(text: str, counts: list[Count], cues: list[_Cue]) -> list[list[int]]:
    """Group counts that are joined with no harm word between them."""
    chains: list[list[int]] = []
    for index, count in enumerate(counts):
        if chains:
            before = counts[index - 1]
            gap = text[before.span.end : count.span.start]
            crossed = any(before.span.end <= cue.start < count.span.start for cue in cues)
            is_joined = gap == " " or _JOIN.match(gap)
            if len(gap) <= LEFT_REACH and not crossed and is_joined and not _CLAUSE.search(gap.replace("whom", "")):
                chains[-1].append(index)
                continue
        chains.append([index])
    return chains


def _fits(count: Count, what: TollWhat) -> bool:
    if what == "conducted":
        return count.head in ACTS or count.head in MUNITIONS
    if count.head in ACTS:
        return False
    return not (what == "captured" and count.head in PLACES_HELD)


def _adjusted(count: Count, what: TollWhat, head: str) -> TollWhat:
    is_thing = head in THINGS and head not in PEOPLE
    if is_thing and what in ("killed", "injured"):
        return "destroyed" if what == "killed" else "damaged"
    if head in PEOPLE and what in ("destroyed", "damaged"):
        return "killed" if what == "destroyed" else "injured"
    return what


def _before(counts: list[Count], place: int) -> int:
    """Give the index of the last figure that ends by `place`, or -1."""
    return bisect_right(counts, place, key=lambda count: count.span.end) - 1


def _after(counts: list[Count], place: int) -> int:
    """Give the index of the first figure that starts at `place` or later, or the number of figures."""
    return bisect_left(counts, place, key=lambda count: count.span.start)


def _to_the_left(text: str, cue: _Cue, counts: list[Count], low: int) -> int | None:
    """Find the figure whose harm a left-looking word tells: the nearest before it in the same clause."""
    index = _before(counts, cue.start)
    if index < 0 or counts[index].span.start < low:
        return None
    gap = text[counts[index].span.end : cue.start]
    if len(gap) > LEFT_REACH or _CLAUSE.search(gap) or ";" in gap:
        return None
    is_loose = cue.looks == "either" and ("," in gap or len(gap) > LOOSE_REACH)
    return None if is_loose else index


def _to_the_right(text: str, cue: _Cue, counts: list[Count], high: int) -> int | None:
    """Find the figure that a right-looking word governs: the next after it, with no clause or auxiliary between."""
    index = _after(counts, cue.end)
    if index >= len(counts):
        return None
    count = counts[index]
    gap = text[cue.end : count.span.start]
    if len(gap) > RIGHT_REACH or count.span.start >= high or _CLAUSE.search(gap) or _AUXILIARY.search(gap):
        return None
    return None if count.is_article and gap.strip() else index


class _Sentence:
    """The linking of one sentence: counts, cues, and which harm each count was given."""

    def __init__(self, text: str, start: int, end: int, counts: list[Count]) -> None:
        self.text, self.counts = text, counts
        self.cues = _cues(text, start, end)
        self.chains = _chains(text, counts, self.cues)
        self.chain_of = {index: chain for chain in self.chains for index in chain}
        self.what: dict[int, TollWhat] = {}
        self.bounds = (start, end)
        self.used: set[int] = set()

    def _give(self, index: int, what: TollWhat, *, backwards: bool) -> None:
        chain = self.chain_of[index]
        position = chain.index(index)
        members = chain[: position + 1] if backwards else chain[position:]
        for member in members:
            count = self.counts[member]
            if member not in self.what and _fits(count, what) and (not count.is_article or member == index):
                self.what[member] = what

    def _neighbours(self, position: int) -> tuple[int, int]:
        low = self.cues[position - 1].end if position else self.bounds[0]
        high = self.cues[position + 1].start if position + 1 < len(self.cues) else self.bounds[1]
        return low, high

    def _tight_left(self) -> None:
        """ "three killed", "5 civilians wounded": a harm word right after the figure, with no object of its own."""
        for cue in self.cues:
            if cue.looks == "right":
                continue
            index = _before(self.counts, cue.start)
            if index < 0:
                continue
            count = self.counts[index]
            gap = self.text[count.span.end : cue.start]
            if gap.strip() not in ("", "others", "more") or len(gap) >= TIGHT_REACH:
                continue
            is_subject = cue.looks == "either" and count.who and self._has_object(cue)
            is_open = _LEFT_OPEN.search(self.text[max(0, count.span.start - 30) : count.span.start])
            if (not is_subject or is_open) and not _BOTH.match(self.text, cue.end) and _fits(count, cue.what):
                self.what.setdefault(index, cue.what)
                self.used.add(cue.start)

    def _has_object(self, cue: _Cue) -> bool:
        """True when what follows the word at once looks like something that it is done to."""
        return bool(_OBJECT_NEXT.match(self.text, cue.end)) or self._starts_soon(cue.end)

    def _starts_soon(self, place: int) -> bool:
        index = _after(self.counts, place + 1)
        return index < len(self.counts) and self.counts[index].span.start - place <= 2

    def _directed(self) -> None:
        for position, cue in enumerate(self.cues):
            low, high = self._neighbours(position)
            if cue.start in self.used:
                continue
            if cue.looks == "left":
                index = _to_the_left(self.text, cue, self.counts, low)
                if index is not None and not _BOTH.match(self.text, cue.end):
                    self._give(index, cue.what, backwards=True)
            else:
                index = _to_the_right(self.text, cue, self.counts, high)
                if index is not None and index not in self.what:
                    self._give(index, cue.what, backwards=False)
                elif index is None and cue.looks == "either" and not _BOTH.match(self.text, cue.end):
                    left = _to_the_left(self.text, cue, self.counts, low)
                    if left is not None and not self.counts[left].is_article and not self._has_object(cue):
                        self._give(left, cue.what, backwards=True)

    def _by_noun(self) -> None:
        for index, count in enumerate(self.counts):
            if index in self.what or count.is_article:
                continue
            if count.head in HARM_NOUNS:
                self.what[index] = HARM_NOUNS[count.head]
            elif count.head in ACTS:
                self.what[index] = "conducted"
            elif count.head in ("casualties", "casualty") and count.high == 0:
                self.what[index] = "killed"

    def tolls(self) -> list[TollMention]:
        """Link, then word each linked count as a toll."""
        self._tight_left()
        self._directed()
        self._by_noun()
        for chain in self.chains:
            self._share_with_parts(chain)
        mentions, last = [], ""
        for index, count in enumerate(self.counts):
            who = count.who if count.head not in ("others", "other", "more") and count.who else last
            last = who or last
            if index not in self.what:
                continue
            head = count.head if count.who else (who.split()[-1].lower() if who else "")
            what = _adjusted(count, self.what[index], head)
            whole = self._whole(index)
            mentions.append(
                TollMention(
                    span=count.span,
                    toll=Toll(
                        what=what, who=who, low=count.low, high=count.high, text=count.span.cut(self.text),
                        part_of=(whole.who or whole.number.cut(self.text)) if whole else None,
                    ),
                )
            )  # fmt: skip
        return mentions

    def _share_with_parts(self, chain: list[int]) -> None:
        for before, index in pairwise(chain):
            if self.counts[index].is_part and index not in self.what and before in self.what:
                self.what[index] = self.what[before]

    def _whole(self, index: int) -> Count | None:
        chain = self.chain_of[index]
        position = chain.index(index)
        parts = [place for place in range(position + 1) if self.counts[chain[place]].is_part]
        if not parts or parts[0] == 0:
            return None
        return self.counts[chain[parts[0] - 1]]


def find_tolls(text: str) -> tuple[TollMention, ...]:
    """Find every figure of harm in a text, in order."""
    counts = find_counts(text)
    if not counts:
        return ()
    mentions: list[TollMention] = []
    position = 0
    for start, end in _sentences(text):
        inside: list[Count] = []
        while position < len(counts) and counts[position].span.start < end:
            inside.append(counts[position])
            position += 1
        if inside:
            mentions += _Sentence(text, start, end, inside).tolls()
    return tuple(mentions)
