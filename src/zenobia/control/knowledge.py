"""How old our knowledge of a place is: in go its stretches and a day, out what is known of that day, with its age said.

1. A stretch that something is said of, on that day or after it while it lasts, is as said.
2. Else it is last known: the state stands, and the sentence says of which day it was last said and how many days lie between.
3. After `STALE_DAYS` without a word the state is unknown; the sentence still says what was last known, and of when.
4. Before anything is said of a place, nothing is known.
5. Where nothing is known of a place, the sentence adds what is known of the narrowest ground that it lies in, of which something
   is known: the place that it is a part of, its district, its province. The place stays unknown: a province held is no town held.

Nothing decays silently: there is a sentence for each case. It asks no clock; the day is given.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import cos, hypot, radians
from typing import Literal

from zenobia.values.control import Control, ControlStatus
from zenobia.values.place import Fix

STALE_DAYS = 365
"""Days without a word after which who holds a place is not asserted any more. Set by hand: fronts that stand still are still
mentioned in a year's reports. Look at the places of `zenobia control` before changing it."""

KM_PER_DEGREE = 111.2

Age = Literal["said", "last_known", "stale", "nothing"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Knowledge:
    """What is known of a place on a day."""

    on: date
    status: ControlStatus
    holder: str | None
    holder_id: str | None
    age: Age
    days: int | None
    """Days since anything was said that bears it out; 0 where it is as said, None where nothing is known."""
    sentence: str
    stretch: Control | None


def known_on(stretches: Iterable[Control], on: date, wider: Sequence[Sequence[Control]] = ()) -> Knowledge:
    """Tell what is known of one place on a day from the stretches of its timeline.

    Args:
        wider: the timelines of the grounds that it lies in, narrowest first (`wider_grounds`).
    """
    known = _known(stretches, on)
    if known.age not in {"nothing", "stale"}:
        return known
    for timeline in wider:
        around = _known(timeline, on)
        if around.stretch is not None and around.age != "stale":
            name = around.stretch.name
            return replace(known, sentence=f"{known.sentence} Of {name}, in which it lies: {around.sentence}")
    return known


def wider_grounds(of: Control, controls: Iterable[Control]) -> list[list[Control]]:
    """Give the timelines of the grounds that a place lies in, narrowest first: its whole, its district, its province."""
    timelines: dict[str, list[Control]] = {}
    for one in controls:
        timelines.setdefault(one.place, []).append(one)
    found = [(-1.0, of.parent)] if of.parent in timelines else []
    for place, timeline in timelines.items():
        fix = timeline[0].fix
        if place not in {of.place, of.parent} and fix is not None and _lies_in(of.fix, fix):
            found.append((fix.radius_km or 0.0, place))
    return [timelines[place] for _, place in sorted(found, key=lambda item: (item[0], item[1] or "")) if place is not None]


def _lies_in(inner: Fix | None, outer: Fix) -> bool:
    """Tell whether a place lies in a region: its point in the region's disc, and in one province with it."""
    if inner is None or outer.precision not in {"district", "province"} or outer.radius_km is None:
        return False
    if (inner.country, inner.admin1) != (outer.country, outer.admin1) or not inner.admin1:
        return False
    if inner.lat is None or inner.lon is None or outer.lat is None or outer.lon is None:
        return False
    if (inner.radius_km or 0.0) >= outer.radius_km:
        return False
    east = (inner.lon - outer.lon) * cos(radians((inner.lat + outer.lat) / 2))
    return hypot(inner.lat - outer.lat, east) * KM_PER_DEGREE <= outer.radius_km


def _known(stretches: Iterable[Control], on: date) -> Knowledge:
    found = [one for one in stretches if (one.start is None or one.start <= on) and (one.end is None or on <= one.end)]
    if not found:
        return Knowledge(
            on=on,
            status="unknown",
            holder=None,
            holder_id=None,
            age="nothing",
            days=None,
            sentence="Nothing is said.",
            stretch=None,
        )
    stretch = found[0]
    last = stretch.last_said or stretch.start
    days = max(0, (on - last).days) if last is not None else None
    if not days:
        return _knowledge(on, stretch, "said", days, f"{_state(stretch)}, as said.")
    ago = f"last said of {last}, {days} day{'s' if days > 1 else ''} earlier"
    state = _state(stretch)
    if days <= STALE_DAYS:
        return _knowledge(on, stretch, "last_known", days, f"{_state(stretch)}: last known, {ago}.")
    return Knowledge(
        on=on,
        status="unknown",
        holder=None,
        holder_id=None,
        age="stale",
        days=days,
        sentence=f"Not known any more; {state[0].lower()}{state[1:]} when {ago}.",
        stretch=stretch,
    )


def _knowledge(on: date, stretch: Control, age: Age, days: int | None, sentence: str) -> Knowledge:
    return Knowledge(
        on=on,
        status=stretch.status,
        holder=stretch.holder,
        holder_id=stretch.holder_id,
        age=age,
        days=days,
        sentence=sentence,
        stretch=stretch,
    )


def _state(stretch: Control) -> str:
    if stretch.holder is None:
        return stretch.status.capitalize()
    if stretch.status == "held":
        return f"Held by {stretch.holder}"
    return f"{stretch.status.capitalize()}, {stretch.holder} being said to hold it"
