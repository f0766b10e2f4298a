"""Who really speaks: in go Facets, echo groups and what is known of outlets, out the voice behind each event and incident.

1. The voice is the first speaker that can be reached: the one named in the text; else who relays it to the outlet, the last of
   them first; else the agency that the report credits; else the outlet, as the body that the reference data knows, or as what it
   belongs to.
2. Copies of one dispatch are one voice: that of the speaker whom any copy names for an act of that type, else of the agency that
   any credits, else of the outlet whose copy was seen first.
3. Two outlets relaying one ministry are therefore one origin with two sources.

It never judges who is to be believed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from zenobia.reconcile.facets import Facet
from zenobia.values.incident import Origin
from zenobia.values.keys import voice_name


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """The first speaker that can be reached."""

    key: str
    name: str
    id: str | None


Wires = Mapping[str, Voice]
"""Document to the voice of the agency that it credits, or of its outlet where that is known by another name than its slug."""
NO_WIRES: Wires = MappingProxyType({})


def voices(facets: Iterable[Facet], echo: Mapping[str, str], wires: Wires = NO_WIRES) -> Mapping[str, Voice]:
    """Map each event id to its voice."""
    found: dict[str, Voice] = {}
    copies: dict[tuple[str, str], list[Facet]] = defaultdict(list)
    for facet in facets:
        found[facet.id] = _voice(facet, wires)
        group = echo.get(facet.event.claim.passage)
        if group is not None:
            copies[group, facet.type].append(facet)
    for members in copies.values():
        ordered = sorted(members, key=lambda facet: facet.seen)
        named = [facet for facet in ordered if facet.event.claim.said_by is not None or facet.event.claim.via]
        wired = [facet for facet in ordered if facet.event.claim.document in wires]
        first = _voice((named or wired or ordered)[0], wires)
        found.update({facet.id: first for facet in members if facet.event.claim.said_by is None})
    return found


def _voice(facet: Facet, wires: Wires) -> Voice:
    claim = facet.event.claim
    if claim.said_by is not None:
        return Voice(key=facet.voice, name=voice_name(facet.event), id=claim.said_by.id)
    if claim.via:
        relay = claim.via[-1]
        return Voice(key=relay.id or f"name:{relay.name.casefold()}", name=relay.name, id=relay.id)
    return wires.get(claim.document) or Voice(key=facet.voice, name=voice_name(facet.event), id=None)


def origins(members: Sequence[Facet], voice_of: Mapping[str, Voice]) -> tuple[Origin, ...]:
    """Give the voices of an incident, in the order in which they were first seen."""
    spoken: dict[str, list[Facet]] = {}
    for facet in sorted(members, key=lambda facet: facet.seen):
        spoken.setdefault(voice_of[facet.id].key, []).append(facet)
    return tuple(
        Origin(
            name=voice_of[facets[0].id].name,
            id=voice_of[facets[0].id].id,
            claims=tuple(facet.event.claim.id for facet in facets),
            sources=tuple(sorted({facet.event.source for facet in facets})),
        )
        for facets in spoken.values()
    )
