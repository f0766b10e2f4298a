"""Who really speaks: in go Facets and echo groups, out the voice behind each event, and the voices of an incident.

1. The voice is the first speaker that can be reached: the one named in the text, else the outlet.
2. Copies of one dispatch are one voice: that of the speaker whom any copy names for an act of that type, else of the outlet
   whose copy was seen first.
3. Two outlets relaying one ministry are therefore one origin with two sources.

It never judges who is to be believed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from zenobia.reconcile.facets import Facet
from zenobia.values.incident import Origin
from zenobia.values.keys import voice_name


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """The first speaker that can be reached."""

    key: str
    name: str
    id: str | None


def voices(facets: Iterable[Facet], echo: Mapping[str, str]) -> Mapping[str, Voice]:
    """Map each event id to its voice."""
    found: dict[str, Voice] = {}
    copies: dict[tuple[str, str], list[Facet]] = defaultdict(list)
    for facet in facets:
        found[facet.id] = _voice(facet)
        group = echo.get(facet.event.claim.passage)
        if group is not None:
            copies[group, facet.type].append(facet)
    for members in copies.values():
        ordered = sorted(members, key=lambda facet: facet.seen)
        named = [facet for facet in ordered if facet.event.claim.said_by is not None]
        first = _voice((named or ordered)[0])
        found.update({facet.id: first for facet in members if facet.event.claim.said_by is None})
    return found


def _voice(facet: Facet) -> Voice:
    speaker = facet.event.claim.said_by
    return Voice(key=facet.voice, name=voice_name(facet.event), id=speaker.id if speaker is not None else None)


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
