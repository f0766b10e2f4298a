"""The two sacred logs, captures and verdicts, and what stands beside them: sources, fetches, rejects of no capture.

1. A capture or verdict is taken once; taking it again changes nothing. The database itself refuses to change or delete one.
2. Bodies are fetched one at a time, so a list of captures never holds more than one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, Table, and_, select

from zenobia.store.codec import decode, encode, moment, pack, unpack, writable
from zenobia.store.contract import FetchState
from zenobia.store.inserts import add_new, put
from zenobia.store.link import Link
from zenobia.store.tables import captures, fetches, readings, rejects, sources, verdicts
from zenobia.values.capture import Capture
from zenobia.values.ids import make_id
from zenobia.values.reject import Reject
from zenobia.values.source import Source
from zenobia.values.verdict import Verdict

NUMBERS_A_PAGE = 1024
"""Unread captures listed at a time, by number only; their bodies follow one by one."""


class Logs(Link):
    """The part of the ledger that nothing can compute again."""

    def keep_source(self, source: Source) -> None:
        with self._writing() as connection:
            put(connection, sources, {"id": source.id, "value": encode(source)})

    def sources(self) -> Sequence[Source]:
        with self._reading() as connection:
            found = connection.execute(select(sources.c.value).order_by(sources.c.id)).scalars().all()
        return [decode(Source, value) for value in found]

    def keep_captures(self, captures: Iterable[Capture]) -> int:
        with self._writing() as connection:
            return sum(_add_capture(connection, capture) for capture in captures)

    def capture(self, capture_id: str) -> Capture | None:
        with self._reading() as connection:
            found = connection.execute(_CAPTURE.where(captures.c.id == capture_id)).one_or_none()
        return None if found is None else _capture(found)

    def unread(self, stamp: str) -> Iterator[Capture]:
        """Captures not yet read by the reader of this stamp, in order of arrival."""
        last = 0
        is_read = and_(readings.c.capture == captures.c.id, readings.c.stamp == stamp)
        unread = select(captures.c.n).outerjoin(readings, is_read).where(readings.c.capture.is_(None)).order_by(captures.c.n)
        while True:
            with self._reading() as connection:
                numbers = connection.execute(unread.where(captures.c.n > last).limit(NUMBERS_A_PAGE)).scalars().all()
            for number in numbers:
                with self._reading() as connection:
                    found = connection.execute(_CAPTURE.where(captures.c.n == number)).one()
                yield _capture(found)
                last = number
            if len(numbers) < NUMBERS_A_PAGE:
                return

    def keep_verdict(self, verdict: Verdict) -> bool:
        row = {"id": verdict.id, "about": writable(verdict.about), "at": moment(verdict.at), "value": encode(verdict)}
        with self._writing() as connection:
            is_new = add_new(connection, verdicts, row)
            if is_new:
                self._changed(connection)
            return is_new

    def verdicts(self, as_of: datetime | None = None) -> Sequence[Verdict]:
        chosen = select(verdicts.c.value).order_by(verdicts.c.at, verdicts.c.n)
        if as_of is not None:
            chosen = chosen.where(verdicts.c.at <= moment(as_of))
        with self._reading() as connection:
            found = connection.execute(chosen).scalars().all()
        return [decode(Verdict, value) for value in found]

    def keep_fetch_state(self, state: FetchState) -> None:
        with self._writing() as connection:
            put(connection, fetches, {"url": writable(state.url), "value": encode(state)})

    def fetch_state(self, url: str) -> FetchState | None:
        with self._reading() as connection:
            found = connection.execute(select(fetches.c.value).where(fetches.c.url == writable(url))).scalar_one_or_none()
        return None if found is None else decode(FetchState, found)

    def keep_reject(self, reject: Reject) -> None:
        with self._writing() as connection:
            file_rejects(connection, None, (reject,))

    def rejects(self) -> Iterator[Reject]:
        return self._listed(rejects, Reject)

    def _listed(self, table: Table, kind: type[Any]) -> Iterator[Any]:
        """Stream the values of a numbered table, in the order of its numbers."""
        last = 0
        while True:
            page: Select[Any] = select(table.c.n, table.c.value).where(table.c.n > last).order_by(table.c.n).limit(NUMBERS_A_PAGE)
            with self._reading() as connection:
                found = connection.execute(page).all()
            for _, value in found:
                yield decode(kind, value)
            if len(found) < NUMBERS_A_PAGE:
                return
            last = found[-1].n


_CAPTURE = select(captures.c.value, captures.c.body)


def _capture(found: Any) -> Capture:
    return replace(decode(Capture, found.value), body=unpack(found.body))


def _add_capture(connection: Connection, capture: Capture) -> bool:
    row = {
        "id": capture.id,
        "source": writable(capture.source),
        "url": writable(capture.url),
        "received_at": moment(capture.received_at),
        "sha256": capture.sha256,
        "value": encode(replace(capture, body=b"")),
        "body": pack(capture.body),
    }
    return add_new(connection, captures, row)


def file_rejects(connection: Connection, capture_id: str | None, given: Iterable[Reject]) -> None:
    """File rejects, each once."""
    for reject in given:
        name = make_id("reject", capture_id or "", reject.subject, reject.step, reject.reason.value, reject.detail)
        add_new(connection, rejects, {"id": name, "capture": capture_id, "value": encode(reject)})
