"""Happenings told by a noun ("the air strikes on X by Y"), and states told without a verb of holding: phrases → Found.

1. The doer is the event's owner or modifier ("the regime's recapture", "Russian air strikes"), what follows "by", or the subject
   of the verb that only lends it ("launched 64 air strikes").
2. What suffers follows "on", "against", "targeting", "of"; "between A and B" names both sides.
3. "Facing defeats": the subject suffers the event.
4. "Barrel bombs are cylinders" says what they are, not that any fell; so does "the blast was the worst in years".
5. An event named in passing, without doer or ground, only accompanies another action.
"""

from __future__ import annotations

from collections.abc import Sequence

from zenobia.read.clauses import Clauses
from zenobia.read.found import NEVER_ACTORS, Found, assign
from zenobia.read.hanging import involved
from zenobia.read.phrases import Item, Phrase
from zenobia.read.tokens import Part, Token
from zenobia.values.lexicon import ActionWords, Lexicon
from zenobia.values.spans import Span

SUFFERING = frozenset({"on", "against", "targeting", "at"})
TOWARDS = frozenset({"into", "to", "from", "on", "towards"})
AGENT = frozenset({"by"})
FROM = frozenset({"from"})
FIRED = frozenset({"shelling", "drone_strike", "battle"})
"""Types that come from somebody: "rocket fire from the hills' defenders"."""
AMONG = frozenset({"among", "amongst"})
FOUGHT_REACH = 16
"""Items between a verb and the fight that its doer was in: a place, a distance and a time fit between."""
HANGING = 3
"""Phrases with prepositions that may stand between a noun and its verb."""
SUFFERED_OF = frozenset(
    {"killing", "killings", "murder", "murders", "massacre", "assassination", "targeting", "slaughter", "defeat"}
)
"""Nouns whose "of" names who suffers: "the killing of five soldiers"."""
DONE_TO = frozenset({"execution", "abduction", "arrest", "sexual_violence", "displacement"})
GROUND_HIT = frozenset({"air_strike", "shelling", "drone_strike", "bombing", "chemical_attack"})
"""Types that a town may be told to suffer, which is then where they happened: "the shelling of X"."""
SUFFERED = frozenset({"suffer", "face", "receive", "sustain"})
LEAVERS = frozenset({"withdrawal", "movement"})
"""Types whose doer follows "of": "the withdrawal of the army"."""
FLYING = frozenset({"rocket", "rockets", "missile", "missiles", "shell", "shells", "bombs", "mortars", "drones", "bullets"})
"""What an event is made of, not what it strikes: "a barrage of rockets"."""
BLAMING = frozenset({"blame", "accuse"})
CLAIMING = "claim"
"""A verb whose subject says that it did what follows: "claimed the bombing"."""
DAYS = frozenset(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "yesterday", "today", "week"])
"""What an event may be told by without being its doer: "Friday's raid"."""
LASTING = frozenset({"remain", "stay", "fall", "come", "be"})


class EventReader:
    """Reads event phrases of one sentence at a time."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    def read(self, clauses: Clauses, tokens: Sequence[Token], at: int, phrase: Phrase) -> Found:
        assert phrase.event is not None
        words = phrase.event.words
        trigger = Span(start=tokens[phrase.event_at].start, end=phrase.head.end)
        one = Found(at, words, trigger, type=words.type)
        one.actors = (
            [owner] if (owner := self._owner(phrase, tokens, phrase.event_at)) else clauses.after_preposition(at, AGENT, reach=7)
        )
        of = clauses.at(at + 1)
        if isinstance(of, Token) and of.low == "of":
            inner = clauses.contents(at + 2) if isinstance(clauses.at(at + 2), Phrase) else []
            if words.object == "place":
                if words.type in LEAVERS and not one.actors and inner and inner[0].kind in ("party", "name", "pronoun"):
                    one.actors = inner
                else:
                    assign(one, inner, self._lexicon)
            elif phrase.head.low in SUFFERED_OF or words.type in DONE_TO:
                one.targets = inner
            elif (
                not one.actors and inner and inner[0].kind in ("party", "name", "person", "pronoun") and words.type != "execution"
            ):
                one.actors = inner
            elif words.type in GROUND_HIT:
                assign(one, inner, self._lexicon)
            else:
                one.targets = inner
        one.targets = [phrase for phrase in one.targets if phrase.kind != "means" and phrase.head.low not in FLYING]
        if words.object != "place":
            if not one.targets:
                suffering = SUFFERING | {"with"} if words.type in ("battle", "agreement") else SUFFERING
                assign(one, clauses.after_preposition(at, suffering, reach=6), self._lexicon)
        else:
            one.places = one.places or clauses.after_preposition(at, frozenset({"into", "to", "from", "on", "towards"}), reach=2)
        if words.type in ("battle", "agreement"):
            self._between(clauses, at, one)
            one.actors = one.actors or clauses.after_preposition(at, AMONG, reach=2)
        if sufferers := self._suffered(clauses, at):
            one.targets += sufferers
        elif not one.actors:
            one.actors = self._blamed(clauses, at) or self._lent(clauses, at) or self._owned(clauses, at, phrase)
            one.actors = one.actors or involved(clauses, _past_prepositions(clauses, at))
        if not one.actors and words.type in FIRED and _is_word(clauses.at(at + 1), "from"):
            one.actors = [who for who in clauses.after_preposition(at, FROM, reach=2) if who.kind in ("party", "name")]
        if not one.actors and (words.type == "siege" or (words.type == "battle" and one.targets)):
            one.actors = self._fought_by(clauses, at)
        one.is_absorbed = _is_definition(clauses, at) or _is_backing(clauses, at)
        one.is_aside = clauses.is_governed(at) and not one.actors and words.strength < 3
        return one

    def _between(self, clauses: Clauses, at: int, one: Found) -> None:
        """Read "clashes between A and B": A acts on B; both make an agreement."""
        first = next((index for index in range(at + 1, at + 6) if _is_word(clauses.at(index), "between")), -1) + 1
        one_side, join, other_side = clauses.at(first), clauses.at(first + 1), clauses.at(first + 2)
        if not first or one.actors or not isinstance(one_side, Phrase) or not isinstance(other_side, Phrase):
            return
        if not _is_word(join, "and"):
            return
        sides = [one_side, other_side]
        if one.type == "agreement":
            one.actors = sides
        else:
            one.actors, one.targets = sides[:1], [*one.targets, *sides[1:]]

    def owner(self, phrase: Phrase, tokens: Sequence[Token]) -> Phrase | None:
        """Find whose a thing is among the words before its head: "the rebel flag"."""
        return self._owner(
            phrase, tokens, next(index for index in range(phrase.first, phrase.last) if tokens[index] is phrase.head)
        )

    def _owner(self, phrase: Phrase, tokens: Sequence[Token], event_at: int) -> Phrase | None:
        """Find the doer among the words before the event: a known actor, a party, or the adjective of a state."""
        last = next((at for at in range(event_at - 1, phrase.first, -1) if tokens[at].part is Part.POSS), event_at)
        while last > phrase.first and tokens[last - 1].part in (Part.POSS, Part.JUNK):
            last -= 1
        first = phrase.first
        while first < last and (tokens[first].part in (Part.DET, Part.NUM, Part.ADV, Part.NOT)):
            first += 1
        while first < last and tokens[first].low in self._lexicon.grammar.adjectives:
            first += 1
        if first >= last:
            return None
        span = Span(start=tokens[first].start, end=tokens[last - 1].end)
        named = tuple((where, actor) for where, actor in phrase.actors if span.covers(where))
        words = tokens[first:last]
        if words[-1].low in self._lexicon.parties.things and last == event_at:
            return None
        if words[-1].low in DAYS:
            return None
        if named and not any(token.low == "and" for token in words):
            span = Span(start=named[0][0].start, end=named[-1][0].end)
        elif not named and not self._is_owner(words, last < event_at):
            return None
        text = phrase.text[span.start - phrase.span.start : span.end - phrase.span.start]
        return Phrase(first, last, tokens[last - 1], "party", span, text, named)

    def _is_owner(self, words: Sequence[Token], has_possessive: bool) -> bool:
        """Tell a party's own words ("army", "Russian", "IS") from mere description ("heavy", "military")."""
        parties, last = self._lexicon.parties, words[-1]
        is_description = last.low not in parties.armed or last.low == "military"
        if last.low in parties.adjectives and is_description and not last.is_capital and not has_possessive:
            return False
        if any(word.low in parties.armed or word.low in parties.demonyms or word.low.endswith("-led") for word in words):
            return True
        return (has_possessive and last.is_capital) or any(word.text.isupper() and len(word.text) > 1 for word in words)

    def _blamed(self, clauses: Clauses, at: int) -> list[Phrase]:
        """Give who is blamed for this event: "blamed rebels for the bombing"."""
        to, blamed, verb = clauses.at(at - 1), clauses.at(at - 2), clauses.at(at - 3)
        if (
            not isinstance(to, Token)
            or to.low not in ("for", "of")
            or not isinstance(blamed, Phrase)
            or not isinstance(verb, Token)
        ):
            return []
        is_blamed = any(lemma in BLAMING for lemma, _ in verb.forms) and blamed.kind not in NEVER_ACTORS
        return clauses.joined_left(at - 2) if is_blamed else []

    def _lent(self, clauses: Clauses, at: int) -> list[Phrase]:
        """Give the subject of a verb that only lends it to this event: "launched", "carried out"."""
        before = at - 1
        while (item := clauses.at(before)) is not None:
            is_time = isinstance(item, Phrase) and item.kind == "time"
            if not is_time and not (isinstance(item, Token) and item.part in (Part.ADV, Part.PREP)):
                break
            before -= 1
        if not isinstance(item, Token) or item.part is not Part.VERB:
            last = _past_prepositions(clauses, at)
            after = clauses.at(last + 1)
            if isinstance(after, Token) and after.part in (Part.VERB, Part.AUX, Part.ADV):
                return self._passive_lent(clauses, last)
            return []
        lemmas = {lemma for lemma, _ in item.forms}
        after = clauses.at(at + 1)
        is_claimed = CLAIMING in lemmas and not (isinstance(after, Token) and after.part in (Part.VERB, Part.AUX, Part.MODAL))
        if not lemmas & self._lexicon.support and not is_claimed:
            return []
        return [phrase for phrase in clauses.subject(before) if phrase.kind not in NEVER_ACTORS]

    def _owned(self, clauses: Clauses, at: int, phrase: Phrase) -> list[Phrase]:
        """Give whose "its bombardment" is: the subject of the verb that takes it for its object."""
        owner, verb = phrase.modifiers[0] if phrase.modifiers else None, clauses.at(at - 1)
        if owner is None or owner.low not in ("its", "their") or not isinstance(verb, Token) or verb.part is not Part.VERB:
            return []
        return [one for one in clauses.subject(at - 1) if one.kind == "party"]

    def _fought_by(self, clauses: Clauses, at: int) -> list[Phrase]:
        """Give whose fight it was in "X took the town after clashes with Y": the doer of the verb that it hangs on."""
        opens = clauses.at(at - 1)
        while isinstance(opens, Phrase) and opens.kind == "time":
            at -= 1
            opens = clauses.at(at - 1)
        if not isinstance(opens, Token) or opens.low not in ("after", "following", "during", "amid"):
            return []
        verb = next((i for i in range(at - 2, max(-1, at - FOUGHT_REACH), -1) if clauses.is_finite(i)), None)
        if verb is None:
            return []
        doers = clauses.after_preposition(verb, AGENT) if clauses.is_passive(verb) else clauses.subject(verb)
        return [phrase for phrase in doers if phrase.kind == "party"]

    def _suffered(self, clauses: Clauses, at: int) -> list[Phrase]:
        """Give the subject of a verb that makes it suffer this event: "facing defeats"."""
        verb = clauses.at(at - 1)
        if _is_word(verb, "under"):  # "came under fire"
            at -= 1
            verb = clauses.at(at - 1)
            if not isinstance(verb, Token) or not any(lemma == "come" for lemma, _ in verb.forms):
                return []
            return [phrase for phrase in clauses.subject(at - 1) if phrase.kind not in NEVER_ACTORS]
        if isinstance(verb, Token) and any(lemma in SUFFERED for lemma, _ in verb.forms):
            return [phrase for phrase in clauses.subject(at - 1) if phrase.kind not in NEVER_ACTORS]
        return []

    def _passive_lent(self, clauses: Clauses, at: int) -> list[Phrase]:
        for index in range(at + 1, min(at + 6, len(clauses.items))):
            item = clauses.items[index]
            if isinstance(item, Phrase):
                return []
            if item.part is Part.VERB:
                lends = any(lemma in self._lexicon.support or lemma == CLAIMING for lemma, _ in item.forms)
                return clauses.after_preposition(index, AGENT) if lends and clauses.is_passive(index) else []
        return []

    def read_control(self, clauses: Clauses, at: int, phrase: Phrase) -> Found | None:
        """Read "is still under IS control", "remains in the hands of the rebels"."""
        before = clauses.at(at - 1)
        is_word = phrase.head.low in ("control", "siege")
        if isinstance(before, Token) and before.low == "under" and phrase.kind == "party" and not is_word:
            return self._under(clauses, at, phrase)
        if not isinstance(before, Token) or not (
            (before.low == "under" and phrase.head.low in ("control", "siege"))
            or (before.low == "in" and phrase.text.endswith("hands"))
        ):
            return None
        words = ActionWords(type="besieges" if phrase.head.low == "siege" else "holds", object="place")
        one = Found(at, words, Span(start=before.start, end=phrase.span.end), type=words.type)
        of = clauses.at(at + 1)
        if isinstance(of, Token) and of.low in ("of", "by") and isinstance(clauses.at(at + 2), Phrase):
            one.actors = clauses.contents(at + 2)
        elif phrase.modifiers:
            first = phrase.modifiers[0] if phrase.modifiers[0].part is Part.NOUN else phrase.modifiers[-1]
            span = Span(start=first.start, end=phrase.modifiers[-1].end)
            if first.part is Part.NOUN and (first.is_capital or first.low in self._lexicon.parties.armed):
                text = phrase.text[span.start - phrase.span.start : span.end - phrase.span.start]
                one.actors = [Phrase(phrase.first, phrase.last, first, "party", span, text, phrase.actors)]
        verb = next((i for i in range(at - 1, max(-1, at - 5), -1) if _is_be(clauses.items[i])), None)
        if verb is None or not one.actors:
            return None
        one.places = clauses.subject(verb)
        return one

    def _under(self, clauses: Clauses, at: int, phrase: Phrase) -> Found | None:
        """Read "remains under the rebels", where no word of control is said."""
        verb = clauses.at(at - 2)
        if not isinstance(verb, Token) or not any(lemma in ("remain", "stay") for lemma, _ in verb.forms):
            return None
        words = ActionWords(type="holds", object="place")
        one = Found(at, words, Span(start=verb.start, end=phrase.span.start), type="holds")
        one.actors, one.places = clauses.contents(at), clauses.subject(at - 2)
        return one if one.places else None


def _past_prepositions(clauses: Clauses, at: int) -> int:
    """Give the index of the last item of what hangs on a noun: "an attack | on the city | in the north"."""
    for _ in range(HANGING):
        before, phrase = clauses.at(at + 1), clauses.at(at + 2)
        if not isinstance(before, Token) or before.part is not Part.PREP or before.low == "by" or not isinstance(phrase, Phrase):
            break
        at += 2
    return at


def _is_word(item: Item | None, word: str) -> bool:
    return isinstance(item, Token) and item.low == word


def _is_definition(clauses: Clauses, at: int) -> bool:
    """Tell "barrel bombs are …" and "the blast was the worst …", which say what it is and not that it happened."""
    after, further = clauses.at(at + 1), clauses.at(at + 2)
    if isinstance(after, Token) and after.low in ("was", "were"):
        return isinstance(further, Phrase) and further.kind == "other"
    if not isinstance(after, Token) or after.low not in ("is", "are"):
        return False
    return not (isinstance(further, Token) and further.part in (Part.VERB, Part.AUX, Part.ADV, Part.NOT))


def _is_backing(clauses: Clauses, at: int) -> bool:
    """Tell "troops backed by air strikes", whose strikes only help what is told."""
    by, verb = clauses.at(at - 1), clauses.at(at - 2)
    return _is_word(by, "by") and isinstance(verb, Token) and verb.low in ("backed", "supported", "aided", "covered")


def _is_be(item: Item) -> bool:
    return isinstance(item, Token) and (
        item.low in ("is", "are", "was", "were", "be", "been")
        or any(lemma in ("remain", "stay", "fall", "come", "be") for lemma, _ in item.forms)
    )
