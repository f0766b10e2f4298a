"""What type of happening a scene tells of, where its words leave it open.

1. A word that names its type keeps it.
2. An instrument decides: aircraft make an air strike, mortars make shelling.
3. A word of mere consequence ("killed") or a bare "attack" without a doer goes on with the happening told before.
4. Whoever kills captives executes them. A bare attack beside a chemical agent is a chemical one; those without aircraft bomb from
   the ground; a ceasefire that ends or is broken is no agreement.
5. Else harm between armed parties is a battle; harm to others is an armed attack.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from zenobia.claim.sentences import Scene, Sentence
from zenobia.claim.spellings import core
from zenobia.values.claim import Party
from zenobia.values.lexicon import Lexicon

VIOLENT = frozenset(
    [
        "air_strike",
        "drone_strike",
        "shelling",
        "bombing",
        "chemical_attack",
        "armed_attack",
        "battle",
        "execution",
        "attack_repelled",
    ]
)
SURE = 0.8
"""Action score above which a word names its type by itself."""
AIRBORNE = ("air_strike", "drone_strike")
BARE = re.compile(r"^(?:the\s+)?(?:attacks?|strikes?|raids?|explosions?|blasts?|bombings?|hit|assaults?)$", re.IGNORECASE)

RAID = re.compile(r"\braids?$", re.IGNORECASE)
AGENTS = re.compile(
    r"\b(?:sarin|chlorine|mustard gas|nerve (?:agent|gas)|poison(?:ous)? gas|toxic gas|"
    r"chemical (?:weapons?|agents?|substances?))\b",
    re.IGNORECASE,
)
"""What makes a bare attack a chemical one where it stands in the same sentence."""
KILLING = re.compile(r"(?:kill|murder|slaughter|massacr|sla[yi]n|shoot|shot|stab|gun)", re.IGNORECASE)
CAPTIVE = re.compile(
    r"\b(?:hostages?|captives?|prisoners?|detainees?|abductees?|inmates?)$|^(?:[\w-]+\s+){0,2}?(?:abducted|kidnapped|captured|captive|detained|imprisoned)\s",
    re.IGNORECASE,
)
"""Whoever is in the hands of their killer is executed: "murdered nine of the hostages"."""
POINTED = re.compile(
    r"\b(?:the|this|that|these|those|(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|yesterday)['’]?s)\s+(?:(?:overnight|latest|deadly|same|recent|twin|double|subsequent)\s+)?$",
    re.IGNORECASE,
)
"""What stands before a noun that points to a happening told before: "the attack", "Monday's raid"."""
BOMBED = frozenset({"bombed", "bomb", "bombs", "bombing"})
BROKEN_REACH = 60
"""Code points between a ceasefire and the word of its end: a place or a day may stand between."""
ENDED = re.compile(
    r"(?:\s+(?!and\b|but\b)[\w'’-]+){0,6}?\s+(?:collaps|unravel|broke\s+down|fell\s+apart|expired|lapsed|"
    r"(?:was|were|is|has\s+been|had\s+been|being)\s+(?:\w+ly\s+)?(?:violated|broken|breached|ended))",
    re.IGNORECASE,
)
ENDS = re.compile(
    r"\b(?:violat\w*|breach\w*|broke|breaking|collapse|end(?:ed|ing)?)\s+(?:of\s+)?(?:(?:the|a|an|its|their)\s+)?(?:[\w-]+\s+){0,2}$",
    re.IGNORECASE,
)


def _are_among(words: frozenset[str], actors: Sequence[Party]) -> bool:
    """Tell whether one of the doers is called by one of these words."""
    return any(words & set(party.text.lower().split()) for party in actors)


def _words(written: str) -> list[str]:
    return written.lower().replace("air force", "air-force").split()


class Typer:
    """Chooses types with the lexicon's instruments and party nouns."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._means = {word: type_ for type_, words in lexicon.parties.means.items() for word in words}
        self._armed = lexicon.parties.armed
        self._civil = lexicon.parties.civil
        self._on_foot = lexicon.parties.on_foot
        self._without_aircraft = lexicon.parties.without_aircraft
        self._monuments = lexicon.parties.monuments

    def is_armed(self, words: str) -> bool:
        parts = words.lower().split()
        return bool(parts) and parts[-1].strip(",.") in self._armed

    def choose(
        self, scene: Scene, sentence: Sentence, actors: Sequence[Party], targets: Sequence[Party], before: str | None
    ) -> str:
        """Give the type; `before` is that of the happening told last, if any."""
        type_, text = scene.main.type, sentence.passage.text
        if type_ == "agreement" and self._is_broken(scene, text):
            return "other"
        if type_ == "shelling" and scene.main.score <= SURE:
            return self._by_owner(scene, text) or type_
        if type_ not in ("armed_attack", "battle", "bombing", "air_strike") or scene.main.score > SURE:
            return type_
        means = self._by_means(scene, text)
        if means:
            return means
        trigger = scene.main.trigger.cut(text)
        hurt = [*(party.text for party in targets), *(mention.toll.who for mention in scene.tolls)]
        if KILLING.match(trigger) and actors and any(map(CAPTIVE.search, hurt)):
            return "execution"
        if RAID.search(trigger) and _are_among(self._on_foot, actors):
            return "armed_attack"
        is_open = scene.is_weak or BARE.match(trigger)
        if is_open and AGENTS.search(sentence.text):
            return "chemical_attack"
        if trigger.lower() in BOMBED and _are_among(self._without_aircraft, actors):
            return "bombing"
        if is_open and before in VIOLENT and (not actors or self._is_that(scene, text, targets)):
            return before
        if not scene.is_weak:
            return type_
        if not actors and targets and all(self._is_monument(party) for party in targets) and not scene.tolls:
            return "looting_destruction"
        return self.between(type_, actors, targets)

    def between(self, type_: str, actors: Sequence[Party], targets: Sequence[Party]) -> str:
        """Give a battle where both sides of an attack are under arms."""
        are_armed = any(map(self._is_fighting, actors)) and any(map(self._is_fighting, targets))
        return "battle" if type_ == "armed_attack" and are_armed else type_

    def _is_broken(self, scene: Scene, text: str) -> bool:
        """Tell a ceasefire that ended or was broken, which is no agreement."""
        trigger = scene.main.trigger
        after, before = text[trigger.end : trigger.end + BROKEN_REACH], text[max(0, trigger.start - BROKEN_REACH) : trigger.start]
        return bool(ENDED.match(after) or ENDS.search(before))

    def _is_that(self, scene: Scene, text: str, targets: Sequence[Party]) -> bool:
        """Tell "claimed the attack", which points to the happening told last."""
        is_pointed = POINTED.search(text, 0, scene.main.trigger.start) is not None
        return is_pointed and not targets and not scene.roles("place")

    def _is_fighting(self, party: Party) -> bool:
        return self.is_armed(party.text) or self.is_armed(party.fullest) or self.is_armed(party.name)

    def _is_monument(self, party: Party) -> bool:
        """Tell a monument or a building with a name, which is destroyed and not attacked."""
        words = core(party.fullest or party.text).split()
        return bool(words) and (words[0].lower() in self._monuments or words[-1].lower() in self._monuments)

    def _by_owner(self, scene: Scene, text: str) -> str | None:
        """Give the type of what fires from the air: "aircraft fired rockets" is an air strike."""
        words = {word for role in scene.roles("actor") for word in _words(role.span.cut(text))}
        return next((found for word in words if (found := self._means.get(word)) in AIRBORNE), None)

    def _by_means(self, scene: Scene, text: str) -> str | None:
        for action in scene.actions:
            for role in action.roles:
                if role.name == "weapon" and (found := self._means.get(role.span.cut(text).lower())):
                    return found
                if role.name == "actor" and scene.main.type in ("armed_attack", "battle"):
                    for word in _words(role.span.cut(text)):
                        if found := self._means.get(word):
                            return found
        return None
