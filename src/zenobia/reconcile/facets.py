"""An Event made ready for comparing: in goes an Event, out a Facet with its days as numbers, its places and parties as keys.

1. Days are proleptic ordinals, so that comparing is subtraction.
2. An event without a time is taken to lie in the `UNDATED_REACH_DAYS` up to its publication; `is_dated` says which it was.
3. "Since" and "until" are closed with the publication day and with `UNDATED_REACH_DAYS`; "held since May" recalls the taking in
   May, so that of ground held, taken or left only the beginning counts.
4. Parties are compared by the side they belong to on the day, where `sides` knows it: an air force is no other than its state.
5. "The citadel of X" lies in X. Of the words for a place only names count, unless there is none: a thing ("the bus") is no
   place of its own.
6. Types that may tell of one happening share a family; a type may have several.

A facet holds nothing that the event does not say, except rule 2, which is marked.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from zenobia.values.actor import Sides, each_its_own
from zenobia.values.claim import Claim, ControlState
from zenobia.values.event import Event
from zenobia.values.keys import name_key, party_key, place_key, voice_key
from zenobia.values.meant import ARMY
from zenobia.values.place import Fix
from zenobia.values.times import beginning
from zenobia.values.words import word_key

UNDATED_REACH_DAYS = 2
"""Days before publication in which news without a date is taken to have happened: a daily's print lag, and a weekend.
Set by hand; run the linking measure again before changing it."""
FINE_RADIUS_KM = 25.0
"""Discs no wider than this are places; wider ones are regions. A large city with its suburbs; set by hand."""
FINE_DAYS = 4
"""Intervals of at most this many days are days; longer ones are periods. A long weekend; set by hand."""
STEM_LETTERS = 6
"""Letters of a word that are compared, so that "strikes" meets "striking". Chosen by hand for English."""

LEAD_LENGTH = 400
"""Code points of a headline, a dateline and a sentence or two. Set by hand; run `evaluate gva_linking` before changing it."""

_FAMILIES: dict[str, frozenset[str]] = {
    "assault": frozenset({"battle", "territory_gained", "withdrawal", "attack_repelled", "armed_attack", "siege", "control"}),
    "fire": frozenset({"air_strike", "drone_strike", "shelling", "bombing", "chemical_attack", "looting_destruction"}),
    "persons": frozenset({"armed_attack", "execution", "abduction", "arrest", "sexual_violence"}),
    "moves": frozenset({"movement", "withdrawal"}),
}
FAMILIES_OF: dict[str, frozenset[str]] = {
    type_: frozenset(name for name, members in _FAMILIES.items() if type_ in members)
    for type_ in sorted(frozenset().union(*_FAMILIES.values()))
}
TOTAL_FAMILIES = frozenset({"totals"})
DAY_TOLL_FAMILIES = frozenset({"totals", "assault", "fire", "persons"})
"""What a bare figure may belong to: one for a single day, or one without day and place, which counts what stands beside it."""

_WORD = re.compile(r"[^\W\d_]{4,}")
_PLAIN = frozenset({
    "that", "this", "with", "from", "have", "been", "were", "was", "said", "says", "after", "before", "their", "they", "them",
    "which", "while", "when", "where", "also", "more", "than", "over", "into", "about", "other", "some", "what", "will", "would",
    "there", "near", "being", "against", "told", "accord", "report",
})  # fmt: skip
"""Words that two reports share without sharing anything, cut as `STEM_LETTERS` says."""


_NAMED_AS = re.compile(
    r"^(?:[A-Z]\w+['’]s\s+)?(?:[\w-]+\s+){0,3}(?:town|city|village|stronghold|bastion|province|governorate|district)\s+of\s+(?=[A-Z])"
    r"|^[A-Z]\w+['’]s\s+(?=[A-Z])"
)
"""What only says what kind of place is named, or in which country: "the rebel stronghold of X", "Syria's X"."""
_ANYBODY = frozenset({
    "the", "and", "of", "forces", "force", "fighters", "troops", "group", "groups", "allies", "allied", "militants", "militia",
    "militias", "units", "soldiers", "men", "members",
})  # fmt: skip
"""Words in the names of parties that any party may have."""


@dataclass(frozen=True, kw_only=True)
class Facet:
    """One event's comparable side. `first` and `last` are day ordinals, None when nothing gives a time."""

    event: Event
    type: str
    families: frozenset[str]
    first: int | None
    last: int | None
    is_dated: bool
    places: tuple[str, ...]
    """Keys of the place words, narrowest first."""
    doers: frozenset[str]
    done_to: frozenset[str]
    doer_words: frozenset[str]
    """Telling words of the names of whoever acts: "army", not "forces"."""
    ground: tuple[tuple[str | None, ControlState, str], ...]
    """(side, state, place key) of each control entry."""
    voice: str

    @property
    def id(self) -> str:
        return self.event.id

    @property
    def seen(self) -> tuple[datetime, str]:
        """The order in which events were seen: who comes first founds the incident."""
        return (self.event.received_at, self.event.id)

    @property
    def days(self) -> int:
        """Days that the interval covers; 0 without a time."""
        return 0 if self.first is None or self.last is None else self.last - self.first + 1

    @property
    def is_fine_time(self) -> bool:
        return 0 < self.days <= FINE_DAYS

    @cached_property
    def point(self) -> tuple[float, float, float] | None:
        """(lat, lon, radius_km), or None without coordinates."""
        return point_of(self.event.fix)

    @cached_property
    def is_fine_place(self) -> bool:
        fix = self.event.fix
        if self.point is None or fix is None:
            return bool(self.places)
        return fix.precision in {"exact", "near", "district"} and self.point[2] <= FINE_RADIUS_KM

    @property
    def is_lead(self) -> bool:
        """Whether its report tells of it at the very beginning: its headline and what follows at once."""
        return self.event.claim.quote.start < LEAD_LENGTH

    @property
    def is_vague(self) -> bool:
        """Whether somebody acting is named by words alone, so that "the army" may be any."""
        return any(is_loose(doer) for doer in self.doers)

    @property
    def is_bare_total(self) -> bool:
        """Whether it is a figure without an act, a day and a place of its own."""
        return self.type == "toll" and not self.places and not self.is_dated

    @cached_property
    def words(self) -> Mapping[str, str]:
        """Stems of the quote's own words, without those of its places and parties, each with a word that has it."""
        claim = self.event.claim
        named = " ".join([*claim.place, *(party.text for party in (*claim.actor, *claim.target))])
        known = _stems(named).keys() | _PLAIN
        return {stem: word for stem, word in _stems(claim.quote.text).items() if stem not in known}

    @cached_property
    def is_campaign(self) -> bool:
        """Whether it counts many acts at once ("64 air strikes")."""
        return any(toll.what == "conducted" and toll.low > 1 for toll in self.event.claim.toll)


def _stems(text: str) -> dict[str, str]:
    return {word[:STEM_LETTERS]: word_key(word) for word in _WORD.findall(text.casefold())}


def point_of(fix: Fix | None) -> tuple[float, float, float] | None:
    """Give (lat, lon, radius_km); a fix without a radius counts as a point."""
    if fix is None or fix.lat is None or fix.lon is None:
        return None
    return (fix.lat, fix.lon, fix.radius_km or 0.0)


def facet(event: Event, sides: Sides = each_its_own) -> Facet:
    """Make an event comparable."""
    claim = event.claim
    first, last, is_dated = span_of(event)
    on = date.fromordinal(last) if last is not None else None
    ground = tuple(
        (sides(entry.holder_id or name_key(entry.holder), on) if entry.holder else None, entry.state, place_key(entry.place))
        for entry in claim.control
    )
    present = frozenset(side for side, state, _ in ground if side is not None and state in {"holds", "contests", "besieges"})
    named = [_NAMED_AS.sub("", words) for words in claim.place]
    places = tuple(dict.fromkeys(key for key in map(place_key, filter(_is_name, named)) if key))
    owners = (words.rpartition(" of ") for words in named)
    places = tuple(dict.fromkeys((*places, *(key for part, _, owner in owners if part and (key := place_key(owner))))))
    if not places and event.fix is not None and event.fix.precision != "unknown":
        places = (place_key(event.fix.name),)
    type_ = claim.type or claim.kind
    return Facet(
        event=event,
        type=type_,
        families=_families(type_, (is_dated and first == last) or not (is_dated or places)),
        first=first,
        last=last,
        is_dated=is_dated,
        places=places,
        doers=frozenset(sides(party_key(party), on) for party in claim.actor) | present,
        done_to=frozenset(sides(party_key(party), on) for party in claim.target),
        doer_words=_telling_words(event),
        ground=ground,
        voice=voice_key(event),
    )


def is_loose(key: str) -> bool:
    """Tell whether a key is that of words alone, to which no reference gives a side."""
    return key.startswith(("name:", ARMY))


def _telling_words(event: Event) -> frozenset[str]:
    claim = event.claim
    names = [name for party in claim.actor for name in (party.name, party.text)]
    names += [entry.holder for entry in claim.control if entry.holder is not None and entry.state == "holds"]
    return frozenset(word for name in names for word in name.casefold().split()) - _ANYBODY


def _is_name(place: str) -> bool:
    """Whether words name a place: "a bus" and "the mosque" tell no two places apart. Scripts without capitals always may."""
    bare = place.removeprefix("the ").removeprefix("al-").removeprefix("el-")
    return any(not letter.islower() for letter in bare if letter.isalpha())


def _families(type_: str, is_of_any: bool) -> frozenset[str]:
    if type_ == "toll":
        return DAY_TOLL_FAMILIES if is_of_any else TOTAL_FAMILIES
    return FAMILIES_OF.get(type_, frozenset({type_}))


def is_begun(claim: Claim) -> bool:
    """Whether "since" gives the day of a change, after which it stands."""
    return claim.kind == "control" or claim.type in {"territory_gained", "withdrawal", "attack_repelled"}


def span_of(event: Event) -> tuple[int | None, int | None, bool]:
    """Give (first, last, is_dated) as day ordinals, by rules 2 and 3 of this module."""
    when = event.when
    published = (event.published or event.received_at.date()).toordinal()
    if when is not None and (when.start or when.end):
        first, last = _ordinal(when.start), _ordinal(when.end)
        if first is None and last is not None:
            return last - UNDATED_REACH_DAYS, last, True
        if first is not None and last is None and is_begun(event.claim):
            return first, beginning(when).toordinal(), True
        if first is not None:
            return first, max(first, last if last is not None else published), True
    if event.published is None:
        return None, None, False
    return published - UNDATED_REACH_DAYS, published, False


def _ordinal(day: date | None) -> int | None:
    return day.toordinal() if day is not None else None
