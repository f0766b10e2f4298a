"""Corrections laid over the ledger: in go events and verdicts, out the events as people have corrected them.

1. A `wrong_…` ruling names an event or its claim. With a value it sets the slot to it; without one, or with one that cannot be
   read, it empties the slot: a person has said that what stood there is wrong.
   Ground that was said of the wrong place or given to the wrong party goes along.
2. Rulings apply oldest first, so that the latest stands; one that was withdrawn never was.
3. Ids, quotes and everything else stay as published. Nothing is written back: without the verdicts the events are as before.

Retractions and rulings on pairs are the folds' own work (`reconcile`, `control`). How a value is written:

    wrong_time    2016-12-11   or   2016-12-11/2016-12-13
    wrong_place   Palmyra   or   Palmyra @ 34.56, 38.28   or   Palmyra @ 34.56, 38.28 ± 5 km
    wrong_actor   Syrian Army   or   Syrian Army <wikidata:Q…>      slot: actor (the default) or target
    wrong_toll    12   or   12-15   or   12-                        slot: what is counted, "killed" or "killed: militants"
    wrong_type    a type of event, such as air_strike; without a value it is an event of another kind ("other")
    wrong_stance  asserts, denies or hedges
    wrong_speaker Ministry of Defence   or   Ministry of Defence <wikidata:Q…>   without a value: the outlet itself speaks
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import cast, get_args

from zenobia.faults import BadSettings
from zenobia.values.claim import EVENT_TYPES, Claim, ControlClaim, Party, Speaker, Stance
from zenobia.values.event import Event
from zenobia.values.ids import folded
from zenobia.values.place import Fix
from zenobia.values.times import When
from zenobia.values.toll import Toll
from zenobia.values.verdict import Ruling, Verdict, standing

CORRECTIONS: tuple[Ruling, ...] = (
    "wrong_place",
    "wrong_actor",
    "wrong_time",
    "wrong_toll",
    "wrong_type",
    "wrong_stance",
    "wrong_speaker",
)
MAX_VALUE_CHARS = 300
"""Characters of the longest value of a ruling: twice the longest name of an organisation, with its id."""
DEFAULT_RADIUS_KM = 1.0
"""Radius of a corrected place whose ruling gives none: the size of a town quarter, which is what a person points at."""

_NUMBER = r"[-+]?\d{1,3}(?:\.\d+)?"
_PLACE = re.compile(
    rf"^(?P<name>[^@]+?)\s*@\s*(?P<lat>{_NUMBER})\s*,\s*(?P<lon>{_NUMBER})(?:\s*±\s*(?P<radius>\d+(?:\.\d+)?)\s*km)?$"
)
_PARTY = re.compile(r"^(?P<name>[^<>]+?)\s*(?:<(?P<id>[^<>\s]+)>)?$")
_RANGE = re.compile(r"^(?P<low>\d{1,9})(?P<dash>-(?P<high>\d{1,9})?)?$")


def corrected(events: Iterable[Event], verdicts: Sequence[Verdict], *, as_of: datetime | None = None) -> tuple[Event, ...]:
    """Lay every standing correction over the events; order and number of events stay."""
    about: dict[str, list[Verdict]] = defaultdict(list)
    for verdict in standing(verdicts, as_of):
        if verdict.ruling in CORRECTIONS:
            about[verdict.about].append(verdict)
    return tuple(_overlaid(event, [*about.get(event.id, ()), *about.get(event.claim.id, ())]) for event in events)


def _overlaid(event: Event, rulings: list[Verdict]) -> Event:
    for verdict in sorted(rulings, key=lambda verdict: (verdict.at, verdict.id)):
        event = _ruled(event, verdict)
    return event


def _ruled(event: Event, verdict: Verdict) -> Event:
    value = verdict.value if verdict.value is not None and is_readable(verdict.ruling, verdict.value) else None
    claim = event.claim
    if verdict.ruling == "wrong_time":
        when = read_when(value) if value is not None else None
        return replace(event, when=when, claim=replace(claim, when=when))
    if verdict.ruling == "wrong_place":
        fix = read_fix(value) if value is not None else None
        place = (fix.name,) if fix is not None else ()
        moved = replace(claim, place=place, relation=None, control=_moved(claim, place))
        return replace(event, fix=fix, route=(), claim=moved)
    if verdict.ruling == "wrong_actor":
        parties = (read_party(value),) if value is not None else ()
        is_target = verdict.slot == "target"
        if is_target:
            return replace(event, claim=replace(claim, target=parties))
        return replace(event, claim=replace(claim, actor=parties, control=_renamed(claim, parties)))
    if verdict.ruling == "wrong_type":
        return replace(event, claim=replace(claim, kind="event", type=read_type(value) if value is not None else "other"))
    if verdict.ruling == "wrong_stance":
        return replace(event, claim=replace(claim, stance=read_stance(value))) if value is not None else event
    if verdict.ruling == "wrong_speaker":
        return replace(event, claim=replace(claim, said_by=_speaker(claim, value) if value is not None else None))
    return replace(event, claim=_with_toll(claim, verdict.slot or "", value))


def _moved(claim: Claim, place: tuple[str, ...]) -> tuple[ControlClaim, ...]:
    """Take what is said of the ground that was wrong along to where it is, or drop it."""
    kept = (
        entry if entry.place not in claim.place[:1] else replace(entry, place=place[0]) if place else None
        for entry in claim.control
    )
    return tuple(entry for entry in kept if entry is not None)


def _renamed(claim: Claim, parties: tuple[Party, ...]) -> tuple[ControlClaim, ...]:
    """Give what the wrong party was said to hold to the right one, or to nobody that is named."""
    wrong = {folded(words) for party in claim.actor for words in (party.name, party.text, party.fullest, party.id or "") if words}

    def entry_of(entry: ControlClaim) -> ControlClaim:
        if not wrong & {folded(entry.holder or ""), folded(entry.holder_id or "")}:
            return entry
        new = parties[0] if parties else None
        return replace(entry, holder=new.name if new else None, holder_id=new.id if new else None)

    return tuple(map(entry_of, claim.control))


def _speaker(claim: Claim, value: str) -> Speaker:
    party = read_party(value)
    kind = claim.said_by.kind if claim.said_by is not None else "unnamed"
    return Speaker(text=party.text, name=party.name, id=party.id, kind=kind)


def _with_toll(claim: Claim, slot: str, value: str | None) -> Claim:
    what, _, who = (part.strip() for part in slot.partition(":"))
    tolls: list[Toll] = []
    for toll in claim.toll:
        if toll.what != what or (who and folded(toll.who) != folded(who)):
            tolls.append(toll)
        elif value is not None:
            low, high = read_range(value)
            tolls.append(replace(toll, low=low, high=high))
    return replace(claim, toll=tuple(tolls))


def is_readable(ruling: Ruling, value: str) -> bool:
    """Tell whether a value is written as this ruling needs it."""
    try:
        check(ruling, value)
    except BadSettings:
        return False
    return True


def check(ruling: Ruling, value: str) -> None:
    """Refuse a value that the ruling could not use, before it is kept for ever.

    Raises:
        BadSettings: it is not written as the head of this module shows.
    """
    readers: dict[Ruling, Callable[[str], object]] = {
        "wrong_time": read_when,
        "wrong_place": read_fix,
        "wrong_actor": read_party,
        "wrong_toll": read_range,
        "wrong_type": read_type,
        "wrong_stance": read_stance,
        "wrong_speaker": read_party,
    }
    if ruling in readers:
        if len(value) > MAX_VALUE_CHARS:
            raise BadSettings(f"{ruling} value of {len(value)} characters; the limit is {MAX_VALUE_CHARS}, write the value alone")
        readers[ruling](value)


def read_when(value: str) -> When:
    """Read a day or an interval of days."""
    first, _, last = value.strip().partition("/")
    try:
        start, end = date.fromisoformat(first), date.fromisoformat(last or first)
    except ValueError:
        raise BadSettings(f"wrong_time value {value!r}: write 2016-12-11 or 2016-12-11/2016-12-13") from None
    if end < start:
        raise BadSettings(f"wrong_time value {value!r} ends before it starts; swap the two days")
    return When(text=value, start=start, end=end, precision="day" if (end - start).days < 7 else "unknown")


def read_fix(value: str) -> Fix:
    """Read a place name with or without a point; without one the fix is unknown."""
    match = _PLACE.match(value.strip())
    if match is None:
        if "@" in value or not folded(value):
            raise BadSettings(f"wrong_place value {value!r}: write NAME or NAME @ LAT, LON or NAME @ LAT, LON ± 5 km")
        return Fix(name=value.strip(), lat=None, lon=None, radius_km=None, precision="unknown", because=("Named by a person.",))
    lat, lon = float(match["lat"]), float(match["lon"])
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise BadSettings(f"wrong_place value {value!r} is off the earth: latitude is -90 to 90, longitude -180 to 180")
    radius = float(match["radius"]) if match["radius"] else DEFAULT_RADIUS_KM
    return Fix(name=match["name"], lat=lat, lon=lon, radius_km=radius, precision="exact", because=("Placed by a person.",))


def read_party(value: str) -> Party:
    """Read a party's name, with its reference id or without."""
    match = _PARTY.match(value.strip())
    if match is None or not folded(match["name"]):
        raise BadSettings(f"wrong_actor value {value!r}: write NAME or NAME <ID>")
    return Party(text=match["name"], name=match["name"], id=match["id"])


def read_range(value: str) -> tuple[int, int | None]:
    """Read a figure as (low, high); high is None where it is open."""
    match = _RANGE.match(value.strip())
    if match is None:
        raise BadSettings(f"wrong_toll value {value!r}: write 12, 12-15 or 12-")
    low = int(match["low"])
    high = int(match["high"]) if match["high"] else (None if match["dash"] else low)
    if high is not None and high < low:
        raise BadSettings(f"wrong_toll value {value!r}: the upper bound is below the lower; swap them")
    return low, high


def read_type(value: str) -> str:
    """Read a type of event."""
    if value.strip() not in EVENT_TYPES:
        raise BadSettings(f"wrong_type value {value!r} is no type of event; write one of {', '.join(EVENT_TYPES)}")
    return value.strip()


def read_stance(value: str) -> Stance:
    """Read a stance."""
    for stance in get_args(Stance):
        if value.strip() == stance:
            return cast(Stance, stance)
    raise BadSettings(f"wrong_stance value {value!r}: write asserts, denies or hedges")
