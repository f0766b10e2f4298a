"""Working rulings in: one fold at a time, in a thread, so that a desk with a large ledger does not stand still."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet

from zenobia.store.contract import Store

Settle = Callable[[Store], object]
"""Computes the folds anew if anything they rest on has changed."""
PATIENCE_S = 3.0
"""Seconds that a person waits for the fold; a ledger of 10,000 events takes about as long. Longer ones go on behind the page."""


class Settling:
    """Folds after a ruling."""

    def __init__(self, settle: Settle | None) -> None:
        self._settle = settle
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="settle")

    def ask(self, store: Store) -> bool:
        """Have the folds computed anew; give whether they are by now.

        Raises:
            HouseFault: the fold failed.
        """
        if self._settle is None:
            return False
        try:
            self._pool.submit(self._settle, store).result(timeout=PATIENCE_S)
        except NotYet:
            return False
        return True

    def later(self, work: Callable[[], object]) -> None:
        """Have something worked out behind the pages, after the fold that runs."""
        self._pool.submit(work)

    def close(self) -> None:
        """Wait for the fold that runs, and start no other."""
        self._pool.shutdown(wait=True, cancel_futures=True)
