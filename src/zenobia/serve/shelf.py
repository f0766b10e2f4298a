"""In: a store's address, or a way to open one. Out: a Reader for each request, with the hold applied.

1. The store is opened by the first request, shared by all (a store is safe for many readers), and closed with the app.
2. Whatever door asks, it reads through the same hold. The review desk alone is lent the ledger itself, for signed-in people.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from threading import Lock
from typing import Any, TypeVar

from zenobia.export.published import Published, hold_of
from zenobia.review import Hold
from zenobia.settings import Settings
from zenobia.store.contract import Store

KEPT_ANSWERS = 4000
"""Tiles and counts kept in memory: at 2 to 20 kB each, some 40 MB."""
Answer = TypeVar("Answer")
StoreFactory = Callable[[], AbstractContextManager[Store]]
Clock = Callable[[], datetime]


class Kept:
    """Answers worked out for one state of the ledger, the latest used."""

    def __init__(self) -> None:
        self._answers: OrderedDict[object, Any] = OrderedDict()
        self._state: object = None
        self._lock = Lock()

    def answer(self, state: object, key: object, work: Callable[[], Answer]) -> Answer:
        """Give the answer kept for a state and key, or work it out."""
        with self._lock:
            if state != self._state:
                self._answers.clear()
                self._state = state
            if key in self._answers:
                self._answers.move_to_end(key)
                found: Answer = self._answers[key]
                return found
        made = work()
        with self._lock:
            if state == self._state:
                self._answers[key] = made
                while len(self._answers) > KEPT_ANSWERS:
                    self._answers.popitem(last=False)
        return made


class Shelf:
    """The opened store, lent to requests that run in threads."""

    def __init__(self, open_store: StoreFactory, *, settings: Settings, now: Clock) -> None:
        self._open_store = open_store
        self._hold = hold_of(settings)
        self._now = now
        self._opened: tuple[AbstractContextManager[Store], Store] | None = None
        self._lock = Lock()
        self.kept = Kept()

    @contextmanager
    def reader(self, *, step_s: int = 0) -> Iterator[Published]:
        """Lend the store as the public may see it now.

        Args:
            step_s: where publication is delayed, see it as of the last whole step of so many seconds, so that answers keep.
        """
        now = self._now()
        if step_s and self._hold.delay_hours:
            now = datetime.fromtimestamp(now.timestamp() // step_s * step_s, now.tzinfo)
        with self.ledger() as store:
            yield Published(reader=store, hold=self._hold, now=now)

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
