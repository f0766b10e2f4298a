"""In: incidents. Out: CSV in the 31 columns of an ACLED export, in its order, types and vocabulary; one row an incident.

1. `event_id_cnty` is the state's three letters and a number made from the incident's id: the same incident keeps its number.
2. `time_precision` 1 a day or two, 2 up to a week, 3 up to a month. What is coarser has no code and is no row.
3. `fatalities` is the lowest bound said, 0 where no dead are counted: ACLED's own convention, and the conservative one.
4. A kind of actor (`inter1`, `inter2`) is given where it is known: state forces at home or abroad, civilians, crowds. Which armed
   group is a rebel group and which a militia, zenobia does not judge: such a cell and its `interaction` are empty.
5. `notes` tells what a row cannot hold: every voice with its words, who is against it, bounds, and the id in the ledger.

Which claim stands against which, and how sure a reading is, are lost.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC

from zenobia.engines.codes import country_of
from zenobia.export.coded import Bearer, Coded, Left, dead, number, prose
from zenobia.export.csv import Cell
from zenobia.locate.scales import scales

COLUMNS = (
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type", "actor1",
    "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting", "iso", "region",
    "country", "admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision", "source", "source_scale",
    "notes", "fatalities", "tags", "timestamp",
)  # fmt: skip
DAY_DAYS, WEEK_DAYS, MONTH_DAYS = 2, 7, 31
"""The most days that ACLED's three codes of time mean; a night has two days."""
DECIMALS = 4
"""Digits of a degree in an ACLED row."""
DISORDER = {
    "Battles": "Political violence",
    "Explosions/Remote violence": "Political violence",
    "Violence against civilians": "Political violence",
    "Protests": "Demonstrations",
    "Riots": "Demonstrations",
    "Strategic developments": "Strategic developments",
}
"""Event type to disorder type; DISORDER_OF_SUB goes before it."""
DISORDER_OF_SUB = {
    "Excessive force against protesters": "Political violence; Demonstrations",
    "Mob violence": "Political violence",
}
DISORDER_OF_FIGHTS = ("Battles", "Explosions/Remote violence")
CROWDS = {"Protests": "Protesters", "Riots": "Rioters"}
INTER = (
    "State forces", "Rebel group", "Political militia", "Identity militia", "Rioters", "Protesters", "Civilians",
    "External/Other forces",
)  # fmt: skip
"""ACLED's kinds of actor, in the order of their numbers."""


@dataclass(frozen=True, slots=True)
class _Actor:
    """What one of the two actors of a row is called, whom it stands with, and what kind it is."""

    name: str = ""
    with_: str = ""
    inter: str = ""


def _actor(bearers: tuple[Bearer, ...], row: Coded, *, crowd: str | None = None) -> _Actor:
    names = tuple(bearer.name for bearer in bearers)
    if crowd is not None and not any(bearer.side == "state" for bearer in bearers):
        return _Actor(f"{crowd} ({row.state.name})", "; ".join(names), crowd)
    if not bearers:
        return _Actor()
    if all(bearer.side == "civil" for bearer in bearers):
        return _Actor(f"Civilians ({row.state.name})", "; ".join(names), "Civilians")
    inter = ""
    if bearers[0].side == "state" and (home := country_of(bearers[0].party)) is not None:
        inter = "State forces" if home == row.state.code else "External/Other forces"
    return _Actor(names[0], "; ".join(bearers[0].beside), inter)


def _interaction(first: _Actor, second: _Actor) -> str:
    """Join two kinds, the lower number first; empty where a named actor's kind is not known."""
    if any(actor.name and not actor.inter for actor in (first, second)):
        return ""
    kinds = sorted((actor.inter for actor in (first, second) if actor.inter), key=INTER.index)
    return "" if not kinds else f"{kinds[0]} only" if len(kinds) == 1 else "-".join(kinds)


def _precision(days: int) -> int:
    return 1 if days <= DAY_DAYS else 2 if days <= WEEK_DAYS else 3


def acled_row(row: Coded) -> tuple[Cell, ...] | Left:
    """Give one incident as the cells of COLUMNS, or say why it is none."""
    codes, fix, where = row.codes, row.fix, row.state
    precision = scales(fix).acled
    if codes.acled is None:
        return Left(f"ACLED has no event type for it ({row.incident.type or 'no type'})")
    if row.days > MONTH_DAYS:
        return Left("its time is coarser than a month")
    if precision is None:
        return Left("no place in a state is said")
    first = _actor(row.doing, row, crowd=CROWDS.get(codes.acled))
    second = _actor(row.suffering, row)
    sub = codes.acled_sub or ""
    is_on_civilians = codes.acled == "Violence against civilians" or (
        codes.acled in DISORDER_OF_FIGHTS and second.inter == "Civilians"
    )
    toll = dead(row.incident)
    return (
        f"{where.iso3}{number(row.incident.id)}",
        row.start.isoformat(),
        row.start.year,
        _precision(row.days),
        DISORDER_OF_SUB.get(sub, DISORDER[codes.acled]),
        codes.acled,
        sub,
        first.name,
        first.with_,
        first.inter,
        second.name,
        second.with_,
        second.inter,
        _interaction(first, second),
        "Civilian targeting" if is_on_civilians else "",
        where.numeric,
        where.acled_region,
        where.name,
        fix.admin1 or "",
        "",
        "",
        fix.name,
        round(fix.lat or 0.0, DECIMALS),
        round(fix.lon or 0.0, DECIMALS),
        precision,
        "; ".join(dict.fromkeys(document.outlet or document.source for document in row.documents)),
        "",
        prose(row),
        toll.low if toll else 0,
        "crowd size=no report" if codes.acled in CROWDS else "",
        int(row.received_at.astimezone(UTC).timestamp()),
    )
