"""The ledger on any database: logs, reports, folds, and the whole of it checked."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from typing import Self

from sqlalchemy import Connection, func, select

from zenobia.store.codec import decode, unpack
from zenobia.store.folds import Folds
from zenobia.store.marks import MarksView
from zenobia.store.people import People
from zenobia.store.tables import captures, documents, events, grounds, pulse, readings
from zenobia.values.document import Document
from zenobia.values.event import Event

CHECKED = 1000
"""Claims compared with their document's text, and captures with their digest: so many, evenly spread over all."""


class Ledger(Folds, MarksView, People):
    """A store. See `contract.py` for what it promises."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def check(self) -> Sequence[str]:
        with self._reading() as connection:
            problems = list(self._dialect.problems(connection))
            unread = select(func.count()).select_from(documents.outerjoin(readings, readings.c.capture == documents.c.capture))
            orphans = connection.execute(unread.where(readings.c.capture.is_(None))).scalar_one()
            if orphans:
                problems.append(f"{orphans} documents are of captures that nobody read; run `zenobia rebuild`")
            lost = select(func.count(func.distinct(grounds.c.claim))).select_from(
                grounds.outerjoin(events, events.c.claim == grounds.c.claim)
            )
            gone = connection.execute(lost.where(events.c.claim.is_(None))).scalar_one()
            if gone:
                problems.append(f"{gone} claims that incidents rest on are not in the store; run the folds again")
            if connection.execute(select(func.count()).select_from(pulse)).scalar_one() != 1:
                problems.append("the count of changes is lost; run `zenobia rebuild`")
            problems.extend(self._misquoted(connection))
            problems.extend(self._damaged(connection))
            return problems

    def _misquoted(self, connection: Connection) -> Iterator[str]:
        last = connection.execute(select(func.coalesce(func.max(events.c.n), 0))).scalar_one()
        step = max(1, last // CHECKED)
        said = select(events.c.value, documents.c.value.label("written"), documents.c.text).join(
            documents, documents.c.capture == events.c.capture
        )
        for found in connection.execute(said.where(events.c.n % step == 0).order_by(events.c.n)):
            quote = decode(Event, found.value).claim.quote
            document = decode(Document, found.written)
            if (document.text or found.text)[quote.start : quote.end] != quote.text:
                yield f"{document.id} does not say {quote.text[:60]!r} at {quote.start}..{quote.end}; run `zenobia rebuild`"

    def _damaged(self, connection: Connection) -> Iterator[str]:
        last = connection.execute(select(func.coalesce(func.max(captures.c.n), 0))).scalar_one()
        step = max(1, last // CHECKED)
        kept = select(captures.c.id, captures.c.sha256, captures.c.body).where(captures.c.n % step == 0).order_by(captures.c.n)
        for name, sha256, body in connection.execution_options(yield_per=1).execute(kept):
            if hashlib.sha256(unpack(body)).hexdigest() != sha256:
                yield f"the bytes of {name} are not those that came (sha256 {sha256[:12]}…); restore the store from a copy"
