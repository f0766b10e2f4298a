"""A Query made into SQL: exact conditions for plain columns, and the part that special indexes answer.

1. Every value is bound; no word of a question becomes SQL.
2. What cannot be asked is refused with the value, the limit and the next move, before anything is read.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace

from sqlalchemy import ColumnElement, Table, and_, exists, not_, or_, select

from zenobia.faults import BadSettings
from zenobia.store.codec import moment, writable
from zenobia.store.contract import Query
from zenobia.store.dialect import Asked, Box
from zenobia.store.tables import LONG_DAYS, controls, documents, events, grounds, incidents, lasting
from zenobia.store.words import phrases

KINDS = frozenset({"event", "control", "toll"})
"""Claim kinds, which may be asked for as a type."""
Condition = ColumnElement[bool]


def validate(query: Query) -> Query:
    """Refuse what cannot be asked, and give the question in characters that every database takes.

    Raises:
        BadSettings: a box off the globe, an interval that ends before it starts, a limit below 1, a moment without a time zone.
    """
    if query.bbox is not None:
        west, south, east, north = query.bbox
        on_globe = all(map(math.isfinite, query.bbox)) and max(abs(west), abs(east)) <= 180 and -90 <= south <= north <= 90
        if not on_globe:
            given = ",".join(f"{edge:g}" for edge in query.bbox)
            raise BadSettings(f"bbox={given}: expected west,south,east,north; longitudes in ±180, south <= north in ±90 degrees")
    if query.start and query.end and query.start > query.end:
        raise BadSettings(f"the interval ends ({query.end}) before it starts ({query.start}); swap its ends")
    if query.limit is not None and query.limit < 1:
        raise BadSettings(f"limit={query.limit} is below 1; leave it out for everything")
    if query.as_of is not None:
        moment(query.as_of)
    return replace(
        query,
        type=query.type and writable(query.type),
        actor=query.actor and writable(query.actor),
        source=query.source and writable(query.source),
        country=query.country and writable(query.country),
        q=query.q and writable(query.q),
        document=query.document and writable(query.document),
    )


def boxes(bbox: Box | None) -> tuple[Box, ...]:
    """Cut a box at the date line."""
    if bbox is None:
        return ()
    west, south, east, north = bbox
    return (bbox,) if west <= east else ((west, south, 180.0, north), (-180.0, south, east, north))


def asked(query: Query) -> Asked:
    """Give the part of a query that words, places and days decide."""
    return Asked(
        phrases=phrases(query.q) if query.q else (),
        actor=query.actor,
        source=query.source,
        boxes=boxes(query.bbox),
        day_from=query.start.toordinal() if query.start else None,
        day_until=query.end.toordinal() if query.end else None,
    )


def _where_and_when(table: Table, query: Query) -> Iterator[Condition]:
    sides = [
        and_(table.c.lon.between(west, east), table.c.lat.between(south, north)) for west, south, east, north in boxes(query.bbox)
    ]
    if sides:
        yield or_(*sides)
    if query.end is not None:
        yield table.c.day_from <= query.end.toordinal()
    if query.start is not None:
        yield table.c.day_until >= query.start.toordinal()
    if query.country is not None:
        yield table.c.country == query.country.upper()


def _edition(table: Table, query: Query) -> Condition:
    """Hold to the edition that was the latest at the moment asked about."""
    if query.as_of is None:
        return table.c.superseded_at.is_(None)
    then = moment(query.as_of)
    return and_(table.c.received_at <= then, or_(table.c.superseded_at.is_(None), table.c.superseded_at > then))


def event_conditions(query: Query) -> list[Condition]:
    made = [_edition(events, query), *_where_and_when(events, query)]
    if query.type is not None:
        made.append((events.c.kind if query.type in KINDS else events.c.type) == query.type)
    if query.document is not None:
        made.append(events.c.document == query.document)
    return made


def document_conditions(query: Query) -> list[Condition]:
    """Give a document's own conditions; those on what it claims are asked of its events."""
    made = [_edition(documents, query)]
    if query.start is not None:
        made.append(documents.c.published >= query.start.toordinal())
    if query.end is not None:
        made.append(documents.c.published <= query.end.toordinal())
    if query.document is not None:
        made.append(documents.c.id == query.document)
    return made


def _folded_conditions(table: Table, query: Query) -> Iterator[Condition]:
    yield from _where_and_when(table, query)
    if query.as_of is not None:
        yield table.c.known_at <= moment(query.as_of)
    if query.document is not None:
        of_document = select(events.c.claim).where(events.c.document == query.document)
        yield exists(select(grounds.c.claim).where(grounds.c.of == table.c.id, grounds.c.claim.in_(of_document)).correlate(table))


def incident_conditions(query: Query) -> list[Condition]:
    made = list(_folded_conditions(incidents, query))
    if query.type is not None:
        made.append(incidents.c.type == query.type)
    return made


def incident_stretches(query: Query) -> tuple[tuple[Condition, ...], ...]:
    """Cut the order of incidents into the stretch where those of some days lie, and the few that last, wherever they lie.

    An incident stands at its last day, or at its first where it has no end. So one that has begun by `end` and stands more than
    LONG_DAYS after it has lasted longer; and one that stands before `start` and was not over by then has no end.
    """
    near = []
    if query.end is not None:
        near.append(incidents.c.rank >= -(query.end.toordinal() + LONG_DAYS))
    if query.start is not None:
        near.append(incidents.c.rank <= -query.start.toordinal())
    return (tuple(near), (lasting, not_(and_(*near)))) if near else ((),)


def control_conditions(query: Query) -> list[Condition]:
    """A stretch of control has no action type: its status is asked for in its place."""
    made = list(_folded_conditions(controls, query))
    if query.type is not None:
        made.append(controls.c.status == query.type)
    return made
