"""A list of days holds what was going on then, however long it lasted, and in the order of the whole list."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest

from zenobia.store import Store
from zenobia.store.contract import Query
from zenobia.values.times import When

FIRST = date(2016, 1, 1)


def spread(store: Store, making: Any) -> list[Any]:
    """Keep incidents that last a day, a week, a year or that have one open end."""
    rng, made, reports = Random(9), [], []
    for number in range(60):
        taken, located = making.report(
            making.Saying(words=f"Shells fell near mill {number}."), url=f"file:{number}", hours=number
        )
        reports.append((taken, located))
        start = FIRST + timedelta(days=rng.randrange(700))
        length = (0, 0, 6, 31, 32, 400)[number % 6]
        ends = (None if number % 13 == 5 else start, None if number % 13 == 7 else start + timedelta(days=length))
        when = When(text="", start=ends[0], end=ends[1], precision="day")
        made.append(replace(making.incident(located.events[0]), when=when))
    store.keep_captures(taken for taken, _ in reports)
    for _, located in reports:
        store.keep_located(located, stamp=making.READER)
    store.keep_folds(made, (), stamp=making.FOLDER)
    return made


@pytest.mark.parametrize(
    ("start", "end"),
    [(120, 150), (400, 400), (None, 90), (650, None), (0, 700), (10, 11), (1200, 1300)],
)
def test_days_find_what_was_going_on(store: Store, making: Any, start: int | None, end: int | None) -> None:
    made = spread(store, making)
    a, b = (None if day is None else FIRST + timedelta(days=day) for day in (start, end))
    wanted = {
        incident.id
        for incident in made
        if (b is None or incident.when.start is None or incident.when.start <= b)
        and (a is None or incident.when.end is None or incident.when.end >= a)
    }
    order = [row.item.id for row in store.incidents()]
    found = [row.item.id for row in store.incidents(Query(start=a, end=b))]
    assert found == [name for name in order if name in wanted]
    paged, after = [], None
    while page := list(store.incidents(Query(start=a, end=b, limit=7, after=after))):
        paged += [row.item.id for row in page]
        after = page[-1].key
    assert paged == found
