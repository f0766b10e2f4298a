"""What happened, and who stands beside it: a sentence's clauses → Actions.

1. A verb of the action lexicon is an action, with its fixed words ("took control of"); so is an event phrase (`events`).
2. Active verbs: subject acts, object suffers. Passive: the phrase after "by" acts, the subject suffers. The lexicon may say
   otherwise (`found`).
3. An event that another action takes as its object ("repelled the attack") gives its doer to that action and is no action itself;
   a mere consequence whose subject is an event ("strikes killed 12") joins that event.
4. What hangs on a noun as an epithet ("territory held by the rebels", "facilities captured by") is no action.
5. A doer named by an instrument ("Russian aircraft") is the doer; the instrument is a weapon role.
6. Places are given out last (`whereabouts`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from zenobia.read.clauses import Clauses
from zenobia.read.events import AGENT, EventReader
from zenobia.read.flags import read_flag
from zenobia.read.found import TAKING, Found, assign, finished
from zenobia.read.hanging import after_word, helpers, taken_up
from zenobia.read.listed import with_names
from zenobia.read.patterns import PARTICLES, match_verb
from zenobia.read.phrases import Item, Phrase
from zenobia.read.tokens import Part, Token
from zenobia.read.vocabulary import Vocabulary
from zenobia.read.whereabouts import place
from zenobia.values.lexicon import ActionWords
from zenobia.values.passage import Action
from zenobia.values.spans import Span

WITH_OBJECTS = frozenset({"with", "against", "on", "at", "from"})
AIMED = frozenset({"against", "on", "at", "across", "targeting"})
SUPPORT_NOUNS = frozenset({"support", "help", "backing", "cover", "assistance"})
BEING_HELD = frozenset({"under", "in", "contested", "besieged", "run"})
"""What follows "is" where the subject is the ground: "is under siege", "is contested"."""
IN_CONTROL = ("in", "control", "of")
"""After "is", said of who holds the ground, not of the ground."""
SHOWING = ("demonstrat", "protest")
"""Verbs that with an object show or say something: "demonstrated their strength"."""
TRAVELLING = frozenset({"convoy", "convoys"})
"""Heads of phrases that tell of a movement, and are things where somebody attacks them."""
STRUCK = frozenset({"air_strike", "drone_strike", "shelling", "bombing", "chemical_attack"})
"""Types that keep their own where such an event is said to fight: "three strikes engaged two units"."""
OUT_OF = frozenset({"of", "from"})
"""Last fixed words after which the ground follows that somebody is made to leave."""
BACKED = frozenset({"backed", "supported", "aided", "assisted"})
BASES = frozenset({"base", "bases", "headquarters", "stronghold", "barracks", "outpost", "garrison", "hideout"})
"""What ground is used as by who holds it."""
REACH = frozenset({"range", "distance"})
"""What "shelling" and "firing" may stand before without telling that any was done: "within shelling range"."""
SUPPORT_REACH = 14
"""Items to each side of a verb among which "with support of" is looked for: a clause's length."""


class ActionFinder:
    """Finds the actions of one sentence."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._lexicon = vocabulary.lexicon
        self._events = EventReader(vocabulary.lexicon)

    def find(self, tokens: Sequence[Token], items: Sequence[Item]) -> tuple[Action, ...]:
        """Give the actions of a sentence in order."""
        clauses = Clauses(items, self._lexicon)
        index_of = {token.start: number for number, token in enumerate(tokens)}
        found: list[Found] = []
        covered = -1
        for at, item in enumerate(items):
            if isinstance(item, Phrase):
                if item.event is not None and item.head.start >= covered:
                    found.append(self._events.read(clauses, tokens, at, item))
                if controlled := self._events.read_control(clauses, at, item):
                    found.append(controlled)
                if flagged := read_flag(self._events, clauses, tokens, at, item):
                    found.append(flagged)
                if dead := _among_the_dead(clauses, at):
                    found.append(dead)
            elif item.part in (Part.VERB, Part.AUX) and item.start >= covered:
                for one in self._verb(clauses, tokens, at, index_of[item.start]):
                    found.append(one)
                    covered = one.trigger.end
        _share_owner(clauses, found)
        _absorb(clauses, found)
        place(clauses, found, self._vocabulary)
        return tuple(finished(one, self._lexicon, self._vocabulary.means) for one in found if not one.is_absorbed)

    def _verb(self, clauses: Clauses, tokens: Sequence[Token], at: int, token_at: int) -> Iterator[Found]:
        match = match_verb(tokens, token_at, self._vocabulary)
        if match is None:
            yield from self._used_as_base(clauses, at)
            return
        pattern, end = match
        token = tokens[token_at]
        if token.part is Part.AUX and not pattern.rest:
            return
        words = pattern.words
        if clauses.is_bare(at) and words.object == "place" and words.type != "withdrawal":
            return
        if _is_idle(token, clauses.at(at + 1)):
            return
        one = Found(at, words, Span(start=token.start, end=tokens[end - 1].end), type=words.type)
        one.verb = token.low
        if words.type == "protest" and token.low.startswith(SHOWING) and clauses.object(at):
            return
        if token.part is Part.AUX and pattern.rest[0] in BEING_HELD and pattern.rest != IN_CONTROL:
            yield self._being_held(clauses, at, tokens[end - 1], one)
            return
        is_left = words.type == "withdrawal" and clauses.is_bare(at) and not clauses.is_agentive(at)
        passive = token.part is Part.VERB and not is_left and (clauses.is_passive(at) or self._is_suffered(clauses, at, words))
        subject = self._subject(clauses, at, words)
        if passive:
            one.actors = clauses.after_preposition(at, AGENT)
            objects = [*subject, *self._ground_lost(clauses, at, tokens[end - 1], words)]
        else:
            one.actors = subject
            objects = self._objects(clauses, at, tokens[end - 1], words)
        if words.object == "place":
            objects = with_names(clauses, objects)
        assign(one, objects, self._lexicon)
        if words.object == "place" or words.type in ("battle", "holds"):
            last = self._last_item(clauses, at, tokens[end - 1])
            one.targets += [
                p for p in clauses.after_preposition(last, frozenset({"from"})) if p.kind in ("party", "name", "person")
            ]
        if words.type == "does_not_hold" and one.actors and all(phrase.kind == "civil" for phrase in one.actors):
            one.type, one.targets, one.actors = "displacement", one.actors, []
        elif words.type == "does_not_hold":
            last = self._last_item(clauses, at, tokens[end - 1])
            takers = AGENT if token.part is Part.AUX else frozenset({"to"})
            one.targets += [p for p in clauses.after_preposition(last, takers) if p.kind in ("party", "name")]
        if one.actors:
            one.actors = self._with_helpers(clauses, at, one.actors, passive=passive)
        if words.type == "agreement" and token.low.startswith("surrender"):
            self._surrendered(clauses, at, one)
        with_what = clauses.after_preposition(at, frozenset({"with"}), reach=6) if words.object == "target" else []
        one.weapons = [phrase for phrase in with_what if phrase.head.low in self._vocabulary.means]
        yield one

    def _used_as_base(self, clauses: Clauses, at: int) -> Iterator[Found]:
        """Read "rebels used the school as a base", "the school was used as a base by rebels": they hold it."""
        token = clauses.items[at]
        if not isinstance(token, Token) or not any(lemma == "use" for lemma, _ in token.forms):
            return
        seat = after_word(clauses, at, "as")
        if seat is None or seat.head.low not in BASES:
            return
        one = Found(at, ActionWords(type="holds", object="place"), Span(start=token.start, end=token.end), type="holds")
        passive = clauses.is_passive(at)
        one.actors = clauses.after_preposition(at, AGENT) if passive else clauses.subject(at)
        ground = clauses.subject(at) if passive else clauses.object(at)
        one.places = [phrase for phrase in ground if phrase.kind in ("place", "thing", "name")]
        if one.places and one.actors and all(who.kind in ("party", "pronoun", "name") for who in one.actors):
            yield one

    def _surrendered(self, clauses: Clauses, at: int, one: Found) -> None:
        """Read "the town surrendered to X", "was surrendered to X": ground that X gains."""
        takers = clauses.after_preposition(at, frozenset({"to"}), reach=2)
        is_town = bool(one.actors) and all(phrase.kind == "place" for phrase in one.actors)
        ground = one.actors if is_town else one.places
        if takers and ground:
            one.targets = [phrase for phrase in (*one.targets, *(() if is_town else one.actors)) if phrase not in takers]
            one.type, one.places, one.actors = "territory_gained", ground, takers

    def _being_held(self, clauses: Clauses, at: int, last: Token, one: Found) -> Found:
        """Read "X is contested between A and B", "X is under the control of A": the subject is the ground."""
        after = self._last_item(clauses, at, last)
        one.places = [phrase for phrase in clauses.subject(at) if phrase.kind in ("place", "name", "thing", "pronoun")]
        one.actors = (
            clauses.object(after)
            or clauses.after_preposition(after, AGENT)
            or clauses.after_preposition(after, frozenset({"between"}))
        )
        return one

    def _is_suffered(self, clauses: Clauses, at: int, words: ActionWords) -> bool:
        """Tell "300 militants killed": a participle of harm that ends a clause belongs to the noun before it."""
        token, before, after = clauses.items[at], clauses.at(at - 1), clauses.at(at + 1)
        if words.strength != 1 or words.subject != "actor" or words.object != "target" or not isinstance(token, Token):
            return False
        is_end = after is None or (isinstance(after, Token) and after.text in ".,;)")
        return is_end and isinstance(before, Phrase) and bool({form for _, form in token.forms} & {"ed", "part"})

    def _supporters(self, clauses: Clauses, at: int, helped: Sequence[Phrase]) -> list[Phrase]:
        """Find who acts with the doer: "with support of X", "with active help from X", "backed by X"."""
        for index in range(max(1, at - SUPPORT_REACH), min(len(clauses.items) - 2, at + SUPPORT_REACH)):
            item, before, after = clauses.items[index], clauses.items[index - 1], clauses.items[index + 1]
            if not isinstance(item, Phrase) or item.head.low not in SUPPORT_NOUNS:
                continue
            if (
                isinstance(before, Token)
                and before.low in ("with", "by")
                and isinstance(after, Token)
                and after.low in ("of", "from", "by")
            ) and isinstance(clauses.items[index + 2], Phrase):
                return clauses.contents(index + 2)
        return self._backers(clauses, at, helped)

    def _with_helpers(self, clauses: Clauses, at: int, doers: list[Phrase], *, passive: bool) -> list[Phrase]:
        """Give the doers with who helps them: before the verb ("A helped B to do it") and beside it ("with support of A")."""
        before = [] if passive else [one for one in helpers(clauses, at) if one not in doers]
        return [*before, *doers, *(one for one in self._supporters(clauses, at, doers) if one not in doers)]

    def _backers(self, clauses: Clauses, at: int, helped: Sequence[Phrase]) -> list[Phrase]:
        """Find who acts with the doer in "troops backed by X entered", "supported by X"."""
        for index in range(max(1, at - SUPPORT_REACH), min(len(clauses.items) - 2, at + SUPPORT_REACH)):
            item, by, backer = clauses.items[index : index + 3]
            is_backed = isinstance(item, Token) and item.low in BACKED and isinstance(by, Token) and by.low == "by"
            if is_backed and isinstance(backer, Phrase) and clauses.items[index - 1] in helped:
                return [one for one in clauses.contents(index + 2) if one.kind == "party" and not _is_state(one)]
        return []

    def _objects(self, clauses: Clauses, at: int, last: Token, words: ActionWords) -> list[Phrase]:
        """Find the object after the last fixed word, which may stand inside a phrase ("dropped barrel bombs on X")."""
        after = self._last_item(clauses, at, last)
        if after > at + 1 and isinstance(clauses.at(at + 1), Phrase) and last.low in ("from", "of", *PARTICLES):
            return [*clauses.object(at), *clauses.object(after)]
        objects = clauses.object(after)
        head = clauses.at(after + 1)
        if words.object == "place" and isinstance(head, Phrase) and head.kind in ("place", "thing") and head not in objects:
            objects = clauses.joined_right(after + 1)
        if objects and objects[-1].kind in ("thing", "means") and words.object == "target":
            objects = self._with_owner(clauses, objects)
        if objects and all(phrase.kind == "other" for phrase in objects):
            join, thing = clauses.at(after + 2), clauses.at(after + 3)
            if (
                isinstance(join, Token)
                and join.part is Part.CONJ
                and isinstance(thing, Phrase)
                and thing.kind in ("place", "thing")
            ):
                objects = [thing]
        if not objects:
            following = clauses.at(after + 1)
            if isinstance(following, Token) and following.low in WITH_OBJECTS:
                objects = clauses.after_preposition(after, WITH_OBJECTS, reach=2)
            elif isinstance(following, Token) and words.object == "place" and following.part in (Part.PREP, Part.TO):
                objects = clauses.after_preposition(after, frozenset({following.low}), reach=2)
        return objects or taken_up(clauses, at)

    def _ground_lost(self, clauses: Clauses, at: int, last: Token, words: ActionWords) -> list[Phrase]:
        """Give the ground in "were driven out of X by", whose subject suffers it and is no ground."""
        if words.object != "place" or last.low not in OUT_OF:
            return []
        return [phrase for phrase in clauses.object(self._last_item(clauses, at, last)) if phrase.kind in ("place", "name")]

    def _subject(self, clauses: Clauses, at: int, words: ActionWords) -> list[Phrase]:
        """Find the subject; what "against X destroying" hits is not the one that destroys."""
        before, governor = clauses.at(at - 1), clauses.at(at - 2)
        if words.strength == 1 and isinstance(before, Phrase) and isinstance(governor, Token) and governor.low in AIMED:
            return []
        return clauses.subject(at, is_ground=words.object == "place" and clauses.is_passive(at))

    def _last_item(self, clauses: Clauses, at: int, last: Token) -> int:
        """Give the index of the item that holds the last of an action's fixed words."""
        while (item := clauses.at(at + 1)) is not None and (
            item.start if isinstance(item, Token) else item.span.start
        ) < last.end:
            at += 1
        return at

    def _with_owner(self, clauses: Clauses, objects: list[Phrase]) -> list[Phrase]:
        """Put the owner for the thing in "a carrier of the army"."""
        at = next((index for index, item in enumerate(clauses.items) if item is objects[-1]), -1)
        of, owner = clauses.at(at + 1), clauses.at(at + 2)
        if (
            at >= 0
            and isinstance(of, Token)
            and of.low in ("of", "belonging")
            and isinstance(owner, Phrase)
            and owner.kind == "party"
        ):
            return [*objects[:-1], owner]
        return objects


def _among_the_dead(clauses: Clauses, at: int) -> Found | None:
    """Read "among the dead | was the commander N", which names one of the killed."""
    among, dead, be, named = clauses.at(at - 1), clauses.items[at], clauses.at(at + 1), clauses.at(at + 2)
    if not isinstance(among, Token) or among.low != "among" or not isinstance(dead, Phrase) or not isinstance(named, Phrase):
        return None
    is_killed = any(word in ("dead", "killed", "slain", "fatalities") for word in dead.text.lower().split())
    is_be = isinstance(be, Token) and be.low in ("is", "was", "are", "were")
    if not is_killed or not is_be or named.kind not in ("person", "party", "civil"):
        return None
    words = ActionWords(type="armed_attack", object="target", strength=1)
    one = Found(at, words, dead.span, type=words.type)
    one.targets = clauses.joined_right(at + 2)
    return one


def _share_owner(clauses: Clauses, found: Sequence[Found]) -> None:
    """Give "its" its owner in "the army's attacks on X as well as its siege of Y": the doer told before."""
    for before, one in pairwise(found):
        phrase, join = clauses.items[one.at], clauses.at(one.at - 1)
        if one.actors or not before.actors or not isinstance(phrase, Phrase) or not isinstance(join, Token):
            continue
        is_owned = bool(phrase.modifiers) and phrase.modifiers[0].low in ("its", "their")
        if is_owned and (join.part is Part.CONJ or join.low in ("as", ",")):
            one.actors = list(before.actors)


def _is_idle(token: Token, after: Item | None) -> bool:
    """Tell a verb that the next word makes idle: "took part", "within shelling range"."""
    if isinstance(after, Phrase):
        return after.head.low in REACH
    return token.low in TAKING and after is not None and after.low in ("up", "off", "part", "place", "aim")


def _is_state(phrase: Phrase) -> bool:
    return any(actor.kind == "state" for _, actor in phrase.actors)


def _absorb(clauses: Clauses, found: list[Found]) -> None:
    """Give an event that is another action's object or doer to that action, or that action to the event."""
    events = {id(clauses.items[one.at]): one for one in found if isinstance(clauses.items[one.at], Phrase)}
    for event in events.values():
        for phrase in [phrase for phrase in event.targets if id(phrase) in events and phrase.head.low in TRAVELLING]:
            events[id(phrase)].is_absorbed = True
            phrase.kind = "thing"
    for one in found:
        if id(clauses.items[one.at]) in events or one.is_absorbed:
            continue
        for phrase in [phrase for phrase in one.targets if id(phrase) in events]:
            event = events[id(phrase)]
            event.is_absorbed = True
            if phrase.head.low in TRAVELLING:
                phrase.kind = "thing"
                continue
            one.targets.remove(phrase)
            one.targets += [party for party in event.actors if party not in one.actors]
            one.places += event.places
        for phrase in [phrase for phrase in one.actors if id(phrase) in events]:
            if phrase in one.actors:
                _join(one, phrase, events[id(phrase)])


def _join(one: Found, phrase: Phrase, event: Found) -> None:
    """Let an action whose subject is an event become part of it, or take its doer."""
    one.actors.remove(phrase)
    is_vague = one.type in ("armed_attack", event.type) or (one.type == "battle" and event.type in STRUCK)
    one.is_absorbed = not one.actors and (one.words.strength == 1 or is_vague)
    if one.is_absorbed:
        hurt = [hit for hit in one.targets if hit.kind in ("civil", "party") and hit not in event.targets]
        event.targets = [*event.targets, *hurt] if event.targets else one.targets
        event.places += one.places
    else:
        one.actors = [*one.actors, *(party for party in event.actors if party not in one.actors)]
        event.is_absorbed = True
