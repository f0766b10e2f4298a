"""Who says what: a sentence's items → Attributions.

1. A reporting verb with a speaker at its side, or a phrase such as "according to", makes an attribution.
2. What follows the verb is its content when it tells something (it has a verb, or an event); otherwise what stands before the
   speaker is. Commas and quotation marks are not needed.
3. "X told Y": a named Y that publishes is a relay. "X was quoted by Y as saying", "Y reported, citing X": X speaks, Y relays.
4. ", adding that" borrows the speaker of the verb before it.
5. A quotation that began in an earlier sentence of the passage is content as a whole.
6. A verb of saying that ends a passage with a colon speaks for the passages after it.

Never resolves who "he" or "the statement" is: `claim.naming` does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from zenobia.read import relays
from zenobia.read.clauses import Clauses
from zenobia.read.contents import Contents, start_of
from zenobia.read.phrases import Item, Phrase
from zenobia.read.sources import Sources
from zenobia.read.tokens import Part, Token
from zenobia.read.vocabulary import Vocabulary
from zenobia.values.passage import Attribution, Verb
from zenobia.values.spans import Span

QUOTED = re.compile(r"[“«][^“”»]{0,3000}[”»]|\"[^\"]{0,3000}\"")
"""A quotation that closes within 3,000 code points; the longest in the development reports has 500."""


def quotations(text: str) -> tuple[Span, ...]:
    """Give the quotations of a passage that close."""
    return tuple(Span(start=match.start(), end=match.end()) for match in QUOTED.finditer(text))


COUNTING = frozenset({"put", "count", "tally"})
"""Verbs that say a figure: "put the toll at 12", "counted 24 dead"."""
HARM = frozenset({"deaths", "death", "killing", "killings", "casualties", "injuries", "fatalities", "victims"})
"""What is told as it stands: "documented the deaths of 12 civilians"."""
COUNTS = frozenset(
    {"toll", "loss", "losses", "number", "figure", "count", "total", "casualties", "dead", "damage", "destruction"}
)


MAX_SETTING = 8
"""Items between a verb of saying and what follows: "in a statement on Monday,"."""


class SpeakerFinder:
    """Finds the attributions of one sentence."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._speech = vocabulary.lexicon.speech
        self._verbs = COUNTING | self._speech.say | self._speech.deny | self._speech.hedge | self._speech.relay
        self._sources = Sources(vocabulary)
        self._contents = Contents(vocabulary)

    def find(self, text: str, sentence: Span, items: Sequence[Item], quoted: Sequence[Span]) -> tuple[Attribution, ...]:
        if not items:
            return ()
        clauses = Clauses(items, self._vocabulary.lexicon)
        found: list[Attribution] = []
        for at, item in enumerate(items):
            if isinstance(item, Token) and item.low == "according":
                found.extend(self._after_speaker(clauses, at, sentence, found))
            elif isinstance(item, Token) and item.part is Part.VERB and (lemma := self._lemma(item)):
                one = self._reported(clauses, at, lemma, sentence, quoted, found)
                if one is not None:
                    found.append(one)
        found.extend(self._headline_colon(text, clauses, sentence))
        if not found:
            found.extend(self._opening_colon(clauses, sentence))
        return tuple(relays.joined(found, clauses))

    def _puts(self, clauses: Clauses, at: int) -> bool:
        """Tell "put the losses at 12", which says a figure, from putting a thing somewhere."""
        what, cue = clauses.at(at + 1), clauses.items[at]
        counts = isinstance(cue, Token) and cue.low.startswith("count") and isinstance(what, Phrase) and what.text[:1].isdigit()
        return counts or (isinstance(what, Phrase) and what.head.low in COUNTS)

    def _lemma(self, token: Token) -> str | None:
        return next((lemma for lemma, _ in token.forms if lemma in self._verbs), None)

    def _verb_of(self, lemma: str, clauses: Clauses, at: int) -> Verb:
        if lemma in self._speech.deny:
            return "deny"
        return "hedge" if lemma in self._speech.hedge else "say"

    def _reported(
        self, clauses: Clauses, at: int, lemma: str, sentence: Span, quoted: Sequence[Span], found: list[Attribution]
    ) -> Attribution | None:
        if lemma in self._speech.relay:
            return self._relayed(clauses, at, sentence, found)
        cue = clauses.items[at]
        assert isinstance(cue, Token)
        cue_span = Span(start=cue.start, end=cue.end)
        is_participle = any(form == "ing" for _, form in cue.forms)
        right, via = self._contents.after(clauses, at, lemma)
        tells = lemma in COUNTING or (right is not None and self._contents.tells(clauses, right, lemma))
        what = clauses.at(at + 1)
        tells = tells or (isinstance(what, Phrase) and what.head.low in HARM)
        if self._is_as_said_by(clauses, at):
            return next(self._according(clauses, at + 1, sentence), None)
        if is_participle:
            if not found or not tells or right is None or found[-1].source is None:
                return None
            start = start_of(clauses.items[right])
            return Attribution(
                cue=cue_span,
                verb=self._verb_of(lemma, clauses, at),
                source=found[-1].source,
                contents=(Span(start=start, end=sentence.end),),
                via=found[-1].via,
            )
        source = self._sources.before(clauses, at)
        if lemma in COUNTING and (source is None or not self._puts(clauses, at)):
            return None
        if source is not None and (
            self._is_author(clauses, source) or (lemma in self._speech.deny and self._is_relative(clauses, source))
        ):
            return None
        if lemma != "tell" and clauses.is_told_of(at):
            return self._said_by_nobody(clauses, at, lemma, sentence)
        if source is not None and found and isinstance(what, Phrase) and what.text.lower() in ("it", "this", "that"):
            return None
        if source is None:
            return self._inverted(clauses, at, lemma, sentence, quoted)
        contents = []
        via = via or relays.between(clauses, source, at, self._contents)
        before = Span(start=sentence.start, end=source.start)
        if tells and right is not None:
            contents.append(_whole(Span(start=start_of(clauses.items[right]), end=sentence.end), quoted))
            is_quoted = any(mark.end > sentence.start and mark.end <= source.start + 2 and mark.length > 12 for mark in quoted)
            if is_quoted or (self._is_set_off(clauses, at, source, right) and self._contents.says_something(before, clauses)):
                contents.insert(0, _whole(before, quoted))
        elif self._contents.says_something(before, clauses):
            contents.append(_whole(before, quoted))
        elif not self._contents.ends_with_colon(clauses):
            return None
        return Attribution(cue=cue_span, verb=self._verb_of(lemma, clauses, at), source=source, contents=tuple(contents), via=via)

    def _is_author(self, clauses: Clauses, source: Span) -> bool:
        """Tell "I" and "we": whoever tells the whole goes on."""
        return any(isinstance(one, Phrase) and one.span == source and one.text.lower() in ("i", "we") for one in clauses.items)

    def _is_relative(self, clauses: Clauses, source: Span) -> bool:
        """Tell "which the governor denied", where what is denied stands before "which"."""
        at = next((index for index, item in enumerate(clauses.items) if start_of(item) == source.start), 0)
        before = clauses.at(at - 1)
        return isinstance(before, Token) and before.part is Part.REL

    def _is_set_off(self, clauses: Clauses, at: int, source: Span, right: int) -> bool:
        """Tell a speaker between commas, who tells what stands before and after: "…, the mayor said, but lost …"."""
        opens = next((clauses.at(index - 1) for index, item in enumerate(clauses.items) if start_of(item) == source.start), None)
        closes = clauses.at(right - 1)
        marks = [item for item in (opens, closes) if isinstance(item, Token) and item.text == ","]
        return len(marks) == 2 and right - at < MAX_SETTING

    def _is_as_said_by(self, clauses: Clauses, at: int) -> bool:
        """Tell "as reported by X"."""
        before, by = clauses.at(at - 1), clauses.at(at + 1)
        is_as = isinstance(before, Token) and before.low == "as"
        return is_as and isinstance(by, Token) and by.low == "by" and isinstance(clauses.at(at + 2), Phrase)

    def _said_by_nobody(self, clauses: Clauses, at: int, lemma: str, sentence: Span) -> Attribution | None:
        """Read "clashes were reported in X", "they are believed to have": nobody is named, least of all the subject.

        Somebody may be named after "by": "shelling was reported by a local radio".
        """
        cue = clauses.items[at]
        assert isinstance(cue, Token)
        by = clauses.after_preposition(at, frozenset({"by"}), reach=3)
        if not by or not self._sources.speaks(by[0]) or lemma not in self._speech.say:
            return None
        content = Span(start=sentence.start, end=cue.start)
        if not self._contents.says_something(content, clauses):
            return None
        return Attribution(cue=Span(start=cue.start, end=cue.end), verb="say", source=by[0].span, contents=(content,))

    def _inverted(self, clauses: Clauses, at: int, lemma: str, sentence: Span, quoted: Sequence[Span]) -> Attribution | None:
        """Read "…," said X."""
        cue, after = clauses.items[at], clauses.at(at + 1)
        assert isinstance(cue, Token)
        if not isinstance(after, Phrase) or not self._sources.speaks(after) or at == 0:
            return None
        if isinstance(clauses.at(at - 1), Phrase) and clauses.is_finite(at + 2):
            return None
        before = Span(start=sentence.start, end=cue.start)
        if not self._contents.says_something(before, clauses):
            return None
        return Attribution(
            cue=Span(start=cue.start, end=cue.end),
            verb=self._verb_of(lemma, clauses, at),
            source=self._sources.extended(clauses, at + 1),
            contents=(_whole(before, quoted),),
        )

    def _relayed(self, clauses: Clauses, at: int, sentence: Span, found: list[Attribution]) -> Attribution | None:
        """Read "X was quoted by Y as saying" and "Y reported, citing X"."""
        cue = clauses.items[at]
        assert isinstance(cue, Token)
        cue_span = Span(start=cue.start, end=cue.end)
        if clauses.is_passive(at):
            subject = [phrase for phrase in clauses.subject(at) if self._sources.speaks(phrase) or phrase.head.is_capital]
            if not subject:
                return None
            via = tuple(phrase.span for phrase in clauses.after_preposition(at, frozenset({"by"})))
            start = next(
                (
                    item.end
                    for item in clauses.items[at:]
                    if isinstance(item, Token)
                    and any(lemma in self._speech.say for lemma, _ in item.forms)
                    and item.start > cue.end
                ),
                cue.end,
            )
            return Attribution(
                cue=cue_span, verb="say", source=subject[-1].span, contents=(Span(start=start, end=sentence.end),), via=via
            )
        after = clauses.at(at + 1)
        if not isinstance(after, Phrase):
            return None
        source = self._sources.extended(clauses, at + 1)
        if found and found[-1].source is not None:
            relay = found.pop()
            assert relay.source is not None
            return Attribution(
                cue=relay.cue, verb=relay.verb, source=source, contents=relay.contents, via=(relay.source, *relay.via)
            )
        left = self._sources.before(clauses, at)
        if left is None:
            left = next((one.span for one in clauses.subject(at) if self._contents.is_medium(one)), None)
        contents = (Span(start=sentence.start, end=cue.start),)
        return Attribution(cue=cue_span, verb="say", source=source, contents=contents, via=(left,) if left else ())

    def _after_speaker(self, clauses: Clauses, at: int, sentence: Span, found: list[Attribution]) -> Iterator[Attribution]:
        """Read "according to X"; a medium after "…, the command said" only relays it."""
        before = found[-1] if found else None
        for one in self._according(clauses, at, sentence):
            relay = next((item for item in clauses.items if isinstance(item, Phrase) and item.span == one.source), None)
            speaks = before is not None and before.source is not None and before.source.end <= before.cue.start
            if before is None or relay is None or not speaks or before.via or not self._contents.is_medium(relay):
                yield one
            elif any(content.end <= before.cue.start for content in before.contents):
                found[-1] = replace(before, via=(relay.span,))
            else:
                yield one

    def _according(self, clauses: Clauses, at: int, sentence: Span) -> Iterator[Attribution]:
        """Read "according to X": the whole sentence is X's, without X itself."""
        source_at = next(
            (i for i in range(at + 1, min(at + 4, len(clauses.items))) if isinstance(clauses.items[i], Phrase)), None
        )
        if source_at is None:
            return
        cue = clauses.items[at]
        assert isinstance(cue, Token)
        source = self._sources.extended(clauses, source_at)
        parts = (Span(start=sentence.start, end=cue.start), Span(start=source.end, end=sentence.end))
        contents = tuple(part for part in parts if part.length > 2)
        via = relays.spoken_to(clauses, source_at, self._contents)
        yield Attribution(cue=Span(start=cue.start, end=cue.end), verb="say", source=source, contents=contents, via=via)

    def _opening_colon(self, clauses: Clauses, sentence: Span) -> Iterator[Attribution]:
        """Read "Observatory: 12 killed in Homs"."""
        source, mark = clauses.at(0), clauses.at(1)
        if not isinstance(source, Phrase) or not isinstance(mark, Token) or mark.text != ":":
            return
        is_known = any(actor.speaks_as is not None for _, actor in source.actors)
        if (is_known or source.head.low in self._vocabulary.speaker_nouns) and sentence.end - mark.end > len(source.text):
            cue = Span(start=mark.start, end=mark.end)
            yield Attribution(cue=cue, verb="say", source=source.span, contents=(Span(start=mark.end, end=sentence.end),))

    def _headline_colon(self, text: str, clauses: Clauses, sentence: Span) -> Iterator[Attribution]:
        """Read a headline's last words: "Toll rises to 76: monitor"."""
        last = next((index for index in range(len(clauses.items) - 1, 0, -1) if isinstance(clauses.items[index], Phrase)), 0)
        phrase, mark = clauses.at(last), clauses.at(last - 1)
        if not isinstance(phrase, Phrase) or not isinstance(mark, Token) or mark.text not in (":", "-", "–", "—") or last < 3:
            return
        if (
            phrase.head.low in self._vocabulary.speaker_nouns
            and sentence.end - phrase.span.end <= 2
            and len(phrase.text.split()) <= 4
        ):
            yield Attribution(
                cue=Span(start=mark.start, end=mark.end),
                verb="say",
                source=phrase.span,
                contents=(Span(start=sentence.start, end=mark.start),),
            )


def _whole(span: Span, quoted: Sequence[Span]) -> Span:
    """Widen content over the quotations that it cuts."""
    start, end = span.start, span.end
    for mark in quoted:
        if mark.start < start < mark.end - 1 or (mark.start < end < mark.end - 1):
            start, end = (
                min(start, mark.start),
                max(end, mark.end) if mark.start < span.end and mark.end > span.end and span.end - mark.start > 1 else end,
            )
    return Span(start=start, end=end)
