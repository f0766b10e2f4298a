"""Parties to a war and those who speak about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from zenobia.values.source import SpeakerKind

ActorKind = Literal[
    "state",
    "military",
    "armed_group",
    "coalition",
    "monitor",
    "agency",
    "media",
    "ngo",
    "igo",
    "civilians",
    "person",
    "group",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Allegiance:
    """Belonging to another actor, from one day to another; None is open."""

    to: str
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A reference entry. `id` is `wikidata:Q…` where certain, else `zenobia:SLUG`."""

    id: str
    name: str
    kind: ActorKind
    speaks_as: SpeakerKind | None = None
    country: str | None = None
    aliases: tuple[str, ...] = ()
    allegiances: tuple[Allegiance, ...] = ()


Sides = Callable[[str, date | None], str]
"""Maps an actor's id, on a day, to the id of the side that it belongs to; an id that it does not know to itself."""


def each_its_own(actor_id: str, on: date | None) -> str:
    """Take every actor for a side of its own."""
    return actor_id


def side_of(actor_id: str, on: date | None, find: Callable[[str], Actor | None]) -> str:
    """Climb the allegiances that hold on a day up to the last one; without a day, those that are open at either end.

    Where an actor belongs to several, the first listed is climbed. Circles end where they close.
    """
    seen = [actor_id]
    while (actor := find(seen[-1])) is not None:
        above = next((allegiance.to for allegiance in actor.allegiances if _holds(allegiance, on)), None)
        if above is None or above in seen:
            break
        seen.append(above)
    return seen[-1]


def _holds(allegiance: Allegiance, on: date | None) -> bool:
    if on is None:
        return allegiance.start is None or allegiance.end is None
    return (allegiance.start is None or allegiance.start <= on) and (allegiance.end is None or on <= allegiance.end)
