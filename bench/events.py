"""Events made up by rule for measuring linking: incidents told by one to six outlets each, the same for the same seed.

In: how many events, a seed. Out: `Event`s in order of arrival, `EVENTS_A_DAY` a day, as a war of some size gives. Towns, parties
and words are made up; the longer the war, the more days it has, not the more incidents a day.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from zenobia.values.claim import Claim, Party, Speaker, claim_id
from zenobia.values.event import Event, event_id
from zenobia.values.place import Fix
from zenobia.values.spans import Quote
from zenobia.values.times import When
from zenobia.values.toll import Toll

FIRST_DAY = date(2011, 3, 15)
EVENTS_A_DAY = 400
TOWNS = 1_500
TYPES = ("shelling", "air_strike", "battle", "bombing", "territory_gained", "armed_attack", "toll", "attack_repelled")
PARTIES = tuple(f"Party {letter}" for letter in "ABCDEFGH")
WORDS = tuple(f"word{number}" for number in range(3_000))


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """What outlets tell of."""

    town: Fix
    type: str
    by: str
    on: str
    killed: int
    words: list[str]
    day: date


def make_events(count: int, seed: int) -> Iterator[Event]:
    """Make `count` events, each in a document of its own."""
    chance = Random(seed)
    towns = [_town(chance, n) for n in range(TOWNS)]
    made = 0
    while made < count:
        day = made // EVENTS_A_DAY
        told = Happening(
            town=towns[int(len(towns) * chance.random() ** 2)],
            type=chance.choice(TYPES),
            by=chance.choice(PARTIES),
            on=chance.choice(PARTIES),
            killed=chance.randint(1, 60),
            words=chance.sample(WORDS, 7),
            day=FIRST_DAY + timedelta(days=day),
        )
        for outlet in chance.sample(range(40), k=min(count - made, 1 + int(chance.expovariate(0.9)) % 6)):
            yield _event(chance, told, made, outlet)
            made += 1


def _town(chance: Random, n: int) -> Fix:
    lat, lon = chance.uniform(33.0, 37.0), chance.uniform(36.0, 42.0)
    return Fix(
        name=f"Town{n}",
        lat=lat,
        lon=lon,
        radius_km=2.0,
        precision="exact",
        id=f"made:{n}",
        admin1=f"Province{n % 14}",
        country="SY",
    )


def _event(chance: Random, told: Happening, number: int, outlet: int) -> Event:
    quote = f"{told.town.name}: " + " ".join([*told.words, *chance.sample(WORDS, 5)])
    document, passage = f"doc_{number:08}", f"passage_{number:08}"
    killed = told.killed + (chance.randint(0, 3) if chance.random() < 0.3 else 0)
    claim = Claim(
        id=claim_id(passage, told.type, (("place", told.town.name),)),
        document=document,
        passage=passage,
        quote=Quote(start=0, end=len(quote), text=quote),
        kind="toll" if told.type == "toll" else "event",
        type=None if told.type == "toll" else told.type,
        actor=(Party(text=told.by, name=told.by, id=f"made:{told.by}"),),
        target=(Party(text=told.on, name=told.on, id=f"made:{told.on}"),),
        place=(told.town.name,),
        said_by=Speaker(text="a monitor", name=f"Monitor {number % 5}", kind="monitor") if chance.random() < 0.4 else None,
        toll=(Toll(what="killed", who="people", low=killed, high=killed, text=str(killed)),) if chance.random() < 0.5 else (),
    )
    is_dated, is_placed = chance.random() < 0.7, chance.random() < 0.9
    arrived = datetime.combine(told.day, time(6), UTC) + timedelta(seconds=number % EVENTS_A_DAY)
    return Event(
        id=event_id(claim.id),
        claim=claim,
        when=When(text="that day", start=told.day, end=told.day, precision="day") if is_dated else None,
        fix=told.town if is_placed else None,
        source=f"outlet-{outlet}",
        outlet=f"Outlet {outlet}",
        published=told.day + timedelta(days=int(chance.random() < 0.3)),
        received_at=arrived,
    )
