"""Events by number, kept small: in go facets, out the same facets, made again when asked.

1. Only an event's packed bytes are kept, of a facet nothing: it follows from the event and from who is on which side.
2. The latest asked for are kept ready.

A number once given is never given again.
"""

from __future__ import annotations

from typing import TypeVar

import msgspec

from zenobia.reconcile.facets import Facet, facet
from zenobia.values.actor import Sides, each_its_own
from zenobia.values.event import Event

READY = 8_192
"""Facets kept ready, some 5 KB each with their words; forgotten all at once. A portion of reports and what it meets."""
_ENCODER = msgspec.msgpack.Encoder()
_EVENTS = msgspec.msgpack.Decoder(Event)
Kept = TypeVar("Kept")


def pack(value: Kept) -> bytes | Kept:
    """Give a value's bytes, equal for equal values; one with half a surrogate pair in its text has none, and stays."""
    try:
        return _ENCODER.encode(value)
    except UnicodeEncodeError:
        return value


class Facets:
    """Facets by number."""

    def __init__(self, sides: Sides = each_its_own) -> None:
        self._sides = sides
        self._packed: list[bytes | Event] = []
        self._names: list[str] = []
        self._ready: dict[int, Facet] = {}

    def __getitem__(self, number: int) -> Facet:
        ready = self._ready.get(number)
        return self._keep(number, facet(self.event(number), self._sides)) if ready is None else ready

    def event(self, number: int) -> Event:
        packed = self._packed[number]
        return _EVENTS.decode(packed) if isinstance(packed, bytes) else packed

    def name(self, number: int) -> str:
        """Give the id of an event."""
        return self._names[number]

    def is_of(self, number: int, event: Event) -> bool:
        """Tell whether an event is exactly the one kept."""
        return self._packed[number] == pack(event)

    def add(self, made: Facet) -> int:
        """Keep one more; give its number."""
        number = len(self._packed)
        self._packed.append(pack(made.event))
        self._names.append(made.id)
        self._keep(number, made)
        return number

    def drop(self, number: int) -> None:
        self._packed[number], self._names[number] = b"", ""
        self._ready.pop(number, None)

    def _keep(self, number: int, made: Facet) -> Facet:
        if len(self._ready) >= READY:
            self._ready.clear()
        self._ready[number] = made
        return made
