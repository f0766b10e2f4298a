"""The queue of the desk, kept: worked out from all incidents once for each state of the ledger, behind the page where it is slow.

1. A small ledger's queue is always that of the moment.
2. A large one's is the last that was worked out, without what has been ruled on since, while the next is worked out behind it.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Lock

from zenobia.store.contract import Store
from zenobia.store.desk import open_questions
from zenobia.values.review import Review

AT_ONCE_S = 1.0
"""Seconds that a page may wait for the queue: what took longer the last time is worked out behind the page."""
Later = Callable[[Callable[[], object]], object]


class Waiting:
    """What waits for a person, as last worked out."""

    def __init__(self, later: Later, *, at_once_s: float = AT_ONCE_S) -> None:
        self._later = later
        self._at_once_s = at_once_s
        self._lock = Lock()
        self._working = Lock()
        self._changes = -1
        self._rulings = 0
        self._took_s = 0.0
        self._reviews: tuple[Review, ...] = ()

    def of(self, store: Store) -> tuple[Review, ...]:
        """Give the queue."""
        with self._lock:
            changes, reviews, is_slow = self._changes, self._reviews, self._took_s > self._at_once_s
        if changes == store.changes():
            return reviews
        if changes == -1 or not is_slow:
            return self._work(store)
        self._later(lambda: self._work(store))
        ruled = {verdict.about for verdict in store.verdicts()[self._rulings :]}
        return tuple(review for review in reviews if not ruled & set(review.about))

    def _work(self, store: Store) -> tuple[Review, ...]:
        with self._working:
            changes = store.changes()
            if changes == self._changes:
                return self._reviews
            begun, rulings = time.monotonic(), len(store.verdicts())
            reviews = open_questions(store)
            with self._lock:
                self._changes, self._rulings, self._reviews = changes, rulings, reviews
                self._took_s = time.monotonic() - begun
            return reviews
