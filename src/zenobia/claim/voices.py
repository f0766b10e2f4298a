"""Who a speaker is: words of a speaker → the fullest name that the document gives, the kind, the reference actor.

1. A known actor is itself; somebody of it ("a source in the ministry", "the ministry's spokesman John Smith") is not.
2. "Minister Smith" is the Ann Smith named elsewhere; "the representative" is the one who spoke last.
3. "A monitoring group", "the ministry": the one speaker of that kind, or with that head, that the document names.
4. "The statement" and pronouns: who spoke last.
"""

from __future__ import annotations

import re

from zenobia.claim.naming import Names
from zenobia.claim.spellings import EMPTY_WORDS, PRONOUN, after_lower, core, is_named, key_of
from zenobia.values.actor import Actor
from zenobia.values.claim import Speaker
from zenobia.values.passage import Reading
from zenobia.values.source import SpeakerKind
from zenobia.values.spans import Span

SEATED = re.compile(r"^[\w-]+-based\s+")
"""Where a body sits is no part of its name: "the London-based Observatory"."""
OFFICE_OF = re.compile(r"\b(?:in|of|from|at|with|for)\b")
"""What makes a speaker somebody of a body, not the body: "a source in the ministry"."""
OFFICE = re.compile(r"\s+of\s+[A-Z][\w-]+")
OPENING_WORDS = re.compile(r"[,;:(]|\s(?:which|who|that)\s")
"""What ends the words that a sentence opens with."""
MAX_OPENING = 7
"""Words of a name or office that a sentence opens with."""
PERSONS = frozenset({"official", "witness"})
HEADS = frozenset(
    {"ministry", "observatory", "directorate", "command", "department", "agency", "commission", "committee", "centre", "center"}
    | {"office", "council", "mission", "network", "army", "police", "coalition", "foundation", "institute", "service", "governor"}
)
"""Heads of bodies and offices that are told short after their full name."""
PAPER_WORDS = frozenset(
    {"news", "press", "written", "official", "joint", "video", "audio", "televised", "radio", "daily", "separate"}
)
"""Words between an owner and a paper: "a ministry news release"."""
OWNERLESS = frozenset({"his", "her", "its", "their", "our", "another", "same", "new", "earlier", "media", "local media"})


def _heads_of(name: str) -> tuple[str, ...]:
    """Give the words that may stand for a name: its last one, and the one before "of" or "for"."""
    words = re.sub(r"\s*\(.*?\)", "", name).lower().split()
    return (words[-1], *(words[at - 1] for at, word in enumerate(words) if at and word in ("of", "for")))


class Voices:
    """Names the speakers of one document."""

    def __init__(self, names: Names, reading: Reading) -> None:
        self._names = names
        self._lexicon = names.lexicon
        self._speakers: list[tuple[str, SpeakerKind, Actor | None]] = []
        for passage in reading.passages:
            for said in passage.tags.attributions:
                if said.source is not None:
                    self._collect(said.source.cut(passage.text))
        for name, actor in names.known.items():
            if actor.speaks_as is not None and len(name.split()) > 1:
                self._speakers.append((name, actor.speaks_as, actor))

    def _collect(self, words: str) -> None:
        name = core(words)
        if PRONOUN.match(name) or not is_named(name):
            return
        is_body = bool(set(_heads_of(name)) & HEADS)
        if not is_body and any(part.lower() in self._lexicon.parties.titles for part in name.split()):
            return
        actor = self._actor(name)
        self._speakers.append((name, self.kind_of(name, actor), actor))

    def _actor(self, name: str) -> Actor | None:
        hits = self._names.hits(name)
        if not hits:
            return self._names.book.resolve(name)
        last: tuple[Span, Actor] = hits[-1]
        return last[1] if last[0].end == len(name) else None

    def kind_of(self, words: str, actor: Actor | None) -> SpeakerKind:
        """Say what kind of speaker words name: the reference actor's, else that of the last common noun of speakers in them."""
        if actor is not None and actor.speaks_as is not None:
            return actor.speaks_as
        kinds = self._lexicon.speech.kinds
        lows = [word.strip("\"“”’'.,()").lower() for word in words.split()]
        if any(low in self._lexicon.speech.media for low in lows):
            return "agency"
        for low in reversed(lows):
            for kind, nouns in kinds.items():
                if low in nouns:
                    return kind  # type: ignore[return-value]  # the lexicon's keys are speaker kinds, checked on load
        if any(low in self._lexicon.parties.titles for low in lows):
            return "official"
        if any(low in self._lexicon.parties.armed for low in lows):
            return "military"
        return "unnamed" if not any(word[:1].isupper() for word in words.split()) else "official"

    def speaker(self, words: str, last: Speaker | None) -> Speaker | None:
        """Name a speaker; words that only point to one give the last speaker."""
        name = core(words)
        if owner := self._owner_of_paper(name):
            return self.speaker(owner, last)
        low = name.lower()
        hits = self._names.hits(name)
        if not hits and (
            PRONOUN.match(name) or low.split()[-1] in self._lexicon.speech.papers or self._is_same_office(words, last)
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
            fullest = self._names.fullest(after_lower(name), actor)
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
        full = self._names.acronyms.get(name, after_lower(name))
        return Speaker(text=words, name=full, kind=kind, fullest=full)

    def _owner_of_paper(self, name: str) -> str | None:
        """Give whose a paper is: "a ministry news release" is the ministry's, "the statement" nobody's."""
        parts = name.split()
        if parts[-1].lower() not in self._lexicon.speech.papers:
            return None
        while parts and (parts[-1].lower() in self._lexicon.speech.papers or parts[-1].lower() in PAPER_WORDS):
            parts.pop()
        owner = re.sub(r"['’]s?$", "", " ".join(parts))
        if not owner or owner.lower() in OWNERLESS or PRONOUN.match(owner):
            return None
        head = owner.split()[-1].lower()
        is_body = head in HEADS or head in self._lexicon.parties.armed
        known = [hit for hit in self._names.hits(owner) if hit[1].speaks_as is not None and hit[0].end == len(owner)]
        return owner if known or is_body or any(head in nouns for nouns in self._lexicon.speech.kinds.values()) else None

    def opening(self, sentence: str, *, is_person: bool) -> Speaker | None:
        """Give the speaker that a sentence opens with: a body for "it", an office for "he"."""
        words = OPENING_WORDS.split(sentence, maxsplit=1)[0].split()[:MAX_OPENING]
        nouns = {noun: kind for kind, listed in self._lexicon.speech.kinds.items() for noun in listed}
        for size in range(len(words), 0, -1):
            last = words[size - 1].strip(",.").lower()
            written = " ".join(words[:size])
            hits = [hit for hit in self._names.hits(core(written)) if hit[1].speaks_as is not None]
            named = not is_person and any(core(written) == span.cut(core(written)) for span, _ in hits)
            kind = nouns.get(last)
            if named or (kind is not None and (kind in PERSONS) == is_person):
                office = OFFICE.match(sentence, len(written)) if is_person else None
                return self.speaker(written + (office.group() if office else ""), None)
        return None

    def _is_same_office(self, words: str, last: Speaker | None) -> bool:
        """Tell "the representative" after "a representative of the ministry"."""
        parts = words.split()
        if last is None or parts[0].lower() != "the" or any(part[:1].isupper() for part in parts[1:]):
            return False
        head = parts[-1].lower()
        official = self._lexicon.speech.kinds.get("official", frozenset())
        return head in official and head in last.fullest.lower().split()

    def _person(self, name: str) -> str | None:
        """Give the fuller form of a person named by title and surname."""
        parts = name.split()
        if (
            not 2 <= len(parts) <= 3
            or parts[0].lower().rstrip(".") not in self._lexicon.parties.titles
            or not parts[-1][:1].isupper()
        ):
            return None
        found = [
            known
            for known in (*self._names.people.values(), *self._names.by_head.get(parts[-1].lower(), ()))
            if known.split()[-1] == parts[-1] and known != name and known.split()[0].lower() not in self._lexicon.parties.titles
        ]
        return found[0] if found else None

    def _is_office(self, name: str, span: Span) -> bool:
        """Tell "Pentagon spokesman John Kirby" (a person) from "the Pentagon"."""
        rest = (name[: span.start] + " " + name[span.end :]).split()
        return (
            any(word.lower() in self._lexicon.parties.titles or (word[:1].isupper() and word.isalpha()) for word in rest)
            and len(rest) > 1
        )

    def _known_speaker(self, name: str, kind: SpeakerKind, last: Speaker | None) -> tuple[str, Actor | None] | None:
        """Find the fuller name that common words point to: the one named speaker of that kind, or with that head."""
        parts = name.split()
        if same := self._with_head(name, last):
            return same
        if is_named(name):
            mine = set(key_of(name).split()) - EMPTY_WORDS
            keyed = [(set(key_of(known).split()) - EMPTY_WORDS, known, actor) for known, _, actor in self._speakers]
            for others, known, actor in keyed:
                if mine < others and not self._is_person_of(name, known):
                    return known, actor
            first = next(((known, actor) for others, known, actor in keyed if mine == others), None)
            if first is not None and first[0] != name:
                return first  # "the Homs governor" is the governor of Homs
            if parts[-1].lower() in ("group", "monitor", "observatory", "agency", "ministry") and len(parts) <= 3:
                return self._one_of_kind("monitor" if parts[-1].lower() in ("group", "monitor", "observatory") else kind)
            return None
        if kind in ("monitor", "state") or parts[-1] in ("group", "observatory", "monitor", "organisation", "organization"):
            return self._one_of_kind("monitor" if parts[-1] in ("group", "organisation", "organization") else kind)
        return None

    def _with_head(self, name: str, last: Speaker | None) -> tuple[str, Actor | None] | None:
        """Find the fuller speaker with the head of a short name ("the ministry"): the one, or who spoke last."""
        head = SEATED.sub("", name).lower()
        if " " in head or head not in HEADS:
            return None
        found: dict[str, tuple[str, Actor | None]] = {}
        for known, _, actor in self._speakers:
            if head in _heads_of(known) and len(known.split()) > 1:
                key = actor.id if actor else key_of(known)
                if key not in found or len(known) > len(found[key][0]):
                    found[key] = (known, actor)
        if len(found) == 1:
            return next(iter(found.values()))
        if last is None:
            return None
        return found.get(last.id or key_of(last.fullest))

    def _is_person_of(self, name: str, known: str) -> bool:
        return (
            any(word.lower() in self._lexicon.parties.titles for word in known.split())
            and not any(word.lower() in self._lexicon.parties.titles for word in name.split())
            and name.split()[-1].lower() != known.split()[-1].lower()
        )

    def _one_of_kind(self, kind: SpeakerKind) -> tuple[str, Actor | None] | None:
        found: dict[str, tuple[str, Actor | None]] = {}
        for name, known_kind, actor in self._speakers:
            if known_kind == kind:
                key = actor.id if actor else key_of(name)
                if key not in found or len(name) > len(found[key][0]):
                    found[key] = (name, actor)
        named = list(found.values())
        if len(named) == 1:
            return named[0]
        longest = max(named, key=lambda one: len(one[0]), default=None)
        if longest and all(set(key_of(one[0]).split()) <= set(key_of(longest[0]).split()) for one in named):
            return longest
        return None
