"""What folds give: incidents, contradictions, control; written whole, in one transaction.

1. Folds replace all that stood before, so a place or incident that is no more leaves nothing behind, except its redirect.
2. The mark of a fold is the count of changes it has seen: events and verdicts that came while it was computed are not in it.
3. Columns that the claims decide (when first known, words) are read from the events that an incident rests on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, func, insert, select
from sqlalchemy import Row as Found

from zenobia.step import batched
from zenobia.store.codec import days, decode, encode, page_key, read_page_key, writable
from zenobia.store.contract import Counts, Query, Row
from zenobia.store.filters import asked, control_conditions, incident_conditions, incident_stretches, validate
from zenobia.store.inserts import put
from zenobia.store.pins import Known, Pins
from zenobia.store.reports import Reports
from zenobia.store.tables import (
    DAY_MAX,
    DAY_MIN,
    DERIVED,
    captures,
    contradictions,
    controls,
    documents,
    events,
    folds,
    grounds,
    incidents,
    pulse,
    redirects,
    rejects,
    reviews,
    strips,
    verdicts,
)
from zenobia.store.views import View
from zenobia.store.words import control_terms, event_terms, incident_terms
from zenobia.values.control import Control
from zenobia.values.event import Event
from zenobia.values.ids import folded
from zenobia.values.incident import Contradiction, Incident
from zenobia.values.review import Review

FOLDED = (strips, controls, reviews, contradictions, grounds, incidents, folds)
FOLDED_AT_ONCE = 200
"""Incidents written at a time, with the events they rest on looked up together."""


def _incident(found: Found[Any]) -> Incident:
    return decode(Incident, found.value)


def _control(found: Found[Any]) -> Control:
    return decode(Control, found.value)


INCIDENTS = View(
    name="incidents",
    table=incidents,
    order=(incidents.c.rank, incidents.c.id),
    shape=(int, str),
    fetched=(incidents.c.value,),
    make=_incident,
)
CONTROLS = View(
    name="controls",
    table=controls,
    order=(controls.c.place, controls.c.day_from, controls.c.id),
    shape=(str, int, str),
    fetched=(controls.c.value,),
    make=_control,
)


def control_position(control: Control) -> tuple[str, int, str]:
    """Give where a stretch stands in the order of their list."""
    return control.place, control.start.toordinal() if control.start else DAY_MIN, control.id


def control_key(position: tuple[str, int, str]) -> str:
    """Give the key to ask for what follows a position."""
    return page_key(CONTROLS.name, position)


def position_of_control(key: str) -> tuple[str, int, str]:
    """Give back the position of a key.

    Raises:
        BadSettings: the key is broken, or another list's.
    """
    place, day, name = read_page_key(CONTROLS.name, key, CONTROLS.shape)
    return str(place), int(day), str(name)


class Folds(Reports):
    """The part of the ledger that folds write, and the ledger as a whole."""

    def changes(self) -> int:
        """Count how often events or verdicts have changed."""
        with self._reading() as connection:
            return _changes(connection)

    def is_settled(self, stamp: str) -> bool:
        with self._reading() as connection:
            seen = connection.execute(select(folds.c.seen).where(folds.c.stamp == stamp)).scalar_one_or_none()
            return seen is not None and seen == _changes(connection)

    def keep_folds(
        self,
        incidents: Iterable[Incident],
        controls: Iterable[Control],
        *,
        stamp: str,
        retired: Iterable[tuple[str, str]] = (),
        reviews: Iterable[Review] = (),
        seen: int | None = None,
    ) -> None:
        with self._writing() as connection:
            self._dialect.empty(connection, FOLDED)
            for old, new in retired:
                put(connection, redirects, {"old": old, "new": new})
            self._add_incidents(connection, incidents)
            self._add_controls(connection, controls)
            _add_reviews(connection, reviews)
            put(connection, folds, {"stamp": stamp, "seen": _changes(connection) if seen is None else seen})

    def reviews(self) -> Sequence[Review]:
        with self._reading() as connection:
            found = connection.execute(select(reviews.c.value).order_by(reviews.c.n)).scalars().all()
        return [decode(Review, value) for value in found]

    def _add_incidents(self, connection: Connection, given: Iterable[Incident]) -> None:
        n, placed = 0, Pins()
        for some in batched(given, FOLDED_AT_ONCE):
            known = _known(connection, {claim for incident in some for claim in _claims_of_incident(incident)})
            numbered = list(enumerate(some, n + 1))
            n += len(some)
            connection.execute(insert(incidents), [_incident_row(number, incident, known) for number, incident in numbered])
            placed.add(numbered, known)
            resting = [{"claim": claim, "of": incident.id} for incident in some for claim in _claims_of_incident(incident)]
            if resting:
                connection.execute(insert(grounds), resting)
            for contradiction in (found for incident in some for found in incident.contradictions):
                put(connection, contradictions, {"id": contradiction.id, "value": encode(contradiction)})
            terms = [
                (number, incident_terms(incident, [known[claim].terms for claim in incident.claims if claim in known]))
                for number, incident in numbered
            ]
            self._dialect.index(connection, incidents, terms)
        placed.write(connection)

    def _add_controls(self, connection: Connection, given: Iterable[Control]) -> None:
        n = 0
        for some in batched(given, FOLDED_AT_ONCE):
            claims = [(claim, control.id) for control in some for claim in (*control.because, *control.against)]
            resting = [{"claim": claim, "of": control} for claim, control in dict.fromkeys(claims)]
            known = _known(connection, {entry["claim"] for entry in resting})
            numbered = list(enumerate(some, n + 1))
            n += len(some)
            connection.execute(insert(controls), [_control_row(number, control, known) for number, control in numbered])
            if resting:
                connection.execute(insert(grounds), resting)
            self._dialect.index(connection, controls, [(number, control_terms(control)) for number, control in numbered])

    def incidents(self, query: Query = Query()) -> Iterator[Row[Incident]]:  # noqa: B008 - a frozen value
        query = validate(query)
        conditions, stretches = incident_conditions(query), incident_stretches(query)
        return INCIDENTS.rows(self._reading, self._dialect, query, conditions, asked(query), stretches)

    def incident(self, incident_id: str) -> Incident | None:
        with self._reading() as connection:
            name, passed = incident_id, {incident_id}
            while True:
                found = connection.execute(select(incidents.c.value).where(incidents.c.id == name)).scalar_one_or_none()
                if found is not None:
                    return decode(Incident, found)
                following = connection.execute(select(redirects.c.new).where(redirects.c.old == name)).scalar_one_or_none()
                if following is None or following in passed:
                    return None
                name = following
                passed.add(name)

    def incidents_of(self, claim_id: str) -> Sequence[Incident]:
        chosen = select(incidents.c.value).join(grounds, grounds.c.of == incidents.c.id).where(grounds.c.claim == claim_id)
        with self._reading() as connection:
            found = connection.execute(chosen.order_by(incidents.c.rank, incidents.c.id)).scalars().all()
        return [decode(Incident, value) for value in found]

    def contradictions(self) -> Iterator[Contradiction]:
        """Contradictions in order of their ids."""
        last, size = "", FOLDED_AT_ONCE
        while True:
            page = select(contradictions).where(contradictions.c.id > last).order_by(contradictions.c.id).limit(size)
            with self._reading() as connection:
                found = connection.execute(page).all()
            for _, value in found:
                yield decode(Contradiction, value)
            if len(found) < size:
                return
            last = found[-1].id

    def controls(self, place: str | None = None, query: Query = Query()) -> Iterator[Row[Control]]:  # noqa: B008 - a frozen value
        query = validate(query)
        conditions = control_conditions(query)
        if place is not None:
            conditions.append((controls.c.place == place) | (controls.c.name == folded(place)))
        return CONTROLS.rows(self._reading, self._dialect, query, conditions, asked(query))

    def counts(self) -> Counts:
        latest = (documents.c.superseded_at.is_(None), events.c.superseded_at.is_(None))
        with self._reading() as connection:

            def count(table: Any, *conditions: Any) -> int:
                return int(connection.execute(select(func.count()).select_from(table).where(*conditions)).scalar_one())

            cut = select(func.coalesce(func.sum(documents.c.passage_count), 0)).where(latest[0])
            current = count(events, latest[1])
            return Counts(
                captures=count(captures),
                documents=count(documents, latest[0]),
                passages=int(connection.execute(cut).scalar_one()),
                claims=current,
                events=current,
                incidents=count(incidents),
                contradictions=count(contradictions),
                controls=count(controls),
                verdicts=count(verdicts),
                rejects=count(rejects),
            )

    def wipe_derived(self) -> None:
        with self._writing() as connection:
            connection.execute(rejects.delete().where(rejects.c.capture.is_not(None)))
            self._dialect.empty(connection, DERIVED)
            self._changed(connection)


def _changes(connection: Connection) -> int:
    return int(connection.execute(select(pulse.c.changes)).scalar_one())


def _claims_of_incident(incident: Incident) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*incident.claims, *incident.because, *incident.against)))


def _known(connection: Connection, claim_ids: Iterable[str]) -> dict[str, Known]:
    """Look up when claims were first known, and their words; a claim of an earlier edition alone is found too."""
    chosen = select(events.c.claim, events.c.known_at, events.c.received_at, events.c.value).order_by(events.c.received_at)
    made: dict[str, Known] = {}
    for some in batched(sorted(claim_ids), 500):
        for claim, known_at, received_at, value in connection.execute(chosen.where(events.c.claim.in_(some))):
            made[claim] = Known(at=known_at, received_at=received_at, terms=event_terms(decode(Event, value)))
    return made


def _first_known(claims: Iterable[str], known: Mapping[str, Known]) -> int:
    return min((known[claim].at for claim in claims if claim in known), default=0)


def _incident_row(n: int, incident: Incident, known: Mapping[str, Known]) -> dict[str, object]:
    day_from, day_until = days(incident.when, incident.reported)
    bounds = [day for day in (day_until, day_from) if day is not None and DAY_MIN < day < DAY_MAX]
    fix = incident.fix
    return {
        "n": n,
        "id": incident.id,
        "type": incident.type,
        "country": fix.country.upper() if fix and fix.country else None,
        "lat": fix.lat if fix else None,
        "lon": fix.lon if fix else None,
        "day_from": day_from,
        "day_until": day_until,
        "rank": -bounds[0] if bounds else 0,
        "known_at": _first_known(incident.claims, known),
        "value": encode(incident),
    }


def _control_row(n: int, control: Control, known: Mapping[str, Known]) -> dict[str, object]:
    fix = control.fix
    return {
        "n": n,
        "id": control.id,
        "place": writable(control.place),
        "name": folded(writable(control.name)),
        "status": control.status,
        "country": fix.country.upper() if fix and fix.country else None,
        "lat": fix.lat if fix else None,
        "lon": fix.lon if fix else None,
        "day_from": control_position(control)[1],
        "day_until": control.end.toordinal() if control.end else DAY_MAX,
        "known_at": _first_known((*control.because, *control.against), known),
        "value": encode(control),
    }


def _add_reviews(connection: Connection, given: Iterable[Review]) -> None:
    unique = {review.id: review for review in given}
    rows = [{"n": n, "id": review.id, "value": encode(review)} for n, review in enumerate(unique.values(), 1)]
    if rows:
        connection.execute(insert(reviews), rows)
