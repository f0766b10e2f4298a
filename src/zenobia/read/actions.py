"""What happened, and who stands beside it: a sentence's clauses → Actions.

1. A verb of the action lexicon is an action, with its fixed words ("took control of"); so is an event phrase ("the air strikes").
2. Active verbs: subject acts, object suffers. Passive: the phrase after "by" acts, the subject suffers. The lexicon may say otherwise.
3. An event phrase: the doer is its owner or modifier ("the regime's recapture", "Russian air strikes"), what follows "by", or the
   subject of the verb that only lends it ("launched 64 air strikes"); what suffers follows "on", "against", "targeting".
4. An event phrase that another action takes as its object ("repelled the attack") gives its doer to that action and is no action itself.
5. What hangs on a noun as an epithet ("territory held by the rebels", "facilities captured by") is no action.
6. A doer named by an instrument ("Russian aircraft") is the doer; the instrument is a weapon role.
7. Places are those governed by a preposition of place in the action's own clause, and the object of an action on ground.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from zenobia.read.clauses import Clauses
from zenobia.read.phrases import Item, Phrase
from zenobia.read.tokens import Part, Token
from zenobia.read.vocabulary import Pattern, Vocabulary
from zenobia.values.lexicon import ActionWords
from zenobia.values.passage import Action, Role, RoleName
from zenobia.values.spans import Span

SCORES = {3: 0.9, 2: 0.7, 1: 0.4}
"""Action score by the lexicon's strength; below 0.5 an action merely accompanies another. `claim.merge` reads it."""
SUFFERING = frozenset({"on", "against", "targeting", "at"})
WITH_OBJECTS = frozenset({"with", "against", "on", "at", "from"})
AGENT = frozenset({"by"})
DOERS = frozenset({"by", "from"})
GROUND_HEADS = frozenset(
    "city cities town towns village villages district districts area areas neighborhood neighbourhood territory territories land site".split()
)
AIMED = frozenset({"against", "on", "at", "across", "targeting"})
SUFFERED = frozenset({"suffer", "face", "receive", "sustain"})
NEVER_ACTORS = frozenset({"time", "event", "paper"})


@dataclass(slots=True)
class Found:
    """An action being put together; `at` is its item."""

    at: int
    words: ActionWords
    trigger: Span
    actors: list[Phrase] = field(default_factory=list)
    targets: list[Phrase] = field(default_factory=list)
    places: list[Phrase] = field(default_factory=list)
    weapons: list[Phrase] = field(default_factory=list)
    absorbed: bool = False
    trigger_words: str = ""
    is_aside: bool = False
    """An event named in passing, without doer or ground: "in their battle with X"."""
    type: str = ""


class ActionFinder:
    """Finds the actions of one sentence."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._lexicon = vocabulary.lexicon

    def find(self, tokens: Sequence[Token], items: Sequence[Item]) -> tuple[Action, ...]:
        clauses = Clauses(items, self._lexicon)
        index_of = {id(item): number for number, item in enumerate(tokens)}
        found: list[Found] = []
        covered = -1
        for at, item in enumerate(items):
            if isinstance(item, Phrase):
                if item.event is not None and item.head.start >= covered:
                    found.append(self._event(clauses, tokens, at, item))
                if controlled := self._under_control(clauses, at, item):
                    found.append(controlled)
            elif (item.part is Part.VERB or item.part is Part.AUX) and item.start >= covered:
                for one in self._verb(clauses, tokens, at, index_of[id(item)]):
                    found.append(one)
                    covered = one.trigger.end
        self._absorb(clauses, found)
        self._place(clauses, found)
        return tuple(self._action(one) for one in found if not one.absorbed)

    def _match(self, tokens: Sequence[Token], at: int) -> tuple[Pattern, int] | None:
        """Give the longest verb pattern that starts at a token, with the index after its last word."""
        token = tokens[at]
        lemmas = [lemma for lemma, _ in token.forms]
        if token.low in ("is", "are", "was", "were", "be", "been", "being"):
            lemmas = ["be"]
        for lemma in lemmas:
            for pattern in self._vocabulary.action_verbs.get(lemma, ()):
                if (end := _follow(tokens, at + 1, pattern.rest)) is not None:
                    return pattern, end
        return None

    def _verb(self, clauses: Clauses, tokens: Sequence[Token], at: int, token_at: int) -> Iterator[Found]:
        match = self._match(tokens, token_at)
        if match is None:
            return
        pattern, end = match
        token = tokens[token_at]
        if token.part is Part.AUX and not pattern.rest:
            return
        words = pattern.words
        if clauses.is_bare(at) and words.object == "place":
            return
        one = Found(at, words, Span(start=token.start, end=tokens[end - 1].end), type=words.type)
        one.trigger_words = token.low
        passive = token.part is Part.VERB and clauses.is_passive(at)
        subject = self._subject(clauses, at, words)
        if passive:
            one.actors = clauses.after_preposition(at, AGENT)
            objects = subject
        else:
            one.actors = subject
            objects = self._objects(clauses, at, tokens[end - 1], words)
        self._assign(one, objects)
        if words.object == "place" or words.type in ("battle", "holds"):
            last = self._last_item(clauses, at, tokens[end - 1])
            one.targets += [
                p for p in clauses.after_preposition(last, frozenset({"from"})) if p.kind in ("party", "name", "person")
            ]
        if one.actors:
            one.actors += [p for p in self._supporters(clauses, at) if p not in one.actors]
        yield one

    def _supporters(self, clauses: Clauses, at: int) -> list[Phrase]:
        """Find who acts with the doer: "with support of X", "with active help from X", "backed by X"."""
        for index in range(max(1, at - 14), min(len(clauses.items) - 2, at + 14)):
            item, before, after = clauses.items[index], clauses.items[index - 1], clauses.items[index + 1]
            if not isinstance(item, Phrase) or item.head.low not in ("support", "help", "backing", "cover", "assistance"):
                continue
            if (
                isinstance(before, Token)
                and before.low in ("with", "by")
                and isinstance(after, Token)
                and after.low in ("of", "from", "by")
            ):
                if isinstance(clauses.items[index + 2], Phrase):
                    return clauses.contents(index + 2)
        return []

    def _objects(self, clauses: Clauses, at: int, last: Token, words: ActionWords) -> list[Phrase]:
        """Find the object after the last fixed word, which may stand inside a phrase ("dropped barrel bombs on X")."""
        after = self._last_item(clauses, at, last)
        if after > at + 1 and isinstance(clauses.at(at + 1), Phrase) and last.low in ("from", "of", *PARTICLES):
            return [*clauses.object(at), *clauses.object(after)]
        objects = clauses.object(after)
        if objects and objects[-1].kind in ("thing", "means") and words.object == "target":
            objects = self._with_owner(clauses, objects)
        if not objects:
            following = clauses.at(after + 1)
            if isinstance(following, Token) and following.low in WITH_OBJECTS:
                objects = clauses.after_preposition(after, WITH_OBJECTS, reach=2)
            elif isinstance(following, Token) and words.object == "place" and following.part in (Part.PREP, Part.TO):
                objects = clauses.after_preposition(after, frozenset({following.low}), reach=2)
        return objects

    def _assign(self, one: Found, objects: list[Phrase]) -> None:
        """Put subject and object where the lexicon says they belong."""
        words = one.words
        if words.subject == "target":
            one.targets, one.actors = one.actors or objects, []
        elif words.subject == "place":
            one.places, one.actors = one.actors, objects
        elif words.object == "place":
            for phrase in objects:
                is_movable = phrase.head.low in self._lexicon.parties.movable and phrase.kind in ("thing", "means", "other")
                if is_movable and one.type == "territory_gained":
                    one.type = "looting_destruction"
                if is_movable or phrase.kind in ("party", "civil", "person", "pronoun"):
                    one.targets.append(phrase)
                elif phrase.kind != "other" or phrase.head.low in self._lexicon.ground.parts:
                    one.places.append(phrase)
            if one.type == "territory_gained" and one.targets and not one.places and _is_capture(one.trigger_words):
                one.type = "arrest"
            is_idle = not one.targets or one.trigger_words in ("take", "takes", "took", "taken", "taking")
            if one.type == "territory_gained" and objects and not one.places and is_idle:
                one.absorbed = True
        elif words.object == "target":
            for phrase in objects:
                (one.places if self._is_ground(phrase) else one.targets).append(phrase)

    def _subject(self, clauses: Clauses, at: int, words: ActionWords) -> list[Phrase]:
        """Find the subject; what "against X destroying" hits is not the one that destroys."""
        before, governor = clauses.at(at - 1), clauses.at(at - 2)
        if words.strength == 1 and isinstance(before, Phrase) and isinstance(governor, Token) and governor.low in AIMED:
            return []
        return clauses.subject(at)

    def _last_item(self, clauses: Clauses, at: int, last: Token) -> int:
        """Give the index of the item that holds the last of an action's fixed words."""
        while (item := clauses.at(at + 1)) is not None and (item.start if isinstance(item, Token) else item.span.start) < last.end:
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

    def _is_ground(self, phrase: Phrase) -> bool:
        """Tell a town, district or land from what stands on it."""
        if phrase.kind != "place":
            return False
        low = phrase.head.low
        return low not in self._lexicon.parties.things or low in GROUND_HEADS

    def _event(self, clauses: Clauses, tokens: Sequence[Token], at: int, phrase: Phrase) -> Found:
        assert phrase.event is not None
        words = phrase.event.words
        trigger = Span(start=tokens[phrase.event_at].start, end=phrase.head.end)
        one = Found(at, words, trigger, type=words.type)
        one.actors = [owner] if (owner := self._owner(phrase, tokens)) else clauses.after_preposition(at, AGENT, reach=7)
        of = clauses.at(at + 1)
        if isinstance(of, Token) and of.low == "of":
            inner = clauses.contents(at + 2) if isinstance(clauses.at(at + 2), Phrase) else []
            if words.object == "place":
                self._assign(one, inner)
            elif (
                not one.actors and inner and inner[0].kind in ("party", "name", "person", "pronoun") and words.type != "execution"
            ):
                one.actors = inner
            else:
                one.targets = inner
        if words.object != "place":
            if not one.targets:
                suffering = SUFFERING | {"with"} if words.type in ("battle", "agreement") else SUFFERING
                self._assign(one, clauses.after_preposition(at, suffering, reach=6))
        else:
            one.places = one.places or clauses.after_preposition(at, frozenset({"into", "to", "from", "on", "towards"}), reach=2)
        if suffering := self._suffered(clauses, at):
            one.targets += suffering
        elif not one.actors:
            one.actors = self._lent(clauses, at)
        one.absorbed = _is_definition(clauses, at)
        one.is_aside = clauses.is_governed(at) and not one.actors and words.strength < 3
        return one

    def _owner(self, phrase: Phrase, tokens: Sequence[Token]) -> Phrase | None:
        """Find the doer among the words before the event: a known actor, a party, or the adjective of a state."""
        last = phrase.event_at
        while last > phrase.first and tokens[last - 1].part in (Part.POSS, Part.JUNK):
            last -= 1
        first = phrase.first
        while first < last and (tokens[first].part in (Part.DET, Part.NUM, Part.ADV, Part.NOT)):
            first += 1
        if first >= last:
            return None
        span = Span(start=tokens[first].start, end=tokens[last - 1].end)
        named = [(where, actor) for where, actor in phrase.actors if span.covers(where)]
        text = phrase.text[span.start - phrase.span.start : span.end - phrase.span.start]
        parties = self._lexicon.parties
        lows = [token.low for token in tokens[first:last]]
        if named and "and" not in lows:
            span = Span(start=named[0][0].start, end=named[-1][0].end)
            text = phrase.text[span.start - phrase.span.start : span.end - phrase.span.start]
        elif lows[-1] in parties.adjectives and not tokens[last - 1].is_capital:
            return None
        elif not any(low in parties.armed or low in parties.demonyms or low.endswith("-led") for low in lows):
            if not (last < phrase.event_at and tokens[last - 1].is_capital) and not any(
                t.text.isupper() and len(t.text) > 1 for t in tokens[first:last]
            ):
                return None
        return Phrase(first, last, tokens[last - 1], "party", span, text, tuple(named))

    def _lent(self, clauses: Clauses, at: int) -> list[Phrase]:
        """Give the subject of a verb that only lends it to this event: "launched", "carried out"."""
        before = at - 1
        while (item := clauses.at(before)) is not None:
            is_time = isinstance(item, Phrase) and item.kind == "time"
            if not is_time and not (isinstance(item, Token) and item.part in (Part.ADV, Part.PREP)):
                break
            before -= 1
        if not isinstance(item, Token) or item.part is not Part.VERB:
            after = clauses.at(at + 1)
            if isinstance(after, Token) and after.part in (Part.VERB, Part.AUX):
                return self._passive_lent(clauses, at)
            return []
        if not any(lemma in self._lexicon.support for lemma, _ in item.forms):
            return []
        return [phrase for phrase in clauses.subject(before) if phrase.kind not in NEVER_ACTORS]

    def _suffered(self, clauses: Clauses, at: int) -> list[Phrase]:
        """Give the subject of a verb that makes it suffer this event: "facing defeats"."""
        verb = clauses.at(at - 1)
        if isinstance(verb, Token) and any(lemma in SUFFERED for lemma, _ in verb.forms):
            return [phrase for phrase in clauses.subject(at - 1) if phrase.kind not in NEVER_ACTORS]
        return []

    def _passive_lent(self, clauses: Clauses, at: int) -> list[Phrase]:
        for index in range(at + 1, min(at + 6, len(clauses.items))):
            item = clauses.items[index]
            if isinstance(item, Phrase):
                return []
            if item.part is Part.VERB:
                lends = any(lemma in self._lexicon.support for lemma, _ in item.forms)
                return clauses.after_preposition(index, AGENT) if lends and clauses.is_passive(index) else []
        return []

    def _under_control(self, clauses: Clauses, at: int, phrase: Phrase) -> Found | None:
        """Read "is still under IS control", "remains in the hands of the rebels"."""
        before = clauses.at(at - 1)
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

    def _absorb(self, clauses: Clauses, found: list[Found]) -> None:
        """Give an event that is another action's object or doer to that action, or that action to the event."""
        events = {one.at: one for one in found if isinstance(clauses.items[one.at], Phrase)}
        phrase_at = {id(clauses.items[at]): at for at in events}
        for one in found:
            if one.at in events or one.absorbed:
                continue
            for phrase in list(one.targets):
                event = events.get(phrase_at.get(id(phrase), -1))
                if event is None:
                    continue
                one.targets.remove(phrase)
                event.absorbed = True
                one.targets += [p for p in event.actors if p not in one.actors]
                one.places += event.places
            for phrase in list(one.actors):
                event = events.get(phrase_at.get(id(phrase), -1))
                if event is None or phrase not in one.actors:
                    continue
                one.actors.remove(phrase)
                one.absorbed = one.words.strength == 1 or one.type in ("armed_attack", event.type)
                if one.absorbed:
                    event.targets = event.targets or one.targets
                    event.places += one.places
                else:
                    one.actors, event.absorbed = event.actors or one.actors, True

    def _place(self, clauses: Clauses, found: list[Found]) -> None:
        """Give each phrase of place to the action whose clause it stands in."""
        live = sorted((one for one in found if not one.absorbed), key=lambda one: one.trigger.start)
        if not live:
            return
        depth = 0
        early: list[Phrase] = []
        for at, item in enumerate(clauses.items):
            if isinstance(item, Token):
                depth = max(0, depth + (item.text == "(") - (item.text == ")"))
            if depth or not isinstance(item, Phrase) or item.kind not in ("place", "thing", "name"):
                continue
            before = clauses.at(at - 1)
            is_there = isinstance(before, Token) and before.low in self._lexicon.ground.locatives
            follows = item.kind in ("place", "name") and _follows_place(clauses, at)
            if not is_there and not follows:
                continue
            if (
                item.kind == "name"
                and not follows
                and not (isinstance(before, Token) and before.low in ("in", "near", "at", "into"))
            ):
                continue
            if item.kind == "thing" and item.head.low.endswith("s") and item.head.low != "headquarters":
                continue
            if item.kind == "thing" and not (
                isinstance(before, Token) and before.low in ("in", "near", "at", "inside", "outside")
            ):
                continue
            if item.span.start < live[0].trigger.start and at > 2:
                early.append(item)
                continue
            owner = _owner_of(clauses, live, at)
            if all(item not in group for group in (owner.actors, owner.targets, owner.places)):
                owner.places.append(item)
        first = live[0]
        if not first.places:
            first.places += [item for item in early if item not in first.actors and item not in first.targets]

    def _action(self, one: Found) -> Action:
        roles: list[Role] = []
        for name, phrases in (("actor", one.actors), ("target", one.targets), ("place", one.places)):
            for phrase in phrases:
                if name == "actor" and phrase.kind == "place" and phrase.head.low in self._lexicon.ground.nouns:
                    continue
                if phrase.kind in NEVER_ACTORS or (name != "place" and phrase.kind == "other"):
                    continue
                roles.append(_role(phrase, name))
        for phrase in one.actors:
            if phrase.kind == "means" or phrase.head.low in self._vocabulary.means:
                roles.append(Role(span=Span(start=phrase.head.start, end=phrase.head.end), name="weapon"))
        is_aside = one.is_aside and not any(phrase.kind == "place" for phrase in one.places)
        score = SCORES[1] if is_aside else SCORES[one.words.strength]
        return Action(trigger=one.trigger, type=one.type, roles=tuple(roles), score=score)


def _role(phrase: Phrase, name: str) -> Role:
    names: dict[str, RoleName] = {"actor": "actor", "target": "target", "place": "place"}
    return Role(span=phrase.span, name=names[name])


PARTICLES = frozenset({"back", "out", "down", "off", "away"})
GAP_WORDS = 4
"""Words of an object that may stand between a verb and its particle: "drove the rebel fighters back"."""


def _gap(tokens: Sequence[Token], at: int, word: str) -> int:
    """Give how many words to go on to be past a particle that stands after a short object, 0 if none does."""
    for size in range(1, GAP_WORDS + 1):
        if at + size >= len(tokens) or tokens[at + size - 1].part not in (Part.DET, Part.NOUN, Part.NUM, Part.ADV):
            return 0
        if tokens[at + size].low == word:
            return size + 1
    return 0


def _follow(tokens: Sequence[Token], at: int, rest: tuple[str, ...]) -> int | None:
    """Match fixed words from a token on, with at most one other word before each; give the index after the last."""
    for word in rest:
        if at < len(tokens) and tokens[at].low == word:
            at += 1
        elif word in PARTICLES and (gap := _gap(tokens, at, word)):
            at += gap
        elif at + 1 < len(tokens) and tokens[at + 1].low == word and tokens[at].part in (Part.DET, Part.ADV, Part.NOUN, Part.NUM, Part.NOT):
            at += 2
        else:
            return None
    return at


def _is_definition(clauses: Clauses, at: int) -> bool:
    """Tell "barrel bombs are …", which says what they are and not that any fell."""
    after, further = clauses.at(at + 1), clauses.at(at + 2)
    if not isinstance(after, Token) or after.low not in ("is", "are"):
        return False
    return not (isinstance(further, Token) and further.part in (Part.VERB, Part.AUX, Part.ADV, Part.NOT))


def _is_capture(verb: str) -> bool:
    return verb.startswith(("captur", "seiz"))


def _is_be(item: Item) -> bool:
    return isinstance(item, Token) and (
        item.low in ("is", "are", "was", "were", "be", "been")
        or any(lemma in ("remain", "stay", "fall", "come", "be") for lemma, _ in item.forms)
    )


def _follows_place(clauses: Clauses, at: int) -> bool:
    """Tell the second part of "Mosul, Iraq" or "the towns of A and B"."""
    join, other = clauses.at(at - 1), clauses.at(at - 2)
    return (
        isinstance(join, Token)
        and (join.text == "," or join.part is Part.CONJ)
        and isinstance(other, Phrase)
        and other.kind == "place"
    )


def _owner_of(clauses: Clauses, live: Sequence[Found], at: int) -> Found:
    """Choose the action that a place belongs to: the last one before it, unless a new clause that has its own has begun."""
    item = clauses.items[at]
    assert isinstance(item, Phrase)
    before = [one for one in live if one.trigger.start <= item.span.start]
    if not before:
        return live[0]
    return before[-1]
