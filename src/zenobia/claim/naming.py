"""Which party is meant: words in a document → the fullest name it gives, and the reference actor.

1. A known actor inside a phrase names it ("ISIS militants" is ISIS); several run together are several parties.
2. Of several spellings of one actor the longest in the document is its fullest name; an acronym in brackets belongs to the words
   before it.
3. "The army", "the government": the fullest name in the document with that head.
4. "The militants", "the group", "the attackers": the armed group named last before; if none, the first after.
5. An instrument or adjective is its owner's: "Russian aircraft" are Russia's.

Never takes a name from outside the document, except the reference name of a certain actor.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from zenobia.claim.spellings import EMPTY_WORDS, PRONOUN, core, in_brackets, is_generic, is_part_of_name, uncounted
from zenobia.ports import ActorBook
from zenobia.values.actor import Actor, side_of
from zenobia.values.claim import Party
from zenobia.values.lexicon import Lexicon
from zenobia.values.passage import Reading
from zenobia.values.spans import Span

NICKNAMED = re.compile(r"\b(?:dubbed|nicknamed|known as)\s+(?=[A-Z])")
ACRONYM = re.compile(r"\(([A-Z][A-Za-z-]{1,9})\)")
BEFORE_ACRONYM = 120
"""Code points before an acronym in which its words stand."""
NEAR_GROUPS = 50
"""Names of armed groups looked at to each side of words that point to one."""
STATE_OWN = frozenset({"government", "regime", "army"})
"""Words before "forces", "troops" that make them a state's."""
IN_LAND = re.compile(r"(?:\bin|,)\s+([A-Z][\w-]+(?:\s[A-Z][\w-]+)?)")
FACELESS = frozenset({"target", "targets", "people", "persons", "others"})
"""Nouns that say something of who was hit only with their figure."""
OWNING = frozenset({"coalition", "fighter", "army", "group"})
"""Common nouns that carry a follower along as names do: "coalition aircraft" are the coalition's."""


@dataclass(slots=True)
class Names:
    """What a document calls whom; built once a document."""

    lexicon: Lexicon
    book: ActorBook
    fullest_of: dict[str, str] = field(default_factory=dict)
    """Actor id to the longest spelling in the document."""
    acronyms: dict[str, str] = field(default_factory=dict)
    by_head: dict[str, Counter[str]] = field(default_factory=dict)
    """Head word to the longer names that end in it."""
    groups: list[tuple[int, str, Actor | None]] = field(default_factory=list)
    """Named armed groups with their place in the document."""
    asides: list[tuple[int, str, Actor | None]] = field(default_factory=list)
    """Those named in brackets, which only explain another name: meant where nobody else is named."""
    known: dict[str, Actor] = field(default_factory=dict)
    """Words to the actor that they named in running text, where an acronym stands out as it does not alone."""
    land: str | None = None
    """The one state that the document places its happenings in, if it is one."""
    buildings: dict[str, set[str]] = field(default_factory=dict)
    """Head word to the buildings named with it."""
    persons: list[tuple[int, str]] = field(default_factory=list)
    """Persons called by name, with their place in the document."""
    people: dict[str, str] = field(default_factory=dict)
    """Last word of a person's name to the fullest form."""
    found: dict[str, list[tuple[Span, Actor]]] = field(default_factory=dict)
    """The known actors in words that were looked at before."""

    @classmethod
    def of(cls, reading: Reading, lexicon: Lexicon, book: ActorBook) -> Names:
        """Collect every name of a document."""
        names = cls(lexicon, book)
        states = frozenset(lexicon.parties.demonyms.values()) - {""}
        told = {name for passage in reading.passages for name in IN_LAND.findall(passage.text) if name in states}
        names.land = told.pop() if len(told) == 1 else None
        for passage in reading.passages:
            for match in ACRONYM.finditer(passage.text):
                names._acronym(passage.text[max(0, match.start() - BEFORE_ACRONYM) : match.start()], match.group(1))
            for span, actor in names.hits(passage.text):
                is_aside = in_brackets(passage.text, span.start) and not passage.text.startswith(")", span.end)
                names._know(span.cut(passage.text), passage.span.start + span.start, actor, is_aside=is_aside)
            for mention in passage.tags.mentions:
                if mention.kind == "thing":
                    names._build(core(mention.span.cut(passage.text)))
                if mention.kind == "person":
                    names.persons.append((passage.span.start + mention.span.start, core(mention.span.cut(passage.text))))
                if mention.kind in ("actor", "person", "weapon"):
                    names._collect(mention.span.cut(passage.text), mention.kind)
        names.groups = names.groups or names.asides
        return names

    def _actor_hits(self, name: str) -> list[tuple[Span, Actor]]:
        """Give the known actors in a name, by the names that the document's running text showed first."""
        found = self.hits(name)
        if not found and name in self.known:
            return [(Span(start=0, end=len(name)), self.known[name])]
        return found

    def hits(self, words: str) -> list[tuple[Span, Actor]]:
        """Give the known actors in words; a lone lower-case word names no publisher."""
        found = self.found.get(words)
        if found is None:
            found = self.found[words] = [
                hit
                for hit in self.book.find(words)
                if not (hit[1].kind in ("media", "agency") and is_part_of_name(words, hit[0]))
            ]
        return found

    def spelling(self, words: str) -> str:
        """Cut people and machines off a name: "ISIS militants" is spelled ISIS, but "Turkish soldiers" stays."""
        parts = core(words).split()
        while len(parts) > 1 and self._is_follower(parts):
            parts.pop()
        return " ".join(parts)

    def _is_follower(self, parts: list[str]) -> bool:
        last, before = parts[-1].lower(), parts[-2]
        if last not in self.lexicon.parties.followers and last not in self.lexicon.parties.instruments:
            return False
        parties = self.lexicon.parties
        rest = parts[:-1]
        if before.lower() in parties.demonyms:
            return False
        is_common = before.lower() in parties.adjectives or before.lower() in parties.armed or before.lower() in parties.civil
        if len(rest) == 1 and is_common:
            owns = (
                last in self.lexicon.parties.instruments
                and before.lower() in self.lexicon.parties.armed
                and before.lower() != "military"
            )
            return owns or before.lower() in OWNING
        return (
            before[:1].isupper() and not (len(rest) == 1 and before.lower() in self.lexicon.parties.demonyms)
        ) or before.lower() in OWNING

    def _acronym(self, before: str, acronym: str) -> None:
        words = before.split()
        letters = [letter.lower() for letter in acronym if letter.isalpha()]
        for size in range(2, min(len(words), 12) + 1):
            tail = words[-size:]
            initials = [word[0].lower() for word in tail if word.lower() not in EMPTY_WORDS]
            if initials[:1] == letters[:1] and len(initials) >= min(len(letters), 2) and initials == letters[: len(initials)]:
                self.acronyms.setdefault(acronym, core(" ".join(tail)))
                if len(initials) == len(letters):
                    return

    def _know(self, words: str, at: int, actor: Actor, *, is_aside: bool) -> None:
        self.known[words] = actor
        spelling = self.spelling(words)
        is_owner = spelling.split()[-1].lower() not in self.lexicon.parties.instruments
        if is_owner and len(spelling) > len(self.fullest_of.get(actor.id, "")):
            self.fullest_of[actor.id] = spelling
        if actor.kind == "armed_group":
            (self.asides if is_aside else self.groups).append((at, spelling, actor))

    def _build(self, name: str) -> None:
        """Keep a building's full name under its head: "the Temple of X" is "the temple" elsewhere."""
        head, _, rest = name.partition(" of ")
        if rest[:1].isupper() and head[:1].isupper():
            self.buildings.setdefault(head.split()[-1].lower(), set()).add(name)

    def _collect(self, words: str, kind: str) -> None:
        name = core(words)
        if kind == "person":
            self.people.setdefault(name.split()[-1].lower(), name)
            return
        if any(part[:1].isupper() for part in name.split()) and len(name.split()) > 1:
            self.by_head.setdefault(name.split()[-1].lower(), Counter())[name] += 1

    def person_before(self, at: int) -> Party | None:
        """Give the person named last before a place in the document: "he", "she"."""
        before = bisect_left(self.persons, at, key=lambda person: person[0])
        return self.party(self.persons[before - 1][1], at) if before else None

    def office_of(self, speaker: str) -> Party | None:
        """Give whose officials speak of themselves as "we" or "they": Iraqi officials' own are Iraq's forces."""
        first, last = (speaker.split() or [""])[0], (speaker.split() or [""])[-1]
        officials = self.lexicon.speech.kinds.get("official", frozenset())
        is_office = last.lower() in officials and first[:1].isupper() and self.lexicon.parties.demonyms.get(first.lower())
        owner = self._owner(first) if is_office else ""
        if not owner or owner == first:
            return None
        known = self.book.resolve(owner)
        return Party(text=speaker, name=known.name if known else owner, id=known.id if known else None, fullest=owner)

    def party(self, words: str, at: int) -> Party | None:
        """Name a party, or give None for words that only point ("they") or name nobody."""
        name = core(words)
        if not name or PRONOUN.match(name):
            return None
        return self._party(words, name, at)

    def parties(self, words: str, at: int, unlike: frozenset[str] = frozenset()) -> tuple[Party, ...]:
        """Name every party of a phrase that may run several names together ("ISIL al-Nusra Front").

        Args:
            unlike: names that common words here cannot mean, because they stand on the other side.
        """
        name = core(NICKNAMED.split(words)[-1])
        if not name or PRONOUN.match(name):
            return ()
        if " and " in name and all(
            part.split()[0].lower() in self.lexicon.parties.demonyms for part in name.split(" and ") if part
        ):
            return tuple(self._party(part, part, at, unlike) for part in name.split(" and "))
        hits = self.hits(name)
        distinct = {actor.id for _, actor in hits}
        if (
            len(hits) > 1
            and len(distinct) > 1
            and all(actor.kind in ("armed_group", "military", "coalition") for _, actor in hits)
        ):
            return tuple(self._party(span.cut(name), span.cut(name), at, unlike) for span, _ in hits)
        return (self._party(words, name, at, unlike),)

    def _party(self, written: str, name: str, at: int, unlike: frozenset[str] = frozenset()) -> Party:
        words = uncounted(written)
        if words.lower() in FACELESS:
            words = written
        hits = self._actor_hits(name) or self._actor_hits(self.spelling(name))
        if hits:
            span, actor = self._naming_hit(name, hits)
            fullest = name if actor.kind == "civilians" else self.fullest(self.spelling(span.cut(name)), actor)
            return Party(text=words, name=actor.name, id=actor.id, fullest=fullest)
        if is_generic(words, self.lexicon.parties.hostile) and (group := self._group(at, unlike)):
            spelling, known = group
            return Party(
                text=words,
                name=known.name if known else spelling,
                id=known.id if known else None,
                fullest=self._full(spelling, known),
            )
        full = self._spelled_out(self._owner(name))
        resolved = self.book.resolve(full) or self._of_land(full)
        return Party(text=words, name=resolved.name if resolved else full, id=resolved.id if resolved else None, fullest=full)

    def _of_land(self, name: str) -> Actor | None:
        """Give the army that "the army" is in a report that tells of one land only."""
        head = name.lower().split()[-1]
        first = name.lower().split()[0]
        if self.land is None or head not in self.lexicon.parties.state_heads or (first != head and first not in STATE_OWN):
            return None
        people = [demonym.capitalize() for demonym, land in self.lexicon.parties.demonyms.items() if land == self.land]
        found = (self.book.resolve(f"{one} {words}") for one in people for words in (name.lower(), "army"))
        return next((actor for actor in found if actor is not None and actor.kind == "military"), None)

    def fullest(self, spelling: str, actor: Actor) -> str:
        """Keep a name of two words or more; spell an acronym or a lone word out as the document does elsewhere."""
        is_owner = spelling.split()[-1].lower() not in self.lexicon.parties.instruments
        if len(spelling.split()) > 1 and spelling[:1].isupper() and is_owner:
            return spelling
        if not is_owner and len(spelling.split()) > 1:
            return self._owner(spelling) if len(spelling.split()) == 2 else spelling.rpartition(" ")[0]
        return self.fullest_of.get(actor.id, spelling)

    def _owner(self, name: str) -> str:
        """Give who an instrument or adjective belongs to: "Russian" and "Russian aircraft" are Russia's."""
        spelled = self.spelling(name)
        parts = spelled.split()
        if len(parts) == 2 and parts[1].lower() in self.lexicon.parties.instruments:
            parts = parts[:1]
        if len(parts) == 1 and (state := self.lexicon.parties.demonyms.get(parts[0].lower())) and parts[0][:1].isupper():
            forces = [known for counted in self.by_head.values() for known in counted if known.split()[0] == parts[0]]
            armed = [known for known in forces if known.split()[-1].lower() in self.lexicon.parties.state_heads]
            return armed[0] if armed else state
        return spelled

    def _naming_hit(self, name: str, hits: Iterable[tuple[Span, Actor]]) -> tuple[Span, Actor]:
        """Choose the actor that a phrase is about: an armed one before a state that only owns it."""
        ordered = list(hits)
        armed = [hit for hit in ordered if hit[1].kind in ("armed_group", "military", "coalition")]
        return armed[0] if armed else ordered[-1]

    def _full(self, spelling: str, actor: Actor | None) -> str:
        return self.fullest_of.get(actor.id, spelling) if actor else spelling

    def _spelled_out(self, name: str) -> str:
        if name in self.acronyms:
            return self.acronyms[name]
        parts = name.split()
        if len(buildings := self.buildings.get(name, set())) == 1:
            return next(iter(buildings))
        if (len(parts) == 1 and not name[:1].isupper()) or (len(parts) == 1 and name.lower() in self.lexicon.parties.state_heads):
            longer = self.by_head.get(name.lower())
            if longer and name.lower() in self.lexicon.parties.state_heads:
                return longer.most_common(1)[0][0]
        return name

    def _group(self, at: int, unlike: frozenset[str]) -> tuple[str, Actor | None] | None:
        after = bisect_left(self.groups, at, key=lambda group: group[0])
        near = [*reversed(self.groups[max(0, after - NEAR_GROUPS) : after]), *self.groups[after : after + NEAR_GROUPS]]
        sides = {self._side(name) for name in unlike}
        return next(
            (
                group[1:]
                for group in near
                if group[2] is None or (group[2].name not in unlike and self._side(group[2].name) not in sides)
            ),
            None,
        )

    def _side(self, name: str) -> str:
        """Give whose side a named actor is on: a state's own militia is never "the militants" that it fights."""
        actor = self.book.resolve(name)
        return side_of(actor.id, None, self.book.actor) if actor else name
