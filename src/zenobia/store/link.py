"""A dialect with its transactions: many readers, and one writer at a time.

1. A read outside a batch sees the last committed state; inside, what the batch wrote.
2. A write inside a batch joins it. If one of them fails the whole batch is lost, even when its caller goes on: half a report is
   never kept.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, update

from zenobia.faults import BrokenRule
from zenobia.store.dialect import Dialect
from zenobia.store.tables import pulse

_CHANGED = update(pulse).values(changes=pulse.c.changes + 1)


class _Own(threading.local):
    """What one thread is writing."""

    connection: Connection | None = None
    is_broken: bool = False


class Link:
    """What every part of the ledger writes and reads through."""

    def __init__(self, dialect: Dialect) -> None:
        self._dialect = dialect
        self._turn = threading.Lock()
        self._own = _Own()

    def close(self) -> None:
        """Give back every connection."""
        self._dialect.engine.dispose()

    @contextmanager
    def batch(self) -> Iterator[None]:
        """Make the writes inside one transaction."""
        with self._writing():
            yield

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        if self._own.connection is not None:
            yield self._own.connection
            return
        with self._dialect.engine.connect() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        if self._own.connection is not None:
            with self._joined(self._own.connection) as connection:
                yield connection
            return
        with self._turn, self._dialect.begin_writing() as connection:
            self._own.connection, self._own.is_broken = connection, False
            try:
                yield connection
                if self._own.is_broken:
                    raise BrokenRule("a write inside this batch failed and was passed over; nothing of the batch is kept")
                connection.commit()
            finally:
                self._own.connection = None

    @contextmanager
    def _joined(self, connection: Connection) -> Iterator[Connection]:
        finished = False
        try:
            yield connection
            finished = True
        finally:
            self._own.is_broken |= not finished

    def _changed(self, connection: Connection) -> None:
        """Note that what folds rest on is no longer what it was."""
        connection.execute(_CHANGED)
