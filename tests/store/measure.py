"""Measure the store: `python tests/store/measure.py [REPORTS] [URL]` prints a table of medians, and of memory at its peak. Times
are of the processor, so that a busy machine measures as an idle one (on PostgreSQL: the client's part alone).

Reports are those of `making.many`, five claims each. Run it before and after changing a constant of the store.
"""

from __future__ import annotations

import random
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1] / "contracts"))

import making

from zenobia.store import Query, Store, open_store

A_COMMIT = 250
TRIES = 40


def tell(name: str, value: float, unit: str) -> None:
    sys.stdout.write(f"{name:44s} {value:12,.2f} {unit}\n")


def ingest(store: Store, reports: int) -> None:
    spent = 0.0
    for first in range(0, reports, A_COMMIT):
        some = making.many(min(A_COMMIT, reports - first), each=5, first=first)
        began = time.process_time()
        with store.batch():
            store.keep_captures(capture for capture, _ in some)
            for _, located in some:
                store.keep_located(located, stamp=making.READER)
        spent += time.process_time() - began
    tell("ingest", reports / spent, "reports a CPU second")


def questions(reports: int) -> dict[str, Callable[[], Query]]:
    chance = random.Random(3)

    def box(degrees: float) -> tuple[float, float, float, float]:
        west, south = 36 + chance.random() * 5, 30 + chance.random() * 7
        return west, south, west + degrees, south + degrees

    def month() -> dict[str, date]:
        start = date(2016, 1, 1) + timedelta(days=chance.randrange(365))
        return {"start": start, "end": start + timedelta(days=30)}

    return {
        "box of half a degree, a month": lambda: Query(bbox=box(0.5), **month(), limit=100),
        "box of half a degree": lambda: Query(bbox=box(0.5), limit=100),
        "box of three degrees": lambda: Query(bbox=box(3), limit=100),
        "the whole world": lambda: Query(bbox=(-180, -90, 180, 90), limit=100),
        "a month": lambda: Query(**month(), limit=100),
        "a rare word": lambda: Query(q=f"patrol {chance.randrange(reports)}", limit=100),
        "words that all say": lambda: Query(q="shells mill", limit=100),
        "a phrase of every fifth": lambda: Query(q='"post 4"', limit=100),
        "a common word in a box": lambda: Query(q="shells", bbox=box(0.5), limit=100),
        "an actor": lambda: Query(actor=f"brigade {chance.randrange(50)}", limit=100),
        "a type": lambda: Query(type="battle", limit=100),
    }


def median_ms(ask: Callable[[], Iterable[Any]]) -> float:
    took = []
    for _ in range(TRIES):
        began = time.process_time()
        for _row in ask():
            pass
        took.append((time.process_time() - began) * 1000)
    return statistics.median(took)


def fold(store: Store) -> None:
    def threes() -> Iterator[Any]:
        some = []
        for row in store.events():
            some.append(row.item)
            if len(some) == 3:
                yield making.incident(*some)
                some = []

    began = time.process_time()
    store.keep_folds(threes(), (), stamp=making.FOLDER)
    tell("fold, three events an incident", store.counts().incidents / (time.process_time() - began), "incidents a CPU second")


def main(reports: int, url: str) -> None:
    with open_store(url) as store:
        ingest(store, reports)
        for name, ask in questions(reports).items():
            tell(name, median_ms(lambda ask=ask: store.events(ask())), "CPU ms, median")
        began = time.process_time()
        listed = sum(1 for _ in store.events())
        tell("stream", listed / (time.process_time() - began), "events a CPU second")
        fold(store)
        tell("incidents, first page", median_ms(lambda: store.incidents(Query(limit=100))), "CPU ms, median")
    tell("memory at its peak", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, "MiB")
    if url.startswith("sqlite"):
        tell("file", Path(url.removeprefix("sqlite:///")).stat().st_size / 2**20, "MiB")


if __name__ == "__main__":
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    with tempfile.TemporaryDirectory() as folder:
        main(count, sys.argv[2] if len(sys.argv) > 2 else f"sqlite:///{folder}/measured.db")
