"""The desk's queue: of the moment where that is quick; else the last one, without what was ruled on, and the next behind it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from zenobia.serve.desk.waiting import Waiting
from zenobia.store import open_store
from zenobia.store.desk import open_questions, rule


def test_a_slow_queue_is_worked_out_behind_the_page(own_store: str) -> None:
    behind: list[Callable[[], object]] = []
    with open_store(own_store) as store:
        waiting = Waiting(behind.append, at_once_s=-1.0)
        first = waiting.of(store)
        assert first == open_questions(store) and behind == []
        ruled = first[0].about[0]
        rule(store, "confirmed", ruled, by="Ada", why="read both", at=datetime(2016, 12, 20, tzinfo=UTC))
        meanwhile = waiting.of(store)
        assert meanwhile == tuple(review for review in first if ruled not in review.about)
        assert len(behind) == 1
        behind.pop()()
        assert waiting.of(store) == open_questions(store) and behind == []


def test_a_quick_queue_is_that_of_the_moment(own_store: str) -> None:
    behind: list[Callable[[], object]] = []
    with open_store(own_store) as store:
        waiting = Waiting(behind.append, at_once_s=60.0)
        ruled = waiting.of(store)[0].about[0]
        rule(store, "confirmed", ruled, by="Ada", why="read both", at=datetime(2016, 12, 20, tzinfo=UTC))
        assert waiting.of(store) == open_questions(store) and behind == []
