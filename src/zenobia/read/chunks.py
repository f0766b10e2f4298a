"""A sentence's tokens as a row of phrases and single words.

1. A determiner, a number or a noun opens a phrase; `bounds` says where it ends, `phrases` what it is.
2. "The ancient city" and "Palmyra" are joined over their "of" into one place.

Never resolves what a phrase refers to.
"""

from __future__ import annotations

from collections.abc import Sequence

from zenobia.ports import ActorBook, Gazetteer
from zenobia.read.bounds import Bounds, Known
from zenobia.read.phrases import Item, Kind, Kinds, Phrase
from zenobia.read.tokens import Part, Token
from zenobia.read.vocabulary import Vocabulary
from zenobia.values.actor import Actor
from zenobia.values.spans import Span

OPENING = (Part.DET, Part.NUM, Part.NOUN)
"""Parts of the words that open a phrase."""


class Chunker:
    """Cuts one passage's sentences into phrases; holds the engines it asks."""

    def __init__(
        self, vocabulary: Vocabulary, actors: ActorBook, gazetteer: Gazetteer, places: frozenset[str] = frozenset()
    ) -> None:
        self._ground = vocabulary.lexicon.ground
        self._actors = actors
        self._bounds = Bounds(vocabulary)
        self._kinds = Kinds(vocabulary, gazetteer, places)

    def chunk(self, text: str, tokens: Sequence[Token]) -> list[Item]:
        """Give the sentence as a row of phrases and words that are in none."""
        items: list[Item] = []
        found = self._actors.find(text[tokens[0].start : tokens[-1].end]) if tokens else ()
        known = Known.of([(span.shifted(tokens[0].start), actor) for span, actor in found], tokens)
        at, end = 0, len(tokens)
        while at < end:
            token = tokens[at]
            if token.part is Part.PRON and token.low not in ("there", "who"):
                items.append(self._phrase(text, tokens, at, at + 1, "pronoun", ()))
                at += 1
            elif token.part in OPENING:
                last = self._bounds.end(tokens, at, known)
                items.append(self._classified(text, tokens, at, last, known, items))
                at = last
            else:
                items.append(token)
                at += 1
        return self._merged(text, items)

    def _merged(self, text: str, items: list[Item]) -> list[Item]:
        """Join "the ancient city" and "Palmyra" over their "of", from the right: one place."""
        at = len(items) - 3
        while at >= 0:
            outer, of, inner = items[at], items[at + 1], items[at + 2]
            is_of = isinstance(of, Token) and of.low == "of"
            if is_of and isinstance(outer, Phrase) and isinstance(inner, Phrase) and self._is_one_place(outer, inner):
                items[at : at + 3] = [self._joined(text, outer, inner)]
            at = min(at - 1, len(items) - 3)
        return items

    def _is_one_place(self, outer: Phrase, inner: Phrase) -> bool:
        """Tell "the city of X" and "the rest of the town" from "the battle of X"."""
        return self._is_part(outer) and (inner.kind in ("place", "name") or inner.head.low in self._ground.nouns)

    def _is_part(self, phrase: Phrase) -> bool:
        low = phrase.head.low
        return (low in self._ground.nouns or low in self._ground.parts or low in self._ground.directions) and phrase.event is None

    def _joined(self, text: str, outer: Phrase, inner: Phrase) -> Phrase:
        span = Span(start=outer.span.start, end=inner.span.end)
        joined = Phrase(outer.first, inner.last, outer.head, "place", span, span.cut(text), outer.actors + inner.actors)
        joined.modifiers = [*outer.modifiers, inner.head, *inner.modifiers]
        return joined

    def _phrase(
        self,
        text: str,
        tokens: Sequence[Token],
        first: int,
        last: int,
        kind: Kind,
        actors: tuple[tuple[Span, Actor], ...],
    ) -> Phrase:
        span = Span(start=tokens[first].start, end=tokens[last - 1].end)
        head = self._head(tokens, first, last)
        return Phrase(first, last, head, kind, span, span.cut(text), actors)

    def _head(self, tokens: Sequence[Token], first: int, last: int) -> Token:
        at = last - 1
        if at == first:
            return tokens[at]
        if tokens[at].text == ")" and at - 3 >= first:
            at -= 3
        for index in range(first, at):
            if tokens[index].low in ("of", "for") and index > first and tokens[index].part is not Part.ADV:
                return tokens[index - 1]
        while at > first and tokens[at].part not in (Part.NOUN, Part.VERB, Part.PRON):
            at -= 1
        return tokens[at]

    def _classified(
        self,
        text: str,
        tokens: Sequence[Token],
        first: int,
        last: int,
        known: Known,
        before: Sequence[Item],
    ) -> Phrase:
        start, end = tokens[first].start, tokens[last - 1].end
        actors = tuple([(where, actor) for where, actor in known.names if start <= where.start and where.end <= end])
        phrase = self._phrase(text, tokens, first, last, "other", actors)
        phrase.modifiers = [token for token in tokens[first:last] if token is not phrase.head]
        phrase.kind = self._kinds.of(phrase, tokens, before)
        return phrase
