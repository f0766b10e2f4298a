"""Noun phrases, and what each one is: by its head, by a known actor inside, by what stands before it.

1. The head decides the kind; a known actor that covers it decides it too.
2. A capitalised unknown is a place after "in", "near", "from"…, or where it stood so elsewhere in the document; a person after a
   title; a place if a large town bears the name, or any town after "attack on"; else a name.
3. A phrase whose head tells of a happening ("air strikes") is an event phrase.

Never resolves what a phrase refers to.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from zenobia.ports import Gazetteer
from zenobia.read.tokens import Part, Token
from zenobia.read.vocabulary import Pattern, Vocabulary
from zenobia.values.actor import Actor
from zenobia.values.spans import Span

Kind = Literal["party", "civil", "place", "thing", "person", "name", "means", "event", "time", "paper", "pronoun", "other"]
PARTY_KINDS = frozenset({"party", "civil", "person", "name", "means", "pronoun"})
MIN_POPULATION = 100_000
"""Inhabitants from which a bare name is taken for a town without a word such as "in" before it. Smaller towns share their names
with too many people and things; rerun the claims set before changing."""
PLACES_AFTER = frozenset(
    {"in", "near", "at", "from", "around", "outside", "inside", "into", "to", "across", "throughout", "towards"}
)
HELD = ("-held", "-controlled", "-occupied", "-besieged")
"""Endings of words that say who holds what follows."""
FOUGHT_FOR = frozenset({"on", "for", "against", "over"})
"""Prepositions between a happening and the town it is fought for, where the map knows a town of that name."""
FIGHTING = frozenset({"fight", "battle", "clash"})
FIGHT_REACH = 6
"""Items before "for X" among which the fight stands: its other side and a time fit between."""
TAKING = frozenset(
    {"shell", "bombard", "bomb", "capture", "recapture", "retake", "seize", "storm", "besiege", "liberate", "overrun"}
)
"""Verbs after which a name that the map knows is a town."""
STATES_AFTER = frozenset({"in", "into", "near", "across", "throughout", "inside", "from"})
"""Prepositions after which a state's name is its land, not its government."""


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
    is_on_map: bool = False
    """Whether the gazetteer knows a place of this name, for a name that nothing else makes a place."""


Item = Phrase | Token


class Kinds:
    """Says what a phrase is."""

    def __init__(self, vocabulary: Vocabulary, gazetteer: Gazetteer, places: frozenset[str] = frozenset()) -> None:
        self._places = places
        """Names that stand after "in" or "city of" somewhere in the document."""
        self._vocabulary = vocabulary
        self._parties = vocabulary.lexicon.parties
        self._ground = vocabulary.lexicon.ground
        self._gazetteer = gazetteer

    def of(self, phrase: Phrase, tokens: Sequence[Token], before: Sequence[Item]) -> Kind:
        head, low = phrase.head, phrase.head.low
        if self._event(phrase, tokens):
            return "event"
        if low in self._vocabulary.lexicon.grammar.time_words and not (head.is_capital and phrase.actors):
            return "time"
        covering = [actor for where, actor in phrase.actors if where.start <= head.start < where.end]
        if low in self._vocabulary.means and not covering and low not in self._parties.armed:
            return "means" if phrase.modifiers else "thing"
        if low == "state" and not head.is_capital and not phrase.actors and any(one.is_capital for one in phrase.modifiers):
            return "place"
        if low in self._parties.armed and (low not in self._parties.weak_armed or phrase.actors or self._is_party(phrase)):
            return "party"
        if low in ("member", "members") and any(one.low in ("service", "military") for one in phrase.modifiers):
            return "party"
        if low in self._parties.civil:
            return "civil"
        if covering:
            return self._kind_of_actor(phrase, covering[0], before)
        if low in self._vocabulary.lexicon.speech.papers:
            return "paper"
        if low == "front" and head.is_capital and len(phrase.modifiers) > 0:
            return "name"
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
        if actor.kind in ("state", "civilians") and _preposition(before) in STATES_AFTER:
            return "place"
        return "party"

    def _is_named(self, phrase: Phrase) -> bool:
        return any(
            token.is_capital or token.part is Part.NUM or token.low in self._ground.directions
            for token in phrase.modifiers
            if token.part is not Part.DET
        )

    def _kind_of_name(self, phrase: Phrase, before: Sequence[Item]) -> Kind:
        if not phrase.head.is_capital:
            return "party" if phrase.actors else "other"
        if phrase.head.low.endswith("s") and phrase.head.low[:-1] in self._parties.demonyms:
            return "party" if all(token.part is Part.DET for token in phrase.modifiers) else "civil"
        lows = [token.low for token in phrase.modifiers]
        if any(low in self._parties.titles for low in lows):
            return "person"
        if _preposition(before) in PLACES_AFTER or any(low.endswith(HELD) for low in lows):
            return "place"
        if before and isinstance(before[-1], Token) and before[-1].low == "of":
            if len(before) > 1 and isinstance(before[-2], Phrase) and before[-2].kind in ("place", "event"):
                return "place"
            if len(before) > 1 and isinstance(before[-2], Token) and before[-2].low in self._ground.directions:
                return "place"
        if any(low in self._ground.directions for low in lows):
            return "place"
        name = phrase.text.removeprefix("the ").removeprefix("The ")
        places = self._gazetteer.lookup(name)
        if name in self._places or (places and (_is_fought_for(before) or _is_taken(before))):
            return "place"
        is_large = any(place.population >= MIN_POPULATION or place.feature.startswith("A.") for place in places[:3])
        phrase.is_on_map = bool(places)
        return "place" if is_large else "name"

    def _event(self, phrase: Phrase, tokens: Sequence[Token]) -> bool:
        """Find action words that end at the head."""
        nouns = self._vocabulary.action_nouns
        starts = [index for index in range(phrase.first, phrase.last) if tokens[index].low in nouns]
        if not starts:
            return False
        head = next(
            (index for index in range(phrase.last - 1, phrase.first - 1, -1) if tokens[index] is phrase.head), phrase.first
        )
        for start in starts:
            if not head - 3 <= start <= head:
                continue
            for pattern in nouns[tokens[start].low]:
                if start + len(pattern.rest) == head and all(
                    tokens[start + 1 + offset].low == word for offset, word in enumerate(pattern.rest)
                ):
                    phrase.event, phrase.event_at = pattern, start
                    return True
        return False


def _is_fought_for(before: Sequence[Item]) -> bool:
    """Tell what stands after "attack on", "battle for", "fighting the rebels for"."""
    if len(before) < 2 or not isinstance(before[-2], Phrase):
        return False
    if before[-2].kind == "event":
        return _preposition(before) in FOUGHT_FOR
    verbs = [item for item in before[-FIGHT_REACH:] if isinstance(item, Token) and item.part is Part.VERB]
    return _preposition(before) == "for" and any(lemma in FIGHTING for verb in verbs for lemma, _ in verb.forms)


def _is_taken(before: Sequence[Item]) -> bool:
    """Tell what a verb of taking or shelling has for its object."""
    verb = before[-1] if before else None
    return isinstance(verb, Token) and verb.part is Part.VERB and any(lemma in TAKING for lemma, _ in verb.forms)


def _preposition(before: Sequence[Item]) -> str:
    """Give the preposition right before the next phrase, "" if none stands there."""
    if before and isinstance(before[-1], Token) and before[-1].part in (Part.PREP, Part.TO):
        return before[-1].low
    return ""


def comes_from(outer: Phrase, word: Token, inner: Phrase) -> bool:
    """Tell "fighters from the Northern Front", who are the Front's, from people out of a place."""
    is_body = inner.kind == "party" and (bool(inner.actors) or inner.head.is_capital)
    return word.low == "from" and outer.kind == "party" and not outer.actors and is_body


def explains(other: Phrase, phrase: Phrase) -> bool:
    """Tell "Abu Nasr, a commander", which names one person twice."""
    opens = other.text.split()[0].lower()
    return phrase.head.is_capital and not other.head.is_capital and opens in ("a", "an", "the", "its", "their", "his", "her")


def alike(one: Phrase, other: Phrase) -> bool:
    """Tell whether two phrases are of kinds that one list may join."""
    kinds = {one.kind, other.kind}
    if kinds <= PARTY_KINDS or len(kinds) == 1:
        return True
    return (
        kinds <= {"party", "name", "place"}
        or kinds <= {"place", "name", "thing"}
        or kinds <= {"thing", "civil", "means", "party"}
    )
