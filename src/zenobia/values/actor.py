"""Parties to a war and those who speak about it."""

from __future__ import annotations

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
