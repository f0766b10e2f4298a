"""Noun phrases of a sentence and what each one is: Tokens → a row of Phrases and single words.

1. A phrase runs until a verb, a preposition, a mark, or a word that opens another phrase ("the", a number after a noun).
2. A name goes on over "of", "for", "and" between capitals where the left part can name a body ("Observatory for Human Rights").
3. An acronym in brackets after a phrase belongs to it.
4. The head decides the kind; a known actor inside decides it too. A capitalised unknown is a place after "in", "near", "from"…, a
   person after a title, else a name.
5. A phrase whose head tells of a happening ("air strikes") is an event phrase.

Never resolves what a phrase refers to.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from zenobia.ports import ActorBook, Gazetteer
from zenobia.read.tokens import Part, Token
from zenobia.read.vocabulary import Pattern, Vocabulary
from zenobia.values.actor import Actor
from zenobia.values.spans import Span

Kind = Literal["party", "civil", "place", "thing", "person", "name", "means", "event", "time", "paper", "pronoun", "other"]
TIME_WORDS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october "
    "november december yesterday today tomorrow tonight morning afternoon evening night day days week weeks weekend month months "
    "year years hour hours minute minutes decade dawn dusk noon midnight spring summer autumn winter jan feb mar apr jun jul aug "
    "sep sept oct nov dec tuesdays mondays wednesdays thursdays fridays saturdays sundays time period moment".split()
)
ORG_HEADS = frozenset(
    "observatory ministry department council committee union party front army movement organisation organization association "
    "centre center network agency bureau office government coalition league brigade brigades forces union commission minister "
    "secretary head university doctors governor units defenders state university".split()
)
MAX_PHRASE_WORDS = 24
"""Words in one phrase; longer runs are lists or noise. The longest true one in the development reports has 13."""


MIN_POPULATION = 100_000
"""Inhabitants from which a bare name is taken for a town without a word such as "in" before it. Smaller towns share their names with
too many people and things; rerun the claims set before changing."""


@dataclass(slots=True, eq=False)
class Phrase:
    """A run of tokens `[first, last)`, what it is, and who is named in it."""

    first: int
    last: int
    head: Token
    kind: Kind
    span: Span
    text: str
    actors: tuple[tuple[Span, Actor], ...] = ()
    event: Pattern | None = None
    event_at: int = 0
    """Index of the token where the event words begin."""
    modifiers: list[Token] = field(default_factory=list)


Item = Phrase | Token


def _opens(token: Token) -> bool:
    return token.part in (Part.DET, Part.NUM, Part.NOUN)


class Chunker:
    """Cuts one passage's sentences into phrases; holds the engines it asks."""

    def __init__(self, vocabulary: Vocabulary, actors: ActorBook, gazetteer: Gazetteer) -> None:
        self._vocabulary = vocabulary
        self._parties = vocabulary.lexicon.parties
        self._ground = vocabulary.lexicon.ground
        self._actors = actors
        self._gazetteer = gazetteer

    def chunk(self, text: str, tokens: Sequence[Token]) -> list[Item]:
        """Give the sentence as a row of phrases and words that are in none."""
        items: list[Item] = []
        found = self._actors.find(text[tokens[0].start : tokens[-1].end]) if tokens else ()
        known = [(span.shifted(tokens[0].start), actor) for span, actor in found]
        at = 0
        while at < len(tokens):
            token = tokens[at]
            if token.part is Part.PRON and token.low not in ("there", "who"):
                items.append(self._phrase(text, tokens, at, at + 1, "pronoun", ()))
                at += 1
            elif _opens(token):
                last = self._end(tokens, at, known)
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
            if isinstance(outer, Phrase) and isinstance(of, Token) and of.low == "of" and isinstance(inner, Phrase):
                if self._is_part(outer) and (inner.kind in ("place", "name") or inner.head.low in self._ground.nouns):
                    items[at : at + 3] = [self._joined(text, outer, inner)]
            at = min(at - 1, len(items) - 3)
        return items

    def _is_part(self, phrase: Phrase) -> bool:
        low = phrase.head.low
        return (low in self._ground.nouns or low in self._ground.parts or low in self._ground.directions) and phrase.event is None

    def _joined(self, text: str, outer: Phrase, inner: Phrase) -> Phrase:
        span = Span(start=outer.span.start, end=inner.span.end)
        joined = Phrase(outer.first, inner.last, outer.head, "place", span, span.cut(text), outer.actors + inner.actors)
        joined.modifiers = [*outer.modifiers, inner.head, *inner.modifiers]
        return joined

    def _end(self, tokens: Sequence[Token], first: int, known: Sequence[tuple[Span, Actor]]) -> int:
        """Find where the phrase that starts here ends."""
        at, has_noun = first, False
        limit = min(len(tokens), first + MAX_PHRASE_WORDS)
        while at < limit:
            token = tokens[at]
            inside = any(span.start < token.start < span.end for span, _ in known)
            if token.low in TIME_WORDS and at > first and has_noun and tokens[at - 1].low not in TIME_WORDS and not inside:
                break
            if self._ends_time(tokens, first, at) and not inside:
                break
            if self._runs_on(tokens, at, known):
                break
            if token.part in (Part.DET, Part.NUM) and has_noun and not inside and not self._goes_on(tokens, at):
                break
            if token.part is Part.NOUN:
                has_noun = True
            elif not inside and not self._joins(tokens, at, has_noun):
                break
            at += 1
        while at > first + 1 and tokens[at - 1].part in (Part.ADV, Part.JUNK, Part.POSS):
            at -= 1
        while at > first + 2 and at < len(tokens) and tokens[at].low in ("of", "and") and self._is_direction(tokens, at):
            at -= 1
        if at < len(tokens) and tokens[at].text == ")" and any(token.text == "(" for token in tokens[first:at]):
            at += 1
        return self._with_acronym(tokens, max(at, first + 1))

    def _is_direction(self, tokens: Sequence[Token], at: int) -> bool:
        """Tell a direction that belongs to the "of" after it: "a district north of X", "land west and north of X"."""
        if tokens[at - 1].low not in self._ground.directions:
            return False
        return tokens[at].low == "of" or (
            at + 2 < len(tokens) and tokens[at + 1].low in self._ground.directions and tokens[at + 2].low == "of"
        )

    def _goes_on(self, tokens: Sequence[Token], at: int) -> bool:
        """Tell "Route 5", "point 875", "the city's other half" from a phrase that starts anew."""
        if tokens[at - 1].part is Part.POSS:
            return True
        if tokens[at].part is not Part.NUM or tokens[at].low in ("dozens",):
            return False
        after = tokens[at + 1] if at + 1 < len(tokens) else None
        return after is None or after.part is not Part.NOUN or tokens[at - 1].low in ("points", "point", "route", "hill", "unit")

    def _joins(self, tokens: Sequence[Token], at: int, has_noun: bool) -> bool:
        """Tell whether a word that is no noun may stand inside a phrase here."""
        token = tokens[at]
        after = tokens[at + 1] if at + 1 < len(tokens) else None
        if after is None:
            return False
        if token.part in (Part.DET, Part.NUM):
            return True
        if token.part is Part.POSS:
            return after.part in (Part.NOUN, Part.DET, Part.NUM, Part.ADV) or after.part is Part.VERB
        if token.part is Part.JUNK:
            return after.part is Part.POSS
        if token.part is Part.ADV:
            return not has_noun and after.part in (Part.NOUN, Part.NUM, Part.ADV)
        if token.low == "than":
            return after.part is Part.NUM
        if token.part is Part.VERB and not has_noun:
            return any(form in ("ed", "part", "ing") for _, form in token.forms) and after.part is Part.NOUN and bool(at)
        if token.part in (Part.PREP, Part.CONJ) and has_noun and token.low in ("of", "for", "and", "&"):
            demonyms = self._parties.demonyms
            if (
                token.low == "and"
                and tokens[at - 1].low in demonyms
                and (after.low in demonyms or after.low in self._parties.adjectives)
            ):
                return True
            return self._name_goes_on(tokens, at)
        return False

    def _name_goes_on(self, tokens: Sequence[Token], at: int) -> bool:
        before, after = tokens[at - 1], tokens[at + 1]
        if after.low == "the" and at + 2 < len(tokens):
            after = tokens[at + 2]
        if not (before.is_capital and after.is_capital and after.part is Part.NOUN):
            return False
        return before.low in ORG_HEADS and tokens[at].low in ("of", "for")

    def _with_acronym(self, tokens: Sequence[Token], at: int) -> int:
        if at + 2 < len(tokens) and tokens[at].text == "(" and tokens[at + 2].text == ")":
            word = tokens[at + 1]
            if word.text.isupper() and word.part in (Part.NOUN, Part.AUX) and word.text.isalpha():
                at += 3
                if at < len(tokens) and tokens[at].part is Part.NOUN and tokens[at].low in self._parties.armed:
                    at += 1
        return at

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
        if tokens[at].text == ")" and at - 3 >= first:
            at -= 3
        for index in range(first, at):
            if tokens[index].low in ("of", "for") and index > first:
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
        known: Sequence[tuple[Span, Actor]],
        before: Sequence[Item],
    ) -> Phrase:
        span = Span(start=tokens[first].start, end=tokens[last - 1].end)
        actors = tuple((where, actor) for where, actor in known if span.covers(where))
        phrase = self._phrase(text, tokens, first, last, "other", actors)
        phrase.modifiers = [token for token in tokens[first:last] if token is not phrase.head]
        phrase.kind = self._kind(phrase, tokens, before)
        return phrase

    def _kind(self, phrase: Phrase, tokens: Sequence[Token], before: Sequence[Item]) -> Kind:
        head, low = phrase.head, phrase.head.low
        if self._event(phrase, tokens):
            return "event"
        if low in TIME_WORDS and not (head.is_capital and phrase.actors):
            return "time"
        covering = [actor for where, actor in phrase.actors if where.start <= head.start < where.end]
        if low in self._vocabulary.means and not covering and low not in self._parties.armed:
            return "means" if phrase.modifiers else "thing"
        if low in self._parties.armed and (low not in self._parties.weak_armed or phrase.actors or self._is_party(phrase)):
            return "party"
        if low in self._parties.civil:
            return "civil"
        if covering:
            return self._kind_of_actor(phrase, covering[0], before)
        if low in self._vocabulary.lexicon.speech.papers:
            return "paper"
        if low in self._ground.nouns and (low not in self._ground.vague or self._is_named(phrase)):
            return "place"
        if low in self._parties.things:
            return "thing"
        return self._kind_of_name(phrase, before)

    def _is_party(self, phrase: Phrase) -> bool:
        """Tell "the group" and "the extremist group" from "a group"."""
        words = [token for token in phrase.modifiers if token.part is Part.NOUN]
        return bool(words) or any(token.low == "the" for token in phrase.modifiers)

    def _kind_of_actor(self, phrase: Phrase, actor: Actor, before: Sequence[Item]) -> Kind:
        if actor.kind in ("state", "civilians") and _preposition(before) in (
            "in",
            "into",
            "near",
            "across",
            "throughout",
            "inside",
            "from",
        ):
            return "place"
        return "party"

    def _ends_time(self, tokens: Sequence[Token], first: int, at: int) -> bool:
        """Tell whether a time ends here and another phrase begins: "last year | rebel groups"."""
        if (
            at == first
            or tokens[at].part is not Part.NOUN
            or tokens[at].low in TIME_WORDS
            or tokens[at - 1].low not in TIME_WORDS
        ):
            return False
        return tokens[first].low not in ("the", "a", "an")

    def _runs_on(self, tokens: Sequence[Token], at: int, known: Sequence[tuple[Span, Actor]]) -> bool:
        """Tell a known name that begins after a common plural, where a comma was lost: "in these areas | ISIS"."""
        before = tokens[at - 1]
        if (
            at == 0
            or before.part is not Part.NOUN
            or before.is_capital
            or not before.low.endswith("s")
            or before.low.endswith("ss")
        ):
            return False
        return any(span.start == tokens[at].start for span, _ in known)

    def _is_named(self, phrase: Phrase) -> bool:
        return any(
            token.is_capital or token.part is Part.NUM or token.low in self._ground.directions
            for token in phrase.modifiers
            if token.part is not Part.DET
        )

    def _kind_of_name(self, phrase: Phrase, before: Sequence[Item]) -> Kind:
        if not phrase.head.is_capital:
            return "party" if phrase.actors else "other"
        lows = [token.low for token in phrase.modifiers]
        if any(low in self._parties.titles for low in lows):
            return "person"
        if _preposition(before) in (
            "in",
            "near",
            "at",
            "from",
            "around",
            "outside",
            "inside",
            "into",
            "to",
            "across",
            "throughout",
            "towards",
        ):
            return "place"
        if before and isinstance(before[-1], Token) and before[-1].low == "of":
            if len(before) > 1 and isinstance(before[-2], Phrase) and before[-2].kind in ("place", "event"):
                return "place"
            if len(before) > 1 and isinstance(before[-2], Token) and before[-2].low in self._ground.directions:
                return "place"
        if any(low in self._ground.directions for low in lows):
            return "place"
        places = self._gazetteer.lookup(phrase.text.removeprefix("the ").removeprefix("The "))
        is_large = any(place.population >= MIN_POPULATION or place.feature.startswith("A.") for place in places[:3])
        return "place" if is_large else "name"

    def _event(self, phrase: Phrase, tokens: Sequence[Token]) -> bool:
        """Find action words that end at the head."""
        head = next(
            (index for index in range(phrase.last - 1, phrase.first - 1, -1) if tokens[index] is phrase.head), phrase.first
        )
        for start in range(max(phrase.first, head - 3), head + 1):
            for pattern in self._vocabulary.action_nouns.get(tokens[start].low, ()):
                if start + len(pattern.rest) == head and all(
                    tokens[start + 1 + offset].low == word for offset, word in enumerate(pattern.rest)
                ):
                    phrase.event, phrase.event_at = pattern, start
                    return True
        return False


def _preposition(before: Sequence[Item]) -> str:
    """Give the preposition right before the next phrase, "" if none stands there."""
    if before and isinstance(before[-1], Token) and before[-1].part in (Part.PREP, Part.TO):
        return before[-1].low
    return ""
