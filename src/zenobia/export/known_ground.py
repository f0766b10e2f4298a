"""In: a ledger, a place with its stretches of control as they stand, a past moment. Out: its stretches as they were known then.

1. They are drawn anew, from the events received by then under the rulings made by then.
2. The events are those on which any stretch of the place rests now. A hedged word on a day of which others spoke firmly rests in
   none, so that it is not found, and who is likeliest, which rests on every word, is not said.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Protocol

from zenobia.control import timeline
from zenobia.engines.actors import load_actors
from zenobia.review.rulings import corrected
from zenobia.store.contract import Query
from zenobia.values.actor import side_of
from zenobia.values.control import Control
from zenobia.values.event import Event, event_id
from zenobia.values.ids import folded
from zenobia.values.place import Fix
from zenobia.values.verdict import Verdict


class Ledger(Protocol):
    """What is asked of a store."""

    def event(self, event_id: str) -> Event | None: ...


def ground_known_by(
    ledger: Ledger, stretches: Sequence[Control], moment: datetime, verdicts: Sequence[Verdict]
) -> tuple[Control, ...]:
    """Draw a place as it was known at a moment.

    Args:
        stretches: all of one place, as they stand now.
        verdicts: all rulings.
    """
    claims = dict.fromkeys(claim for stretch in stretches for claim in (*stretch.because, *stretch.against))
    told = [event for event in (ledger.event(event_id(claim)) for claim in claims) if event is not None]
    by_then = [verdict for verdict in verdicts if verdict.at <= moment]
    if all(event.received_at <= moment for event in told) and len(by_then) == len(verdicts):
        return tuple(map(unweighed, stretches))
    then = corrected([event for event in told if event.received_at <= moment], by_then)
    drawn = timeline(then, by_then, as_of=moment, sides=partial(side_of, find=load_actors().actor))
    places = {stretch.place for stretch in stretches}
    return tuple(unweighed(stretch) for stretch in drawn if stretch.place in places)


def unweighed(stretch: Control) -> Control:
    """Leave out who is likeliest."""
    return replace(stretch, likeliest=None, likeliest_id=None)


def asked_for(stretches: Iterable[Control], place: str | None, query: Query) -> Iterable[Control]:
    """Give those that a question asks for: of a place, a stretch of days, a country, a status, a box."""
    return (stretch for stretch in stretches if _is_asked(stretch, place, query))


def _is_asked(stretch: Control, place: str | None, query: Query) -> bool:
    if place is not None and place != stretch.place and folded(place) != folded(stretch.name):
        return False
    if query.start is not None and stretch.end is not None and stretch.end < query.start:
        return False
    if query.end is not None and stretch.start is not None and stretch.start > query.end:
        return False
    country = stretch.fix.country if stretch.fix is not None else None
    if query.country is not None and query.country.upper() != (country or "").upper():
        return False
    return (query.type is None or query.type == stretch.status) and (query.bbox is None or lies_in(query.bbox, stretch.fix))


def lies_in(box: tuple[float, float, float, float], fix: Fix | None) -> bool:
    """Tell whether a fix lies in a box of west, south, east, north; west beyond east crosses the date line."""
    if fix is None or fix.lat is None or fix.lon is None:
        return False
    return in_box(box, fix.lat, fix.lon)


def in_box(box: tuple[float, float, float, float], lat: float, lon: float) -> bool:
    """Tell the same of a spot."""
    west, south, east, north = box
    across = west <= lon <= east if west <= east else lon >= west or lon <= east
    return across and south <= lat <= north
