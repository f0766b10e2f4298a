"""What reports give: documents by edition, their passages, their claims as events.

1. One capture's report is written whole and replaces what an earlier reader made of that capture. The same again changes nothing.
2. Captures of one document are its editions. The one received last is current; rows of an earlier one carry the moment the next
   edition came, so they are listed `as_of` a moment before it, and found by id for ever.
3. A claim that several editions carry was known when the first of them came: `received_at` of its event says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Table, bindparam, delete, func, insert, or_, select, update
from sqlalchemy import Row as Found
from sqlalchemy.exc import IntegrityError

from zenobia.faults import BrokenRule
from zenobia.store.codec import at_moment, days, decode, digest, encode, moment, pack, unpack, writable
from zenobia.store.contract import Query, ReadState, Row
from zenobia.store.dialect import Asked
from zenobia.store.filters import asked, document_conditions, event_conditions, validate
from zenobia.store.inserts import put
from zenobia.store.logs import Logs, file_rejects
from zenobia.store.tables import documents, events, readings, rejects
from zenobia.store.views import View
from zenobia.store.words import Terms, event_terms
from zenobia.values.account import Located
from zenobia.values.capture import Capture
from zenobia.values.claim import Claim
from zenobia.values.document import Document
from zenobia.values.event import Event
from zenobia.values.passage import Passage
from zenobia.values.reject import Reject

DOCUMENTS_A_PAGE = 64
"""Documents fetched at a time: they carry their text, so a page of the usual size could weigh hundreds of MB."""
STATES_A_PAGE = 4_096
"""Marks of readings fetched at a time, some 100 bytes each."""


def _document(found: Found[Any]) -> Document:
    document = decode(Document, found.value)
    return document if document.text else replace(document, text=found.text)


def _event(found: Found[Any]) -> Event:
    event = decode(Event, found.value)
    return event if found.known_at == found.received_at else replace(event, received_at=at_moment(found.known_at))


def _claim(found: Found[Any]) -> Claim:
    return decode(Event, found.value).claim


_EVENT = (events.c.value, events.c.received_at, events.c.known_at)
_DOCUMENT = (documents.c.value, documents.c.text)
_IN_ORDER = (events.c.known_at, events.c.id)
EVENTS = View(name="events", table=events, order=_IN_ORDER, shape=(int, str), fetched=_EVENT[:2], make=_event)
CLAIMS = View(name="claims", table=events, order=_IN_ORDER, shape=(int, str), fetched=(events.c.value,), make=_claim)
DOCUMENTS = View(
    name="documents",
    table=documents,
    order=(documents.c.known_at, documents.c.id),
    shape=(int, str),
    fetched=_DOCUMENT,
    make=_document,
    page=DOCUMENTS_A_PAGE,
)


class Reports(Logs):
    """The part of the ledger that readers write."""

    def keep_located(self, located: Located, *, stamp: str, rejects: Sequence[Reject] = ()) -> None:
        document = located.document
        values = [encode(event) for event in located.events]
        passages, written = encode(located.passages), encode(replace(document, text=""))
        mark = digest([written, document.text.encode("utf-8", "surrogatepass"), passages, *map(encode, rejects), b"", *values])
        with self._writing() as connection:
            before = _reading_of(connection, document.capture)
            if before and before.digest == mark:
                _restamp(connection, document.capture, before.stamp, stamp)
                return
            _forget(connection, document.capture, before)
            self._mark(connection, document.capture, stamp, mark, document.id)
            file_rejects(connection, document.capture, rejects)
            self._add_document(connection, document, written, passages, len(located.passages))
            self._add_events(connection, located.events, values, document.capture)
            _order_editions(connection, document.id)
            self._changed(connection)

    def keep_rejected(self, capture_id: str, rejects: Sequence[Reject], *, stamp: str) -> None:
        mark = digest(map(encode, rejects))
        with self._writing() as connection:
            before = _reading_of(connection, capture_id)
            if before and before.digest == mark:
                _restamp(connection, capture_id, before.stamp, stamp)
                return
            if _forget(connection, capture_id, before):
                self._changed(connection)
            self._mark(connection, capture_id, stamp, mark, None)
            file_rejects(connection, capture_id, rejects)

    def read_states(self) -> Iterator[ReadState]:
        last = ""
        while True:
            page = select(readings.c.capture, readings.c.document, readings.c.digest).where(readings.c.capture > last)
            with self._reading() as connection:
                found = connection.execute(page.order_by(readings.c.capture).limit(STATES_A_PAGE)).all()
            for row in found:
                yield ReadState(capture=row.capture, document=row.document, digest=row.digest)
            if len(found) < STATES_A_PAGE:
                return
            last = found[-1].capture

    def _mark(self, connection: Connection, capture_id: str, stamp: str, mark: str, document_id: str | None) -> None:
        try:
            put(connection, readings, {"capture": capture_id, "stamp": stamp, "digest": mark, "document": document_id})
        except IntegrityError as fault:
            raise BrokenRule(f"{capture_id} is in no log; keep the capture before what is read from it") from fault

    def _add_document(self, connection: Connection, document: Document, written: bytes, passages: bytes, count: int) -> None:
        received = moment(document.received_at)
        text = writable(document.text)
        row = {
            "n": _next_number(connection, documents),
            "id": document.id,
            "capture": document.capture,
            "source": writable(document.source),
            "published": document.published.toordinal() if document.published else None,
            "received_at": received,
            "known_at": received,
            "superseded_at": None,
            "value": encode(document) if "\x00" in document.text else written,
            "passages": pack(passages),
            "passage_count": count,
            "text": text,
        }
        connection.execute(insert(documents), row)
        self._dialect.index(connection, documents, [(row["n"], Terms(words=text))])  # type: ignore[list-item]

    def _add_events(self, connection: Connection, given: Sequence[Event], values: Sequence[bytes], capture_id: str) -> None:
        if not given:
            return
        first = _next_number(connection, events)
        unique = {event.id: (event, value) for event, value in zip(given, values, strict=True)}
        rows = [_event_row(first + step, event, value, capture_id) for step, (event, value) in enumerate(unique.values())]
        connection.execute(insert(events), rows)
        terms = [(first + step, event_terms(event)) for step, (event, _) in enumerate(unique.values())]
        self._dialect.index(connection, events, terms)

    def documents(self, query: Query = Query()) -> Iterator[Row[Document]]:  # noqa: B008 - a frozen value
        """Documents in order of arrival."""
        query = validate(query)
        conditions = document_conditions(query)
        claims_asked = replace(query, q=None, source=None, start=None, end=None, as_of=None, after=None, limit=None)
        if any((query.bbox, query.type, query.actor, query.country)):
            conditions.append(documents.c.capture.in_(self._captures_claiming(claims_asked)))
        if query.source is not None:
            speaking = self._captures_claiming(Query(source=query.source))
            conditions.append(or_(documents.c.source == query.source, documents.c.capture.in_(speaking)))
        return DOCUMENTS.rows(self._reading, self._dialect, query, conditions, Asked(phrases=asked(query).phrases))

    def _captures_claiming(self, query: Query) -> Any:
        with self._reading() as connection:
            narrowed = self._dialect.narrow(connection, events, asked(query))
        _, *conditions = event_conditions(query)
        return select(events.c.capture).select_from(narrowed.source).where(*conditions, *narrowed.conditions)

    def document(self, document_id: str) -> Document | None:
        found = self._latest(documents, documents.c.id == document_id, *_DOCUMENT)
        return None if found is None else _document(found)

    def editions(self, document_id: str) -> Sequence[Capture]:
        chosen = select(documents.c.capture).where(documents.c.id == document_id)
        with self._reading() as connection:
            ids = connection.execute(chosen.order_by(documents.c.received_at, documents.c.capture)).scalars().all()
            return [capture for name in ids if (capture := self.capture(name)) is not None]

    def passages(self, document_id: str) -> Sequence[Passage]:
        found = self._latest(documents, documents.c.id == document_id, documents.c.passages)
        return () if found is None else decode(tuple[Passage, ...], unpack(found.passages))

    def claims(self, query: Query = Query()) -> Iterator[Row[Claim]]:  # noqa: B008 - a frozen value
        """Claims in the order of their events."""
        query = validate(query)
        return CLAIMS.rows(self._reading, self._dialect, query, event_conditions(query), asked(query))

    def claim(self, claim_id: str) -> Claim | None:
        found = self._latest(events, events.c.claim == claim_id, *_EVENT)
        return None if found is None else _claim(found)

    def events(self, query: Query = Query()) -> Iterator[Row[Event]]:  # noqa: B008 - a frozen value
        query = validate(query)
        return EVENTS.rows(self._reading, self._dialect, query, event_conditions(query), asked(query))

    def event(self, event_id: str) -> Event | None:
        found = self._latest(events, events.c.id == event_id, *_EVENT)
        return None if found is None else _event(found)

    def _latest(self, table: Table, condition: Any, *fetched: Any) -> Found[Any] | None:
        """Give the row of the latest edition that has it."""
        chosen = select(*fetched).where(condition).order_by(table.c.received_at.desc(), table.c.capture.desc()).limit(1)
        with self._reading() as connection:
            return connection.execute(chosen).one_or_none()


_READING = select(readings.c.stamp, readings.c.digest, readings.c.document).where(readings.c.capture == bindparam("capture"))
_HIGHEST = {table: select(func.coalesce(func.max(table.c.n), 0)) for table in (documents, events)}
_EDITIONS = (
    select(documents.c.capture, documents.c.received_at, documents.c.superseded_at, documents.c.known_at)
    .where(documents.c.id == bindparam("document"))
    .order_by(documents.c.received_at, documents.c.capture)
)


def _reading_of(connection: Connection, capture_id: str) -> Any:
    return connection.execute(_READING, {"capture": capture_id}).one_or_none()


def _restamp(connection: Connection, capture_id: str, before: str, stamp: str) -> None:
    """Note that another reader made the same of a capture."""
    if before != stamp:
        connection.execute(update(readings).where(readings.c.capture == capture_id).values(stamp=stamp))


def _forget(connection: Connection, capture_id: str, before: Any) -> bool:
    """Delete what an earlier reader made of a capture; give whether there was a document."""
    if before is None:
        return False
    connection.execute(delete(rejects).where(rejects.c.capture == capture_id))
    if before.document is None:
        return False
    connection.execute(delete(events).where(events.c.capture == capture_id))
    connection.execute(delete(documents).where(documents.c.capture == capture_id))
    _order_editions(connection, before.document)
    return True


def _next_number(connection: Connection, table: Table) -> int:
    return int(connection.execute(_HIGHEST[table]).scalar_one()) + 1


def _event_row(n: int, event: Event, value: bytes, capture_id: str) -> dict[str, object]:
    received = moment(event.received_at)
    day_from, day_until = days(event.when, event.published)
    fix = event.fix
    return {
        "n": n,
        "id": event.id,
        "claim": event.claim.id,
        "capture": capture_id,
        "document": event.claim.document,
        "source": writable(event.source),
        "kind": event.claim.kind,
        "type": event.claim.type,
        "country": fix.country.upper() if fix and fix.country else None,
        "lat": fix.lat if fix else None,
        "lon": fix.lon if fix else None,
        "day_from": day_from,
        "day_until": day_until,
        "received_at": received,
        "known_at": received,
        "superseded_at": None,
        "value": value,
    }


def _order_editions(connection: Connection, document_id: str) -> None:
    """Mark each edition of a document with the arrival of the next, and each claim with the arrival of the first that has it."""
    editions = connection.execute(_EDITIONS, {"document": document_id}).all()
    is_alone = len(editions) == 1 and editions[0].superseded_at is None and editions[0].known_at == editions[0].received_at
    if is_alone or not editions:
        return
    for edition, following in zip(editions, [*editions[1:], None], strict=True):
        until = following.received_at if following else None
        connection.execute(
            update(documents)
            .where(documents.c.capture == edition.capture)
            .values(superseded_at=until, known_at=editions[0].received_at)
        )
        connection.execute(update(events).where(events.c.capture == edition.capture).values(superseded_at=until))
    twin = events.alias("twin")
    first = select(func.min(twin.c.received_at)).where(twin.c.id == events.c.id).scalar_subquery()
    connection.execute(update(events).where(events.c.document == document_id).values(known_at=first))
