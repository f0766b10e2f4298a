"""Where a noun phrase ends: tokens and the known names among them → an index.

1. A phrase runs until a verb, a preposition, a mark, or a word that opens another phrase ("the", a number after a noun).
2. A name goes on over "of", "for" between capitals where the left part can name a body ("Observatory for Human Rights"), and over
   "and" between two peoples ("Afghan and coalition forces").
3. A known name is never cut, and opens a phrase where a comma was lost: "in these areas ISIS".
4. A time opens and ends a phrase: "last year | rebel groups".
5. An acronym in brackets after a phrase belongs to it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from zenobia.read.numbers import NUMBER_STARTS
from zenobia.read.tokens import Part, Token
from zenobia.read.vocabulary import Vocabulary
from zenobia.values.actor import Actor
from zenobia.values.spans import Span

MAX_PHRASE_WORDS = 24
"""Words in one phrase; longer runs are lists or noise. The longest true one in the development reports has 13."""


@dataclass(frozen=True, slots=True)
class Known:
    """The known names of a sentence, and the places of the words that begin one and that stand further inside one."""

    names: Sequence[tuple[Span, Actor]]
    begin: frozenset[int]
    inside: frozenset[int]

    @classmethod
    def of(cls, names: Sequence[tuple[Span, Actor]], tokens: Sequence[Token]) -> Known:
        if not names:
            return NOBODY
        inside = frozenset(word.start for span, _ in names for word in tokens if span.start < word.start < span.end)
        return cls(names, frozenset(span.start for span, _ in names), inside)


NOBODY = Known((), frozenset(), frozenset())


class Bounds:
    """Finds the ends of phrases."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._grammar = vocabulary.lexicon.grammar
        self._parties = vocabulary.lexicon.parties
        self._ground = vocabulary.lexicon.ground

    def end(self, tokens: Sequence[Token], first: int, known: Known) -> int:
        """Find where the phrase that starts here ends."""
        at, has_noun = first, False
        limit = min(len(tokens), first + MAX_PHRASE_WORDS)
        while at < limit:
            inside = tokens[at].start in known.inside
            if at > first and not inside and self._cuts_time(tokens, first, at, has_noun):
                break
            if self._runs_on(tokens, at, known) or (has_noun and not inside and self._opens_time(tokens, at)):
                break
            part = tokens[at].part
            if has_noun and not inside and (part is Part.DET or part is Part.NUM) and not self._goes_on(tokens, at):
                break
            if part is Part.NOUN:
                has_noun = True
            elif not inside and not self._joins(tokens, at, has_noun):
                break
            at += 1
        while at > first + 1 and tokens[at - 1].part in (Part.ADV, Part.JUNK, Part.POSS):
            at -= 1
        least = first + 1 if tokens[first].is_capital and tokens[first].part is Part.NOUN else first + 2
        while at > least and at < len(tokens) and tokens[at].low in ("of", "and") and self._is_direction(tokens, at):
            at -= 1
        if at < len(tokens) and tokens[at].text == ")" and any(token.text == "(" for token in tokens[first:at]):
            at += 1
        return self._with_acronym(tokens, max(at, first + 1))

    def _cuts_time(self, tokens: Sequence[Token], first: int, at: int, has_noun: bool) -> bool:
        """Tell whether a time begins or ends here: "the city | Sunday", "last year | rebel groups"."""
        times = self._grammar.time_words
        is_time, was_time = tokens[at].low in times, tokens[at - 1].low in times
        if is_time or not was_time:
            return is_time and has_noun and not was_time
        return tokens[at].part is Part.NOUN and tokens[first].low not in ("the", "a", "an")

    def _opens_time(self, tokens: Sequence[Token], at: int) -> bool:
        """Tell a time that begins with its number: "the city | three months ago"."""
        after = tokens[at + 1] if at + 1 < len(tokens) else None
        return tokens[at].low in NUMBER_STARTS and after is not None and after.low in self._grammar.time_words

    def _runs_on(self, tokens: Sequence[Token], at: int, known: Known) -> bool:
        """Tell a known name that begins after a common plural, where a comma was lost: "in these areas | ISIS"."""
        before = tokens[at - 1]
        if (
            at == 0
            or not known.begin
            or before.part is not Part.NOUN
            or before.is_capital
            or not before.low.endswith("s")
            or before.low.endswith("ss")
        ):
            return False
        return tokens[at].start in known.begin

    def _is_direction(self, tokens: Sequence[Token], at: int) -> bool:
        """Tell a direction that belongs to the "of" after it: "a district north of X", "land west and north of X"."""
        if tokens[at - 1].low not in self._ground.directions:
            return False
        return tokens[at].low == "of" or (
            at + 2 < len(tokens) and tokens[at + 1].low in self._ground.directions and tokens[at + 2].low == "of"
        )

    def _goes_on(self, tokens: Sequence[Token], at: int) -> bool:
        """Tell "Route 5", "point 875", "the city's other half" from a phrase that starts anew."""
        if tokens[at - 1].part is Part.POSS or (tokens[at].low == "the" and tokens[at - 1].low in ("of", "for")):
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
        is_building = before.low in self._parties.things and tokens[at].low == "of" and tokens[at - 1].text != before.low
        return (before.low in self._parties.bodies and tokens[at].low in ("of", "for")) or is_building

    def _with_acronym(self, tokens: Sequence[Token], at: int) -> int:
        if at + 2 < len(tokens) and tokens[at].text == "(" and tokens[at + 2].text == ")":
            word = tokens[at + 1]
            if word.text.isupper() and word.part in (Part.NOUN, Part.AUX) and word.text.isalpha():
                at += 3
                if at < len(tokens) and tokens[at].part is Part.NOUN and tokens[at].low in self._parties.armed:
                    at += 1
        return at
