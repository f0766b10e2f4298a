"""One store for all requests, opened late and closed once; readers in many threads see the same."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime

from zenobia.export.published import Reader
from zenobia.serve.shelf import Shelf
from zenobia.settings import Settings
from zenobia.store import open_store


def test_many_threads_share_one_store_that_is_closed_with_the_shelf(store_url: str) -> None:
    log: list[str] = []

    @contextmanager
    def opening() -> Iterator[Reader]:
        log.append("opened")
        with open_store(store_url) as store:
            yield store
        log.append("closed")

    shelf = Shelf(opening, settings=Settings(), now=lambda: datetime(2017, 1, 1, tzinfo=UTC))
    assert log == []

    def ask(_: int) -> tuple[int, ...]:
        with shelf.reader() as reader:
            return (len(list(reader.incidents())), len(list(reader.events())), reader.counts().claims)

    with ThreadPoolExecutor(12) as threads:
        answers = list(threads.map(ask, range(120)))
    assert set(answers) == {(4, 7, 7)}
    shelf.close()
    shelf.close()
    assert log == ["opened", "closed"]
