"""In whose name a piece of a passage is told: attributions → speaker, relays, verb.

1. The innermost attribution whose content holds the words speaks.
2. "He", "the statement": the speaker before, with the same relays.
3. Content carried over from the passage before has the speaker that ended it.
4. "We", outside quotation marks, is the author of the text: who spoke first, where somebody did.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from zenobia.claim.spellings import core
from zenobia.claim.voices import Voices
from zenobia.values.claim import Speaker
from zenobia.values.passage import Attribution, Passage, Verb
from zenobia.values.spans import Span


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks, through whom, and how."""

    speaker: Speaker | None = None
    via: tuple[Speaker, ...] = ()
    verb: Verb | None = None
    content: Span | None = None


PERSONAL = frozenset({"witness", "unnamed"})
"""Kinds of speakers that are people: "it" is somebody else."""
WE = re.compile(r"\b(?:[Ww]e|[Oo]ur)\b")
QUOTED = re.compile(r"[“\"«][^”\"»]*(?:[”\"»]|$)")
"""Words in quotation marks, where "we" is somebody else."""
REACH = 12
"""Attributions to each side of some words that may hold them; a sentence has at most a handful."""


class Speaking:
    """Follows the speakers of a document from passage to passage."""

    def __init__(self, voices: Voices) -> None:
        self._names = voices
        self._last = Voice()
        self._body = Voice()
        """Who spoke last of those that "it" may be."""
        self._voices: list[tuple[Attribution, Voice]] = []
        self._carried: list[tuple[Attribution, Voice]] = []
        self._starts: list[int] = []
        self._text = ""
        self._sentences: tuple[Span, ...] = ()
        self._author: Speaker | None = None
        """Who spoke first in the document."""
        self._people: list[Span] = []

    def enter(self, passage: Passage) -> None:
        """Resolve the speakers of a passage, in order."""
        self._voices, self._starts = [], []
        self._text, self._sentences = passage.text, passage.sentences
        self._people = [mention.span for mention in passage.tags.mentions if mention.kind == "person"]
        self._carried = []
        for said in sorted(passage.tags.attributions, key=lambda one: one.cue.start):
            voice = self._voice(said, passage)
            if said.source is None:
                self._carried.append((said, voice))
            else:
                self._voices.append((said, voice))
                self._starts.append(said.cue.start)
            if voice.speaker is not None:
                self._last = voice
                self._body = self._body if voice.speaker.kind in PERSONAL and self._body.speaker else voice
                self._author = self._author or voice.speaker

    def _voice(self, said: Attribution, passage: Passage) -> Voice:
        if said.source is None:
            return Voice(self._last.speaker, self._last.via, said.verb)
        words = said.source.cut(passage.text)
        last = self._body if core(words).lower() == "it" else self._last
        speaker = (
            self._person_before(said, passage, words)
            or self._opener_before(said.source, passage, words)
            or self._names.speaker(words, last.speaker)
        )
        via = tuple(
            one
            for span in said.via
            if (one := self._names.speaker(span.cut(passage.text), None)) is not None
            and (speaker is None or one.name != speaker.name)
        )
        if not via and speaker is not None and speaker is last.speaker:
            via = last.via
        return Voice(speaker, via, said.verb)

    def _person_before(self, said: Attribution, passage: Passage, words: str) -> Speaker | None:
        """Take "he" or "she" for the person named last in the passage, where one is."""
        if core(words).lower() not in ("he", "she") or said.source is None:
            return None
        before = bisect_right(self._people, said.source) - 1
        return self._names.speaker(self._people[before].cut(passage.text), None) if before >= 0 else None

    def _opener_before(self, source: Span, passage: Passage, words: str) -> Speaker | None:
        """Take for "it" or "he" who opens the sentence before: "The monitor went further. Shelling went on, it said"."""
        pronoun = core(words).lower()
        if pronoun not in ("it", "he", "she"):
            return None
        before = [sentence for sentence in passage.sentences if sentence.end <= source.start]
        if before and self._voices and before[-1].covers(self._voices[-1][0].cue):
            return None
        opener = self._names.opening(before[-1].cut(passage.text), is_person=pronoun != "it") if before else None
        return None if opener is not None and opener.kind in ("military", "armed_group") and self._last.speaker else opener

    def of(self, span: Span) -> Voice:
        """Give the voice that tells the words at a span of the entered passage."""
        best: tuple[int, Voice] | None = None
        nearest = bisect_right(self._starts, span.start)
        near = self._voices[max(0, nearest - REACH) : nearest + REACH]
        for said, voice in (*self._carried, *near):
            for content in said.contents:
                if content.start <= span.start < content.end and (best is None or content.length < best[0]):
                    best = (content.length, Voice(voice.speaker, voice.via, voice.verb, content))
        return best[1] if best else self._own(span)

    def _own(self, span: Span) -> Voice:
        """Give who speaks as "we" in a statement: "We condemn the attack"."""
        sentence = next((one for one in self._sentences if one.start <= span.start < one.end), span)
        if not WE.search(QUOTED.sub(" ", sentence.cut(self._text))):
            return Voice()
        return Voice(self._author, (), "say") if self._author else Voice()
