"""What loose words of one report mean beside its other words: in go events, out the same events with these words filled in.

1. A speaker named by words alone ("the ministry", "the monitor") is the only named speaker of the report whose name holds these
   words, or whose kind they say.
2. "The army" and "government forces", without a name, are the army of the country where the claim lies, else of the country where
   most of the report lies: `army:CC`, which `side_of` climbs.
3. A holder without a reference whose words say no party ("the temple") is nobody that is named.
4. Words in capitals beside a place in small letters are where the report was sent from, and no place of what it tells; nobody
   is said to hold what stands in capitals.
5. A claim on ground without a place, whose words name exactly one place of its report, lies there.
6. Of several grounds that a claim gives to one party, those whose words do not stand in the quote are where the others lie, and
   nobody is said to have them: who took "the citadel" of a town told of before has not been said to take the town.

The answer depends on the set of events only. It touches no id, no quote and no claim that says these things itself.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from zenobia.values.claim import Claim, ControlClaim, Party, Speaker
from zenobia.values.event import Event
from zenobia.values.place import Fix

ARMY = "army:"
"""Before a country's ISO 3166-1 code: whoever is its army on the day."""
GOVERNMENT = frozenset({"army", "armies", "military", "government", "governmental", "regime", "pro-government", "pro-regime"})
"""Words that by themselves mean the armed side of the state that a report is about."""
ANY_FORCE = frozenset({
    "the", "its", "and", "of", "forces", "force", "troops", "troop", "soldiers", "units", "fighters", "side", "men", "allies",
    "allied", "local", "command", "positions", "armed",
})  # fmt: skip
"""Words that do not say whose the forces are."""
PARTY_WORDS = GOVERNMENT | frozenset({
    "forces", "force", "troops", "soldiers", "units", "unit", "fighters", "militants", "militiamen", "militia", "militias",
    "rebels", "insurgents", "gunmen", "jihadists", "terrorists", "brigade", "brigades", "battalion", "division", "regiment",
    "corps", "group", "groups", "faction", "factions", "front", "movement", "coalition", "alliance", "allies", "ally",
    "police", "guard", "guards", "defence", "defense", "marines", "paratroopers", "mercenaries", "separatists", "opposition",
    "council", "party", "authorities", "tribesmen", "guerrillas", "partisans", "junta", "resistance", "loyalists", "side",
    "enemy", "state", "caliphate", "liwa", "jaysh", "jaish", "ansar", "harakat", "kataib", "katibat", "jabhat", "ahrar",
    "administration", "garrison", "command", "commandos", "army",
})  # fmt: skip
"""Words one of which a party without a reference has in its name: whoever may hold ground."""
KIND_WORDS: Mapping[str, frozenset[str]] = {
    "monitor": frozenset({"monitor", "monitors", "observatory"}),
    "agency": frozenset({"agency"}),
    "state": frozenset({"ministry"}),
    "ngo": frozenset({"charity"}),
}
"""What a speaker of a kind is called for short."""
ON_GROUND = frozenset({"territory_gained", "attack_repelled", "withdrawal", "siege"})
"""Types that mean nothing without the ground they are about."""
LETTERS_OF_A_CODE = 3
"""Capitals of at most this length are a state or an acronym ("UAE"), not a dateline."""

_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")


def words_of(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.casefold()))


def is_government(words: str) -> bool:
    """Tell whether the words mean the forces of a state without saying of which."""
    said = words_of(words)
    return bool(said & GOVERNMENT) and said <= GOVERNMENT | ANY_FORCE


def is_party(words: str) -> bool:
    """Tell whether words without a reference say a party, so that it may hold ground."""
    return bool(words_of(words) & PARTY_WORDS)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Report:
    """What a whole report gives to each of its claims."""

    speakers: tuple[Speaker, ...]
    country: str | None
    places: tuple[tuple[str, Fix], ...]
    """Names of exactly known places, with where they lie."""


def meant(events: Iterable[Event]) -> list[Event]:
    """Fill in what the words of each claim mean in its report."""
    reports: dict[str, list[Event]] = defaultdict(list)
    everything = list(events)
    for event in everything:
        reports[event.claim.document].append(event)
    known = {document: _report(told) for document, told in reports.items()}
    return [_filled(event, known[event.claim.document]) for event in everything]


def _report(told: Sequence[Event]) -> _Report:
    speakers = {speaker.id: speaker for event in told for speaker in _speakers(event.claim) if speaker.id is not None}
    countries = Counter(event.fix.country for event in told if event.fix is not None and event.fix.country)
    country = min(countries, key=lambda code: (-countries[code], code)) if countries else None
    places: dict[str, Fix] = {}
    for event in told:
        fix = event.fix
        if fix is not None and fix.id is not None and fix.precision == "exact":
            places[fix.name] = min(places.get(fix.name, fix), fix, key=repr)
    ordered = tuple(speakers[id_] for id_ in sorted(speakers))
    return _Report(speakers=ordered, country=country, places=tuple(sorted(places.items())))


def _speakers(claim: Claim) -> Iterable[Speaker]:
    return (*((claim.said_by,) if claim.said_by is not None else ()), *claim.via)


def _filled(event: Event, report: _Report) -> Event:
    claim = event.claim
    country = event.fix.country if event.fix is not None and event.fix.country else report.country
    place = _places(claim)
    fix = event.fix
    if not place and fix is None and claim.type in ON_GROUND:
        named = [(name, spot) for name, spot in report.places if _is_named(name, claim.quote.text)]
        if len(named) == 1:
            place, fix = (named[0][0],), named[0][1]
    filled = replace(
        claim,
        said_by=_speaker(claim.said_by, report.speakers),
        actor=tuple(_party(party, country) for party in claim.actor),
        target=tuple(_party(party, country) for party in claim.target),
        control=tuple(_ground(entry, country) for entry in _said_ground(claim)),
        place=place,
    )
    return event if filled == claim and fix is event.fix else replace(event, claim=filled, fix=fix)


def _is_named(name: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE) is not None


def _speaker(speaker: Speaker | None, named: Sequence[Speaker]) -> Speaker | None:
    if speaker is None or speaker.id is not None:
        return speaker
    said = words_of(speaker.name) - {"the"}
    found = [one for one in named if said and said <= words_of(f"{one.name} {one.fullest}")]
    found = found or [one for one in named if said and said <= KIND_WORDS.get(one.kind, frozenset())]
    return replace(found[0], text=speaker.text) if len(found) == 1 else speaker


def _party(party: Party, country: str | None) -> Party:
    if party.id is not None or country is None or not is_government(party.fullest or party.name or party.text):
        return party
    return replace(party, id=ARMY + country)


def _said_ground(claim: Claim) -> list[ControlClaim]:
    kept = [entry for entry in claim.control if not _is_dateline(entry.place, claim.quote.text)]
    quoted = [entry for entry in kept if _is_named(entry.place, claim.quote.text)]
    pairs = {(entry.holder, entry.state) for entry in quoted}
    return [entry for entry in kept if entry in quoted or (entry.holder, entry.state) not in pairs]


def _ground(entry: ControlClaim, country: str | None) -> ControlClaim:
    if entry.holder is None or entry.holder_id is not None:
        return entry
    if not is_party(entry.holder):
        return replace(entry, holder=None)
    return replace(entry, holder_id=ARMY + country) if country is not None and is_government(entry.holder) else entry


def _places(claim: Claim) -> tuple[str, ...]:
    kept = tuple(words for words in claim.place if not _is_dateline(words, claim.quote.text))
    return kept or claim.place


def _is_dateline(words: str, quote: str) -> bool:
    letters = [letter for letter in words if letter.isalpha()]
    return len(letters) > LETTERS_OF_A_CODE and words.isupper() and not quote.isupper()
