"""Figures of harm: how many were killed, injured, captured, missing, displaced, destroyed, damaged; how many strikes conducted.

In: a text. Out: `TollMention`s in order; each `toll.text` is `text[span.start:span.end]`.

1. A figure is a toll only where its clause says the harm: a verb that governs it, a passive or participle after it, a noun of
   harm that it counts ("12 deaths") or that governs it ("the death of 12").
2. A harm word looks left when it is passive, intransitive or stands right after a figure; right when an object follows.
3. Figures joined by commas, "and" or "including" share the harm of the one that is governed, until another harm word claims one.
4. After "including", "among them", "of whom" a figure is part of the whole before it (`part_of`).
5. People are killed where things are destroyed, and injured where things are damaged, whatever the verb.
6. "others", "more" or nothing counted ("three wounded") count what the figure before them counted, as far as harm of this
   kind can be done to it; else, where people alone can be meant, `who` is "people".
7. One figure for killed and wounded together splits no further: no toll.
8. A sentence of more than MAX_FIGURES figures is a table: nothing is read in it.

Never guesses a figure, never resolves who "they" are.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
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
    STRIKES,
    THINGS,
    TRANSITIVE,
    UNNAMED,
)
from zenobia.values.passage import TollMention
from zenobia.values.toll import Toll, TollWhat

LEFT_REACH = 90
"""Code points between a figure's noun and the harm word after it: room for one place phrase."""
MAX_SENTENCE = 1200
"""Code points of a sentence; the longest in running news have 800. Keeps the work linear on text without full stops."""
MAX_FIGURES = 60
"""Figures in a sentence; the fullest in war reports has 20. More are a table or noise, in which words govern nothing."""
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
    """left, right, either, or none."""


_SENTENCE = re.compile(r"[.!?;](?=\s+[\"“'(]?[A-Z]|\s*$)|\n")
_ABBREVIATED = re.compile(
    r"\b(?:[A-Z]|Gen|Lt|Col|Maj|Sgt|Capt|Mr|Mrs|Dr|St|No|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Gov|Sen|vs)$"
)
_TO_BE = re.compile(
    r"\b(?:was|were|been|being|be|are|is|got|get|gets)\b(?:\s+(?:also|reportedly|all|later|allegedly|either|both|"
    r"[a-z]+ly|then|shot|stabbed|beaten|killed|wounded|injured|arrested|captured|rounded up)){0,2}(?:\s+(?:and|or))?\s+$",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r"\b(?:when|after|as|while|but|that|who|whose|which|where|because|before|said|says|told|announced|"
    r"until|since|if|although|in order)\b|;",
    re.IGNORECASE,
)
_AUXILIARY = re.compile(r"\b(?:was|were|is|are|had|has|have|been|will|would)\b", re.IGNORECASE)
_JOIN = re.compile(
    r"^(?:[^.;:!?\n]{0,70}?)(?:,|\band\b|\bas well as\b|\bplus\b|\balong with\b|\bor\b|"
    r"\bincluding\b|\bamong\b|\bwhom\b)"
    r"[\s,]*(?:(?:them|whom|the|their|his|her|of|for|at|another|a|injuring)\s+){0,2}$",
    re.IGNORECASE,
)
_WORD_CUES = {**TRANSITIVE, **PARTICIPLES, **INTRANSITIVE}
_WORD = re.compile(r"\W*(?:\b(\w+)|\Z)")
_PHRASES = (
    *((re.compile(rf"\b{pattern}\b", re.IGNORECASE), what, "left") for pattern, what in PHRASES_LEFT.items()),
    *((re.compile(rf"\b{pattern}(?=\s)", re.IGNORECASE), what, "right") for pattern, what in PHRASES_RIGHT.items()),
)
_ANY_PHRASE = re.compile(
    r"\b(?:" + "|".join([*PHRASES_LEFT, *PHRASES_RIGHT]) + r")(?!\w)",
)
"""Any of the word groups, in text of small letters: looked for without regard to case it would take twice as long."""
_OBJECT_NEXT = re.compile(
    r"\s+(?:(?:the|a|an|at|up|more|over|some|their|his|several|dozens|scores|hundreds|many|two|three)\b|\d|[A-Z])", re.ASCII
)
_BOTH = re.compile(r"\s*(?:,|and|or)\s+(?:wounded|injured|killed|missing|hurt)\b", re.IGNORECASE)
_TOGETHER = re.compile(r"\s*(?:,|and|or|and/or|/)\s+", re.IGNORECASE)
_JUST_AND = re.compile(r"\s*(?:,|,?\s*and)\s*")
_AUXILIARY_NEXT = re.compile(r"\s+(?:was|were|is|are|has|had|have|who)\b")
_UNKNOWN = re.compile(r"\b(?:not|unknown|unclear|never)\b", re.IGNORECASE)
_HELD = re.compile(r"\b(?:took|takes?|taking|taken|holds?|holding|held|arrested|captured)\b[^.;,]{0,20}$", re.IGNORECASE)
_NEXT_WORD = re.compile(r"\s+([a-z]+)")
_INVERTED = re.compile(r"(?:^|[.!?]\s+|\n)(?:Also\s+)?$")
"""What stands before a participle whose subject follows: "Also killed in the strike were 12 men"."""
_TOTAL = re.compile(r"(?:death |overall |total )?toll\b|number\b", re.IGNORECASE)
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
    low = text[start:end].lower()
    if len(low) != end - start or _ANY_PHRASE.search(low):
        for pattern, what, looks in _PHRASES:
            found += [_Cue(start=m.start(), end=m.end(), what=what, looks=looks) for m in pattern.finditer(text, start, end)]
    taken = [(cue.start, cue.end) for cue in found]
    for match in _WORD.finditer(text, start, end):
        word = (match[1] or "").lower()
        if word not in _WORD_CUES:
            continue
        at = match.start(1)
        if any(first <= at < last for first, last in taken):
            continue
        after = _NEXT_WORD.match(text, match.end())
        if word == "missing" and after and after[1] in PEOPLE:
            continue
        looks = "right" if word in PARTICIPLES else "left" if word in INTRANSITIVE else "either"
        if looks == "either" and _TO_BE.search(text[max(start, at - 40) : at]):
            looks = "left"
        found.append(_Cue(start=at, end=match.end(), what=_WORD_CUES[word], looks=looks))
    return _apart(text, sorted(found, key=lambda cue: cue.start))


def _apart(text: str, cues: list[_Cue]) -> list[_Cue]:
    """Make the two words of "killed and wounded 60" mute: their figure is neither's."""
    mute: set[int] = set()
    for index, (one, two) in enumerate(pairwise(cues)):
        if {one.what, two.what} <= _BODILY and one.what != two.what and _TOGETHER.fullmatch(text, one.end, two.start):
            mute |= {index, index + 1}
    return [replace(cue, looks="none") if index in mute else cue for index, cue in enumerate(cues)]


_SINGLE = frozenset(word for word in PEOPLE if word + "s" in PEOPLE) | frozenset(("man", "woman", "child", "policeman", "baby"))
"""Words for one person, which "19 others" does not count."""
_BODILY: frozenset[TollWhat] = frozenset(("killed", "injured", "missing"))
_TO_PEOPLE: frozenset[TollWhat] = _BODILY | {"displaced"}


def _chains(text: str, counts: list[Count], cues: list[_Cue]) -> list[list[int]]:
    """Group counts that are joined with no harm word between them."""
    chains: list[list[int]] = []
    starts = [cue.start for cue in cues]
    for index, count in enumerate(counts):
        if chains:
            before = counts[index - 1]
            gap = text[before.span.end : count.span.start]
            place = bisect_left(starts, before.span.end)
            crossed = place < len(starts) and starts[place] < count.span.start
            is_joined = gap == " " or _JOIN.match(gap)
            if len(gap) <= LEFT_REACH and not crossed and is_joined and not _CLAUSE.search(gap.replace("whom", "")):
                chains[-1].append(index)
                continue
        chains.append([index])
    return chains


def _fits(count: Count, what: TollWhat) -> bool:
    if what == "conducted":
        return count.head in ACTS or count.head in MUNITIONS
    if count.head in ACTS or (what in ("destroyed", "damaged") and count.head in HARM_NOUNS):
        return False
    return not (what == "captured" and count.head in PLACES_HELD)


def _has_digit(count: Count, text: str) -> bool:
    return any(letter.isdigit() for letter in count.number.cut(text))


def _head(who: str) -> str:
    return who.split()[-1].lower() if who else ""


def _adjusted(what: TollWhat, head: str) -> TollWhat:
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
    if len(gap) > RIGHT_REACH or count.span.start >= high or _CLAUSE.search(gap):
        return None
    if _AUXILIARY.search(gap) and not _INVERTED.search(text[max(0, cue.start - 12) : cue.start]):
        return None
    return None if (count.is_article and gap.strip()) or _UNKNOWN.search(gap) else index


class _Sentence:
    """The linking of one sentence: counts, cues, and which harm each count was given."""

    def __init__(self, text: str, start: int, end: int, counts: list[Count]) -> None:
        self.text, self.counts = text, counts
        told = [count.span for count in counts if count.told]
        self.cues = [cue for cue in _cues(text, start, end) if not any(one.start <= cue.start < one.end for one in told)]
        self.chains = _chains(text, counts, self.cues)
        self.chain_of = {index: chain for chain in self.chains for index in chain}
        self.what: dict[int, TollWhat] = {index: count.told for index, count in enumerate(counts) if count.told}
        self.wholes: dict[int, int] = {}
        """Parts that stand far from their whole: "26 people in the village, seven of them children"."""
        self.bounds = (start, end)
        for chain in self.chains:
            self._share_marks(chain)
        self.used: set[int] = set()
        self.totals: set[int] = set()
        """Figures of a death toll: they count people, whoever was counted before."""
        self.shared: list[tuple[int, TollWhat]] = []
        """Figures right before a harm word whose chain suffered the same: "two soldiers and three women died"."""

    def _give(self, index: int, what: TollWhat, *, backwards: bool) -> None:
        chain = self.chain_of[index]
        position = chain.index(index)
        members = chain[: position + 1] if backwards else chain[position:]
        for member in members:
            count = self.counts[member]
            is_named = not count.is_article or member == index or self._is_joined_article(member)
            if member not in self.what and _fits(count, what) and is_named:
                self.what[member] = what

    def _share_marks(self, chain: list[int]) -> None:
        """Mark "four children and two women were among the dead" on both: the words after stand for all that are joined."""
        for before, index in reversed(list(pairwise(chain))):
            one, two = self.counts[before], self.counts[index]
            if two.told and not one.told and _JUST_AND.fullmatch(self.text[one.span.end : two.span.start]):
                self.counts[before] = replace(one, is_part=True, told=two.told)
                self.what[before] = two.told

    def _is_joined_article(self, member: int) -> bool:
        """Tell "captured a leader and a courier" from "killed a man and a woman was hurt"."""
        count = self.counts[member]
        gap = self.text[self.counts[member - 1].span.end : count.span.start] if member else ""
        return count.head in PEOPLE and bool(_JUST_AND.fullmatch(gap)) and not _AUXILIARY_NEXT.match(self.text, count.span.end)

    def _neighbours(self, position: int) -> tuple[int, int]:
        low = self.cues[position - 1].end if position else self.bounds[0]
        high = self.cues[position + 1].start if position + 1 < len(self.cues) else self.bounds[1]
        return low, high

    def _tight_left(self) -> None:
        """ "three killed", "5 civilians wounded": a harm word right after the figure, with no object of its own."""
        for cue in self.cues:
            if cue.looks in ("right", "none"):
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
                if cue.looks == "left":
                    self.shared.append((index, cue.what))

    def _has_object(self, cue: _Cue) -> bool:
        """True when what follows the word at once looks like something that it is done to."""
        return bool(_OBJECT_NEXT.match(self.text, cue.end)) or self._starts_soon(cue.end)

    def _starts_soon(self, place: int) -> bool:
        index = _after(self.counts, place + 1)
        return index < len(self.counts) and self.counts[index].span.start - place <= 2

    def _directed(self) -> None:
        for position, cue in enumerate(self.cues):
            low, high = self._neighbours(position)
            if cue.start in self.used or cue.looks == "none":
                continue
            if cue.looks == "left":
                index = _to_the_left(self.text, cue, self.counts, low)
                if index is not None and not _BOTH.match(self.text, cue.end):
                    self._give(index, cue.what, backwards=True)
            else:
                index = _to_the_right(self.text, cue, self.counts, high)
                if index is not None and index not in self.what:
                    self._give(index, cue.what, backwards=False)
                    if _TOTAL.match(self.text, cue.start):
                        self.totals.add(index)
                elif index is None and cue.looks == "either" and not _BOTH.match(self.text, cue.end):
                    left = _to_the_left(self.text, cue, self.counts, low)
                    if left is not None and not self.counts[left].is_article and not self._has_object(cue):
                        self._give(left, cue.what, backwards=True)

    def _by_noun(self) -> None:
        for index, count in enumerate(self.counts):
            if index in self.what or (count.is_article and count.head not in STRIKES):
                continue
            if count.head in HARM_NOUNS:
                what = HARM_NOUNS[count.head]
                start = count.span.start
                if what != "captured" or count.low == 0 or _HELD.search(self.text[max(0, start - 40) : start]):
                    self.what[index] = what
            elif count.head in ACTS and (count.high is not None or count.head in STRIKES or _has_digit(count, self.text)):
                self.what[index] = "conducted"
            elif count.head in ("casualties", "casualty") and count.high == 0:
                self.what[index] = "killed"

    def tolls(self) -> list[TollMention]:
        """Link, then word each linked count as a toll."""
        self._tight_left()
        self._directed()
        for index, what in self.shared:
            self._give(index, what, backwards=True)
        self._by_noun()
        for chain in self.chains:
            self._share_with_parts(chain)
        self._far_parts()
        mentions, last = [], ""
        for index, count in enumerate(self.counts):
            is_named = bool(count.who) and count.who.lower() not in UNNAMED
            if is_named and not count.is_part and (index in self.what or count.head in PEOPLE):
                last = count.who if count.head not in ("others", "other", "more") else last
            if index not in self.what:
                continue
            who = self._who(index, last)
            what = _adjusted(self.what[index], _head(who))
            part_of = self._part_of(index, last)
            mentions.append(
                TollMention(
                    span=count.span,
                    toll=Toll(
                        what=what, who=who, low=count.low, high=count.high, text=count.span.cut(self.text), part_of=part_of
                    ),
                )
            )  # fmt: skip
        return mentions

    def _part_of(self, index: int, last: str) -> str | None:
        """Give who the whole is that a figure is a part of; "people" where the words only say that it is one."""
        count, whole = self.counts[index], self._whole(index)
        if whole is not None:
            who = self._who(whole, last) if whole in self.what else self.counts[whole].who
            return who or self.counts[whole].number.cut(self.text)
        first = self.counts[self.chain_of[index][0]]
        if not first.is_part or self.what[index] != first.told or "among" in self.text[first.span.end : count.span.start]:
            return None
        return "people"

    def _far_parts(self) -> None:
        """Give "seven of them children" the harm of who was counted before, however far in the sentence."""
        for index, count in enumerate(self.counts):
            if not count.is_part or index in self.wholes:
                continue
            before = next((one for one in range(index - 1, -1, -1) if one in self.what and not self.counts[one].is_part), None)
            is_fit = before is not None and self.what[before] in _TO_PEOPLE and count.head in PEOPLE
            if (
                before is not None
                and is_fit
                and self.chain_of[index][0] == index
                and self.what.get(index) in (None, self.what[before])
            ):
                self.what[index] = self.what[before]
                self.wholes[index] = before

    def _who(self, index: int, last: str) -> str:
        """Give the words for what is counted: the figure's own, those of a figure before, or "people"."""
        count, what = self.counts[index], self.what[index]
        if count.who.lower() in UNNAMED:
            return "people"
        if count.who and count.head not in ("others", "other", "more"):
            return count.who
        head = _head(last)
        if index in self.totals:
            return "people"
        if what in _TO_PEOPLE and (head in ACTS or head in MUNITIONS or (head in _SINGLE and count.low > 1)):
            return "people"
        is_person = head in PEOPLE or head not in THINGS
        if last and (is_person if what in _TO_PEOPLE else not is_person or what == "captured"):
            return last
        return "people" if what in _TO_PEOPLE else ""

    def _share_with_parts(self, chain: list[int]) -> None:
        for before, index in pairwise(chain):
            if self.counts[index].is_part and index not in self.what and before in self.what:
                self.what[index] = self.what[before]

    def _whole(self, index: int) -> int | None:
        """Give the index of the figure that this one is a part of."""
        chain = self.chain_of[index]
        if chain[0] in self.wholes:
            return self.wholes[chain[0]]
        position = chain.index(index)
        parts = [place for place in range(position + 1) if self.counts[chain[place]].is_part]
        if not parts or parts[0] == 0:
            return None
        return chain[parts[0] - 1]


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
        if 0 < len(inside) <= MAX_FIGURES:
            mentions += _Sentence(text, start, end, inside).tolls()
    return tuple(mentions)
