"""The book of actors as data: in go the files of `lexicon/actors/`, out come checked actors, spellings and dependent words.

1. One TOML file a theatre. `[[actor]]` is a party or a speaker; `[[forces]]` a people's adjective with the actors that its
   army, aircraft, navy and government are; `[[office]]` what every such state has; `[[meaning]]` words that mean an actor
   only in some mouths or on some days.
2. An id is `wikidata:Q…` where certain, else `zenobia:SLUG`, and is given once.
3. An allegiance, a meaning and a force name ids that exist.

Every mistake is named with file, entry and what is allowed; a file that does not hold stops the run.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Literal

import msgspec

from zenobia.faults import BadSettings
from zenobia.values.actor import Actor, ActorKind, Allegiance
from zenobia.values.meant import ARMY

Speaks = Literal["monitor", "state", "military", "armed_group", "agency", "media", "witness", "official", "ngo", "igo"]
_ID = re.compile(r"wikidata:Q[1-9]\d*|zenobia:[a-z0-9]+(-[a-z0-9]+)*")


class AllegianceEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    to: str
    start: date | None = None
    end: date | None = None


class ActorEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One `[[actor]]`. `metonyms` name it only where a sentence needs a doer ("Moscow said"), never in running text."""

    id: str
    name: str
    kind: ActorKind
    speaks_as: Speaks | None = None
    country: str | None = None
    aliases: tuple[str, ...] = ()
    metonyms: tuple[str, ...] = ()
    allegiances: tuple[AllegianceEntry, ...] = ()
    note: str = ""


class ForcesEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One `[[forces]]`: "Russian" and "Russia", with the actors that their army, jets, navy and government are.

    `slug` names the offices made for it from `[[office]]`: zenobia:SLUG-OFFICE, belonging to `government`.
    """

    slug: str
    words: tuple[str, ...]
    country: str
    government: str
    army: str | None = None
    air: str | None = None
    navy: str | None = None


class OfficeEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One `[[office]]` that every state with `[[forces]]` has: "{of} Ministry of Defence" and how else it is written."""

    slug: str
    name: str
    kind: ActorKind
    speaks_as: Speaks
    forms: tuple[str, ...]


class MeaningEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One `[[meaning]]`: these words, said by one of these ids, between these days, mean this actor."""

    words: tuple[str, ...]
    means: str
    said_by: tuple[str, ...]
    start: date | None = None
    end: date | None = None


class EndingsEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What may follow a demonym, a branch at a time, and what may stand around an actor's name without changing who it is."""

    army: tuple[str, ...] = ()
    air: tuple[str, ...] = ()
    navy: tuple[str, ...] = ()
    government: tuple[str, ...] = ()
    followers: tuple[str, ...] = ()
    leaders: tuple[str, ...] = ()
    epithets: tuple[str, ...] = ()


class ActorsFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    theatre: str
    sources: tuple[str, ...]
    actor: tuple[ActorEntry, ...] = ()
    forces: tuple[ForcesEntry, ...] = ()
    office: tuple[OfficeEntry, ...] = ()
    meaning: tuple[MeaningEntry, ...] = ()
    endings: EndingsEntry | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """All files together."""

    actors: tuple[Actor, ...]
    armies: tuple[Actor, ...]
    """One a country with `[[forces]]`, called `army:CC`, belonging to the listed army: for "the army" in reports from there."""
    spellings: tuple[tuple[str, str], ...]
    """(words, actor id) as listed: found in running text."""
    made: tuple[tuple[str, str], ...]
    """(words, actor id) made by rule; one that is also listed gives way."""
    metonyms: tuple[tuple[str, str], ...]
    meanings: tuple[MeaningEntry, ...]
    followers: frozenset[str]
    leaders: frozenset[str]
    epithets: frozenset[str]


def actors_folder() -> Traversable:
    return resources.files("zenobia.lexicon") / "actors"


def _read(folder: Traversable) -> Iterator[tuple[str, ActorsFile]]:
    for name in sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".toml")):
        try:
            yield name, msgspec.toml.decode((folder / name).read_bytes(), type=ActorsFile)
        except msgspec.DecodeError as error:
            raise BadSettings(f"lexicon/actors/{name}: {error}") from error


def _check_ids(files: list[tuple[str, ActorsFile]], made: Iterable[ActorEntry]) -> None:
    """Raise unless every id is well formed, given once, and every reference names one."""
    owner: dict[str, str] = {entry.id: "an office made from [[office]]" for entry in made}
    for name, file in files:
        for entry in file.actor:
            where = f"lexicon/actors/{name}, actor {entry.name!r}"
            if not _ID.fullmatch(entry.id):
                raise BadSettings(f"{where}: id {entry.id!r}; write wikidata:Q… or zenobia:lower-case-words")
            if entry.id in owner:
                raise BadSettings(f"{where}: id {entry.id!r} is already that of {owner[entry.id]}; merge them or choose another")
            owner[entry.id] = where
    for name, file in files:
        named = [(entry.name, allegiance.to) for entry in file.actor for allegiance in entry.allegiances]
        named += [(entry.words[0], known) for entry in file.meaning for known in (entry.means, *entry.said_by)]
        named += [(f.slug, known) for f in file.forces for known in (f.army, f.air, f.navy, f.government) if known]
        for entry_name, known in named:
            if known not in owner:
                raise BadSettings(f"lexicon/actors/{name}, {entry_name!r}: no actor has the id {known!r}; add it or correct it")


def _forces_spellings(forces: Iterable[ForcesEntry], endings: EndingsEntry) -> Iterator[tuple[str, str]]:
    for entry in forces:
        branches = (
            (entry.army, endings.army),
            (entry.air or entry.army, endings.air),
            (entry.navy or entry.army, endings.navy),
            (entry.government, endings.government),
        )
        for known, words in branches:
            if known:
                yield from ((f"{of} {word}", known) for of in entry.words for word in words)


def _offices(forces: Iterable[ForcesEntry], offices: Iterable[OfficeEntry]) -> Iterator[ActorEntry]:
    """Make the offices of every state."""
    templates = list(offices)
    for entry in forces:
        for office in templates:
            yield ActorEntry(
                id=f"zenobia:{entry.slug}-{office.slug}",
                name=office.name.format(of=entry.words[0]),
                kind=office.kind,
                speaks_as=office.speaks_as,
                country=entry.country,
                aliases=tuple(form.format(of=of) for of in (*entry.words, f"{entry.words[-1]}'s") for form in office.forms),
                allegiances=(AllegianceEntry(to=entry.government),),
            )


def _actor(entry: ActorEntry) -> Actor:
    return Actor(
        id=entry.id, name=entry.name, kind=entry.kind, speaks_as=entry.speaks_as, country=entry.country, aliases=entry.aliases,
        allegiances=tuple(Allegiance(to=a.to, start=a.start, end=a.end) for a in entry.allegiances),
    )  # fmt: skip


def _army(entry: ForcesEntry) -> Actor:
    above = Allegiance(to=entry.army or entry.government)
    return Actor(id=f"{ARMY}{entry.country}", name="army", kind="military", country=entry.country, allegiances=(above,))


def load_words(folder: Traversable) -> Words:
    """Read and check every file.

    Raises:
        BadSettings: a file does not parse or an entry does not hold.
    """
    files = list(_read(folder))
    endings = next((file.endings for _, file in files if file.endings), EndingsEntry())
    forces = [entry for _, file in files for entry in file.forces]
    made = list(_offices(forces, [entry for _, file in files for entry in file.office]))
    _check_ids(files, made)
    entries = [entry for _, file in files for entry in file.actor] + made
    made_ids = {entry.id for entry in made}
    by_hand = [(words, entry.id) for entry in entries if entry.id not in made_ids for words in (entry.name, *entry.aliases)]
    by_rule = [(words, entry.id) for entry in made for words in (entry.name, *entry.aliases)]
    by_rule += _forces_spellings(forces, endings)
    return Words(
        actors=tuple(_actor(entry) for entry in entries),
        armies=tuple(_army(entry) for entry in forces),
        spellings=tuple(dict.fromkeys(by_hand)),
        made=tuple(dict.fromkeys(by_rule)),
        metonyms=tuple((words, entry.id) for entry in entries for words in entry.metonyms),
        meanings=tuple(entry for _, file in files for entry in file.meaning),
        followers=frozenset(endings.followers),
        leaders=frozenset(endings.leaders),
        epithets=frozenset(endings.epithets),
    )
