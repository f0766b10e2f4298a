"""In: a store's address, or a way to open one. Out: Readers to lend, one borrower at a time, with the hold applied.

1. A store is opened when all others are lent, kept for the next, and closed with the app.
2. Whatever door asks, it reads through the same hold.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from threading import Lock

from zenobia.export.published import Published, Reader
from zenobia.review import Hold
from zenobia.settings import Settings

StoreFactory = Callable[[], AbstractContextManager[Reader]]
Clock = Callable[[], datetime]


class Shelf:
    """Opened stores, lent to requests that run in threads."""

    def __init__(self, open_one: StoreFactory, *, settings: Settings, now: Clock) -> None:
        self._open_one = open_one
        self._hold = Hold(delay_hours=settings.publication_delay_hours, grid_km=settings.coordinate_grid_km)
        self._now = now
        self._idle: list[tuple[AbstractContextManager[Reader], Reader]] = []
        self._lock = Lock()

    @contextmanager
    def reader(self) -> Iterator[Published]:
        """Lend a store as the public may see it."""
        with self._lock:
            lent = self._idle.pop() if self._idle else None
        if lent is None:
            opened = self._open_one()
            lent = (opened, opened.__enter__())
        try:
            yield Published(reader=lent[1], hold=self._hold, now=self._now())
        finally:
            with self._lock:
                self._idle.append(lent)

    def close(self) -> None:
        """Close every store that is not lent."""
        with self._lock:
            idle, self._idle = self._idle, []
        for opened, _ in idle:
            opened.__exit__(None, None, None)
