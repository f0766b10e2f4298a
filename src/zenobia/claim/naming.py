"""Who is meant: words in a document → the fullest name it gives, and the reference actor.

1. Articles, counts and "so-called" are no part of a name; a known actor inside a phrase names it ("ISIS militants" is ISIS).
2. Of several spellings of one actor the longest in the document is its fullest name; an acronym in brackets belongs to the words
   before it.
3. "The army", "the ministry", "the Observatory": the fullest name in the document with that head.
4. "The militants", "the group", "the attackers": the armed group named last before; if none, the first after.
5. "A monitoring group", "the statement": a speaker of that kind, when the document names exactly one.
6. Pronouns: whoever was last in that role.

Never takes a name from outside the document, except the reference name of a certain actor.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from zenobia.ports import ActorBook
from zenobia.values.actor import Actor
from zenobia.values.claim import Party, Speaker
from zenobia.values.lexicon import Lexicon
from zenobia.values.passage import Reading
from zenobia.values.source import SpeakerKind
from zenobia.values.spans import Span

LEADING = re.compile(
    r"""^[\s"“”'‘’«»(\[–—-]*(?:(?:the|a|an|some|many|several|other|its|their|his|her|our|these|those|this|that|all|both|any|another|various|
    more|than|at|least|about|around|nearly|almost|over|up|to|as|so-called|self-styled|self-proclaimed|neither|nor|also|numerous|dozens|scores|hundreds|thousands|
    of|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d[\d,.]*|most|fellow|purported|suspected|alleged|\d+th)\s+)*""",
    re.VERBOSE | re.IGNORECASE,
)
PRONOUN = re.compile(r"^(?:he|she|it|they|we|i|them|him|her|itself|themselves|who|those|others|one)$", re.IGNORECASE)
BRACKETED = re.compile(r"\s*\(([A-Z][A-Za-z-]{1,9})\)")
NICKNAMED = re.compile(r"\b(?:dubbed|nicknamed|known as)\s+(?=[A-Z])")
ACRONYM = re.compile(r"\(([A-Z][A-Za-z-]{1,9})\)")
BEFORE_ACRONYM = 120
"""Code points before an acronym in which its words stand."""
NEAR_GROUPS = 50
"""Names of armed groups looked at to each side of words that point to one."""
OFFICE_OF = re.compile(r"\b(?:in|of|from|at|with|for)\b")
"""What makes a speaker somebody of a body, not the body: "a source in the ministry"."""
JUNK = re.compile(r"[_\x80-\x9f]+.*$")
GENERIC_HOSTILE = frozenset(
    "militants militant terrorists terrorist jihadists jihadist jihadis insurgents extremists attackers attacker group organization "
    "organisation fighters gunmen assailants enemy members gangs".split()
)
FOLLOWERS = frozenset(
    "militants fighters rebels terrorists members officials jihadists gunmen insurgents extremists positions position targets dens posts "
    "vehicles checkpoint checkpoints stronghold strongholds hideouts headquarters convoy convoys tanks bases militant fighter terrorist "
    "commander commanders leader leaders gangs".split()
)
"""Nouns that a group's name carries along."""
STATE_HEADS = frozenset("army military forces troops soldiers government regime force coalition".split())
EMPTY_WORDS = frozenset("the of a an and in for".split())


def core(words: str) -> str:
    """Cut article, count and brackets off a phrase."""
    text = JUNK.sub("", BRACKETED.sub("", words)).strip()
    return LEADING.sub("", text, count=1).strip(" \"“”'‘’«»,.;:()–—-") or text.strip()


def _key(words: str) -> str:
    return re.sub(r"[\W_]+", " ", words.lower()).strip()


def _is_named(words: str) -> bool:
    """Tell a name from common words, though one be "Britain-based"."""
    return any(part[:1].isupper() and not part.endswith(("-based", "-led", "-backed", "-run")) for part in words.split())


def _is_part_of_name(words: str, span: Span) -> bool:
    """Tell a common word, or the tail of a longer name ("the Delta Peace Monitor"), from a name of one word."""
    found = span.cut(words)
    if " " in found:
        return False
    before = words[: span.start].split()
    return found.islower() or bool(before and before[-1][:1].isupper() and before[-1].isalpha())


def after_lower(words: str) -> str:
    """Cut a name loose from common words before it ("director Ann Smith"), and from a phrase that ran into it."""
    parts = words.split()
    cuts = [
        at
        for at in range(1, len(parts))
        if parts[at][:1].isupper() and parts[at - 1].islower() and parts[at - 1] not in EMPTY_WORDS
    ]
    return " ".join(parts[cuts[-1] :]) if cuts and not any(part in ("of", "in", "for") for part in parts) else words


def is_generic(words: str, heads: frozenset[str] = GENERIC_HOSTILE) -> bool:
    """Tell a phrase of common nouns only, such as "extremist group", from a name."""
    parts = core(words).split()
    return bool(parts) and parts[-1].lower() in heads and not any(part[:1].isupper() for part in parts)


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
    speakers: list[tuple[str, SpeakerKind, Actor | None]] = field(default_factory=list)
    """Named speakers in order."""
    known: dict[str, Actor] = field(default_factory=dict)
    """Words to the actor that they named in running text, where an acronym stands out as it does not alone."""
    people: dict[str, str] = field(default_factory=dict)
    """Last word of a person's name to the fullest form."""

    @classmethod
    def of(cls, reading: Reading, lexicon: Lexicon, book: ActorBook) -> Names:
        """Collect every name of a document."""
        names = cls(lexicon, book)
        for passage in reading.passages:
            for match in ACRONYM.finditer(passage.text):
                names._acronym(passage.text[max(0, match.start() - BEFORE_ACRONYM) : match.start()], match.group(1))
            for span, actor in names.hits(passage.text):
                names._know(span.cut(passage.text), passage.span.start + span.start, actor)
            for mention in passage.tags.mentions:
                if mention.kind in ("actor", "person", "weapon"):
                    names._collect(mention.span.cut(passage.text), mention.kind)
            for said in passage.tags.attributions:
                if said.source is not None:
                    names._collect_speaker(said.source.cut(passage.text))
        return names

    def _actor_hits(self, name: str) -> list[tuple[Span, Actor]]:
        """Give the known actors in a name, by the names that the document's running text showed first."""
        found = self.hits(name)
        if not found and name in self.known:
            return [(Span(start=0, end=len(name)), self.known[name])]
        return found

    def hits(self, words: str) -> list[tuple[Span, Actor]]:
        """Give the known actors in words; a lone lower-case word names no publisher."""
        return [
            hit for hit in self.book.find(words) if not (hit[1].kind in ("media", "agency") and _is_part_of_name(words, hit[0]))
        ]

    def spelling(self, words: str) -> str:
        """Cut people and machines off a name: "ISIS militants" is spelled ISIS, but "Turkish soldiers" stays."""
        parts = core(words).split()
        while len(parts) > 1 and self._is_follower(parts):
            parts.pop()
        return " ".join(parts)

    def _is_follower(self, parts: list[str]) -> bool:
        last, before = parts[-1].lower(), parts[-2]
        if last not in FOLLOWERS and last not in self._instruments():
            return False
        parties = self.lexicon.parties
        rest = parts[:-1]
        if before.lower() in parties.demonyms:
            return False
        is_common = before.lower() in parties.adjectives or before.lower() in parties.armed or before.lower() in parties.civil
        if len(rest) == 1 and is_common:
            return before.lower() in ("coalition", "army", "group")
        return (
            before[:1].isupper()
            and not (len(rest) == 1 and before.lower() in self.lexicon.parties.demonyms)
            or before.lower() in ("coalition", "fighter", "army", "group")
        )

    def _instruments(self) -> frozenset[str]:
        return self.lexicon.parties.means["air_strike"] | self.lexicon.parties.means["drone_strike"]

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

    def _know(self, words: str, at: int, actor: Actor) -> None:
        self.known[words] = actor
        spelling = self.spelling(words)
        if len(spelling) > len(self.fullest_of.get(actor.id, "")):
            self.fullest_of[actor.id] = spelling
        if actor.kind == "armed_group":
            self.groups.append((at, spelling, actor))

    def _collect(self, words: str, kind: str) -> None:
        name = core(words)
        if kind == "person":
            self.people.setdefault(name.split()[-1].lower(), name)
            return
        if any(part[:1].isupper() for part in name.split()) and len(name.split()) > 1:
            self.by_head.setdefault(name.split()[-1].lower(), Counter())[name] += 1

    def _collect_speaker(self, words: str) -> None:
        name = core(words)
        if PRONOUN.match(name) or not _is_named(name):
            return
        if any(part.lower() in self.lexicon.parties.titles for part in name.split()):
            return
        actor = self._actor(name)
        self.speakers.append((name, self.kind_of(name, actor), actor))

    def _actor(self, name: str) -> Actor | None:
        hits = self.hits(name)
        if not hits:
            return self.book.resolve(name)
        last: tuple[Span, Actor] = hits[-1]
        return last[1] if last[0].end == len(name) else None

    # parties

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

    def _party(self, words: str, name: str, at: int, unlike: frozenset[str] = frozenset()) -> Party:
        hits = self._actor_hits(name) or self._actor_hits(self.spelling(name))
        if hits:
            span, actor = self._naming_hit(name, hits)
            fullest = self._fullest(self.spelling(span.cut(name)), actor)
            return Party(text=words, name=actor.name, id=actor.id, fullest=fullest)
        if is_generic(words) and (group := self._group(at, unlike)):
            spelling, known = group
            return Party(
                text=words,
                name=known.name if known else spelling,
                id=known.id if known else None,
                fullest=self._full(spelling, known),
            )
        full = self._spelled_out(self._owner(name))
        resolved = self.book.resolve(full)
        return Party(text=words, name=resolved.name if resolved else full, id=resolved.id if resolved else None, fullest=full)

    def _fullest(self, spelling: str, actor: Actor) -> str:
        """Keep a name of two words or more; spell an acronym or a lone word out as the document does elsewhere."""
        is_owner = spelling.split()[-1].lower() not in self._instruments()
        if len(spelling.split()) > 1 and spelling[:1].isupper() and is_owner:
            return spelling
        return self.fullest_of.get(actor.id, spelling)

    def _owner(self, name: str) -> str:
        """Give who an instrument or adjective belongs to: "Russian" and "Russian aircraft" are Russia's."""
        spelled = self.spelling(name)
        parts = spelled.split()
        if len(parts) == 2 and parts[1].lower() in self._instruments():
            parts = parts[:1]
        if len(parts) == 1 and (state := self.lexicon.parties.demonyms.get(parts[0].lower())) and parts[0][:1].isupper():
            forces = [known for counted in self.by_head.values() for known in counted if known.split()[0] == parts[0]]
            armed = [known for known in forces if known.split()[-1].lower() in STATE_HEADS]
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
        if len(parts) == 1 and not name[:1].isupper() or (len(parts) == 1 and name.lower() in STATE_HEADS):
            longer = self.by_head.get(name.lower())
            if longer and name.lower() in STATE_HEADS:
                return longer.most_common(1)[0][0]
        return name

    def _group(self, at: int, unlike: frozenset[str]) -> tuple[str, Actor | None] | None:
        after = bisect_left(self.groups, at, key=lambda group: group[0])
        near = [*reversed(self.groups[max(0, after - NEAR_GROUPS) : after]), *self.groups[after : after + NEAR_GROUPS]]
        return next((group[1:] for group in near if group[2] is None or group[2].name not in unlike), None)

    # speakers

    def kind_of(self, words: str, actor: Actor | None) -> SpeakerKind:
        """Say what kind of speaker words name: the reference actor's, else that of the last common noun of speakers in them."""
        if actor is not None and actor.speaks_as is not None:
            return actor.speaks_as
        kinds = self.lexicon.speech.kinds
        lows = [word.strip("\"“”’'.,()").lower() for word in words.split()]
        if any(low in self.lexicon.speech.media for low in lows):
            return "agency"
        for low in reversed(lows):
            for kind, nouns in kinds.items():
                if low in nouns:
                    return kind  # type: ignore[return-value]  # the lexicon's keys are speaker kinds, checked on load
        if any(low in self.lexicon.parties.titles for low in lows):
            return "official"
        if any(low in self.lexicon.parties.armed for low in lows):
            return "military"
        return "unnamed" if not any(word[:1].isupper() for word in words.split()) else "official"

    def speaker(self, words: str, last: Speaker | None) -> Speaker | None:
        """Name a speaker; words that only point to one give the last speaker."""
        name = core(words)
        low = name.lower()
        hits = self.hits(name)
        if not hits and (
            PRONOUN.match(name) or low.split()[-1] in self.lexicon.speech.papers or self._is_same_office(words, last)
        ):
            return last
        if person := self._person(name):
            return Speaker(text=words, name=person, kind="official", fullest=person)
        speaking = [
            hit
            for hit in hits
            if hit[1].speaks_as is not None and hit[0].end >= len(name.rstrip(")")) and not OFFICE_OF.search(name[: hit[0].start])
        ]
        if speaking and not self._is_office(name, speaking[0][0]):
            actor = speaking[0][1]
            fullest = self._fullest(after_lower(name), actor)
            return Speaker(text=words, name=actor.name, kind=self.kind_of(name, actor), id=actor.id, fullest=fullest)
        kind = self.kind_of(name, None)
        if fuller := self._known_speaker(name, kind, last):
            known, actor_or_none = fuller
            return Speaker(
                text=words,
                name=actor_or_none.name if actor_or_none else known,
                kind=self.kind_of(known, actor_or_none),
                id=actor_or_none.id if actor_or_none else None,
                fullest=known,
            )
        full = self.acronyms.get(name, after_lower(name))
        return Speaker(text=words, name=full, kind=kind, fullest=full)

    def _is_same_office(self, words: str, last: Speaker | None) -> bool:
        """Tell "the representative" after "a representative of the ministry"."""
        parts = words.split()
        if last is None or parts[0].lower() != "the" or any(part[:1].isupper() for part in parts[1:]):
            return False
        head = parts[-1].lower()
        official = self.lexicon.speech.kinds.get("official", frozenset())
        return head in official and head in last.fullest.lower().split()

    def _person(self, name: str) -> str | None:
        """Give the fuller form of a person named by title and surname."""
        parts = name.split()
        if (
            not 2 <= len(parts) <= 3
            or parts[0].lower().rstrip(".") not in self.lexicon.parties.titles
            or not parts[-1][:1].isupper()
        ):
            return None
        found = [
            known
            for known in (*self.people.values(), *self.by_head.get(parts[-1].lower(), ()))
            if known.split()[-1] == parts[-1] and known != name and known.split()[0].lower() not in self.lexicon.parties.titles
        ]
        return found[0] if found else None

    def _is_office(self, name: str, span: Span) -> bool:
        """Tell "Pentagon spokesman John Kirby" (a person) from "the Pentagon"."""
        rest = (name[: span.start] + " " + name[span.end :]).split()
        return (
            any(word.lower() in self.lexicon.parties.titles or (word[:1].isupper() and word.isalpha()) for word in rest)
            and len(rest) > 1
        )

    def _known_speaker(self, name: str, kind: SpeakerKind, last: Speaker | None) -> tuple[str, Actor | None] | None:
        """Find the fuller name that common words point to: the one named speaker of that kind, or with that head."""
        parts = name.split()
        if _is_named(name):
            mine = set(_key(name).split()) - EMPTY_WORDS
            for known, _, actor in self.speakers:
                others = set(_key(known).split()) - EMPTY_WORDS
                if mine < others and not self._is_person_of(name, known):
                    return known, actor
            if parts[-1].lower() in ("group", "monitor", "observatory", "agency", "ministry") and len(parts) <= 3:
                return self._one_of_kind("monitor" if parts[-1].lower() in ("group", "monitor", "observatory") else kind)
            return None
        if kind in ("monitor", "state") or parts[-1] in ("group", "observatory", "monitor", "organisation", "organization"):
            return self._one_of_kind("monitor" if parts[-1] in ("group", "organisation", "organization") else kind)
        return None

    def _is_person_of(self, name: str, known: str) -> bool:
        return (
            any(word.lower() in self.lexicon.parties.titles for word in known.split())
            and not any(word.lower() in self.lexicon.parties.titles for word in name.split())
            and name.split()[-1].lower() != known.split()[-1].lower()
        )

    def _one_of_kind(self, kind: SpeakerKind) -> tuple[str, Actor | None] | None:
        found: dict[str, tuple[str, Actor | None]] = {}
        for name, known_kind, actor in self.speakers:
            if known_kind == kind:
                key = actor.id if actor else _key(name)
                if key not in found or len(name) > len(found[key][0]):
                    found[key] = (name, actor)
        named = list(found.values())
        if len(named) == 1:
            return named[0]
        longest = max(named, key=lambda one: len(one[0]), default=None)
        if longest and all(set(_key(one[0]).split()) <= set(_key(longest[0]).split()) for one in named):
            return longest
        return None
