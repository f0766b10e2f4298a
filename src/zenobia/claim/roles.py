"""Who stands in a claim's slots: roles of a scene → Parties.

1. A pronoun that opens what a party says is that party; any other is whoever acted last, but "it" that suffers is a thing.
2. A target is not the doer named again, not a bare "people", not "their vehicles".
3. Who was harmed is the target where nothing else says who was aimed at.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from zenobia.claim.naming import Names
from zenobia.claim.sentences import Scene
from zenobia.claim.speaking import Voice
from zenobia.claim.spellings import PRONOUN, core, is_generic
from zenobia.values.claim import Party
from zenobia.values.passage import RoleName
from zenobia.values.spans import Span
from zenobia.values.toll import Toll

OWNED = re.compile(r"^(?:its|their|his|her|our|the targets?$|targets?$)\b", re.IGNORECASE)
NUMBERED = re.compile(
    r"(?:[\w-]+-)?(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ty)\b", re.IGNORECASE
)
PERSONAL = frozenset({"he", "she", "him", "her"})
NOBODY = frozenset({"nobody", "none", "no one", "anyone", "someone", "everyone", "no group", "everybody"})
OPENING = 3
"""Code points between the start of what is said and a pronoun that opens it."""
REPORTS = re.compile(
    r"\W*(?:(?:the\s+)?(?:reports?|claims?|allegations?|accusations?|rumou?rs)\s+)?(?:that\s+)?\W*", re.IGNORECASE
)
"""What a party dismisses before "it": "dismissed reports that it had lost the town"."""
HARM = frozenset({"killed", "injured"})
SPEAKING_PARTIES = frozenset({"military", "state", "armed_group"})


class Roles:
    """Fills slots with parties; `last` is who acted last."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._parties = names.lexicon.parties
        self._uncounted = names.lexicon.parties.uncounted
        self.last: tuple[Party, ...] = ()
        self._they: tuple[Party, ...] = ()
        """Who "they" are in the sentence at hand."""

    def enter(self) -> None:
        """Begin a sentence."""
        self._they = ()

    def sides(self, scene: Scene, text: str, at: int, voice: Voice) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
        """Give who acts and who is acted on; common words on one side never mean who is named on the other."""
        clear = [role for role in scene.roles("target") if not is_generic(role.span.cut(text), self._parties.hostile)]
        aimed = frozenset(party.name for role in clear for party in self._names.parties(role.span.cut(text), at))
        actors = self.parties(scene, "actor", text, at, voice, aimed)
        others = self.parties(scene, "target", text, at, voice, frozenset(actor.name for actor in actors))
        aimed_at = tuple(one for one in others if self.is_aimed_at(one, actors))
        people = tuple(one for one in aimed_at if not self._is_booty(one))
        return actors, people or aimed_at

    def _is_booty(self, party: Party) -> bool:
        """Tell weapons and vehicles, which are counted, from whom they were aimed at."""
        words = core(party.text)
        return party.id is None and words.islower() and words.split()[-1] in self._parties.movable

    def parties(
        self, scene: Scene, name: RoleName, text: str, at: int, voice: Voice, unlike: frozenset[str] = frozenset()
    ) -> tuple[Party, ...]:
        found: list[Party] = []
        for role in scene.roles(name):
            words = role.span.cut(text)
            low = core(words).lower()
            is_faceless = name == "actor" and low in self._uncounted
            if (name == "target" and low == "it") or low in NOBODY or is_faceless:
                continue
            if PRONOUN.match(core(words)) and (speaker := self._speaking_of_self(role.span, voice, text)):
                told = [speaker]
            elif core(words).lower() in PERSONAL and (name == "target" or not self.last):
                person = self._names.person_before(at)
                told = [person] if person else []
            elif PRONOUN.match(core(words)):
                told = list((self._they if low == "they" else ()) or self.last)
                self._they = tuple(told) if low == "they" and name == "actor" else self._they
            else:
                told = list(self._names.parties(words, at, unlike))
            for party in told:
                if all(party.name != other.name for other in found):
                    found.append(party)
        return tuple(found)

    def leavers(self, parties: Sequence[Party]) -> tuple[Party, ...]:
        """Give who may leave ground: people, not the vehicles that they abandon."""
        things = self._parties.movable | self._parties.things
        return tuple(party for party in parties if core(party.text).lower().split(" ")[-1] not in things)

    def answering(self, scene: Scene, text: str, voice: Voice) -> tuple[Party, ...]:
        """Give who answers for a deed in "X said it was not responsible": whoever speaks, where only a pronoun is told."""
        speaker = voice.speaker
        told = [core(role.span.cut(text)) for role in scene.roles("actor")]
        if speaker is None or speaker.kind not in SPEAKING_PARTIES or not told or not all(map(PRONOUN.match, told)):
            return ()
        return (Party(text=speaker.text, name=speaker.name, id=speaker.id, fullest=speaker.fullest),)

    def _speaking_of_self(self, span: Span, voice: Voice, text: str) -> Party | None:
        """Read "X said it had left": a pronoun that opens what a party says is that party."""
        speaker, content = voice.speaker, voice.content
        if speaker is None or content is None or speaker.kind not in SPEAKING_PARTIES:
            return None
        if office := self._names.office_of(speaker.fullest):
            return office
        if not 0 <= span.start - content.start <= OPENING and not REPORTS.fullmatch(text, content.start, span.start):
            return None
        return Party(text=speaker.text, name=speaker.name, id=speaker.id, fullest=speaker.fullest)

    def is_aimed_at(self, target: Party, actors: tuple[Party, ...]) -> bool:
        """Tell a target from the doer named again, from a bare "people", and from "their vehicles"."""
        words = core(target.text)
        if words.lower() in ("target", "targets"):
            return False
        if (
            any(target.name == actor.name for actor in actors)
            or (words.islower() and words.split()[-1] in self._uncounted)
            or words.lower() in self._uncounted
        ):
            return False
        if words.split()[-1].lower() in self._uncounted and NUMBERED.match(words):
            return False
        return not (OWNED.match(target.text) and target.id is None)

    def counted(self, tolls: Sequence[Toll], at: int) -> tuple[Party, ...]:
        """Take for a target who was harmed, where nothing else says who was aimed at."""
        found: list[Party] = []
        for toll in tolls:
            if toll.what in HARM and toll.part_of is None and toll.high != 0 and core(toll.who).lower() not in self._uncounted:
                party = self._names.party(toll.who, at)
                if party and all(party.name != other.name for other in found):
                    found.append(party)
        return tuple(found)
