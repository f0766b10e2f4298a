"""An action while it is being put together, and where its subject and object belong.

1. The lexicon says for each action whether its object is who suffers or the ground, and whether its subject acts.
2. Towns, districts and land are ground even where a victim is looked for; people are never ground.
3. Seized weapons are booty, captured people are arrested: neither is ground gained.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from zenobia.read.phrases import Phrase
from zenobia.read.tokens import Part
from zenobia.values.lexicon import ActionWords, Lexicon
from zenobia.values.passage import Action, Role, RoleName
from zenobia.values.spans import Span

SCORES = {3: 0.9, 2: 0.7, 1: 0.4}
"""Action score by the lexicon's strength; below 0.5 an action merely accompanies another. `claim.sentences` reads it."""
NEVER_ACTORS = frozenset({"time", "event", "paper"})
PEOPLE = frozenset({"party", "civil", "person", "pronoun"})
TAKING = frozenset({"take", "takes", "took", "taken", "taking"})
"""Forms of a verb that gains ground only with ground for its object ("took part", "took the town")."""


LEAVING = frozenset({"leave", "leaves", "left", "leaving"})
"""Forms of a verb that gives up ground only where people under arms do it to ground: "left the city", not "left 12 dead"."""


FIRING = frozenset({"fire", "fires", "fired", "firing", "launch", "launches", "launched", "launching"})
"""Forms of verbs whose object flies at the target."""


HOLDING = frozenset({"hold", "holds", "held", "holding", "lose", "loses", "lost", "losing"})
"""Forms of verbs that say who has ground only where their object is ground: "held the town", "held talks"."""
FIGHTING = frozenset({"military", "armed_group", "coalition"})
"""Kinds of actors that come to ground under arms: "the brigade arrived in X", not "the minister arrived"."""
SHARES = frozenset({"control", "ground", "all", "some", "several"})
"""What stands before ground, beside the lexicon's parts of it."""
FROM_AFAR = frozenset({"air_strike", "shelling"})
"""What is done to ground from afar: an unknown name that suffers it is a town's ("the shelling of Sarha")."""
LOOSED = frozenset({"shelling", "bombing", "chemical_attack", "drone_strike"})
"""What is done with things that fly or go off: without an owner they are no doer ("a rocket hit the market")."""


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
    """What it was done with: "hit with chlorine"."""
    is_absorbed: bool = False
    verb: str = ""
    is_aside: bool = False
    """An event named in passing, without doer or ground: "in their battle with X"."""
    type: str = ""


def assign(one: Found, objects: list[Phrase], lexicon: Lexicon) -> None:
    """Put subject and object where the lexicon says they belong."""
    words = one.words
    if words.subject == "target":
        one.targets, one.actors = one.actors or objects, []
    elif words.subject == "place":
        is_plain = words.object == "none"
        is_ground = bool(one.actors) and all(who.kind == "place" or who.is_on_map for who in one.actors)
        one.is_absorbed = is_plain and (bool(objects) or not is_ground)
        one.places, one.actors = one.actors, objects
    elif words.object == "place":
        _assign_ground(one, objects, lexicon)
    elif words.object == "target":
        is_listed = one.type in FROM_AFAR or any(_is_ground(phrase, lexicon) for phrase in objects)
        for phrase in objects:
            is_ground = _is_ground(phrase, lexicon) or (is_listed and phrase.kind == "name")
            (one.places if is_ground else one.targets).append(phrase)


def _assign_ground(one: Found, objects: list[Phrase], lexicon: Lexicon) -> None:
    for phrase in objects:
        is_movable = phrase.head.low in lexicon.parties.movable and phrase.kind in ("thing", "means", "other")
        if is_movable and one.type == "territory_gained":
            one.type = "looting_destruction"
        if phrase.text.lower() == "it":
            one.places.append(phrase)
        elif is_movable or phrase.kind in PEOPLE:
            one.targets.append(phrase)
        elif phrase.kind != "other" or (phrase.head.low in lexicon.ground.parts and one.verb not in TAKING):
            one.places.append(phrase)
    if one.verb in LEAVING:
        is_armed = bool(one.actors) and all(phrase.kind in ("party", "pronoun") for phrase in one.actors)
        one.is_absorbed = one.is_absorbed or not is_armed or not one.places or bool(one.targets)
    if one.verb.startswith("arriv"):
        armed = lexicon.parties.armed
        one.is_absorbed = one.is_absorbed or not any(
            who.head.low in armed or any(actor.kind in FIGHTING for _, actor in who.actors) for who in one.actors
        )
    if one.verb in HOLDING and objects and not one.places:
        one.is_absorbed = one.is_absorbed or not any(_is_share(phrase, lexicon) for phrase in objects)
    if one.type != "territory_gained" or one.places:
        return
    if one.targets and one.verb.startswith(("captur", "seiz")):
        one.type = "arrest"
    elif (
        one.targets and one.verb.startswith(("free", "liberat")) and not lexicon.parties.armed & {p.head.low for p in one.targets}
    ):
        one.type = "other"
    elif objects and (not one.targets or one.verb in TAKING):
        one.is_absorbed = True


def _is_ground(phrase: Phrase, lexicon: Lexicon) -> bool:
    """Tell a town, district or land from what stands on it."""
    low = phrase.head.low
    return phrase.kind == "place" and (low not in lexicon.parties.things or low in lexicon.ground.lands)


def _is_share(phrase: Phrase, lexicon: Lexicon) -> bool:
    """Tell "three of", "most of", "control of", which stand before ground."""
    return phrase.head.part is Part.NUM or phrase.head.low in lexicon.ground.parts or phrase.head.low in SHARES


def _is_loosed(phrase: Phrase, lexicon: Lexicon, means: dict[str, str]) -> bool:
    """Tell a missile or bomb that nobody is said to own from "the army's artillery" and "rebel rockets"."""
    if means.get(phrase.head.low) not in LOOSED or phrase.actors or phrase.head.low in lexicon.parties.armed:
        return False
    armed, demonyms = lexicon.parties.armed, lexicon.parties.demonyms
    words = [token for token in phrase.modifiers if token.part not in (Part.DET, Part.NUM)]
    return not any(token.low in armed or token.low in demonyms or token.is_capital for token in words)


def finished(one: Found, lexicon: Lexicon, means: dict[str, str]) -> Action:
    """Give the action with its roles."""
    roles: list[Role] = []
    officials = lexicon.speech.kinds["official"]
    named: tuple[tuple[RoleName, list[Phrase]], ...] = (("actor", one.actors), ("target", one.targets), ("place", one.places))
    for name, phrases in named:
        for phrase in phrases:
            is_town = name == "actor" and phrase.kind == "place" and phrase.head.low in lexicon.ground.nouns
            if name == "actor" and phrase.kind == "thing" and phrase.head.low not in means:
                continue
            if name == "actor" and _is_loosed(phrase, lexicon, means):
                continue
            if name == "actor" and one.type == "territory_gained" and phrase.kind == "civil" and phrase.head.low in officials:
                continue
            is_missile = phrase.head.low in lexicon.parties.movable or phrase.head.low in means
            if name == "target" and one.verb in FIRING and is_missile:
                continue
            if not is_town and phrase.kind not in NEVER_ACTORS and (name == "place" or phrase.kind != "other"):
                roles.append(Role(span=phrase.span, name=name))
    for phrase in [*one.weapons, *one.actors]:
        if phrase.kind == "means" or phrase.head.low in means:
            roles.append(Role(span=Span(start=phrase.head.start, end=phrase.head.end), name="weapon"))
    is_aside = one.is_aside and not any(phrase.kind == "place" for phrase in one.places)
    score = SCORES[1] if is_aside else SCORES[one.words.strength]
    return Action(trigger=one.trigger, type=one.type, roles=tuple(roles), score=score)
