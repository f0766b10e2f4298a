"""In: a store's address, or a way to open one. Out: a Reader for each request, with the hold applied.

1. The store is opened by the first request, shared by all (a store is safe for many readers), and closed with the app.
2. Whatever door asks, it reads through the same hold. The review desk alone is lent the ledger itself, for signed-in people.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from threading import Lock

from zenobia.export.published import Published, hold_of
from zenobia.review import Hold
from zenobia.settings import Settings
from zenobia.store.contract import Store

StoreFactory = Callable[[], AbstractContextManager[Store]]
Clock = Callable[[], datetime]


class Shelf:
    """The opened store, lent to requests that run in threads."""

    def __init__(self, open_store: StoreFactory, *, settings: Settings, now: Clock) -> None:
        self._open_store = open_store
        self._hold = hold_of(settings)
        self._now = now
        self._opened: tuple[AbstractContextManager[Store], Store] | None = None
        self._lock = Lock()

    @contextmanager
    def reader(self) -> Iterator[Published]:
        """Lend the store as the public may see it now."""
        with self.ledger() as store:
            yield Published(reader=store, hold=self._hold, now=self._now())

    @contextmanager
    def whole(self) -> Iterator[Published]:
        """Lend the store with nothing held back, for people who review."""
        with self.ledger() as store:
            yield Published(reader=store, hold=Hold(), now=self._now())

    @contextmanager
    def ledger(self) -> Iterator[Store]:
        """Lend the store itself."""
        with self._lock:
            if self._opened is None:
                opened = self._open_store()
                self._opened = (opened, opened.__enter__())
            store = self._opened[1]
        yield store

    def close(self) -> None:
        """Close the store, if it was opened."""
        with self._lock:
            opened, self._opened = self._opened, None
        if opened:
            opened[0].__exit__(None, None, None)
